//! Evidence for each sentence in, the most likely course of the story out: a hidden Markov chain over the parts.

use super::Label;

/// Number of states: one for each label, and one for a result that is told first, as a headline.
pub(super) const STATES: usize = 7;
/// What each state is called, in the order of every row below.
pub(super) const NAMES: [Label; STATES] =
    [Label::Situation, Label::Task, Label::Action, Label::Result, Label::Reflection, Label::Other, Label::Result];

/// One number for each state, as a rule the logarithm of evidence.
pub(super) type Scores = [f64; STATES];

/// Which part follows which. The rows are probabilities set by hand.
struct Chain {
    /// How stories begin.
    start: Scores,
    /// What follows each part.
    next: [Scores; STATES],
    /// How stories end: not a probability but a factor.
    end: Scores,
}

/// Stories run forwards, may skip the task, rarely turn back, and end well.
const USUAL: Chain = Chain {
    start: [0.62, 0.09, 0.09, 0.03, 0.01, 0.10, 0.06],
    next: [
        [0.560, 0.200, 0.170, 0.020, 0.010, 0.040, 0.0],
        [0.040, 0.350, 0.540, 0.030, 0.010, 0.030, 0.0],
        [0.010, 0.015, 0.800, 0.130, 0.015, 0.030, 0.0],
        [0.030, 0.010, 0.060, 0.750, 0.120, 0.030, 0.0],
        [0.010, 0.005, 0.020, 0.050, 0.875, 0.040, 0.0],
        [0.250, 0.100, 0.250, 0.120, 0.060, 0.220, 0.0],
        [0.600, 0.120, 0.120, 0.000, 0.000, 0.060, 0.1],
    ],
    end: [0.15, 0.15, 0.35, 1.0, 1.0, 0.8, 0.15],
};

/// Any part may be left out: for asking which of them was told at all.
const LOOSE: Chain = Chain {
    start: [0.33, 0.16, 0.24, 0.09, 0.02, 0.10, 0.06],
    next: [
        [0.52, 0.13, 0.10, 0.19, 0.02, 0.04, 0.0],
        [0.04, 0.43, 0.13, 0.34, 0.02, 0.04, 0.0],
        [0.03, 0.03, 0.79, 0.08, 0.03, 0.04, 0.0],
        [0.04, 0.02, 0.06, 0.74, 0.11, 0.03, 0.0],
        [0.01, 0.01, 0.02, 0.05, 0.87, 0.04, 0.0],
        [0.20, 0.12, 0.26, 0.14, 0.06, 0.22, 0.0],
        [0.56, 0.14, 0.14, 0.00, 0.00, 0.06, 0.1],
    ],
    end: [1.0; STATES],
};

/// The likeliest course: for each sentence its label, and the probability of that label.
pub(super) fn decode(evidence: &[Scores]) -> Vec<(Label, f64)> {
    let posteriors = USUAL.posteriors(evidence);
    let named = |row: &Scores, name: Label| (0..STATES).filter(|s| NAMES[*s] == name).map(|s| row[s]).sum::<f64>();
    let states = USUAL.viterbi(evidence);
    states.iter().zip(&posteriors).map(|(s, row)| (NAMES[*s], named(row, NAMES[*s]).clamp(0.0, 1.0))).collect()
}

/// The probability that no sentence of `evidence` has `label`.
pub(super) fn absent(evidence: &[Scores], label: Label) -> f64 {
    let mass = |without| LOOSE.total(&LOOSE.forward(evidence, without));
    (mass(Some(label)) - mass(None)).exp()
}

impl Chain {
    fn forward(&self, evidence: &[Scores], without: Option<Label>) -> Vec<Scores> {
        let mut rows: Vec<Scores> = Vec::with_capacity(evidence.len());
        for scores in evidence {
            let row = std::array::from_fn(|to| {
                if without == Some(NAMES[to]) {
                    return f64::NEG_INFINITY;
                }
                let reached = match rows.last() {
                    None => self.start[to].ln(),
                    Some(last) => log_sum(&std::array::from_fn(|from| last[from] + self.next[from][to].ln())),
                };
                reached + scores[to]
            });
            rows.push(row);
        }
        rows
    }

    /// Logarithm of the whole probability mass.
    fn total(&self, forward: &[Scores]) -> f64 {
        forward.last().map_or(0.0, |last| log_sum(&std::array::from_fn(|k| last[k] + self.end[k].ln())))
    }

    fn posteriors(&self, evidence: &[Scores]) -> Vec<Scores> {
        let forward = self.forward(evidence, None);
        let whole = self.total(&forward);
        let mut behind: Scores = self.end.map(f64::ln);
        let mut rows = vec![[0.0; STATES]; evidence.len()];
        for k in (0..evidence.len()).rev() {
            rows[k] = std::array::from_fn(|label| (forward[k][label] + behind[label] - whole).exp());
            behind = std::array::from_fn(|from| {
                log_sum(&std::array::from_fn(|to| self.next[from][to].ln() + evidence[k][to] + behind[to]))
            });
        }
        rows
    }

    fn viterbi(&self, evidence: &[Scores]) -> Vec<usize> {
        let mut came_from: Vec<[usize; STATES]> = Vec::with_capacity(evidence.len());
        let mut best: Scores = [0.0; STATES];
        for (k, scores) in evidence.iter().enumerate() {
            let steps: [(usize, f64); STATES] = std::array::from_fn(|to| {
                if k == 0 {
                    (to, self.start[to].ln())
                } else {
                    highest(&std::array::from_fn(|from| best[from] + self.next[from][to].ln()))
                }
            });
            came_from.push(steps.map(|s| s.0));
            best = std::array::from_fn(|to| steps[to].1 + scores[to]);
        }
        let mut at = highest(&std::array::from_fn(|k| best[k] + self.end[k].ln())).0;
        let mut labels = vec![0; evidence.len()];
        for k in (0..evidence.len()).rev() {
            labels[k] = at;
            at = came_from[k][at];
        }
        labels
    }
}

fn highest(scores: &Scores) -> (usize, f64) {
    let first = (0, f64::NEG_INFINITY);
    scores.iter().copied().enumerate().fold(first, |best, one| if one.1 > best.1 { one } else { best })
}

fn log_sum(scores: &Scores) -> f64 {
    let most = highest(scores).1;
    if most == f64::NEG_INFINITY { most } else { most + scores.iter().map(|s| (s - most).exp()).sum::<f64>().ln() }
}

#[cfg(test)]
mod tests {
    use super::Label::{Action, Reflection, Result, Situation, Task};
    use super::*;

    fn only(label: Label, weight: f64) -> Scores {
        NAMES.map(|name| if name == label { weight } else { 0.0 })
    }

    fn labels(evidence: &[Scores]) -> Vec<Label> {
        decode(evidence).into_iter().map(|one| one.0).collect()
    }

    #[test]
    fn clear_evidence_is_followed_and_confidences_are_probabilities() {
        let told = [Situation, Task, Action, Action, Result, Reflection];
        let evidence = told.map(|label| only(label, 9.0));
        assert_eq!(labels(&evidence), told);
        assert!(decode(&evidence).iter().all(|one| (0.9..=1.0).contains(&one.1)));
        assert!(told.iter().all(|label| absent(&evidence, *label) < 0.05));
    }

    #[test]
    fn a_sentence_without_evidence_takes_the_part_of_its_neighbours() {
        let evidence = [only(Situation, 6.0), only(Action, 6.0), [0.0; STATES], only(Action, 6.0), only(Result, 6.0)];
        assert_eq!(labels(&evidence)[2], Action);
    }

    #[test]
    fn a_result_may_come_first() {
        let told = [Result, Situation, Task, Action];
        assert_eq!(labels(&told.map(|label| only(label, 4.0))), told);
    }

    #[test]
    fn what_no_sentence_speaks_for_is_absent() {
        let evidence = [Situation, Action, Action, Action].map(|label| only(label, 6.0));
        assert!(absent(&evidence, Task) > 0.9 && absent(&evidence, Result) > 0.9);
        assert!(absent(&evidence, Situation) < 0.05 && absent(&evidence, Action) < 0.05);
    }

    #[test]
    fn nothing_decodes_to_nothing() {
        assert!(decode(&[]).is_empty());
    }
}
