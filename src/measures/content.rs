//! What was said: numbers, who acted, hedges.

use serde::Serialize;

use crate::language::hedges::Phrase;

/// Content of the answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Content {
    /// Numbers with their units.
    pub quantities: Vec<Phrase>,
    /// Whether a quantity stands in a sentence that tells the result; null when there is no result to look in.
    pub quantified_result: Option<bool>,
    /// I, me, my.
    pub i: usize,
    /// We, us, our.
    pub we: usize,
    /// Phrases that take a statement back.
    pub hedges: Vec<Phrase>,
}
