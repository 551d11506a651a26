//! All that is known about an answer before anything is counted: its sound measured, its words written down.

use serde::{Deserialize, Serialize};

use crate::acoustics::Acoustics;
use crate::structure::{ChosenBy, Shape};
use crate::transcript::Transcript;
use crate::warning::Warning;

/// All that is known about an answer before anything is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Where it came from.
    pub source: Source,
    /// What it answers.
    pub asked: Asked,
    /// What the sound tells; `None` for a transcript alone.
    pub acoustics: Option<Acoustics>,
    /// What the words tell.
    pub said: Transcript,
    /// What may be wrong with the recording.
    pub warnings: Vec<Warning>,
}

/// The file a take was made from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Path as the user gave it; "-" for standard input.
    pub path: String,
    /// Length of the audio, s; `None` without audio.
    pub duration_s: Option<f64>,
    /// Native sample rate, Hz.
    pub sample_rate_hz: Option<u32>,
    /// Native number of channels.
    pub channels: Option<usize>,
}

/// The question behind an answer, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Name of the question.
    pub id: Option<String>,
    /// Its words.
    pub prompt: Option<String>,
    /// The shape the user wants the answer measured against; `None` leaves the choice to the question.
    #[serde(skip)]
    pub shape: Option<Shape>,
}

impl Asked {
    /// The shape to measure the answer against, and why it.
    #[must_use]
    pub fn shape(&self) -> (Shape, ChosenBy) {
        match (self.shape, self.prompt.as_deref().map(Shape::for_question)) {
            (Some(named), _) => (named, ChosenBy::Option),
            (None, Some(asked)) if asked != Shape::default() => (asked, ChosenBy::Question),
            _ => (Shape::default(), ChosenBy::Default),
        }
    }
}
