//! How many fillers, against time and against words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Frame;
use crate::language::fillers::{Kind, Occurrence};
use crate::units::TimeSpan;

/// Fillers of a take. Rates are over tiers 1 and 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fillers {
    /// Counted fillers in the transcript; null where no words were recognised, and for languages other than English.
    pub heard: Option<usize>,
    /// Filled pauses found in the audio that the transcript lacks; null where not measured.
    pub suspected: Option<usize>,
    /// Heard per minute of the speech span; null without times or where `heard` is.
    pub per_minute: Option<f64>,
    /// Heard per hundred words, um and uh among them; null where `heard` is.
    pub percent: Option<f64>,
    /// Heard, by word.
    pub by_word: BTreeMap<String, usize>,
    /// Every filler, openers included, in spoken order.
    pub occurrences: Vec<Occurrence>,
}

/// Counts `occurrences` among `words` words, um and uh included; without words there is nothing to count in.
#[must_use]
pub fn of(frame: &Frame, occurrences: Vec<Occurrence>, words: usize) -> Fillers {
    if words == 0 {
        return Fillers::default();
    }
    let mut by_word = BTreeMap::new();
    for filler in occurrences.iter().filter(|o| o.counted && o.kind != Kind::Suspected) {
        *by_word.entry(filler.text.clone()).or_insert(0) += 1;
    }
    let heard: usize = by_word.values().sum();
    let minutes = frame.span.map(TimeSpan::length_s).filter(|&s| s > 0.0).map(|s| s / 60.0);
    Fillers {
        heard: Some(heard),
        suspected: None,
        per_minute: minutes.map(|m| heard as f64 / m),
        percent: Some(100.0 * heard as f64 / words as f64),
        by_word,
        occurrences,
    }
}
