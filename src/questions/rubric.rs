//! A question and a reading of its answer in, what a listener heard of what they wait for out.
//!
//! Each sentence tells the one point that its words show most: the words of a pattern count by how much they tell, and a point a
//! little more where it is usually told. So words that many points share ("in the end", "we decided") do not tell all of them at once.

use serde::{Deserialize, Serialize};

use super::question::{Point, Question};
use super::words::DENY;
use crate::language::cursor::Cursor;
use crate::language::lexicon::is;
use crate::language::reading::Reading;
use crate::quotes::LONGEST;
use crate::structure::steps::State;
use crate::transcript::{Place, place_or_null};

/// What a pattern that only may show a point weighs of one that does.
const PERHAPS: f64 = 0.6;
/// What is added at most where a point is usually told.
const IN_PLACE: f64 = 1.0;
/// What a sentence must tell at least, its place apart.
const LEAST: f64 = 0.2;
/// Words within which a denial holds.
const DENIED_WITHIN: usize = 2;
/// Questions to prepare for, at most.
const FOLLOW_UPS: usize = 3;

/// An answer against what listeners wait for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rubric {
    /// What they wait for, in the order in which it is usually told.
    pub points: Vec<HeardPoint>,
    /// What they would rather not have heard.
    pub pitfalls: Vec<Met>,
    /// What may be asked next: what asks for points that were not heard first, at most three.
    pub follow_ups: Vec<String>,
}

/// A point, and where it was heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeardPoint {
    /// Its name within the question.
    pub name: String,
    /// What it is.
    pub say: String,
    /// Whether it was heard.
    pub state: State,
    /// The words that may be it; null when there are none.
    pub quote: Option<String>,
    /// Where they stand; null when there are none.
    #[serde(flatten, with = "place_or_null")]
    pub place: Option<Place>,
}

/// A pitfall that was met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Met {
    /// Its name within the question.
    pub name: String,
    /// What it is.
    pub say: String,
    /// The words.
    pub quote: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
}

/// Where a sentence tells a point, how surely and how much.
#[derive(Clone, Copy)]
struct PatternHit {
    sure: bool,
    at: usize,
    weight: f64,
}

/// Holds the answer that `reading` reads against `question`. None of its points is "not heard" that has no pattern to hear it by.
#[must_use]
pub fn measure(question: &Question, reading: &Reading<'_>) -> Rubric {
    let said = &reading.spoken;
    let all: Vec<Vec<Option<PatternHit>>> = said
        .iter()
        .enumerate()
        .map(|(n, sentence)| {
            let hits = question.points.iter().enumerate().map(|(k, point)| {
                let away = middle(n, said.len()) - middle(k, question.points.len());
                let hit = hit(point, sentence).filter(|hit| hit.weight > LEAST)?;
                Some(PatternHit { weight: hit.weight + IN_PLACE * (1.0 - away.abs()), ..hit })
            });
            told_most(hits.collect())
        })
        .collect();
    let points = question.points.iter().enumerate().map(|(k, point)| {
        let hits = || all.iter().enumerate().filter_map(|(n, row)| Some((n, row[k]?)));
        let best = |sure: bool| {
            hits()
                .filter(|(_, hit)| hit.sure == sure)
                .max_by(|a, b| a.1.weight.total_cmp(&b.1.weight).then(b.0.cmp(&a.0)))
        };
        let (state, hit) = match (best(true), best(false)) {
            (Some(hit), _) => (State::Heard, Some(hit)),
            (None, Some(hit)) => (State::Unclear, Some(hit)),
            (None, None) if point.heard.is_empty() && point.perhaps.is_empty() => (State::Unclear, None),
            (None, None) => (State::NotHeard, None),
        };
        let phrase = hit.and_then(|(n, hit)| quote(&said[n], hit.at, reading));
        let (quote, place) = phrase.unzip();
        HeardPoint { name: point.name.clone(), say: point.say.clone(), state, quote, place }
    });
    let points: Vec<HeardPoint> = points.collect();
    let pitfalls = question.pitfalls.iter().filter_map(|pitfall| {
        let (sentence, hit) =
            said.iter().find_map(|sentence| Some((sentence, hit(pitfall, sentence).filter(|h| h.sure)?)))?;
        let (quote, place) = quote(sentence, hit.at, reading)?;
        Some(Met { name: pitfall.name.clone(), say: pitfall.say.clone(), quote, place })
    });
    Rubric { pitfalls: pitfalls.collect(), follow_ups: follow_ups(question, &points), points }
}

/// Where the `n`th of `all` lies, from 0 to 1.
fn middle(n: usize, all: usize) -> f64 {
    (n as f64 + 0.5) / all as f64
}

/// Of the points of one sentence, those that it tells most.
fn told_most(row: Vec<Option<PatternHit>>) -> Vec<Option<PatternHit>> {
    let most = row.iter().flatten().map(|hit| hit.weight).fold(0.0, f64::max);
    row.into_iter().map(|hit| hit.filter(|hit| hit.weight >= most)).collect()
}

/// How `sentence` tells `point`, if it does.
fn hit(point: &Point, sentence: &Cursor<'_>) -> Option<PatternHit> {
    let denied = |at: usize| (1..=DENIED_WITHIN).any(|back| is(DENY, sentence.before(at, back)));
    let sure = point.heard.iter().filter_map(|pattern| pattern.best(&sentence.words)).map(|fit| {
        let weight = if denied(fit.at) { PERHAPS * fit.weight } else { fit.weight };
        PatternHit { sure: !denied(fit.at), at: fit.at, weight }
    });
    let perhaps = point.perhaps.iter().filter_map(|pattern| pattern.best(&sentence.words));
    let perhaps = perhaps.map(|fit| PatternHit { sure: false, at: fit.at, weight: PERHAPS * fit.weight });
    sure.chain(perhaps).max_by(|a, b| a.weight.total_cmp(&b.weight))
}

/// The words of `sentence` from `at` on.
fn quote(sentence: &Cursor<'_>, at: usize, reading: &Reading<'_>) -> Option<(String, Place)> {
    let phrase = sentence.phrase(&reading.quotes, at..sentence.len().min(at + LONGEST))?;
    Some((phrase.text, phrase.place))
}

/// What may be asked next: what asks for a point that was not heard, then for one that is unclear, then anything.
fn follow_ups(question: &Question, points: &[HeardPoint]) -> Vec<String> {
    let state = |about: &Option<String>| {
        about.as_ref().and_then(|name| points.iter().find(|point| point.name == *name)).map(|point| point.state)
    };
    let rank = |about: &Option<String>| match state(about) {
        Some(State::NotHeard) => 0,
        Some(State::Unclear) => 1,
        None => 2,
        Some(State::Heard) => 3,
    };
    let mut asked: Vec<_> = question.follow_ups.iter().collect();
    asked.sort_by_key(|follow_up| rank(&follow_up.about));
    asked.into_iter().take(FOLLOW_UPS).map(|follow_up| follow_up.ask.clone()).collect()
}
