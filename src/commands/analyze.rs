//! `outloud analyze`: recordings or a transcript in, reports out.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use fs_err as fs;
use outloud::audio::{self, decode};
use outloud::take::{Asked, Take, Warning};
use outloud::transcribe::import::Imported;
use outloud::transcribe::models;
use outloud::transcribe::recognise::Recogniser;
use outloud::transcribe::whisper;
use outloud::transcribe::{self, Heard, Said, Stage, Transcriber, Watch};
use outloud::{measures, parallel, pipeline, report};

use super::Session;
use super::keep::Keeper;
use crate::cli::{Analyze, Format};
use crate::error::Error;
use crate::output::Printer;

/// More threads than this only wait for memory.
const MOST_THREADS: usize = 8;
/// The language spoken when nobody says otherwise.
const ENGLISH: &str = "en";

pub(crate) fn run(request: &Analyze, session: &Session<'_>) -> Result<(), Error> {
    if request.transcript.is_none() {
        super::let_threads_sleep();
    }
    report(request, session)
}

/// Analyses what is asked for, in this process.
pub(super) fn report(request: &Analyze, session: &Session<'_>) -> Result<(), Error> {
    let cancelled = session.cancelled;
    let language = language(request.language.as_deref(), session);
    let recordings = recordings(&request.audio)?;
    check(request, &recordings)?;
    let transcript = request.transcript.as_deref().map(|path| import(path, language)).transpose()?;
    let mut output = Output::new(request, session);

    let listener = match transcript {
        Some((path, mut imported)) if recordings.is_empty() => {
            let watch = Watch { tell: &|_| (), cancelled };
            let mut evidence = pipeline::read(&path, &mut imported, &watch)?;
            evidence.asked = asked(request);
            output.add(&measures::take(evidence))?;
            return output.finish();
        }
        Some((_, imported)) => Listener::Given(imported),
        None => {
            model_or_offer(request.model.as_deref(), Some(language), session)?;
            Listener::Model(OnDemand::new(request.model.as_deref(), request.threads, request.jobs, language, session)?)
        }
    };
    let mut failed = 0;
    parallel::each(
        &recordings,
        usize::from(request.jobs),
        |path| one(path, &listener, asked(request), session),
        |outcome| match outcome {
            Ok(take) => output.add(&take),
            Err(error) if recordings.len() == 1 || error.exit_status() == 130 => Err(error),
            Err(error) => {
                Printer::error(&error);
                failed += 1;
                Ok(())
            }
        },
    )?;
    let finished = output.finish();
    if failed > 0 && finished.is_ok() { Err(Error::Some { failed, all: recordings.len() }) } else { finished }
}

fn language<'a>(wanted: Option<&'a str>, session: &Session<'a>) -> &'a str {
    wanted.or(session.config.language.as_deref()).unwrap_or(ENGLISH)
}

/// The model that recognises speech in the language `spoken`: the one `wanted`, else that of the settings, else the best.
pub(super) fn model(wanted: Option<&str>, spoken: Option<&str>, session: &Session<'_>) -> Result<models::Model, Error> {
    let wanted = wanted.or(session.config.model.as_deref());
    let model = models::choose(wanted, language(spoken, session), &session.paths.models());
    Ok(model.map_err(transcribe::Error::from)?)
}

/// As [`model`]; where it can be fetched, the user is asked whether to.
pub(super) fn model_or_offer(
    wanted: Option<&str>,
    spoken: Option<&str>,
    session: &Session<'_>,
) -> Result<models::Model, Error> {
    match model(wanted, spoken, session) {
        Err(error) if super::models::offer(&error, session)? => model(wanted, spoken, session),
        found => found,
    }
}

/// Cores that share the work on one recording.
pub(super) fn cores() -> usize {
    num_cpus::get_physical().min(MOST_THREADS)
}

/// The recordings meant by `inputs`: files as they are, folders by what is in them.
fn recordings(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut recordings = Vec::new();
    for input in inputs {
        if input.is_dir() {
            recordings.extend(audio::files_in(input)?);
        } else {
            recordings.push(input.clone());
        }
    }
    Ok(recordings)
}

/// Refuses combinations that cannot be meant.
fn check(request: &Analyze, recordings: &[PathBuf]) -> Result<(), Error> {
    let usage = |message: &str, hint: &str| Err(Error::Usage { message: message.into(), hint: hint.into() });
    if recordings.len() > 1 && request.transcript.is_some() {
        return usage("one transcript cannot belong to several recordings", "analyse them one by one");
    }
    if recordings.len() > 1 && matches!(request.format, Format::Json | Format::Html) {
        return usage("`json` and `html` hold one take each", "use `--format jsonl`, or analyse them one by one");
    }
    let same =
        |a: &Path| fs::canonicalize(a).ok().is_some_and(|a| fs::canonicalize(&request.output).is_ok_and(|b| a == b));
    if recordings.iter().any(|r| same(r)) || request.transcript.as_deref().is_some_and(same) {
        return usage("the report would overwrite its own input", "choose another `--output`");
    }
    Ok(())
}

fn import(path: &Path, language: &str) -> Result<(String, Imported), Error> {
    let bytes = std::fs::read(path).map_err(Error::read(path))?;
    let imported = Imported::parse(path, &bytes, language).map_err(transcribe::Error::from)?;
    Ok((path.display().to_string(), imported))
}

/// What the answers answer.
fn asked(request: &Analyze) -> Asked {
    let text =
        |given: &Option<String>| given.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Asked { id: text(&request.question), prompt: text(&request.prompt), shape: request.shape.map(super::shape) }
}

fn one(path: &Path, listener: &Listener, asked: Asked, session: &Session<'_>) -> Result<Take, Error> {
    let &Session { printer, cancelled, .. } = session;
    let progress = printer.progress(&path.display().to_string());
    let tell = |stage| progress.show(stage);
    let watch = Watch { tell: &tell, cancelled };
    let mut decoding = |share| tell(Stage::Decoding { share });
    decoding(0.0);
    let decoded = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(Error::read(path))?;
        decode::from_bytes(bytes, path, &mut decoding)?
    } else {
        decode::from_path(path, &mut decoding)?
    };
    let name = path.display().to_string();
    let mut evidence = match listener {
        Listener::Given(imported) => pipeline::listen(&name, decoded, &mut imported.clone(), &watch)?,
        Listener::Model(model) => pipeline::listen(&name, decoded, &mut &*model, &watch)?,
    };
    evidence.asked = asked;
    Ok(measures::take(evidence))
}

/// Who writes down the words.
enum Listener {
    /// Somebody has, already.
    Given(Imported),
    /// A model does.
    Model(OnDemand),
}

/// A model in memory, and what every report made with it has to say about it.
type Loaded = (whisper::Model, Option<Warning>);

/// A model that is loaded when the first speech is there to be recognised, and shared by all recordings.
pub(super) struct OnDemand {
    model: models::Model,
    language: String,
    threads: usize,
    loaded: Mutex<Option<Loaded>>,
}

impl OnDemand {
    /// `wanted` else the settings' model else the best one installed; `threads` are shared by `jobs` recordings at once.
    pub(super) fn new(
        wanted: Option<&str>,
        threads: Option<u16>,
        jobs: u16,
        language: &str,
        session: &Session<'_>,
    ) -> Result<Self, Error> {
        let model = model(wanted, Some(language), session)?;
        let cores = threads.map_or_else(cores, usize::from);
        let threads = (cores / usize::from(jobs)).max(1);
        Ok(Self { model, language: language.to_owned(), threads, loaded: Mutex::new(None) })
    }

    fn load(&self) -> Result<Loaded, transcribe::Error> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(there) = &*loaded {
            return Ok(there.clone());
        }
        let models::Model { name, path, .. } = &self.model;
        let checked = self.model.check()?;
        let there = (whisper::Model::load(name, path, checked.build())?, self.model.warning(checked));
        *loaded = Some(there.clone());
        Ok(there)
    }
}

impl Transcriber for &OnDemand {
    fn transcribe(&mut self, heard: Option<Heard<'_>>, watch: &Watch<'_>) -> Result<Said, transcribe::Error> {
        (watch.tell)(Stage::Loading);
        let (model, warning) = self.load()?;
        let engine = model.engine(&self.language)?;
        Recogniser::new(engine, self.threads, &self.language, Vec::from_iter(warning)).transcribe(heard, watch)
    }
}

/// Keeps takes as they come and writes them in the format asked for; a file gets all of them at the end, at once.
struct Output<'a> {
    request: &'a Analyze,
    session: &'a Session<'a>,
    /// Opened for the first take; an error once the history failed, and then not tried again.
    keeper: Option<Result<Keeper, Error>>,
    text: String,
    written: usize,
}

impl<'a> Output<'a> {
    fn new(request: &'a Analyze, session: &'a Session<'a>) -> Self {
        Self { request, session, keeper: None, text: String::new(), written: 0 }
    }

    fn add(&mut self, take: &Take) -> Result<(), Error> {
        let remarks = self.keep(take);
        let path = &self.request.output;
        let mut text = match self.request.format {
            Format::Text => {
                let colour = self.session.printer.colour(path);
                let options = report::terminal::Options { width: Printer::width(), colour };
                let closing = report::terminal::closing(&remarks, &options);
                let gap = if closing.is_empty() { "" } else { "\n" };
                report::terminal::render(take, &options) + gap + &closing
            }
            Format::Json => report::json::render(take),
            Format::Jsonl => report::json::render_line(take),
            Format::Md => report::markdown::render(take) + &report::markdown::closing(&remarks),
            Format::Html => report::html::render(take, &remarks),
        };
        if !text.ends_with('\n') {
            text.push('\n');
        }
        if self.written > 0 && matches!(self.request.format, Format::Text | Format::Md) {
            text.insert(0, '\n');
        }
        self.written += 1;
        if path == Path::new("-") {
            return Printer::data(path, &text);
        }
        self.text.push_str(&text);
        Ok(())
    }

    /// Keeps `take` before anything is written: a report may go to a pipe that closes. A history that fails costs no report.
    /// Returns what the history says of it, where the report is for a person to read.
    fn keep(&mut self, take: &Take) -> Vec<String> {
        if self.request.no_save {
            return Vec::new();
        }
        let keeper = self.keeper.get_or_insert_with(|| Keeper::open(self.session));
        let Ok(open) = keeper else { return Vec::new() };
        let read = matches!(self.request.format, Format::Text | Format::Md | Format::Html);
        let kept = open.keep(take, &self.request.filing, self.session);
        match kept.and_then(|kept| if read { open.remarks(kept.id, take) } else { Ok(Vec::new()) }) {
            Ok(remarks) => remarks,
            Err(error) => {
                *keeper = Err(error);
                Vec::new()
            }
        }
    }

    /// Writes what is left to write; then says if takes could not be kept.
    fn finish(self) -> Result<(), Error> {
        let path = &self.request.output;
        if path != Path::new("-") && self.written > 0 {
            Printer::data(path, &self.text)?;
            self.session.printer.say(&format!("wrote {}", path.display()));
        }
        match self.keeper {
            Some(Err(error)) => Err(Error::NotKept(Box::new(error))),
            _ => Ok(()),
        }
    }
}
