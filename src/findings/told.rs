//! The outline of a story in, what can be said about it with confidence out.

use crate::measures::bands::CLEAR;
use crate::structure::{Label, Part, Structure};

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

/// Shares of a story, in percent of the speaking time (of the words, without times).
pub(crate) struct Told {
    clear: Vec<(Label, f64)>,
    /// What no label can be given to.
    pub(crate) unclear: f64,
}

impl Told {
    /// Takes from each label's share what its unclear sentences weigh, by their length in characters.
    pub(crate) fn of(structure: &Structure) -> Self {
        let weight = |wanted: Label, clear_only: bool| -> f64 {
            let parts = structure.sentences.iter().filter(|part| part.label == wanted);
            let counted = parts.filter(|part| !clear_only || label(part).is_some());
            counted.map(|part| part.char_end.saturating_sub(part.char_start) as f64).sum()
        };
        let clear: Vec<(Label, f64)> = structure
            .shares
            .iter()
            .map(|(&label, share)| {
                let all = weight(label, false);
                (label, if all > 0.0 { 100.0 * share * weight(label, true) / all } else { 0.0 })
            })
            .collect();
        let named: f64 = clear.iter().map(|(_, percent)| percent).sum();
        let all: f64 = structure.shares.values().sum::<f64>() * 100.0;
        Self { clear, unclear: (all - named).max(0.0) }
    }

    /// Percent told of `label` for sure.
    pub(crate) fn percent(&self, label: Label) -> f64 {
        self.clear.iter().find(|(told, _)| *told == label).map_or(0.0, |(_, percent)| *percent)
    }
}
