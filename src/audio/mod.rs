//! Recordings in, samples out: any file format, any number of channels, any sample rate.

pub mod decode;
pub mod resample;

/// A decoded recording: what the file held, before anything is mixed or resampled.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// Interleaved samples, −1 to 1 at full scale; only whole frames, only finite values.
    pub samples: Vec<f32>,
    /// Channels per frame, at least 1.
    pub channels: usize,
    /// Frames per second.
    pub sample_rate_hz: u32,
    /// Why less than the header promises was read, in words for the user; `None` when the file is whole.
    pub damage: Option<String>,
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
