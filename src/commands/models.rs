//! `outloud models`: which speech models there are, what each needs, which are here, whether they are whole; fetching and removing.

mod machine;

use std::fs;
use std::path::Path;

use outloud::report::terminal;
use outloud::transcribe;
use outloud::transcribe::models::needs::{self, ANSWER_S, Needs};
use outloud::transcribe::models::pull::{Patience, Pull, PullSource, Pulled};
use outloud::transcribe::models::{self, CatalogEntry, Checked, Model, megabytes};

use super::{Session, recognition};
use crate::cli::Models;
use crate::error::Error;
use crate::output::Printer;
use machine::Machine;

/// Longest time that a recommended model takes for an answer of two minutes, s: nobody waits longer than they spoke, by half.
const LONGEST_S: f64 = 60.0;

pub(crate) fn run(request: &Models, session: &Session<'_>) -> Result<(), Error> {
    let dir = session.paths.models();
    match request {
        Models::List => Printer::data(Path::new("-"), &list(&dir, &Machine::look())),
        Models::Recommend { language } => recommend(language.as_deref(), session),
        Models::Pull { name, from } => pull(&named(name)?, from.as_deref().map(PullSource::parse), session),
        Models::Remove { names } => remove(names, session),
        Models::Path { name: None } => line(&dir.display().to_string()),
        Models::Path { name: Some(name) } => {
            let model = models::choose(Some(name), "en", &dir).map_err(transcribe::Error::from)?;
            line(&model.path.display().to_string())
        }
        Models::Verify { models } => verify(models, &dir),
    }
}

fn line(text: &str) -> Result<(), Error> {
    Printer::data(Path::new("-"), &format!("{text}\n"))
}

/// The public model called `name`.
fn named(name: &str) -> Result<CatalogEntry, Error> {
    Ok(models::named(name).ok_or_else(|| transcribe::Error::from(models::Error::Unknown(name.to_owned())))?)
}

/// A table of all models: what each needs, how well it hears, what is here and what is used when nobody says otherwise.
fn list(dir: &Path, machine: &Machine) -> String {
    let installed: Vec<_> = models::installed(dir).into_iter().map(|model| (model.glance(), model.name)).collect();
    let is_whole = |name: &str| installed.iter().any(|(glance, known)| known == name && glance.is_ok());
    let chosen = models::choose(None, "en", dir).ok();
    let default = chosen.as_ref().and_then(|chosen| chosen.candidates().find(|model| is_whole(&model.name)));
    let row = |cells: [&str; 7]| {
        let [name, size, memory, time, errors, languages, here] = cells;
        let text = format!("{name:<20} {size:>8} {memory:>8} {time:>8} {errors:>12}  {languages:<9} {here}");
        text.trim_end().to_owned() + "\n"
    };
    let mut text = row(["model", "size", "memory", "2 min", "words wrong", "languages", ""]);
    for entry in models::published() {
        let (memory, time) = Needs::estimate(&entry)
            .map_or_else(Default::default, |needs| (gigabytes(needs.memory), machine.time(&needs)));
        let errors = entry.word_errors.map_or("not measured".into(), |share| format!("{:.0} %", 100.0 * share));
        let here = match installed.iter().find(|(_, name)| *name == entry.name) {
            Some((Err(error), _)) => error.in_short(),
            Some(_) if default.is_some_and(|model| model.name == entry.name) => "default",
            Some(_) => "installed",
            None => "",
        };
        text += &row([&entry.name, &entry.size(), &memory, &time, &errors, &entry.languages, here]);
    }
    let needs = format!(
        "memory, and 2 min: time to recognise an answer of {ANSWER_S} s, about: worked out from how each model is built, and from how fast \
         {} computed just now.",
        machine.name()
    );
    let said = [
        needs.as_str(),
        "words wrong: as measured with outloud on people near their microphone, um and uh left out.",
        "`outloud models pull NAME` fetches one; the last one that is whole is the default.",
        "Files are judged by their size and form; `outloud models verify` reads all of them.",
    ];
    text + "\n" + &said.map(|said| terminal::indented(said, 0, Printer::width())).concat()
}

/// `bytes` for people: "0.5 GB".
fn gigabytes(bytes: u64) -> String {
    format!("{:.1} GB", bytes as f64 / 1e9)
}

/// Names the best model for this machine, and why.
fn recommend(language: Option<&str>, session: &Session<'_>) -> Result<(), Error> {
    let language = recognition::language(language, session)?;
    let machine = Machine::look();
    let memory = machine.memory.map(|free| free / 2);
    let Some((entry, needs)) = needs::recommend(language, memory, LONGEST_S, machine.speed, machine.cores) else {
        return Err(transcribe::Error::UnknownLanguage(language.to_owned()).into());
    };
    let free = machine.memory.map(|free| format!(" of {} that are free", gigabytes(free))).unwrap_or_default();
    line(&format!(
        "{}: about {} for an answer of two minutes on {}, and {}{free}",
        entry.name,
        machine.time(&needs),
        machine.name(),
        gigabytes(needs.memory),
    ))?;
    if models::choose(Some(&entry.name), language, &session.paths.models()).is_err() {
        line(&format!("to fetch it ({}): outloud models pull {}", entry.size(), entry.name))?;
    }
    Ok(())
}

/// The file of `entry` that came with the program, where its package has one: in `../share/outloud`, seen from the program.
fn packaged(entry: &CatalogEntry) -> Option<PullSource> {
    let program = fs::canonicalize(std::env::current_exe().ok()?).ok()?;
    let file = program.parent()?.parent()?.join("share/outloud").join(&entry.file);
    file.is_file().then_some(PullSource::File(file))
}

/// Fetches `entry` from `source`, else from where it came with the program, else from its public address.
fn pull(entry: &CatalogEntry, source: Option<PullSource>, session: &Session<'_>) -> Result<(), Error> {
    let source = source.or_else(|| packaged(entry)).unwrap_or_else(|| PullSource::Address(entry.url.clone()));
    let dir = session.paths.models();
    if let PullSource::Address(address) = &source {
        session.printer.say(&format!("fetching {} ({}) from {address}", entry.name, entry.size()));
    }
    let progress = session.printer.progress(&entry.name);
    let tell = |step| progress.show_pull(step, entry.bytes);
    let patience = Patience::default();
    let outcome =
        Pull { entry, source: &source, dir: &dir, patience, tell: &tell, cancelled: session.cancelled }.run()?;
    drop(progress);
    let path = dir.join(&entry.file);
    session.printer.say(&match outcome {
        Pulled::Fetched => format!("{} is installed: {}", entry.name, path.display()),
        Pulled::WasThere => format!("{} was installed already, and is whole: {}", entry.name, path.display()),
    });
    Ok(())
}

/// Where `error` is that a model is missing, and somebody can be asked: asks whether to fetch it, and does. Whether it did.
pub(super) fn offer(error: &Error, session: &Session<'_>) -> Result<bool, Error> {
    let Some(entry) = error.remedies().first() else { return Ok(false) };
    if !session.printer.ask(&format!("{error}: fetch {} now, {}?", entry.name, entry.size())) {
        return Ok(false);
    }
    pull(entry, None, session).map(|()| true)
}

fn remove(names: &[String], session: &Session<'_>) -> Result<(), Error> {
    let dir = session.paths.models();
    let entries = names.iter().map(|name| named(name)).collect::<Result<Vec<_>, _>>()?;
    for entry in entries {
        let freed = models::remove(&entry, &dir).map_err(Error::write(&dir))?;
        session.printer.say(&match freed {
            Some(bytes) => format!("{} is removed: {} are free again", entry.name, megabytes(bytes)),
            None => format!("{} is not installed: nothing to remove", entry.name),
        });
    }
    Ok(())
}

fn verify(wanted: &[String], dir: &Path) -> Result<(), Error> {
    let chosen: Vec<Model> = if wanted.is_empty() {
        models::installed(dir)
    } else {
        let choose = |name: &String| models::choose(Some(name), "en", dir);
        wanted.iter().map(choose).collect::<Result<_, _>>().map_err(transcribe::Error::from)?
    };
    if chosen.is_empty() {
        return line(&format!("no models in {}", dir.display()));
    }
    let mut refused = None;
    for model in chosen {
        let known = match (model.check(), &model.published) {
            (Ok(Checked { differs: None, .. }), Some(_)) => "ok, size and SHA-256 as published".into(),
            (Ok(Checked { differs: Some(what), .. }), Some(_)) => {
                format!("ok, a whole model, and not the published one: {what} differs")
            }
            (Ok(_), None) => "ok, a whole model, not one of the catalog".to_owned(),
            (Err(error), _) => {
                let short = error.in_short().to_owned();
                // One says what is wrong with the first; the others are looked at all the same.
                refused = refused.or(Some(error));
                short
            }
        };
        line(&format!("{}: {known}: {}", model.name, model.path.display()))?;
    }
    refused.map_or(Ok(()), |error| Err(transcribe::Error::from(error).into()))
}
