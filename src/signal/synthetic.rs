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

/// What a mouth does, coarsely: vowels of changing colour and pitch between hisses, six sounds a second, loud at once
/// and silent at once, so that both edges are known.
pub(super) fn talk(seconds: f64, seed: u64) -> Vec<f32> {
    const FORMANTS_HZ: [(f64, f64); 4] = [(700.0, 1200.0), (300.0, 2200.0), (500.0, 1700.0), (400.0, 800.0)];
    let mut samples = Vec::new();
    for (i, vowel) in FORMANTS_HZ.iter().cycle().enumerate() {
        if samples.len() >= length(seconds) {
            break;
        }
        let pitch_hz = 110.0 + 15.0 * (i as f64).sin();
        let buzz = harmonics(pitch_hz, 0.9 * pitch_hz, 30, 0.05, 0.220);
        let formed = mix(&resonate(&buzz, vowel.0), &resonate(&buzz, vowel.1));
        samples.extend(formed);
        let hiss = noise(0.02, 0.080, seed + i as u64);
        samples.extend(hiss.iter().zip(hiss.iter().skip(1)).map(|(a, b)| b - a));
    }
    samples.truncate(length(seconds));
    samples
}

/// Raises what lies within 50 Hz of a frequency (a resonance of two poles).
fn resonate(samples: &[f32], hz: f64) -> Vec<f32> {
    let radius = (-std::f64::consts::PI * 100.0 / f64::from(RATE_HZ)).exp();
    let turn = 2.0 * radius * (std::f64::consts::TAU * hz / f64::from(RATE_HZ)).cos();
    let (mut out1, mut out2) = (0.0, 0.0);
    samples
        .iter()
        .map(|sample| {
            let out = f64::from(*sample) * (1.0 - radius) * 4.0 + turn * out1 - radius * radius * out2;
            (out2, out1) = (out1, out);
            out as f32
        })
        .collect()
}
