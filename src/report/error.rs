//! Why a take cannot be written in a format.

/// Why a take cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The format tells when each word is said, and some words have no times.
    #[error("cannot write {path} as {format}: {untimed} of its {words} words have no times")]
    Untimed {
        /// What was analysed, as the user named it.
        path: String,
        /// The format's name.
        format: &'static str,
        /// How many words lack their times.
        untimed: usize,
        /// How many there are.
        words: usize,
    },
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Untimed { .. } => {
                "`txt`, `csv` and `json` need no times; a transcript with times (.srt, .vtt, .json) has them, and so has a \
                 recording whose words are recognised here"
                    .into()
            }
        }
    }
}
