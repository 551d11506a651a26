//! Power in bands and runs of frames in, the runs that may be speech out.
//!
//! Tones, chords and hums fool the detector. A mouth never holds still for long: in a tenth of a second the balance of
//! the bands changes by many decibels, in a held chord by hardly one.

use crate::signal::bands::{self, Frame};

/// Time over which the change is measured, s: about half a syllable.
const LAG_S: f64 = 0.100;
/// Frames averaged before, so that the grain of noise is not taken for change.
const SMOOTH: usize = 5;
/// Half of the changes of speech are larger than this, dB. In recordings of speech, noise at 10 dB below included, the
/// median lies above 3, in chords, tremolos and sweeps below 1.5.
const MIN_CHANGE_DB: f32 = 2.0;
/// A run shorter than this may be one held vowel, and is judged with the others, s.
const LONG_S: f64 = 2.0;
/// What lies this far below the loudest frame is not heard, dB.
const RANGE_DB: f32 = 60.0;

/// Removes the long runs `first..end` that hold still, and all of them when they hold still together.
pub(super) fn remove(runs: &mut Vec<(usize, usize)>, frames: &[Frame]) {
    let loudest = frames.iter().map(|frame| frame.iter().sum::<f32>()).fold(0.0, f32::max);
    let least = loudest * 10f32.powf(-RANGE_DB / 10.0);
    let changes: Vec<Vec<f32>> = runs.iter().map(|&(first, end)| changes_db(&frames[first..end], least)).collect();
    let is_still = |changes: Vec<f32>| median(changes).is_some_and(|change| change < MIN_CHANGE_DB);
    if is_still(changes.concat()) {
        runs.clear();
        return;
    }
    let mut changes = changes.into_iter();
    runs.retain(|(first, end)| {
        let changes = changes.next().unwrap_or_default();
        ((end - first) as f64) * bands::HOP_S < LONG_S || !is_still(changes)
    });
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
            let mean = levels.iter().sum::<f32>() / bands::COUNT as f32;
            levels.map(|level| level - mean)
        })
        .collect();
    let lag = (LAG_S / bands::HOP_S).round() as usize;
    balances
        .iter()
        .zip(balances.iter().skip(lag))
        .map(|(a, b)| (a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>() / bands::COUNT as f32).sqrt())
        .collect()
}

/// The middle value; `None` when there are none.
fn median(mut values: Vec<f32>) -> Option<f32> {
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(middle, f32::total_cmp).1)
}
