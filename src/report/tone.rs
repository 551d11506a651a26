//! A judgement in, its tone out: the one thing that every colour of a report stands for.

use crate::findings::Severity;
use crate::usual::Standing;

/// What to do about something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Try something else.
    Fix,
    /// The same, less urgently.
    Watch,
    /// Keep doing it.
    Keep,
}

impl Tone {
    /// What the speaker is told to do, in one word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Fix | Self::Watch => "try",
            Self::Keep => "keep",
        }
    }

    /// What the page's style sheet calls it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Fix => "fix",
            Self::Watch => "watch",
            Self::Keep => "keep",
        }
    }
}

impl From<Standing> for Tone {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::FarBelow | Standing::FarAbove => Self::Fix,
            Standing::Below | Standing::Above => Self::Watch,
            Standing::Usual => Self::Keep,
        }
    }
}

impl From<Severity> for Tone {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Fix => Self::Fix,
            Severity::Watch => Self::Watch,
            Severity::Good => Self::Keep,
        }
    }
}
