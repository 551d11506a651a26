//! An answer in, the STAR timeline out: which part of the story each sentence tells, and which parts are missing.

mod course;
mod episode;
mod features;
mod model;
mod presence;
mod shape;
pub mod steps;
mod story;
#[cfg(test)]
mod tests;
#[cfg(feature = "training")]
pub mod training;

use std::collections::BTreeMap;

use crate::language::reading::Reading;
use crate::language::sentences::Sentence;
use crate::usual::CLEAR;
use model::Model;

pub use shape::{ChosenBy, Shape};
pub use story::{Label, Part, StoryKind, Structure};
pub(crate) use story::{shares, sizes};

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
pub fn outline(reading: &Reading<'_>) -> Structure {
    Model::embedded().map_or_else(Structure::unclear, |model| outline_by(model, reading))
}

fn outline_by(model: &Model, reading: &Reading<'_>) -> Structure {
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
    let mut missing: Vec<Label> = told.iter().filter(|t| *t.1 < bar(size)).map(|t| *t.0).collect();
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

/// The probability below which a part is missing from an answer of `words`.
fn bar(words: usize) -> f64 {
    if words < FEW_WORDS { TOLD_BRIEFLY } else { SURELY_TOLD }
}

/// The words of each sentence without counted fillers and without what was said in vain before it was said again.
fn spoken_words<'a>(reading: &Reading<'a>) -> Vec<Vec<&'a str>> {
    let idle = reading.idle();
    let told = |sentence: &Sentence| {
        let words = sentence.tokens.clone().filter(|at| !idle[*at]);
        words.map(|at| reading.tokens[at].norm.as_str()).collect()
    };
    reading.sentences.iter().map(told).collect()
}
