//! How long the answer is, from the first speech to the last.

use serde::Serialize;

use crate::measures::clock::Clock;
use crate::usual;

/// Length of the answer. Every field is null without audio or word times.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Duration {
    /// First speech, s.
    pub speech_start_s: Option<f64>,
    /// Last speech, s.
    pub speech_end_s: Option<f64>,
    /// From first to last speech, s.
    pub speech_span_s: Option<f64>,
    /// Time spent speaking: the span without silent pauses of 250 ms and more, s; null without audio.
    pub speaking_s: Option<f64>,
    /// Where the span lies against the usual one to three minutes; null for less than 15 s or 30 words.
    pub target: Option<Target>,
}

/// Verdict on the length of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// Under 60 s.
    Short,
    /// 60 to 90 s.
    Brief,
    /// 90 to 120 s.
    Usual,
    /// 120 to 180 s: long but fine.
    Long,
    /// Over 180 s.
    Over,
}

impl Target {
    pub(crate) fn of(span_s: f64) -> Self {
        match span_s {
            s if s < 60.0 => Self::Short,
            s if s < 90.0 => Self::Brief,
            s if s <= 120.0 => Self::Usual,
            s if s <= 180.0 => Self::Long,
            _ => Self::Over,
        }
    }
}

/// Measures `frame`; an answer of fewer than 15 s or 30 `words` gets no verdict.
#[must_use]
pub fn of(frame: &Clock, words: usize) -> Duration {
    let Some(span) = frame.span else { return Duration::default() };
    Duration {
        speech_start_s: Some(span.start_s),
        speech_end_s: Some(span.end_s),
        speech_span_s: Some(span.length_s()),
        speaking_s: frame.speaking_s,
        target: usual::apply(Some(span.length_s()), words).then(|| Target::of(span.length_s())),
    }
}
