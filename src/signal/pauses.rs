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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_silences_of_150_ms_between_sounds_are_pauses() {
        let sounds = [(1.0, 2.0), (2.149, 3.0), (3.151, 4.0), (6.0, 6.1)].map(|(from, to)| TimeSpan::new(from, to));
        let stretches = stretches(&sounds);
        assert_eq!(stretches, [(1.0, 3.0), (3.151, 4.0), (6.0, 6.1)].map(|(from, to)| TimeSpan::new(from, to)));
        assert_eq!(between(&stretches), [TimeSpan::new(3.0, 3.151), TimeSpan::new(4.0, 6.0)]);
    }

    #[test]
    fn one_sound_has_no_pause() {
        assert!(between(&stretches(&[TimeSpan::new(0.0, 1.0)])).is_empty());
        assert!(between(&stretches(&[])).is_empty());
    }
}
