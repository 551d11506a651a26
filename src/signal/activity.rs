//! Samples in, how likely someone speaks out: one probability every 16 ms.
//!
//! The only file that names the `earshot` crate.

use earshot::Detector;

use crate::signal::level;
use crate::sound::Mono;
use crate::stats::quantile;

/// Samples the detector takes at once, at 16 kHz.
const FRAME: usize = 256;
/// Time between two probabilities, s; probability `i` speaks of the time from `i * HOP_S` on.
pub const HOP_S: f64 = FRAME as f64 / 16_000.0;
/// The detector knows speech as loud as people record it, so every recording is brought to one level first: all but the
/// loudest 5 % of the windows stay below this one, dBFS. Clicks and slammed doors are in those 5 %.
const LEVEL_DBFS: f64 = -18.0;
/// See [`LEVEL_DBFS`].
const USUAL_SHARE: f64 = 0.95;

/// Probability that someone speaks, for each whole 16 ms of a 16 kHz recording. The same at every gain.
#[must_use]
pub fn probabilities(audio: &Mono) -> Vec<f32> {
    let powers = level::powers(audio);
    let Some(usual) = quantile(powers.into_iter().map(f64::from), USUAL_SHARE) else { return Vec::new() };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::synthetic::{RATE_HZ, noise, silence, talk};

    fn probabilities_of(samples: Vec<f32>) -> Vec<f32> {
        probabilities(&Mono { samples, sample_rate_hz: RATE_HZ })
    }

    /// Share of the time that is likely speech.
    fn spoken(samples: Vec<f32>) -> f64 {
        let probabilities = probabilities_of(samples);
        probabilities.iter().filter(|p| **p >= 0.5).count() as f64 / probabilities.len() as f64
    }

    #[test]
    fn someone_talks_in_the_second_second() {
        let probabilities = probabilities_of([silence(1.0), talk(1.0, 1), silence(1.0)].concat());
        let mean = |from_s: f64, to_s: f64| {
            let part = &probabilities[(from_s / HOP_S) as usize..(to_s / HOP_S) as usize];
            part.iter().sum::<f32>() / part.len() as f32
        };
        assert!(mean(0.0, 0.9) < 0.3 && mean(1.2, 2.0) > 0.7 && mean(2.3, 3.0) < 0.4);
    }

    #[test]
    fn a_whisper_and_a_shout_are_the_same_speech() {
        let talk = [silence(0.5), talk(2.0, 1)].concat();
        let scaled = |gain: f32| probabilities_of(talk.iter().map(|x| gain * x).collect());
        let usual = scaled(1.0);
        for gain in [0.001, 0.05, 10.0] {
            assert!(scaled(gain).iter().zip(&usual).all(|(a, b)| (a - b).abs() < 0.02), "at gain {gain}");
        }
    }

    #[test]
    fn noise_is_not_speech_however_loud() {
        for rms in [0.0005, 0.02, 0.2] {
            assert!(spoken(noise(rms, 5.0, 3)) < 0.1, "at {rms}");
        }
    }

    #[test]
    fn a_slammed_door_does_not_hide_who_speaks_after_it() {
        let quiet: Vec<f32> = talk(4.0, 1).iter().map(|x| 0.02 * x).collect();
        assert!(spoken([noise(0.5, 0.1, 5), silence(0.3), quiet].concat()) > 0.7);
    }

    #[test]
    fn silence_and_nothing_are_taken() {
        assert!(probabilities_of(silence(1.0)).iter().all(|p| *p <= 0.0));
        assert!(probabilities_of(Vec::new()).is_empty());
        assert!(probabilities_of(vec![0.5; 100]).is_empty());
    }
}
