//! Samples in, those at full scale out, by one rule while they come and in whole files.

use crate::sound::Decoded;

/// Near full scale: 8-bit files cannot come nearer.
const FULL_SCALE: f32 = 0.99;
/// Samples this alike are the same one, written with 16 bits or fewer.
const SAME: f32 = 2e-5;
/// A clipped peak is flat for at least so many samples; the lone peak of a normalised file is not.
const FLAT: usize = 3;

/// Counts the samples of one channel that are at full scale: those in runs of at least three that stay at one value at full
/// scale, or beyond it (what a lossy codec makes of a flat top).
#[derive(Clone, Debug, Default)]
pub struct Clipping {
    run: usize,
    before: f32,
}

impl Clipping {
    /// Takes the next samples of the channel; how many samples are at full scale for sure by now and were not before. A run
    /// that begins in one block may be told of only in the next.
    pub fn hear(&mut self, samples: impl IntoIterator<Item = f32>) -> usize {
        samples.into_iter().map(|sample| self.count(sample)).sum()
    }

    fn count(&mut self, sample: f32) -> usize {
        let goes_on = (sample - self.before).abs() < SAME || sample.abs().min(self.before.abs()) >= 1.0;
        if sample.abs() < FULL_SCALE {
            self.run = 0;
        } else if goes_on && sample * self.before > 0.0 {
            self.run += 1;
        } else {
            self.run = 1;
        }
        self.before = sample;
        // The run's first samples count once it is long enough.
        if self.run == FLAT { FLAT } else { usize::from(self.run > FLAT) }
    }
}

/// Samples at full scale, percent of all channels' together: see [`Clipping`]. 0 without samples.
#[must_use]
pub fn percent(audio: &Decoded) -> f64 {
    if audio.samples.is_empty() {
        return 0.0;
    }
    let one = |channel| Clipping::default().hear(audio.samples[channel..].iter().step_by(audio.channels).copied());
    let clipped: usize = (0..audio.channels).map(one).sum();
    100.0 * clipped as f64 / audio.samples.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::synthetic::{RATE_HZ, sine};

    fn decoded(samples: Vec<f32>, channels: usize) -> Decoded {
        Decoded { samples, channels, sample_rate_hz: RATE_HZ, damage: None, track: None }
    }

    #[test]
    fn a_sine_cut_at_half_its_height_is_clipped_two_thirds_of_the_time() {
        // |sin| exceeds 1/2 between 30° and 150°: two thirds of a turn.
        let cut: Vec<f32> = sine(210.0, 2.0, 1.0).iter().map(|x| x.clamp(-1.0, 1.0)).collect();
        let whole = percent(&decoded(cut.clone(), 1));
        assert!((whole - 66.7).abs() < 1.0, "{whole}");
        // As a right channel beside a silent left one it is half as much.
        let stereo = cut.iter().flat_map(|x| [0.0, *x]).collect();
        assert!((percent(&decoded(stereo, 2)) - whole / 2.0).abs() < 1e-9);
    }

    #[test]
    fn in_blocks_of_any_size_the_same_samples_are_counted() {
        let cut: Vec<f32> = sine(210.0, 2.0, 0.5).iter().map(|x| x.clamp(-1.0, 1.0)).collect();
        let whole = Clipping::default().hear(cut.iter().copied());
        for size in [1, 2, 7, 800] {
            let mut clipping = Clipping::default();
            let counted: usize = cut.chunks(size).map(|block| clipping.hear(block.iter().copied())).sum();
            assert_eq!(counted, whole, "blocks of {size}");
        }
    }

    #[test]
    fn sixteen_and_eight_bit_ceilings_are_full_scale() {
        for ceiling in [32_767.0 / 32_768.0, 127.0 / 128.0] {
            let cut = sine(210.0, 2.0, 1.0).iter().map(|x| x.clamp(-1.0, ceiling)).collect();
            assert!(percent(&decoded(cut, 1)) > 60.0);
        }
    }

    #[test]
    fn flat_tops_that_a_codec_bent_are_still_clipped() {
        let bent = sine(210.0, 2.0, 1.0).iter().map(|x| x.clamp(-1.0, 1.0) * 1.02 + x * 0.002).collect();
        assert!(percent(&decoded(bent, 1)) > 60.0);
    }

    #[test]
    fn a_file_normalised_to_full_scale_is_not_clipped() {
        assert!(percent(&decoded(sine(210.0, 1.0, 1.0), 1)) <= 0.0);
        assert!(percent(&decoded(Vec::new(), 2)) <= 0.0);
    }
}
