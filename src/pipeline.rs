//! A decoded recording in, evidence out: the sound is measured, then its speech is turned into words.

use crate::audio::{self, Decoded};
use crate::measures::Evidence;
use crate::measures::bands::{self, Standing};
use crate::signal::{self, level};
use crate::take::{Asked, Source, Warning};
use crate::transcribe::{self, Heard, Stage, Transcriber, Watch};

/// Why a recording that can be read cannot be analysed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing loud enough to be speech.
    #[error("{path}: the recording is silent: its loudest moment is below -46 dBFS")]
    Silent {
        /// The file.
        path: String,
    },
    /// Sound, but nobody speaks.
    #[error("{path}: no speech was found in it, only noise or music")]
    NoSpeech {
        /// The file.
        path: String,
    },
    /// The sound cannot be brought to 16 kHz.
    #[error(transparent)]
    Audio(#[from] audio::Error),
    /// No words.
    #[error(transparent)]
    Transcribe(#[from] transcribe::Error),
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Silent { .. } => Some("was the right microphone connected, and not muted?".into()),
            Self::NoSpeech { .. } => Some("is this the right file? speak closer to the microphone if it is".into()),
            Self::Audio(e) => Some(e.hint()),
            Self::Transcribe(e) => e.hint(),
        }
    }
}

/// Listens to `decoded`, which was read from `path`, and has `transcriber` write down what is said.
///
/// # Errors
/// [`Error::Silent`] and [`Error::NoSpeech`] before anything is transcribed; then whatever the transcriber fails with.
pub fn listen(
    path: &str,
    decoded: Decoded,
    transcriber: &mut dyn Transcriber,
    watch: &Watch<'_>,
) -> Result<Evidence, Error> {
    (watch.tell)(Stage::Listening);
    let source = Source {
        path: path.to_owned(),
        duration_s: Some(decoded.duration_s()),
        sample_rate_hz: Some(decoded.sample_rate_hz),
        channels: Some(decoded.channels),
    };
    let mut warnings: Vec<_> = decoded.damage.iter().map(|damage| warning("damaged", damage)).collect();
    let native = signal::Native::of(&decoded);
    let speech_band = audio::resample::to_16k(decoded.downmix())?;
    let powers = level::powers(&speech_band);
    if level::is_silence(level::peak_dbfs(&powers)) {
        return Err(Error::Silent { path: path.to_owned() });
    }
    let acoustics = signal::listen(&speech_band, &powers, native);
    if acoustics.speech.is_empty() {
        return Err(Error::NoSpeech { path: path.to_owned() });
    }
    if bands::CLIPPED_PERCENT.judge(acoustics.clipped_percent) == Standing::FarAbove {
        let percent = acoustics.clipped_percent;
        warnings.push(warning(
            "clipping",
            &format!(
                "{percent:.1} % of the samples are at full scale: loudness and words suffer. Turn the microphone down."
            ),
        ));
    }
    if let Some(snr_db) = acoustics.snr_db.filter(|&snr_db| bands::SNR.judge(snr_db) == Standing::FarBelow) {
        warnings.push(warning(
            "noise",
            &format!("the voice is only {snr_db:.0} dB above the background: words and pauses are less sure. Come closer to the microphone."),
        ));
    }
    if let Some(hum) =
        acoustics.hum.iter().flatten().find(|hum| bands::HUM.judge(hum.below_voice_db) == Standing::FarBelow)
    {
        warnings.push(warning(
            "hum",
            &format!(
                "the mains hum at {} Hz, {:.0} dB below the voice: unplug the charger, or move the microphone and its cable \
                 away from mains leads.",
                hum.mains_hz, hum.below_voice_db
            ),
        ));
    }
    let heard = Heard {
        audio: &speech_band,
        speech: &acoustics.speech,
        silences: &acoustics.silences,
        powers: &powers,
        nuclei: &acoustics.nuclei,
        voice: &acoustics.voice,
    };
    let said = transcriber.transcribe(Some(heard), watch)?;
    Ok(Evidence { source, asked: Asked::default(), acoustics: Some(acoustics), said, warnings })
}

/// Evidence from the words of `transcriber` alone, which were read from `path`.
///
/// # Errors
/// Whatever the transcriber fails with.
pub fn read(path: &str, transcriber: &mut dyn Transcriber, watch: &Watch<'_>) -> Result<Evidence, Error> {
    let source = Source { path: path.to_owned(), duration_s: None, sample_rate_hz: None, channels: None };
    let said = transcriber.transcribe(None, watch)?;
    Ok(Evidence { source, asked: Asked::default(), acoustics: None, said, warnings: Vec::new() })
}

fn warning(id: &'static str, message: &str) -> Warning {
    Warning { id, message: message.to_owned() }
}
