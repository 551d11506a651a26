//! A take and limits in, which of them it keeps out: for scripts that accept or refuse an answer.

use std::fmt;

use serde::Serialize;

use crate::figure::{length, number};
use crate::structure::Label;
use crate::take::Take;
use crate::usual::{Aim, Standing, USUAL};

/// What an answer may be held to; whatever is `None` or empty is not looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// Speech at most, s.
    pub longest_s: Option<f64>,
    /// Speech at least, s.
    pub shortest_s: Option<f64>,
    /// Fillers for every 100 words, at most.
    pub filler_percent: Option<f64>,
    /// Words a minute, from and to.
    pub pace_wpm: Option<(f64, f64)>,
    /// How long it is to be: what fits that is kept.
    pub aim: Option<Aim>,
    /// What must have been told.
    pub require: Vec<Required>,
}

/// Something that an answer must tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// A part of the story.
    Part(Label),
    /// A number in the result.
    Number,
}

impl Required {
    /// Everything that can be required, in the order in which it is told.
    pub const ALL: [Self; 5] = [
        Self::Part(Label::Situation),
        Self::Part(Label::Task),
        Self::Part(Label::Action),
        Self::Part(Label::Result),
        Self::Number,
    ];

    /// What the command line calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Part(label) => label.name(),
            Self::Number => "number",
        }
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Part(Label::Situation) => "Where, when and what was at stake",
            Self::Part(Label::Task) => "What was to be done, and by whom",
            Self::Part(Label::Action) => "What the speaker did",
            Self::Part(Label::Result) => "What came of it",
            Self::Part(Label::Reflection) => "What was learnt",
            Self::Part(Label::Other) => "Anything else",
            Self::Number => "A number in the result",
        }
    }
}

/// How an answer stands to one limit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CheckedLimit {
    /// The limit, as the command line calls it.
    pub check: &'static str,
    /// What is asked for, in words.
    pub limit: String,
    /// What was measured; null where it cannot be, and for what is told or not.
    pub value: Option<f64>,
    /// Whether it is kept. What cannot be measured, or is unclear, is not.
    pub passed: bool,
    /// Why nothing was measured, or that it is unclear; null otherwise.
    pub reason: Option<&'static str>,
}

impl fmt::Display for CheckedLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.passed { "ok  " } else { "FAIL" };
        write!(f, "{mark}  {}: {}", self.check, self.limit)?;
        match (self.value, self.reason) {
            (_, Some(reason)) => write!(f, ", {reason}"),
            (Some(value), None) if self.check == "aim" || self.check.ends_with("duration") => {
                write!(f, ", and it is {}", length(value))
            }
            (Some(value), None) => write!(f, ", and it is {}", number(value, 1)),
            (None, None) => Ok(()),
        }
    }
}

/// Holds `take` against each of `limits` that is set.
#[must_use]
pub fn check(take: &Take, limits: &Limits) -> Vec<CheckedLimit> {
    let span_s = take.duration.speech_span_s;
    let mut checked = Vec::new();
    if let Some(longest_s) = limits.longest_s {
        checked.push(measured("max-duration", format!("at most {}", length(longest_s)), span_s, |s| s <= longest_s));
    }
    if let Some(shortest_s) = limits.shortest_s {
        checked.push(measured("min-duration", format!("at least {}", length(shortest_s)), span_s, |s| s >= shortest_s));
    }
    if let Some(aim) = limits.aim {
        let fitting = USUAL.aimed_at(Some(aim)).length;
        let limit = format!("{} for {}", fitting.lengths(), aim.named());
        checked.push(measured("aim", limit, span_s, |s| fitting.judge(s) == Standing::Usual));
    }
    if let Some(most) = limits.filler_percent {
        let limit = format!("at most {} % of words", number(most, 1));
        checked.push(measured("max-filler-percent", limit, take.fillers.percent, |percent| percent <= most));
    }
    if let Some((from, to)) = limits.pace_wpm {
        let limit = format!("{} to {} words a minute", number(from, 0), number(to, 0));
        checked.push(measured("pace", limit, take.pace.wpm, |wpm| (from..=to).contains(&wpm)));
    }
    checked.extend(limits.require.iter().map(|&required| told(take, required)));
    checked
}

fn measured(check: &'static str, limit: String, value: Option<f64>, keeps: impl Fn(f64) -> bool) -> CheckedLimit {
    let reason = value.is_none().then_some("not measurable");
    CheckedLimit { check, limit, value, passed: value.is_some_and(keeps), reason }
}

fn told(take: &Take, required: Required) -> CheckedLimit {
    let (limit, told) = match required {
        Required::Part(label) => {
            let labelled = take.structure.sentences.iter().any(|sentence| sentence.label == label);
            let told = if labelled { Some(true) } else { take.structure.missing.contains(&label).then_some(false) };
            (format!("the {} is told", label.name()), told)
        }
        Required::Number => ("the result has a number".into(), take.content.quantified_result),
    };
    let reason = told.is_none().then_some("unclear");
    CheckedLimit { check: required.name(), limit, value: None, passed: told == Some(true), reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn passed(take: &Take, limits: &Limits) -> Vec<bool> {
        check(take, limits).iter().map(|checked| checked.passed).collect()
    }

    #[test]
    fn a_limit_is_kept_up_to_its_value() {
        let mut take = sample::answer();
        (take.duration.speech_span_s, take.pace.wpm, take.fillers.percent) = (Some(90.0), Some(150.0), Some(4.0));
        let limits = |s: f64, percent: f64, pace: (f64, f64)| Limits {
            longest_s: Some(s),
            shortest_s: Some(s),
            filler_percent: Some(percent),
            pace_wpm: Some(pace),
            ..Limits::default()
        };
        assert_eq!(passed(&take, &limits(90.0, 4.0, (110.0, 150.0))), [true; 4]);
        assert_eq!(passed(&take, &limits(89.9, 3.9, (110.0, 149.9))), [false, true, false, false]);
        assert_eq!(passed(&take, &limits(90.1, 4.1, (150.1, 190.0))), [true, false, true, false]);
        assert!(passed(&take, &Limits::default()).is_empty());
    }

    #[test]
    fn an_aim_is_kept_by_what_fits_it() {
        let mut take = sample::answer();
        take.duration.speech_span_s = Some(39.6);
        let aimed = |aim: &str| Limits { aim: Aim::of_user(aim).ok(), ..Limits::default() };
        assert_eq!(
            check(&take, &aimed("30s"))[0].to_string(),
            "ok    aim: 0:20–0:40 for your aim of 0:30, and it is 0:40"
        );
        assert_eq!(
            check(&take, &aimed("60s"))[0].to_string(),
            "FAIL  aim: 0:40–1:20 for your aim of 1:00, and it is 0:40"
        );
    }

    #[test]
    fn what_cannot_be_measured_is_not_kept_and_says_so() {
        let take = sample::text_alone(sample::answer());
        let limits = Limits { longest_s: Some(180.0), pace_wpm: Some((0.0, 1000.0)), ..Limits::default() };
        let checked = check(&take, &limits);
        assert!(checked.iter().all(|c| !c.passed && c.reason == Some("not measurable") && c.value.is_none()));
        assert_eq!(checked[0].to_string(), "FAIL  max-duration: at most 3:00, not measurable");
    }

    #[test]
    fn parts_and_the_number_must_be_told() {
        let mut take = sample::answer();
        let required = Limits { require: Required::ALL.to_vec(), ..Limits::default() };
        take.content.quantified_result = Some(true);
        assert_eq!(passed(&take, &required), [true; 5]);
        take.structure.sentences.retain(|sentence| sentence.label != Label::Result);
        (take.structure.missing, take.content.quantified_result) = (vec![Label::Result], None);
        let checked = check(&take, &required);
        assert_eq!((checked[3].passed, checked[3].reason), (false, None));
        assert_eq!((checked[4].passed, checked[4].reason), (false, Some("unclear")));
        take.structure.missing.clear();
        assert_eq!(check(&take, &required)[3].reason, Some("unclear"));
    }
}
