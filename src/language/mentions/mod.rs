//! An answer in, what an answer mentions out: choices, people, places, lessons, and claims that listeners stumble over.
//!
//! Each looks for a construction, never for a single word: "trade-off" in a list of virtues is no trade-off made. What is not
//! found may still have been said in other words; what is found should hold.

mod blame;
mod choices;
mod claims;
mod endings;
mod lessons;
mod persons;
mod settings;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::language::cursor::Cursor;
use crate::language::phrases::Phrase;
use crate::language::quantities::Quantity;
use crate::language::reading::Reading;

pub use settings::Specifics;

/// What was found in an answer; each list in spoken order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    /// What was given up for what: "at the cost of …".
    pub trade_offs: Vec<Phrase>,
    /// What could have been done and was not: "instead of …".
    pub alternatives: Vec<Phrase>,
    /// What could not be changed: "we only had two weeks".
    pub constraints: Vec<Phrase>,
    /// People beyond the speaker's own team whom it concerned: "the finance team".
    pub stakeholders: Vec<Phrase>,
    /// What pins the story down.
    pub specifics: Specifics,
    /// What was learned; whether it is a lesson or only news depends on where it is said.
    pub lessons: Vec<Phrase>,
    /// Something got better, and neither what nor how nor how much.
    pub vague: Vec<Phrase>,
    /// A former employer or a colleague run down.
    pub blame: Vec<Phrase>,
    /// Last words that let the answer fade; one at most.
    pub fades: Vec<Phrase>,
}

/// Looks through the sentences of an answer, in which `quantities` are the amounts.
#[must_use]
pub fn find(reading: &Reading<'_>, quantities: &[Quantity]) -> Mentions {
    let all = |rule: fn(&Cursor<'_>) -> Vec<Range<usize>>| -> Vec<Phrase> {
        let found = |s: &Cursor<'_>| -> Vec<Phrase> {
            rule(s).into_iter().filter_map(|range| s.phrase(&reading.quotes, range)).collect()
        };
        reading.spoken.iter().flat_map(found).collect()
    };
    Mentions {
        trade_offs: all(choices::trade_offs),
        alternatives: all(choices::alternatives),
        constraints: all(choices::constraints),
        stakeholders: all(persons::stakeholders),
        specifics: Specifics { when: all(settings::when), place: all(settings::place), who: all(persons::who) },
        lessons: all(lessons::find),
        vague: claims::vague(reading, quantities),
        blame: all(blame::find),
        fades: reading.spoken.last().and_then(|s| s.phrase(&reading.quotes, endings::fade(s)?)).into_iter().collect(),
    }
}
