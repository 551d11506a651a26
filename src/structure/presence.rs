//! Scores for each sentence in, what speaks for each part being left out: by probability mass and by coverage.

use super::course::{Allowed, COLUMNS, Courses, HEADLINE, NAMES, Plan, StageScores};
use super::model::ABSENT;
use super::story::Label;

/// The parts a story needs.
pub const NEEDED: [Label; 4] = [Label::Situation, Label::Task, Label::Action, Label::Result];

/// Which stages the sentence `k` may be in where the first one is a `headline` for sure.
fn allowed(headline: bool, k: usize, stage: usize) -> Allowed {
    let free = !headline || k > 0 || stage == HEADLINE;
    Allowed { told: free, aside: free }
}

/// Of each needed part: one, and numbers that grow or shrink with the probability that it is absent.
pub(super) fn signs(
    plan: &Plan,
    scores: &[[f64; COLUMNS]],
    free: &Courses,
    stages: &[StageScores],
    headline: bool,
) -> [[f64; ABSENT]; 4] {
    let n = scores.len() as f64;
    std::array::from_fn(|part| {
        let name = NEEDED[part];
        let is = |stage: usize| NAMES[stage] == name;
        let barred = Allowed { told: false, aside: false };
        let without = Courses::new(plan, scores, |k, s| if is(s) { barred } else { allowed(headline, k, s) });
        let mass = (without.whole - free.whole).clamp(-30.0, -1e-9);
        let odds = mass - (-mass.exp_m1()).max(1e-9).ln();
        let of = |row: &StageScores| (0..=HEADLINE).filter(|s| is(*s)).map(|s| row[s]).sum::<f64>();
        let most = stages.iter().map(of).fold(0.0, f64::max);
        let expected: f64 = stages.iter().map(of).sum();
        // By its words and place alone, whatever the course: the best lead of this part over the best other.
        let lead = |row: &[f64; COLUMNS]| {
            let other = (0..HEADLINE).filter(|s| !is(*s)).map(|s| row[s]).fold(f64::NEG_INFINITY, f64::max);
            row[part] - other
        };
        let best = scores.iter().map(lead).fold(-20.0, f64::max);
        [1.0, odds.clamp(-15.0, 15.0), logit(most), (expected + 0.05).ln(), best.clamp(-10.0, 10.0), (n + 1.0).ln()]
    })
}

/// Logarithm of the odds of `p`, kept finite.
pub(super) fn logit(p: f64) -> f64 {
    let p = p.clamp(1e-5, 1.0 - 1e-5);
    (p / (1.0 - p)).ln()
}

/// A part that is less probably told than this is missing, unless a sentence or clause tells it all the same. So low that recognised speech
/// passes, whose run-on sentences and wrong words hide parts: see models/structure/README.md.
pub const LEFT_OUT: f64 = 0.2;
/// A part that is less probably told than this may be missing: four in five of the parts told pass.
const SURELY_TOLD: f64 = 0.65;
/// The same in an answer of fewer than [`FEW_WORDS`]: little is said of each part there, and little is needed.
const TOLD_BRIEFLY: f64 = 0.5;
/// An answer of fewer words is a short one.
pub const FEW_WORDS: usize = 60;

/// The probability below which a part may be missing from an answer of `words`.
#[must_use]
pub fn bar(words: usize) -> f64 {
    if words < FEW_WORDS { TOLD_BRIEFLY } else { SURELY_TOLD }
}

/// The probability whose log-odds are the product of `weights` and `signs`.
#[must_use]
pub fn logistic<const N: usize>(weights: &[f32; N], signs: &[f64; N]) -> f64 {
    let odds: f64 = weights.iter().zip(signs).map(|(w, s)| f64::from(*w) * s).sum();
    1.0 / (1.0 + (-odds).exp())
}

/// Everything the scores of an answer say.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredCourse {
    /// Of each sentence: its part, and the log-odds of it before tuning.
    pub course: Vec<(Label, f64)>,
    /// Of each of [`NEEDED`]: one, and numbers that grow or shrink with the probability that it is absent.
    pub signs: [[f64; ABSENT]; 4],
}

/// Reads the course of an answer off its scores; `headline` says that its first sentence surely tells the result ahead of the story.
#[must_use]
pub fn read(plan: &Plan, scores: &[[f64; COLUMNS]], headline: bool) -> ScoredCourse {
    let free = Courses::new(plan, scores, |k, stage| allowed(headline, k, stage));
    let stages = free.stages();
    ScoredCourse { course: course(&free, &stages), signs: signs(plan, scores, &free, &stages, headline) }
}

fn course(courses: &Courses, stages: &[StageScores]) -> Vec<(Label, f64)> {
    let best = super::course::best(stages);
    let named = best.iter().enumerate().map(|(k, stage)| {
        let aside = courses.aside[k][*stage];
        let name = NAMES[*stage];
        let told: f64 = (0..=HEADLINE).filter(|s| NAMES[*s] == name).map(|s| stages[k][s]).sum();
        if aside > 0.5 { (Label::Other, logit(aside)) } else { (name, logit(told * (1.0 - aside))) }
    });
    named.collect()
}
