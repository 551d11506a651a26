//! What the words tell: fillers, repetitions, hedges, numbers, people. Pure: takes a transcript, returns places in it.

pub mod crutches;
pub mod fillers;
pub mod hedges;
pub(crate) mod lexicon;
pub mod mentions;
pub mod people;
pub(crate) mod phrases;
pub mod quantities;
pub mod repetition;
pub(crate) mod said;
pub mod sentences;
pub mod syllables;
#[cfg(test)]
pub(crate) mod testing;
pub mod tokens;

/// Whether `language`, an ISO 639-1 code that may name a country too ("en", "en-GB"), is English: all words known here are.
#[must_use]
pub fn is_english(language: &str) -> bool {
    language.split(['-', '_']).next().is_some_and(|code| code.eq_ignore_ascii_case("en"))
}
