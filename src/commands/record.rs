//! `outloud record`: from speaking to reading the report. The recording is on disk before anything else happens to it.

mod conduct;
mod screen;
pub(super) mod taking;

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use outloud::Asked;
use outloud::capture::choice;
use outloud::capture::recorder::RecordingLimits;
use outloud::figure::clock;
use outloud::history::pending::WhyPending;
use outloud::report::Format;
use outloud::transcribe;
use outloud::transcribe::on_demand::OnDemand;
use outloud::usual::USUAL;

use super::reports::Reports;
use super::waiting::{self, Slip};
use super::{Session, next, opinion, recognition};
use crate::cli::{Filing, RecordArgs};
use crate::error::{Error, quoted};
use crate::openmp;
use crate::output::Printer;
use taking::{Recorded, TakeSetup, not_analysed, record, tell};

pub(crate) fn run(request: &RecordArgs, session: &Session<'_>) -> Result<(), Error> {
    if request.format == Format::Html {
        Printer::refuse_at_terminal(
            &request.report,
            "`--report FILE.html`; `outloud open` shows a take in the browser",
        )?;
    }
    if request.output.as_deref() == Some(Path::new("-")) {
        let hint = "name a file; the report is what comes on standard output".into();
        return Err(Error::Usage { message: "a recording cannot go to standard output".into(), hint });
    }
    let asked = recognition::asked(&request.asked, session)?;
    opinion::adviser(request.opinion, request.format, session)?;
    Printer::try_out(&request.report)?;
    let (mut missing, mut model) = (None, None);
    if !request.no_analyze {
        openmp::let_threads_sleep();
        // What would stop the analysis had better be known before somebody has spoken.
        match recognition::model_or_offer(&request.recognition, session) {
            Err(error) if !error.remedies().is_empty() => {
                let what_to_do = error.hint().unwrap_or_default();
                session.printer.say(&format!("{error}; {what_to_do}; the recording is kept, to be analysed then"));
                missing = Some(error);
            }
            found => {
                drop(found?);
                model = Some(recognition::on_demand(&request.recognition, session)?.remembering());
            }
        }
    }
    if let Some((asked, unfinished)) = offer_unfinished(missing.is_none(), session)? {
        return analyse(request, &asked, &unfinished, &Filing::default(), model, session);
    }
    let mut source = choice::open(super::device(request.device.as_deref(), session))?;
    if let Some(question) = &asked.prompt {
        session.printer.say(&format!("{question}\n"));
    }
    let why = if request.no_analyze { WhyPending::NotWanted } else { WhyPending::NotDone };
    let setup = TakeSetup {
        slip: Slip::new(why, &asked, &request.filing, session),
        question: asked.id.as_deref().or(asked.prompt.as_deref()),
        output: request.output.as_deref(),
        limits: RecordingLimits { longest_s: request.longest_s, silence_s: request.silence_s },
        prep_s: request.prep_s,
        countdown_s: request.countdown,
        ranges: &USUAL.aimed_at(asked.aim()),
        says_where: true,
        bell: request.bell.bell,
        model: model.as_ref(),
        live: request.live,
    };
    let Recorded { path, summary, along } = record(&setup, source.as_mut(), session)?;
    // The Ctrl-C that ended the recording is not meant for the analysis; one that comes after the take is told of, is.
    let leaving = session.leaving.load(Ordering::Relaxed);
    session.cancelled.store(leaving, Ordering::Relaxed);
    let cut_short = tell(&path, summary, session.printer);
    if request.no_analyze {
        if !request.filing.no_save {
            session.printer.say("it waits in the history: `outloud analyze --pending` analyses it");
        }
        return cut_short.map_or(Ok(()), Err);
    }
    let analysed = match missing {
        Some(error) => Err(not_analysed(error, &path, &asked)),
        None if leaving => Err(not_analysed(transcribe::Error::Cancelled.into(), &path, &asked)),
        None => analyse(request, &asked, &path, &request.filing, model, session),
    };
    drop(along);
    match (cut_short, analysed) {
        (None, analysed) => analysed,
        (Some(error), Ok(())) => Err(error),
        (Some(error), analysed) => {
            Printer::error(&error);
            analysed
        }
    }
}

/// Analyses the take at `path` as `outloud analyze` does, and keeps it in the history. The recording stays whatever happens.
fn analyse(
    request: &RecordArgs,
    asked: &Asked,
    path: &Path,
    filing: &Filing,
    model: Option<OnDemand>,
    session: &Session<'_>,
) -> Result<(), Error> {
    let analyse = || {
        let mut model = model.map_or_else(|| recognition::on_demand(&request.recognition, session), Ok)?;
        let take = recognition::analyse(path, asked.clone(), &mut model, session)?;
        let mut reports = Reports::new((request.format, request.full), &request.report, filing, session)
            .with_audio(!request.page.no_audio)
            .in_full_by(format!("outloud analyze {}{} --no-save --full", quoted(path), next::options(asked)))
            .with_opinion_of(opinion::adviser(request.opinion, request.format, session)?);
        reports.add(&take)?;
        reports.finish()
    };
    analyse().map_err(|error| not_analysed(error, path, asked))
}

/// Mends the takes that were never finished, tells of them, and asks whether to analyse the last one that broke off now, if that
/// `can_be`: what it answers, and where it is.
pub(super) fn offer_unfinished(can_be: bool, session: &Session<'_>) -> Result<Option<(Asked, PathBuf)>, Error> {
    for take in waiting::mend(session) {
        session.printer.say(&format!(
            "an earlier take was not finished; it is whole now: {} of it, in {}\nto analyse it: outloud analyze {}",
            clock(take.seconds),
            take.path.display(),
            quoted(&take.path)
        ));
    }
    if !can_be {
        return Ok(None);
    }
    let Some(entry) = waiting::offer(session) else { return Ok(None) };
    let asked = recognition::from_bank(entry.pending.clone().unwrap_or_default().asked(), &mut None, session)?;
    Ok(waiting::recording(&entry).map(|path| (asked, path)))
}
