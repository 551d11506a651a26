//! The sentences that tell the result in, whether they say how much and how surely out.

use crate::language::phrases::Phrase;
use crate::language::quantities::Quantity;
use crate::structure::{Label, Structure};
use crate::usual::CLEAR;

/// Whether an amount stands in a sentence that tells the result; `None` without such a sentence. "Two weeks later" says when,
/// not how much.
pub(super) fn quantified(structure: &Structure, quantities: &[Quantity]) -> Option<bool> {
    let mut results = structure.sentences.iter().filter(|s| s.label == Label::Result).peekable();
    results.peek()?;
    Some(results.any(|s| quantities.iter().any(|q| !q.tells_when && s.holds(q.char_start))))
}

/// Hedges that take an outcome back whatever follows.
const OPEN: &[&str] = &[
    "hopefully",
    "i guess",
    "i suppose",
    "supposedly",
    "presumably",
    "more or less",
    "somewhat",
    "to some extent",
    "to a certain extent",
];
/// Hedges that do so when the outcome follows: "it probably helped".
const CLOSE: &[&str] = &[
    "i think", "i believe", "probably", "maybe", "perhaps", "possibly", "kind of", "sort of", "kinda", "sorta",
    "pretty much",
];

/// What comes of things.
const OUTCOMES: &[&str] = &[
    "worked", "helped", "improved", "succeeded", "successful", "better", "faster", "fine", "okay", "ok", "happy",
    "saved", "reduced", "increased", "went", "paid", "dropped", "grew", "satisfied", "fixed", "solved", "good", "well",
    "did",
];
/// Words between such a hedge and its outcome at most.
const NEAR: usize = 3;

/// The hedges in sentences that clearly tell the result and that doubt the outcome, not a number ("maybe forty percent").
pub(super) fn hedged(structure: &Structure, hedges: &[Phrase], quantities: &[Quantity], text: &str) -> Vec<Phrase> {
    let chars: Vec<char> = text.chars().collect();
    let doubts = |hedge: &&Phrase| {
        let part = structure.sentences.iter().find(|s| s.holds(hedge.char_start));
        let Some(part) = part.filter(|s| s.label == Label::Result && s.confidence >= CLEAR) else { return false };
        let name = hedge.text.to_lowercase();
        let rest: String = chars.get(hedge.char_end..part.char_end).unwrap_or_default().iter().collect();
        let next: Vec<String> = rest
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .take(NEAR + 1)
            .map(str::to_lowercase)
            .collect();
        let reach = hedge.char_end + next.iter().map(|word| word.chars().count() + 1).sum::<usize>() + 1;
        let amount = quantities.iter().any(|q| (hedge.char_end..reach).contains(&q.char_start));
        let outcome = next.iter().any(|word| OUTCOMES.contains(&word.as_str()));
        // "I think what helped most was …" judges the means, not the outcome.
        let means =
            next.first().is_some_and(|w| ["what", "the", "one", "this", "because", "part"].contains(&w.as_str()));
        !amount && !means && (OPEN.contains(&name.as_str()) || CLOSE.contains(&name.as_str()) && outcome)
    };
    hedges.iter().filter(doubts).cloned().collect()
}
