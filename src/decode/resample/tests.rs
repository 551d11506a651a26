//! What a resampler must keep: frequency, level, phase, moments; and what it must not add: folded-back tones.

use std::f64::consts::TAU;

use crate::decode::resample::*;

fn resampled(rate_hz: u32, seconds: f64, signal: impl Fn(f64) -> f64) -> Vec<f32> {
    let count = (seconds * f64::from(rate_hz)).round() as usize;
    let samples = (0..count).map(|n| signal(n as f64 / f64::from(rate_hz)) as f32).collect();
    let output = to_16k(Mono { samples, sample_rate_hz: rate_hz }).unwrap();
    assert_eq!(output.sample_rate_hz, RATE_HZ);
    output.samples
}

/// Largest difference from the true signal at 16 kHz, away from the ends where the signal is cut.
fn worst_error(samples: &[f32], signal: impl Fn(f64) -> f64) -> f64 {
    let inner = 4000..samples.len() - 4000;
    inner.map(|n| (f64::from(samples[n]) - signal(n as f64 / 16_000.0)).abs()).fold(0.0, f64::max)
}

#[test]
fn tones_keep_frequency_level_and_phase_at_every_usual_rate() {
    for rate_hz in [8_000, 11_025, 22_050, 32_000, 44_100, 48_000, 96_000, 192_000] {
        for f_hz in [100.0, 1000.0, 3000.0] {
            let tone = |t: f64| 0.5 * (TAU * f_hz * t + 0.7).sin();
            let error = worst_error(&resampled(rate_hz, 1.0, tone), tone);
            // 60 dB below the tone; a shift of 0.05 ms at 3 kHz alone would exceed it.
            assert!(error < 0.0005, "{f_hz} Hz from {rate_hz} Hz: off by {error}");
        }
    }
}

#[test]
fn speech_keeps_its_upper_band() {
    let tone = |t: f64| 0.5 * (TAU * 7500.0 * t).sin();
    assert!(worst_error(&resampled(44_100, 1.0, tone), tone) < 0.005);
}

#[test]
fn a_10_khz_tone_does_not_fold_back() {
    for rate_hz in [44_100, 48_000] {
        let output = resampled(rate_hz, 1.0, |t| (TAU * 10_000.0 * t).sin());
        assert!(worst_error(&output, |_| 0.0) < 0.001, "more than −60 dB left");
    }
}

#[test]
fn clicks_keep_their_moments() {
    for rate_hz in [8_000, 11_025, 22_050, 44_100, 48_000] {
        let width_s = 1.0 / f64::from(rate_hz);
        for moment_s in [0.05, 0.5, 1.234] {
            let moment_s = (moment_s * f64::from(rate_hz)).round() / f64::from(rate_hz);
            let click = |t: f64| if (t - moment_s).abs() < width_s / 2.0 { 0.9 } else { 0.0 };
            let output = resampled(rate_hz, 1.5, click);
            let peak = (0..output.len()).max_by(|&a, &b| output[a].abs().total_cmp(&output[b].abs())).unwrap();
            let error_s = (peak as f64 / 16_000.0 - moment_s).abs();
            assert!(error_s < 0.0002, "click at {moment_s} s from {rate_hz} Hz is off by {error_s} s");
        }
    }
}

#[test]
fn the_length_is_kept_to_the_nearest_sample() {
    for (rate_hz, frames) in
        [(44_100, 1), (44_100, 44_100), (44_100, 12_345), (8_000, 3), (48_000, 100_001), (44_101, 99)]
    {
        let output = to_16k(Mono { samples: vec![0.1; frames], sample_rate_hz: rate_hz }).unwrap();
        let exact = frames as f64 * 16_000.0 / f64::from(rate_hz);
        assert!((output.samples.len() as f64 - exact).abs() <= 0.5, "{} for {exact}", output.samples.len());
    }
}

#[test]
fn audio_at_16_khz_passes_through_and_nothing_stays_nothing() {
    let mono = Mono { samples: vec![0.1, -0.9, 1.0], sample_rate_hz: 16_000 };
    assert_eq!(to_16k(mono.clone()).unwrap(), mono);
    assert!(to_16k(Mono { samples: vec![], sample_rate_hz: 44_100 }).unwrap().samples.is_empty());
    assert!(to_16k(Mono { samples: vec![0.0], sample_rate_hz: 0 }).is_err());
}
