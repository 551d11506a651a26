//! Decoded blocks in, one recording on an unbroken clock out.

use crate::decode::error::MOST_SAMPLES_PER_BYTE;
use crate::decode::riff::Flaw;
use crate::decode::sniff::PlayedPart;
use crate::sound::MAX_LENGTH_HOURS;

/// Samples reserved for each byte of a file, at most: a header may promise anything.
const MAX_SAMPLES_PER_BYTE: u64 = 16;
/// So many come from any file, however small: a quarter of an hour at 32 kHz.
const SMALLEST_LIMIT: u64 = 30_000_000;
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
            // Where there is no room for all of it, what comes may still be less.
            let _ = self.samples.try_reserve_exact(usize::try_from(samples.min(most)).unwrap_or(0));
        }
    }

    /// Room for `count` more samples, to be overwritten.
    pub(super) fn room_for(&mut self, count: usize) -> Result<&mut [f32], Flaw> {
        let start = self.samples.len();
        self.samples.try_reserve(count).map_err(|_| Flaw::Memory)?;
        self.samples.resize(start + count, 0.0);
        Ok(&mut self.samples[start..])
    }

    /// Refuses more sound than is read, and more than a file of this size can hold.
    pub(super) fn check_length(&self, file_bytes: u64) -> Result<(), Flaw> {
        if self.duration_s() > MAX_LENGTH_HOURS * 3600.0 {
            return Err(Flaw::TooLong);
        }
        if self.samples.len() as u64 > SMALLEST_LIMIT + MOST_SAMPLES_PER_BYTE.saturating_mul(file_bytes) {
            return Err(Flaw::TooDense);
        }
        Ok(())
    }

    /// Puts silence up to `moment_s` where parts before it could not be decoded, unless that would be more than what
    /// could: then the times in the file are themselves in doubt.
    pub(super) fn fill_up_to(&mut self, moment_s: f64) -> Result<(), Flaw> {
        let gap_s = moment_s - self.duration_s();
        if gap_s > ROUNDING_S && gap_s <= self.duration_s().max(1.0) {
            self.room_for(self.index(gap_s))?;
            self.silenced_s += gap_s;
        }
        Ok(())
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
    pub(super) fn keep(&mut self, edit: PlayedPart) {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// So many samples of one channel, which take no memory before they are looked at.
    fn decoded(samples: usize, rate_hz: u32) -> DecodedSoFar {
        DecodedSoFar { samples: vec![0.0; samples], channels: 1, rate_hz, silenced_s: 0.0 }
    }

    #[test]
    fn a_day_of_sound_is_refused_and_half_of_it_is_not() {
        let hours = |hours: usize| decoded(hours * 3600 * 4000, 4000).check_length(1 << 30);
        assert!(hours(12).is_ok() && matches!(hours(13), Err(Flaw::TooLong)));
    }

    #[test]
    fn a_small_file_that_unpacks_without_end_is_refused() {
        // An hour of digital silence in a kilobyte; the same from as many bytes as speech at 6 kbit/s takes.
        let hour = || decoded(3600 * 48_000, 48_000);
        assert!(matches!(hour().check_length(1000), Err(Flaw::TooDense)));
        assert!(hour().check_length(3600 * 750).is_ok());
        // Ten minutes may come from anything.
        assert!(decoded(600 * 48_000, 48_000).check_length(1000).is_ok());
    }
}
