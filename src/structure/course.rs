//! Scores for each sentence in, the course of the story out: a semi-Markov chain over stages that only run forwards.
//!
//! A course cuts the sentences into at most six stretches: perhaps a result told first as a headline, then situation, task, action,
//! result and reflection in this order, each of which may be absent. A stretch is scored by its sentences, by how it begins, and by
//! its length; within it any sentence may be an aside.

use super::story::Label;

/// Number of stages a course may pass: the five parts, then the headline, which comes before all of them.
pub const STAGES: usize = 6;
/// Index of the headline among the stages.
pub const HEADLINE: usize = 5;
/// What the sentences of each stage are called.
pub const NAMES: [Label; STAGES] =
    [Label::Situation, Label::Task, Label::Action, Label::Result, Label::Reflection, Label::Result];
/// Lengths told apart, in sentences: 1 to 6, 7–8, 9–12, 13–20, more.
pub const LENGTHS: usize = 10;
/// Lengths told apart, in tenths of the answer.
pub const SHARES: usize = 10;
/// Scores of one sentence: one for each stage, one for an aside, and one for how well a stretch of each part begins with it.
pub const COLUMNS: usize = STAGES + 1 + HEADLINE;
/// Column of the aside.
pub const ASIDE: usize = STAGES;
/// First column of the beginnings.
pub const BEGIN: usize = STAGES + 1;

/// One number for each stage.
pub type StageScores = [f64; STAGES];

/// What a course is scored by beside its sentences; all logarithms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Which stage comes first.
    pub first: [f32; STAGES],
    /// Which follows which.
    pub next: [[f32; STAGES]; STAGES],
    /// Which comes last.
    pub last: [f32; STAGES],
    /// By the number of sentences of a stretch.
    pub length: [[f32; LENGTHS]; STAGES],
    /// By its share of the answer.
    pub share: [[f32; SHARES]; STAGES],
}

/// Which [`LENGTHS`] a stretch of `n` sentences has.
#[must_use]
pub fn length_of(n: usize) -> usize {
    match n {
        0..=6 => n.saturating_sub(1),
        7..=8 => 6,
        9..=12 => 7,
        13..=20 => 8,
        _ => 9,
    }
}

/// Which [`SHARES`] a stretch of `part` out of `n` sentences has.
#[must_use]
pub fn share_of(part: usize, n: usize) -> usize {
    (SHARES * part / n.max(1)).min(SHARES - 1)
}

/// Whether `to` may follow `from`.
fn follows(from: usize, to: usize) -> bool {
    to != HEADLINE && (from == HEADLINE || to > from)
}

/// Every course of one answer with its weight.
#[derive(Debug)]
pub struct Courses<'a> {
    plan: &'a Plan,
    n: usize,
    begin: Vec<StageScores>,
    /// Of each sentence in each stage: the probability that it is an aside.
    pub aside: Vec<StageScores>,
    /// Sum of the scores of all sentences before the `i`th, and how many of them are forbidden.
    before: Vec<[(f64, u32); STAGES]>,
    /// Mass of all that leads to a stretch that begins at `i`; and of such a stretch with all that may follow.
    reach: Vec<StageScores>,
    ahead: Vec<StageScores>,
    /// Mass of all that may follow a stretch that ends before `j`.
    behind: Vec<StageScores>,
    /// Logarithm of the mass of all courses.
    pub whole: f64,
}

impl<'a> Courses<'a> {
    /// All courses of sentences with these `scores`. `allowed` says which stages a sentence may be in, and whether as an aside.
    pub fn new(plan: &'a Plan, scores: &[[f64; COLUMNS]], allowed: impl Fn(usize, usize) -> Allowed) -> Self {
        let n = scores.len();
        let mut before = vec![[(0.0, 0); STAGES]; n + 1];
        let mut aside = vec![[0.0; STAGES]; n];
        for (i, row) in scores.iter().enumerate() {
            for stage in 0..STAGES {
                let allowed = allowed(i, stage);
                let told = if allowed.told { row[stage] } else { f64::NEG_INFINITY };
                let off = if allowed.aside { row[ASIDE] } else { f64::NEG_INFINITY };
                let either = log_add(told, off);
                let forbidden = either == f64::NEG_INFINITY;
                aside[i][stage] = if forbidden { 0.0 } else { (off - either).exp() };
                let (sum, count) = before[i][stage];
                before[i + 1][stage] = if forbidden { (sum, count + 1) } else { (sum + either, count) };
            }
        }
        let begin = scores.iter().map(|row| std::array::from_fn(|s| if s < HEADLINE { row[BEGIN + s] } else { 0.0 }));
        let none = [f64::NEG_INFINITY; STAGES];
        let mut all = Self {
            plan,
            n,
            begin: begin.collect(),
            aside,
            before,
            reach: vec![none; n],
            ahead: vec![none; n],
            behind: vec![none; n + 1],
            whole: 0.0,
        };
        all.sum();
        all
    }

    fn sum(&mut self) {
        let (n, plan) = (self.n, self.plan);
        if n == 0 {
            return;
        }
        self.behind[n] = plan.last.map(f64::from);
        for i in (0..n).rev() {
            for stage in 0..STAGES {
                let mut sum = Sum::default();
                for j in self.ends(stage, i) {
                    sum.add(self.stretch(stage, i, j) + self.behind[j][stage]);
                }
                self.ahead[i][stage] = sum.log();
            }
            for from in 0..STAGES {
                let mut sum = Sum::default();
                for to in (0..STAGES).filter(|to| follows(from, *to)) {
                    sum.add(f64::from(plan.next[from][to]) + self.ahead[i][to]);
                }
                self.behind[i][from] = sum.log();
            }
        }
        let mut whole = Sum::default();
        (0..STAGES).for_each(|s| whole.add(f64::from(plan.first[s]) + self.ahead[0][s]));
        self.whole = whole.log();
        // Mass of what ends before j.
        let mut ended = vec![[Sum::default(); STAGES]; n + 1];
        for i in 0..n {
            for to in 0..STAGES {
                self.reach[i][to] = if i == 0 {
                    f64::from(plan.first[to])
                } else {
                    let mut sum = Sum::default();
                    for from in (0..STAGES).filter(|from| follows(*from, to)) {
                        sum.add(ended[i][from].log() + f64::from(plan.next[from][to]));
                    }
                    sum.log()
                };
                if self.reach[i][to] > f64::NEG_INFINITY {
                    for j in self.ends(to, i) {
                        ended[j][to].add(self.reach[i][to] + self.stretch(to, i, j));
                    }
                }
            }
        }
    }

    /// Where a stretch of `stage` that begins at `i` may end.
    fn ends(&self, stage: usize, i: usize) -> std::ops::RangeInclusive<usize> {
        match stage {
            HEADLINE if i == 0 => 1..=1,
            HEADLINE => i + 1..=i,
            _ => i + 1..=self.n,
        }
    }

    fn stretch(&self, stage: usize, i: usize, j: usize) -> f64 {
        let ((from, none), (to, some)) = (self.before[i][stage], self.before[j][stage]);
        if some > none {
            return f64::NEG_INFINITY;
        }
        let length = self.plan.length[stage][length_of(j - i)] + self.plan.share[stage][share_of(j - i, self.n)];
        to - from + self.begin[i][stage] + f64::from(length)
    }

    /// Calls `each` with every stretch (stage, first sentence, one past the last) that has some probability, and that probability.
    pub fn stretches(&self, mut each: impl FnMut(usize, usize, usize, f64)) {
        for i in 0..self.n {
            for stage in (0..STAGES).filter(|s| self.reach[i][*s] > f64::NEG_INFINITY) {
                for j in self.ends(stage, i) {
                    let mass = self.reach[i][stage] + self.stretch(stage, i, j) + self.behind[j][stage] - self.whole;
                    if mass > -30.0 {
                        each(stage, i, j, mass.exp());
                    }
                }
            }
        }
    }

    /// Probability of a step from one stage to the next, summed over all places.
    #[must_use]
    pub fn steps(&self) -> [[f64; STAGES]; STAGES] {
        let mut steps = [[0.0; STAGES]; STAGES];
        let mut ended = vec![[Sum::default(); STAGES]; self.n + 1];
        for i in 0..self.n {
            for stage in (0..STAGES).filter(|s| self.reach[i][*s] > f64::NEG_INFINITY) {
                for j in self.ends(stage, i) {
                    ended[j][stage].add(self.reach[i][stage] + self.stretch(stage, i, j));
                }
            }
        }
        for (j, row) in ended.iter().enumerate().take(self.n).skip(1) {
            for (from, mass) in row.iter().enumerate() {
                for to in (0..STAGES).filter(|to| follows(from, *to)) {
                    let score = mass.log() + f64::from(self.plan.next[from][to]) + self.ahead[j][to];
                    steps[from][to] += (score - self.whole).exp();
                }
            }
        }
        steps
    }

    /// Of each sentence: the probability of each stage, aside or not.
    #[must_use]
    pub fn stages(&self) -> Vec<StageScores> {
        // Differences first: a stretch adds at its first sentence and takes away after its last.
        let mut rows = vec![[0.0; STAGES]; self.n + 1];
        self.stretches(|stage, i, j, p| {
            rows[i][stage] += p;
            rows[j][stage] -= p;
        });
        let mut so_far = [0.0; STAGES];
        for row in &mut rows {
            so_far.iter_mut().zip(row).for_each(|(sum, p)| {
                *sum += *p;
                *p = *sum;
            });
        }
        rows.truncate(self.n);
        rows.iter_mut().flatten().for_each(|p| *p = p.clamp(0.0, 1.0));
        rows
    }
}

/// What a sentence may be in a stage.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    /// A sentence of that stage.
    pub told: bool,
    /// An aside within it.
    pub aside: bool,
}

/// Nothing is forbidden.
pub const FREE: Allowed = Allowed { told: true, aside: true };

/// What it is worth to name a sentence of each stage rightly. Tasks and reflections are few, so that each one overlooked weighs more.
const WORTH: StageScores = [1.0, 1.4, 1.0, 1.0, 2.5, 1.0];

/// The course whose rightly named sentences are expected to be [`WORTH`] most, given the probability of each stage for each sentence:
/// its stage for each.
pub(super) fn best(stages: &[StageScores]) -> Vec<usize> {
    // The headline first, then in order of the parts.
    const ORDER: [usize; STAGES] = [HEADLINE, 0, 1, 2, 3, 4];
    let mut came_from: Vec<[usize; STAGES]> = Vec::with_capacity(stages.len());
    let mut sums = [0.0; STAGES];
    for (i, row) in stages.iter().enumerate() {
        let mut best = 0;
        let steps = std::array::from_fn(|to| {
            if i > 0 && sums[to] > sums[best] {
                best = to;
            }
            if i == 0 { to } else { best }
        });
        came_from.push(steps);
        sums = std::array::from_fn(|to| if i == 0 { 0.0 } else { sums[steps[to]] } + WORTH[ORDER[to]] * row[ORDER[to]]);
    }
    let mut at = (0..STAGES).fold(0, |best, to| if sums[to] > sums[best] { to } else { best });
    let mut course = vec![0; stages.len()];
    for i in (0..stages.len()).rev() {
        course[i] = ORDER[at];
        at = came_from[i][at];
    }
    course
}

/// A sum of numbers given as logarithms.
#[derive(Clone, Copy, Debug)]
struct Sum {
    most: f64,
    rest: f64,
}

impl Default for Sum {
    fn default() -> Self {
        Self { most: f64::NEG_INFINITY, rest: 0.0 }
    }
}

impl Sum {
    fn add(&mut self, x: f64) {
        if x == f64::NEG_INFINITY {
        } else if x <= self.most {
            self.rest += (x - self.most).exp();
        } else {
            self.rest = self.rest * (self.most - x).exp() + 1.0;
            self.most = x;
        }
    }

    fn log(&self) -> f64 {
        if self.most == f64::NEG_INFINITY { self.most } else { self.most + self.rest.ln() }
    }
}

fn log_add(a: f64, b: f64) -> f64 {
    let mut sum = Sum::default();
    sum.add(a);
    sum.add(b);
    sum.log()
}
