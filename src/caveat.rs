//! What whoever wrote words down has to say against them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::figure::clock_tenths;
use crate::units::TimeSpan;
use crate::warning::{Warning, WarningId};

/// Something that whoever wrote words down has to say against them; stored with the words. As text: a note for the user.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Caveat {
    /// The small model that outloud once had inside recognised them.
    DemoModel,
    /// The model's file has the name of a published one and is not it; the user named it.
    OtherFile,
    /// The best model installed is not whole; the next one recognised them.
    PassedOver,
    /// They come from captions, which time whole lines: the times of words inside a line are estimates.
    EstimatedTimes,
    /// The times of some captions cannot be read; they are left out.
    Unread {
        /// The first of their lines, from 1.
        line: usize,
        /// How many there are.
        captions: usize,
    },
    /// A caption goes on after the end of the sound; its words were put before it.
    Clipped(TimeSpan),
    /// Words were written over next to no speech, and left out.
    Invented(TimeSpan),
    /// More words were written than anyone can say, and left out.
    Endless(TimeSpan),
    /// Words were written again and again; the repeats are left out.
    Looped(TimeSpan),
    /// The recogniser was unsure of the words here.
    Unsure(TimeSpan),
}

/// How notes about words begin.
const PREFIX: &str = "transcript: ";
const ESTIMATED: &str = "captions time whole lines; word times inside them are estimates";
const DEMO: &str = "the words were recognised by the demo model";
const OTHER: &str = "the words were recognised by a file that is named after a published model and is not it";
const PASSED_OVER: &str = "the words were recognised by another model than the best one installed, which is not whole";
const INVENTED: &str = "left out what the recogniser wrote over next to no speech";
const ENDLESS: &str = "left out: the recogniser wrote more than anyone can say";
const LOOPED: &str = "the recogniser repeated itself; the repeats are left out";
const UNREAD: &str = "left out captions whose times cannot be read";
const CLIPPED: &str = "a caption goes on after the end of the sound; its words were put before it";
const UNSURE: &str = "the recogniser was unsure of these words";

impl Caveat {
    /// The warning it deserves; `None` where a note will do.
    #[must_use]
    pub fn warning(self) -> Option<Warning> {
        let demo = "the words were recognised by the small demo model inside outloud, which is for trying out: many are \
                       wrong, and every number about words with them. `outloud models list` shows how to get a real model.";
        let other = "the words were recognised by a file that has the name of a published model and is not it: its size or its \
                     SHA-256 differs. It was used because it was named.";
        let passed_over = "the best model installed is not whole, so that the next one recognised the words: `outloud models verify` \
                           tells what is wrong with it.";
        let (id, message) = match self {
            Self::DemoModel => (WarningId::DemoModel, demo),
            Self::OtherFile => (WarningId::ModelDiffers, other),
            Self::PassedOver => (WarningId::ModelPassedOver, passed_over),
            _ => return None,
        };
        Some(Warning { id, message: message.into() })
    }

    /// Reads what it says as text; `None` for any other note. Times come back to a tenth of a second.
    #[must_use]
    pub fn from_note(note: &str) -> Option<Self> {
        let told = note.strip_prefix(PREFIX)?;
        if told == ESTIMATED {
            return Some(Self::EstimatedTimes);
        }
        if let Some((captions, line)) =
            told.strip_prefix(UNREAD).and_then(|counts| counts.split_once(", the first on line "))
        {
            return Some(Self::Unread {
                line: line.parse().ok()?,
                captions: captions.strip_prefix(": ")?.parse().ok()?,
            });
        }
        let (start, rest) = told.split_once(" to ")?;
        let (end, what) = rest.split_once(": ")?;
        let span = TimeSpan::new(seconds(start)?, seconds(end)?);
        match what {
            INVENTED => Some(Self::Invented(span)),
            ENDLESS => Some(Self::Endless(span)),
            LOOPED => Some(Self::Looped(span)),
            UNSURE => Some(Self::Unsure(span)),
            CLIPPED => Some(Self::Clipped(span)),
            _ => None,
        }
    }
}

impl fmt::Display for Caveat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PREFIX)?;
        let (span, what) = match self {
            Self::DemoModel => return f.write_str(DEMO),
            Self::OtherFile => return f.write_str(OTHER),
            Self::PassedOver => return f.write_str(PASSED_OVER),
            Self::EstimatedTimes => return f.write_str(ESTIMATED),
            Self::Unread { line, captions } => return write!(f, "{UNREAD}: {captions}, the first on line {line}"),
            Self::Clipped(span) => (span, CLIPPED),
            Self::Invented(span) => (span, INVENTED),
            Self::Endless(span) => (span, ENDLESS),
            Self::Looped(span) => (span, LOOPED),
            Self::Unsure(span) => (span, UNSURE),
        };
        write!(f, "{} to {}: {what}", clock_tenths(span.start_s), clock_tenths(span.end_s))
    }
}

fn seconds(clock: &str) -> Option<f64> {
    let (minutes, seconds) = clock.split_once(':')?;
    Some(60.0 * f64::from(minutes.parse::<u32>().ok()?) + seconds.parse::<f64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_can_be_read_back() {
        let span = TimeSpan::new(59.5, 72.25);
        let made = [Caveat::Invented, Caveat::Endless, Caveat::Looped, Caveat::Unsure, Caveat::Clipped]
            .map(|caveat| caveat(span));
        for caveat in made.into_iter().chain([Caveat::EstimatedTimes, Caveat::Unread { line: 9, captions: 2 }]) {
            let read = Caveat::from_note(&caveat.to_string()).unwrap();
            assert_eq!(read.to_string(), caveat.to_string());
            let stored = serde_json::to_string(&caveat).unwrap();
            assert_eq!(serde_json::from_str::<Caveat>(&stored).unwrap(), caveat, "{stored}");
        }
        assert_eq!(
            Caveat::Looped(span).to_string(),
            "transcript: 0:59.5 to 1:12.2: the recogniser repeated itself; the repeats are left out"
        );
        assert_eq!(Caveat::from_note("pauses: no audio"), None);
    }
}
