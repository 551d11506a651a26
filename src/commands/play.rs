//! `outloud play`: a take or a recording in, its sound out, with the words that are being said.

mod screen;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use outloud::decode;
use outloud::figure::clock;
use outloud::history::{Filter, Name};
use outloud::playback::output::Output;
use outloud::playback::reel::{Reel, around};
use outloud::take::Take;
use outloud::transcript::Word;
use outloud::units::TimeSpan;
use outloud::usual::LONG_PAUSE_S;

use super::{Session, look_at, pressed};
use crate::cli::PlayArgs;
use crate::error::Error;
use crate::output::Printer;
use crate::tty::{Key, KeyInput, TICK};
use screen::WordsHeard;

/// How far an arrow goes, s.
const STEP_S: f64 = 5.0;
/// How much slower or faster a key makes it, percent.
const SPEED_STEP: u32 = 25;

pub(crate) fn run(request: &PlayArgs, session: &Session<'_>) -> Result<(), Error> {
    let (path, take) = chosen(&request.what, session)?;
    let moments = moments(request, take.as_ref())?;
    hear_at(&path, take.as_ref(), (&moments, request.speed), session)
}

/// After the report of `take` on a terminal: one key plays the moments of its first finding that has some.
pub(super) fn offer(take: &Take, path: &Path, session: &Session<'_>) -> Result<(), Error> {
    let found = take.findings.iter().enumerate().map(|(n, _)| n).find(|&n| !spans(take, n).is_empty());
    let Some(n) = found.filter(|_| session.printer.is_spoken_with() && io::stdout().is_terminal()) else {
        return Ok(());
    };
    let key = pressed(&format!("p plays number {}, any other key ends", n + 1), session);
    if key == Some(Key::Play) { hear(path, Some(take), &around(&spans(take, n)), session) } else { Ok(()) }
}

/// The recording that is meant, and what is known of it: a take of the history, or a file, of which there may be one.
fn chosen(what: &str, session: &Session<'_>) -> Result<(PathBuf, Option<Take>), Error> {
    let history = look_at(session)?;
    let name = what.parse::<Name>().ok().filter(|_| !Path::new(what).is_file());
    let Some(name) = name else {
        let path = PathBuf::from(what);
        let place = std::path::absolute(&path).ok();
        let Some(history) = history else { return Ok((path, None)) };
        let entries = history.list(&Filter::default(), None)?;
        let kept = entries.iter().find(|entry| entry.audio.as_ref().map(|audio| &audio.path) == place.as_ref());
        let take = kept.and_then(|entry| history.take(entry.id).ok());
        return Ok((path, take));
    };
    let history = history.ok_or(outloud::history::store::Error::NoSuchTake { name })?;
    let entry = history.find(name)?;
    let audio = entry.audio.ok_or_else(|| Error::NothingToHear {
        message: format!(
            "take {} has no recording: only its words were measured, or its sound came through a pipe",
            entry.id
        ),
        hint: "`outloud history list` shows the others".into(),
    })?;
    if !audio.path.exists() {
        return Err(Error::NothingToHear {
            message: format!("the recording of take {} is not there any more: {}", entry.id, audio.path.display()),
            hint: "if you moved it, name the folder it is in now: `outloud history repair FOLDER`".into(),
        });
    }
    // Nothing is known yet of what waits for its analysis.
    let take = entry.pending.is_none().then(|| history.take(entry.id)).transpose()?;
    Ok((audio.path, take))
}

/// What is to be heard; nothing for all of it.
fn moments(request: &PlayArgs, take: Option<&Take>) -> Result<Vec<TimeSpan>, Error> {
    let measured = || {
        take.ok_or_else(|| Error::NothingToHear {
            message: format!("nothing is known of {} that could be looked for in it", request.what),
            hint: format!("`outloud analyze {}` finds fillers, pauses and what a listener noticed", request.what),
        })
    };
    let found = |spans: Vec<TimeSpan>, what: String| {
        if spans.is_empty() {
            let hint = "leave the option away to hear all of it".to_owned();
            return Err(Error::NothingToHear { message: format!("no moment to hear: {what}"), hint });
        }
        Ok(around(&spans))
    };
    if let Some(number) = request.finding {
        let take = measured()?;
        let n = number.checked_sub(1).filter(|&n| n < take.findings.len()).ok_or_else(|| Error::Unknown {
            message: format!("no finding {number}: there are {}", take.findings.len()),
            hint: "they are numbered from 1 as in the report".into(),
        })?;
        return found(spans(take, n), format!("finding {number} is about all of the answer"));
    }
    if request.fillers {
        let all = &measured()?.fillers.occurrences;
        let heard = all.iter().filter(|filler| filler.counted || filler.confidence.is_some());
        return found(heard.filter_map(|filler| filler.span).collect(), "there are no fillers with times".into());
    }
    if request.pauses {
        let all = measured()?.pauses.iter().flat_map(|pauses| &pauses.items);
        let worth = all.filter(|pause| pause.is_stall() || pause.span.length_s() >= LONG_PAUSE_S);
        return found(worth.map(|pause| pause.span).collect(), "no pause is long or inside a clause".into());
    }
    let (from_s, to_s) = (request.at_s.or(request.from_s), request.to_s);
    if to_s.is_some_and(|to_s| to_s <= from_s.unwrap_or(0.0)) {
        let message = "`--to` has to be later than `--from`".to_owned();
        return Err(Error::Usage { message, hint: "such as `--from 0:40 --to 1:20`".into() });
    }
    let span = TimeSpan { start_s: from_s.unwrap_or(0.0), end_s: to_s.unwrap_or(f64::INFINITY) };
    Ok(if from_s.or(to_s).is_some() { vec![span] } else { Vec::new() })
}

/// The moments of finding `n` of `take`, counted from 0.
fn spans(take: &Take, n: usize) -> Vec<TimeSpan> {
    take.findings.get(n).iter().flat_map(|finding| &finding.evidence).filter_map(|moment| moment.span).collect()
}

/// Plays `moments` of the recording at `path`, and shows where it is and what is said.
pub(super) fn hear(path: &Path, take: Option<&Take>, moments: &[TimeSpan], session: &Session<'_>) -> Result<(), Error> {
    hear_at(path, take, (moments, 100), session)
}

/// The same at so many percent of their own speed.
fn hear_at(
    path: &Path,
    take: Option<&Take>,
    (moments, speed): (&[TimeSpan], u32),
    session: &Session<'_>,
) -> Result<(), Error> {
    let recording = decode::from_path(path, &mut |_| ())?;
    let reel = Reel::new(&recording, moments);
    let length_s = recording.duration_s();
    if reel.frames() == 0 {
        return Err(Error::NothingToHear {
            message: format!("{} has nothing there: it is {} long", path.display(), clock(length_s)),
            hint: "choose an earlier moment".into(),
        });
    }
    let pieces = if reel.is_spliced() { format!(", {} moments of it", moments.len()) } else { String::new() };
    session.printer.say(&format!("playing {}{pieces}", path.display()));
    let words: &[Word] = take.map_or(&[], |take| &take.transcript.words);
    let output = Output::open(recording.sample_rate_hz)?;
    drop(recording);
    let mut playing = output.play(reel, speed)?;
    let input = KeyInput::take(Printer::is_seen());
    let end = if input.has_keys() { "\r" } else { "" };
    let narrate = |text: &str| {
        if !session.printer.is_live() {
            session.printer.say(&format!("{text}{end}"));
        }
    };
    if input.has_keys() {
        narrate(screen::KEYS_SAID);
    }
    let mut paused = false;
    let ended = loop {
        match playing.is_over() {
            Ok(false) if !session.cancelled.load(Ordering::Relaxed) => {}
            ended => break ended,
        }
        if session.printer.is_live() {
            let heard = WordsHeard { time_s: playing.time_s(), length_s, paused, speed: playing.speed(), words };
            Printer::redraw(&screen::line(&heard, input.has_keys(), Printer::width_stderr()));
        }
        // Without keys, an end of standard input says nothing about whoever listens.
        let key = if input.has_keys() {
            input.next()
        } else {
            std::thread::sleep(TICK);
            None
        };
        match key {
            Some(Key::Pause) => {
                paused = !paused;
                playing.pause(paused);
                narrate(&screen::told(paused, playing.time_s()));
            }
            Some(key @ (Key::Slower | Key::Faster)) => {
                let speed = playing.speed();
                playing.set_speed(if key == Key::Slower { speed - SPEED_STEP } else { speed + SPEED_STEP });
                narrate(&screen::told_speed(playing.speed()));
            }
            Some(Key::Back) => playing.skip(-STEP_S),
            Some(Key::Forward) => playing.skip(STEP_S),
            Some(Key::Stop | Key::Enter | Key::Discard | Key::Gone) => break Ok(true),
            Some(Key::Yes | Key::Play | Key::Letter(_) | Key::Other) | None => {}
        }
    };
    if session.printer.is_live() {
        Printer::redraw("");
    }
    Ok(ended.map(drop)?)
}
