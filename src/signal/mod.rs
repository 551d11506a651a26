//! What the sound itself tells, without a transcript: where someone speaks, where they pause, how loud, at what pitch.
//!
//! Pure: takes samples, returns values.

pub mod activity;
pub mod bands;
pub mod filled_pause;
pub mod fourier;
pub mod hum;
pub mod level;
pub mod loudness;
pub mod melody;
pub mod pauses;
pub mod pitch;
pub mod quality;
mod rumble;
pub mod sounds;
mod steady;
pub mod syllables;
#[cfg(test)]
mod synthetic;
mod window;

use serde::Serialize;

use crate::audio::{Decoded, Mono};
use crate::units::TimeSpan;
use filled_pause::Moment;
use hum::Hum;
use loudness::Loudness;

/// Everything measured from the samples alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Acoustics {
    /// Stretches of speech, in order, apart by at least a silence; empty when nobody speaks.
    pub speech: Vec<TimeSpan>,
    /// Sounds of speech, in order, apart by at least the closure of a stop: what the stretches are joined from.
    pub sounds: Vec<TimeSpan>,
    /// Every moment at which a voice sounds, in order; empty without a pitch.
    pub voice: Vec<Moment>,
    /// Silent pauses of at least 150 ms between the first and the last speech, in order.
    pub silences: Vec<TimeSpan>,
    /// The moments of the syllables, s, in order; empty without a pitch.
    pub nuclei: Vec<f64>,
    /// Mean power every hundredth of a second, full scale 1, without rumble: see [`level::powers`].
    pub powers: Vec<f32>,
    /// How loud the file's own channels are.
    pub loudness: Loudness,
    /// Pitch of the voiced frames; `None` with less than 1 s of voiced speech.
    pub pitch: Option<Pitch>,
    /// Speech level over noise level, dB; `None` when the recording has no stretch without speech to hear the noise in.
    pub snr_db: Option<f64>,
    /// The hum of the mains, at most one; `None` when there is too little without speech to hear it in.
    pub hum: Option<Vec<Hum>>,
    /// Level of the loudest 20 ms, dBFS; `None` for digital silence.
    pub peak_level_dbfs: Option<f64>,
    /// Samples at full scale, percent of all.
    pub clipped_percent: f64,
}

/// Fundamental frequency of a voice.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pitch {
    /// Median over voiced frames, Hz.
    pub median_hz: f64,
    /// Standard deviation over voiced frames, semitones.
    pub sd_semitones: f64,
    /// From the 5th to the 95th percentile of the voiced frames, semitones.
    pub range_semitones: f64,
    /// `(time s, F0 Hz)` of every voiced frame, every 10 ms.
    pub track: Vec<(f64, f64)>,
}

/// What only the file's own channels and rate can tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Native {
    /// How loud they are.
    pub loudness: Loudness,
    /// Samples at full scale, percent of all.
    pub clipped_percent: f64,
}

impl Native {
    /// Measures `decoded` before its channels are mixed.
    #[must_use]
    pub fn of(decoded: &Decoded) -> Self {
        Self { loudness: loudness::of(decoded), clipped_percent: quality::clipped_percent(decoded) }
    }
}

/// Listens to a recording: `speech_band` is one channel at 16 kHz, `powers` its [`level::powers`], `native` what its own
/// channels told.
#[must_use]
pub fn listen(speech_band: &Mono, powers: &[f32], native: Native) -> Acoustics {
    let voice = rumble::removed(speech_band);
    let frames = bands::frames(&voice);
    let sounds = sounds::of_speech(&frames, &activity::probabilities(&voice));
    let speech = pauses::stretches(&sounds);
    let pitch = pitch::track(&voice, &speech);
    let voice_powers = level::powers(&voice);
    Acoustics {
        voice: pitch.iter().flat_map(|pitch| filled_pause::voice(&pitch.track, &frames)).collect(),
        nuclei: pitch.iter().flat_map(|pitch| syllables::nuclei(&frames, &pitch.track, &speech)).collect(),
        silences: pauses::between(&speech),
        loudness: native.loudness,
        pitch,
        snr_db: quality::snr_db(&voice_powers, &speech),
        hum: hum::find(&voice, &speech, quality::speech_power(&voice_powers, &speech)),
        powers: voice_powers,
        peak_level_dbfs: level::peak_dbfs(powers),
        clipped_percent: native.clipped_percent,
        sounds,
        speech,
    }
}

#[cfg(test)]
mod tests;
