//! Power in bands and runs of frames in, the runs that may be speech out.
//!
//! Tones, chords and hums fool the detector. A mouth never holds still for long: in a tenth of a second the balance of
//! the bands changes by many decibels, in a held chord by hardly one.

use crate::signal::spectrum;
use crate::signal::spectrum::Frame;
use crate::stats::median;

/// Time over which the change is measured, s: about half a syllable.
pub(super) const LAG_S: f64 = 0.100;
/// Frames averaged before, so that the grain of noise is not taken for change.
const SMOOTH: usize = 5;
/// Half of the changes of speech are larger than this, dB: their median lies above 4 with noise 10 dB below, above 2.5 with
/// noise 3 dB below, but below 1.5 in tones, held chords and sweeps. Melodies of short notes pass, too.
const MIN_CHANGE_DB: f64 = 2.0;
/// A run shorter than this may be one held vowel, and is judged with the others, s.
const LONG_S: f64 = 2.0;
/// What lies this far below the loudest frame is not heard, dB.
const RANGE_DB: f32 = 60.0;

/// Removes the long runs `first..end` that hold still, and the rest when together they hold still.
pub(super) fn remove(runs: &mut Vec<(usize, usize)>, frames: &[Frame]) {
    let least = least(frames);
    let is_still =
        |changes: &[f32]| median(changes.iter().copied().map(f64::from)).is_some_and(|change| change < MIN_CHANGE_DB);
    let mut all = Vec::new();
    runs.retain(|&(first, end)| {
        let changes = changes_db(&frames[first..end], least);
        let kept = ((end - first) as f64) * spectrum::HOP_S < LONG_S || !is_still(&changes);
        if kept {
            all.extend(changes);
        }
        kept
    });
    if is_still(&all) {
        runs.clear();
    }
}

/// How much the balance of the bands changes in the [`LAG_S`] around each frame, dB: 0 for a sound that holds still. Empty
/// when there are too few frames to tell.
pub(super) fn changes_around(frames: &[Frame]) -> Vec<f32> {
    let changes = changes_db(frames, least(frames));
    let (Some(&first), Some(&last)) = (changes.first(), changes.last()) else { return Vec::new() };
    let before = (frames.len() - changes.len()) / 2;
    let mut around = vec![first; before];
    around.extend(changes);
    around.resize(frames.len(), last);
    around
}

/// Power that is not heard beside the loudest of `frames`.
fn least(frames: &[Frame]) -> f32 {
    let loudest = frames.iter().map(|frame| frame.iter().sum::<f32>()).fold(0.0, f32::max);
    loudest * 10f32.powf(-RANGE_DB / 10.0)
}

/// How much the balance of the bands changes within [`LAG_S`], dB (root mean square over the bands), from frame to frame.
fn changes_db(frames: &[Frame], least: f32) -> Vec<f32> {
    let balances: Vec<Frame> = frames
        .windows(SMOOTH)
        .map(|window| {
            let levels: Frame = std::array::from_fn(|band| {
                let power = window.iter().map(|frame| frame[band]).sum::<f32>() / SMOOTH as f32;
                10.0 * power.max(least).max(f32::MIN_POSITIVE).log10()
            });
            let mean = levels.iter().sum::<f32>() / spectrum::COUNT as f32;
            levels.map(|level| level - mean)
        })
        .collect();
    let lag = (LAG_S / spectrum::HOP_S).round() as usize;
    balances
        .iter()
        .zip(balances.iter().skip(lag))
        .map(|(a, b)| (a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>() / spectrum::COUNT as f32).sqrt())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::synthetic::{RATE_HZ, harmonics, mix, noise, silence, sine, sweep, talk};
    use crate::sound::Mono;

    /// Whether one run over all of `samples` is kept.
    fn is_kept(samples: Vec<f32>) -> bool {
        let frames = spectrum::frames(&Mono { samples, sample_rate_hz: RATE_HZ });
        let mut runs = vec![(0, frames.len())];
        remove(&mut runs, &frames);
        !runs.is_empty()
    }

    #[test]
    fn a_mouth_moves_even_in_noise() {
        let talk = talk(4.0, 1);
        let rms = (talk.iter().map(|x| x * x).sum::<f32>() / talk.len() as f32).sqrt();
        for below_db in [80.0, 20.0, 10.0] {
            let noise = noise(rms * 10f32.powf(-below_db / 20.0), 4.0, 2);
            assert!(is_kept(mix(&talk, &noise)), "noise {below_db} dB below");
        }
    }

    #[test]
    fn tones_chords_and_sweeps_hold_still_at_every_gain() {
        for gain in [0.001, 0.1, 0.5] {
            let chord = mix(&harmonics(131.0, 131.0, 20, gain, 4.0), &harmonics(196.0, 196.0, 20, gain, 4.0));
            assert!(!is_kept(chord));
            assert!(!is_kept(sine(440.0, gain, 4.0)));
            assert!(!is_kept(sweep(200.0, 400.0, gain, 4.0)));
            assert!(!is_kept(mix(&sine(440.0, gain, 4.0), &noise(gain / 10.0, 4.0, 4))));
        }
    }

    #[test]
    fn music_before_speech_goes_and_the_speech_stays() {
        let samples = [harmonics(131.0, 131.0, 20, 0.1, 4.0), silence(0.5), talk(6.0, 1)].concat();
        let frames = spectrum::frames(&Mono { samples, sample_rate_hz: RATE_HZ });
        let mut runs = vec![(0, 800), (900, frames.len())];
        remove(&mut runs, &frames);
        assert_eq!(runs, [(900, frames.len())]);
    }

    #[test]
    fn a_held_vowel_between_words_stays() {
        let samples = [talk(3.0, 1), harmonics(110.0, 108.0, 20, 0.1, 1.0), talk(3.0, 2)].concat();
        let frames = spectrum::frames(&Mono { samples, sample_rate_hz: RATE_HZ });
        let all = vec![(0, 600), (600, 800), (800, frames.len())];
        let mut runs = all.clone();
        remove(&mut runs, &frames);
        assert_eq!(runs, all);
    }

    #[test]
    fn nothing_and_a_single_frame_are_taken() {
        remove(&mut Vec::new(), &[]);
        remove(&mut vec![(0, 1)], &[[0.0; spectrum::COUNT]]);
    }
}
