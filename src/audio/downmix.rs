//! Any number of channels in, one channel out, without the speaker cancelling out.

use super::{Decoded, Mono};

/// A channel this much weaker than the loudest (power ratio, 40 dB) carries no voice: an unplugged or muted input.
const SILENT_RATIO: f64 = 1e-4;
/// A mean with less than this share of the loudest channel's power (10 dB lost) has cancelled: channels in antiphase.
/// Unrelated channels of equal power lose 10·log10(n) dB only, which stays above it up to 9 channels.
const CANCELLED_RATIO: f64 = 0.1;

impl Decoded {
    /// One channel: the mean of all channels that carry sound.
    ///
    /// The mean (not the sum) keeps full scale at 1 whatever the channels hold, and a voice recorded equally on all
    /// of them keeps its level exactly. Two recordings would come out wrong that way, and are treated apart:
    /// * a channel 40 dB weaker than the loudest is left out, so that a microphone on one side of a stereo file is
    ///   not halved;
    /// * where the mean loses 10 dB or more against the loudest channel (one microphone wired in antiphase), the
    ///   loudest channel is taken alone.
    ///
    /// Works in place: no second buffer is held.
    #[must_use]
    pub fn downmix(mut self) -> Mono {
        let channels = self.channels.max(1);
        if channels > 1 {
            let chosen = chosen_channels(&self.samples, channels);
            let frames = self.samples.len() / channels;
            for frame in 0..frames {
                self.samples[frame] = mean(&self.samples[frame * channels..][..channels], &chosen);
            }
            self.samples.truncate(frames);
            self.samples.shrink_to_fit();
        }
        Mono { samples: self.samples, sample_rate_hz: self.sample_rate_hz }
    }
}

fn mean(frame: &[f32], chosen: &[usize]) -> f32 {
    chosen.iter().map(|&channel| frame[channel]).sum::<f32>() / chosen.len() as f32
}

/// The channels to average; never empty.
fn chosen_channels(samples: &[f32], channels: usize) -> Vec<usize> {
    let mut power = vec![0.0_f64; channels];
    for frame in samples.chunks_exact(channels) {
        for (sum, &sample) in power.iter_mut().zip(frame) {
            *sum += f64::from(sample) * f64::from(sample);
        }
    }
    // Of equals the first.
    let loudest = (0..channels).rev().max_by(|&a, &b| power[a].total_cmp(&power[b])).unwrap_or(0);
    let sounding: Vec<usize> = (0..channels).filter(|&c| power[c] >= power[loudest] * SILENT_RATIO).collect();
    let mixed_power: f64 = samples.chunks_exact(channels).map(|frame| f64::from(mean(frame, &sounding)).powi(2)).sum();
    if mixed_power < power[loudest] * CANCELLED_RATIO { vec![loudest] } else { sounding }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn downmixed(channels: usize, frame: impl Fn(f32) -> Vec<f32>) -> Vec<f32> {
        let samples = (0..1600).flat_map(|n| frame((n as f32 * 0.3).sin() * 0.5)).collect();
        Decoded { samples, channels, sample_rate_hz: 16_000, damage: None }.downmix().samples
    }

    fn voice() -> Vec<f32> {
        downmixed(1, |v| vec![v])
    }

    #[test]
    fn a_voice_on_every_channel_keeps_its_level() {
        assert_eq!(downmixed(2, |v| vec![v, v]), voice());
        assert!(downmixed(8, |v| vec![v; 8]).iter().zip(voice()).all(|(m, v)| (m - v).abs() < 1e-6));
    }

    #[test]
    fn channels_are_averaged() {
        let mixed = downmixed(2, |v| vec![v, v / 2.0]);
        assert!(mixed.iter().zip(voice()).all(|(m, v)| (m - v * 0.75).abs() < 1e-6));
    }

    #[test]
    fn a_silent_channel_does_not_halve_the_voice() {
        assert_eq!(downmixed(2, |v| vec![0.0, v]), voice());
        assert_eq!(downmixed(2, |v| vec![v, v * 0.001]), voice());
    }

    #[test]
    fn antiphase_does_not_silence_the_voice() {
        assert_eq!(downmixed(2, |v| vec![v, -v]), voice());
    }

    #[test]
    fn silence_and_nothing_stay_what_they_are() {
        assert_eq!(downmixed(2, |_| vec![0.0, 0.0]), vec![0.0; 1600]);
        assert!(
            Decoded { samples: vec![], channels: 2, sample_rate_hz: 8000, damage: None }.downmix().samples.is_empty()
        );
    }
}
