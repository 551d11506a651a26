//! An answer in, the STAR timeline out: which part of the story each sentence tells, and which parts are missing.
//!
//! [`outline`] uses the labeller inside the program. It goes words ([`spoken_words`]) ▶ [`features`] ▶ scores ([`model`]) ▶
//! [`course`] ▶ what is told at all ([`presence`]). These steps are public for the program that trains the labeller
//! (models/structure/trainer): what it learns from is cut and read by the very code that reads a user's answer.

pub mod course;
mod episode;
pub mod features;
pub mod model;
pub mod presence;
mod shape;
pub mod steps;
mod story;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::language::reading::Reading;
use crate::language::sentences::Sentence;
use crate::usual::CLEAR;
use model::Model;

pub use shape::{ChosenBy, Shape};
pub use story::{Label, Part, StoryKind, Structure};
pub(crate) use story::{shares, sizes};

/// A story needs this many sentences; below, nothing is said about its shape.
const FEWEST_SENTENCES: usize = 3;
/// A story needs this many words; below, nothing is said about its shape.
pub const FEWEST_WORDS: usize = 30;
/// More sentences, an hour and a half of speech, are no single answer; and every stretch of them would have to be weighed.
pub const MOST_SENTENCES: usize = 1000;
/// The confidence of a sentence that seems to tell what is probably left out is at most this: not clear.
const UNCLEAR: f64 = CLEAR - 0.01;

/// Labels each sentence and decodes the most likely course of the story; unclear for more than [`MOST_SENTENCES`].
#[must_use]
pub fn outline(reading: &Reading<'_>) -> Structure {
    let labeller = Model::embedded().filter(|_| reading.sentences.len() <= MOST_SENTENCES);
    labeller.map_or_else(Structure::unclear, |model| outline_by(model, reading))
}

/// [`outline`] by another labeller than the one inside the program.
#[must_use]
pub fn outline_by(model: &Model, reading: &Reading<'_>) -> Structure {
    let sentences = &reading.sentences;
    let words = spoken_words(reading);
    let said: Vec<_> = words.iter().map(|w| features::of_words(w)).collect();
    let scores = model.scores(&said.iter().collect::<Vec<_>>());
    let course = presence::read(&model.plan, &scores);
    let size: usize = words.iter().map(Vec::len).sum();
    let brief = sentences.len() < FEWEST_SENTENCES || size < FEWEST_WORDS;
    let (mut kind, generic_at) = if brief { (StoryKind::Unclear, None) } else { episode::kind(&words) };
    let mut told = BTreeMap::new();
    if kind == StoryKind::Story {
        for (part, signs) in course.signs.iter().enumerate() {
            told.insert(presence::NEEDED[part], 1.0 - presence::logistic(&model.tuning.absent[part], signs));
        }
    }
    let mut missing: Vec<Label> = told.iter().filter(|t| *t.1 < presence::bar(size)).map(|t| *t.0).collect();
    if missing.len() == presence::NEEDED.len() {
        // Neither a story nor clearly none.
        kind = StoryKind::Unclear;
        told.clear();
        missing.clear();
    }
    let parts: Vec<Part> = sentences
        .iter()
        .zip(&course.course)
        .map(|(sentence, (label, odds))| {
            let confidence = presence::logistic(&model.tuning.confidence, &[1.0, *odds]);
            let (label, confidence) = match kind {
                StoryKind::Generic => (Label::Other, 1.0 - confidence.min(0.5)),
                // What is probably not told at all cannot be clear.
                _ if missing.contains(label) => (*label, confidence.min(UNCLEAR)),
                _ => (*label, confidence),
            };
            Part { place: sentence.place.clone(), label, confidence }
        })
        .collect();
    missing.retain(|label| parts.iter().all(|part| part.label != *label));
    Structure { kind, shares: shares(&parts), sentences: parts, told, missing, generic_at }
}

/// The words of each sentence without counted fillers and without what was said in vain before it was said again.
#[must_use]
pub fn spoken_words<'a>(reading: &Reading<'a>) -> Vec<Vec<&'a str>> {
    let idle = reading.idle();
    let told = |sentence: &Sentence| {
        let words = sentence.tokens.clone().filter(|at| !idle[*at]);
        words.map(|at| reading.tokens[at].norm.as_str()).collect()
    };
    reading.sentences.iter().map(told).collect()
}
