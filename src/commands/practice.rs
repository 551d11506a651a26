//! `outloud practice`: a question, an answer, what a listener noticed, and one key for what comes next; at the end a summary.

mod posed;
mod round;
mod speech;
mod step;

use std::io::{self, IsTerminal};

use outloud::figure::count;

use super::{Session, record};
use crate::cli::PracticeArgs;
use crate::error::Error;
use crate::openmp;
use posed::{Posed, Questions};
use round::Practice;
use step::NextStep;

pub(crate) fn run(request: &PracticeArgs, session: &Session<'_>) -> Result<(), Error> {
    let has_keys = session.printer.is_spoken_with() && io::stdin().is_terminal();
    if !has_keys && request.from.is_empty() {
        return Err(Error::Usage {
            message: "practising needs a terminal and its keys, and not `--quiet`".into(),
            hint: "`--from FILE` takes recordings instead; `outloud record --question ID` records a single answer"
                .into(),
        });
    }
    // First of all: the program may start itself over for it.
    openmp::let_threads_sleep();
    let questions = Questions::choose(request, session)?;
    let mut practice = Practice::begin(request, session)?;
    record::offer_unfinished(false, session)?;
    let outcome = match request.interview {
        Some(number) => {
            let questions = questions.mixed(number.into());
            if questions.len() < number.into() {
                let all = count(questions.len(), "question");
                session
                    .printer
                    .say(&format!("an interview of {number} questions: there are no more than {all} to ask"));
            }
            interview(&mut practice, questions)
        }
        None => one_by_one(&mut practice, questions.in_order(), has_keys),
    };
    // Whatever ended it: what was said is told.
    let told = practice.summarise();
    outcome.and(told)
}

/// Asks, reports, and lets the user choose, until they stop or nothing is left.
fn one_by_one(practice: &mut Practice<'_>, questions: Vec<Posed>, has_keys: bool) -> Result<(), Error> {
    let mut questions = questions.into_iter();
    let mut next = questions.next();
    while let Some(posed) = next {
        let recording = practice.hear(&posed)?;
        let take = match &recording {
            Some(recording) if practice.measure(&posed, recording)? => practice.report()?,
            _ => None,
        };
        let goes_on = practice.goes_on();
        if practice.ends() || !(has_keys || goes_on) {
            break;
        }
        let heard = recording.as_deref().map(|recording| (recording, take));
        let step = if has_keys { step::choose(&posed, heard, goes_on, practice.session)? } else { NextStep::Next };
        next = match step {
            NextStep::Again => Some(posed.again()),
            NextStep::Next => questions.next(),
            NextStep::FollowUp(follow_up) => Some(*follow_up),
            NextStep::Stop => None,
        };
    }
    Ok(())
}

/// Asks one question after the other, and measures all answers at the end.
fn interview(practice: &mut Practice<'_>, questions: Vec<Posed>) -> Result<(), Error> {
    let mut answers = Vec::new();
    let all = questions.len();
    for (n, mut posed) in questions.into_iter().enumerate() {
        if practice.ends() || !practice.goes_on() {
            break;
        }
        posed.standing = format!("question {} of {all}", n + 1);
        match practice.hear(&posed) {
            Ok(recording) => answers.extend(recording.map(|recording| (posed, recording))),
            Err(error) => return practice.measure_all(answers).and(Err(error)),
        }
    }
    practice.measure_all(answers)
}
