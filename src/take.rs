//! One take: all that outloud knows and says about one spoken answer. Its serialised form is the JSON that other programs read, and
//! that the history reads back.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

use crate::evidence::Asked;
use crate::findings::Finding;
use crate::measures::Measures;
use crate::note::Note;
use crate::structure::ChosenBy;
use crate::usual::SetBy;
use crate::warning::Warning;

/// Version of the JSON's shape: raised when a field is renamed or removed, never when one is added.
pub const SCHEMA: u32 = 1;
/// Version of the definitions: raised when the same recording would get other numbers, so that old takes are measured again.
pub const ANALYSER: u32 = 5;

/// The whole result of analysing one recording or one transcript: its measures, and what a listener makes of them.
///
/// ```
/// use outloud::transcribe::import::Imported;
/// use outloud::{Asked, Input, Watch};
///
/// let mut words = Imported::parse("said.txt".as_ref(), b"Um, I fixed the oven.", "en")?;
/// let take = outloud::analyse(Input::Words { name: "said.txt" }, Asked::default(), &mut words, &Watch::default())?;
/// // Its measures are its own, and what cannot be measured is `None`.
/// assert_eq!((take.pace.words, take.pace.wpm), (4, None));
/// // As JSON it is what other programs read.
/// assert_eq!(serde_json::to_value(&take)?["pace"]["words"], 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Take {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Version of outloud that measured.
    pub outloud: String,
    /// Version of the definitions it measured by, [`ANALYSER`]; `None` in takes that were written before it was.
    #[serde(default)]
    pub analyser: Option<u32>,
    /// What was measured.
    #[serde(flatten)]
    pub measures: Measures,
    /// What to keep and what to change, most important first.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// What may make the numbers wrong.
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// Why something is null or marked uncertain.
    #[serde(default)]
    pub notes: Vec<Note>,
}

impl Take {
    /// What was asked, to measure the same answer again: a shape, an aim and a story that the user named stay, those that were chosen for them
    /// are chosen again.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let named = self.shape.as_ref().filter(|shaped| shaped.chosen_by == ChosenBy::Option);
        let aim = self.duration.aim.filter(|aim| aim.set_by == SetBy::User);
        let to_tell = self.story.as_ref().map(|told| Box::new(told.to_tell()));
        Asked { shape: named.map(|shaped| shaped.name), aim, to_tell, ..self.question.clone() }
    }
}

/// A take is asked for its measures as if they were its own: `take.pace`.
impl Deref for Take {
    type Target = Measures;

    fn deref(&self) -> &Measures {
        &self.measures
    }
}

impl DerefMut for Take {
    fn deref_mut(&mut self) -> &mut Measures {
        &mut self.measures
    }
}
