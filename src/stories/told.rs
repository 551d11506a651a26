//! What a story must say and a reading of its telling in, which of its numbers were said out.

use serde::{Deserialize, Serialize};

use super::story::CoreStory;
use crate::language::quantities::QuantityKind;
use crate::language::reading::Reading;
use crate::language::tokens::tokenize;
use crate::language::values::{Amount, amounts};
use crate::structure::steps::State;
use crate::transcript::{Place, Transcript, place_or_null};

/// What must be said when a story is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToTell {
    /// The story's name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The numbers, as they are written down.
    pub numbers: Vec<String>,
}

/// A story, and which of its numbers were said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldStory {
    /// The story's name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its numbers, in their order.
    pub numbers: Vec<ToldNumber>,
}

/// A number of a story, and where it was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToldNumber {
    /// As it is written down.
    pub text: String,
    /// Whether it was said, in digits or in words; unclear where the number was, but not surely of the same thing.
    pub state: State,
    /// The words that may be it; null when there are none.
    pub quote: Option<String>,
    /// Where they stand; null when there are none.
    #[serde(flatten, with = "place_or_null")]
    pub place: Option<Place>,
}

impl ToTell {
    /// What must be said of `story`.
    #[must_use]
    pub fn new(story: &CoreStory) -> Self {
        Self { name: story.name.clone(), title: story.title.clone(), numbers: story.numbers.clone() }
    }
}

impl ToldStory {
    /// What must be said, to listen for it again.
    #[must_use]
    pub fn to_tell(&self) -> ToTell {
        let numbers = self.numbers.iter().map(|number| number.text.clone()).collect();
        ToTell { name: self.name.clone(), title: self.title.clone(), numbers }
    }
}

/// Listens in `reading` for what is `to_tell`.
#[must_use]
pub fn measure(to_tell: &ToTell, reading: &Reading<'_>) -> ToldStory {
    let said = amounts(reading);
    let numbers = to_tell.numbers.iter().map(|text| {
        let (state, place) = heard(&wanted(text), &said);
        let quote = place.as_ref().map(|place| reading.quotes.around(place.chars.clone()));
        ToldNumber { text: text.clone(), state, quote, place }
    });
    ToldStory { name: to_tell.name.clone(), title: to_tell.title.clone(), numbers: numbers.collect() }
}

/// The numbers in what is written down.
fn wanted(text: &str) -> Vec<Amount> {
    let transcript = Transcript::from_text("story", "en", text);
    let tokens = tokenize(&transcript, None);
    amounts(&Reading::new(&transcript, &tokens))
}

/// Whether all that is `wanted` was `said`, and where the first of it is.
fn heard(wanted: &[Amount], said: &[Amount]) -> (State, Option<Place>) {
    let found: Vec<Option<(bool, &Amount)>> = wanted.iter().map(|wanted| find(wanted, said)).collect();
    let place = found.iter().flatten().next().map(|(_, amount)| amount.place.clone());
    let state = if found.iter().all(|found| found.is_some_and(|(sure, _)| sure)) {
        State::Heard
    } else if place.is_some() {
        State::Unclear
    } else {
        State::NotHeard
    };
    (state, place)
}

/// What of all that was `said` is `wanted`, and whether that is sure.
fn find<'a>(wanted: &Amount, said: &'a [Amount]) -> Option<(bool, &'a Amount)> {
    let sure = said.iter().find(|amount| is_same(wanted, amount)).map(|amount| (true, amount));
    sure.or_else(|| said.iter().find(|amount| close(wanted.value, amount.value)).map(|amount| (false, amount)))
}

/// Whether both tell the same: as much in the same unit, or as many of what may be the same.
fn is_same(wanted: &Amount, said: &Amount) -> bool {
    match (wanted.standard, said.standard) {
        (Some(wanted), Some(said)) => close(wanted, said),
        // A number of a range, or of a change, leaves its unit to the other one.
        _ => close(wanted.value, said.value) && (wanted.kind == said.kind || spans(wanted.kind) || spans(said.kind)),
    }
}

fn spans(kind: Option<QuantityKind>) -> bool {
    matches!(kind, Some(QuantityKind::BeforeAfter | QuantityKind::Range))
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * one.abs().max(other.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::reading;

    fn state(number: &str, said: &str) -> State {
        let to_tell = ToTell { name: "ferry".into(), title: "The ferry".into(), numbers: vec![number.into()] };
        measure(&to_tell, &reading(said)).numbers[0].state
    }

    #[test]
    fn a_number_is_heard_in_digits_and_in_words() {
        for (number, said) in [
            ("37 % fewer errors", "We had thirty seven percent fewer errors after that."),
            ("37 %", "It fell by 37%."),
            ("18 minutes instead of 6.5 hours", "It went from six and a half hours to eighteen minutes."),
            ("$200,000 a year", "We saved two hundred thousand dollars a year."),
            ("forty clinics", "We served 40 clinics."),
            ("90 seconds", "It now takes 90s."),
            ("2 weeks", "It took fourteen days."),
            ("50 %", "We lost half of them."),
        ] {
            assert_eq!(state(number, said), State::Heard, "{number}: {said}");
        }
    }

    #[test]
    fn what_was_not_said_is_not_heard_and_what_may_be_something_else_is_unclear() {
        assert_eq!(state("37 %", "It fell by a third, and forty people saw it."), State::NotHeard);
        assert_eq!(state("37 %", "I asked thirty seven people."), State::Unclear);
        assert_eq!(state("18 minutes", "It took eighteen hours."), State::Unclear);
        assert_eq!(state("from 20 to 3", "It was twenty."), State::Unclear, "one of two");
    }

    #[test]
    fn where_it_was_said_is_quoted() {
        let to_tell = ToTell { name: "f".into(), title: "F".into(), numbers: vec!["37 %".into()] };
        let told = measure(&to_tell, &reading("In the end it fell by thirty seven percent, and we all went home."));
        assert_eq!(told.numbers[0].quote.as_deref(), Some("it fell by thirty seven percent, and we"));
        assert_eq!(told.to_tell(), to_tell);
    }
}
