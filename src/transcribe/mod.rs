//! Speech in, words with times out: recognised here by a model, or imported from a file, behind one trait.

pub mod coverage;
mod filled;
pub mod ggml;
mod guards;
pub mod import;
mod mending;
pub mod models;
pub mod pieces;
pub mod placing;
pub(crate) mod quote;
pub mod recognise;
pub mod scripted;
pub mod whisper;
pub mod words;

use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use crate::audio::Mono;
use crate::signal::filled_pause::Moment;
use crate::take::Warning;
use crate::units::{TimeSpan, span_or_null};
use placing::Ground;

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

/// What there is to listen to: the sound, where in it somebody speaks, and how loud it is over time.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// The recording at 16 kHz.
    pub audio: &'a Mono,
    /// Stretches of speech, in order.
    pub speech: &'a [TimeSpan],
    /// Silent pauses of 150 ms and more between them, in order.
    pub silences: &'a [TimeSpan],
    /// Mean power of every hundredth of a second.
    pub powers: &'a [f32],
    /// The moments of the syllables, s, in order; empty without a pitch.
    pub nuclei: &'a [f64],
    /// Every moment at which a voice sounds, in order.
    pub voice: &'a [Moment],
}

impl<'a> Heard<'a> {
    /// What tells where the words of a piece are.
    pub(crate) fn ground(&self) -> Ground<'a> {
        Ground { speech: self.speech, nuclei: self.nuclei, voice: self.voice }
    }

    /// The moments of the syllables in `span`.
    #[must_use]
    pub fn nuclei_in(&self, span: TimeSpan) -> &'a [f64] {
        let before = |s: f64| self.nuclei.partition_point(|&at_s| at_s < s);
        &self.nuclei[before(span.start_s)..before(span.end_s)]
    }
}

/// What a transcriber made of it: the transcript, and what it doubts about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The words.
    pub transcript: Transcript,
    /// What may be wrong with them.
    pub warnings: Vec<Warning>,
    /// Stretches whose words are uncertain or were left out, in words for the user.
    pub notes: Vec<String>,
}

/// Turns speech into words.
pub trait Transcriber {
    /// The words said in `heard`; an imported transcript needs no sound.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when `watch` says stop; otherwise what went wrong with the model or the transcript file.
    fn transcribe(&mut self, heard: Option<Heard<'_>>, watch: &Watch<'_>) -> Result<Said, Error>;
}

/// Where the work has got to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    /// Reading the file.
    Decoding {
        /// How much of it has been read, 0–1.
        share: f64,
    },
    /// Measuring the sound.
    Listening,
    /// Loading the model.
    Loading,
    /// Recognising piece `index` (from 0) of `of`, and maybe the one after; `done_s` of `total_s` seconds of speech are behind it.
    Recognising {
        /// Piece under way, from 0.
        index: usize,
        /// Number of pieces.
        of: usize,
        /// Speech recognised so far, s.
        done_s: f64,
        /// All speech, s.
        total_s: f64,
    },
}

/// How long work stays in touch with who asked for it: it tells where it is, and stops when told to.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Called at every new stage.
    pub tell: &'a (dyn Fn(Stage) + Sync),
    /// Set from outside to stop the work.
    pub cancelled: &'a AtomicBool,
}

impl Watch<'_> {
    /// Whether somebody asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Why there are no words.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Somebody asked to stop.
    #[error("interrupted")]
    Cancelled,
    /// The model file cannot be used.
    #[error(transparent)]
    Model(#[from] models::Error),
    /// The transcript file cannot be used.
    #[error(transparent)]
    Import(#[from] import::Error),
    /// The recogniser failed on good input.
    #[error("the recogniser failed: {0}")]
    Engine(String),
    /// The model knows only English.
    #[error("model `{model}` knows only English: `{language}`")]
    EnglishOnly {
        /// Name of the model.
        model: String,
        /// The language asked for.
        language: String,
    },
    /// No such language.
    #[error("unknown language: `{0}`")]
    UnknownLanguage(String),
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Cancelled => None,
            Self::Model(e) => Some(e.hint()),
            Self::Import(e) => Some(e.hint()),
            Self::Engine(_) => Some("try another model, or fewer threads with `--threads 1`".into()),
            Self::EnglishOnly { .. } => {
                Some("choose a model without `.en` in its name; `outloud models list` shows them".into())
            }
            Self::UnknownLanguage(_) => Some("give an ISO 639-1 code, such as `en`, `de` or `es`".into()),
        }
    }
}
