//! Any number of channels in, one channel out, without the speaker cancelling out.

use crate::sound::{Decoded, Mono};

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
    let (loudest, sounding) = sounding(&power);
    let mixed_power: f64 = samples.chunks_exact(channels).map(|frame| f64::from(mean(frame, &sounding)).powi(2)).sum();
    if mixed_power < power[loudest] * CANCELLED_RATIO { vec![loudest] } else { sounding }
}

/// The loudest channel, of equals the first, and all those that are not silent beside it, from the power of each.
fn sounding(power: &[f64]) -> (usize, Vec<usize>) {
    let loudest = (0..power.len()).rev().max_by(|&a, &b| power[a].total_cmp(&power[b])).unwrap_or(0);
    (loudest, (0..power.len()).filter(|&c| power[c] >= power[loudest] * SILENT_RATIO).collect())
}

/// Mixes sound as it comes, by the same rules as [`Decoded::downmix`], from what has been heard so far. Where that changes
/// the choice of channels, the old one is faded into the new within the block.
#[derive(Clone, Debug)]
pub(crate) struct Mixer {
    channels: usize,
    chosen: Vec<usize>,
    /// Of each channel, summed since the start.
    power: Vec<f64>,
    /// Of the mean of the channels that sound, and of the loudest of them, since these were last others.
    mixed: [f64; 2],
    sounding: Vec<usize>,
}

impl Mixer {
    pub(crate) fn new(channels: usize) -> Self {
        let all: Vec<usize> = (0..channels).collect();
        Self { channels, chosen: all.clone(), power: vec![0.0; channels], mixed: [0.0; 2], sounding: all }
    }

    /// Appends to `mono` one sample for each frame of `interleaved`.
    pub(crate) fn mix(&mut self, interleaved: &[f32], mono: &mut Vec<f32>) {
        if self.channels == 1 {
            mono.extend_from_slice(interleaved);
            return;
        }
        let before = std::mem::take(&mut self.chosen);
        self.chosen = self.choose(interleaved);
        let frames = interleaved.len() / self.channels;
        for (n, frame) in interleaved.chunks_exact(self.channels).enumerate() {
            let new = mean(frame, &self.chosen);
            let share = (n + 1) as f32 / frames as f32;
            mono.push(if before == self.chosen { new } else { mean(frame, &before) * (1.0 - share) + new * share });
        }
    }

    fn choose(&mut self, interleaved: &[f32]) -> Vec<usize> {
        for frame in interleaved.chunks_exact(self.channels) {
            for (sum, &sample) in self.power.iter_mut().zip(frame) {
                *sum += f64::from(sample) * f64::from(sample);
            }
        }
        let (loudest, sounding) = sounding(&self.power);
        if sounding != self.sounding {
            self.mixed = [0.0; 2];
            self.sounding = sounding;
        }
        for frame in interleaved.chunks_exact(self.channels) {
            self.mixed[0] += f64::from(mean(frame, &self.sounding)).powi(2);
            self.mixed[1] += f64::from(frame[loudest]).powi(2);
        }
        if self.mixed[0] < self.mixed[1] * CANCELLED_RATIO { vec![loudest] } else { self.sounding.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn downmixed(channels: usize, frame: impl Fn(f32) -> Vec<f32>) -> Vec<f32> {
        let samples = (0..1600).flat_map(|n| frame((n as f32 * 0.3).sin() * 0.5)).collect();
        Decoded { samples, channels, sample_rate_hz: 16_000, damage: None, track: None }.downmix().samples
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
            Decoded { samples: vec![], channels: 2, sample_rate_hz: 8000, damage: None, track: None }
                .downmix()
                .samples
                .is_empty()
        );
    }

    /// The same, as it comes in blocks of 50 frames.
    fn mixed(channels: usize, frame: impl Fn(f32) -> Vec<f32>) -> Vec<f32> {
        let samples: Vec<f32> = (0..1600).flat_map(|n| frame((n as f32 * 0.3).sin() * 0.5)).collect();
        let (mut mixer, mut mono) = (Mixer::new(channels), Vec::new());
        samples.chunks(50 * channels).for_each(|block| mixer.mix(block, &mut mono));
        mono
    }

    #[test]
    fn mixed_as_it_comes_it_is_the_same_after_the_first_block() {
        let frames: [fn(f32) -> Vec<f32>; 5] =
            [|v| vec![v], |v| vec![v, v], |v| vec![v, v / 2.0], |v| vec![0.0, v], |v| vec![v, -v]];
        for frame in frames {
            let channels = frame(0.0).len();
            assert_eq!(mixed(channels, frame)[50..], downmixed(channels, frame)[50..]);
        }
    }

    #[test]
    fn a_change_of_channels_does_not_click() {
        let mut mixer = Mixer::new(2);
        let mut mono = Vec::new();
        mixer.mix(&[0.0; 200], &mut mono);
        mixer.mix(&[0.0, 0.5].repeat(100), &mut mono);
        let steps = mono.windows(2).map(|pair| (pair[1] - pair[0]).abs());
        assert!(steps.skip(100).all(|step| step < 0.01) && (mono[199] - 0.5).abs() < 1e-6);
    }
}
