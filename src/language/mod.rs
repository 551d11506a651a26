//! What the words tell: fillers, repetitions, hedges, numbers, people. Pure: takes a transcript, returns places in it.

pub mod fillers;
pub mod hedges;
pub(crate) mod lexicon;
pub mod people;
pub(crate) mod phrases;
pub mod quantities;
pub mod repetition;
pub mod sentences;
pub mod syllables;
#[cfg(test)]
pub(crate) mod testing;
pub mod tokens;
