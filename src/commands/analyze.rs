//! `outloud analyze`: recordings or a transcript in, reports out.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use outloud::figure::count;
use outloud::history::Entry;
use outloud::pipeline::Input;
use outloud::report::Format;
use outloud::take::Take;
use outloud::transcribe::import::Imported;
use outloud::transcribe::on_demand::{self, OnDemand};
use outloud::watch::Watch;
use outloud::{decode, parallel, transcribe};

use super::folder::Folder;
use super::reports::Reports;
use super::{Session, next, opinion, recognition, waiting};
use crate::cli::AnalyzeArgs;
use crate::error::{Error, INTERRUPTED};
use crate::openmp;
use crate::output::Printer;

pub(crate) fn run(request: &AnalyzeArgs, session: &Session<'_>) -> Result<(), Error> {
    if request.transcript.is_none() {
        openmp::let_threads_sleep();
    }
    let asked = recognition::asked(&request.asked, session)?;
    let recordings = if request.pending { waiting(session)? } else { recordings(&request.audio)? };
    if request.pending && recordings.is_empty() {
        session.printer.say("nothing waits to be analysed");
        return Ok(());
    }
    check(request, &recordings)?;
    if request.format == Format::Html && request.out_dir.is_none() {
        Printer::refuse_at_terminal(
            &request.output,
            "`-o FILE.html`; `outloud open` shows a take that is kept in the browser",
        )?;
    }
    Printer::try_out(&request.output)?;
    tell_left_out(&request.audio, session)?;
    let folder = request.out_dir.as_deref();
    let folder =
        folder.map(|folder| Folder::prepare(folder, &recordings, request.format, request.force)).transpose()?;
    let language = recognition::language(request.recognition.language.as_deref(), session)?;
    let transcript = request.transcript.as_deref().map(|path| import(path, language)).transpose()?;
    let mut reports = Reports::new((request.format, request.full), &request.output, &request.filing, session)
        .in_folder(folder)
        .in_full_by(next::in_full())
        .with_audio(!request.page.no_audio)
        .with_opinion_of(opinion::adviser(request.opinion, request.format, session)?);

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
            if request.threads.is_some() || request.jobs > 1 {
                session.printer.detail(&format!(
                    "{} in all, {}",
                    count(threads, "thread"),
                    count(request.jobs.into(), "job")
                ));
            }
            Words::Recognised(model.with_threads(threads / usize::from(request.jobs)))
        }
    };
    // What a recording answers is known where it is in the history, and nobody says otherwise.
    let known = if asked.is_nothing() { waiting::asked(&recordings, session)? } else { HashMap::new() };
    let one = |path: &PathBuf| -> Result<Take, Error> {
        let known = std::path::absolute(path).ok().and_then(|path| known.get(&path));
        let asked = known.unwrap_or(&asked).clone();
        match &words {
            Words::Given(imported) => recognition::analyse(path, asked, &mut imported.clone(), session),
            Words::Recognised(model) => recognition::analyse(path, asked, &mut model.clone(), session),
        }
    };
    let mut failed = 0;
    let mut left = recordings.iter();
    let outcome = parallel::each(&recordings, usize::from(request.jobs), one, |outcome| match (outcome, left.next()) {
        (Ok(take), _) => reports.add(&take),
        (Err(error), _) if recordings.len() == 1 || error.exit_status() == INTERRUPTED => Err(error),
        (Err(error), recording) => {
            Printer::error(&error);
            reports.fail(recording.map_or(Path::new("-"), PathBuf::as_path), &error);
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

/// Files that are named when they are left out, at most.
const NAMED: usize = 10;

/// Names the files in folders that are no recordings by their names.
fn tell_left_out(inputs: &[PathBuf], session: &Session<'_>) -> Result<(), Error> {
    for folder in inputs.iter().filter(|input| input.is_dir()) {
        let others = decode::others_in(folder)?;
        let names = others.iter().take(NAMED).filter_map(|path| path.file_name()).map(|name| name.to_string_lossy());
        let mut names: Vec<String> = names.map(String::from).collect();
        if others.len() > NAMED {
            names.push(format!("{} more", others.len() - NAMED));
        }
        if !names.is_empty() {
            let folder = folder.display();
            session
                .printer
                .say(&format!("{folder}: left out, as their names are not those of recordings: {}", names.join(", ")));
        }
    }
    Ok(())
}

/// The recordings in the history that wait to be analysed; those that are gone are told of.
fn waiting(session: &Session<'_>) -> Result<Vec<PathBuf>, Error> {
    let place = |entry: &Entry| {
        let place = waiting::recording(entry);
        if place.is_none() {
            session.printer.say(&format!("take {} goes on waiting: its recording is not where it was", entry.id));
        }
        place
    };
    Ok(waiting::all(session)?.iter().filter_map(place).collect())
}

/// The recordings meant by `inputs`: files as they are, folders by what is in them.
pub(super) fn recordings(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
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
    if recordings.len() > 1 && request.out_dir.is_none() && !request.format.is_joinable() {
        let message = format!("`{}` holds one take only", request.format.name());
        return usage(&message, "use `--out-dir FOLDER` for a file each, or `--format jsonl`");
    }
    let stdin = Path::new("-");
    if request.transcript.as_deref() == Some(stdin) && recordings.iter().any(|recording| recording == stdin) {
        return usage("recording and transcript cannot both come from standard input", "name a file for one of them");
    }
    let same =
        |a: &Path| fs::canonicalize(a).ok().is_some_and(|a| fs::canonicalize(&request.output).is_ok_and(|b| a == b));
    if recordings.iter().any(|r| same(r)) || request.transcript.as_deref().is_some_and(same) {
        return usage("the report would overwrite its own input", "choose another `--output`");
    }
    Ok(())
}

fn stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
}

/// The transcript at `path`, "-" for standard input; and what it is called.
pub(super) fn import(path: &Path, language: &str) -> Result<(String, Imported), Error> {
    let bytes = if path == Path::new("-") { stdin() } else { fs::read(path) };
    let bytes = bytes.map_err(Error::read(path))?;
    let imported = Imported::parse(path, &bytes, language).map_err(transcribe::Error::from)?;
    Ok((path.display().to_string(), imported))
}
