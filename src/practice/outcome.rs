//! A take in, whether its question needs more practice out.

use serde::Serialize;

use crate::findings::Severity;
use crate::structure::steps::State;
use crate::take::Take;

/// What a take says about how well its question is answered by now. It is no score: only whether to ask again soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TakeOutcome {
    /// Nothing in it is to be changed first, and most of what listeners wait for was heard.
    Sound,
    /// A finding says "change this first", or most of what listeners wait for was not heard.
    Weak,
    /// Too little was said to judge, or its words cannot be trusted.
    Unclear,
}

impl TakeOutcome {
    /// In a word.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::Sound => "sound",
            Self::Weak => "weak",
            Self::Unclear => "unclear",
        }
    }

    /// What `take` says.
    #[must_use]
    pub fn of(take: &Take) -> Self {
        let fix = take.findings.iter().any(|finding| finding.severity == Severity::Fix);
        let judged = take.is_enough();
        if judged && fix {
            return Self::Weak;
        }
        if !judged || take.doubt.is_some() {
            return Self::Unclear;
        }
        let points = take.rubric.as_ref().map(|rubric| rubric.points.as_slice()).unwrap_or_default();
        let missed = points.iter().filter(|point| point.state == State::NotHeard).count();
        if 2 * missed > points.len() { Self::Weak } else { Self::Sound }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Doubt;
    use crate::questions::rubric::{HeardPoint, Rubric};
    use crate::sample;

    fn with_points(states: &[State]) -> Take {
        let mut take = sample::answer();
        let points = states.iter().map(|&state| HeardPoint {
            name: "point".into(),
            say: "a point".into(),
            state,
            quote: None,
            place: None,
        });
        take.rubric = Some(Rubric { points: points.collect(), pitfalls: Vec::new(), follow_ups: Vec::new() });
        take.findings.clear();
        take
    }

    #[test]
    fn a_take_is_weak_where_something_is_to_be_changed_first_or_most_points_are_missed() {
        use State::{Heard, NotHeard, Unclear};
        assert_eq!(TakeOutcome::of(&with_points(&[Heard, NotHeard])), TakeOutcome::Sound, "half of them is not most");
        assert_eq!(TakeOutcome::of(&with_points(&[Unclear, NotHeard, NotHeard])), TakeOutcome::Weak);
        let mut take = with_points(&[Heard]);
        take.findings = sample::take(sample::STUCK).findings;
        assert!(take.findings.iter().any(|finding| finding.severity == Severity::Fix));
        assert_eq!(TakeOutcome::of(&take), TakeOutcome::Weak);
    }

    #[test]
    fn what_cannot_be_judged_says_nothing() {
        let mut take = with_points(&[]);
        take.doubt = Some(Doubt::Mismatch);
        assert_eq!(TakeOutcome::of(&take), TakeOutcome::Unclear);
        take.doubt = None;
        take.pace.words = 5;
        assert_eq!(TakeOutcome::of(&take), TakeOutcome::Unclear);
    }
}
