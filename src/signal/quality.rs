//! Samples in, clipping and signal-to-noise ratio out: whether it is the microphone, not the speaker, that is the problem.

use crate::signal::level;
use crate::sound::Decoded;
use crate::units::TimeSpan;

/// Near full scale: 8-bit files cannot come nearer.
const FULL_SCALE: f32 = 0.99;
/// Samples this alike are the same one, written with 16 bits or fewer.
const SAME: f32 = 2e-5;
/// A clipped peak is flat for at least so many samples; the lone peak of a normalised file is not.
const FLAT: usize = 3;
/// Windows nearer than this to speech are left out of the noise, s: a voice does not stop at once.
pub(super) const MARGIN_S: f64 = 0.050;
/// Shortest time without speech that tells the noise, s.
const MIN_NOISE_S: f64 = 0.2;

/// Samples at full scale, percent of all: those in runs of at least three in one channel that stay at one value at full
/// scale, or beyond it (what a lossy codec makes of a flat top). 0 without samples.
#[must_use]
pub fn clipped_percent(audio: &Decoded) -> f64 {
    if audio.samples.is_empty() {
        return 0.0;
    }
    let clipped: usize = (0..audio.channels)
        .map(|channel| {
            let (mut clipped, mut run, mut before) = (0, 0, 0.0_f32);
            for &sample in audio.samples[channel..].iter().step_by(audio.channels) {
                let goes_on = (sample - before).abs() < SAME || sample.abs().min(before.abs()) >= 1.0;
                if sample.abs() < FULL_SCALE {
                    run = 0;
                } else if goes_on && sample * before > 0.0 {
                    run += 1;
                } else {
                    run = 1;
                }
                // The run's first samples count once it is long enough.
                clipped += if run == FLAT { FLAT } else { usize::from(run > FLAT) };
                before = sample;
            }
            clipped
        })
        .sum();
    100.0 * clipped as f64 / audio.samples.len() as f64
}

/// Level of the speech over the level of the noise around it, dB: mean power inside `speech`, less the noise's, over
/// the median power of the windows outside. `None` without 0.2 s outside, when those are digital silence (a gate or an
/// editor removed the noise), or when the speech does not rise above them.
#[must_use]
pub fn snr_db(powers: &[f32], speech: &[TimeSpan]) -> Option<f64> {
    let (spoken, mut noise) = inside_and_outside(powers, speech);
    noise.retain(|power| *power > 0.0);
    if spoken.is_empty() || (noise.len() as f64) < MIN_NOISE_S / level::HOP_S {
        return None;
    }
    let middle = noise.len() / 2;
    let noise = f64::from(*noise.select_nth_unstable_by(middle, f32::total_cmp).1);
    level::dbfs((mean(&spoken) - noise) / noise)
}

/// Mean power of the windows inside `speech`; 0 without any.
#[must_use]
pub fn speech_power(powers: &[f32], speech: &[TimeSpan]) -> f64 {
    mean(&inside_and_outside(powers, speech).0)
}

fn mean(powers: &[f32]) -> f64 {
    powers.iter().map(|power| f64::from(*power)).sum::<f64>() / powers.len().max(1) as f64
}

/// The windows that lie wholly inside `speech`, and those that keep away from it.
fn inside_and_outside(powers: &[f32], speech: &[TimeSpan]) -> (Vec<f32>, Vec<f32>) {
    let mut spoken = Vec::new();
    let mut noise = Vec::new();
    let mut spans = speech.iter().peekable();
    for (i, &power) in powers.iter().enumerate() {
        let (start_s, end_s) = (i as f64 * level::HOP_S, i as f64 * level::HOP_S + level::WINDOW_S);
        while spans.next_if(|span| span.end_s + MARGIN_S <= start_s).is_some() {}
        match spans.peek() {
            Some(span) if span.start_s <= start_s && end_s <= span.end_s => spoken.push(power),
            Some(span) if span.start_s - MARGIN_S < end_s => {}
            _ => noise.push(power),
        }
    }
    (spoken, noise)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::synthetic::{RATE_HZ, mix, noise, silence, sine};
    use crate::sound::Mono;

    fn decoded(samples: Vec<f32>, channels: usize) -> Decoded {
        Decoded { samples, channels, sample_rate_hz: RATE_HZ, damage: None }
    }

    #[test]
    fn a_sine_cut_at_half_its_height_is_clipped_two_thirds_of_the_time() {
        // |sin| exceeds 1/2 between 30° and 150°: two thirds of a turn.
        let cut: Vec<f32> = sine(210.0, 2.0, 1.0).iter().map(|x| x.clamp(-1.0, 1.0)).collect();
        let percent = clipped_percent(&decoded(cut.clone(), 1));
        assert!((percent - 66.7).abs() < 1.0, "{percent}");
        // As a right channel beside a silent left one it is half as much.
        let stereo = cut.iter().flat_map(|x| [0.0, *x]).collect();
        assert!((clipped_percent(&decoded(stereo, 2)) - percent / 2.0).abs() < 1e-9);
    }

    #[test]
    fn sixteen_and_eight_bit_ceilings_are_full_scale() {
        for ceiling in [32_767.0 / 32_768.0, 127.0 / 128.0] {
            let cut = sine(210.0, 2.0, 1.0).iter().map(|x| x.clamp(-1.0, ceiling)).collect();
            assert!(clipped_percent(&decoded(cut, 1)) > 60.0);
        }
    }

    #[test]
    fn flat_tops_that_a_codec_bent_are_still_clipped() {
        let bent = sine(210.0, 2.0, 1.0).iter().map(|x| x.clamp(-1.0, 1.0) * 1.02 + x * 0.002).collect();
        assert!(clipped_percent(&decoded(bent, 1)) > 60.0);
    }

    #[test]
    fn a_file_normalised_to_full_scale_is_not_clipped() {
        assert!(clipped_percent(&decoded(sine(210.0, 1.0, 1.0), 1)) <= 0.0);
        assert!(clipped_percent(&decoded(Vec::new(), 2)) <= 0.0);
    }

    #[test]
    fn the_ratio_of_a_known_mixture_is_found_at_every_gain() {
        // A sine of amplitude 0.2 has an RMS of 0.1414; noise of RMS 0.01414 lies 20 dB below.
        let bursts = [silence(0.5), sine(300.0, 0.2, 1.0), silence(0.5)].concat();
        let speech = [TimeSpan::new(0.5, 1.5)];
        for gain in [0.01, 0.3, 1.0] {
            let samples = mix(&bursts, &noise(0.014_14, 2.0, 1)).iter().map(|x| gain * x).collect();
            let snr = snr_db(&level::powers(&Mono { samples, sample_rate_hz: RATE_HZ }), &speech).unwrap();
            assert!((snr - 20.0).abs() < 0.5, "{snr}");
        }
    }

    #[test]
    fn without_noise_to_hear_there_is_no_ratio() {
        let powers = level::powers(&Mono { samples: sine(300.0, 0.2, 1.0), sample_rate_hz: RATE_HZ });
        assert_eq!(snr_db(&powers, &[TimeSpan::new(0.0, 1.0)]), None);
        let gated = [silence(1.0), sine(300.0, 0.2, 1.0), silence(1.0)].concat();
        let powers = level::powers(&Mono { samples: gated, sample_rate_hz: RATE_HZ });
        assert_eq!(snr_db(&powers, &[TimeSpan::new(1.0, 2.0)]), None);
        assert_eq!(snr_db(&powers, &[]), None);
        assert_eq!(snr_db(&[], &[]), None);
    }
}
