//! Rules about what was said: steps left out, claims without an amount, who acted, who was blamed, what was learned.

#[cfg(test)]
mod tests;

use super::facts::{Grounds, MOMENTS};
use super::finding::Replay;
use super::seen::{Seen, Sighting};
use crate::language::phrases::Phrase;
use crate::measures::timeline::Outcome;
use crate::structure::steps::{State, Step};
use crate::structure::{Label, Shape};

/// "We" this often and "I" never is worth a word.
const ONLY_WE: usize = 4;
/// "I" this often, and oftener than "we", says who did it.
const OFTEN_I: usize = 3;
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
    (Step::Future, "Close with what you want next, and why here."),
    (Step::Example, "Tell the one time when it showed."),
    (Step::Countermeasure, "Say in one sentence what you do about it now."),
    (Step::WouldChange, "Close with one thing that you would do otherwise today."),
    (Step::Evaluation, "Close with one thing you have done differently since."),
];

pub(super) fn step_not_heard(facts: &Grounds<'_>) -> Option<Sighting> {
    let shaped = facts.take.shape.as_ref().filter(|shaped| shaped.name != Shape::Star)?;
    let (shape, of) = (shaped.name, shaped.steps.len());
    let heard = shaped.steps.iter().filter(|step| step.state == State::Heard).count();
    let left_out = |step: Step| shaped.steps.iter().any(|s| s.step == step && s.state == State::NotHeard);
    let &(step, advice) =
        MISSED.iter().find(|(step, _)| left_out(*step)).filter(|_| heard >= SHAPED.max(of.div_ceil(2)))?;
    Some(Seen::StepNotHeard { shape, step, heard, of, advice }.watch(facts.ending().into_iter().collect()))
}

pub(super) fn result_late(facts: &Grounds<'_>) -> Option<Sighting> {
    let late = facts.take.timeline.as_ref()?.result == Outcome::Late && facts.take.wants_story();
    let result = facts.first(&[Label::Result])?;
    late.then(|| Seen::ResultLate.watch(vec![facts.opening(result)]))
}

pub(super) fn blame(facts: &Grounds<'_>) -> Option<Sighting> {
    let found = facts.take.content.blame.as_ref()?;
    Some(Seen::Blame { words: found.first()?.text.clone() }.watch(around(facts, found)))
}

pub(super) fn hedged_result(facts: &Grounds<'_>) -> Option<Sighting> {
    let found = facts.take.content.hedged_results.as_ref().filter(|_| facts.take.wants_story())?;
    Some(Seen::HedgedResult { words: found.first()?.text.clone() }.watch(around(facts, found)))
}

pub(super) fn vague_claim(facts: &Grounds<'_>) -> Option<Sighting> {
    let found = facts.take.content.vague.as_ref()?;
    Some(Seen::VagueClaim { words: found.first()?.text.clone() }.watch(around(facts, found)))
}

pub(super) fn only_we(facts: &Grounds<'_>) -> Option<Sighting> {
    let people = facts.take.content.action.filter(|_| facts.take.wants_story())?;
    let action = facts.first(&[Label::Action])?;
    (people.i == 0 && people.we >= ONLY_WE).then(|| Seen::OnlyWe { we: people.we }.watch(vec![facts.opening(action)]))
}

pub(super) fn lesson_told(facts: &Grounds<'_>) -> Option<Sighting> {
    let first = facts.take.content.lessons.as_ref()?.first()?;
    Some(Seen::LessonTold { words: first.text.clone() }.good(around(facts, std::slice::from_ref(first))))
}

pub(super) fn choice_told(facts: &Grounds<'_>) -> Option<Sighting> {
    let content = &facts.take.content;
    let found = [content.trade_offs.as_ref()?, content.alternatives.as_ref()?].into_iter().find(|f| !f.is_empty())?;
    let first = found.first()?;
    Some(Seen::ChoiceTold { words: first.text.clone() }.good(around(facts, std::slice::from_ref(first))))
}

pub(super) fn named(facts: &Grounds<'_>) -> Option<Sighting> {
    let content = &facts.take.content;
    let amount = content.quantities.iter().flatten().map(|amount| (&amount.text, &amount.place)).next();
    let specific = || {
        let told = content.specifics.as_ref()?;
        [&told.when, &told.place, &told.who].into_iter().flatten().map(|phrase| (&phrase.text, &phrase.place)).next()
    };
    let (text, place) = amount.or_else(specific)?;
    Some(Seen::Named { words: text.clone() }.good(vec![facts.around(place)]))
}

pub(super) fn own_part(facts: &Grounds<'_>) -> Option<Sighting> {
    let people = facts
        .take
        .content
        .action
        .filter(|people| facts.take.wants_story() && people.i >= OFTEN_I && people.i > people.we)?;
    let action = facts.first(&[Label::Action])?;
    Some(Seen::OwnPart { i: people.i }.good(vec![facts.opening(action)]))
}

/// The first of `found` with the words around them.
fn around(facts: &Grounds<'_>, found: &[Phrase]) -> Vec<Replay> {
    found.iter().take(MOMENTS).map(|phrase| facts.around(&phrase.place)).collect()
}
