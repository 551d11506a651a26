//! How long the answer is, from the first speech to the last.

use serde::{Deserialize, Serialize};

use crate::measures::clock::Clock;
use crate::usual::{self, Aim, Ranges, Standing};

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
    /// The length that was aimed at; null where the answer is judged by what is usual.
    pub aim: Option<Aim>,
    /// Where the span lies against that; null for an answer too short for bands.
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
    let aim = ranges.aimed;
    let Some(span) = frame.span else { return Duration { aim, ..Duration::default() } };
    Duration {
        speech_start_s: Some(span.start_s),
        speech_end_s: Some(span.end_s),
        speech_span_s: Some(span.length_s()),
        speaking_s: frame.speaking_s,
        aim,
        target: usual::apply(Some(span.length_s()), words).then(|| Target::judge(span.length_s(), ranges)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::usual::{Band, USUAL};

    #[test]
    fn the_verdict_follows_the_ranges() {
        use Target::{Brief, Long, Over, Short, Usual};

        let verdicts =
            |ranges: &Ranges| [59.9, 60.0, 89.9, 90.0, 120.0, 120.1, 180.0, 180.1].map(|s| Target::judge(s, ranges));
        assert_eq!(verdicts(&USUAL), [Short, Brief, Brief, Usual, Usual, Long, Long, Over]);
        let brief = Ranges {
            length: Band { from: Some(30.0), to: Some(60.0), flag_below: None, flag_above: Some(60.0), ..USUAL.length },
            aim: Band { from: Some(40.0), to: Some(50.0), ..USUAL.aim },
            ..USUAL
        };
        assert_eq!(verdicts(&brief), [Long, Long, Over, Over, Over, Over, Over, Over]);
    }

    #[test]
    fn a_pitch_and_a_talk_are_judged_by_their_aim() {
        use Target::{Brief, Long, Over, Short, Usual};

        let verdicts = |aim: &str, spans_s: [f64; 6]| {
            let ranges = USUAL.aimed_at(Aim::of_user(aim).ok());
            spans_s.map(|span_s| Target::judge(span_s, &ranges))
        };
        let expected = [Short, Brief, Usual, Long, Over, Over];
        assert_eq!(verdicts("30s", [19.0, 21.0, 30.0, 39.0, 41.0, 90.0]), expected);
        assert_eq!(verdicts("7m", [90.0, 370.0, 420.0, 470.0, 490.0, 600.0]), expected);
    }
}
