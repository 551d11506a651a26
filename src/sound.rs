//! Sound as it is handed on: what a file held, and one channel of it.

/// Lowest sample rate read, Hz: below it, half of what makes speech intelligible is gone.
pub const MIN_RATE_HZ: u32 = 4_000;
/// Highest sample rate read, Hz: twice the highest that recorders offer.
pub const MAX_RATE_HZ: u32 = 384_000;
/// Longest recording read, hours: a day of talks in one file. Time and memory grow with it.
pub const MAX_LENGTH_HOURS: f64 = 12.0;
/// Most channels read: what the decoder has positions for.
pub const MAX_CHANNELS: usize = 26;

/// A decoded recording: what the file held, before anything is mixed or resampled.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// Interleaved samples, −1 to 1 at full scale (a float file may exceed it); only whole frames, only finite values.
    pub samples: Vec<f32>,
    /// Channels per frame, at least 1.
    pub channels: usize,
    /// Frames per second, [`MIN_RATE_HZ`] to [`MAX_RATE_HZ`].
    pub sample_rate_hz: u32,
    /// What is wrong with the file although it could be read, in words for the user: less audio than the header
    /// promises, no length in the header, parts that could not be decoded. `None` when the file is whole.
    pub damage: Option<String>,
    /// Which of the file's audio tracks this is; `None` where it has no other.
    pub track: Option<AudioTrack>,
}

/// One of several audio tracks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AudioTrack {
    /// Its place among them, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

impl Decoded {
    /// Length, s.
    #[must_use]
    pub fn duration_s(&self) -> f64 {
        (self.samples.len() / self.channels.max(1)) as f64 / f64::from(self.sample_rate_hz)
    }
}

/// One channel at one rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Mono {
    /// Samples, −1 to 1 at full scale.
    pub samples: Vec<f32>,
    /// Samples per second.
    pub sample_rate_hz: u32,
}

impl Mono {
    /// Length, s.
    #[must_use]
    pub fn duration_s(&self) -> f64 {
        self.samples.len() as f64 / f64::from(self.sample_rate_hz)
    }
}
