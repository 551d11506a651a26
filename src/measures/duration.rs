//! How long the answer is, from the first speech to the last.

use serde::Serialize;

/// Length of the answer. Every field is null without audio or word times.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Duration {
    /// First speech, s.
    pub speech_start_s: Option<f64>,
    /// Last speech, s.
    pub speech_end_s: Option<f64>,
    /// From first to last speech, s.
    pub speech_span_s: Option<f64>,
    /// Time spent speaking: the span without silent pauses of 250 ms and more, s.
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
