//! Sentences in, the STAR timeline out: which part of the story each sentence tells, and which parts are missing.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::language::sentences::Sentence;
use crate::language::tokens::Token;
use crate::units::{TimeSpan, span_or_null};

/// Part of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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

/// Whether there is a story to cut into parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One specific episode.
    Story,
    /// "I would", "I usually": no episode.
    Generic,
    /// Too little to say.
    Unclear,
}

/// One sentence and the part it tells.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// First character of the sentence in the transcript's text.
    pub char_start: usize,
    /// One past the last character.
    pub char_end: usize,
    /// When it is said; null without times.
    #[serde(flatten, serialize_with = "span_or_null")]
    pub span: Option<TimeSpan>,
    /// The most likely part.
    pub label: Label,
    /// Probability of `label` by the labeller's own reckoning, 0–1. Below 0.7 reports say "unclear".
    pub confidence: f64,
}

/// The story's shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Structure {
    /// Whether a story is told at all.
    pub kind: Kind,
    /// Every sentence, in spoken order.
    pub sentences: Vec<Part>,
    /// Share of the speaking time of each label (of the words, without times); the shares sum to 1. Empty without sentences.
    pub shares: BTreeMap<Label, f64>,
    /// Of situation, task, action and result: those no sentence tells, when that can be said with confidence.
    pub missing: Vec<Label>,
}

/// Labels each sentence and decodes the most likely course of the story.
#[must_use]
pub fn outline(tokens: &[Token], sentences: &[Sentence]) -> Structure {
    let _ = (tokens, sentences);
    Structure { kind: Kind::Unclear, sentences: Vec::new(), shares: BTreeMap::new(), missing: Vec::new() }
}
