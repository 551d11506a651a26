//! Samples in, samples without rumble out: wind, steps, desks and the mains lie below every voice, often louder.

use std::f64::consts::{FRAC_PI_8, TAU};

use crate::sound::Mono;

/// Half the power is gone here, Hz; an octave below, 24 dB. A lower voice is still known by its overtones.
const CUTOFF_HZ: f64 = 70.0;

/// The same recording through a Butterworth high-pass of fourth order.
#[must_use]
pub(super) fn removed(audio: &Mono) -> Mono {
    let mut samples = audio.samples.clone();
    // The poles of a fourth-order Butterworth filter lie at these angles to the real axis.
    for angle in [FRAC_PI_8, 3.0 * FRAC_PI_8] {
        second_order(&mut samples, CUTOFF_HZ / f64::from(audio.sample_rate_hz), 1.0 / (2.0 * angle.cos()));
    }
    Mono { samples, sample_rate_hz: audio.sample_rate_hz }
}

/// A second-order high-pass by the bilinear transform; `cutoff` in cycles per sample, `q` the height of its knee.
fn second_order(samples: &mut [f32], cutoff: f64, q: f64) {
    let (sin, cos) = (TAU * cutoff).sin_cos();
    let alpha = sin / (2.0 * q);
    let scale = 1.0 / (1.0 + alpha);
    let gain = 0.5 * (1.0 + cos) * scale;
    let (back1, back2) = (2.0 * cos * scale, -(1.0 - alpha) * scale);
    let (mut in1, mut in2, mut out1, mut out2) = (0.0, 0.0, 0.0, 0.0);
    for sample in samples {
        let input = f64::from(*sample);
        let output = gain * (input - 2.0 * in1 + in2) + back1 * out1 + back2 * out2;
        (in2, in1, out2, out1) = (in1, input, out1, output);
        *sample = output as f32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::level;
    use crate::signal::synthetic::{RATE_HZ, sine};

    /// What the filter does to a tone, dB, once it has settled.
    fn gain_db(hz: f64) -> f64 {
        let tone = Mono { samples: sine(hz, 0.5, 2.0), sample_rate_hz: RATE_HZ };
        let level = |audio: &Mono| {
            let powers = level::powers(audio);
            level::dbfs(powers[100..180].iter().map(|power| f64::from(*power)).sum::<f64>() / 80.0).unwrap()
        };
        level(&removed(&tone)) - level(&tone)
    }

    #[test]
    fn rumble_goes_and_a_voice_stays() {
        assert!((gain_db(70.0) - -3.01).abs() < 0.05);
        // 24 dB per octave, 1 + 2⁸ times less power one octave below.
        assert!((gain_db(35.0) - -24.1).abs() < 0.1);
        assert!(gain_db(140.0).abs() < 0.05 && gain_db(3000.0).abs() < 0.01);
    }

    #[test]
    fn an_offset_is_removed() {
        let offset = Mono { samples: vec![0.5; RATE_HZ as usize], sample_rate_hz: RATE_HZ };
        assert!(removed(&offset).samples[8000..].iter().all(|x| x.abs() < 1e-4));
    }
}
