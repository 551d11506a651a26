//! What the samples alone tell of a recording, as plain data: [`crate::signal`] measures it.

use serde::{Deserialize, Serialize};

use crate::units::TimeSpan;

/// Time between two moments of the pitch track, s.
pub const PITCH_HOP_S: f64 = 0.010;

/// Everything measured from the samples alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Acoustics {
    /// Stretches of speech, in order, apart by at least a silence; empty when nobody speaks.
    pub speech: Vec<TimeSpan>,
    /// Sounds of speech, in order, apart by at least the closure of a stop: what the stretches are joined from.
    pub sounds: Vec<TimeSpan>,
    /// Every moment at which a voice sounds, in order; empty without a pitch.
    pub voice: Vec<VoicedMoment>,
    /// Silent pauses of at least 150 ms between the first and the last speech, in order.
    pub silences: Vec<TimeSpan>,
    /// The moments of the syllables, s, in order; empty without a pitch.
    pub nuclei: Vec<f64>,
    /// Mean power every hundredth of a second, full scale 1, without rumble: see [`crate::signal::level::powers`].
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pitch {
    /// Median over voiced frames, Hz.
    pub median_hz: f64,
    /// Standard deviation over voiced frames, semitones.
    pub sd_semitones: f64,
    /// From the 5th to the 95th percentile of the voiced frames, semitones.
    pub range_semitones: f64,
    /// `(time s, F0 Hz)` of every voiced frame, every 10 ms. Not in JSON when it is empty: a stored take goes without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub track: Vec<(f64, f64)>,
}

/// A hum of the mains.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hum {
    /// Frequency of the mains, Hz: 50 or 60.
    pub mains_hz: u32,
    /// How far all its tones together lie below the voice, dB.
    pub below_voice_db: f64,
}

/// One moment at which a voice sounds, every [`PITCH_HOP_S`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VoicedMoment {
    /// When, s.
    pub time_s: f64,
    /// F0, Hz.
    pub hz: f64,
    /// How much the balance of the spectrum changes in the tenth of a second around it, dB.
    pub change_db: f32,
}

/// How loud a recording is, by the file's own channels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Loudness {
    /// Integrated loudness, LUFS (ITU-R BS.1770-4: 400 ms blocks, gates at −70 LUFS and 10 LU below the ungated mean);
    /// `None` when no block passes the gate.
    pub integrated_lufs: Option<f64>,
    /// Loudness range, LU (EBU Tech 3342: from the 10th to the 95th percentile of stretches of 3 s, gates at −70 LUFS and
    /// 20 LU below the mean); `None` under a minute, or when the whole is below the gate.
    pub range_lu: Option<f64>,
}
