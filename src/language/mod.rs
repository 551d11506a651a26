//! What the words tell: fillers, repetitions, hedges, numbers, people. Pure: takes a transcript, returns places in it.
//!
//! [`reading`] reads an answer once; the rooms above ask it.

pub mod crutches;
pub(crate) mod cursor;
pub mod fillers;
pub mod hedges;
pub(crate) mod lexicon;
pub mod mentions;
pub mod people;
pub(crate) mod phrases;
pub mod quantities;
pub mod reading;
pub mod repetition;
pub mod scripts;
pub mod sentences;
pub mod syllables;
#[cfg(test)]
pub(crate) mod testing;
pub mod tokens;
pub mod values;
pub(crate) mod words;

/// Whether `language`, an ISO 639-1 code that may name a country too ("en", "en-GB"), is English: all words known here are.
#[must_use]
pub fn is_english(language: &str) -> bool {
    language.split(['-', '_']).next().is_some_and(|code| code.eq_ignore_ascii_case("en"))
}
