//! `outloud doctor`: everything that recording and analysing need, checked as they would use it, each with its remedy.

mod privacy;

use std::path::{Path, PathBuf};
use std::time::Duration;

use outloud::capture::sound_check::sound_check;
use outloud::capture::{choice, device, source, takes};
use outloud::config::Config;
use outloud::figure::{count, without_system_numbers};
use outloud::history::store;
use outloud::report::terminal;
use outloud::signal::meter::Hint;
use outloud::transcribe;

use super::{Session, recognition, waiting};
use crate::cli::DoctorArgs;
use crate::error::{Error, quoted};
use crate::output::Printer;

/// Columns before what is said of a check.
const INDENT: usize = 5;
/// So many files are named; of more, how many they are.
const NAMED: usize = 5;

/// How long the level is listened to.
const LISTENS: Duration = Duration::from_secs(2);

/// What one check found.
enum CheckResult {
    Fine(String),
    /// Not looked at, and why.
    Skipped(String),
    Wrong {
        what: String,
        /// What to do.
        remedy: String,
    },
}

impl CheckResult {
    fn from_error(error: &Error) -> Self {
        Self::Wrong { what: without_system_numbers(&error.to_string()), remedy: error.hint().unwrap_or_default() }
    }
}

/// A check: its name, and how it is done.
type Check = (&'static str, fn(&DoctorArgs, &Session<'_>) -> Result<CheckResult, Error>);

/// Where this is amiss, the microphone is, too.
const SOUND_SYSTEM: &str = "sound system";
const MICROPHONE: &str = "microphone";

/// All of them, each of use only if those before it are fine.
const CHECKS: [Check; 7] = [
    ("settings", settings),
    (SOUND_SYSTEM, sound_system),
    (MICROPHONE, microphone),
    ("model", model),
    ("data folder", data_folder),
    ("unfinished takes", unfinished),
    ("history", history),
];

pub(crate) fn run(request: &DoctorArgs, session: &Session<'_>) -> Result<(), Error> {
    let mut wrong: Vec<&str> = Vec::new();
    for (name, check) in CHECKS {
        // One fault is told once.
        let result = if name == MICROPHONE && wrong.contains(&SOUND_SYSTEM) {
            CheckResult::Skipped("not looked at, as the sound system has none that can be used".into())
        } else {
            check(request, session).unwrap_or_else(|error| CheckResult::from_error(&error))
        };
        let (sign, what, remedy) = match result {
            CheckResult::Fine(what) => ("ok   ", what, String::new()),
            CheckResult::Skipped(why) => ("--   ", why, String::new()),
            CheckResult::Wrong { what, remedy } => {
                wrong.push(name);
                ("FIX  ", what, remedy)
            }
        };
        let mut text = terminal::hanging(sign, &format!("{name}: {what}"), INDENT, Printer::width());
        for line in remedy.lines() {
            text += &terminal::indented(line, INDENT, Printer::width());
        }
        Printer::data(Path::new("-"), &text)?;
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Unwell(wrong.len())) }
}

fn settings(_: &DoctorArgs, session: &Session<'_>) -> Result<CheckResult, Error> {
    Config::load(session.paths)?;
    let path = session.paths.settings();
    Ok(CheckResult::Fine(if path.exists() { path.display().to_string() } else { "none, all is as it comes".into() }))
}

fn sound_system(request: &DoctorArgs, session: &Session<'_>) -> Result<CheckResult, Error> {
    if let Some(id) = super::device(request.device.as_deref(), session)
        && choice::is_stand_in(id)
    {
        return Ok(CheckResult::Skipped(format!("not looked at, as {id} stands in for a microphone")));
    }
    let inputs = device::inputs()?;
    let usable = inputs.iter().filter(|i| i.format.is_ok()).count();
    if usable == 0 {
        let why = inputs.into_iter().find_map(|i| i.format.err());
        return Err(why.unwrap_or(source::Error::NoDevice).into());
    }
    Ok(CheckResult::Fine(if usable == 1 { "1 input".into() } else { format!("{usable} inputs") }))
}

fn microphone(request: &DoctorArgs, session: &Session<'_>) -> Result<CheckResult, Error> {
    let mut source = choice::open(super::device(request.device.as_deref(), session))?;
    let format = source.format();
    let name = source.name().to_owned();
    session.printer.say(&format!("listening to {name} for {} s: say something", LISTENS.as_secs()));
    let level = sound_check(source.as_mut(), LISTENS)?;
    let about = format!("{name}, {} Hz", format.rate_hz);
    let result = match (level.loudest_dbfs, level.hint) {
        (None, _) => CheckResult::Wrong {
            what: format!("{about}: nothing but digital silence"),
            remedy: "it is muted, by its own button or in the sound settings, or it is not the one you mean: `outloud devices`".into(),
        },
        (_, Some(Hint::TooLoud)) => CheckResult::Wrong {
            what: format!("{about}: samples at full scale"),
            remedy: "turn it down in the sound settings, or move it away".into(),
        },
        (Some(loudest), _) => CheckResult::Fine(format!("{about}, loudest {loudest:.0} dBFS")),
    };
    Ok(result)
}

fn model(_: &DoctorArgs, session: &Session<'_>) -> Result<CheckResult, Error> {
    let model = recognition::model(None, None, session)?;
    let mut refused = None;
    for model in model.candidates() {
        match (model.check(), refused) {
            (Ok(_), None) => return Ok(CheckResult::Fine(format!("{}, {}", model.name, model.path.display()))),
            (Ok(_), Some(error)) => {
                let error = Error::from(transcribe::Error::from(error));
                let remedy = format!("{}\nuntil then {} is used", error.hint().unwrap_or_default(), model.name);
                return Ok(CheckResult::Wrong { what: error.to_string(), remedy });
            }
            (Err(error), earlier) => refused = earlier.or(Some(error)),
        }
    }
    refused.map_or(Ok(CheckResult::Skipped("none".into())), |error| Err(transcribe::Error::from(error).into()))
}

fn data_folder(request: &DoctorArgs, session: &Session<'_>) -> Result<CheckResult, Error> {
    let folder = session.paths.recordings();
    takes::try_out(&folder)?;
    let fine = format!("{}, can be written to", folder.display());
    let open = privacy::open_to_others(session.paths);
    if open.is_empty() {
        return Ok(CheckResult::Fine(fine));
    }
    if !request.fix {
        return Ok(CheckResult::Wrong {
            what: format!("other users of this machine may read {}", some_of(&open)),
            remedy: "`outloud doctor --fix` keeps them out".into(),
        });
    }
    for path in &open {
        privacy::keep_others_out(path).map_err(Error::write(path))?;
    }
    Ok(CheckResult::Fine(format!("{fine}; other users of this machine may no longer read {}", some_of(&open))))
}

/// The first of `paths`, and how many more there are.
fn some_of(paths: &[PathBuf]) -> String {
    let mut names: Vec<String> = paths.iter().take(NAMED).map(|path| quoted(path)).collect();
    if paths.len() > NAMED {
        names.push(format!("and {} more", paths.len() - NAMED));
    }
    names.join(", ")
}

#[expect(clippy::unnecessary_wraps, reason = "every check has this shape")]
fn unfinished(_: &DoctorArgs, session: &Session<'_>) -> Result<CheckResult, Error> {
    let mended = waiting::mend(session);
    let names: Vec<String> = mended.iter().map(|take| take.path.display().to_string()).collect();
    Ok(CheckResult::Fine(match names.len() {
        0 => "none".into(),
        n => format!("{n}, made whole: {}", names.join(", ")),
    }))
}

fn history(_: &DoctorArgs, session: &Session<'_>) -> Result<CheckResult, Error> {
    let path = session.paths.database();
    let health = store::check(&path)?;
    if let Some(damage) = health.damage {
        return Err(damage.into());
    }
    Ok(CheckResult::Fine(match (health.takes, health.lost.len()) {
        (0, _) => "no takes yet".into(),
        (takes, _) if !health.without_analysis.is_empty() => {
            format!("{}, {} of them without their analysis", count(takes, "take"), health.without_analysis.len())
        }
        (takes, 0) => format!("{}, all readable", count(takes, "take")),
        // A user may have moved or thrown away what is theirs: nothing is wrong with the history.
        (takes, lost) => format!(
            "{}, all readable; the recordings of {lost} are not where they were: \
             `outloud history repair FOLDER` looks for them",
            count(takes, "take")
        ),
    }))
}
