//! One file per subcommand: each turns flags into values and values into calls of the library. What several share:
//! [`recognition`] (model, question, analysis) and [`reports`] (each take kept, its report written).

pub(crate) mod analyze;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod dashboard;
pub(crate) mod devices;
pub(crate) mod doctor;
mod folder;
pub(crate) mod history;
pub(crate) mod keep;
pub(crate) mod man;
pub(crate) mod models;
mod next;
mod nothing;
pub(crate) mod open;
mod opinion;
pub(crate) mod plan;
pub(crate) mod play;
pub(crate) mod practice;
mod practised;
pub(crate) mod purge;
pub(crate) mod questions;
pub(crate) mod reanalyze;
mod recognition;
pub(crate) mod record;
mod reports;
pub(crate) mod schema;
mod sound;
mod stages;
pub(crate) mod stories;
pub(crate) mod trend;
mod waiting;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use outloud::config::{Config, Paths};
use outloud::history::store::{self, History};
use outloud::history::{AskedAbout, Filter, SpokenBy};
use outloud::report::Options;

use crate::cli::Which;
use crate::error::Error;
use crate::output::Printer;
use crate::tty::{Key, KeyInput};

/// What every command works with, whatever it was asked.
#[derive(Clone, Copy)]
pub(crate) struct Session<'a> {
    /// Where things are kept.
    pub(crate) paths: &'a Paths,
    /// The user's settings.
    pub(crate) config: &'a Config,
    /// The only way to say anything.
    pub(crate) printer: &'a Printer,
    /// Set when the user wants an end of the work at hand.
    pub(crate) cancelled: &'a AtomicBool,
    /// Set when the program is to end: nothing more is begun.
    pub(crate) leaving: &'a AtomicBool,
}

/// The history as it is; `None` where nothing was kept yet.
fn look_at(session: &Session<'_>) -> Result<Option<History>, store::Error> {
    History::open_existing(&session.paths.database())
}

/// Which takes the command line means.
fn filter(which: &Which) -> Filter {
    Filter {
        question: which.question.clone().map(AskedAbout::Named),
        speaker: which.speaker.clone().map(SpokenBy::Named),
        category: which.category.clone(),
        tag: which.tag.clone(),
        since: which.since,
        until: which.until,
        ..Filter::default()
    }
}

/// The takes that `which` means, of one speaker only: nobody is held against anybody else. Who that is, too; `None` for a user who is
/// not named.
fn of_one_speaker<'a>(which: &'a Which, session: &Session<'a>) -> (Option<&'a str>, Filter) {
    let speaker = speaker(which.speaker.as_deref(), session);
    (speaker, Filter { speaker: Some(SpokenBy::named(speaker)), ..filter(which) })
}

/// The name of the file at `path` without the folders around it, which are nobody's business in what is shared.
fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Who speaks: the one `wanted`, else the one of the settings; `None` for a user who is not named.
fn speaker<'a>(wanted: Option<&'a str>, session: &Session<'a>) -> Option<&'a str> {
    wanted.or(session.config.speaker.as_deref().map(str::trim).filter(|name| !name.is_empty()))
}

/// That there is no take of `speaker`, and who else speaks.
fn nobody(history: &History, speaker: &str) -> Error {
    let others = history.speakers().unwrap_or_default();
    let hint = match others.as_slice() {
        [] => "no take has a speaker yet: `--speaker` of `outloud record` and `outloud analyze` names one".into(),
        others => format!("there are takes of {}", others.join(", ")),
    };
    Error::NoTakes { message: format!("no take of {speaker}"), hint }
}

/// How to write to standard output.
fn options(printer: &Printer) -> Options {
    printer.options("-".as_ref())
}

/// The name of the input that is used: `wanted`, else what the settings name; `None` for the system's default.
fn device<'a>(wanted: Option<&'a str>, session: &Session<'a>) -> Option<&'a str> {
    wanted.or(session.config.record.device.as_deref())
}

/// The key that is pressed while `line` is shown; `None` where there are no keys, or the work is to end.
fn pressed(line: &str, session: &Session<'_>) -> Option<Key> {
    // First, or a quick finger is echoed into the line.
    let input = KeyInput::take(true);
    if !input.has_keys() {
        return None;
    }
    session.printer.show(line);
    let key = loop {
        if session.cancelled.load(Ordering::Relaxed) {
            break None;
        }
        if let Some(key) = input.next() {
            break Some(key);
        }
    };
    session.printer.show("");
    key
}

/// Says what is about to be removed, and whether the user wants it: `yes` says so already.
///
/// # Errors
/// [`Error::Usage`] where nobody can be asked.
fn agree(plan: &str, yes: bool, session: &Session<'_>) -> Result<bool, Error> {
    session.printer.say(plan);
    if yes || session.printer.ask("go on?") {
        return Ok(true);
    }
    if session.printer.can_ask() {
        session.printer.say("nothing was removed");
        return Ok(false);
    }
    Err(Error::Usage {
        message: "nothing was removed".into(),
        hint: "`--yes` answers for you where nobody can be asked".into(),
    })
}
