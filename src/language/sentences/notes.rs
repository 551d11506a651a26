//! Tokens in, where typed notes begin out: "cut the queue by half Moved the late shift" is two of them, without a full stop.

use std::collections::HashSet;

use crate::language::lexicon;
use crate::language::tokens::Token;

/// A list of notes has at least this many that surely begin in the middle of a text.
const FEWEST: usize = 2;

/// Names that look like verbs.
const NAMES: &[&str] =
    &["fred", "jared", "alfred", "ahmed", "mohammed", "mohamed", "wilfred", "united", "federated", "advanced"];

/// Of each token: whether a note begins with it. None does where there are too few for a list: then it is more likely a name.
pub(super) fn begins(tokens: &[Token]) -> Vec<bool> {
    let sure: Vec<bool> = (0..tokens.len()).map(|k| surely(tokens, k)).collect();
    if sure.iter().filter(|s| **s).count() < FEWEST {
        return vec![false; tokens.len()];
    }
    let named: HashSet<&str> =
        (1..tokens.len()).filter(|k| is_name(&tokens[k - 1], &tokens[*k])).map(|k| tokens[k].norm.as_str()).collect();
    (0..tokens.len()).map(|k| sure[k] || !named.contains(tokens[k].norm.as_str()) && likely(tokens, k)).collect()
}

/// A verb in the past or a function word with a capital, in the middle of a text.
fn surely(tokens: &[Token], at: usize) -> bool {
    let (Some(last), Some(next)) = (at.checked_sub(1).and_then(|k| tokens.get(k)), tokens.get(at)) else {
        return false;
    };
    let norm = next.norm.as_str();
    let deed = lexicon::is_past(norm) && !NAMES.contains(&norm) && (last.break_after || capitals(last) == 0);
    let function = lexicon::is_functional(norm) && !norm.starts_with('i') && !last.break_after && capitals(last) == 0;
    capitals(next) == 1 && !last.ends_sentence && (deed || function)
}

/// In a list of notes, another word with a capital between two without, after a word that can end a note.
fn likely(tokens: &[Token], at: usize) -> bool {
    let Some(last) = at.checked_sub(1).and_then(|k| tokens.get(k)) else { return false };
    let next = &tokens[at];
    capitals(next) == 1
        && next.text.chars().count() > 2
        && capitals(last) == 0
        && !last.break_after
        && !last.ends_sentence
        && !lexicon::is_functional(&last.norm)
        && tokens.get(at + 1).is_some_and(|t| capitals(t) == 0)
}

/// Capital letters even where no note can begin.
fn is_name(last: &Token, next: &Token) -> bool {
    capitals(next) > 0 && !last.ends_sentence && !last.break_after && lexicon::is_functional(&last.norm)
}

fn capitals(token: &Token) -> usize {
    token.text.chars().filter(|c| c.is_uppercase()).count()
}
