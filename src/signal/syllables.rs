//! Power in bands, the voice and where someone speaks in, the moments of the syllables out: no word is needed.
//!
//! Each syllable has a vowel, and a vowel is a voiced peak of intensity between two dips (de Jong & Wempe 2009). The numbers
//! are theirs; none was fitted. Quick unstressed syllables may have no dip of their own, so that the count is a little low.

use crate::signal::spectrum;
use crate::signal::spectrum::Frame;
use crate::stats::quantile;
use crate::units::TimeSpan;

/// The bands that hold 250–3650 Hz, the nearest to 300–3300 Hz: vowels without hum and hiss.
const VOWELS: std::ops::Range<usize> = 1..9;
/// A peak rises and falls by at least this much, dB.
const DIP_DB: f64 = 2.0;
/// A peak lies no further than this below the loudest hundredth of the speech, dB.
const RANGE_DB: f64 = 25.0;
/// Share of the speech that is not louder than its loudest hundredth.
const LOUD_SHARE: f64 = 0.99;
/// Frames over which intensity is averaged under a raised cosine, about 64 ms: odd.
const SMOOTH: usize = 13;
/// The voice is looked for this far around a peak, s.
const NEAR_S: f64 = 0.020;
/// A stretch of speech is looked at from this much before to this much after it, s: the dips at its ends.
const MARGIN_S: f64 = 0.050;

/// The loudest moment of each syllable inside `speech`, s, in order. `track` is the pitch, `(time s, F0 Hz)`, in order.
#[must_use]
pub fn nuclei(frames: &[Frame], track: &[(f64, f64)], speech: &[TimeSpan]) -> Vec<f64> {
    let levels = levels_db(frames);
    let frames_of = |span: &TimeSpan, margin_s: f64| {
        let frame = |time_s: f64| ((time_s / spectrum::HOP_S).round().max(0.0) as usize).min(levels.len());
        frame(span.start_s - margin_s)..frame(span.end_s + margin_s)
    };
    let spoken = speech.iter().flat_map(|span| &levels[frames_of(span, 0.0)]).copied();
    let Some(loud_db) = quantile(spoken, LOUD_SHARE) else { return Vec::new() };
    let is_voiced = |time_s: f64| {
        let next = track.partition_point(|(voiced_s, _)| *voiced_s < time_s - NEAR_S);
        track.get(next).is_some_and(|(voiced_s, _)| *voiced_s <= time_s + NEAR_S)
    };
    let mut found = Vec::new();
    for span in speech {
        let frames = frames_of(span, MARGIN_S);
        let first = frames.start;
        let peaks = peaks(&levels[frames]).into_iter().map(|peak| first + peak);
        let loud = peaks.filter(|&peak| levels[peak] > loud_db - RANGE_DB);
        found.extend(loud.map(|peak| peak as f64 * spectrum::HOP_S).filter(|&time_s| is_voiced(time_s)));
    }
    found
}

/// Intensity of the vowels' bands in each frame, dB.
fn levels_db(frames: &[Frame]) -> Vec<f64> {
    let powers: Vec<f64> =
        frames.iter().map(|frame| frame[VOWELS].iter().map(|power| f64::from(*power)).sum()).collect();
    let half = SMOOTH / 2;
    let weight = |away: usize| 1.0 + (std::f64::consts::PI * away as f64 / (half + 1) as f64).cos();
    (0..powers.len())
        .map(|at| {
            let around = at.saturating_sub(half)..(at + half + 1).min(powers.len());
            let (mut sum, mut weights) = (0.0, 0.0);
            for i in around {
                sum += weight(at.abs_diff(i)) * powers[i];
                weights += weight(at.abs_diff(i));
            }
            10.0 * (sum / weights).max(f64::MIN_POSITIVE).log10()
        })
        .collect()
}

/// Where `levels` peak between a rise and a fall of [`DIP_DB`]; the end of the levels is a fall.
fn peaks(levels: &[f64]) -> Vec<usize> {
    let mut peaks = Vec::new();
    let (mut lowest, mut highest, mut rising) = (f64::INFINITY, 0, false);
    for (at, &level) in levels.iter().enumerate() {
        if rising && level <= levels[highest] - DIP_DB {
            peaks.push(highest);
            (lowest, rising) = (level, false);
        } else if rising && level > levels[highest] {
            highest = at;
        } else if !rising && level >= lowest + DIP_DB {
            (highest, rising) = (at, true);
        }
        lowest = lowest.min(level);
    }
    peaks.extend(rising.then_some(highest));
    peaks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::pitch;
    use crate::signal::synthetic::{RATE_HZ, harmonics, mix, noise, silence};
    use crate::sound::Mono;

    fn nuclei_of(samples: Vec<f32>) -> Vec<f64> {
        let audio = Mono { samples, sample_rate_hz: RATE_HZ };
        let speech = [TimeSpan::new(0.2, audio.duration_s() - 0.2)];
        let track = pitch::track(&audio, &speech).map(|pitch| pitch.track).unwrap_or_default();
        nuclei(&spectrum::frames(&audio), &track, &speech)
    }

    /// `count` vowels a second apart by `1 / rate_hz`, swelling and fading; between them the voice falls by `dip_db`.
    fn vowels(count: usize, rate_hz: f64, dip_db: f64) -> Vec<f32> {
        let seconds = count as f64 / rate_hz;
        let voice = harmonics(120.0, 110.0, 30, 0.05, seconds);
        let swell = |i: usize| {
            let phase = (i as f64 / f64::from(RATE_HZ) * rate_hz).fract();
            10f64.powf(-dip_db * (0.5 + 0.5 * (std::f64::consts::TAU * phase).cos()) / 20.0) as f32
        };
        let voice = voice.iter().enumerate().map(|(i, x)| swell(i) * x).collect();
        [silence(0.2), voice, silence(0.2)].concat()
    }

    #[test]
    fn each_vowel_between_dips_is_a_syllable_at_its_loudest_moment() {
        for rate_hz in [2.0, 4.0, 6.0] {
            for gain in [0.01, 1.0, 3.0] {
                let found = nuclei_of(vowels(12, rate_hz, 12.0).iter().map(|x| gain * x).collect());
                assert_eq!(found.len(), 12, "at {rate_hz} a second: {found:?}");
                for (i, time_s) in found.iter().enumerate() {
                    let wanted_s = 0.2 + (i as f64 + 0.5) / rate_hz;
                    assert!((time_s - wanted_s).abs() < 0.030, "{time_s} s, wanted {wanted_s} s");
                }
            }
        }
    }

    #[test]
    fn a_ripple_is_no_syllable() {
        assert_eq!(nuclei_of(vowels(8, 4.0, 1.0)).len(), 1);
    }

    #[test]
    fn hisses_without_a_voice_are_no_syllables() {
        let hisses: Vec<f32> = (0..8).flat_map(|i| [noise(0.1, 0.12, i), silence(0.13)].concat()).collect();
        assert!(nuclei_of([silence(0.2), hisses.clone(), silence(0.2)].concat()).is_empty());
        // Between vowels they are not counted either.
        let voice = [vowels(8, 4.0, 12.0), hisses].concat();
        assert_eq!(nuclei_of(voice).len(), 8);
    }

    #[test]
    fn noise_20_db_below_changes_nothing() {
        // The voice's RMS is about 0.05.
        let noisy = mix(&vowels(12, 4.0, 12.0), &noise(0.005, 3.4, 4));
        assert_eq!(nuclei_of(noisy).len(), 12);
    }

    #[test]
    fn nothing_has_no_syllables() {
        assert!(nuclei(&[], &[], &[]).is_empty());
        assert!(nuclei(&[[0.0; spectrum::COUNT]; 3], &[(0.0, 100.0)], &[TimeSpan::new(0.0, 9.0)]).is_empty());
    }
}
