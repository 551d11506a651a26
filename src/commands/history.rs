//! `outloud history`: the takes of the past, listed, shown, deleted and written out.

mod edit;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use outloud::figure::count;
use outloud::history::metric::Metric;
use outloud::history::store::{self, Error as HistoryError, History};
use outloud::history::{Entry, Filter, Name};
use outloud::opinion::Adviser;
use outloud::playable::Sounding;
use outloud::report::{self, Context, Format, Options, json, table, terminal};
use outloud::take::Take;
use serde::Serialize;

use super::{Session, compare, filter, keep, look_at, next, nothing, opinion, play, sound};
use crate::cli::{Exported, HistoryCommand, Which};
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(request: &HistoryCommand, session: &Session<'_>) -> Result<(), Error> {
    match request {
        HistoryCommand::List { which, last, all } => list(which, (!all).then_some(*last), session),
        HistoryCommand::Show { take, format, output, full, page, opinion } => {
            if *format == Format::Html {
                let shows = "`-o FILE.html`; `outloud open` shows it in the browser";
                Printer::refuse_at_terminal(output, shows)?;
            }
            Printer::try_out(output)?;
            let adviser = opinion::adviser(*opinion, *format, session)?;
            show(*take, (*format, *full), output, !page.no_audio, adviser.as_ref(), session)
        }
        HistoryCommand::Compare(request) => compare::run(request, session),
        HistoryCommand::Edit(request) => edit::run(request, session),
        HistoryCommand::Delete { takes, keep_audio, yes } => delete(takes, *keep_audio, *yes, session),
        HistoryCommand::Repair { folders } => repair(folders, session),
        HistoryCommand::Export { which, format, output, force } => {
            let format = exported(*format, output)?;
            if output.is_file() && !force {
                return Err(Error::exists(output));
            }
            export(which, format, output, session)
        }
    }
}

fn list(which: &Which, most: Option<usize>, session: &Session<'_>) -> Result<(), Error> {
    let history = look_at(session)?;
    let filter = filter(which);
    let list = |pending, most| match &history {
        Some(history) => history.list(&Filter { pending, ..filter.clone() }, most),
        None => Ok(Vec::new()),
    };
    let (entries, waiting) = (list(false, most)?, list(true, None)?);
    let Some(history) = history.as_ref().filter(|_| !(entries.is_empty() && waiting.is_empty())) else {
        session.printer.say(&nothing::why(which, filter.speaker.as_ref(), history.as_ref())?);
        return Ok(());
    };
    let options = super::options(session.printer);
    let lists = [terminal::past::list(&entries, &options), terminal::past::waiting(&waiting, &options)];
    let lists: Vec<&str> = lists.iter().map(String::as_str).filter(|list| !list.is_empty()).collect();
    Printer::data(Path::new("-"), &lists.join("\n"))?;
    let all = history.count(&filter)?;
    if all > entries.len() {
        session.printer.say(&format!("the last {} of {all} takes; `--all` lists every one", entries.len()));
    }
    if !waiting.is_empty() {
        session.printer.say("`outloud analyze --pending` analyses what waits");
    }
    Ok(())
}

fn open(session: &Session<'_>, name: Name) -> Result<History, Error> {
    Ok(look_at(session)?.ok_or(HistoryError::NoSuchTake { name })?)
}

/// Prints the report of take `name`; which take it is goes beside it.
fn show(
    name: Name,
    (format, full): (Format, bool),
    output: &Path,
    with_audio: bool,
    adviser: Option<&Adviser>,
    session: &Session<'_>,
) -> Result<(), Error> {
    let options = Options { full, ..session.printer.options(output) };
    let Shown { entry, take, text } = shown(name, format, &options, with_audio, adviser, session)?;
    let there = entry.audio.as_ref().is_some_and(|audio| audio.path.exists());
    session.printer.say(&terminal::past::heading(&entry, there));
    session.printer.result(output, &text)?;
    match entry.audio.filter(|_| there && format == Format::Text && output == Path::new("-")) {
        Some(audio) => play::offer(&take, &audio.path, session),
        None => Ok(()),
    }
}

/// A take of the past and its report.
pub(super) struct Shown {
    pub(super) entry: Entry,
    take: Take,
    pub(super) text: String,
}

/// The report of take `name` as it was on its day; with its sound where a page is to have it, and the opinion of an `adviser`.
pub(super) fn shown(
    name: Name,
    format: Format,
    options: &Options,
    with_audio: bool,
    adviser: Option<&Adviser>,
    session: &Session<'_>,
) -> Result<Shown, Error> {
    let history = open(session, name)?;
    let entry = history.find(name)?;
    let take = history.take(entry.id)?;
    let remarks = if format.is_read() { keep::remarks(&history, entry.id, &take)? } else { Vec::new() };
    let sound = match format {
        Format::Html => sound::of(&take, entry.audio.as_ref().map(|audio| audio.path.as_path()), with_audio, session),
        _ => Sounding::LeftOut,
    };
    let opinion = opinion::of(&take, adviser, session);
    let all = (!options.full).then(|| next::whole(entry.id));
    let next = next::commands(&take, Some(entry.id), all, &next::filed(&entry, session));
    let context = Context { taken: Some(entry.taken), remarks, sound, next, opinion };
    let text = report::render(&take, &context, format, options)?;
    Ok(Shown { entry, take, text })
}

/// Removes takes, and the recordings among them that outloud made; a file of the user's own is never touched.
fn delete(names: &[Name], keep_audio: bool, yes: bool, session: &Session<'_>) -> Result<(), Error> {
    let mut history = open(session, *names.first().unwrap_or(&Name::Last))?;
    let mut entries: Vec<Entry> = Vec::new();
    for name in names {
        let entry = history.find(*name)?;
        if entries.iter().all(|known| known.id != entry.id) {
            entries.push(entry);
        }
    }
    // As the system sees it, so that neither links nor `..` lead out of the folder.
    let recordings = fs::canonicalize(session.paths.recordings()).ok();
    let ours =
        |path: &Path| recordings.as_ref().is_some_and(|r| fs::canonicalize(path).is_ok_and(|path| path.starts_with(r)));
    let mut removed = BTreeSet::new();
    let mut plan = vec!["this removes".to_owned()];
    for entry in &entries {
        let about = entry.facts.question.as_deref().unwrap_or(&entry.facts.source);
        plan.push(format!("  take {}, {}, {about}", entry.id, entry.taken.local()));
        match &entry.audio {
            Some(audio) if !audio.path.exists() => {}
            Some(audio) if !keep_audio && ours(&audio.path) => {
                plan.push(format!("    and its recording {}", audio.path.display()));
                removed.insert(audio.path.clone());
            }
            Some(audio) => plan.push(format!("    its recording stays: {}", audio.path.display())),
            None => {}
        }
    }
    // Their pages can be written again as long as the takes are there.
    let pages = entries.iter().map(|entry| session.paths.page(entry.id)).chain([session.paths.progress()]);
    removed.extend(pages.filter(|page| page.exists()));
    // Whatever a repair has left of the history holds their words, too.
    let database = session.paths.database();
    let copies = store::copies(&database).map_err(Error::read(&database))?;
    plan.extend(copies.iter().map(|copy| format!("  and, as it may hold them too, {}", copy.display())));
    if !super::agree(&plan.join("\n"), yes, session)? {
        return Ok(());
    }
    history.delete(&entries.iter().map(|entry| entry.id).collect::<Vec<_>>())?;
    removed.extend(copies);
    for path in removed {
        remove(&path)?;
    }
    session.printer.say(&match entries.as_slice() {
        [one] => format!("removed take {}", one.id),
        many => format!("removed {} takes", many.len()),
    });
    Ok(())
}

pub(super) fn remove(path: &PathBuf) -> Result<(), Error> {
    fs::remove_file(path).map_err(Error::write(path))
}

fn repair(folders: &[PathBuf], session: &Session<'_>) -> Result<(), Error> {
    let path = session.paths.database();
    for folder in folders {
        fs::read_dir(folder).map_err(Error::read(folder))?;
    }
    let own = [session.paths.recordings()];
    let mended = store::repair(&path, if folders.is_empty() { &own } else { folders })?;
    let mut text = Vec::new();
    if let Some((takes, aside)) = &mended.saved {
        text.push(format!(
            "the history was damaged: saved of it: {}; the damaged file is now {}",
            count(*takes, "take"),
            aside.display()
        ));
    }
    for (id, place) in &mended.found {
        text.push(format!("take {id}: its recording is {}", place.display()));
    }
    let health = store::check(&path)?;
    for (id, place) in &health.lost {
        text.push(format!("take {id}: its recording is gone: {}", place.display()));
    }
    if !health.lost.is_empty() {
        session.printer.say("these takes stay as they are; name the folder that their recordings are in now: `outloud history repair FOLDER`");
    }
    for id in &health.without_analysis {
        text.push(format!(
            "take {id}: its figures are there, its analysis is not: analyse its recording once more to have it"
        ));
    }
    let readable = match health.without_analysis.len() {
        0 => "all readable".to_owned(),
        some => format!("{some} of them without their analysis"),
    };
    text.push(format!("{}, {readable}\n", count(health.takes, "take")));
    Printer::data(Path::new("-"), &text.join("\n"))
}

/// What is written into this file: nothing under the name of something else.
fn exported(wanted: Option<Exported>, output: &Path) -> Result<Exported, Error> {
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let named = match ending.as_deref() {
        // Standard output, devices, and names without an ending take anything.
        None => return Ok(wanted.unwrap_or_default()),
        Some("csv") => Some(Exported::Csv),
        Some("jsonl" | "ndjson") => Some(Exported::Jsonl),
        Some("txt") => wanted,
        Some(_) => None,
    };
    let fits = named.filter(|named| wanted.is_none_or(|wanted| wanted == *named));
    fits.ok_or_else(|| Error::Usage {
        message: format!("{} would not be what its name says", output.display()),
        hint: "a history is written as `.csv` (a table of the figures) or `.jsonl` (whole takes, one a line)".into(),
    })
}

fn export(which: &Which, format: Exported, output: &Path, session: &Session<'_>) -> Result<(), Error> {
    Printer::try_out(output)?;
    let Some(history) = look_at(session)? else {
        session.printer.say("no takes yet");
        return Ok(());
    };
    let filter = filter(which);
    let mut entries = history.list(&filter, None)?;
    entries.reverse();
    let waiting = history.count(&Filter { pending: true, ..filter })?;
    if waiting > 0 {
        let waiting = count(waiting, "take");
        session.printer.say(&format!("{waiting} not analysed yet and left out: `outloud analyze --pending`"));
    }
    let text = match format {
        Exported::Csv => csv(&entries),
        Exported::Jsonl => {
            let line = |entry: &Entry| Ok(json::line(&HistoryLine::new(entry, &history)?) + "\n");
            entries.iter().map(line).collect::<Result<String, HistoryError>>()?
        }
    };
    Printer::data(output, &text)?;
    if output != Path::new("-") {
        session.printer.say(&format!("wrote {} takes to {}", entries.len(), output.display()));
    }
    Ok(())
}

/// A take as a line of an exported file.
#[derive(Serialize)]
struct HistoryLine<'a> {
    id: i64,
    taken: String,
    question: Option<&'a str>,
    category: Option<&'a str>,
    tags: &'a [String],
    audio: Option<String>,
    analyser: u32,
    speaker: Option<&'a str>,
    /// Null where it is not kept whole.
    take: Option<Take>,
}

impl<'a> HistoryLine<'a> {
    fn new(entry: &'a Entry, history: &History) -> Result<Self, HistoryError> {
        let take = match history.take(entry.id) {
            Ok(take) => Some(take),
            Err(HistoryError::Lost { .. }) => None,
            Err(e) => return Err(e),
        };
        Ok(Self {
            id: entry.id,
            taken: entry.taken.utc(),
            question: entry.facts.question.as_deref(),
            category: entry.category.as_deref(),
            tags: &entry.tags,
            audio: entry.audio.as_ref().map(|audio| audio.path.to_string_lossy().into_owned()),
            analyser: entry.analyser,
            speaker: entry.speaker.as_deref(),
            take,
        })
    }
}

fn csv(entries: &[Entry]) -> String {
    let header = [
        &[
            "take", "taken", "question", "category", "tags", "source", "audio", "audio_s", "model", "analyser",
            "shape", "words",
        ][..],
        &Metric::ALL.map(Metric::name)[..],
        &["speaker"],
    ]
    .concat();
    let text = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = entries.iter().map(|entry| {
        let facts = &entry.facts;
        let audio = entry.audio.as_ref().map(|audio| audio.path.to_string_lossy().into_owned());
        let mut row = vec![
            entry.id.to_string(),
            entry.taken.utc(),
            facts.question.clone().unwrap_or_default(),
            entry.category.clone().unwrap_or_default(),
            entry.tags.join(" "),
            facts.source.clone(),
            audio.unwrap_or_default(),
            text(facts.audio_s),
            facts.model.clone().unwrap_or_default(),
            entry.analyser.to_string(),
            facts.shape.clone().unwrap_or_default(),
            facts.words.to_string(),
        ];
        row.extend(facts.headline.0.map(text));
        row.push(entry.speaker.clone().unwrap_or_default());
        row
    });
    table::csv(&header, rows)
}
