//! One file per subcommand: each turns flags into calls of the library.

pub(crate) mod analyze;
pub(crate) mod compare;
pub(crate) mod devices;
pub(crate) mod doctor;
pub(crate) mod history;
pub(crate) mod keep;
pub(crate) mod models;
pub(crate) mod purge;
pub(crate) mod reanalyze;
pub(crate) mod record;
pub(crate) mod trend;

use std::sync::atomic::AtomicBool;

use outloud::capture::device::Microphone;
use outloud::capture::source::{AudioSource, Player, Tone};
use outloud::config::{Config, Paths};
use outloud::history::store::{self, History};
use outloud::history::{Filter, Question};
use outloud::report::Options;
use outloud::structure;

use crate::cli::{Shape, Which};
use crate::error::Error;
use crate::output::Printer;

/// What every command works with, whatever it was asked.
#[derive(Clone, Copy)]
pub(crate) struct Session<'a> {
    /// Where things are kept.
    pub(crate) paths: &'a Paths,
    /// The user's settings.
    pub(crate) config: &'a Config,
    /// The only way to say anything.
    pub(crate) printer: &'a Printer,
    /// Set when the user wants an end.
    pub(crate) cancelled: &'a AtomicBool,
}

/// The history as it is; `None` where nothing was kept yet.
fn look_at(session: &Session<'_>) -> Result<Option<History>, store::Error> {
    History::open_existing(&session.paths.database())
}

/// Which takes the command line means.
fn filter(which: &Which) -> Filter {
    Filter {
        question: which.question.clone().map(Question::Named),
        category: which.category.clone(),
        tag: which.tag.clone(),
        since: which.since,
        until: which.until,
        before: None,
    }
}

/// How to write to standard output.
fn options(printer: &Printer) -> Options {
    Options { width: Printer::width(), colour: printer.colour("-".as_ref()) }
}

/// Says what is about to be done, and goes on only if the user wants it: `yes` says so already.
fn agree(plan: &str, yes: bool, session: &Session<'_>) -> Result<(), Error> {
    session.printer.say(plan);
    if yes || session.printer.ask("go on?") {
        return Ok(());
    }
    Err(Error::Usage {
        message: "nothing was removed".into(),
        hint: "`--yes` answers for you where nobody can be asked".into(),
    })
}

/// The library's name for a shape of the command line.
fn shape(named: Shape) -> structure::Shape {
    match named {
        Shape::Star => structure::Shape::Star,
        Shape::Care => structure::Shape::Care,
        Shape::Diagnosis => structure::Shape::Diagnosis,
        Shape::Decision => structure::Shape::Decision,
        Shape::Sbi => structure::Shape::Sbi,
        Shape::Motivation => structure::Shape::Motivation,
    }
}

/// What is recorded from: `wanted`, else what the settings name, else the system's default.
fn source(wanted: Option<&str>, session: &Session<'_>) -> Result<Box<dyn AudioSource>, Error> {
    let id = device(wanted, session);
    Ok(match id.and_then(stand_in) {
        Some(("file", path)) => Box::new(Player::open(path.as_ref())?),
        Some(("tone", hz)) => match hz.parse() {
            Ok(frequency_hz) if (20.0..=20_000.0).contains(&frequency_hz) => Box::new(Tone::new(frequency_hz)),
            _ => {
                let message = format!("not a frequency that can be heard: {hz}");
                return Err(Error::Usage { message, hint: "give it in Hz, such as tone:440".into() });
            }
        },
        // Undocumented: it tries out what a device that hangs is answered with.
        Some((_, seconds)) => match seconds.parse() {
            Ok(after_s) if (0.0..=3600.0).contains(&after_s) => Box::new(Tone::stalled(after_s)),
            _ => {
                let message = format!("not a number of seconds up to an hour: {seconds}");
                return Err(Error::Usage { message, hint: "such as stalled:0".into() });
            }
        },
        None => Box::new(Microphone::open(id)?),
    })
}

/// The name of the input that is used: `wanted`, else what the settings name; `None` for the system's default.
fn device<'a>(wanted: Option<&'a str>, session: &Session<'a>) -> Option<&'a str> {
    wanted.or(session.config.record.device.as_deref())
}

/// What stands in for a microphone under this name: its kind, and what it is to play. `None` where a microphone is meant.
fn stand_in(id: &str) -> Option<(&str, &str)> {
    id.split_once(':').filter(|(kind, _)| ["file", "tone", "stalled"].contains(kind))
}

/// Has the recogniser's threads sleep while they wait for each other. By default they spin, which on a machine that does
/// anything else at the same time makes recognising several times slower. The OpenMP runtime reads this setting before `main`
/// begins, so the program starts itself over with it; where that is not possible it goes on, only slower.
#[cfg(unix)]
fn let_threads_sleep() {
    use std::os::unix::process::CommandExt;
    const SETTING: &str = "OMP_WAIT_POLICY";
    if std::env::var_os(SETTING).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        let mut arguments = std::env::args_os();
        let mut command = std::process::Command::new(program);
        command.arg0(arguments.next().unwrap_or_default()).args(arguments).env(SETTING, "passive");
        // Returns only when it fails.
        let _ = command.exec();
    }
}

#[cfg(not(unix))]
fn let_threads_sleep() {}
