//! A recording that is in the history and waits for its analysis: why it waits, and what it answers.

use serde::{Deserialize, Serialize};

use crate::evidence::Asked;
use crate::structure::Shape;
use crate::usual::Aim;

/// Why a recording waits for its analysis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyPending {
    /// It was to be recorded only.
    NotWanted,
    /// Its analysis did not come to an end.
    #[default]
    NotDone,
    /// Its recorder was killed; it is mended since, and nobody has been asked yet whether to analyse it.
    BrokenOff,
}

impl WhyPending {
    /// As in a list.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::NotWanted => "not analysed yet",
            Self::NotDone => "analysis not finished",
            Self::BrokenOff => "recording broke off",
        }
    }
}

/// What is known of an answer before its analysis.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// Why there is no analysis.
    pub why: WhyPending,
    /// Its question.
    pub question: Asked,
    /// The shape that the user named.
    pub shape: Option<Shape>,
    /// The length that the user aimed at.
    pub aim: Option<Aim>,
}

impl Pending {
    /// An answer to what was `asked`.
    #[must_use]
    pub fn new(why: WhyPending, asked: &Asked) -> Self {
        Self { why, question: asked.clone(), shape: asked.shape, aim: asked.aim }
    }

    /// What was asked, without what the bank knows of it.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked { shape: self.shape, aim: self.aim, entry: None, ..self.question.clone() }
    }

    /// As it is kept.
    pub(super) fn written(&self) -> String {
        // Plain data always turns into JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What is kept; nothing is known of a recording where somebody has changed it into something else.
    pub(super) fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }
}
