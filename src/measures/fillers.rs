//! How many fillers, against time and against words.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::language::fillers::Occurrence;

/// Fillers of a take. Rates are over tiers 1 and 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fillers {
    /// Counted fillers in the transcript.
    pub heard: usize,
    /// Filled pauses found in the audio that the transcript lacks; null where not measured.
    pub suspected: Option<usize>,
    /// Heard per minute of the speech span; null without times.
    pub per_minute: Option<f64>,
    /// Heard per hundred words, um and uh among them; null without words.
    pub percent: Option<f64>,
    /// Heard, by word, most frequent first in reports.
    pub by_word: BTreeMap<String, usize>,
    /// Every filler, openers included, in spoken order.
    pub occurrences: Vec<Occurrence>,
}
