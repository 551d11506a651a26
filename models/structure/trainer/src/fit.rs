//! Labelled sentences in, weights out: `AdaGrad` on the log-likelihood of each answer's parts, with weight decay, averaged.

use fastrand::Rng;

use super::corpus::{Dictionary, Line, NOBODY};
use outloud::structure::Label;
use outloud::structure::course::{
    ASIDE, Allowed, BEGIN, COLUMNS, Courses, FREE, HEADLINE, NAMES, Plan, STAGES, length_of, share_of,
};

/// Times that every answer is shown. Few, and small steps: what is learned late is about the authors, not about stories.
const EPOCHS: usize = 12;
/// Fits in other orders whose weights are averaged: each errs in its own way.
const FITS: u64 = 8;
/// Size of the steps.
const RATE: f32 = 0.025;
/// How strongly weights are drawn to nothing.
const DECAY: f32 = 1e-3;
/// A feature counts when so many authors use it.
const FEWEST_AUTHORS: usize = 3;
/// The answers of an author weigh as much as their number to the power of one minus this.
pub(super) const BALANCE: f64 = 0.5;
/// Share of answers of which a part is taken out.
const LACKING: f64 = 0.3;
/// Share of features left out at random.
const DROPPED: f64 = 0.3;
/// Share of answers shown with misheard words: half of them in lower case by sentence, half as a recogniser writes them, by clause.
const NOISY: f64 = 0.35;
/// Share of answers that begin with a result, that end with a lesson of ours, and that have an aside of ours at the beginning, at the end,
/// and anywhere.
const HEADLINES: f64 = 0.06;
const LESSONS: f64 = 0.08;
const ASIDES: [f64; 3] = [0.12, 0.08, 0.06];

/// What is learned from.
pub(super) struct Pool {
    /// Of each answer: its author, and its sentences written, spoken and noisy.
    pub(super) answers: Vec<(usize, Vec<Vec<Line>>)>,
    /// Sentences of our own: asides, lessons, results told first.
    pub(super) own: Vec<Line>,
    pub(super) dictionary: Dictionary,
}

/// Weights in training.
#[derive(Clone)]
pub(super) struct Weights {
    pub(super) words: Vec<[f32; COLUMNS]>,
    pub(super) plan: Plan,
}

const PARTS: [Label; 5] = [Label::Situation, Label::Task, Label::Action, Label::Result, Label::Reflection];

/// One answer to learn from.
struct Example<'a> {
    lines: Vec<&'a Line>,
    /// The first sentence is a result told first.
    headline: bool,
    weight: f32,
}

impl Pool {
    /// Scores of numbered sentences.
    pub(super) fn scores(weights: &Weights, numbered: &[Vec<(usize, f32)>]) -> Vec<[f64; COLUMNS]> {
        let one = |features: &Vec<(usize, f32)>| {
            let mut row = [0.0; COLUMNS];
            for (at, size) in features {
                row.iter_mut().zip(&weights.words[*at]).for_each(|(r, w)| *r += f64::from(w * size));
            }
            row
        };
        numbered.iter().map(one).collect()
    }

    /// Learns from the answers `chosen` by number.
    pub(super) fn fit(&self, chosen: &[usize], seed: u64) -> Weights {
        let mut mean = Weights { words: vec![[0.0; COLUMNS]; self.dictionary.keys.len()], plan: Plan::default() };
        (0..FITS).for_each(|k| add(&mut mean, &self.fit_once(chosen, seed + k), 1.0 / FITS as f32));
        mean
    }

    fn fit_once(&self, chosen: &[usize], seed: u64) -> Weights {
        let mut rng = Rng::with_seed(seed);
        let mut authors: Vec<usize> = chosen.iter().map(|a| self.answers[*a].0).collect();
        authors.sort_unstable();
        authors.dedup();
        let is_mine = |author: usize| author > NOBODY / 2 || authors.binary_search(&author).is_ok();
        let known: Vec<bool> =
            (0..self.dictionary.keys.len()).map(|at| self.dictionary.known(at, FEWEST_AUTHORS, is_mine)).collect();
        let size = self.dictionary.keys.len();
        let mut learner = Learner {
            weights: Weights { words: vec![[0.0; COLUMNS]; size], plan: Plan::default() },
            seen: Weights { words: vec![[1e-1; COLUMNS]; size], plan: filled(1.0) },
            known,
        };
        let mut mean = Weights { words: vec![[0.0; COLUMNS]; size], plan: Plan::default() };
        // How often each author's answers are shown.
        let share = |author: usize| {
            let mine = chosen.iter().filter(|a| self.answers[**a].0 == author).count() as f64;
            mine.powf(-BALANCE)
        };
        let shares: Vec<f64> = chosen.iter().map(|a| share(self.answers[*a].0)).collect();
        let scale = chosen.len() as f64 / shares.iter().sum::<f64>();
        let averaged = EPOCHS - EPOCHS / 2;
        for epoch in 0..EPOCHS {
            let mut order: Vec<usize> = (0..chosen.len()).collect();
            rng.shuffle(&mut order);
            for k in order {
                let real = self.example(chosen, k, (shares[k] * scale) as f32, &mut rng);
                learner.learn(self, &real, &mut rng);
            }
            if epoch >= EPOCHS - averaged {
                add(&mut mean, &learner.weights, 1.0 / averaged as f32);
            }
        }
        mean
    }

    fn variant(&self, answer: usize, rng: &mut Rng) -> &[Line] {
        let variants = &self.answers[answer].1;
        let which = if rng.f64() < NOISY { rng.usize(2..variants.len()) } else { rng.usize(0..2) };
        &variants[which]
    }

    fn example(&self, chosen: &[usize], k: usize, weight: f32, rng: &mut Rng) -> Example<'_> {
        let mut lines: Vec<&Line> = self.variant(chosen[k], rng).iter().collect();
        if rng.f64() < LACKING {
            delete(&mut lines, rng);
        }
        self.decorate(lines, weight, rng)
    }

    /// Adds a result told first, a lesson and asides now and then.
    fn decorate<'a>(&'a self, mut lines: Vec<&'a Line>, weight: f32, rng: &mut Rng) -> Example<'a> {
        let own =
            |label: Label, rng: &mut Rng| rng.choice(self.own.iter().filter(|l| l.label == label).collect::<Vec<_>>());
        let headline = rng.f64() < HEADLINES;
        if headline {
            let told = lines.iter().position(|l| l.label == Label::Result).filter(|_| rng.bool());
            let first = told.map(|k| lines.remove(k)).or_else(|| own(Label::Result, rng));
            lines.splice(0..0, first);
        }
        if rng.f64() < LESSONS {
            lines.extend(own(Label::Reflection, rng));
        }
        let from = usize::from(headline);
        for (chance, place) in ASIDES.into_iter().zip([from, lines.len(), rng.usize(from..=lines.len())]) {
            if rng.f64() < chance {
                lines.splice(place..place, own(Label::Other, rng));
            }
        }
        Example { lines, headline, weight }
    }
}

/// Takes out a part, if enough is left.
fn delete(lines: &mut Vec<&Line>, rng: &mut Rng) {
    let part = PARTS[rng.usize(0..4)];
    let left = lines.iter().filter(|l| l.label != part).count();
    if left >= 2 {
        lines.retain(|l| l.label != part);
    }
}

struct Learner {
    weights: Weights,
    /// Sums of squared gradients.
    seen: Weights,
    known: Vec<bool>,
}

impl Learner {
    fn learn(&mut self, pool: &Pool, example: &Example, rng: &mut Rng) {
        let mut numbered = pool.dictionary.number(&example.lines);
        for features in &mut numbered {
            features.retain(|f| self.known[f.0] && rng.f64() >= DROPPED);
        }
        let scores = Pool::scores(&self.weights, &numbered);
        let plan = self.weights.plan.clone();
        let free = Courses::new(&plan, &scores, |_, _| FREE);
        let gold = Courses::new(&plan, &scores, |i, stage| match example.lines[i].label {
            Label::Other => Allowed { told: false, aside: true },
            label => Allowed {
                told: NAMES[stage] == label && (stage == HEADLINE) == (example.headline && i == 0),
                aside: false,
            },
        });
        if !gold.whole.is_finite() {
            return;
        }
        let n = scores.len();
        let mut rows = vec![[0.0_f32; COLUMNS]; n];
        let mut bend = Plan::default();
        for (courses, sign) in [(&gold, example.weight), (&free, -example.weight)] {
            let stages = courses.stages();
            for i in 0..n {
                for stage in 0..STAGES {
                    let (p, aside) = (stages[i][stage] as f32, courses.aside[i][stage] as f32);
                    rows[i][stage] += sign * p * (1.0 - aside);
                    rows[i][ASIDE] += sign * p * aside;
                }
            }
            courses.stretches(|stage, i, j, p| {
                let p = sign * p as f32;
                if stage < HEADLINE {
                    rows[i][BEGIN + stage] += p;
                }
                bend.length[stage][length_of(j - i)] += p;
                bend.share[stage][share_of(j - i, n)] += p;
                if i == 0 {
                    bend.first[stage] += p;
                }
                if j == n {
                    bend.last[stage] += p;
                }
            });
            for (row, step) in bend.next.iter_mut().zip(courses.steps()) {
                row.iter_mut().zip(step).for_each(|(b, s)| *b += sign * s as f32);
            }
        }
        for (features, row) in numbered.iter().zip(&rows) {
            for (at, size) in features {
                let (weights, seen) = (&mut self.weights.words[*at], &mut self.seen.words[*at]);
                for c in 0..COLUMNS {
                    climb(&mut weights[c], &mut seen[c], row[c] * size);
                }
            }
        }
        for ((weight, seen), bend) in
            floats(&mut self.weights.plan).zip(floats(&mut self.seen.plan)).zip(floats(&mut bend))
        {
            climb(weight, seen, *bend);
        }
    }
}

fn climb(weight: &mut f32, seen: &mut f32, gradient: f32) {
    let gradient = gradient - DECAY * *weight;
    *seen += gradient * gradient;
    *weight += RATE * gradient / seen.sqrt();
}

fn floats(plan: &mut Plan) -> impl Iterator<Item = &mut f32> {
    plan.first
        .iter_mut()
        .chain(plan.next.as_flattened_mut())
        .chain(&mut plan.last)
        .chain(plan.length.as_flattened_mut())
        .chain(plan.share.as_flattened_mut())
}

fn filled(value: f32) -> Plan {
    let mut plan = Plan::default();
    floats(&mut plan).for_each(|x| *x = value);
    plan
}

fn add(to: &mut Weights, from: &Weights, factor: f32) {
    for (a, b) in to.words.as_flattened_mut().iter_mut().zip(from.words.as_flattened()) {
        *a += factor * b;
    }
    let mut plan = from.plan.clone();
    for (a, b) in floats(&mut to.plan).zip(floats(&mut plan)) {
        *a += factor * *b;
    }
}
