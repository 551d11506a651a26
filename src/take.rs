//! One take: all that outloud knows and says about one spoken answer. Its serialised form is the JSON other programs read.

use serde::Serialize;

use crate::findings::Finding;
use crate::language::repetition::Repetition;
use crate::measures::content::Content;
use crate::measures::delivery::Delivery;
use crate::measures::duration::Duration;
use crate::measures::fillers::Fillers;
use crate::measures::pace::Pace;
use crate::measures::pauses::Pauses;
use crate::measures::timeline::Timeline;
use crate::measures::wording::Wording;
use crate::structure::steps::Heard;
use crate::structure::{ChosenBy, Shape, Structure};
use crate::transcribe::Transcript;
use crate::units::TimeSpan;

/// Version of the JSON's shape: raised when a field is renamed or removed, never when one is added.
pub const SCHEMA: u32 = 1;
/// Version of the definitions: raised when the same recording would get other numbers, so that old takes are measured again.
pub const ANALYSER: u32 = 1;

/// The whole result of analysing one recording or one transcript.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Take {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Version of outloud that measured.
    pub outloud: String,
    /// Where the answer came from.
    pub source: Source,
    /// What the answer answers.
    pub question: Asked,
    /// What was said.
    pub transcript: Transcript,
    /// Stretches of speech for which words are missing, in order: left out of pace, stalls, repeats and suspected fillers.
    pub lost: Vec<TimeSpan>,
    /// How long.
    pub duration: Duration,
    /// How fast.
    pub pace: Pace,
    /// Um, uh, and words used as fillers.
    pub fillers: Fillers,
    /// Silent pauses; `None` without audio.
    pub pauses: Option<Pauses>,
    /// Repeated and restarted words.
    pub repetition: Repetition,
    /// Sentences, what opens them, how varied the words are.
    pub wording: Wording,
    /// Situation, Task, Action, Result.
    pub structure: Structure,
    /// The same against the clock; `None` when no story is told.
    pub timeline: Option<Timeline>,
    /// The steps of the shape that the question asks for; `None` in a language other than English.
    pub shape: Option<Shaped>,
    /// Numbers, who acted, what was weighed and learned.
    pub content: Content,
    /// Pitch, loudness, signal quality.
    pub delivery: Delivery,
    /// What to keep and what to change, most important first.
    pub findings: Vec<Finding>,
    /// What may make the numbers wrong.
    pub warnings: Vec<Warning>,
    /// Why something is null or marked uncertain.
    pub notes: Vec<String>,
}

/// The file a take was made from.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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

/// An answer against the shape its question asks for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shaped {
    /// Which shape.
    pub name: Shape,
    /// Why it.
    pub chosen_by: ChosenBy,
    /// Its steps, in order.
    pub steps: Vec<Heard>,
}

/// Something about the input that may make the numbers wrong: what, so what, now what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Stable name, for scripts: "clipping", "demo-model", "truncated".
    pub id: &'static str,
    /// One or two sentences for the user.
    pub message: String,
}
