//! What the sound itself tells, without a transcript: where someone speaks, where they pause, how loud, at what pitch.
//!
//! Pure: takes samples, returns values.

pub mod activity;
pub mod clipping;
pub mod downmix;
pub mod filled_pause;
pub mod fourier;
pub mod hum;
pub mod level;
pub mod loudness;
pub mod melody;
pub mod meter;
pub mod pauses;
pub mod pitch;
pub mod quality;
mod rumble;
pub mod sounds;
pub mod spectrum;
mod steady;
pub mod syllables;
#[cfg(test)]
mod synthetic;
mod window;

use crate::acoustics::{Acoustics, Loudness, Pitch};
use crate::sound::{Decoded, Mono};

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
    pub fn measure(decoded: &Decoded) -> Self {
        Self { loudness: loudness::measure(decoded), clipped_percent: clipping::percent(decoded) }
    }
}

/// Listens to a recording: `speech_band` is one channel at 16 kHz, `powers` its [`level::powers`], `native` what its own
/// channels told.
#[must_use]
pub fn listen(speech_band: &Mono, powers: &[f32], native: Native) -> Acoustics {
    let voice = rumble::removed(speech_band);
    let frames = spectrum::frames(&voice);
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

/// The pitch of the voice in `speech_band`, one channel at 16 kHz, as [`listen`] hears it and nothing else.
#[must_use]
pub fn pitch(speech_band: &Mono) -> Option<Pitch> {
    let voice = rumble::removed(speech_band);
    let sounds = sounds::of_speech(&spectrum::frames(&voice), &activity::probabilities(&voice));
    pitch::track(&voice, &pauses::stretches(&sounds))
}

#[cfg(test)]
mod tests;
