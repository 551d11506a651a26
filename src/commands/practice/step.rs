//! One key for what comes after an answer.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use outloud::take::Take;

use super::posed::Posed;
use crate::commands::{Session, play};
use crate::error::Error;
use crate::output::Printer;
use crate::tty::{Key, KeyInput};

/// How often it is looked whether the work is to end.
const TICK: Duration = Duration::from_millis(50);

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
/// it. There is no other answer to be had unless it `goes_on`.
pub(super) fn choose(
    posed: &Posed,
    heard: Option<(&Path, Option<&Take>)>,
    goes_on: bool,
    session: &Session<'_>,
) -> Result<NextStep, Error> {
    let follow_up = posed.follow_up(heard.and_then(|(_, take)| take)).filter(|_| goes_on);
    // A page of the take is to open with `o` as soon as there is a command that opens one.
    let choices = [
        ("a again", goes_on),
        ("n next", goes_on),
        ("h hear it", heard.is_some()),
        ("f follow-up", follow_up.is_some()),
        ("s stop", true),
    ];
    let line: Vec<&str> = choices.into_iter().filter(|(_, can)| *can).map(|(choice, _)| choice).collect();
    let line = line.join(" · ");
    session.printer.say("");
    loop {
        Printer::redraw(&line);
        let key = key(session);
        Printer::redraw("");
        match (key, heard) {
            (Some(Key::Letter('a')), _) if goes_on => return Ok(NextStep::Again),
            (Some(Key::Letter('n')), _) if goes_on => return Ok(NextStep::Next),
            (Some(Key::Letter('f')), _) if follow_up.is_some() => {
                return Ok(follow_up.map_or(NextStep::Next, |posed| NextStep::FollowUp(Box::new(posed))));
            }
            (Some(Key::Letter('h')), Some((recording, take))) => {
                if let Err(error) = play::hear(recording, take, &[], session) {
                    Printer::error(&error);
                }
            }
            (Some(Key::Letter('s') | Key::Discard | Key::Stop | Key::Gone) | None, _) => return Ok(NextStep::Stop),
            (Some(_), _) => {}
        }
    }
}

/// The next key; `None` where the work is to end.
fn key(session: &Session<'_>) -> Option<Key> {
    let input = KeyInput::take(TICK, true);
    loop {
        if session.cancelled.load(Ordering::Relaxed) {
            return None;
        }
        if let Some(key) = input.next() {
            return Some(key);
        }
    }
}
