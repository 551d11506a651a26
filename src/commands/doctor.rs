//! `outloud doctor`: everything that recording and analysing need, checked as they would use it, each with its remedy.

use std::path::Path;
use std::time::{Duration, Instant};

use outloud::audio::meter::{Hint, Meter};
use outloud::audio::recorder::BEGINS_WITHIN_S;
use outloud::audio::source::{self, AudioSource};
use outloud::audio::{device, ring, takes};
use outloud::history::store;

use super::{Session, analyze};
use crate::cli::Doctor;
use crate::error::Error;
use crate::output::Printer;

/// How long the level is listened to.
const LISTENS: Duration = Duration::from_secs(2);

/// What one check found.
enum Finding {
    Fine(String),
    /// Not looked at, and why.
    Skipped(String),
    Wrong {
        what: String,
        /// What to do.
        remedy: String,
    },
}

impl Finding {
    fn of(error: &Error) -> Self {
        Self::Wrong { what: error.to_string(), remedy: error.hint().unwrap_or_default() }
    }
}

/// A check: its name, and how it is done.
type Check = (&'static str, fn(&Doctor, &Session<'_>) -> Result<Finding, Error>);

/// All of them, each of use only if those before it are fine.
const CHECKS: [Check; 6] = [
    ("sound system", sound_system),
    ("microphone", microphone),
    ("model", model),
    ("data folder", data_folder),
    ("unfinished takes", unfinished),
    ("history", history),
];

pub(crate) fn run(request: &Doctor, session: &Session<'_>) -> Result<(), Error> {
    let mut wrong = 0;
    for (name, check) in CHECKS {
        let text = match check(request, session).unwrap_or_else(|error| Finding::of(&error)) {
            Finding::Fine(what) => format!("ok   {name}: {what}\n"),
            Finding::Skipped(why) => format!("--   {name}: {why}\n"),
            Finding::Wrong { what, remedy } => {
                wrong += 1;
                let mut text = format!("FIX  {name}: {what}\n");
                for line in remedy.lines() {
                    text.extend(["     ", line, "\n"]);
                }
                text
            }
        };
        Printer::data(Path::new("-"), &text)?;
    }
    if wrong > 0 { Err(Error::Unwell(wrong)) } else { Ok(()) }
}

fn sound_system(request: &Doctor, session: &Session<'_>) -> Result<Finding, Error> {
    if let Some(id) = super::device(request.device.as_deref(), session)
        && super::stand_in(id).is_some()
    {
        return Ok(Finding::Skipped(format!("not looked at, as {id} stands in for a microphone")));
    }
    let inputs = device::inputs()?;
    let usable = inputs.iter().filter(|i| i.format.is_ok()).count();
    if usable == 0 {
        let why = inputs.into_iter().find_map(|i| i.format.err());
        return Err(why.unwrap_or(source::Error::NoDevice).into());
    }
    Ok(Finding::Fine(if usable == 1 { "1 input".into() } else { format!("{usable} inputs") }))
}

fn microphone(request: &Doctor, session: &Session<'_>) -> Result<Finding, Error> {
    let mut source = super::source(request.device.as_deref(), session)?;
    let format = source.format();
    let name = source.name().to_owned();
    session.printer.say(&format!("listening to {name} for {} s: say something", LISTENS.as_secs()));
    let meter = listen(source.as_mut())?;
    let level = meter.level();
    let about = format!("{name}, {} Hz", format.rate_hz);
    let finding = match (level.loudest_dbfs, level.hint) {
        (None, _) => Finding::Wrong {
            what: format!("{about}: nothing but digital silence"),
            remedy: "it is muted, by its own button or in the sound settings, or it is not the one you mean: `outloud devices`".into(),
        },
        (_, Some(Hint::TooLoud)) => Finding::Wrong {
            what: format!("{about}: samples at full scale"),
            remedy: "turn it down in the sound settings, or move it away".into(),
        },
        (Some(loudest), _) => Finding::Fine(format!("{about}, loudest {loudest:.0} dBFS")),
    };
    Ok(finding)
}

/// Listens without keeping anything, from the first samples on.
fn listen(source: &mut dyn AudioSource) -> Result<Meter, source::Error> {
    let format = source.format();
    let (feed, mut intake) = ring::ring(format);
    let _running = source.start(feed)?;
    let mut meter = Meter::new(format.rate_hz);
    let (begun, mut first) = (Instant::now(), None::<Instant>);
    let mut samples = Vec::new();
    while first.is_none_or(|first| first.elapsed() < LISTENS) {
        samples.clear();
        if intake.take(format.rate_hz as usize / 20, &mut samples) > 0 {
            first.get_or_insert_with(Instant::now);
            // Whether it is heard at all is asked, on whichever channel.
            let loudest =
                samples.chunks(format.channels).map(|f| f.iter().copied().fold(0.0, |a: f32, b| a.max(b.abs())));
            let mono: Vec<f32> = loudest.collect();
            meter.hear(&samples, &mono);
        } else if first.is_none() && begun.elapsed().as_secs_f64() > BEGINS_WITHIN_S {
            return Err(source::Error::Stalled { device: source.name().to_owned(), seconds: BEGINS_WITHIN_S });
        } else {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    Ok(meter)
}

fn model(_: &Doctor, session: &Session<'_>) -> Result<Finding, Error> {
    let model = analyze::model(None, None, session)?;
    Ok(Finding::Fine(format!("{}, {}", model.name, model.path.display())))
}

fn data_folder(_: &Doctor, session: &Session<'_>) -> Result<Finding, Error> {
    let folder = session.paths.recordings();
    takes::try_out(&folder)?;
    Ok(Finding::Fine(format!("{}, can be written to", folder.display())))
}

#[expect(clippy::unnecessary_wraps, reason = "every check has this shape")]
fn unfinished(_: &Doctor, session: &Session<'_>) -> Result<Finding, Error> {
    let mended = takes::mend(&session.paths.recordings());
    let names: Vec<String> = mended.iter().map(|take| take.path.display().to_string()).collect();
    Ok(Finding::Fine(match names.len() {
        0 => "none".into(),
        n => format!("{n}, made whole: {}", names.join(", ")),
    }))
}

fn history(_: &Doctor, session: &Session<'_>) -> Result<Finding, Error> {
    let path = session.paths.database();
    let health = store::check(&path)?;
    if let Some(damage) = health.damage {
        return Err(damage.into());
    }
    Ok(Finding::Fine(match (health.takes, health.lost.len()) {
        (0, _) => "no takes yet".into(),
        (takes, 0) => format!("{takes} takes, all readable"),
        // A user may have moved or thrown away what is theirs: nothing is wrong with the history.
        (takes, lost) => format!(
            "{takes} takes, all readable; the recordings of {lost} are not where they were: \
             `outloud history repair FOLDER` looks for them"
        ),
    }))
}
