//! Samples in, how likely someone speaks out: one probability every 16 ms.
//!
//! The only file that names the `earshot` crate.

use earshot::Detector;

use crate::audio::Mono;
use crate::signal::level;

/// Samples the detector takes at once, at 16 kHz.
const FRAME: usize = 256;
/// Time between two probabilities, s; probability `i` speaks of the time from `i * HOP_S` on.
pub const HOP_S: f64 = FRAME as f64 / 16_000.0;
/// The detector knows speech as loud as people record it, so every recording is brought to one level first: all but the
/// loudest 5 % of the windows stay below this one, dBFS. Clicks and slammed doors are in those 5 %.
const LEVEL_DBFS: f64 = -18.0;

/// Probability that someone speaks, for each whole 16 ms of a 16 kHz recording. The same at every gain.
#[must_use]
pub fn probabilities(audio: &Mono) -> Vec<f32> {
    let mut powers = level::powers(audio);
    if powers.is_empty() {
        return Vec::new();
    }
    let rank = (powers.len() - 1) * 95 / 100;
    let usual = f64::from(*powers.select_nth_unstable_by(rank, f32::total_cmp).1);
    let Some(usual_dbfs) = level::dbfs(usual) else { return vec![0.0; audio.samples.len() / FRAME] };
    let gain = 10f64.powf((LEVEL_DBFS - usual_dbfs) / 20.0) as f32;

    let mut detector = Detector::default();
    let mut frame = [0.0; FRAME];
    let (chunks, _) = audio.samples.as_chunks::<FRAME>();
    chunks
        .iter()
        .map(|chunk| {
            frame.iter_mut().zip(chunk).for_each(|(to, from)| *to = (gain * from).clamp(-1.0, 1.0));
            detector.predict_f32(&frame)
        })
        .collect()
}
