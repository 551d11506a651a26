//! A labelled answer: which part of a story each sentence tells.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::transcript::Place;
use crate::usual::CLEAR;

/// Part of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// Where and when, and what was going on.
    Situation,
    /// What the speaker had to do.
    Task,
    /// What the speaker did.
    Action,
    /// What came of it.
    Result,
    /// What the speaker took from it.
    Reflection,
    /// None of these.
    Other,
}

impl Label {
    /// What a listener calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Task => "task",
            Self::Action => "action",
            Self::Result => "result",
            Self::Reflection => "lesson",
            Self::Other => "other",
        }
    }
}

/// Whether there is a story to cut into parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StoryKind {
    /// One specific episode.
    Story,
    /// "I would", "I usually": no episode.
    Generic,
    /// Too little to say.
    Unclear,
}

/// One sentence and the part it tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Where the sentence stands, and when it is said.
    #[serde(flatten)]
    pub place: Place,
    /// The most likely part.
    pub label: Label,
    /// Probability of `label` by the labeller's own reckoning, 0–1. See [`Part::clear`].
    pub confidence: f64,
}

impl Part {
    /// Its label, when it is clear enough to be named.
    #[must_use]
    pub fn clear(&self) -> Option<Label> {
        (self.confidence >= CLEAR).then_some(self.label)
    }
}

/// The story's shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Structure {
    /// Whether a story is told at all.
    pub kind: StoryKind,
    /// Every sentence, in spoken order.
    pub sentences: Vec<Part>,
    /// Share of the answer of each label, by the sentences that clearly have it: of the speaking time, or of the characters where
    /// not every sentence has a time. What is left to 1 is unclear. Empty without sentences.
    pub shares: BTreeMap<Label, f64>,
    /// Of situation, task, action and result: the probability that it is told at all, 0–1, by what answers with and without it look
    /// like, counted as equally frequent. Empty where nothing can be said.
    #[serde(default)]
    pub told: BTreeMap<Label, f64>,
    /// Of situation, task, action and result: those that are left out for all that can be heard: no sentence has such a label, however
    /// unsure, no clause of a long one would have it, and `told` is below 0.2.
    pub missing: Vec<Label>,
    /// Which of `sentences` shows best that no story is told; null unless `kind` is generic.
    pub generic_at: Option<usize>,
}

impl Structure {
    /// Nothing can be said about the shape.
    #[must_use]
    pub fn unclear() -> Self {
        Self {
            kind: StoryKind::Unclear,
            sentences: Vec::new(),
            shares: BTreeMap::new(),
            told: BTreeMap::new(),
            missing: Vec::new(),
            generic_at: None,
        }
    }
    /// The sentence that holds the character `at` of the text.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<&Part> {
        let next = self.sentences.partition_point(|part| part.place.chars.end <= at);
        self.sentences.get(next).filter(|part| part.place.holds(at))
    }
}

/// The share of the answer of each of its sentences, 0–1: of the speaking time where every sentence has one, of the characters
/// otherwise.
pub(crate) fn sizes(parts: &[Part]) -> Vec<f64> {
    let timed = parts.iter().all(|part| part.place.span.is_some_and(|span| span.length_s() > 0.0));
    let size = |part: &Part| match part.place.span {
        Some(span) if timed => span.length_s(),
        _ => part.place.chars.len() as f64,
    };
    let whole: f64 = parts.iter().map(size).sum::<f64>().max(f64::MIN_POSITIVE);
    parts.iter().map(|part| size(part) / whole).collect()
}

/// See [`Structure::shares`].
pub(crate) fn shares(parts: &[Part]) -> BTreeMap<Label, f64> {
    if parts.is_empty() {
        return BTreeMap::new();
    }
    let all = [Label::Situation, Label::Task, Label::Action, Label::Result, Label::Reflection, Label::Other];
    let mut shares = BTreeMap::from(all.map(|l| (l, 0.0)));
    for (part, size) in parts.iter().zip(sizes(parts)) {
        if let Some(label) = part.clear() {
            *shares.entry(label).or_default() += size;
        }
    }
    shares
}
