//! An answer in, the STAR timeline out: which part of the story each sentence tells, and which parts are missing.
//!
//! [`outline`] uses the labeller inside the program. It goes sentences and their [`clauses`] ▶ words ([`spoken_words`]) ▶ [`features`] ▶
//! scores ([`model`]) ▶ [`course`] ▶ what is told at all ([`presence`]). These steps are public for the program that trains the labeller
//! (models/structure/trainer): what it learns from is cut and read by the very code that reads a user's answer.

pub mod clauses;
pub mod course;
mod episode;
pub mod features;
mod headline;
pub mod model;
pub mod presence;
mod shape;
pub mod steps;
mod story;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::language::reading::Reading;
use crate::usual::CLEAR;
use model::Labeller;

pub use shape::{ChosenBy, Shape};
pub use story::{Label, Part, StoryKind, Structure};
pub(crate) use story::{shares, sizes};

/// A story needs this many sentences, or clauses of long ones; below, nothing is said about its shape.
const FEWEST_SENTENCES: usize = 3;
/// A story needs this many words; below, nothing is said about its shape.
pub const FEWEST_WORDS: usize = 30;
/// More sentences, an hour and a half of speech, are no single answer; and every stretch of them would have to be weighed.
pub const MOST_SENTENCES: usize = 1000;
/// The confidence of a sentence that seems to tell what may be left out is at most this: not clear.
const UNCLEAR: f64 = CLEAR - 0.01;

/// Labels each sentence and decodes the most likely course of the story; unclear for more than [`MOST_SENTENCES`].
#[must_use]
pub fn outline(reading: &Reading<'_>) -> Structure {
    let labeller = Labeller::embedded().filter(|_| reading.sentences.len() <= MOST_SENTENCES);
    labeller.map_or_else(Structure::unclear, |model| outline_by(model, reading))
}

/// [`outline`] by another labeller than the one inside the program.
#[must_use]
pub fn outline_by(model: &Labeller, reading: &Reading<'_>) -> Structure {
    let words = spoken_words(reading, &clauses::whole(reading));
    let headline =
        words.first().is_some_and(|first| headline::is_first(first, words.get(1).map_or(&[], Vec::as_slice)));
    let read = |words: &[Vec<&str>]| {
        let said: Vec<_> = words.iter().filter(|w| !clauses::is_idle(w)).map(|w| features::of_words(w)).collect();
        presence::read(&model.plan, &model.scores(&said.iter().collect::<Vec<_>>()), headline)
    };
    let course = read(&words);
    // What is told at all is read off the clauses: a sentence that tells two parts has one label.
    let mut clauses = clauses::cut(reading);
    if clauses.len() > MOST_SENTENCES {
        clauses = clauses::whole(reading);
    }
    let closer = read(&spoken_words(reading, &clauses));
    let size: usize = words.iter().map(Vec::len).sum();
    let brief = clauses.len() < FEWEST_SENTENCES || size < FEWEST_WORDS;
    let (mut kind, generic_at) = if brief { (StoryKind::Unclear, None) } else { episode::kind(&words) };
    let mut told = BTreeMap::new();
    if kind == StoryKind::Story {
        for (part, signs) in closer.signs.iter().enumerate() {
            told.insert(presence::NEEDED[part], 1.0 - presence::logistic(&model.tuning.absent[part], signs));
        }
    }
    let mut unsure: Vec<Label> = told.iter().filter(|t| *t.1 < presence::bar(size)).map(|t| *t.0).collect();
    if unsure.len() == presence::NEEDED.len() {
        // Neither a story nor clearly none.
        kind = StoryKind::Unclear;
        told.clear();
        unsure.clear();
    }
    let heard = |part: Label| course.course.iter().chain(&closer.course).any(|one| one.0 == part);
    let missing = told.iter().filter(|t| *t.1 < presence::LEFT_OUT && !heard(*t.0)).map(|t| *t.0).collect();
    let mut labelled = course.course.iter();
    let parts: Vec<Part> = reading
        .sentences
        .iter()
        .zip(&words)
        .map(|(sentence, words)| {
            let one = if clauses::is_idle(words) { None } else { labelled.next() };
            let (label, odds) = one.copied().unwrap_or((Label::Other, IDLE));
            let confidence = presence::logistic(&model.tuning.confidence, &[1.0, odds]);
            let (label, confidence) = match kind {
                StoryKind::Generic => (Label::Other, 1.0 - confidence.min(0.5)),
                // What may not be told at all cannot be clear.
                _ if unsure.contains(&label) => (label, confidence.min(UNCLEAR)),
                _ => (label, confidence),
            };
            Part { place: sentence.place.clone(), label, confidence }
        })
        .collect();
    Structure { kind, shares: shares(&parts), sentences: parts, told, missing, generic_at }
}

/// Log-odds that a sentence of nothing but fillers tells nothing.
const IDLE: f64 = 3.0;

/// The words of each of `pieces` (ranges of tokens) without counted fillers and without what was said in vain before it was said again.
#[must_use]
pub fn spoken_words<'a>(reading: &Reading<'a>, pieces: &[Range<usize>]) -> Vec<Vec<&'a str>> {
    let idle = reading.idle();
    let told = |piece: &Range<usize>| {
        piece.clone().filter(|at| !idle[*at]).map(|at| reading.tokens[at].norm.as_str()).collect()
    };
    pieces.iter().map(told).collect()
}
