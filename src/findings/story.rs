//! Rules about the story: whether one is told, and whether it has a result.

use super::facts::Grounds;
use super::seen::{Seen, Sighting};
use crate::language::lexicon::is;
use crate::language::words::outcomes::{ALL_OR_NOTHING, DEGREES};
use crate::structure::{Label, Part, StoryKind};

pub(super) fn result_missing(facts: &Grounds<'_>) -> Option<Sighting> {
    let missing = facts.is_story() && facts.take.structure.missing.contains(&Label::Result);
    let end = facts.ending();
    let ends_s = end.as_ref().and_then(|end| end.span).map(|span| span.end_s);
    missing.then(|| Seen::ResultMissing { ends_s }.fix(end.into_iter().collect()))
}

pub(super) fn result_not_quantified(facts: &Grounds<'_>) -> Option<Sighting> {
    let told = facts.is_story() && facts.take.content.quantified_result == Some(false);
    let result = facts.first(&[Label::Result]).filter(|_| told)?;
    // Where one part ends and the next begins is not sure: a number anywhere after makes the accusation doubtful.
    let amounts = facts.take.content.quantities.as_deref().unwrap_or_default();
    if amounts.iter().any(|amount| amount.place.chars.start >= result.place.chars.start) || !changed_by_degree(facts) {
        return None;
    }
    Some(Seen::ResultNotQuantified.watch(vec![facts.opening(result)]))
}

pub(super) fn result_quantified(facts: &Grounds<'_>) -> Option<Sighting> {
    let told = facts.is_story() && facts.take.content.quantified_result == Some(true);
    let results: Vec<&Part> =
        facts.take.structure.sentences.iter().filter(|part| part.clear() == Some(Label::Result)).collect();
    let inside = |start: usize| results.iter().any(|part| part.place.holds(start));
    let quantity =
        facts.take.content.quantities.iter().flatten().find(|quantity| told && inside(quantity.place.chars.start))?;
    Some(Seen::ResultQuantified { amount: quantity.text.clone() }.good(vec![facts.around(&quantity.place)]))
}

pub(super) fn generic_answer(facts: &Grounds<'_>) -> Option<Sighting> {
    let structure = &facts.take.structure;
    let shown = structure.generic_at.and_then(|k| structure.sentences.get(k)).map(|part| facts.opening(part));
    (structure.kind == StoryKind::Generic && facts.take.wants_story())
        .then(|| Seen::GenericAnswer { sentences: structure.sentences.len() }.fix(shown.into_iter().collect()))
}

pub(super) fn long_setup(facts: &Grounds<'_>) -> Option<Sighting> {
    let labels = [Label::Situation, Label::Task];
    let line = facts.take.timeline.as_ref().filter(|line| line.long_setup == Some(true) && facts.is_story())?;
    let opening = facts.first(&labels)?;
    let seen = Seen::LongSetup { percent: line.percent(&labels), seconds: line.seconds(&labels) };
    Some(seen.watch(vec![facts.opening(opening)]))
}

pub(super) fn action_thin(facts: &Grounds<'_>) -> Option<Sighting> {
    let line = facts.take.timeline.as_ref().filter(|line| line.thin_action == Some(true) && facts.is_story())?;
    let told = [Label::Action];
    let seen = Seen::ActionThin { percent: line.percent(&told), unclear: 100.0 * line.unclear };
    Some(seen.watch(facts.first(&told).map(|part| facts.opening(part)).into_iter().collect()))
}

/// Whether a clear sentence about the result tells a change that a number could measure, and none says that all or nothing is left.
/// "The ship sailed on time" needs no number.
fn changed_by_degree(facts: &Grounds<'_>) -> bool {
    let results = facts.take.structure.sentences.iter().filter(|part| part.clear() == Some(Label::Result));
    let words: Vec<String> = results
        .flat_map(|part| {
            let said = facts.quotes.text(part.place.chars.clone()).to_lowercase();
            said.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let any = |list: &[&str]| words.iter().any(|word| is(list, word));
    any(DEGREES) && !any(ALL_OR_NOTHING)
}
