//! `outloud questions ask`: what to ask an interviewer back.

use std::path::Path;

use outloud::questions::ask::{self, Interviewer, QuestionBack};
use outloud::report::{terminal, visible};
use serde_json::json;

use crate::cli::Listed;
use crate::commands::{Session, options};
use crate::error::Error;
use crate::output::Printer;

pub(super) fn run(role: Option<&str>, format: Listed, session: &Session<'_>) -> Result<(), Error> {
    let all = ask::load(&session.paths.questions())?;
    let chosen = match role {
        Some(role) => Some(all.iter().find(|one| one.role == role).ok_or_else(|| unknown(role, &all))?),
        None => None,
    };
    let width = options(session.printer).width;
    let text = match (format, chosen) {
        (Listed::Json, Some(one)) => format!("{:#}\n", json!(one)),
        (Listed::Json, None) => format!("{:#}\n", json!(all)),
        (Listed::Text, Some(one)) => card(one, width),
        (Listed::Text, None) => overview(&all, width),
    };
    Printer::data(Path::new("-"), &text)
}

/// All that is worth asking `one`.
fn card(one: &Interviewer, width: usize) -> String {
    let question = |question: &QuestionBack| {
        let why = format!("Why: {}", question.why);
        let avoid = format!("Avoid: {}", question.avoid);
        let told = [(&*question.why, &*why), (&*question.avoid, &*avoid)];
        let told = told.into_iter().filter(|(told, _)| !told.is_empty()).map(|(_, line)| line);
        terminal::item(&question.ask, &told.collect::<Vec<_>>(), width)
    };
    let questions: Vec<String> = one.questions.iter().map(question).collect();
    format!("{}\n\n{}", visible(&one.title), questions.join("\n"))
}

/// Who may interview, and the first question to each.
fn overview(all: &[Interviewer], width: usize) -> String {
    let one = |one: &Interviewer| {
        let first = one.questions.first().map(|question| question.ask.as_str());
        terminal::item(&format!("{}: {}", one.role, one.title), first.as_slice(), width)
    };
    let how = "Two or three are enough; ask what you want to know, and listen. `outloud questions ask ROLE` has them all, with why each \
        is worth asking and what to avoid.";
    all.iter().map(one).collect::<String>() + "\n" + &terminal::paragraphs(&[how], width)
}

fn unknown(role: &str, all: &[Interviewer]) -> Error {
    let roles: Vec<&str> = all.iter().map(|one| one.role.as_str()).collect();
    Error::Unknown { message: format!("nobody is called `{role}`"), hint: format!("there are {}", roles.join(", ")) }
}
