//! `outloud compare`: two takes side by side, and what a new take is against the one before it.

use std::path::Path;

use outloud::findings::Finding;
use outloud::history::store::{Error as HistoryError, History};
use outloud::history::{AskedAbout, Entry, Filter, Name, SpokenBy, compare, spread};
use outloud::moment::Moment;
use outloud::report::terminal;

use super::{Session, look_at};
use crate::cli::CompareArgs;
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(request: &CompareArgs, session: &Session<'_>) -> Result<(), Error> {
    let history = look_at(session)?.ok_or(HistoryError::NoSuchTake { name: Name::Last })?;
    let after = if let Some(name) = request.after {
        history.find(name)?
    } else {
        let theirs = Filter { speaker: request.speaker.clone().map(SpokenBy::Named), ..Filter::default() };
        let nobody = || match &request.speaker {
            Some(speaker) => super::nobody(&history, speaker),
            None => HistoryError::NoSuchTake { name: Name::Last }.into(),
        };
        history.list(&theirs, Some(1))?.pop().ok_or_else(nobody)?
    };
    let before = match request.before {
        Some(name) => history.find(name)?,
        None => before(&history, &after)?.ok_or_else(|| Error::Usage {
            message: match after.facts.question {
                Some(_) => format!(
                    "take {} is its speaker's first answer to its question: nothing to compare it with",
                    after.id
                ),
                None => format!("take {} names no question: it is not known what to compare it with", after.id),
            },
            hint: "name two takes: `outloud compare 3 5`".into(),
        })?,
    };
    if before.id == after.id {
        return Err(Error::Usage {
            message: format!("take {} cannot be compared with itself", after.id),
            hint: "name two takes: `outloud history list` shows which there are".into(),
        });
    }
    let rows = compare::compare(&before, &after, &others(&history, &after, None)?);
    let [first, second] = [findings(&history, before.id)?, findings(&history, after.id)?];
    let options = super::options(session.printer);
    Printer::data(Path::new("-"), &terminal::past::compare([(&before, &first), (&after, &second)], &rows, &options))
}

/// The take before `entry` in which its speaker answers the same question; none where no question is named, as two answers to
/// whatever it was have little in common.
fn before(history: &History, entry: &Entry) -> Result<Option<Entry>, HistoryError> {
    if entry.facts.question.is_none() {
        return Ok(None);
    }
    let before = Some((entry.taken, entry.id));
    Ok(history.list(&Filter { before, ..alike(entry) }, Some(1))?.pop())
}

/// The takes of the speaker of `entry` that answer the same question.
fn alike(entry: &Entry) -> Filter {
    Filter { question: Some(AskedAbout::about(entry)), speaker: Some(SpokenBy::of(entry)), ..Filter::default() }
}

/// What a listener noticed in take `id`; nothing where the take is not kept whole.
fn findings(history: &History, id: i64) -> Result<Vec<Finding>, HistoryError> {
    match history.take(id) {
        Ok(take) => Ok(take.findings),
        Err(HistoryError::Lost { .. }) => Ok(Vec::new()),
        Err(e) => Err(e),
    }
}

/// The takes that tell how far this speaker's takes lie apart: of the same question, else all of theirs where those are too few; those
/// before `until` alone, where it is given.
fn others(history: &History, entry: &Entry, until: Option<(Moment, i64)>) -> Result<Vec<Entry>, HistoryError> {
    let most = Some(2 * spread::MOST);
    let same = Filter { before: until, ..alike(entry) };
    let of_question = history.list(&same, most)?;
    let all = Filter { question: None, ..same };
    if of_question.len() >= spread::FEWEST + 2 { Ok(of_question) } else { history.list(&all, most) }
}

/// What take `id` is against the one before it of the same question, in a sentence; nothing for a first take. Later takes have no
/// say, so that the sentence stays what it was.
pub(super) fn sentence(history: &History, id: i64) -> Result<Option<String>, HistoryError> {
    let entry = history.find(Name::Id(id))?;
    let Some(before) = before(history, &entry)? else { return Ok(None) };
    // With the take itself.
    let until = (entry.taken, entry.id + 1);
    let rows = compare::compare(&before, &entry, &others(history, &entry, Some(until))?);
    Ok(Some(compare::sentence(&before, &rows)))
}
