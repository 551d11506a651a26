//! What the words tell: fillers, repetitions, hedges, numbers, people. Pure: takes a transcript, returns places in it.

pub mod fillers;
pub mod hedges;
pub mod people;
pub mod quantities;
pub mod repetition;
pub mod sentences;
pub mod syllables;
pub mod tokens;
