//! One take, from the first sample to a file that is whole: what `record` and `practice` share.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;

use outloud::along::{Along, Teller};
use outloud::capture::recorder::{self, Control, Order, RecordingLimits, StopReason, Summary};
use outloud::capture::source::AudioSource;
use outloud::capture::{ring, takes, wav_file};
use outloud::evidence::Asked;
use outloud::figure::clock;
use outloud::moment::Moment;
use outloud::transcribe::on_demand::OnDemand;
use outloud::usual::{Ranges, Standing, USUAL};

use super::conduct::{self, Wish};
use crate::commands::waiting::{self, Slip};
use crate::commands::{Session, next};
use crate::error::Error;
use crate::output::Printer;

/// How one take is to be recorded.
pub(in crate::commands) struct TakeSetup<'a> {
    /// What its file is named after.
    pub(in crate::commands) question: Option<&'a str>,
    /// What it is filed under in the history.
    pub(in crate::commands) slip: Slip,
    /// Where it is to be kept; `None` for a name of its own among the recordings.
    pub(in crate::commands) output: Option<&'a Path>,
    /// When it stops by itself.
    pub(in crate::commands) limits: RecordingLimits,
    /// Time to think before it begins, s.
    pub(in crate::commands) prep_s: Option<f64>,
    /// Seconds to count down before it begins.
    pub(in crate::commands) countdown_s: u32,
    /// What the lights go by.
    pub(in crate::commands) ranges: &'a Ranges,
    /// Whether it is said which device records into which file.
    pub(in crate::commands) says_where: bool,
    /// Whether each light is heard, too.
    pub(in crate::commands) bell: bool,
    /// The model that will transcribe it, to listen along with; `None` where nothing is analysed.
    pub(in crate::commands) model: Option<&'a OnDemand>,
    /// Whether the words are shown as they come.
    pub(in crate::commands) live: bool,
}

/// A recording that was kept.
pub(in crate::commands) struct Recorded {
    /// Its file.
    pub(in crate::commands) path: PathBuf,
    /// What became of it.
    pub(in crate::commands) summary: Summary,
    /// Who listened along, and may still recognise what the analysis will want: to be dropped after that.
    pub(in crate::commands) along: Option<Along>,
}

/// Records one take, and puts it into the history: its file, and what became of it.
pub(in crate::commands) fn record(
    setup: &TakeSetup<'_>,
    source: &mut dyn AudioSource,
    session: &Session<'_>,
) -> Result<Recorded, Error> {
    let format = source.format();
    let name = source.name().to_owned();
    let folder = session.paths.recordings();
    let about = setup.slip.written();
    let named = (setup.question, about.as_str());
    let take = takes::create(&folder, setup.output, &Moment::now().stamp(), named, format.rate_hz)?;
    let path = take.writer.path().to_owned();
    let (feed, intake) = ring::ring(format);
    let control = Arc::new(Control::default());
    let (teller, words) = mpsc::channel();
    let along = setup.model.map(|model| {
        let tell = move |text: &str| drop(teller.send(text.to_owned()));
        Along::listen(path.clone(), Arc::clone(&control), model, setup.live.then(|| Box::new(tell) as Teller))
    });
    let (outcome, wish) = thread::scope(|scope| {
        let recorder = scope.spawn(|| recorder::record(intake, take.writer, (&name, format), setup.limits, &control));
        let running = source.start(feed);
        let wish = match &running {
            Ok(_) => conduct::conduct(setup, &name, &path, (&control, words), session),
            Err(_) => Wish::Keep,
        };
        control.order(Order::Stop);
        along.iter().for_each(Along::finish);
        // A device may take its time to stop.
        let saves = |line: &str| {
            if session.printer.is_live() {
                Printer::redraw(line);
            }
        };
        saves("saving …");
        let outcome = recorder.join();
        saves("");
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
    let length_s = summary.seconds();
    match (wish, summary.end) {
        (Wish::Discard, _) => {
            std::fs::remove_file(&path).map_err(Error::write(&path))?;
            Err(Error::Discarded)
        }
        (Wish::Keep, StopReason::Source(error)) if summary.samples == 0 => empty(error.into()),
        (Wish::Keep, StopReason::Disk(error)) if summary.samples == 0 => empty(error.into()),
        (Wish::Keep, _) if summary.samples == 0 => empty(Error::Discarded),
        (Wish::Keep, end) => {
            waiting::file(&path, length_s, &setup.slip, session);
            Ok(Recorded { path, summary: Summary { end, ..summary }, along })
        }
    }
}

/// Tells what was kept and what is wrong with it; the error where it ended before it should have.
pub(in crate::commands) fn tell(path: &Path, summary: Summary, printer: &Printer) -> Option<Error> {
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

/// Why there is no report of the take at `path`, which is kept and answers what was `asked`.
pub(in crate::commands) fn not_analysed(error: Error, path: &Path, asked: &Asked) -> Error {
    match error {
        Error::BrokenPipe => Error::BrokenPipe,
        error => Error::NotAnalysed { source: Box::new(error), kept: path.to_owned(), asked: next::options(asked) },
    }
}
