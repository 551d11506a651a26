//! An outline and the words behind it in, the steps of a shape out: which were heard, where, and which only perhaps.

mod cues;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{ChosenBy, Kind, Label, Shape, Structure};
use crate::language::lexicon::{self, is};
use crate::language::phrases::Phrase;
use crate::language::said::Said;
use crate::language::sentences::Sentence;
use crate::language::tokens::Token;
use crate::units::{TimeSpan, span_or_null};
use crate::usual::CLEAR;

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
}

/// Whether a step was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It was.
    Heard,
    /// Something may have been it.
    Unclear,
    /// Nothing sounded like it: it may still have been said in other words.
    NotHeard,
}

/// A step, and where it was heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heard {
    /// Which step.
    pub step: Step,
    /// Whether it was heard.
    pub state: State,
    /// The words that may be it; null when there are none.
    pub quote: Option<String>,
    /// First character of the quote.
    pub char_start: Option<usize>,
    /// One past its last character.
    pub char_end: Option<usize>,
    /// When; null without a quote or without times.
    #[serde(flatten, with = "span_or_null")]
    pub span: Option<TimeSpan>,
}

/// An answer against the shape its question asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shaped {
    /// Which shape.
    pub name: Shape,
    /// Why it.
    pub chosen_by: ChosenBy,
    /// Its steps, in order.
    pub steps: Vec<Heard>,
}

impl Shape {
    /// Its steps, in order.
    #[must_use]
    pub fn steps(self) -> &'static [Step] {
        use Step::{
            Action, Behaviour, Context, Decision, Evaluation, Experiment, Fix, Hypothesis, Impact, Mitigation, Options,
            Outcome, Prevention, Reflection, Result, Risk, RootCause, Situation, Symptom, Task, What, WhatIDid,
            WhatIWouldDo, WhyItMatters,
        };
        match self {
            Self::Star => &[Situation, Task, Action, Result],
            Self::Care => &[Context, Action, Result, Evaluation],
            Self::Diagnosis => &[Symptom, Hypothesis, Experiment, RootCause, Fix, Prevention],
            Self::Decision => &[Risk, Options, Decision, Mitigation, Outcome, Reflection],
            Self::Sbi => &[Situation, Behaviour, Impact],
            Self::Motivation => &[What, WhyItMatters, WhatIDid, WhatIWouldDo],
        }
    }
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
        }
    }

    /// The labels whose sentences tell it.
    fn labels(self) -> &'static [Label] {
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
}

/// Words of a quote at most.
const QUOTED: usize = 10;

/// How well a sentence tells a step, and from which word on.
#[derive(Clone, Copy)]
struct Hit {
    sure: bool,
    sentence: usize,
    at: usize,
}

/// Which steps of `shape` were heard in `tokens` of `text`. `lessons` are what the speaker says was learned.
#[must_use]
pub fn heard(
    shape: Shape,
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    structure: &Structure,
    lessons: &[Phrase],
) -> Vec<Heard> {
    let chars: Vec<char> = text.chars().collect();
    let said: Vec<Said<'_>> = sentences.iter().map(|s| Said::of(&tokens[s.tokens.clone()])).collect();
    let all: Vec<(Step, Vec<Hit>)> =
        shape.steps().iter().map(|&step| (step, hits(step, &said, structure, lessons))).collect();
    // What most of an answer is about must be known before its silence says anything.
    let known = |k: &usize| all.iter().any(|(_, hits)| hits.iter().any(|h| h.sure && h.sentence == *k));
    let followed = 2 * (0..said.len()).filter(known).count() >= said.len();
    let mut reached = 0;
    all.iter()
        .map(|(step, hits)| {
            let step = *step;
            // Steps are told in their order as a rule: what comes after the last one heard is more likely the next.
            let pick = |sure: bool| {
                let among = || hits.iter().filter(move |h| h.sure == sure);
                among().find(|h| h.sentence >= reached).or_else(|| among().next()).copied()
            };
            let (state, hit) = match (pick(true), pick(false)) {
                (Some(hit), _) => (State::Heard, Some(hit)),
                (None, Some(hit)) => (State::Unclear, Some(hit)),
                (None, None) if nothing_known(step, structure, followed) => (State::Unclear, None),
                (None, None) => (State::NotHeard, None),
            };
            reached = hit.filter(|h| h.sure).map_or(reached, |h| h.sentence.max(reached));
            let quote = hit.and_then(|h| {
                let sentence = said.get(h.sentence)?;
                sentence.quote(&chars, h.at..sentence.len().min(h.at + QUOTED))
            });
            Heard {
                step,
                state,
                char_start: quote.as_ref().map(|q| q.char_start),
                char_end: quote.as_ref().map(|q| q.char_end),
                span: quote.as_ref().and_then(|q| q.span),
                quote: quote.map(|q| q.text),
            }
        })
        .collect()
}

/// Whether neither the labels nor what else was heard say that a step is missing. `followed`: most sentences tell some step.
fn nothing_known(step: Step, structure: &Structure, followed: bool) -> bool {
    let labels = step.labels();
    let missing = labels.iter().all(|label| structure.missing.contains(label) || *label == Label::Reflection);
    match structure.kind {
        Kind::Unclear => true,
        Kind::Generic => false,
        Kind::Story if labels.is_empty() => !followed,
        Kind::Story => !missing,
    }
}

/// Every sentence that may tell `step`, in order.
fn hits(step: Step, said: &[Said<'_>], structure: &Structure, lessons: &[Phrase]) -> Vec<Hit> {
    let (sure_cues, weak_cues) = cues::of(step);
    let mut hits = Vec::new();
    for (sentence, words) in said.iter().enumerate() {
        let part = structure.sentences.get(sentence);
        let labelled = part.filter(|p| structure.kind == Kind::Story && step.labels().contains(&p.label));
        let cue = |cues: &[&str]| (0..words.len()).find(|&at| words.end_of(cues, at).is_some());
        let learned = matches!(step, Step::Evaluation | Step::Reflection)
            && part.is_some_and(|p| lessons.iter().any(|lesson| p.holds(lesson.char_start)));
        let sure = cue(sure_cues).or_else(|| of_person(step, words));
        if let Some(at) = sure {
            hits.push(Hit { sure: true, sentence, at });
        } else if learned || labelled.is_some_and(|p| p.confidence >= CLEAR) {
            hits.push(Hit { sure: true, sentence, at: 0 });
        } else if let Some(at) = cue(weak_cues).or(labelled.map(|_| 0)) {
            hits.push(Hit { sure: false, sentence, at });
        }
    }
    hits
}

/// Steps that hang on who does what, and not on set words.
fn of_person(step: Step, said: &Said<'_>) -> Option<usize> {
    let past = |at: usize| lexicon::is_past(said.word(at));
    match step {
        // "I told him that he had interrupted her": the other's deed, reported.
        Step::Behaviour => {
            let told =
                (0..said.len()).find(|&at| is(&["i", "we"], said.before(at, 1)) && is(cues::REPORTS, said.word(at)))?;
            (told + 1..said.len())
                .find(|&at| is(&["he", "she", "they", "you"], said.word(at)) && (past(at + 1) || past(at + 2)))
        }
        // "I built …": a deed of one's own, and no state or wish.
        Step::WhatIDid => (0..said.len()).find(|&at| {
            let adverb =
                usize::from(said.word(at + 1).ends_with("ly") || is(&["also", "then", "even"], said.word(at + 1)));
            is(&["i", "i've"], said.word(at)) && past(at + 1 + adverb) && !is(cues::STATES, said.word(at + 1 + adverb))
        }),
        // "Here I would …", "I'd bring that to your team".
        Step::WhatIWouldDo => {
            let here = (0..said.len()).any(|at| is(&["here", "your", "you"], said.word(at)));
            let would = (0..said.len()).find(|&at| said.end_of(cues::INTENDS, at).is_some());
            would.filter(|_| here)
        }
        _ => None,
    }
}
