//! A recording and the moments meant of it in, sound out of the loudspeakers out.
//!
//! [`reel`] puts together what is to be heard, [`tempo`] makes it slower or faster, and both are pure; [`output`] gives it to the device,
//! [`page`] to a web page.

pub mod output;
pub mod page;
pub mod reel;
pub mod tempo;

/// Why nothing can be heard; one variant for each decision the user can take.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// The system knows no output at all.
    #[error("no loudspeaker and no headphones were found")]
    NoDevice,
    /// It is there, and does not play.
    #[error("cannot play on {device}: {reason}")]
    Failed {
        /// The device.
        device: String,
        /// What the system said.
        reason: String,
    },
    /// It went away while it played.
    #[error("the output went away: {0}")]
    Gone(String),
    /// It cannot be brought into the form that browsers play.
    #[error("cannot put the sound into a page: {0}")]
    Unplayable(String),
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NoDevice => {
                "connect one; in a container or over ssh there may be none: copy the recording to a machine that has"
                    .into()
            }
            Self::Failed { .. } => {
                "is the sound server running, and the output free? any other player opens the recording too".into()
            }
            Self::Unplayable(_) => "write the page without it: `--no-audio`".into(),
            Self::Gone(_) => "connect it again, or choose another output in the system's settings".into(),
        }
    }
}
