//! Sounds of speech in, stretches of speech and the silent pauses between them out.

use crate::units::TimeSpan;

/// Shortest silence reported, s. Only those of 250 ms count as pauses (de Jong & Bosker 2013); the ones between matter
/// to whoever wants to cut at a silence.
pub const MIN_PAUSE_S: f64 = 0.150;

/// Stretches of speech: sounds joined where less than [`MIN_PAUSE_S`] lies between them.
#[must_use]
pub fn stretches(sounds: &[TimeSpan]) -> Vec<TimeSpan> {
    let mut stretches = sounds.to_vec();
    stretches.dedup_by(|next, stretch| {
        let near = next.start_s - stretch.end_s < MIN_PAUSE_S;
        if near {
            *stretch = stretch.join(*next);
        }
        near
    });
    stretches
}

/// The silences between stretches, none before the first and after the last.
#[must_use]
pub fn between(stretches: &[TimeSpan]) -> Vec<TimeSpan> {
    stretches.windows(2).map(|pair| TimeSpan::new(pair[0].end_s, pair[1].start_s)).collect()
}
