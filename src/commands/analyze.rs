//! `outloud analyze`: recordings or a transcript in, reports out.

use std::fs;
use std::path::{Path, PathBuf};

use outloud::pipeline::Input;
use outloud::take::Take;
use outloud::transcribe::import::Imported;
use outloud::transcribe::on_demand::{self, OnDemand};
use outloud::watch::Watch;
use outloud::{decode, parallel, transcribe};

use super::reports::Reports;
use super::{Session, recognition};
use crate::cli::AnalyzeArgs;
use crate::error::{Error, INTERRUPTED};
use crate::openmp;
use crate::output::Printer;

pub(crate) fn run(request: &AnalyzeArgs, session: &Session<'_>) -> Result<(), Error> {
    if request.transcript.is_none() {
        openmp::let_threads_sleep();
    }
    let asked = recognition::asked(&request.asked, session)?;
    let recordings = recordings(&request.audio)?;
    check(request, &recordings)?;
    Printer::try_out(&request.output)?;
    let language = recognition::language(request.recognition.language.as_deref(), session);
    let transcript = request.transcript.as_deref().map(|path| import(path, language)).transpose()?;
    let mut reports = Reports::new((request.format, request.full), &request.output, &request.filing, session)
        .with_audio(!request.page.no_audio);

    let words = match transcript {
        Some((path, mut imported)) if recordings.is_empty() => {
            let watch = Watch { tell: &|_| (), cancelled: session.cancelled };
            reports.add(&outloud::analyse(Input::Words { name: &path }, asked, &mut imported, &watch)?)?;
            return reports.finish();
        }
        Some((_, imported)) => Words::Given(imported),
        None => {
            let threads = request.threads.map_or_else(on_demand::threads, usize::from);
            recognition::model_or_offer(&request.recognition, session)?;
            let model = recognition::on_demand(&request.recognition, session)?;
            Words::Recognised(model.with_threads(threads / usize::from(request.jobs)))
        }
    };
    let one = |path: &PathBuf| -> Result<Take, Error> {
        match &words {
            Words::Given(imported) => recognition::analyse(path, asked.clone(), &mut imported.clone(), session),
            Words::Recognised(model) => recognition::analyse(path, asked.clone(), &mut model.clone(), session),
        }
    };
    let mut failed = 0;
    let outcome = parallel::each(&recordings, usize::from(request.jobs), one, |outcome| match outcome {
        Ok(take) => reports.add(&take),
        Err(error) if recordings.len() == 1 || error.exit_status() == INTERRUPTED => Err(error),
        Err(error) => {
            Printer::error(&error);
            failed += 1;
            Ok(())
        }
    });
    // Interrupted work writes what it has.
    let finished = reports.finish();
    outcome?;
    if failed > 0 && finished.is_ok() { Err(Error::SomeFailed { failed, all: recordings.len() }) } else { finished }
}

/// Who writes down the words of every recording.
enum Words {
    /// Somebody has, already.
    Given(Imported),
    /// A model does, shared by all of them.
    Recognised(OnDemand),
}

/// The recordings meant by `inputs`: files as they are, folders by what is in them.
fn recordings(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut recordings = Vec::new();
    for input in inputs {
        if input.is_dir() {
            recordings.extend(decode::files_in(input)?);
        } else {
            recordings.push(input.clone());
        }
    }
    Ok(recordings)
}

/// Refuses combinations that cannot be meant.
fn check(request: &AnalyzeArgs, recordings: &[PathBuf]) -> Result<(), Error> {
    let usage = |message: &str, hint: &str| Err(Error::Usage { message: message.into(), hint: hint.into() });
    if recordings.len() > 1 && request.transcript.is_some() {
        return usage("one transcript cannot belong to several recordings", "analyse them one by one");
    }
    if recordings.len() > 1 && !request.format.is_joinable() {
        let message = format!("`{}` holds one take only", request.format.name());
        return usage(&message, "use `--format jsonl`, or analyse them one by one");
    }
    let same =
        |a: &Path| fs::canonicalize(a).ok().is_some_and(|a| fs::canonicalize(&request.output).is_ok_and(|b| a == b));
    if recordings.iter().any(|r| same(r)) || request.transcript.as_deref().is_some_and(same) {
        return usage("the report would overwrite its own input", "choose another `--output`");
    }
    Ok(())
}

pub(super) fn import(path: &Path, language: &str) -> Result<(String, Imported), Error> {
    let bytes = fs::read(path).map_err(Error::read(path))?;
    let imported = Imported::parse(path, &bytes, language).map_err(transcribe::Error::from)?;
    Ok((path.display().to_string(), imported))
}
