//! The words of each sentence in, how strongly they speak for each part of the story out.

use super::Label::{self, Action, Other, Reflection, Result, Situation, Task};
use super::cues::{ANYWHERE, BETWEEN, CHANGES, DEEDS, OPENING, OUTCOMES, PRESENTS, PURPOSES, STATIVE};
use super::decode::{NAMES, STATES, Scores};
use crate::language::lexicon::{self, is};
use crate::language::phrases::Table;

/// Evidence beyond this adds little: cues of one sentence are not independent.
const SOFT_LIMIT: f64 = 5.0;
/// Words that may stand before an opening cue.
const LEAD_INS: &[&str] =
    &["so", "and", "but", "well", "okay", "ok", "um", "uh", "then", "yeah", "basically", "actually", "also", "however"];
/// Where each part usually lies in a story, as a share of its length, and how far it strays (standard deviation).
const PLACES: [(f64, f64); STATES] =
    [(0.08, 0.17), (0.24, 0.17), (0.50, 0.27), (0.87, 0.20), (0.97, 0.14), (0.50, 0.60), (0.0, 0.20)];
/// Weight of the place against the words: the chain of parts knows most of it already.
pub(super) const USUAL_PLACE: f64 = 0.45;
/// The same where a part may be missing, so that another stands in its place.
pub(super) const LOOSE_PLACE: f64 = 0.3;
/// Before any word is read. Other needs a reason.
const BIAS: Scores = [0.0, -0.2, 0.3, 0.0, -0.3, -0.9, 0.0];

/// The tables, ready to be matched.
pub(super) struct Cues {
    opening: Table<(Label, f64)>,
    anywhere: Table<(Label, f64)>,
}

impl Cues {
    pub(super) fn new() -> Self {
        Self { opening: Table::new(OPENING.iter().copied()), anywhere: Table::new(ANYWHERE.iter().copied()) }
    }

    /// What the words of one sentence speak for, wherever it stands.
    pub(super) fn score(&self, words: &[&str]) -> Scores {
        let mut tally = Tally::default();
        let start = words.iter().position(|w| !is(LEAD_INS, w)).unwrap_or(0);
        for at in (0..=start).filter(|at| *at == 0 || *at == start) {
            self.opening.at(words, at).for_each(|(label, weight)| tally.add(label, weight));
        }
        for at in 0..words.len() {
            self.anywhere.at(words, at).for_each(|(label, weight)| tally.add(label, weight));
        }
        grammar(&words[start.min(words.len())..], &mut tally);
        // The headline is a result by its words.
        tally.0[STATES - 1] = tally.0[NAMES.iter().position(|name| *name == Result).unwrap_or(0)];
        std::array::from_fn(|state| BIAS[state] + soften(tally.0[state]))
    }
}

#[derive(Default)]
struct Tally(Scores);

impl Tally {
    fn add(&mut self, label: Label, weight: f64) {
        if let Some(l) = NAMES.iter().position(|one| *one == label) {
            self.0[l] += weight;
        }
    }
}

fn soften(score: f64) -> f64 {
    SOFT_LIMIT * (score / SOFT_LIMIT).tanh()
}

/// `scores` of the `k`th of `n` sentences, with what its place says at `weight`: a bell curve around each part's usual place.
pub(super) fn placed(scores: Scores, k: usize, n: usize, weight: f64) -> Scores {
    let x = if n > 1 { k as f64 / (n - 1) as f64 } else { 0.5 };
    std::array::from_fn(|l| {
        let (middle, spread) = PLACES[l];
        scores[l] - weight * 0.5 * ((x - middle) / spread).powi(2).min(8.0)
    })
}

/// Tense and person: who does something, who only is, and what holds at any time.
fn grammar(words: &[&str], tally: &mut Tally) {
    let Some(first) = words.first().copied() else { return };
    opening_verb(first, words, tally);
    let pasts = words.iter().filter(|w| lexicon::is_past(w)).count();
    let states = words.iter().filter(|w| is(&["was", "were", "had"], w)).count();
    let numbers = words.iter().filter(|w| lexicon::is_number(w)).count();
    let mine = words
        .windows(3)
        .filter(|w| is(&["i", "we"], w[0]) && (is_deed(w[1]) || is(BETWEEN, w[1]) && is_deed(w[2])))
        .count();
    tally.add(Action, 0.5 * mine.min(2) as f64);
    tally.add(Situation, 0.25 * states.min(2) as f64);
    tally.add(Result, 0.25 * numbers.min(3) as f64);
    let changes = words.iter().filter(|w| is(CHANGES, w)).count();
    tally.add(Result, 0.5 * changes.min(2) as f64 + if changes > 0 && numbers > 0 { 0.7 } else { 0.0 });
    if pasts > 0 && mine == 0 && !is_deed(first) {
        // Something happened, and nobody here did it.
        tally.add(Situation, 0.4);
        tally.add(Result, 0.5);
    }
    if pasts == 0 && words.len() > 3 {
        // What holds at any time is a lesson, or it has not been reached yet.
        let presents = words.iter().filter(|w| is(PRESENTS, w)).count();
        tally.add(Reflection, 0.5 + 0.5 * presents.min(3) as f64);
    }
    if words.len() <= 2 {
        tally.add(Other, 0.5);
    }
}

/// "I asked", and notes that leave out the "I": "Asked the vendor", "Ship it by May".
fn opening_verb(first: &str, words: &[&str], tally: &mut Tally) {
    let (second, third) = (word(words, 1), word(words, 2));
    let verb = if is(BETWEEN, second) { third } else { second };
    match first {
        // "I cut the backlog by half": the outcome, claimed.
        "i" | "we"
            if is(OUTCOMES, verb) && words.iter().any(|w| lexicon::is_number(w) || is(&["half", "percent"], w)) =>
        {
            tally.add(Result, 2.2);
        }
        "i" if is(DEEDS, verb) => tally.add(Action, 1.6),
        "we" if is(DEEDS, verb) => tally.add(Action, 0.8),
        "i" | "we" if is_deed(verb) => tally.add(Action, if first == "i" { 0.9 } else { 0.4 }),
        _ if is(OUTCOMES, first) => tally.add(Result, 1.4),
        _ if is(DEEDS, first) => tally.add(Action, 1.7),
        _ if is_deed(first) => tally.add(Action, 0.9),
        _ if is(PURPOSES, first) || is_bare_verb(first, second) => {
            tally.add(Task, 1.5);
            tally.add(Reflection, 0.4);
        }
        "to" if is(PURPOSES, second) => tally.add(Task, 0.5),
        _ => {}
    }
}

/// A verb in the past that is something done, not something that was so.
fn is_deed(word: &str) -> bool {
    lexicon::is_past(word) && !is(STATIVE, word)
}

/// "Defend the budget": a word that is no known other thing, and what it acts on.
fn is_bare_verb(first: &str, second: &str) -> bool {
    let acted_on = is(lexicon::DETERMINERS, second) || is(&["me", "him", "us", "them", "it"], second);
    acted_on
        && !["ing", "ly", "s", "ed"].iter().any(|end| first.ends_with(end))
        && !lexicon::is_past(first)
        && !lexicon::is_functional(first)
}

fn word<'a>(words: &[&'a str], at: usize) -> &'a str {
    words.get(at).copied().unwrap_or_default()
}
