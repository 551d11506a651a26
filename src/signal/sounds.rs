//! Power in bands and speech probability in, the sounds of speech out.
//!
//! Where a sound begins and ends, its rise above the noise of the room tells to a few milliseconds; whether it is speech,
//! the detector tells. Each is poor at the other's task.

use crate::signal::activity;
use crate::signal::spectrum;
use crate::signal::spectrum::Frame;
use crate::signal::steady;
use crate::stats::{median, quantile};
use crate::units::TimeSpan;

/// Gaps shorter than this are the closures of p, t, k and belong to the sound around them, s.
const MIN_GAP_S: f64 = 0.060;
/// Sounds shorter than this are clicks, s.
const MIN_SOUND_S: f64 = 0.050;
/// Sound begins where it rises this far above the noise, dB, …
const BEGIN_DB: f32 = 4.0;
/// … and lasts while it stays this far above.
const LAST_DB: f32 = 2.0;
/// Frames, 5 ms each, whose median shows sounds too weak for one frame alone: odd. A median keeps edges where they are.
const WEAK_FRAMES: usize = 11;
/// A weak sound is this many times further above the noise's median than nine tenths of the noise, …
const WEAK_SPREADS: f32 = 2.5;
/// … and at least so far above it, dB.
const WEAK_DB: f32 = 1.0;
/// In a recording without noise, what lies this far below its loud parts counts as silence, dB.
const RANGE_DB: f64 = 44.0;
/// Below this probability a frame holds no speech.
const UNLIKELY: f32 = 0.3;
/// From this probability on a frame holds speech.
const LIKELY: f32 = 0.5;
/// A sound is speech from this mean probability on: words begin and end in unlikely consonants.
const SPOKEN: f32 = 0.4;
/// A gap that is likely speech nearly throughout is a sound that drowns in the noise.
const DROWNED_SHARE: f64 = 0.9;
/// Sound that is unlikely speech for this long in one piece is something else: a breath, a chair, a fan switched on, s.
const DENIED_S: f64 = 0.300;
/// The noise is measured anew this often, s, …
const NOISE_STEP_S: f64 = 5.0;
/// … within this long before and after, s.
const NOISE_REACH_S: f64 = 10.0;
/// Less time without speech does not tell the noise, s.
const MIN_NOISE_S: f64 = 0.3;

/// Sounds of speech, in order, at least 60 ms apart. Edges are those of the sound, without padding.
#[must_use]
pub fn of_speech(frames: &[Frame], probabilities: &[f32]) -> Vec<TimeSpan> {
    let probability: Vec<f32> = (0..frames.len())
        .map(|frame| {
            let at = (frame as f64 * spectrum::HOP_S / activity::HOP_S) as usize;
            probabilities.get(at).or(probabilities.last()).copied().unwrap_or(0.0)
        })
        .collect();
    let is_quiet: Vec<bool> = probability.iter().map(|p| *p < UNLIKELY).collect();

    let excess = excess_db(frames, &is_quiet);
    let weak = running_median(&excess);
    let weak_db = weak_threshold_db(&weak, &is_quiet);
    let mut runs = runs(frames.len(), |frame| {
        if excess[frame] > BEGIN_DB || weak[frame] > weak_db {
            Sound::Begins
        } else if excess[frame] > LAST_DB {
            Sound::Lasts
        } else {
            Sound::Absent
        }
    });
    let mut held = runs.clone();
    held.retain(|&(first, end)| end - first >= count(MIN_SOUND_S));
    bridge(&mut runs, |first, end| end - first < count(MIN_GAP_S));
    let mut runs = without_denied(&runs, &is_quiet);
    // Keys that are struck one after the other make a long sound of clicks.
    let is_held = |first, end| {
        let next = held.partition_point(|piece| piece.1 <= first);
        held.get(next).is_some_and(|piece| piece.0 < end)
    };
    runs.retain(|&(first, end)| {
        end - first >= count(MIN_SOUND_S) && is_held(first, end) && mean(&probability[first..end]) >= SPOKEN
    });
    bridge(&mut runs, |first, end| {
        let likely = probability[first..end].iter().filter(|p| **p >= LIKELY).count();
        likely as f64 >= DROWNED_SHARE * (end - first) as f64
    });
    steady::remove(&mut runs, frames);
    runs.into_iter()
        .map(|(first, end)| TimeSpan::new(first as f64 * spectrum::HOP_S, (end - 1) as f64 * spectrum::HOP_S))
        .collect()
}

/// Frames in `seconds`.
fn count(seconds: f64) -> usize {
    (seconds / spectrum::HOP_S).round() as usize
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len() as f32
}

/// How far each frame rises above the noise around it, dB, all bands weighing the same once the noise is even.
fn excess_db(frames: &[Frame], is_quiet: &[bool]) -> Vec<f32> {
    let loud = quantile(frames.iter().map(|frame| f64::from(frame.iter().sum::<f32>())), 0.99).unwrap_or(0.0);
    let least = (loud * 10f64.powf(-RANGE_DB / 10.0)) as f32 / spectrum::COUNT as f32;
    let noise_in = |frames: &[Frame], is_quiet: &[bool]| {
        let quiet: Vec<&Frame> = frames.iter().zip(is_quiet).filter(|(_, quiet)| **quiet).map(|(f, _)| f).collect();
        (quiet.len() >= count(MIN_NOISE_S)).then(|| noise_floor(&quiet, 0.5, least))
    };
    // Someone who never stops leaves only the weakest moments between syllables to hear the room in.
    let overall =
        noise_in(frames, is_quiet).unwrap_or_else(|| noise_floor(&frames.iter().collect::<Vec<_>>(), 0.1, least));
    let (step, reach) = (count(NOISE_STEP_S), count(NOISE_REACH_S));
    let mut excess = Vec::with_capacity(frames.len());
    for first in (0..frames.len()).step_by(step) {
        let end = (first + step).min(frames.len());
        let around = first.saturating_sub(reach)..(end + reach).min(frames.len());
        let noise = noise_in(&frames[around.clone()], &is_quiet[around]).unwrap_or(overall);
        excess.extend(frames[first..end].iter().map(|frame| {
            let ratio =
                frame.iter().zip(&noise).map(|(power, noise)| power / noise).sum::<f32>() / spectrum::COUNT as f32;
            10.0 * ratio.max(0.01).log10()
        }));
    }
    excess
}

/// Power that `share` of the frames stay below in each band; nowhere under `least`.
fn noise_floor(frames: &[&Frame], share: f64, least: f32) -> Frame {
    std::array::from_fn(|band| {
        let floor = quantile(frames.iter().map(|frame| f64::from(frame[band])), share).unwrap_or(0.0);
        (floor as f32).max(least).max(f32::MIN_POSITIVE)
    })
}

/// Median of the [`WEAK_FRAMES`] values around each, of fewer at the ends.
fn running_median(values: &[f32]) -> Vec<f32> {
    let half = WEAK_FRAMES / 2;
    let around = |i: usize| &values[i.saturating_sub(half)..(i + half + 1).min(values.len())];
    (0..values.len()).filter_map(|i| median(around(i).iter().copied().map(f64::from))).map(|db| db as f32).collect()
}

/// What the running median of the excess exceeds only where there is a sound, dB: the noise's own restlessness decides.
fn weak_threshold_db(weak: &[f32], is_quiet: &[bool]) -> f32 {
    let quiet: Vec<f64> = weak.iter().zip(is_quiet).filter(|(_, quiet)| **quiet).map(|(w, _)| f64::from(*w)).collect();
    if quiet.len() < count(MIN_NOISE_S) {
        return BEGIN_DB;
    }
    let tenths = |share| quantile(quiet.iter().copied(), share).unwrap_or(0.0) as f32;
    (tenths(0.5) + WEAK_SPREADS * (tenths(0.9) - tenths(0.5))).max(WEAK_DB)
}

/// What a frame says of the sound it is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sound {
    Absent,
    /// Enough for a sound to go on, not to begin.
    Lasts,
    Begins,
}

/// Runs `first..end` of frames that are not absent and begin somewhere.
fn runs(length: usize, sound: impl Fn(usize) -> Sound) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let sounds: Vec<Sound> = (0..length).map(sound).collect();
    let mut first = 0;
    for part in sounds.chunk_by(|a, b| (*a == Sound::Absent) == (*b == Sound::Absent)) {
        if part.contains(&Sound::Begins) {
            runs.push((first, first + part.len()));
        }
        first += part.len();
    }
    runs
}

/// The runs less their parts that the detector denies for [`DENIED_S`] in one piece.
fn without_denied(runs: &[(usize, usize)], is_quiet: &[bool]) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> = Vec::with_capacity(runs.len());
    for &(start, end) in runs {
        let mut first = start;
        let mut open = false;
        for part in is_quiet[start..end].chunk_by(|a, b| a == b) {
            let denied = part[0] && part.len() >= count(DENIED_S);
            match kept.last_mut() {
                Some(run) if open && !denied => run.1 = first + part.len(),
                _ if !denied => kept.push((first, first + part.len())),
                _ => {}
            }
            open = !denied;
            first += part.len();
        }
    }
    kept
}

/// Joins neighbouring runs when the gap `first..end` between them `is_sound`.
fn bridge(runs: &mut Vec<(usize, usize)>, is_sound: impl Fn(usize, usize) -> bool) {
    runs.dedup_by(|next, run| {
        let joined = is_sound(run.1, next.0);
        if joined {
            run.1 = next.1;
        }
        joined
    });
}

#[cfg(test)]
mod tests;
