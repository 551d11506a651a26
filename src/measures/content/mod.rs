//! What was said: numbers, who acted, what was weighed and learned, and what weakens it.

mod result;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::language::hedges;
use crate::language::mentions::{self, Specifics};
use crate::language::people::{self, People};
use crate::language::phrases::Phrase;
use crate::language::quantities::{self, Quantity};
use crate::language::reading::Reading;
use crate::stats::percent;
use crate::structure::{Label, Structure};
use crate::usual::CLEAR;

/// Content of the answer. The lists behind it are English: in another language everything is null.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// Numbers with their units.
    pub quantities: Option<Vec<Quantity>>,
    /// Whether a quantity stands in a sentence that tells the result; null when there is no result to look in.
    pub quantified_result: Option<bool>,
    /// I, me, my.
    pub i: Option<usize>,
    /// We, us, our.
    pub we: Option<usize>,
    /// The same in the sentences that clearly tell the action; null when none does.
    pub action: Option<People>,
    /// Phrases that take a statement back.
    pub hedges: Option<Vec<Phrase>>,
    /// Hedges per hundred words, um and uh left out; null without words, and until they are counted.
    pub hedges_percent: Option<f64>,
    /// What was given up for what.
    pub trade_offs: Option<Vec<Phrase>>,
    /// What could have been done instead.
    pub alternatives: Option<Vec<Phrase>>,
    /// What could not be changed.
    pub constraints: Option<Vec<Phrase>>,
    /// People beyond the speaker's own team.
    pub stakeholders: Option<Vec<Phrase>>,
    /// When, where and who.
    pub specifics: Option<Specifics>,
    /// What was learned.
    pub lessons: Option<Vec<Phrase>>,
    /// Something got better, and neither what nor how much is said.
    pub vague: Option<Vec<Phrase>>,
    /// A former employer or a colleague run down.
    pub blame: Option<Vec<Phrase>>,
    /// Hedges that take the result back.
    pub hedged_results: Option<Vec<Phrase>>,
    /// Last words that let the answer fade; one at most.
    pub trailing_end: Option<Vec<Phrase>>,
}

/// Before this share of an answer "I learned that …" is news, and no lesson.
const LESSONS_FROM: f64 = 0.6;

/// What an English answer says, told as `structure`.
#[must_use]
pub fn measure(reading: &Reading<'_>, structure: &Structure) -> Content {
    let quantities = quantities::find(reading);
    let mentions = mentions::find(reading, &quantities);
    let hedges = hedges::find(reading);
    let people = people::count(reading.tokens);
    let end = reading.quotes.chars().len() as f64;
    let lasting = |lesson: &Phrase| {
        let at = lesson.place.chars.start;
        let labelled = structure.sentence_at(at).is_some_and(|part| part.label == Label::Reflection);
        labelled || at as f64 >= LESSONS_FROM * end
    };
    Content {
        quantified_result: result::quantified(structure, &quantities),
        i: Some(people.i),
        we: Some(people.we),
        action: action(reading, structure),
        trade_offs: Some(mentions.trade_offs),
        alternatives: Some(mentions.alternatives),
        constraints: Some(mentions.constraints),
        stakeholders: Some(mentions.stakeholders),
        specifics: Some(mentions.specifics),
        lessons: Some(mentions.lessons.into_iter().filter(lasting).collect()),
        vague: Some(mentions.vague),
        blame: Some(mentions.blame),
        hedged_results: Some(result::hedged(reading, structure, &hedges, &quantities)),
        trailing_end: Some(mentions.fades),
        quantities: Some(quantities),
        hedges: Some(hedges),
        hedges_percent: None,
    }
}

impl Content {
    /// The same with its hedges counted against an answer of `words` words.
    #[must_use]
    pub(crate) fn among(self, words: usize) -> Self {
        let hedges = self.hedges.as_ref().map(Vec::len);
        Self { hedges_percent: hedges.and_then(|hedges| percent(hedges, words)), ..self }
    }
}

/// Who acts in the sentences that clearly tell the action.
fn action(reading: &Reading<'_>, structure: &Structure) -> Option<People> {
    let parts = structure.sentences.iter().zip(&reading.sentences);
    let acting = parts.filter(|(part, _)| part.label == Label::Action && part.confidence >= CLEAR);
    acting
        .map(|(_, sentence)| people::count(&reading.tokens[sentence.tokens.clone()]))
        .reduce(|a, b| People { i: a.i + b.i, we: a.we + b.we })
}
