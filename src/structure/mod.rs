//! Sentences in, the STAR timeline out: which part of the story each sentence tells, and which parts are missing.

mod course;
mod episode;
mod features;
mod model;
mod presence;
mod shape;
pub mod steps;
#[cfg(test)]
mod tests;
#[cfg(feature = "training")]
pub mod training;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::language::sentences::Sentence;
use crate::language::tokens::Token;
use crate::language::{fillers, repetition};
use crate::units::{TimeSpan, span_or_null};
use crate::usual::CLEAR;
use model::Model;

pub use shape::{ChosenBy, Shape};

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

/// Whether there is a story to cut into parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// First character of the sentence in the transcript's text.
    pub char_start: usize,
    /// One past the last character.
    pub char_end: usize,
    /// When it is said; null without times.
    #[serde(flatten, with = "span_or_null")]
    pub span: Option<TimeSpan>,
    /// The most likely part.
    pub label: Label,
    /// Probability of `label` by the labeller's own reckoning, 0–1. See [`Part::clear`].
    pub confidence: f64,
}

impl Part {
    /// Whether the sentence holds the character `at` of the transcript's text.
    #[must_use]
    pub fn holds(&self, at: usize) -> bool {
        (self.char_start..self.char_end).contains(&at)
    }

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
    pub kind: Kind,
    /// Every sentence, in spoken order.
    pub sentences: Vec<Part>,
    /// Share of the speaking time of each label (of the words, without times); the shares sum to 1. Empty without sentences.
    pub shares: BTreeMap<Label, f64>,
    /// Of situation, task, action and result: the probability that it is told at all, 0–1, by what answers with and without it look
    /// like, counted as equally frequent. Empty where nothing can be said.
    pub told: BTreeMap<Label, f64>,
    /// Of situation, task, action and result: those that are more probably left out than told, and that no sentence has as its label,
    /// however unsure.
    pub missing: Vec<Label>,
    /// Which of `sentences` shows best that no story is told; null unless `kind` is generic.
    pub generic_at: Option<usize>,
}

impl Structure {
    /// Nothing can be said about the shape.
    #[must_use]
    pub fn unclear() -> Self {
        Self {
            kind: Kind::Unclear,
            sentences: Vec::new(),
            shares: BTreeMap::new(),
            told: BTreeMap::new(),
            missing: Vec::new(),
            generic_at: None,
        }
    }
}

/// A story needs this many sentences and words; below, nothing is said about its shape.
const FEWEST_SENTENCES: usize = 3;
/// See [`FEWEST_SENTENCES`].
const FEWEST_WORDS: usize = 30;
/// A part that is less probably told than this is missing: four in five of the parts told pass, see models/structure/README.md.
const SURELY_TOLD: f64 = 0.65;
/// The same in an answer of fewer than [`FEW_WORDS`]: little is said of each part there, and little is needed.
const TOLD_BRIEFLY: f64 = 0.5;
/// See [`TOLD_BRIEFLY`].
const FEW_WORDS: usize = 60;
/// The confidence of a sentence that seems to tell what is probably left out is at most this: not clear.
const UNCLEAR: f64 = CLEAR - 0.01;

/// Labels each sentence and decodes the most likely course of the story.
#[must_use]
pub fn outline(tokens: &[Token], sentences: &[Sentence]) -> Structure {
    Model::embedded().map_or_else(Structure::unclear, |model| outline_by(model, tokens, sentences))
}

fn outline_by(model: &Model, tokens: &[Token], sentences: &[Sentence]) -> Structure {
    let words = spoken_words(tokens, sentences);
    let said: Vec<_> = words.iter().map(|w| features::of_words(w)).collect();
    let scores = model.scores(&said.iter().collect::<Vec<_>>());
    let reading = presence::read(&model.plan, &scores);
    let size: usize = words.iter().map(Vec::len).sum();
    let brief = sentences.len() < FEWEST_SENTENCES || size < FEWEST_WORDS;
    let (mut kind, generic_at) = if brief { (Kind::Unclear, None) } else { episode::kind(&words) };
    let mut told = BTreeMap::new();
    if kind == Kind::Story {
        for (part, signs) in reading.signs.iter().enumerate() {
            told.insert(presence::NEEDED[part], 1.0 - presence::logistic(&model.tuning.absent[part], signs));
        }
    }
    let mut missing: Vec<Label> = told.iter().filter(|t| *t.1 < bar(size)).map(|t| *t.0).collect();
    if missing.len() == presence::NEEDED.len() {
        // Neither a story nor clearly none.
        kind = Kind::Unclear;
        told.clear();
        missing.clear();
    }
    let parts: Vec<Part> = sentences
        .iter()
        .zip(&reading.course)
        .map(|(sentence, (label, odds))| {
            let chars = sentence.chars(tokens);
            let confidence = presence::logistic(&model.tuning.confidence, &[1.0, *odds]);
            let (label, confidence) = match kind {
                Kind::Generic => (Label::Other, 1.0 - confidence.min(0.5)),
                // What is probably not told at all cannot be clear.
                _ if missing.contains(label) => (*label, confidence.min(UNCLEAR)),
                _ => (*label, confidence),
            };
            Part { char_start: chars.start, char_end: chars.end, span: sentence.span(tokens), label, confidence }
        })
        .collect();
    missing.retain(|label| parts.iter().all(|part| part.label != *label));
    Structure { kind, shares: shares(&parts, sentences), sentences: parts, told, missing, generic_at }
}

/// The probability below which a part is missing from an answer of `words`.
fn bar(words: usize) -> f64 {
    if words < FEW_WORDS { TOLD_BRIEFLY } else { SURELY_TOLD }
}

/// The words of each sentence without counted fillers and without what was said in vain before it was said again.
fn spoken_words<'a>(tokens: &'a [Token], sentences: &[Sentence]) -> Vec<Vec<&'a str>> {
    let fillers = fillers::find(tokens, sentences, "en");
    let repeats = repetition::find(tokens);
    let filled = fillers.iter().filter(|f| f.counted).filter_map(|f| Some(f.char_start?..f.char_end?));
    let mut idle: Vec<_> = filled.chain(repeats.items.iter().map(|r| r.char_start..r.char_end)).collect();
    idle.sort_by_key(|chars| chars.start);
    let mut idle = idle.into_iter().peekable();
    let mut kept = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut words = Vec::new();
        for token in &tokens[sentence.tokens.clone()] {
            while idle.next_if(|chars| chars.end <= token.char_start).is_some() {}
            if idle.peek().is_none_or(|chars| token.char_end <= chars.start) {
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
    let all = [Label::Situation, Label::Task, Label::Action, Label::Result, Label::Reflection, Label::Other];
    let mut shares = BTreeMap::from(all.map(|l| (l, 0.0)));
    for (part, sentence) in parts.iter().zip(sentences) {
        *shares.entry(part.label).or_default() += size(part, sentence) / total;
    }
    shares
}
