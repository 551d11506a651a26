//! `outloud stories`: the user's own stories, what each lacks, and which question it answers.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use outloud::evidence::Asked;
use outloud::figure::count;
use outloud::questions::{Bank, Category, Question};
use outloud::report::terminal;
use outloud::stories::fit::{StoryFit, fits, uncovered};
use outloud::stories::told::ToTell;
use outloud::stories::{CoreStory, folder};
use serde_json::{Value, json};

use super::{Session, questions};
use crate::cli::{Listed, StoriesCommand};
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(request: &StoriesCommand, session: &Session<'_>) -> Result<(), Error> {
    match request {
        StoriesCommand::New { name, title, category, place } => {
            let bank = Bank::load(&session.paths.questions())?;
            if let Some(unknown) = category.iter().find(|name| !is_known(name, &bank)) {
                return Err(no_such_category(unknown, &bank));
            }
            let title = title.as_deref().unwrap_or(name);
            let path = folder::create(&home(place.folder.as_deref(), session), name, title, category)?;
            session.printer.say(&format!("{} is yours to fill in; then `outloud stories check`", path.display()));
            Ok(())
        }
        StoriesCommand::List { question, format, place } => {
            let stories = folder::stories(&home(place.folder.as_deref(), session))?;
            let bank = Bank::load(&session.paths.questions())?;
            let text = match question {
                Some(id) => {
                    let (category, question) = bank.get(id).ok_or_else(|| questions::unknown(id, &bank))?;
                    fitting(&fits(&stories, category, question), *format)
                }
                None => all(&stories, *format),
            };
            if stories.is_empty() {
                session.printer.say("no stories yet; `outloud stories new NAME` begins one");
            }
            Printer::data(Path::new("-"), &text)
        }
        StoriesCommand::Check { place } => check(&home(place.folder.as_deref(), session), session),
    }
}

/// The folder of stories: the one `wanted`, else that of the settings.
pub(super) fn home(wanted: Option<&Path>, session: &Session<'_>) -> PathBuf {
    let set = session.config.stories.folder.as_deref().map(Path::new);
    wanted.or(set).map_or_else(|| session.paths.stories(), Path::to_owned)
}

/// What must be said of the story called `name`.
pub(super) fn to_tell(name: Option<&str>, session: &Session<'_>) -> Result<Option<ToTell>, Error> {
    let Some(name) = name else { return Ok(None) };
    let mut names = Vec::new();
    for read in folder::read_all(&home(None, session))? {
        match read {
            Ok(story) if story.name == name => return Ok(Some(ToTell::new(&story))),
            Ok(story) => names.push(story.name),
            Err(error) if error.path.file_stem().is_some_and(|stem| stem == name) => return Err(error.into()),
            Err(_) => {}
        }
    }
    let hint = match &names[..] {
        [] => "`outloud stories new NAME` begins one".into(),
        names => format!("there are {}", names.join(", ")),
    };
    Err(Error::Unknown { message: format!("no story is called `{name}`"), hint })
}

/// Every story that can be read; what is wrong with another one is told, and costs nothing else.
pub(super) fn known(session: &Session<'_>) -> Result<Vec<CoreStory>, Error> {
    let read = folder::read_all(&home(None, session))?;
    let told = |error: &_| session.printer.say(&format!("warning: {error}"));
    Ok(read.into_iter().filter_map(|story| story.inspect_err(told).ok()).collect())
}

/// What must be said of the one of `stories` that is for `question`; `None` where none is for its `category`.
pub(super) fn fitting_one(stories: &[CoreStory], category: &Category, question: &Question) -> Option<ToTell> {
    fits(stories, category, question).first().filter(|fit| fit.of_category).map(|fit| ToTell::new(fit.story))
}

/// Says which story is for the question that is `asked`, where none is named and exactly one with numbers is of its category: it may be
/// another one that is told, so it is not listened for unasked.
pub(super) fn suggest(asked: &Asked, bank: Option<&Bank>, session: &Session<'_>) {
    let known = asked.id.as_deref().zip(bank).and_then(|(id, bank)| bank.get(id)).filter(|_| asked.to_tell.is_none());
    let Some((category, _)) = known else { return };
    let mut own: Vec<CoreStory> = folder::read_all(&home(None, session)).into_iter().flatten().flatten().collect();
    own.retain(|story| story.categories.contains(&category.name) && !story.numbers.is_empty());
    if let [one] = &own[..] {
        let name = &one.name;
        session
            .printer
            .say(&format!("your story {name} is for such questions: `--story {name}` listens for its numbers"));
    }
}

fn all(stories: &[CoreStory], format: Listed) -> String {
    if format == Listed::Json {
        return format!("{:#}\n", stories.iter().map(value).collect::<Value>());
    }
    let width = stories.iter().map(|story| story.name.chars().count()).max().unwrap_or(0);
    let lines = stories.iter().map(|story| {
        let CoreStory { title, categories, numbers, .. } = story;
        let about = format!("{}, {}", categories.join(", "), count(numbers.len(), "number"));
        format!("{:<width$}  {title} ({})\n", story.name, about.trim_start_matches(", "))
    });
    lines.collect()
}

fn fitting(fits: &[StoryFit<'_>], format: Listed) -> String {
    if format == Listed::Json {
        let one =
            |fit: &StoryFit<'_>| json!({"name": fit.story.name, "of_category": fit.of_category, "shared": fit.shared});
        return format!("{:#}\n", fits.iter().map(one).collect::<Value>());
    }
    let width = fits.iter().map(|fit| fit.story.name.chars().count()).max().unwrap_or(0);
    let lines = fits.iter().map(|fit| {
        let category = if fit.of_category { "of its category" } else { "of another category" };
        let shared = if fit.shared.is_empty() { String::new() } else { format!("; shares {}", fit.shared.join(", ")) };
        format!("{:<width$}  {category}{shared}\n", fit.story.name)
    });
    lines.collect()
}

fn value(story: &CoreStory) -> Value {
    let gaps: Vec<String> = story.gaps().iter().map(ToString::to_string).collect();
    json!({"name": story.name, "title": story.title, "categories": story.categories, "numbers": story.numbers, "lacks": gaps})
}

/// Tells what each story lacks, each file that cannot be read, and the categories that no story is for.
fn check(folder: &Path, session: &Session<'_>) -> Result<(), Error> {
    let bank = Bank::load(&session.paths.questions())?;
    let (mut stories, mut wrong, mut text) = (Vec::new(), 0, String::new());
    let width = Printer::width();
    for read in folder::read_all(folder)? {
        match read {
            Ok(story) => stories.push(story),
            Err(error) => {
                Printer::error(&error.into());
                wrong += 1;
            }
        }
    }
    if stories.is_empty() && wrong == 0 {
        session.printer.say(&format!("no stories in {}: `outloud stories new NAME` begins one", folder.display()));
        return Ok(());
    }
    for story in &stories {
        let mut lacks: Vec<String> = story.gaps().iter().map(ToString::to_string).collect();
        let unknown = story.categories.iter().filter(|name| !is_known(name, &bank));
        lacks.extend(unknown.map(|name| format!("no category is called `{name}`")));
        let told = if lacks.is_empty() { "has all it needs".to_owned() } else { lacks.join("; ") };
        text += &terminal::indented(&format!("{}: {told}", story.name), 0, width);
    }
    let open: Vec<&str> = uncovered(&stories, bank.categories()).iter().map(|category| &*category.name).collect();
    if !open.is_empty() {
        text.extend(["\n", &terminal::indented(&format!("No story for: {}", open.join(", ")), 0, width)]);
    }
    let _ = writeln!(text, "\nWhich story answers which questions best");
    for story in &stories {
        let best = bank.questions().filter(|(category, question)| {
            fits(&stories, category, question)
                .first()
                .is_some_and(|fit| fit.of_category && fit.story.name == story.name)
        });
        let ids: Vec<&str> = best.map(|(_, question)| &*question.id).collect();
        let ids = if ids.is_empty() { "none".into() } else { ids.join(", ") };
        text += &terminal::indented(&format!("{}: {ids}", story.name), 2, width);
    }
    Printer::data(Path::new("-"), &text)?;
    if wrong > 0 { Err(Error::Unwell(wrong)) } else { Ok(()) }
}

fn is_known(name: &str, bank: &Bank) -> bool {
    bank.categories().iter().any(|category| category.name == name)
}

fn no_such_category(name: &str, bank: &Bank) -> Error {
    let names: Vec<&str> = bank.categories().iter().map(|category| &*category.name).collect();
    let hint = format!("categories: {}", names.join(", "));
    Error::Unknown { message: format!("no category is called `{name}`"), hint }
}
