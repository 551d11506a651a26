//! Sentences in, the STAR timeline out: which part of the story each sentence tells, and which parts are missing.

mod cues;
mod decode;
mod episode;
mod evidence;
mod shape;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::language::fillers;
use crate::language::sentences::Sentence;
use crate::language::tokens::Token;
use crate::units::{TimeSpan, span_or_null};
use decode::Scores;
use evidence::Cues;

pub use shape::{ChosenBy, Shape};

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

impl Structure {
    /// Nothing can be said about the shape.
    #[must_use]
    pub fn unclear() -> Self {
        Self { kind: Kind::Unclear, sentences: Vec::new(), shares: BTreeMap::new(), missing: Vec::new() }
    }
}

/// A story needs this many sentences and words; below, nothing is said about its shape.
const FEWEST_SENTENCES: usize = 3;
/// See [`FEWEST_SENTENCES`].
const FEWEST_WORDS: usize = 30;
/// A part of which no sentence has the label is missing when it is at least this probable that none should have it. Said so, it is
/// right about three times in four.
const SURELY_MISSING: f64 = 0.7;

/// Labels each sentence and decodes the most likely course of the story.
#[must_use]
pub fn outline(tokens: &[Token], sentences: &[Sentence]) -> Structure {
    let words = spoken_words(tokens, sentences);
    let cues = Cues::new();
    let scores: Vec<_> = words.iter().map(|w| cues.score(w)).collect();
    let placed: Vec<_> =
        scores.iter().enumerate().map(|(k, s)| evidence::placed(*s, k, scores.len(), evidence::USUAL_PLACE)).collect();
    let course = decode::decode(&placed);
    let kind = if sentences.len() < FEWEST_SENTENCES || words.iter().map(Vec::len).sum::<usize>() < FEWEST_WORDS {
        Kind::Unclear
    } else {
        episode::kind(&words)
    };
    let parts: Vec<Part> = sentences
        .iter()
        .enumerate()
        .map(|(k, sentence)| {
            let chars = sentence.chars(tokens);
            let (label, confidence) = match kind {
                Kind::Generic => (Label::Other, 1.0 - course[k].1.min(0.5)),
                _ => course[k],
            };
            Part { char_start: chars.start, char_end: chars.end, span: sentence.span(tokens), label, confidence }
        })
        .collect();
    let missing = match kind {
        Kind::Story => missing(&scores, &parts),
        _ => Vec::new(),
    };
    Structure { kind, shares: shares(&parts, sentences), sentences: parts, missing }
}

/// The parts that no sentence tells, as far as that can be said: none is labelled so, and it is improbable that one should be.
fn missing(scores: &[Scores], parts: &[Part]) -> Vec<Label> {
    let placed: Vec<_> =
        scores.iter().enumerate().map(|(k, s)| evidence::placed(*s, k, scores.len(), evidence::LOOSE_PLACE)).collect();
    let star = [Label::Situation, Label::Task, Label::Action, Label::Result];
    let told = |label: Label| parts.iter().any(|p| p.label == label);
    star.into_iter().filter(|l| !told(*l) && decode::absent(&placed, *l) >= SURELY_MISSING).collect()
}

/// The words of each sentence without its counted fillers.
fn spoken_words<'a>(tokens: &'a [Token], sentences: &[Sentence]) -> Vec<Vec<&'a str>> {
    let fillers = fillers::find(tokens, sentences, "en");
    let mut filled = fillers.iter().filter(|f| f.counted).filter_map(|f| Some(f.char_start?..f.char_end?)).peekable();
    let mut kept = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut words = Vec::new();
        for token in &tokens[sentence.tokens.clone()] {
            while filled.next_if(|f| f.end <= token.char_start).is_some() {}
            if filled.peek().is_none_or(|f| token.char_end <= f.start) {
                words.push(token.norm.as_str());
            }
        }
        kept.push(words);
    }
    kept
}

/// Share of each label: of the speaking time where every sentence has one, of the words otherwise.
fn shares(parts: &[Part], sentences: &[Sentence]) -> BTreeMap<Label, f64> {
    let timed = parts.iter().all(|p| p.span.is_some_and(|s| s.length_s() > 0.0));
    let size = |part: &Part, sentence: &Sentence| match part.span {
        Some(span) if timed => span.length_s(),
        _ => sentence.tokens.len() as f64,
    };
    let total: f64 = parts.iter().zip(sentences).map(|(p, s)| size(p, s)).sum();
    if parts.is_empty() || total <= 0.0 {
        return BTreeMap::new();
    }
    let mut shares: BTreeMap<Label, f64> = decode::NAMES.iter().map(|l| (*l, 0.0)).collect();
    for (part, sentence) in parts.iter().zip(sentences) {
        *shares.entry(part.label).or_default() += size(part, sentence) / total;
    }
    shares
}
