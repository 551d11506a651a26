//! The steps of an answer: what a listener calls each, and how it sounds.

use serde::{Deserialize, Serialize};

use super::super::shape::Shape;
use super::super::story::Label;
use crate::language::words::personal;
use crate::language::words::steps::{self as words, Cues};

/// One step of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Where and when.
    Situation,
    /// What had to be done.
    Task,
    /// What the speaker did.
    Action,
    /// What came of it.
    Result,
    /// Situation and task together.
    Context,
    /// What it was worth, and what was learned.
    Evaluation,
    /// What was seen to be wrong.
    Symptom,
    /// What might have been the cause.
    Hypothesis,
    /// How that was put to the test.
    Experiment,
    /// What it was in the end.
    RootCause,
    /// What was done about it.
    Fix,
    /// What keeps it from coming back.
    Prevention,
    /// What could go wrong, and for whom.
    Risk,
    /// What there was to choose from.
    Options,
    /// What was chosen.
    Decision,
    /// What made the choice safer.
    Mitigation,
    /// What came of the choice.
    Outcome,
    /// What was taken from it.
    Reflection,
    /// What the other person did, as anyone could have seen it.
    Behaviour,
    /// What that did to others.
    Impact,
    /// What the speaker wants.
    What,
    /// Why it matters to the speaker.
    WhyItMatters,
    /// What the speaker has done about it.
    WhatIDid,
    /// What the speaker would do here.
    WhatIWouldDo,
    /// What the speaker does now.
    Present,
    /// How it came to that.
    Past,
    /// What is to come next.
    Future,
    /// The strength or the weakness, named.
    Named,
    /// Where it showed.
    Example,
    /// What it cost.
    Cost,
    /// What is done about it.
    Countermeasure,
    /// How far that is.
    Progress,
    /// How it works.
    HowItWorks,
    /// What was hard about it.
    HardPart,
    /// What the speaker would do otherwise.
    WouldChange,
}

impl Step {
    /// What a listener calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Task => "task",
            Self::Action => "action",
            Self::Result => "result",
            Self::Context => "context",
            Self::Evaluation => "what you learned",
            Self::Symptom => "symptom",
            Self::Hypothesis => "hypothesis",
            Self::Experiment => "experiment",
            Self::RootCause => "root cause",
            Self::Fix => "fix",
            Self::Prevention => "prevention",
            Self::Risk => "risk",
            Self::Options => "options",
            Self::Decision => "decision",
            Self::Mitigation => "mitigation",
            Self::Outcome => "outcome",
            Self::Reflection => "reflection",
            Self::Behaviour => "behaviour",
            Self::Impact => "impact",
            Self::What => "what you want",
            Self::WhyItMatters => "why it matters to you",
            Self::WhatIDid => "what you did about it",
            Self::WhatIWouldDo => "what you would do here",
            Self::Present => "what you do now",
            Self::Past => "how you came to it",
            Self::Future => "what you want next",
            Self::Named => "what it is",
            Self::Example => "an example",
            Self::Cost => "what it cost",
            Self::Countermeasure => "what you do about it",
            Self::Progress => "how far you are",
            Self::HowItWorks => "how it works",
            Self::HardPart => "what was hard",
            Self::WouldChange => "what you would change",
        }
    }

    /// The labels whose sentences tell it.
    pub(super) fn labels(self) -> &'static [Label] {
        match self {
            Self::Situation | Self::Symptom => &[Label::Situation],
            Self::Task => &[Label::Task],
            Self::Context => &[Label::Situation, Label::Task],
            Self::Action => &[Label::Action],
            Self::Result | Self::Outcome => &[Label::Result],
            Self::Evaluation | Self::Reflection => &[Label::Reflection],
            _ => &[],
        }
    }

    /// How it sounds.
    pub(super) fn cues(self) -> &'static Cues {
        match self {
            Self::Symptom => &words::SYMPTOM,
            Self::Hypothesis => &words::HYPOTHESIS,
            Self::Experiment => &words::EXPERIMENT,
            Self::RootCause => &words::ROOT_CAUSE,
            Self::Fix => &words::FIX,
            Self::Prevention => &words::PREVENTION,
            Self::Risk => &words::RISK,
            Self::Options => &words::OPTIONS,
            Self::Decision => &words::DECISION,
            Self::Mitigation => &words::MITIGATION,
            Self::Outcome | Self::Result => &words::OUTCOME,
            Self::Reflection | Self::Evaluation => &words::REFLECTION,
            Self::Situation => &words::SITUATION,
            Self::Behaviour => &words::BEHAVIOUR,
            Self::Impact => &words::IMPACT,
            Self::What => &words::WHAT,
            Self::WhyItMatters => &words::WHY_IT_MATTERS,
            Self::WhatIDid => &words::WHAT_I_DID,
            Self::WhatIWouldDo => &words::WHAT_I_WOULD_DO,
            Self::Present => &personal::PRESENT,
            Self::Past => &personal::PAST,
            Self::Future => &personal::FUTURE,
            Self::Named => &personal::NAMED,
            Self::Example => &personal::EXAMPLE,
            Self::Cost => &personal::COST,
            Self::Countermeasure => &personal::COUNTERMEASURE,
            Self::Progress => &personal::PROGRESS,
            Self::HowItWorks => &personal::HOW_IT_WORKS,
            Self::HardPart => &personal::HARD_PART,
            Self::WouldChange => &personal::WOULD_CHANGE,
            Self::Task | Self::Action | Self::Context => &words::NONE,
        }
    }
}

impl Shape {
    /// Its steps, in order.
    #[must_use]
    pub fn steps(self) -> &'static [Step] {
        use Step::{
            Action, Behaviour, Context, Cost, Countermeasure, Decision, Evaluation, Example, Experiment, Fix, Future,
            HardPart, HowItWorks, Hypothesis, Impact, Mitigation, Named, Options, Outcome, Past, Present, Prevention,
            Progress, Reflection, Result, Risk, RootCause, Situation, Symptom, Task, What, WhatIDid, WhatIWouldDo,
            WhyItMatters, WouldChange,
        };
        match self {
            Self::Star => &[Situation, Task, Action, Result],
            Self::Care => &[Context, Action, Result, Evaluation],
            Self::Diagnosis => &[Symptom, Hypothesis, Experiment, RootCause, Fix, Prevention],
            Self::Decision => &[Risk, Options, Decision, Mitigation, Outcome, Reflection],
            Self::Sbi => &[Situation, Behaviour, Impact],
            Self::Motivation => &[What, WhyItMatters, WhatIDid, WhatIWouldDo],
            Self::PresentPastFuture => &[Present, Past, Future],
            Self::Strength => &[Named, Example, Outcome, WhatIWouldDo],
            Self::Weakness => &[Named, Cost, Countermeasure, Progress],
            Self::DeepDive => &[Context, HowItWorks, HardPart, Outcome, WouldChange],
        }
    }
}
