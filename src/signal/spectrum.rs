//! Samples in, power over time in twelve bands of hearing out: 20 ms windows, every 5 ms.
//!
//! Bands tell more than one level: a hiss hides an "s" and leaves a vowel alone, a hum hides neither.

use crate::signal::fourier::Fourier;
use crate::signal::window::{copy_around, hann, samples_in};
use crate::sound::Mono;

/// Time between the middles of two windows, s; window `i` has its middle at `i * HOP_S`.
pub const HOP_S: f64 = 0.005;
/// Number of bands, equally wide on the mel scale.
pub const COUNT: usize = 12;
/// Length of a window, s.
const WINDOW_S: f64 = 0.020;
/// Where the bands begin and end, Hz: above the hum of the mains and of desks, below where telephones and codecs stop.
const RANGE_HZ: (f64, f64) = (90.0, 7000.0);

/// Power in each band, from low to high.
pub type Frame = [f32; COUNT];

/// Power in each band over time. Empty without samples.
#[must_use]
pub fn frames(audio: &Mono) -> Vec<Frame> {
    if audio.samples.is_empty() {
        return Vec::new();
    }
    let window = hann(samples_in(WINDOW_S, audio.sample_rate_hz));
    let transform_length = window.len().next_power_of_two();
    let edges = edges(audio.sample_rate_hz, transform_length);
    let mut fourier = Fourier::new(transform_length);
    let mut input = vec![0.0; transform_length];
    let scale = 2.0 / (transform_length as f32 * window.iter().map(|w| w * w).sum::<f32>());

    let count = (audio.duration_s() / HOP_S) as usize + 1;
    let mut frames = vec![[0.0; COUNT]; count];
    for (i, frame) in frames.iter_mut().enumerate() {
        let middle = (i as f64 * HOP_S * f64::from(audio.sample_rate_hz)).round() as usize;
        let (start, padding) = input.split_at_mut(window.len());
        copy_around(&audio.samples, middle, start);
        start.iter_mut().zip(&window).for_each(|(x, w)| *x *= w);
        padding.fill(0.0);
        let lines = fourier.powers(&mut input);
        for (power, edge) in frame.iter_mut().zip(edges.windows(2)) {
            *power = scale * lines[edge[0]..edge[1]].iter().sum::<f32>();
        }
    }
    frames
}

/// First spectral line of each band, and of the one after the last.
fn edges(sample_rate_hz: u32, transform_length: usize) -> [usize; COUNT + 1] {
    let mel = |hz: f64| (1.0 + hz / 700.0).ln();
    let (low, high) = (mel(RANGE_HZ.0), mel(RANGE_HZ.1.min(f64::from(sample_rate_hz) / 2.0)));
    std::array::from_fn(|band| {
        let hz = 700.0 * ((low + (high - low) * band as f64 / COUNT as f64).exp() - 1.0);
        ((hz * transform_length as f64 / f64::from(sample_rate_hz)).round() as usize).min(transform_length / 2 + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::synthetic::{RATE_HZ, noise, silence, sine};

    fn mono(samples: Vec<f32>) -> Mono {
        Mono { samples, sample_rate_hz: RATE_HZ }
    }

    #[test]
    fn the_bands_of_a_tone_add_up_to_its_power() {
        for hz in [200.0, 1000.0, 4000.0] {
            let frames = frames(&mono(sine(hz, 0.5, 0.2)));
            let power: f32 = frames[20].iter().sum();
            assert!((power / 0.125 - 1.0).abs() < 0.05, "{hz} Hz: {power}");
        }
    }

    #[test]
    fn a_high_tone_lies_in_a_high_band() {
        let loudest = |hz| {
            let frames = frames(&mono(sine(hz, 0.5, 0.2)));
            (0..COUNT).max_by(|a, b| frames[20][*a].total_cmp(&frames[20][*b])).unwrap()
        };
        assert!(loudest(150.0) == 0 && loudest(1000.0) > 2 && loudest(6500.0) == COUNT - 1);
    }

    #[test]
    fn power_follows_the_square_of_the_gain() {
        let quiet = frames(&mono(noise(0.01, 0.2, 7)));
        let loud = frames(&mono(noise(0.1, 0.2, 7)));
        assert!(quiet.iter().flatten().zip(loud.iter().flatten()).all(|(q, l)| (l / q - 100.0).abs() < 0.1));
    }

    #[test]
    fn silence_nothing_and_a_single_sample_are_taken() {
        assert!(frames(&mono(silence(0.1))).iter().flatten().all(|power| *power <= 0.0));
        assert!(frames(&mono(Vec::new())).is_empty());
        assert_eq!(frames(&mono(vec![0.5])).len(), 1);
    }
}
