//! Sentences in, the STAR timeline out: which part of the story each sentence tells, and which parts are missing.
//!
//! [`outline`] uses the labeller inside the program. It goes sentences and their [`clauses`] ▶ words ([`spoken_words`]) ▶ [`features`] ▶
//! scores ([`model`]) ▶ [`course`] ▶ what is told at all ([`presence`]). These steps are public for the program that trains the labeller
//! (models/structure/trainer): what it learns from is cut and read by the very code that reads a user's answer.

pub mod clauses;
pub mod course;
mod episode;
pub mod features;
pub mod model;
pub mod presence;
mod shape;
pub mod steps;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::language::sentences::Sentence;
use crate::language::tokens::Token;
use crate::language::{fillers, repetition};
use crate::units::{TimeSpan, span_or_null};
use model::Model;

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

impl Part {
    /// Whether the sentence holds the character `at` of the transcript's text.
    #[must_use]
    pub fn holds(&self, at: usize) -> bool {
        (self.char_start..self.char_end).contains(&at)
    }
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
    /// Of situation, task, action and result: the probability that it is told at all, 0–1, by what answers with and without it look
    /// like, counted as equally frequent. Empty where nothing can be said.
    pub told: BTreeMap<Label, f64>,
    /// Of situation, task, action and result: those that are left out for all that can be heard. No sentence has such a label, and no clause
    /// of a long one would have it; `told` is below 0.2.
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

/// A story needs this many sentences, or clauses of long ones; below, nothing is said about its shape.
const FEWEST_SENTENCES: usize = 3;
/// A story needs this many words; below, nothing is said about its shape.
pub const FEWEST_WORDS: usize = 30;
/// The confidence of a sentence that seems to tell a part which may be left out is at most this: below the 0.7 from which reports call it clear.
const UNCLEAR: f64 = 0.69;

/// Labels each sentence and decodes the most likely course of the story.
#[must_use]
pub fn outline(tokens: &[Token], sentences: &[Sentence]) -> Structure {
    Model::embedded().map_or_else(Structure::unclear, |model| outline_by(model, tokens, sentences))
}

/// [`outline`] by another labeller than the one inside the program.
#[must_use]
pub fn outline_by(model: &Model, tokens: &[Token], sentences: &[Sentence]) -> Structure {
    let words = spoken_words(tokens, sentences, sentences);
    let read = |words: &[Vec<&str>]| {
        let said: Vec<_> = words.iter().filter(|w| !clauses::is_idle(w)).map(|w| features::of_words(w)).collect();
        presence::read(&model.plan, &model.scores(&said.iter().collect::<Vec<_>>()))
    };
    let reading = read(&words);
    // What is told at all is read off the clauses: a sentence that tells two parts has one label.
    let clauses = clauses::cut(tokens, sentences);
    let closer = read(&spoken_words(tokens, sentences, &clauses));
    let size: usize = words.iter().map(Vec::len).sum();
    let brief = clauses.len() < FEWEST_SENTENCES || size < FEWEST_WORDS;
    let (mut kind, generic_at) = if brief { (Kind::Unclear, None) } else { episode::kind(&words) };
    let mut told = BTreeMap::new();
    if kind == Kind::Story {
        for (part, signs) in closer.signs.iter().enumerate() {
            told.insert(presence::NEEDED[part], 1.0 - presence::logistic(&model.tuning.absent[part], signs));
        }
    }
    let mut unsure: Vec<Label> = told.iter().filter(|t| *t.1 < presence::bar(size)).map(|t| *t.0).collect();
    if unsure.len() == presence::NEEDED.len() {
        // Neither a story nor clearly none.
        kind = Kind::Unclear;
        told.clear();
        unsure.clear();
    }
    let heard = |part: &Label| reading.course.iter().chain(&closer.course).any(|told| told.0 == *part);
    let missing = told.iter().filter(|t| *t.1 < presence::LEFT_OUT && !heard(t.0)).map(|t| *t.0).collect();
    let mut course = reading.course.iter();
    let parts: Vec<Part> = sentences
        .iter()
        .zip(&words)
        .map(|(sentence, words)| {
            let told = if clauses::is_idle(words) { None } else { course.next() };
            let (label, odds) = told.copied().unwrap_or((Label::Other, IDLE));
            let chars = sentence.chars(tokens);
            let confidence = presence::logistic(&model.tuning.confidence, &[1.0, odds]);
            let (label, confidence) = match kind {
                Kind::Generic => (Label::Other, 1.0 - confidence.min(0.5)),
                // What may not be told at all cannot be clear.
                _ if unsure.contains(&label) => (label, confidence.min(UNCLEAR)),
                _ => (label, confidence),
            };
            Part { char_start: chars.start, char_end: chars.end, span: sentence.span(tokens), label, confidence }
        })
        .collect();
    Structure { kind, shares: shares(&parts, sentences), sentences: parts, told, missing, generic_at }
}

/// Log-odds that a sentence of nothing but fillers tells nothing.
const IDLE: f64 = 3.0;

/// The words of each clause without counted fillers and without what was said in vain before it was said again; `clauses` may be the sentences themselves.
#[must_use]
pub fn spoken_words<'a>(tokens: &'a [Token], sentences: &[Sentence], clauses: &[Sentence]) -> Vec<Vec<&'a str>> {
    let fillers = fillers::find(tokens, sentences, "en");
    let repeats = repetition::find(tokens);
    let filled = fillers.iter().filter(|f| f.counted).filter_map(|f| Some(f.char_start?..f.char_end?));
    let mut idle: Vec<_> = filled.chain(repeats.items.iter().map(|r| r.char_start..r.char_end)).collect();
    idle.sort_by_key(|chars| chars.start);
    let mut idle = idle.into_iter().peekable();
    let mut kept = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let mut words = Vec::new();
        for token in &tokens[clause.tokens.clone()] {
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
