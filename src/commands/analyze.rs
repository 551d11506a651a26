//! `outloud analyze`: recordings or a transcript in, reports out.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use outloud::batch::resumed::{self, Done, Lines, Wanted};
use outloud::evidence::Asked;
use outloud::figure::count;
use outloud::history::Entry;
use outloud::pipeline::Input;
use outloud::report::Format;
use outloud::take::Take;
use outloud::transcribe::import::Imported;
use outloud::transcribe::models::Model;
use outloud::transcribe::on_demand::{self, OnDemand};
use outloud::transcribe::{self, Transcriber};
use outloud::watch::Watch;
use outloud::{decode, fingerprint, parallel};

use super::folder::Folder;
use super::reports::Reports;
use super::{Session, next, opinion, recognition, waiting};
use crate::cli::AnalyzeArgs;
use crate::error::Error;
use crate::openmp;
use crate::output::{PartLine, Printer};

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
    let recordings = share(request, recordings, session);
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
            let jobs = usize::from(request.many.jobs);
            if request.threads.is_some() || jobs > 1 {
                session.printer.detail(&format!("{} in all, {}", count(threads, "thread"), count(jobs, "job")));
            }
            let loaded = recognition::on_demand(&request.recognition, session)?.with_threads(threads / jobs);
            Words::Recognised { loaded: Box::new(loaded), language }
        }
    };
    let (done, lines) = request.many.resume.as_deref().map(|path| resume(path, session)).transpose()?.unzip();
    reports = reports.onto(lines);
    // What a recording answers is known where it is in the history, and nobody says otherwise.
    let known = if asked.is_nothing() { waiting::asked(&recordings, session)? } else { HashMap::new() };
    let line = (recordings.len() > 1).then(|| session.printer.progress_of_all(&recordings));
    let one = |path: &PathBuf| -> Result<Option<Take>, Error> {
        let known = std::path::absolute(path).ok().and_then(|path| known.get(&path));
        let asked = known.unwrap_or(&asked).clone();
        let part = line.as_ref().map(|line| line.begin(path));
        if let (Some(done), Words::Recognised { loaded, language }) = (&done, &words)
            && !is_new(path, &asked, (loaded.model(), language), done)?
        {
            part.into_iter().for_each(PartLine::pass_over);
            return Ok(None);
        }
        let mut transcriber: Box<dyn Transcriber> = match &words {
            Words::Given(imported) => Box::new(imported.clone()),
            Words::Recognised { loaded, .. } => loaded.clone(),
        };
        let Some(part) = part else { return recognition::analyse(path, asked, &mut *transcriber, session).map(Some) };
        let watch = Watch { tell: &|stage| part.show(stage), cancelled: session.cancelled };
        recognition::analyse_telling(path, asked, &mut *transcriber, &watch).map(Some)
    };
    let (mut ended, mut failed) = (0, 0);
    let is_one = recordings.len() == 1 && !request.many.with_errors;
    let outcome = parallel::each(&recordings, usize::from(request.many.jobs), one, |outcome| {
        let recording = recordings.get(ended).map_or(Path::new("-"), PathBuf::as_path);
        let tell = || match outcome {
            Ok(Some(take)) => reports.add(&take),
            Ok(None) => {
                reports.pass_over();
                Ok(())
            }
            Err(error) if is_one || error.ends_all() => Err(error),
            Err(error) => {
                failed += 1;
                Printer::error_of_many(&error);
                reports.fail(recording, &error, request.many.with_errors)
            }
        };
        let told = match &line {
            Some(line) => line.aside(tell),
            None => tell(),
        };
        ended += 1;
        if let Some(line) = &line {
            line.tell(ended, failed);
        }
        told
    });
    drop(line);
    // Interrupted work writes what it has.
    let finished = reports.finish();
    outcome?;
    if failed > 0 && finished.is_ok() { Err(Error::SomeFailed { failed, all: recordings.len() }) } else { finished }
}

/// Who writes down the words of every recording.
enum Words {
    /// Somebody has, already.
    Given(Imported),
    /// A model does, loaded once for all of them.
    Recognised { loaded: Box<OnDemand>, language: &'static str },
}

/// The recordings that are this machine's to analyse.
fn share(request: &AnalyzeArgs, mut recordings: Vec<PathBuf>, session: &Session<'_>) -> Vec<PathBuf> {
    let Some(shard) = request.many.shard else { return recordings };
    let all = recordings.len();
    let in_folder = |path: &PathBuf| -> PathBuf {
        let mut folders = request.audio.iter().filter(|input| input.is_dir());
        let name = folders.find_map(|folder| path.strip_prefix(folder).ok());
        name.unwrap_or(path).to_owned()
    };
    recordings.retain(|path| shard.holds(&in_folder(path)));
    session.printer.say(&format!("{} of {} in this share", recordings.len(), count(all, "recording")));
    recordings
}

/// What is done in the file at `path`, and the file to go on with.
fn resume(path: &Path, session: &Session<'_>) -> Result<(Mutex<Done>, Lines), Error> {
    let (done, lines) = resumed::open(path)?;
    if lines.mended {
        session.printer.say(&format!("{lines}: its last line was cut short, and is made again"));
    }
    Ok((Mutex::new(done), lines))
}

/// Whether nobody has analysed the recording at `path` with the same `asked` of it, or is about to; from now on somebody is.
fn is_new(path: &Path, asked: &Asked, (model, language): (&Model, &str), done: &Mutex<Done>) -> Result<bool, Error> {
    let sha256 = fingerprint::of_file(path).map_err(|e| decode::Error::from_io(path, &e))?;
    // What can be read once only cannot have been read before.
    let Some(sha256) = sha256 else { return Ok(true) };
    let wanted = |model| Wanted { sha256: &sha256, asked, model, language };
    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(!model.candidates().any(|model| done.has(&wanted(&model.name))) && done.note(&wanted(&model.name)))
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
    let from_stdin = recordings.iter().any(|recording| recording == stdin);
    if request.transcript.as_deref() == Some(stdin) && from_stdin {
        return usage("recording and transcript cannot both come from standard input", "name a file for one of them");
    }
    if request.many.resume.is_some() && from_stdin {
        return usage("`--resume` cannot tell whether standard input was analysed before", "name files or folders");
    }
    if (request.many.resume.is_some() || request.many.with_errors) && request.format != Format::Jsonl {
        return usage("`--resume` and `--with-errors` write one object a line", "use `--format jsonl`");
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
