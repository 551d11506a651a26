//! `outloud doctor`: everything that recording and analysing need, checked as they would use it, each with its remedy.

use std::path::Path;
use std::time::{Duration, Instant};

use outloud::audio::meter::{Hint, Meter};
use outloud::audio::recorder::STALLED_S;
use outloud::audio::source::{self, AudioSource};
use outloud::audio::{device, ring, takes};
use outloud::transcribe::models::Place;

use super::{Session, analyze};
use crate::cli::Doctor;
use crate::error::Error;
use crate::output::Printer;

/// How long the level is listened to.
const LISTENS: Duration = Duration::from_secs(2);

/// What one check found.
struct Finding {
    what: String,
    /// What to do; `None` where all is well.
    remedy: Option<String>,
}

impl Finding {
    fn fine(what: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: None }
    }

    fn of(error: &Error) -> Self {
        Self { what: error.to_string(), remedy: Some(error.hint().unwrap_or_default()) }
    }
}

/// A check: its name, and how it is done.
type Check = (&'static str, fn(&Doctor, &Session<'_>) -> Result<Finding, Error>);

/// All of them, each of use only if those before it are fine.
const CHECKS: [Check; 5] = [
    ("sound system", sound_system),
    ("microphone", microphone),
    ("model", model),
    ("data folder", data_folder),
    ("unfinished takes", unfinished),
];

pub(crate) fn run(request: &Doctor, session: &Session<'_>) -> Result<(), Error> {
    let mut wrong = 0;
    for (name, check) in CHECKS {
        let finding = check(request, session).unwrap_or_else(|error| Finding::of(&error));
        let mark = if finding.remedy.is_some() { "FIX" } else { "ok " };
        let mut text = format!("{mark}  {name}: {}\n", finding.what);
        if let Some(remedy) = finding.remedy {
            wrong += 1;
            for line in remedy.lines() {
                text.extend(["     ", line, "\n"]);
            }
        }
        Printer::data(Path::new("-"), &text)?;
    }
    if wrong > 0 { Err(Error::Unwell(wrong)) } else { Ok(()) }
}

fn sound_system(_: &Doctor, _: &Session<'_>) -> Result<Finding, Error> {
    let inputs = device::inputs()?;
    let usable = inputs.iter().filter(|i| i.format.is_ok()).count();
    if usable == 0 {
        let why = inputs.into_iter().find_map(|i| i.format.err());
        return Err(why.unwrap_or(source::Error::NoDevice).into());
    }
    Ok(Finding::fine(if usable == 1 { "1 input".into() } else { format!("{usable} inputs") }))
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
        (None, _) => Finding {
            what: format!("{about}: nothing but digital silence"),
            remedy: Some("it is muted, by its own button or in the sound settings, or it is not the one you mean: `outloud devices`".into()),
        },
        (_, Some(Hint::TooLoud)) => Finding {
            what: format!("{about}: samples at full scale"),
            remedy: Some("turn it down in the sound settings, or move it away".into()),
        },
        (Some(loudest), _) => Finding::fine(format!("{about}, loudest {loudest:.0} dBFS")),
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
        } else if first.is_none() && begun.elapsed().as_secs_f64() > STALLED_S {
            return Err(source::Error::Stalled { device: source.name().to_owned(), seconds: STALLED_S });
        } else {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    Ok(meter)
}

fn model(_: &Doctor, session: &Session<'_>) -> Result<Finding, Error> {
    let model = analyze::model(None, None, session)?;
    Ok(Finding::fine(match model.place {
        Place::Embedded => {
            "the small one inside outloud, for trying out; `outloud models list` shows how to get a real one".into()
        }
        Place::File(path) => format!("{}, {}", model.name, path.display()),
    }))
}

fn data_folder(_: &Doctor, session: &Session<'_>) -> Result<Finding, Error> {
    let folder = session.paths.recordings();
    takes::try_out(&folder)?;
    Ok(Finding::fine(format!("{}, can be written to", folder.display())))
}

#[expect(clippy::unnecessary_wraps, reason = "every check has this shape")]
fn unfinished(_: &Doctor, session: &Session<'_>) -> Result<Finding, Error> {
    let mended = takes::mend(&session.paths.recordings());
    let names: Vec<String> = mended.iter().map(|take| take.path.display().to_string()).collect();
    Ok(Finding::fine(match names.len() {
        0 => "none".into(),
        n => format!("{n}, made whole: {}", names.join(", ")),
    }))
}
