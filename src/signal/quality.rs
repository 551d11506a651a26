//! Powers in, signal-to-noise ratio out: whether it is the room, not the speaker, that is the problem.

use crate::signal::level;
use crate::stats::median;
use crate::units::TimeSpan;

/// Windows nearer than this to speech are left out of the noise, s: a voice does not stop at once.
pub(super) const MARGIN_S: f64 = 0.050;
/// Shortest time without speech that tells the noise, s.
const MIN_NOISE_S: f64 = 0.2;

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
    let noise = median(noise.into_iter().map(f64::from))?;
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
