//! How long the answer is, from the first speech to the last.

use serde::{Deserialize, Serialize};

use crate::measures::clock::Clock;
use crate::usual::{self, Ranges, Standing};

/// Length of the answer. Every field is null without audio or word times.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Duration {
    /// First speech, s.
    pub speech_start_s: Option<f64>,
    /// Last speech, s.
    pub speech_end_s: Option<f64>,
    /// From first to last speech, s.
    pub speech_span_s: Option<f64>,
    /// Time spent speaking: the span without silent pauses of 250 ms and more, s; null without audio.
    pub speaking_s: Option<f64>,
    /// Where the span lies against the usual length; null for an answer too short for bands.
    pub target: Option<Target>,
}

/// Verdict on the length of an answer, by [`Ranges::length`] and, inside it, [`Ranges::aim`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// Shorter than is usual.
    Short,
    /// Usual, if shorter than to aim at.
    Brief,
    /// As long as to aim at.
    Usual,
    /// Longer than to aim at, but fine.
    Long,
    /// Longer than is usual.
    Over,
}

impl Target {
    pub(crate) fn judge(span_s: f64, ranges: &Ranges) -> Self {
        match (ranges.length.judge(span_s), ranges.aim.judge(span_s)) {
            (Standing::FarBelow | Standing::Below, _) => Self::Short,
            (Standing::FarAbove | Standing::Above, _) => Self::Over,
            (Standing::Usual, Standing::FarBelow | Standing::Below) => Self::Brief,
            (Standing::Usual, Standing::Usual) => Self::Usual,
            (Standing::Usual, Standing::FarAbove | Standing::Above) => Self::Long,
        }
    }
}

/// Measures `frame` by `ranges`; an answer of too little speech or too few `words` for bands gets no verdict.
#[must_use]
pub fn measure(frame: &Clock, words: usize, ranges: &Ranges) -> Duration {
    let Some(span) = frame.span else { return Duration::default() };
    Duration {
        speech_start_s: Some(span.start_s),
        speech_end_s: Some(span.end_s),
        speech_span_s: Some(span.length_s()),
        speaking_s: frame.speaking_s,
        target: usual::apply(Some(span.length_s()), words).then(|| Target::judge(span.length_s(), ranges)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::usual::{Band, USUAL};

    #[test]
    fn the_verdict_follows_the_ranges() {
        let verdicts =
            |ranges: &Ranges| [59.9, 60.0, 89.9, 90.0, 120.0, 120.1, 180.0, 180.1].map(|s| Target::judge(s, ranges));
        use Target::{Brief, Long, Over, Short, Usual};
        assert_eq!(verdicts(&USUAL), [Short, Brief, Brief, Usual, Usual, Long, Long, Over]);
        let brief = Ranges {
            length: Band { from: Some(30.0), to: Some(60.0), flag_below: None, flag_above: Some(60.0), ..USUAL.length },
            aim: Band { from: Some(40.0), to: Some(50.0), ..USUAL.aim },
            ..USUAL
        };
        assert_eq!(verdicts(&brief), [Long, Long, Over, Over, Over, Over, Over, Over]);
    }
}
