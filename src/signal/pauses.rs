//! Power in bands and speech probability in, sounds of speech and the silent pauses between them out.
//!
//! A pause is where the sound falls to the noise of the room; that it was speech around it is the detector's word.

use crate::signal::activity;
use crate::signal::bands::{self, Frame};
use crate::units::TimeSpan;

/// Shortest silence reported, s.
pub const MIN_PAUSE_S: f64 = 0.150;
/// Silences shorter than this are the closures of p, t, k and belong to the sound around them, s.
const MIN_GAP_S: f64 = 0.060;
/// Sounds shorter than this are clicks, s.
const MIN_SOUND_S: f64 = 0.050;
/// Sound begins where it rises this far above the noise, dB, …
const BEGIN_DB: f32 = 4.0;
/// … and lasts while it stays this far above.
const LAST_DB: f32 = 2.0;
/// In a recording without noise, what lies this far below its loud parts counts as silence, dB.
const RANGE_DB: f64 = 40.0;
/// Below this probability a frame holds no speech.
const UNLIKELY: f32 = 0.3;
/// From this probability on a frame holds speech.
const LIKELY: f32 = 0.5;

/// Sounds of speech, in order, at least [`MIN_GAP_S`] apart.
#[must_use]
pub fn sounds(frames: &[Frame], probabilities: &[f32]) -> Vec<TimeSpan> {
    let probability = |frame: usize| {
        let at = (frame as f64 * bands::HOP_S / activity::HOP_S) as usize;
        probabilities.get(at).or(probabilities.last()).copied().unwrap_or(0.0)
    };
    let noise = noise_floor(frames, |frame| probability(frame) < UNLIKELY);
    let excess: Vec<f32> = frames
        .iter()
        .map(|frame| 10.0 * (frame.iter().zip(&noise).map(|(p, n)| p / n).sum::<f32>() / bands::COUNT as f32).log10())
        .collect();
    let mut runs = runs_above(&excess, BEGIN_DB, LAST_DB);
    let frames_in = |seconds: f64| (seconds / bands::HOP_S).round() as usize;
    bridge(&mut runs, frames_in(MIN_GAP_S));
    runs.retain(|&(first, end)| {
        let spoken = (first..end).filter(|&frame| probability(frame) >= LIKELY).count();
        end - first >= frames_in(MIN_SOUND_S) && 4 * spoken >= end - first
    });
    runs.into_iter()
        .map(|(first, end)| TimeSpan::new(first as f64 * bands::HOP_S, (end - 1) as f64 * bands::HOP_S))
        .collect()
}

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

/// Power of the noise in each band: the median over frames without speech, or, where there are none, what one frame in
/// ten stays below. Never 0: a silent band counts as [`RANGE_DB`] below the loud parts.
fn noise_floor(frames: &[Frame], without_speech: impl Fn(usize) -> bool) -> Frame {
    let quiet: Vec<&Frame> =
        frames.iter().enumerate().filter(|(i, _)| without_speech(*i)).map(|(_, frame)| frame).collect();
    let enough = (0.3 / bands::HOP_S) as usize;
    let (quiet, share) = if quiet.len() >= enough { (quiet, 0.5) } else { (frames.iter().collect(), 0.1) };
    let loud = quantile(frames.iter().map(|frame| frame.iter().sum()).collect(), 0.99);
    let least = loud * 10f64.powf(-(RANGE_DB + f64::from(BEGIN_DB)) / 10.0) as f32 / bands::COUNT as f32;
    std::array::from_fn(|band| {
        quantile(quiet.iter().map(|frame| frame[band]).collect(), share).max(least).max(f32::MIN_POSITIVE)
    })
}

/// The value that `share` of the values stay below; 0 when there are none.
fn quantile(mut values: Vec<f32>, share: f64) -> f32 {
    if values.is_empty() {
        return 0.0;
    }
    let rank = ((values.len() - 1) as f64 * share) as usize;
    *values.select_nth_unstable_by(rank, f32::total_cmp).1
}

/// Runs `first..end` of values above `last` that reach `begin` somewhere.
fn runs_above(values: &[f32], begin: f32, last: f32) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut first = 0;
    for part in values.chunk_by(|a, b| (*a > last) == (*b > last)) {
        if part.iter().any(|value| *value > begin) {
            runs.push((first, first + part.len()));
        }
        first += part.len();
    }
    runs
}

/// Joins runs that lie less than `gap` frames apart.
fn bridge(runs: &mut Vec<(usize, usize)>, gap: usize) {
    runs.dedup_by(|next, run| {
        let near = next.0 - run.1 < gap;
        if near {
            run.1 = next.1;
        }
        near
    });
}
