//! Rules about what was said: steps left out, claims without an amount, who acted, who was blamed, what was learned.

#[cfg(test)]
mod tests;

use crate::findings::told::label;
use crate::findings::{Evidence, Facts, Finding, Severity};
use crate::language::phrases::Phrase;
use crate::measures::timeline::Outcome;
use crate::structure::steps::{State, Step};
use crate::structure::{Label, Shape};

/// "We" this often and "I" never is worth a word.
const ONLY_WE: usize = 4;
/// Steps heard of a shape before one that was not is worth a word, and half of them at least: fewer, and the shape itself is in doubt.
const SHAPED: usize = 2;

/// Steps a listener misses most, by shape, each with the advice that brings it.
const MISSED: &[(Step, &str)] = &[
    (Step::RootCause, "Add one sentence that starts “It turned out that” and names the cause."),
    (Step::Prevention, "Add one sentence about what keeps it from happening again: a check, a test, a habit."),
    (Step::Options, "Name one other thing you could have done, and why you did not."),
    (Step::Outcome, "Add one sentence about how the decision turned out."),
    (Step::Impact, "Say in one sentence what it did to others: what they lost, or how they felt."),
    (Step::Behaviour, "Name what the person did, as a camera would have seen it, without a judgement."),
    (Step::WhyItMatters, "Say in one sentence why this matters to you and not just to anybody."),
    (Step::WhatIWouldDo, "Close with one thing you would do here in your first months."),
    (Step::Evaluation, "Close with one thing you have done differently since."),
];

pub(super) fn step_not_heard(facts: &Facts<'_>) -> Option<Finding> {
    let shaped = facts.take.shape.as_ref().filter(|shaped| shaped.name != Shape::Star)?;
    let heard = shaped.steps.iter().filter(|step| step.state == State::Heard).count();
    let left_out = |step: Step| shaped.steps.iter().any(|s| s.step == step && s.state == State::NotHeard);
    let (step, advice) = MISSED
        .iter()
        .find(|(step, _)| left_out(*step))
        .filter(|_| heard >= SHAPED.max(shaped.steps.len().div_ceil(2)))?;
    Some(Finding {
        id: "step-not-heard",
        severity: Severity::Watch,
        message: format!(
            "{heard} of the {} steps of a {} answer were heard, but not this one: {}. Perhaps you \
             said it in other words; a listener waits for it.",
            shaped.steps.len(),
            shaped.name.name(),
            step.name()
        ),
        advice: (*advice).into(),
        evidence: facts.ending().into_iter().collect(),
    })
}

pub(super) fn result_late(facts: &Facts<'_>) -> Option<Finding> {
    let late = facts.take.timeline.as_ref()?.result == Outcome::Late && facts.starlike();
    let result = facts.take.structure.sentences.iter().find(|part| label(part) == Some(Label::Result))?;
    late.then(|| Finding {
        id: "result-late",
        severity: Severity::Watch,
        message:
            "The result comes only in the last 10 % of the answer: by then a listener has waited long, and it passes \
                  quickly."
                .into(),
        advice: "Give the result two sentences: what changed, and for whom.".into(),
        evidence: vec![Evidence { span: result.place.span, quote: facts.quotes.opening(result.place.chars.clone()) }],
    })
}

pub(super) fn blame(facts: &Facts<'_>) -> Option<Finding> {
    let found = facts.take.content.blame.as_ref()?;
    let first = found.first()?;
    Some(Finding {
        id: "blame",
        severity: Severity::Watch,
        message: format!(
            "You said “{}”: a listener who does not know them wonders what you would say about people here.",
            first.text
        ),
        advice: "Say what happened instead of how they were: “the plan changed twice that week”.".into(),
        evidence: evidence(facts, found),
    })
}

pub(super) fn hedged_result(facts: &Facts<'_>) -> Option<Finding> {
    let found = facts.take.content.hedged_results.as_ref().filter(|_| facts.starlike())?;
    let first = found.first()?;
    Some(Finding {
        id: "hedged-result",
        severity: Severity::Watch,
        message: format!(
            "You told the result with “{}”: a listener hears that you are not sure it worked.",
            first.text
        ),
        advice: "Say what you saw yourself, without the hedge: that you can be sure of.".into(),
        evidence: evidence(facts, found),
    })
}

pub(super) fn vague_claim(facts: &Facts<'_>) -> Option<Finding> {
    let found = facts.take.content.vague.as_ref()?;
    let first = found.first()?;
    Some(Finding {
        id: "vague-claim",
        severity: Severity::Watch,
        message: format!(
            "“{}” says that something got better, but not what, or how much: listeners cannot picture it.",
            first.text
        ),
        advice: "Say what it was before and what it was after, even roughly.".into(),
        evidence: evidence(facts, found),
    })
}

pub(super) fn only_we(facts: &Facts<'_>) -> Option<Finding> {
    let people = facts.take.content.action.filter(|_| facts.starlike())?;
    let action = facts.take.structure.sentences.iter().find(|part| label(part) == Some(Label::Action))?;
    (people.i == 0 && people.we >= ONLY_WE).then(|| Finding {
        id: "action-only-we",
        severity: Severity::Watch,
        message: format!(
            "In the part about what was done you said “we” {} times and “I” never: a listener cannot tell which part was \
             yours.",
            people.we
        ),
        advice: "Keep the “we” for the team, and say “I” for the one step that was yours.".into(),
        evidence: vec![Evidence {
            span: action.place.span,
            quote: facts.quotes.opening(action.place.chars.clone()),
        }],
    })
}

pub(super) fn lesson_told(facts: &Facts<'_>) -> Option<Finding> {
    let found = facts.take.content.lessons.as_ref()?;
    let first = found.first()?;
    Some(Finding {
        id: "lesson-told",
        severity: Severity::Good,
        message: format!("You said what you took from it, “{}”: listeners hear somebody who learns.", first.text),
        advice: "Keep the lesson, in one sentence.".into(),
        evidence: evidence(facts, &found[..1]),
    })
}

pub(super) fn choice_told(facts: &Facts<'_>) -> Option<Finding> {
    let content = &facts.take.content;
    let found = [content.trade_offs.as_ref()?, content.alternatives.as_ref()?].into_iter().find(|f| !f.is_empty())?;
    Some(Finding {
        id: "choice-told",
        severity: Severity::Good,
        message: format!("You named what else there was, “{}”: it shows that you chose.", found.first()?.text),
        advice: "Keep saying what you decided against.".into(),
        evidence: evidence(facts, &found[..1]),
    })
}

fn evidence(facts: &Facts<'_>, found: &[Phrase]) -> Vec<Evidence> {
    let moment = |p: &Phrase| Evidence { span: p.place.span, quote: facts.quotes.around(p.place.chars.clone()) };
    found.iter().take(3).map(moment).collect()
}

impl Facts<'_> {
    /// Whether the answer is one that listeners expect a situation, an action and a result of.
    pub(super) fn starlike(&self) -> bool {
        self.take.shape.as_ref().is_none_or(|shaped| matches!(shaped.name, Shape::Star | Shape::Care))
    }
}
