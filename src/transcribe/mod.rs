//! Speech in, words with times out: recognised here by a model, or imported from a file, behind one trait.

pub mod ggml;
pub mod import;
pub mod models;
pub mod pieces;
pub mod recognise;
pub mod scripted;
pub mod whisper;
pub mod words;

use crate::sound::Mono;
use crate::transcript::Transcript;
use crate::units::TimeSpan;
use crate::watch::Watch;

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
}

/// Turns speech into words.
pub trait Transcriber {
    /// The words said in `heard`; an imported transcript needs no sound.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when `watch` says stop; otherwise what went wrong with the model or the transcript file.
    fn transcribe(&mut self, heard: Option<Heard<'_>>, watch: &Watch<'_>) -> Result<Transcript, Error>;
}

/// Words that were written down before: they need no sound.
impl Transcriber for Transcript {
    fn transcribe(&mut self, _: Option<Heard<'_>>, _: &Watch<'_>) -> Result<Transcript, Error> {
        Ok(self.clone())
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
