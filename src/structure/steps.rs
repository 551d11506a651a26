//! An outline and the words behind it in, the steps of a shape out: which were heard, where, and which only perhaps.

mod step;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::shape::{ChosenBy, Shape};
use super::story::{Label, StoryKind, Structure};
use crate::language::cursor::Cursor;
use crate::language::lexicon::{self, is};
use crate::language::phrases::{Patterns, Phrase};
use crate::language::reading::Reading;
use crate::language::words::steps as words;
use crate::quotes::LONGEST;
use crate::transcript::{Place, place_or_null};
use crate::usual::CLEAR;

pub use step::Step;

/// Whether a step was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It was.
    Heard,
    /// Something may have been it.
    Unclear,
    /// Nothing sounded like it: it may still have been said in other words.
    NotHeard,
}

/// A step, and where it was heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeardStep {
    /// Which step.
    pub step: Step,
    /// Whether it was heard.
    pub state: State,
    /// The words that may be it; null when there are none.
    pub quote: Option<String>,
    /// Where they stand; null when there are none.
    #[serde(flatten, with = "place_or_null")]
    pub place: Option<Place>,
}

/// An answer against the shape its question asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shaped {
    /// Which shape.
    pub name: Shape,
    /// Why it.
    pub chosen_by: ChosenBy,
    /// Its steps, in order.
    pub steps: Vec<HeardStep>,
}

/// How well a sentence tells a step, and from which word on.
#[derive(Clone, Copy)]
struct Hit {
    sure: bool,
    sentence: usize,
    at: usize,
}

/// Which steps of `shape` were heard in an answer told as `structure`. `lessons` are what the speaker says was learned.
#[must_use]
pub fn heard(shape: Shape, reading: &Reading<'_>, structure: &Structure, lessons: &[Phrase]) -> Vec<HeardStep> {
    let said = &reading.spoken;
    let mut learned = vec![false; said.len()];
    for lesson in lessons {
        let at = structure.sentences.partition_point(|part| part.place.chars.end <= lesson.place.chars.start);
        learned.get_mut(at).into_iter().for_each(|learned| *learned = true);
    }
    let all: Vec<(Step, Vec<Hit>)> =
        shape.steps().iter().map(|&step| (step, hits(step, said, structure, &learned))).collect();
    // What most of an answer is about must be known before its silence says anything.
    let mut known = vec![false; said.len()];
    all.iter().flat_map(|(_, hits)| hits).filter(|hit| hit.sure).for_each(|hit| known[hit.sentence] = true);
    let followed = 2 * known.iter().filter(|known| **known).count() >= said.len();
    let mut reached = 0;
    all.iter()
        .map(|(step, hits)| {
            let step = *step;
            // Steps are told in their order as a rule: what comes after the last one heard is more likely the next.
            let pick = |sure: bool| {
                let among = || hits.iter().filter(move |h| h.sure == sure);
                among().find(|h| h.sentence >= reached).or_else(|| among().next()).copied()
            };
            let (state, hit) = match (pick(true), pick(false)) {
                (Some(hit), _) => (State::Heard, Some(hit)),
                (None, Some(hit)) => (State::Unclear, Some(hit)),
                (None, None) if nothing_known(step, structure, followed) => (State::Unclear, None),
                (None, None) => (State::NotHeard, None),
            };
            reached = hit.filter(|h| h.sure).map_or(reached, |h| h.sentence.max(reached));
            let quote = hit.and_then(|h| {
                let sentence = said.get(h.sentence)?;
                sentence.phrase(&reading.quotes, h.at..sentence.len().min(h.at + LONGEST))
            });
            let (quote, place) = quote.map(|quote| (quote.text, quote.place)).unzip();
            HeardStep { step, state, quote, place }
        })
        .collect()
}

/// Whether neither the labels nor what else was heard say that a step is missing. `followed`: most sentences tell some step.
fn nothing_known(step: Step, structure: &Structure, followed: bool) -> bool {
    let labels = step.labels();
    let missing = labels.iter().all(|label| structure.missing.contains(label) || *label == Label::Reflection);
    match structure.kind {
        StoryKind::Unclear => true,
        StoryKind::Generic => false,
        StoryKind::Story if labels.is_empty() => !followed,
        StoryKind::Story => !missing,
    }
}

/// Every sentence that may tell `step`, in order.
fn hits(step: Step, said: &[Cursor<'_>], structure: &Structure, learned: &[bool]) -> Vec<Hit> {
    let cues = step.cues();
    let mut hits = Vec::new();
    for (sentence, (words, learned)) in said.iter().zip(learned).enumerate() {
        let part = structure.sentences.get(sentence);
        let labelled = part.filter(|p| structure.kind == StoryKind::Story && step.labels().contains(&p.label));
        let cue = |cues: &Patterns| (0..words.len()).find(|&at| words.end_of(cues, at).is_some());
        let learned = matches!(step, Step::Evaluation | Step::Reflection) && *learned;
        let sure = cue(&cues.sure).or_else(|| by_person(step, words));
        if let Some(at) = sure {
            hits.push(Hit { sure: true, sentence, at });
        } else if learned || labelled.is_some_and(|p| p.confidence >= CLEAR) {
            hits.push(Hit { sure: true, sentence, at: 0 });
        } else if let Some(at) = cue(&cues.possible).or(labelled.map(|_| 0)) {
            hits.push(Hit { sure: false, sentence, at });
        }
    }
    hits
}

/// Steps that hang on who does what, and not on set words.
fn by_person(step: Step, said: &Cursor<'_>) -> Option<usize> {
    let past = |at: usize| lexicon::is_past(said.word(at));
    match step {
        // "I told him that he had interrupted her": the other's deed, reported.
        Step::Behaviour => {
            let told = (0..said.len())
                .find(|&at| is(&["i", "we"], said.before(at, 1)) && is(words::REPORTS, said.word(at)))?;
            (told + 1..said.len())
                .find(|&at| is(&["he", "she", "they", "you"], said.word(at)) && (past(at + 1) || past(at + 2)))
        }
        // "I built …": a deed of one's own, and no state or wish.
        Step::WhatIDid => (0..said.len()).find(|&at| {
            let adverb =
                usize::from(said.word(at + 1).ends_with("ly") || is(&["also", "then", "even"], said.word(at + 1)));
            is(&["i", "i've"], said.word(at)) && past(at + 1 + adverb) && !is(words::STATES, said.word(at + 1 + adverb))
        }),
        // "Here I would …", "I'd bring that to your team".
        Step::WhatIWouldDo => {
            let here = (0..said.len()).any(|at| is(&["here", "your", "you"], said.word(at)));
            let would = (0..said.len()).find(|&at| said.end_of(&words::INTENDS, at).is_some());
            would.filter(|_| here)
        }
        _ => None,
    }
}
