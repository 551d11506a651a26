//! The sentences that tell the result in, whether they say how much and how surely out.

use crate::language::lexicon::is;
use crate::language::phrases::Phrase;
use crate::language::quantities::Quantity;
use crate::language::reading::Reading;
use crate::language::tokens::Token;
use crate::language::words::outcomes::{OUTCOMES, TAKES_BACK, TAKES_BACK_OUTCOME};
use crate::structure::{Label, Part, Structure};
use crate::usual::CLEAR;

/// Whether an amount stands in a sentence that tells the result; `None` without such a sentence. "Two weeks later" says when,
/// not how much.
pub(super) fn quantified(structure: &Structure, quantities: &[Quantity]) -> Option<bool> {
    structure.sentences.iter().find(|part| part.label == Label::Result)?;
    let in_result = |q: &Quantity| structure.sentence_at(q.place.chars.start).is_some_and(|p| p.label == Label::Result);
    Some(quantities.iter().any(|q| !q.tells_when && in_result(q)))
}

/// Words between such a hedge and its outcome at most.
const NEAR: usize = 3;

/// The hedges in sentences that clearly tell the result and that doubt the outcome, not a number ("maybe forty percent").
pub(super) fn hedged(
    reading: &Reading<'_>,
    structure: &Structure,
    hedges: &[Phrase],
    quantities: &[Quantity],
) -> Vec<Phrase> {
    let doubts = |hedge: &&Phrase| {
        let chars = &hedge.place.chars;
        let clear = |part: &&Part| part.label == Label::Result && part.confidence >= CLEAR;
        let Some(part) = structure.sentence_at(chars.start).filter(clear) else { return false };
        let name = hedge.text.to_lowercase();
        let first = reading.tokens.partition_point(|token| token.place.chars.start < chars.end);
        let next: Vec<&Token> = reading.tokens[first..]
            .iter()
            .take_while(|t| part.place.holds(t.place.chars.start))
            .take(NEAR + 1)
            .collect();
        let reach = next.last().map_or(chars.end, |last| last.place.chars.end);
        let amount = quantities.partition_point(|q| q.place.chars.start < chars.end);
        let amount = quantities.get(amount).is_some_and(|q| q.place.chars.start < reach);
        let outcome = next.iter().any(|token| is(OUTCOMES, &token.norm));
        // "I think what helped most was …" judges the means, not the outcome.
        let means = next.first().is_some_and(|t| is(&["what", "the", "one", "this", "because", "part"], &t.norm));
        !amount && !means && (is(TAKES_BACK, &name) || is(TAKES_BACK_OUTCOME, &name) && outcome)
    };
    hedges.iter().filter(doubts).cloned().collect()
}
