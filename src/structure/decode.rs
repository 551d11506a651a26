//! Evidence for each sentence in, the most likely course of the story out: a hidden Markov chain over the parts.

use super::Label;

/// Number of labels.
pub(super) const LABELS: usize = 6;
/// The labels, in the order of every row below.
pub(super) const ALL: [Label; LABELS] =
    [Label::Situation, Label::Task, Label::Action, Label::Result, Label::Reflection, Label::Other];

/// Logarithmic evidence of one sentence for each label.
pub(super) type Scores = [f64; LABELS];

/// Which part follows which. The rows are probabilities set by hand.
struct Chain {
    /// How stories begin.
    start: Scores,
    /// What follows each part.
    next: [Scores; LABELS],
    /// How stories end: not a probability but a factor.
    end: Scores,
}

/// Stories run forwards, may skip the task, rarely turn back, and end well.
const USUAL: Chain = Chain {
    start: [0.66, 0.09, 0.09, 0.05, 0.01, 0.10],
    next: [
        [0.560, 0.200, 0.170, 0.020, 0.010, 0.040],
        [0.040, 0.350, 0.540, 0.030, 0.010, 0.030],
        [0.010, 0.015, 0.800, 0.130, 0.015, 0.030],
        [0.015, 0.010, 0.060, 0.765, 0.120, 0.030],
        [0.010, 0.005, 0.020, 0.050, 0.875, 0.040],
        [0.250, 0.100, 0.250, 0.120, 0.060, 0.220],
    ],
    end: [0.15, 0.15, 0.35, 1.0, 1.0, 0.8],
};

/// Any part may be left out: for asking which of them was told at all.
const LOOSE: Chain = Chain {
    start: [0.40, 0.16, 0.22, 0.10, 0.02, 0.10],
    next: [
        [0.50, 0.16, 0.13, 0.15, 0.02, 0.04],
        [0.04, 0.40, 0.21, 0.29, 0.02, 0.04],
        [0.02, 0.02, 0.76, 0.14, 0.03, 0.03],
        [0.02, 0.02, 0.06, 0.76, 0.11, 0.03],
        [0.01, 0.01, 0.02, 0.05, 0.87, 0.04],
        [0.20, 0.12, 0.26, 0.14, 0.06, 0.22],
    ],
    end: [1.0; LABELS],
};

/// The likeliest course, and what is known of each sentence.
pub(super) struct Course {
    /// For each sentence the index of its label in [`ALL`].
    pub(super) labels: Vec<usize>,
    /// For each sentence the probability of each label.
    pub(super) posteriors: Vec<Scores>,
}

/// Decodes `evidence`, one row for each sentence.
pub(super) fn decode(evidence: &[Scores]) -> Course {
    let forward = USUAL.forward(evidence, None);
    Course { labels: USUAL.viterbi(evidence), posteriors: USUAL.posteriors(evidence, &forward) }
}

/// For each label the probability that no sentence of `evidence` has it.
pub(super) fn absent(evidence: &[Scores]) -> Scores {
    let whole = LOOSE.total(&LOOSE.forward(evidence, None));
    std::array::from_fn(|label| (LOOSE.total(&LOOSE.forward(evidence, Some(label))) - whole).exp())
}

impl Chain {
    fn forward(&self, evidence: &[Scores], without: Option<usize>) -> Vec<Scores> {
        let mut rows: Vec<Scores> = Vec::with_capacity(evidence.len());
        for scores in evidence {
            let row = std::array::from_fn(|to| {
                if without == Some(to) {
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

    fn posteriors(&self, evidence: &[Scores], forward: &[Scores]) -> Vec<Scores> {
        let whole = self.total(forward);
        let mut behind: Scores = self.end.map(f64::ln);
        let mut rows = vec![[0.0; LABELS]; evidence.len()];
        for k in (0..evidence.len()).rev() {
            rows[k] = std::array::from_fn(|label| (forward[k][label] + behind[label] - whole).exp());
            behind = std::array::from_fn(|from| {
                log_sum(&std::array::from_fn(|to| self.next[from][to].ln() + evidence[k][to] + behind[to]))
            });
        }
        rows
    }

    fn viterbi(&self, evidence: &[Scores]) -> Vec<usize> {
        let mut came_from: Vec<[usize; LABELS]> = Vec::with_capacity(evidence.len());
        let mut best: Scores = [0.0; LABELS];
        for (k, scores) in evidence.iter().enumerate() {
            let steps: [(usize, f64); LABELS] = std::array::from_fn(|to| {
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
    use super::*;

    fn only(label: usize, weight: f64) -> Scores {
        std::array::from_fn(|k| if k == label { weight } else { 0.0 })
    }

    #[test]
    fn clear_evidence_is_followed_and_posteriors_are_probabilities() {
        let told = [only(0, 9.0), only(1, 9.0), only(2, 9.0), only(2, 9.0), only(3, 9.0), only(4, 9.0)];
        let course = decode(&told);
        assert_eq!(course.labels, [0, 1, 2, 2, 3, 4]);
        for row in &course.posteriors {
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        assert!(absent(&told)[..5].iter().all(|p| *p < 0.05));
    }

    #[test]
    fn a_sentence_without_evidence_takes_the_part_of_its_neighbours() {
        let course = decode(&[only(0, 6.0), only(2, 6.0), [0.0; LABELS], only(2, 6.0), only(3, 6.0)]);
        assert_eq!(course.labels[2], 2);
    }

    #[test]
    fn what_no_sentence_speaks_for_is_absent() {
        let absent = absent(&[only(0, 6.0), only(2, 6.0), only(2, 6.0), only(2, 6.0)]);
        assert!(absent[1] > 0.9 && absent[3] > 0.9, "{absent:?}");
        assert!(absent[0] < 0.05 && absent[2] < 0.05, "{absent:?}");
    }

    #[test]
    fn nothing_decodes_to_nothing() {
        assert!(decode(&[]).labels.is_empty());
    }
}
