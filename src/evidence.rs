//! All that is known about an answer before anything is counted: its sound measured, its words written down.

use serde::{Deserialize, Serialize};

use crate::acoustics::Acoustics;
use crate::questions::Question;
use crate::stories::told::ToTell;
use crate::structure::{ChosenBy, Shape};
use crate::transcript::Transcript;
use crate::usual::{Aim, SetBy};
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
    /// SHA-256 of the bytes of the recording, hexadecimal: what it is, whatever it is called; `None` where they are not at hand.
    #[serde(default)]
    pub sha256: Option<String>,
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
    /// How long the user wants the answer to be; `None` leaves it to the question.
    #[serde(skip)]
    pub aim: Option<Aim>,
    /// What the bank knows of the question; `None` where it is not in the bank.
    #[serde(skip)]
    pub entry: Option<Box<Question>>,
    /// The story that it is answered with, and what of it must be said; `None` where nobody named one.
    #[serde(skip)]
    pub to_tell: Option<Box<ToTell>>,
}

impl Asked {
    /// The question of the bank that `question` is.
    #[must_use]
    pub fn from_bank(question: &Question) -> Self {
        Self {
            id: Some(question.id.clone()),
            prompt: Some(question.ask.clone()),
            shape: None,
            aim: None,
            entry: Some(Box::new(question.clone())),
            to_tell: None,
        }
    }

    /// Whether nothing is known of what was asked, and nothing wanted of the answer.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// How long the answer is to be, and who says so; `None` where nobody does.
    #[must_use]
    pub fn aim(&self) -> Option<Aim> {
        let of_question = || self.entry.as_ref().and_then(|entry| entry.time_s);
        self.aim.or_else(|| of_question().map(|length_s| Aim { length_s, set_by: SetBy::Question }))
    }

    /// The shape to measure the answer against, and why it.
    #[must_use]
    pub fn shape(&self) -> (Shape, ChosenBy) {
        let of_bank = || self.entry.as_ref().and_then(|entry| entry.shape);
        let of_words = || self.prompt.as_deref().map(Shape::for_question).filter(|shape| *shape != Shape::default());
        let named = self.shape.map(|shape| (shape, ChosenBy::Option));
        named.or_else(|| of_bank().or_else(of_words).map(|shape| (shape, ChosenBy::Question))).unwrap_or_default()
    }
}
