//! Sentences in, vague claims out: something got better, and nobody hears what, how, or how much.

use std::ops::Range;

use crate::language::cursor::Cursor;
use crate::language::lexicon::{self, is};
use crate::language::phrases::{Patterns, Phrase};
use crate::language::quantities::Quantity;
use crate::language::reading::Reading;

/// Verbs that say that something got better, and no more.
const BETTERED: &[&str] = &[
    "improved", "optimized", "optimised", "streamlined", "enhanced", "boosted", "upgraded", "modernized", "modernised",
];

/// Objects that name nothing.
static EMPTY: Patterns = Patterns::new(&[
    "it",
    "things",
    "stuff",
    "everything",
    "that",
    "this",
    "them",
    "the process",
    "the system",
    "the whole thing",
    "the whole process",
    "the whole system",
    "a lot of? things|stuff?",
    "many things",
    "some things",
    "our process",
    "our processes",
    "the workflow",
    "the performance",
    "performance",
    "efficiency",
    "the situation",
    "the code",
]);

/// Claims with an empty subject: "things got much better".
static GOT_BETTER: Patterns = Patterns::new(&[
    "it|things|everything|stuff got|became|was|were much|a|way|so? lot? better|smoother|easier",
    "made it|things|everything|stuff much|a|way|so? lot? better|smoother|easier|faster",
    "it|things|everything worked|went|ran much|a|way? lot? better|smoother",
]);

/// Words that go on to say how, from what, or why.
const DETAIL: &[&str] = &[
    "by", "from", "to", "so", "because", "since", "with", "using", "through", "which", "until", "where", "when", "for",
    "who", "in", "on", "than", "after", "if", "down", "up", "enough", "at", "into",
];

/// Vague claims with no amount, and no word of how, in their own sentence or the next.
pub(super) fn vague(reading: &Reading<'_>, quantities: &[Quantity]) -> Vec<Phrase> {
    let said = &reading.spoken;
    let measured = |here: &Cursor<'_>| {
        let (Some(first), Some(last)) = (here.tokens.first(), here.tokens.last()) else { return false };
        let next = quantities.partition_point(|q| q.place.chars.start < first.place.chars.start);
        quantities.get(next).is_some_and(|q| q.place.chars.end <= last.place.chars.end + 2)
            || here.words.iter().any(|w| lexicon::is_number(w))
    };
    let measured: Vec<bool> = said.iter().map(measured).collect();
    let mut found = Vec::new();
    for (k, here) in said.iter().enumerate() {
        if !measured[k.saturating_sub(1)..(k + 2).min(said.len())].contains(&true) {
            found.extend(claims(here).into_iter().filter_map(|range| here.phrase(&reading.quotes, range)));
        }
    }
    found
}

fn claims(said: &Cursor<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..said.len() {
        let range = if is(BETTERED, said.word(at)) && is(&["i", "we"], subject(said, at)) {
            said.end_of(&EMPTY, at + 1).map(|end| at..end)
        } else {
            said.end_of(&GOT_BETTER, at).map(|end| at..end)
        };
        let Some(range) = range.filter(|_| found.last().is_none_or(|f| f.end <= at)) else { continue };
        // Whatever else the sentence says may be the what and the how.
        let rest = range.end..said.len();
        let ends = rest.len() <= 3 && !rest.clone().any(|k| is(DETAIL, said.word(k)));
        let before_tells = (0..range.start)
            .any(|k| is(&["by", "with", "through", "after", "because"], said.word(k)) || said.word(k).ends_with("ing"));
        if ends && !before_tells && range.start <= 6 {
            found.push(subject_start(said, range.start)..range.end);
        }
    }
    found
}

/// Who is said to have done `verb`, over an adverb.
fn subject<'a>(said: &Cursor<'a>, verb: usize) -> &'a str {
    said.word(subject_start(said, verb))
}

fn subject_start(said: &Cursor<'_>, verb: usize) -> usize {
    let adverb = is(lexicon::ADVERBS, said.before(verb, 1)) || said.before(verb, 1).ends_with("ly");
    verb.saturating_sub(1 + usize::from(adverb))
}
