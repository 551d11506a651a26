//! `outloud record`: from speaking to reading the report. The recording is on disk before anything else happens to it.

mod conduct;
mod screen;

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::thread;

use outloud::Asked;
use outloud::capture::recorder;
use outloud::capture::recorder::{Control, Order, RecordingLimits, StopReason, Summary};
use outloud::capture::source::AudioSource;
use outloud::capture::{choice, ring, takes, wav_file};
use outloud::figure::clock;
use outloud::moment::Moment;
use outloud::transcribe;
use outloud::usual::{Standing, USUAL};

use super::reports::Reports;
use super::{Session, recognition};
use crate::cli::RecordArgs;
use crate::error::{Error, quoted};
use crate::openmp;
use crate::output::Printer;
use conduct::Wish;

pub(crate) fn run(request: &RecordArgs, session: &Session<'_>) -> Result<(), Error> {
    if request.output.as_deref() == Some(Path::new("-")) {
        let hint = "name a file; the report is what comes on standard output".into();
        return Err(Error::Usage { message: "a recording cannot go to standard output".into(), hint });
    }
    let asked = recognition::asked(&request.asked, session)?;
    let mut missing = None;
    if !request.no_analyze {
        openmp::let_threads_sleep();
        // What would stop the analysis had better be known before somebody has spoken.
        match recognition::model_or_offer(&request.recognition, session) {
            Err(error) if !error.remedies().is_empty() => {
                let what_to_do = error.hint().unwrap_or_default();
                session.printer.say(&format!("{error}; {what_to_do}; the recording is kept, to be analysed then"));
                missing = Some(error);
            }
            found => drop(found?),
        }
    }
    if let Some(unfinished) = offer_unfinished(missing.is_none(), session) {
        return analyse(request, asked, &unfinished, session);
    }
    let mut source = choice::open(super::device(request.device.as_deref(), session))?;
    if let Some(question) = &asked.prompt {
        session.printer.say(&format!("{question}\n"));
    }
    let (path, summary) = record(request, source.as_mut(), session)?;
    // The Ctrl-C that ended the recording is not meant for the analysis; one that comes after the take is told of, is.
    let leaving = session.leaving.load(Ordering::Relaxed);
    session.cancelled.store(leaving, Ordering::Relaxed);
    let cut_short = tell(&path, summary, session.printer);
    if request.no_analyze {
        return cut_short.map_or(Ok(()), Err);
    }
    let analysed = match missing {
        Some(error) => Err(not_analysed(error, &path)),
        None if leaving => Err(not_analysed(transcribe::Error::Cancelled.into(), &path)),
        None => analyse(request, asked, &path, session),
    };
    match (cut_short, analysed) {
        (None, analysed) => analysed,
        (Some(error), Ok(())) => Err(error),
        (Some(error), analysed) => {
            Printer::error(&error);
            analysed
        }
    }
}

/// Records one take: its file, and what became of it.
fn record(
    request: &RecordArgs,
    source: &mut dyn AudioSource,
    session: &Session<'_>,
) -> Result<(PathBuf, Summary), Error> {
    let format = source.format();
    let name = source.name().to_owned();
    let question = request.asked.question.as_deref().or(request.asked.prompt.as_deref());
    let folder = session.paths.recordings();
    let take = takes::create(&folder, request.output.as_deref(), &Moment::now().stamp(), question, format.rate_hz)?;
    let path = take.writer.path().to_owned();
    let limits = RecordingLimits { longest_s: request.longest_s, silence_s: request.silence_s };
    let (feed, intake) = ring::ring(format);
    let control = Control::default();
    let (outcome, wish) = thread::scope(|scope| {
        let recorder = scope.spawn(|| recorder::record(intake, take.writer, (&name, format), limits, &control));
        let running = source.start(feed);
        let wish = match &running {
            Ok(_) => conduct::conduct(request, &name, &path, &control, session),
            Err(_) => Wish::Keep,
        };
        control.order(Order::Stop);
        let outcome = recorder.join();
        (running.map(|_| outcome), wish)
    });
    let empty = |error: Error| {
        // Nothing is in it: an empty file would only be in the way.
        let _ = wav_file::mend(&path);
        Err(error)
    };
    let summary = match outcome {
        Err(error) => return empty(error.into()),
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Ok(Ok(Err(error))) => return Err(error.into()),
        Ok(Ok(Ok(summary))) => summary,
    };
    drop(take.marker);
    match (wish, summary.end) {
        (Wish::Discard, _) => {
            std::fs::remove_file(&path).map_err(Error::write(&path))?;
            Err(Error::Discarded)
        }
        (Wish::Keep, StopReason::Source(error)) if summary.samples == 0 => empty(error.into()),
        (Wish::Keep, StopReason::Disk(error)) if summary.samples == 0 => empty(error.into()),
        (Wish::Keep, _) if summary.samples == 0 => empty(Error::Discarded),
        (Wish::Keep, end) => Ok((path, Summary { end, ..summary })),
    }
}

/// Tells what was kept and what is wrong with it; the error where it ended before it should have.
fn tell(path: &Path, summary: Summary, printer: &Printer) -> Option<Error> {
    let Summary { dropped_frames, overruns, slept_s, .. } = summary;
    printer.say(&format!("kept {} in {}", clock(summary.seconds()), path.display()));
    let clipped_percent = summary.clipped_percent();
    let seconds = |frames: u64| frames as f64 / f64::from(summary.rate_hz);
    let warn = |happened: bool, what: String| {
        if happened {
            printer.say(&format!("warning: {what}"));
        }
    };
    warn(dropped_frames > 0, format!("{:.2} s of sound were lost: the disk did not keep up", seconds(dropped_frames)));
    warn(
        overruns > 0,
        format!(
            "the microphone overran {overruns} times: a moment of sound was lost at each, the machine was too busy"
        ),
    );
    warn(
        USUAL.clipped_percent.judge(clipped_percent) == Standing::FarAbove,
        format!("{clipped_percent:.1} % of the samples are at full scale: turn the microphone down"),
    );
    warn(slept_s > 0.0, format!("the machine slept for {slept_s:.0} s meanwhile: the take goes on without them"));
    let source: Error = match summary.end {
        StopReason::Asked | StopReason::Length | StopReason::Silence | StopReason::Finished => return None,
        StopReason::Source(error) => error.into(),
        StopReason::Disk(error) => error.into(),
    };
    Some(Error::CutShort { source: Box::new(source), kept: path.to_owned() })
}

/// Analyses the take at `path` as `outloud analyze` does, and keeps it in the history. The recording stays whatever happens.
fn analyse(request: &RecordArgs, asked: Asked, path: &Path, session: &Session<'_>) -> Result<(), Error> {
    let analyse = || {
        let mut model = recognition::on_demand(&request.recognition, session)?;
        let take = recognition::analyse(path, asked, &mut model, session)?;
        let mut reports = Reports::new((request.format, request.full), Path::new("-"), &request.filing, session)
            .with_audio(!request.page.no_audio);
        reports.add(&take)?;
        reports.finish()
    };
    analyse().map_err(|error| not_analysed(error, path))
}

/// Why there is no report of the take at `path`, which is kept.
fn not_analysed(error: Error, path: &Path) -> Error {
    match error {
        Error::BrokenPipe => Error::BrokenPipe,
        error => Error::NotAnalysed { source: Box::new(error), kept: path.to_owned() },
    }
}

/// Mends the takes that were never finished, tells of them, and asks whether to analyse the last one now, if that `can_be`.
fn offer_unfinished(can_be: bool, session: &Session<'_>) -> Option<PathBuf> {
    let mended = takes::mend(&session.paths.recordings());
    for take in &mended {
        session.printer.say(&format!(
            "an earlier take was not finished; it is whole now: {} of it, in {}\nto analyse it: outloud analyze {}",
            clock(take.seconds),
            take.path.display(),
            quoted(&take.path)
        ));
    }
    let last = mended.into_iter().next_back().filter(|_| can_be)?;
    session.printer.ask("analyse it now, before anything new is recorded?").then_some(last.path)
}
