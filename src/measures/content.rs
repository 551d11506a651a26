//! What was said: numbers, who acted, hedges.

use serde::Serialize;

use crate::language::hedges::{self, Phrase};
use crate::language::tokens::Token;
use crate::language::{people, quantities};
use crate::structure::{Label, Structure};

/// Content of the answer. The lists behind it are English: in another language everything is null.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Content {
    /// Numbers with their units.
    pub quantities: Option<Vec<Phrase>>,
    /// Whether a quantity stands in a sentence that tells the result; null when there is no result to look in.
    pub quantified_result: Option<bool>,
    /// I, me, my.
    pub i: Option<usize>,
    /// We, us, our.
    pub we: Option<usize>,
    /// Phrases that take a statement back.
    pub hedges: Option<Vec<Phrase>>,
}

/// What `tokens` of an English `text` say, told as `structure`.
#[must_use]
pub fn of(text: &str, tokens: &[Token], structure: &Structure) -> Content {
    let quantities = quantities::find(text, tokens);
    let results: Vec<_> = structure.sentences.iter().filter(|s| s.label == Label::Result).collect();
    let in_result = |q: &Phrase| results.iter().any(|s| s.char_start <= q.char_start && q.char_end <= s.char_end);
    let quantified_result = (!results.is_empty()).then(|| quantities.iter().any(in_result));
    let people = people::count(tokens);
    Content {
        quantified_result,
        quantities: Some(quantities),
        i: Some(people.i),
        we: Some(people.we),
        hedges: Some(hedges::find(tokens)),
    }
}
