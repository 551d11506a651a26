//! The outline of a story in, what can be said about it with confidence out.

use crate::structure::{Label, Part, Structure};
use crate::usual::CLEAR;

/// The parts of a method's story, in its usual order.
const STAR: [Label; 4] = [Label::Situation, Label::Task, Label::Action, Label::Result];

/// The label of `part` when it is clear enough to be named.
pub(crate) fn label(part: &Part) -> Option<Label> {
    (part.confidence >= CLEAR).then_some(part.label)
}

/// The parts that are not told, in their usual order: a sentence that may tell one, however unsure, makes it unclear
/// instead.
pub(crate) fn missing(structure: &Structure) -> Vec<Label> {
    let guessed = |wanted: Label| structure.sentences.iter().any(|part| part.label == wanted);
    STAR.into_iter().filter(|&part| structure.missing.contains(&part) && !guessed(part)).collect()
}
