//! A take in, text out: for a terminal, for programs, for sharing. Pure: nothing is printed here.

pub mod html;
pub mod json;
pub mod markdown;
pub mod table;
pub mod terminal;
mod view;

#[cfg(test)]
pub(crate) mod sample;
