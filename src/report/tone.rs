//! A judgement in, its tone out: the one thing that every colour of a report stands for.

use crate::findings::Severity;
use crate::usual::Standing;

/// What to do about something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Change it.
    Fix,
    /// Keep an eye on it.
    Watch,
    /// Keep doing it.
    Keep,
}

impl Tone {
    /// In one word; the page's style sheet calls it the same.
    pub(super) fn word(self) -> &'static str {
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
