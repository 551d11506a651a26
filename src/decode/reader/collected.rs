//! Decoded blocks in, one recording on an unbroken clock out.

use crate::decode::sniff::Edit;

/// Samples reserved for each byte of a file, at most: a header may promise anything.
const MAX_SAMPLES_PER_BYTE: u64 = 16;
/// A float sample beyond this is no sound (a file scaled to 16-bit integers stays below).
const MAX_SAMPLE: f32 = 65_536.0;

/// Times in a file are this exact, s: less than one block of any codec.
const ROUNDING_S: f64 = 0.015;

/// Samples decoded so far.
#[derive(Default)]
pub(super) struct DecodedSoFar {
    pub samples: Vec<f32>,
    pub channels: usize,
    pub rate_hz: u32,
    /// Undecodable time put into `samples` as silence, s.
    pub silenced_s: f64,
}

impl DecodedSoFar {
    /// Whether a block of this shape continues the recording; the first one decides the shape.
    pub(super) fn accepts(&mut self, rate_hz: u32, channels: usize) -> bool {
        if self.channels == 0 {
            (self.rate_hz, self.channels) = (rate_hz, channels);
        }
        (self.rate_hz, self.channels) == (rate_hz, channels)
    }

    /// Before the first block: makes room for what the header promises, as far as a file of this size can hold it.
    pub(super) fn reserve(&mut self, frames: Option<u64>, file_bytes: u64) {
        if self.samples.is_empty() {
            let samples = frames.unwrap_or(0).saturating_mul(self.channels as u64);
            let most = file_bytes.saturating_mul(MAX_SAMPLES_PER_BYTE);
            self.samples.reserve_exact(usize::try_from(samples.min(most)).unwrap_or(0));
        }
    }

    /// Room for `count` more samples, to be overwritten.
    pub(super) fn room_for(&mut self, count: usize) -> &mut [f32] {
        let start = self.samples.len();
        self.samples.resize(start + count, 0.0);
        &mut self.samples[start..]
    }

    /// Puts silence up to `moment_s` where parts before it could not be decoded, unless that would be more than what
    /// could: then the times in the file are themselves in doubt.
    pub(super) fn fill_up_to(&mut self, moment_s: f64) {
        let gap_s = moment_s - self.duration_s();
        if gap_s > ROUNDING_S && gap_s <= self.duration_s().max(1.0) {
            self.samples.resize(self.samples.len() + self.index(gap_s), 0.0);
            self.silenced_s += gap_s;
        }
    }

    /// Length, s.
    pub(super) fn duration_s(&self) -> f64 {
        (self.samples.len() / self.channels.max(1)) as f64 / f64::from(self.rate_hz)
    }

    /// Silences what is no number and no sound; how many samples that was.
    pub(super) fn replace_impossible_samples(&mut self) -> usize {
        let mut replaced = 0;
        for sample in &mut self.samples {
            if sample.is_nan() || sample.abs() > MAX_SAMPLE {
                *sample = 0.0;
                replaced += 1;
            }
        }
        replaced
    }

    /// Keeps only the part that `edit` names.
    pub(super) fn keep(&mut self, edit: Edit) {
        let start = self.index(edit.start_s).min(self.samples.len());
        let length = edit.length_s.map_or(usize::MAX, |s| self.index(s));
        self.samples.drain(..start);
        self.samples.truncate(length);
    }

    /// Index of the first sample of the frame nearest to a moment.
    fn index(&self, seconds: f64) -> usize {
        ((seconds * f64::from(self.rate_hz)).round() as usize).saturating_mul(self.channels)
    }
}
