//! `outloud questions`: what may be asked, and what listeners wait for in the answer.

mod ask;

use std::fmt::Write;
use std::path::Path;

use outloud::figure::{count, length};
use outloud::questions::bank::{self, Bank};
use outloud::questions::{Category, Question, own};
use outloud::report::terminal;
use serde_json::{Value, json};

use super::Session;
use crate::cli::{Listed, QuestionsCommand, WhichQuestions};
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(request: &QuestionsCommand, session: &Session<'_>) -> Result<(), Error> {
    let folder = session.paths.questions();
    match request {
        QuestionsCommand::List { which, format } => {
            let bank = Bank::load(&folder)?;
            let chosen = chosen(which, &bank);
            let text = match format {
                Listed::Text if chosen.is_empty() => return Err(none(which, &bank)),
                Listed::Text => table(&chosen),
                Listed::Json => format!("{:#}\n", chosen.iter().map(|(c, q)| value(c, q)).collect::<Value>()),
            };
            Printer::data(Path::new("-"), &text)
        }
        QuestionsCommand::Show { id, format } => {
            let bank = Bank::load(&folder)?;
            let (category, question) = bank.get(id).ok_or_else(|| unknown(id, &bank))?;
            let text = match format {
                Listed::Text => card(category, question),
                Listed::Json => format!("{:#}\n", value(category, question)),
            };
            Printer::data(Path::new("-"), &text)
        }
        QuestionsCommand::Random { which } => {
            let bank = Bank::load(&folder)?;
            let chosen = chosen(which, &bank);
            let drawn = fastrand::choice(&chosen).ok_or_else(|| none(which, &bank))?;
            Printer::data(Path::new("-"), &format!("{}\n{}\n", drawn.1.ask, drawn.1.id))
        }
        QuestionsCommand::Add { ask, id, category } => {
            let added = own::add(&folder, ask, id.as_deref(), category)?;
            session.printer.say(&format!(
                "{} is in {}: go on there, and `outloud questions check`",
                added.id,
                added.path.display()
            ));
            Ok(())
        }
        QuestionsCommand::Ask { role, format } => ask::run(role.as_deref(), *format, session),
        QuestionsCommand::Check => check(&folder, session),
    }
}

/// Names each file of the user's with how many questions it holds, or its mistake.
fn check(folder: &Path, session: &Session<'_>) -> Result<(), Error> {
    let files = [bank::check(folder)?, outloud::questions::ask::check(folder)?].concat();
    if files.is_empty() {
        session
            .printer
            .say(&format!("no questions of your own in {}: `outloud questions add` begins", folder.display()));
    }
    let mut wrong = 0;
    for file in files {
        match file {
            Ok((path, questions)) => {
                session.printer.say(&format!("ok  {}: {}", path.display(), count(questions, "question")));
            }
            Err(error) => {
                Printer::error(&error.into());
                wrong += 1;
            }
        }
    }
    if wrong > 0 { Err(Error::Unwell(wrong)) } else { Ok(()) }
}

/// The questions of `bank` that are meant.
fn chosen<'a>(which: &WhichQuestions, bank: &'a Bank) -> Vec<(&'a Category, &'a Question)> {
    bank.questions().filter(|(category, question)| meant(which, category, question)).collect()
}

fn meant(which: &WhichQuestions, category: &Category, question: &Question) -> bool {
    which.category.as_ref().is_none_or(|name| *name == category.name)
        && which.shape.is_none_or(|shape| question.shape == Some(shape))
        && which.asked_by.as_ref().is_none_or(|kind| question.asked_by.iter().any(|(employer, _)| employer == kind))
}

/// Columns beside the names of questions that are too few for their words.
const NARROW: usize = 36;

fn table(chosen: &[(&Category, &Question)]) -> String {
    let width = chosen.iter().map(|(_, question)| question.id.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    let mut last = "";
    for (category, question) in chosen {
        if category.name != last {
            let gap = if last.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{gap}{} ({})", category.title, category.name);
            last = &category.name;
        }
        let columns = Printer::width();
        text += &if columns < width + NARROW {
            terminal::item(&question.id, &[&question.ask], columns)
        } else {
            terminal::hanging(&format!("  {:<width$}  ", question.id), &question.ask, width + 4, columns)
        };
    }
    text
}

/// All that is known of one question.
fn card(category: &Category, question: &Question) -> String {
    let said = |text: &str, indent| terminal::indented(text, indent, Printer::width());
    let mut text = said(&question.ask, 0);
    let shape = question.shape.map(|shape| {
        let steps: Vec<_> = shape.steps().iter().map(|step| step.name()).collect();
        format!("; built as {}: {}", shape.name(), steps.join(", "))
    });
    let time = question.time_s.map(|s| format!("; about {}", length(f64::from(s)))).unwrap_or_default();
    text += &said(&format!("{}{time}{}", category.title, shape.unwrap_or_default()), 0);
    if !question.why.is_empty() {
        text.extend(["\n", &said(&format!("Why it is asked: {}", question.why), 0)]);
    }
    let mut list = |title: &str, items: Vec<String>| {
        if !items.is_empty() {
            let items: String = items.iter().map(|item| terminal::hanging("- ", item, 4, Printer::width())).collect();
            text.extend(["\n", title, "\n", &items]);
        }
    };
    list("Listeners wait for", question.points.iter().map(|point| point.say.clone()).collect());
    list("Better not", question.pitfalls.iter().map(|pitfall| pitfall.say.clone()).collect());
    list("They may go on with", question.follow_ups.iter().map(|follow_up| follow_up.ask.clone()).collect());
    list("Asked by", question.asked_by.iter().map(|(kind, focus)| format!("{kind}: {focus}")).collect());
    let _ = writeln!(text, "\nTo answer it: outloud record --question {}", question.id);
    text
}

fn value(category: &Category, question: &Question) -> Value {
    let points = |points: &[outloud::questions::Point]| {
        points.iter().map(|point| json!({"name": point.name, "say": point.say})).collect::<Value>()
    };
    json!({
        "id": question.id, "category": category.name, "ask": question.ask, "why": question.why, "shape": question.shape,
        "time_s": question.time_s, "points": points(&question.points), "pitfalls": points(&question.pitfalls),
        "follow_ups": question.follow_ups.iter().map(|f| json!({"ask": f.ask, "about": f.about})).collect::<Vec<_>>(),
        "asked_by": question.asked_by.iter().map(|(kind, focus)| (kind.clone(), json!(focus))).collect::<serde_json::Map<_, _>>(),
    })
}

pub(super) fn unknown(id: &str, bank: &Bank) -> Error {
    let hint = near(id, bank)
        .map_or_else(|| "`outloud questions list` names them".into(), |near| format!("do you mean {near}?"));
    Error::Unknown { message: format!("no question is called `{id}`"), hint }
}

/// How alike two names are, 0 to 1, that are the same but for a slip.
const ALIKE: f64 = 0.9;

/// The questions of `bank` whose names are nearly `id`, or hold it; `None` where none is.
pub(super) fn near(id: &str, bank: &Bank) -> Option<String> {
    let is_near = |name: &str| name.contains(id) || strsim::jaro_winkler(name, id) >= ALIKE;
    let names: Vec<_> = bank.questions().map(|(_, question)| &*question.id).filter(|name| is_near(name)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn none(which: &WhichQuestions, bank: &Bank) -> Error {
    if which.category.is_some() {
        return no_category(bank);
    }
    let hint = "`outloud questions list` names them all".into();
    Error::Usage { message: "no question is like that".into(), hint }
}

/// No question of `bank` is of the category that is meant.
pub(super) fn no_category(bank: &Bank) -> Error {
    let categories: Vec<_> = bank.categories().iter().map(|category| category.name.as_str()).collect();
    let hint = format!("categories: {}", categories.join(", "));
    Error::Unknown { message: "no question is like that".into(), hint }
}
