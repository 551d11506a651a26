//! How fast: words and syllables against time, and how that changes over the answer.

use serde::Serialize;

use crate::units::TimeSpan;

/// Speaking rate. Rates are null without times.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Pace {
    /// Words, um and uh left out.
    pub words: usize,
    /// Words per minute over the speech span, pauses included.
    pub wpm: Option<f64>,
    /// Words per minute over the speaking time, pauses of 250 ms and more left out.
    pub articulation_wpm: Option<f64>,
    /// Syllables of those words.
    pub syllables: usize,
    /// Syllables per second over the speaking time (articulation rate).
    pub syllables_per_s: Option<f64>,
    /// Words per minute in windows of 20 s every 3 s; empty without word times.
    pub curve: Vec<PacePoint>,
}

/// One window of the pace curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PacePoint {
    /// The window.
    #[serde(flatten)]
    pub span: TimeSpan,
    /// Words per minute inside it.
    pub wpm: f64,
}
