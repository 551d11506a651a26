//! Which takes are meant and the history in, why there are none out.

use outloud::figure::count;
use outloud::history::store::History;
use outloud::history::{Filter, SpokenBy};

use super::{Session, filter, speaker};
use crate::cli::Which;
use crate::error::Error;

/// Questions that are named where another one has no answers, at most.
const NAMED: usize = 5;

/// Why there is no take that `which` means, of this one speaker (`None` for everybody's): none at all, none of theirs, or none that
/// the other options mean.
pub(super) fn why(which: &Which, of: Option<&SpokenBy>, history: Option<&History>) -> Result<String, Error> {
    let none_yet = || "no such takes; `outloud analyze` keeps every recording that it measures".to_owned();
    let Some(history) = history else { return Ok(none_yet()) };
    let theirs = Filter { speaker: of.cloned(), ..Filter::default() };
    let entries = history.list(&theirs, None)?;
    if entries.is_empty() {
        let whose = match of {
            Some(SpokenBy::Unnamed) => "no takes of yours".to_owned(),
            Some(SpokenBy::Named(name)) => format!("no such takes of {name}"),
            None => return Ok(none_yet()),
        };
        return Ok(match history.speakers()?.as_slice() {
            [] => none_yet(),
            names => format!("{whose}; others are of {}: `--speaker` chooses", names.join(", ")),
        });
    }
    let of = match of {
        Some(SpokenBy::Unnamed) => " of yours".to_owned(),
        Some(SpokenBy::Named(name)) => format!(" of {name}"),
        None => String::new(),
    };
    let takes = count(entries.len(), "take");
    let Some(question) = &which.question else { return Ok(format!("none of {takes}{of} is what you ask for")) };
    let mut answered: Vec<&str> = Vec::new();
    for question in entries.iter().filter_map(|entry| entry.facts.question.as_deref()) {
        if !answered.contains(&question) {
            answered.push(question);
        }
    }
    if answered.iter().any(|known| known.eq_ignore_ascii_case(question)) {
        return Ok(format!("no answer{of} to {question} is what else you ask for"));
    }
    let named = answered.iter().take(NAMED).map(|question| (*question).to_owned());
    let more = answered.len().checked_sub(NAMED).filter(|more| *more > 0).map(|more| format!("{more} more"));
    let named: Vec<String> = named.chain(more).collect();
    let others = if named.is_empty() { "none names its question".to_owned() } else { named.join(", ") };
    Ok(format!("no answer{of} to {question}; answered so far: {others}"))
}

/// That takes of others are not among those of the one speaker who is meant because `which` names none: "4 takes of Anna are not among them:
/// `--speaker Anna`"; `None` where there are none.
pub(super) fn left_out(which: &Which, session: &Session<'_>, history: &History) -> Result<Option<String>, Error> {
    if which.speaker.is_some() {
        return Ok(None);
    }
    let mine = speaker(None, session);
    let mut told = Vec::new();
    for name in history.speakers()?.iter().filter(|name| mine.is_none_or(|mine| !name.eq_ignore_ascii_case(mine))) {
        let takes = history.count(&Filter { speaker: Some(SpokenBy::Named(name.clone())), ..filter(which) })?;
        if takes > 0 {
            told.push(format!("{} of {name}: `--speaker {name}`", count(takes, "take")));
        }
    }
    Ok((!told.is_empty()).then(|| format!("left out are {}", told.join("; "))))
}
