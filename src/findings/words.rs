//! Rules about how it was said: fillers, stalls, hedges, repeats, the last words.

use super::facts::{Grounds, MOMENTS};
use super::finding::Replay;
use super::seen::{Seen, Sighting};
use crate::figure::most_frequent;
use crate::language::fillers::Occurrence;
use crate::measures::pauses::Pause;
use crate::transcript::Place;
use crate::usual::{self, Standing};

/// The first, the middle and the last, so that evidence comes from the whole answer.
fn spread<'a, T>(all: &[&'a T]) -> Vec<&'a T> {
    match all {
        [first, .., last] if all.len() >= MOMENTS => vec![first, all[all.len() / 2], last],
        few => few.to_vec(),
    }
}

pub(super) fn fillers_many(facts: &Grounds<'_>) -> Option<Sighting> {
    let fillers = &facts.take.fillers;
    let (percent, per_minute) = (fillers.percent.filter(|_| facts.is_english())?, fillers.per_minute);
    if facts.ranges.judge_fillers(percent, per_minute) != Standing::FarAbove {
        return None;
    }
    let counted: Vec<&Occurrence> = fillers.occurrences.iter().filter(|filler| filler.counted).collect();
    let mostly = most_frequent(&fillers.by_word, 2).into_iter().map(|(word, times)| (word.to_owned(), times)).collect();
    let seen = Seen::FillersMany { heard: fillers.heard?, percent, per_minute, mostly };
    Some(seen.fix(spread(&counted).into_iter().map(|filler| heard(facts, filler)).collect()))
}

pub(super) fn fillers_few(facts: &Grounds<'_>) -> Option<Sighting> {
    let fillers = &facts.take.fillers;
    let percent = fillers.percent.filter(|&percent| facts.is_english() && percent <= usual::FEW_FILLERS)?;
    // Whoever writes words down leaves such sounds out: praise is due where the ear has looked for them, too.
    let suspected = fillers.suspected?;
    let rate = fillers.per_minute.filter(|&rate| rate > usual::FEW_FILLERS);
    let heard = fillers.heard?;
    // Nobody sounds sure who begins again and again.
    let repeats = facts.take.repetition.percent.map(|percent| facts.ranges.repeats_percent.judge(percent));
    (rate.is_none() && suspected <= 2 && repeats.is_none_or(|standing| standing <= Standing::Above))
        .then(|| Seen::FillersFew { heard, percent }.good(Vec::new()))
}

fn heard(facts: &Grounds<'_>, filler: &Occurrence) -> Replay {
    let quote = filler.chars.clone().map_or_else(|| filler.text.clone(), |chars| facts.quotes.around(chars));
    Replay { span: filler.span, quote }
}

pub(super) fn stalls(facts: &Grounds<'_>) -> Option<Sighting> {
    let (stalls, per_minute) = stalled(facts)?;
    let standing = facts.ranges.stalls_per_minute.judge(per_minute);
    let count = stalls.len();
    let mut longest = stalls;
    longest.sort_by(|a, b| b.span.length_s().total_cmp(&a.span.length_s()));
    longest.truncate(MOMENTS);
    let seen = Seen::Stalls { count, per_minute, longest_s: longest.first().filter(|_| count > 1)?.span.length_s() };
    let across =
        |pause: &&Pause| Replay { span: Some(pause.span), quote: facts.quotes.across(pause.span).unwrap_or_default() };
    let evidence = longest.iter().map(across).collect();
    match standing {
        Standing::FarAbove => Some(seen.fix(evidence)),
        Standing::Above => Some(seen.watch(evidence)),
        _ => None,
    }
}

pub(super) fn no_stalls(facts: &Grounds<'_>) -> Option<Sighting> {
    let (stalls, _) = stalled(facts)?;
    let pauses = facts.take.pauses.as_ref().and_then(|pauses| pauses.count).unwrap_or(0);
    (stalls.is_empty() && pauses > 0).then(|| Seen::PausesPlaced { pauses }.good(Vec::new()))
}

/// The stalls, and how many a minute; `None` when where pauses fall is not known.
fn stalled<'a>(facts: &Grounds<'a>) -> Option<(Vec<&'a Pause>, f64)> {
    let pauses = facts.take.pauses.as_ref()?;
    let rate = pauses.stalls_per_minute?;
    Some((pauses.items.iter().filter(|pause| pause.is_stall()).collect(), rate))
}

pub(super) fn hedges_many(facts: &Grounds<'_>) -> Option<Sighting> {
    let (hedges, percent) = facts.take.content.hedges.as_ref().zip(facts.take.content.hedges_percent)?;
    let first = hedges.first().map(|hedge| hedge.text.clone()).unwrap_or_default();
    let evidence = hedges.iter().take(MOMENTS).map(|hedge| facts.around(&hedge.place));
    (facts.ranges.hedges_percent.judge(percent) == Standing::FarAbove)
        .then(|| Seen::HedgesMany { count: hedges.len(), percent, first }.watch(evidence.collect()))
}

pub(super) fn repeats(facts: &Grounds<'_>) -> Option<Sighting> {
    let repetition = &facts.take.repetition;
    let (count, percent) = (repetition.count, repetition.percent?);
    let evidence = repetition.items.iter().take(MOMENTS).map(|item| facts.around(&item.place));
    (count > 1 && facts.ranges.repeats_percent.judge(percent) == Standing::FarAbove)
        .then(|| Seen::Repeats { count, percent }.watch(evidence.collect()))
}

pub(super) fn same_opener(facts: &Grounds<'_>) -> Option<Sighting> {
    let (opener, of) = (facts.take.wording.opener.as_ref()?, facts.take.wording.sentences?);
    let (count, percent) = (opener.count, opener.percent);
    let places: Vec<&Place> = opener.sentences.iter().collect();
    (facts.ranges.opener_percent.judge(percent) == Standing::FarAbove).then(|| {
        Seen::SameOpener { count, of, percent, opener: opener.text.clone() }
            .watch(spread(&places).into_iter().map(|place| facts.beginning(place)).collect())
    })
}

pub(super) fn long_sentences(facts: &Grounds<'_>) -> Option<Sighting> {
    let (long, of) = (facts.take.wording.long_sentences.as_ref()?, facts.take.wording.sentences?);
    let longest = long.iter().max_by_key(|sentence| sentence.words)?;
    // One in five, so that a single one in a whole answer is let pass.
    (long.len() > 1 && 5 * long.len() >= of).then(|| {
        Seen::LongSentences { count: long.len(), of, longest: longest.words }
            .watch(vec![facts.beginning(&longest.place)])
    })
}

pub(super) fn trailing_end(facts: &Grounds<'_>) -> Option<Sighting> {
    let fade = facts.take.content.trailing_end.as_ref()?.first()?;
    Some(Seen::TrailingEnd { words: fade.text.clone() }.watch(facts.ending().into_iter().collect()))
}
