//! Evidence for each sentence in, the most likely course of the story out: a hidden Markov chain over the parts.

use super::Label;

/// Number of labels.
pub(super) const LABELS: usize = 6;
/// The labels, in the order of every row below.
pub(super) const ALL: [Label; LABELS] =
    [Label::Situation, Label::Task, Label::Action, Label::Result, Label::Reflection, Label::Other];

/// Logarithmic evidence of one sentence for each label.
pub(super) type Scores = [f64; LABELS];

/// How stories begin. The rows of this file are probabilities set by hand: stories run forwards, may skip the task, rarely turn back.
const START: Scores = [0.66, 0.09, 0.09, 0.05, 0.01, 0.10];
/// What follows each part.
const NEXT: [Scores; LABELS] = [
    [0.560, 0.200, 0.170, 0.020, 0.010, 0.040],
    [0.040, 0.350, 0.540, 0.030, 0.010, 0.030],
    [0.010, 0.015, 0.800, 0.130, 0.015, 0.030],
    [0.015, 0.010, 0.060, 0.765, 0.120, 0.030],
    [0.010, 0.005, 0.020, 0.050, 0.875, 0.040],
    [0.250, 0.100, 0.250, 0.120, 0.060, 0.220],
];
/// How stories end: not a probability but a factor, since any of them may be cut short.
const END: Scores = [0.15, 0.15, 0.35, 1.0, 1.0, 0.8];

/// The likeliest course, and what is known of each sentence and of the whole.
pub(super) struct Course {
    /// For each sentence the index of its label in [`ALL`].
    pub(super) labels: Vec<usize>,
    /// For each sentence the probability of each label.
    pub(super) posteriors: Vec<Scores>,
    /// For each label the probability that no sentence has it.
    pub(super) absent: Scores,
}

/// Decodes `evidence`, one row for each sentence.
pub(super) fn decode(evidence: &[Scores]) -> Course {
    let forward = forward(evidence, None);
    let whole = total(&forward);
    let absent = std::array::from_fn(|label| (total(&self::forward(evidence, Some(label))) - whole).exp());
    Course { labels: viterbi(evidence), posteriors: posteriors(evidence, &forward, whole), absent }
}

fn forward(evidence: &[Scores], without: Option<usize>) -> Vec<Scores> {
    let mut rows: Vec<Scores> = Vec::with_capacity(evidence.len());
    for scores in evidence {
        let row = std::array::from_fn(|to| {
            if without == Some(to) {
                return f64::NEG_INFINITY;
            }
            let reached = match rows.last() {
                None => START[to].ln(),
                Some(last) => log_sum(&std::array::from_fn(|from| last[from] + NEXT[from][to].ln())),
            };
            reached + scores[to]
        });
        rows.push(row);
    }
    rows
}

/// Logarithm of the whole probability mass.
fn total(forward: &[Scores]) -> f64 {
    forward.last().map_or(0.0, |last| log_sum(&std::array::from_fn(|k| last[k] + END[k].ln())))
}

fn posteriors(evidence: &[Scores], forward: &[Scores], whole: f64) -> Vec<Scores> {
    let mut behind: Scores = END.map(f64::ln);
    let mut rows = vec![[0.0; LABELS]; evidence.len()];
    for k in (0..evidence.len()).rev() {
        rows[k] = std::array::from_fn(|label| (forward[k][label] + behind[label] - whole).exp());
        behind = std::array::from_fn(|from| {
            log_sum(&std::array::from_fn(|to| NEXT[from][to].ln() + evidence[k][to] + behind[to]))
        });
    }
    rows
}

fn viterbi(evidence: &[Scores]) -> Vec<usize> {
    let mut came_from: Vec<[usize; LABELS]> = Vec::with_capacity(evidence.len());
    let mut best: Scores = [0.0; LABELS];
    for (k, scores) in evidence.iter().enumerate() {
        let steps: [(usize, f64); LABELS] = std::array::from_fn(|to| {
            if k == 0 {
                (to, START[to].ln())
            } else {
                highest(&std::array::from_fn(|from| best[from] + NEXT[from][to].ln()))
            }
        });
        came_from.push(steps.map(|s| s.0));
        best = std::array::from_fn(|to| steps[to].1 + scores[to]);
    }
    let mut at = highest(&std::array::from_fn(|k| best[k] + END[k].ln())).0;
    let mut labels = vec![0; evidence.len()];
    for k in (0..evidence.len()).rev() {
        labels[k] = at;
        at = came_from[k][at];
    }
    labels
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
        let course = decode(&[only(0, 9.0), only(1, 9.0), only(2, 9.0), only(2, 9.0), only(3, 9.0), only(4, 9.0)]);
        assert_eq!(course.labels, [0, 1, 2, 2, 3, 4]);
        for row in &course.posteriors {
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
        assert!(course.absent[..5].iter().all(|p| *p < 0.01));
    }

    #[test]
    fn a_sentence_without_evidence_takes_the_part_of_its_neighbours() {
        let course = decode(&[only(0, 6.0), only(2, 6.0), [0.0; LABELS], only(2, 6.0), only(3, 6.0)]);
        assert_eq!(course.labels[2], 2);
    }

    #[test]
    fn what_no_sentence_speaks_for_is_absent() {
        let course = decode(&[only(0, 6.0), only(2, 6.0), only(2, 6.0), only(2, 6.0)]);
        assert!(course.absent[1] > 0.9 && course.absent[3] > 0.9, "{:?}", course.absent);
        assert!(course.absent[2] < 0.05);
    }

    #[test]
    fn nothing_decodes_to_nothing() {
        assert!(decode(&[]).labels.is_empty());
    }
}
