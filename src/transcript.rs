//! What was said: words with their times and their place in the text.

use serde::{Deserialize, Serialize};

use crate::units::{TimeSpan, span_or_null};

/// One spoken word as it stands in the transcript, punctuation included ("role,").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// The word with the punctuation that sticks to it.
    pub text: String,
    /// When it is said; `None` when the transcript carries no times.
    #[serde(flatten, with = "span_or_null")]
    pub span: Option<TimeSpan>,
    /// The recogniser's own probability, 0–1; `None` for imported text.
    pub confidence: Option<f64>,
    /// First character in the transcript's text, in Unicode scalar values.
    pub char_start: usize,
    /// One past the last character.
    pub char_end: usize,
}

/// Everything that was said, and how we know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    /// What produced it: "whisper.cpp 1.8.3", "imported".
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

impl Transcript {
    /// Joins `spoken` words (text, times, confidence) with single spaces and counts their characters.
    #[must_use]
    pub fn from_words(
        engine: &str,
        model: Option<String>,
        language: &str,
        spoken: impl IntoIterator<Item = (String, Option<TimeSpan>, Option<f64>)>,
    ) -> Self {
        let (mut text, mut words, mut at) = (String::new(), Vec::new(), 0);
        for (word, span, confidence) in spoken {
            if at > 0 {
                text.push(' ');
                at += 1;
            }
            let length = word.chars().count();
            text.push_str(&word);
            words.push(Word { text: word, span, confidence, char_start: at, char_end: at + length });
            at += length;
        }
        Self { engine: engine.to_owned(), model, language: language.to_owned(), text, words }
    }

    /// Whether any word carries a time.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.words.iter().any(|w| w.span.is_some())
    }
}
