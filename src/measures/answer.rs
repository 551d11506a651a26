//! Every number of one answer, as plain data.

use serde::{Deserialize, Serialize};

use super::content::Content;
use super::delivery::Delivery;
use super::doubt::Doubt;
use super::duration::Duration;
use super::fillers::Fillers;
use super::pace::Pace;
use super::pauses::Pauses;
use super::timeline::Timeline;
use super::wording::Wording;
use crate::evidence::{Asked, Source};
use crate::language::repetition::Repetition;
use crate::questions::rubric::Rubric;
use crate::stories::told::ToldStory;
use crate::structure::Structure;
use crate::structure::steps::Shaped;
use crate::transcript::Transcript;
use crate::units::TimeSpan;
use crate::usual;

/// Every number of one answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// Where the answer came from.
    pub source: Source,
    /// What the answer answers.
    pub question: Asked,
    /// What was said.
    pub transcript: Transcript,
    /// Stretches of speech for which words are missing, in order: left out of pace, stalls, repeats and suspected fillers.
    #[serde(default)]
    pub lost: Vec<TimeSpan>,
    /// Why the words are not to be trusted; null when they are.
    pub doubt: Option<Doubt>,
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
    #[serde(default)]
    pub wording: Wording,
    /// Situation, Task, Action, Result.
    pub structure: Structure,
    /// The same against the clock; `None` when no story is told.
    pub timeline: Option<Timeline>,
    /// The steps of the shape that the question asks for; `None` in a language other than English.
    pub shape: Option<Shaped>,
    /// What listeners wait for in an answer to this question of the bank; null without one, or in a language other than English.
    #[serde(default)]
    pub rubric: Option<Rubric>,
    /// Which numbers of the speaker's own story were said; null where none was named, or in a language other than English.
    #[serde(default)]
    pub story: Option<ToldStory>,
    /// Numbers, who acted, what was weighed and learned.
    pub content: Content,
    /// Pitch, loudness, signal quality.
    pub delivery: Delivery,
}

impl Measures {
    /// Whether enough was said to be judged: [`usual::apply`].
    #[must_use]
    pub fn is_enough(&self) -> bool {
        usual::apply(self.duration.speech_span_s, self.pace.words)
    }

    /// Whether listeners expect a situation, an action and a result of such an answer.
    #[must_use]
    pub fn wants_story(&self) -> bool {
        self.shape.as_ref().is_none_or(|shaped| shaped.name.is_story())
    }
}
