//! Why there are no words, and what the user can do about it.

use crate::transcribe::import::fault;
use crate::transcribe::models;

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
    Import(#[from] fault::Error),
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
    #[error("`{0}` is no language that whisper knows")]
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
            Self::UnknownLanguage(_) => {
                Some("give an ISO 639-1 code, such as `en`, `de` or `es`, or an English name, such as `German`".into())
            }
        }
    }
}
