//! Speech in, words with times out: a recogniser, an imported transcript or a scripted one, behind one trait.

pub mod import;
pub mod models;
pub mod pieces;
pub mod scripted;
pub mod whisper;
pub mod words;

use serde::Serialize;

use crate::units::{TimeSpan, span_or_null};

/// One spoken word as it stands in the transcript, punctuation included ("role,").
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Word {
    /// The word with the punctuation that sticks to it.
    pub text: String,
    /// When it is said; `None` when the transcript carries no times.
    #[serde(flatten, serialize_with = "span_or_null")]
    pub span: Option<TimeSpan>,
    /// The recogniser's own probability, 0–1; `None` for imported text.
    pub confidence: Option<f64>,
    /// First character in the transcript's text, in Unicode scalar values.
    pub char_start: usize,
    /// One past the last character.
    pub char_end: usize,
}

/// Everything that was said, and how we know.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Transcript {
    /// What produced it: "whisper.cpp 1.8.3", "imported", "scripted".
    pub engine: String,
    /// Name of the recogniser's model; `None` when nothing was recognised here.
    pub model: Option<String>,
    /// ISO 639-1 code of the spoken language.
    pub language: String,
    /// The words joined by single spaces (imported plain text keeps its own spacing).
    pub text: String,
    /// The words in spoken order; `char_start..char_end` of each indexes `text`.
    pub words: Vec<Word>,
}
