//! One key for what comes after an answer.

use std::path::Path;

use outloud::history::Name;
use outloud::report::terminal::session::SessionTake;

use super::posed::Posed;
use crate::cli::OpenArgs;
use crate::commands::{Session, open, play, pressed};
use crate::error::Error;
use crate::output::Printer;
use crate::tty::Key;

/// What comes next.
pub(super) enum NextStep {
    /// The same question.
    Again,
    /// Another one.
    Next,
    /// One that follows from the answer.
    FollowUp(Box<Posed>),
    /// Nothing.
    Stop,
}

/// Lets the user choose after the answer to what was `posed`, which may be `heard` again: its recording, and what was measured in
/// it and kept. There is no other answer to be had unless it `goes_on`.
pub(super) fn choose(
    posed: &Posed,
    heard: Option<(&Path, Option<&SessionTake>)>,
    goes_on: bool,
    session: &Session<'_>,
) -> Result<NextStep, Error> {
    let said = heard.and_then(|(_, said)| said);
    let follow_up = posed.follow_up(said.map(|said| &said.take)).filter(|_| goes_on);
    let kept = said.and_then(|said| said.id);
    let choices = [
        ("a again", goes_on),
        ("n next", goes_on),
        ("h hear it", heard.is_some()),
        ("o page", kept.is_some()),
        ("f follow-up", follow_up.is_some()),
        ("s stop", true),
    ];
    let line: Vec<&str> = choices.into_iter().filter(|(_, can)| *can).map(|(choice, _)| choice).collect();
    let line = line.join(" · ");
    session.printer.say("");
    loop {
        let key = pressed(&line, session);
        match (key, heard) {
            (Some(Key::Letter('a')), _) if goes_on => return Ok(NextStep::Again),
            (Some(Key::Letter('n')), _) if goes_on => return Ok(NextStep::Next),
            (Some(Key::Letter('f')), _) if follow_up.is_some() => {
                return Ok(follow_up.map_or(NextStep::Next, |posed| NextStep::FollowUp(Box::new(posed))));
            }
            (Some(Key::Letter('h')), Some((recording, said))) => {
                tell(play::hear(recording, said.map(|said| &said.take), &[], session));
            }
            (Some(Key::Letter('o')), _) => {
                if let Some(id) = kept {
                    tell(open::run(&OpenArgs { take: Name::Id(id), no_audio: false }, session));
                }
            }
            (Some(Key::Letter('s') | Key::Discard | Key::Stop | Key::Gone) | None, _) => return Ok(NextStep::Stop),
            (Some(_), _) => {}
        }
    }
}

/// Says what went wrong, which ends nothing.
fn tell(outcome: Result<(), Error>) {
    if let Err(error) = outcome {
        Printer::error(&error);
    }
}
