//! Evidence in, the clock of the answer out: what rates are counted against.

use crate::evidence::Evidence;
use crate::units::TimeSpan;

/// Shortest silence that counts as a pause, s (de Jong & Bosker 2013).
pub const THRESHOLD_S: f64 = 0.25;

/// The clock of an answer: what rates are counted against.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clock {
    /// From the first speech to the last; from the first word to the last when there is no audio; `None` without times.
    pub span: Option<TimeSpan>,
    /// The span without its pauses, s; `None` without audio, since gaps between words are not pauses.
    pub speaking_s: Option<f64>,
    /// Silent pauses of 250 ms and more, in order; empty without audio.
    pub pauses: Vec<TimeSpan>,
}

impl Clock {
    /// The clock of `evidence`.
    #[must_use]
    pub fn of(evidence: &Evidence) -> Self {
        let Some(acoustics) = &evidence.acoustics else {
            let words = evidence.said.words.iter().filter_map(|w| w.span);
            return Self { span: words.reduce(TimeSpan::join), ..Self::default() };
        };
        let span = acoustics.speech.iter().copied().reduce(TimeSpan::join);
        let counts = |s: &&TimeSpan| s.length_s() >= THRESHOLD_S;
        let pauses: Vec<TimeSpan> = acoustics.silences.iter().filter(counts).copied().collect();
        let paused_s: f64 = pauses.iter().map(|p| p.length_s()).sum();
        Self { span, speaking_s: span.map(|s| (s.length_s() - paused_s).max(0.0)), pauses }
    }
}
