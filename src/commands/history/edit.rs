//! `outloud history edit`: what a take answers and what it is filed under, changed; another question has it measured again.

use outloud::Asked;
use outloud::history::{Edit, Entry, Name};

use super::Session;
use crate::cli::EditArgs;
use crate::commands::{reanalyze, recognition};
use crate::error::Error;

pub(super) fn run(request: &EditArgs, session: &Session<'_>) -> Result<(), Error> {
    let mut history = super::open(session, request.take)?;
    let entry = history.find(request.take)?;
    let trimmed = |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned());
    let edit = Edit {
        question: asked(request, session)?,
        speaker: trimmed(&request.speaker),
        category: trimmed(&request.category),
        tags: request.tag.clone(),
        not_tags: request.untag.clone(),
        taken: request.date,
    };
    history.edit(entry.id, &edit)?;
    // The words of a question are kept in the take itself, which is not looked into here.
    if edit.question.is_none() && history.find(Name::Id(entry.id))? == entry {
        session.printer.say(&format!("nothing is changed: take {} is filed so already", entry.id));
        return Ok(());
    }
    session.printer.say(&format!("take {} is changed", entry.id));
    if edit.question.is_some() && entry.pending.is_none() {
        remeasure(&entry, &mut history, session)?;
    }
    Ok(())
}

/// The question that the take is to answer; `None` where it stays.
fn asked(request: &EditArgs, session: &Session<'_>) -> Result<Option<Asked>, Error> {
    if request.question.is_none() && request.prompt.is_none() {
        return Ok(None);
    }
    let text =
        |given: &Option<String>| given.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let given = Asked { id: text(&request.question), prompt: text(&request.prompt), ..Asked::default() };
    recognition::from_bank(given, &mut None, session).map(Some)
}

/// Holds the answer against its new question.
fn remeasure(
    entry: &Entry,
    history: &mut outloud::history::store::History,
    session: &Session<'_>,
) -> Result<(), Error> {
    if let Some(why) = reanalyze::again(entry, history, session)? {
        session.printer.say(&format!("what was measured against its old question stays: {why}"));
    }
    Ok(())
}
