//! Sounds whose every property is known, for the tests of this module.

/// Samples per second of all of them.
pub(super) const RATE_HZ: u32 = 16_000;

/// Number of samples in `seconds`.
fn length(seconds: f64) -> usize {
    (seconds * f64::from(RATE_HZ)).round() as usize
}

/// Digital silence.
pub(super) fn silence(seconds: f64) -> Vec<f32> {
    vec![0.0; length(seconds)]
}

/// A sine.
pub(super) fn sine(hz: f64, amplitude: f32, seconds: f64) -> Vec<f32> {
    sweep(hz, hz, amplitude, seconds)
}

/// A sine gliding from one frequency to another, at the same number of octaves every second.
pub(super) fn sweep(from_hz: f64, to_hz: f64, amplitude: f32, seconds: f64) -> Vec<f32> {
    harmonics(from_hz, to_hz, 1, amplitude, seconds)
}

/// A voice-like buzz: `count` harmonics of falling strength over a fundamental gliding from one frequency to another.
pub(super) fn harmonics(from_hz: f64, to_hz: f64, count: u32, amplitude: f32, seconds: f64) -> Vec<f32> {
    let total = length(seconds);
    let mut cycles = 0.0_f64;
    (0..total)
        .map(|i| {
            cycles += from_hz * (to_hz / from_hz).powf(i as f64 / total as f64) / f64::from(RATE_HZ);
            let sum: f64 =
                (1..=count).map(|k| (std::f64::consts::TAU * f64::from(k) * cycles).sin() / f64::from(k)).sum();
            amplitude * sum as f32
        })
        .collect()
}

/// White noise of a given RMS, the same for the same seed.
pub(super) fn noise(rms: f32, seconds: f64, seed: u64) -> Vec<f32> {
    let mut state = seed;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1u64 << 24) as f32
    };
    // The sum of three uniform values is close to normal; its variance is 3/12.
    (0..length(seconds)).map(|_| (uniform() + uniform() + uniform() - 1.5) * 2.0 * rms).collect()
}

/// Both at once; the shorter one is followed by silence.
pub(super) fn mix(a: &[f32], b: &[f32]) -> Vec<f32> {
    let at = |x: &[f32], i: usize| x.get(i).copied().unwrap_or(0.0);
    (0..a.len().max(b.len())).map(|i| at(a, i) + at(b, i)).collect()
}
