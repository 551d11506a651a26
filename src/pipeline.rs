//! A recording or a transcript in, a whole take out: [`analyse`] is the one way a take is made.

use std::io::Read;
use std::path::Path;

use crate::decode;
use crate::evidence::{Asked, Evidence, Source};
use crate::figure::number;
use crate::findings;
use crate::fingerprint;
use crate::measures::{self, Measured};
use crate::signal::{self, level};
use crate::sound::{AudioTrack, Decoded};
use crate::take::{ANALYSER, SCHEMA, Take};
use crate::transcribe::{self, Heard, Transcriber};
use crate::usual::{Ranges, Standing, USUAL};
use crate::warning::{Warning, WarningId};
use crate::watch::{Stage, Watch};

/// Why a recording that can be read cannot be analysed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing loud enough to be speech.
    #[error("{path}: the recording is silent: its loudest moment is below {:.0} dBFS", level::silent_below_dbfs())]
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
    /// The recording cannot be read.
    #[error(transparent)]
    Decode(#[from] decode::Error),
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
            Self::NoSpeech { .. } => {
                Some("speak closer to the microphone if you recorded it just now; else, is it the right file?".into())
            }
            Self::Decode(e) => Some(e.hint()),
            Self::Transcribe(e) => e.hint(),
        }
    }
}

/// What there is to analyse.
///
/// Sound needs not come from a file. Here are two seconds of silence, which nobody is asked to write down:
///
/// ```
/// use outloud::sound::Decoded;
/// use outloud::transcribe::import::Imported;
/// use outloud::{Asked, Input, Watch, pipeline};
///
/// let sound = Decoded { samples: vec![0.0; 32_000], channels: 1, sample_rate_hz: 16_000, damage: None, track: None };
/// let mut words = Imported::parse("said.txt".as_ref(), b"Hello.", "en")?;
/// let input = Input::Samples { sound, name: "a silent room" };
/// let outcome = outloud::analyse(input, Asked::default(), &mut words, &Watch::default());
/// assert!(matches!(outcome, Err(pipeline::Error::Silent { .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub enum Input<'a> {
    /// A recording on disk.
    File(&'a Path),
    /// A recording that comes as a stream of bytes, such as standard input; `name` is what the take and errors call it.
    Stream {
        /// Gives the bytes of one whole file.
        reader: &'a mut dyn Read,
        /// Such as "-".
        name: &'a str,
    },
    /// Sound that is decoded already.
    Samples {
        /// All of it.
        sound: Decoded,
        /// What the take calls it.
        name: &'a str,
    },
    /// No sound: the transcriber alone knows what was said.
    Words {
        /// Where they come from.
        name: &'a str,
    },
}

/// Analyses `input`, which answers what was `asked`: the sound is measured, `transcriber` writes down what is said, and both are
/// counted and judged. `watch` hears how far the work is and can stop it.
///
/// # Errors
/// [`Error::Decode`] for a recording that cannot be read, [`Error::Silent`] and [`Error::NoSpeech`] before anything is
/// transcribed; then whatever the transcriber fails with.
pub fn analyse(
    input: Input<'_>,
    asked: Asked,
    transcriber: &mut dyn Transcriber,
    watch: &Watch<'_>,
) -> Result<Take, Error> {
    let mut evidence = match input {
        Input::File(path) => {
            let mut evidence = listen(&path.display().to_string(), read(path, watch)?, transcriber, watch)?;
            evidence.source.sha256 = fingerprint::of_file(path).map_err(|e| decode::Error::from_io(path, &e))?;
            evidence
        }
        Input::Stream { reader, name } => {
            let path = Path::new(name);
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes).map_err(|e| decode::Error::from_io(path, &e))?;
            let sha256 = fingerprint::hexadecimal(&fingerprint::digest(&bytes));
            let sound = decode::from_bytes(bytes, path, &mut |share| (watch.tell)(Stage::Decoding { share }))?;
            let mut evidence = listen(name, sound, transcriber, watch)?;
            evidence.source.sha256 = Some(sha256);
            evidence
        }
        Input::Samples { sound, name } => listen(name, sound, transcriber, watch)?,
        Input::Words { name } => words_alone(name, transcriber, watch)?,
    };
    evidence.asked = asked;
    Ok(judge(measures::measure(evidence, &USUAL), &USUAL))
}

/// What a listener makes of what was `measured`, by `ranges`.
#[must_use]
pub fn judge(measured: Measured, ranges: &Ranges) -> Take {
    let Measured { measures, warnings, notes } = measured;
    let findings = findings::find(&measures, ranges);
    let (outloud, analyser) = (env!("CARGO_PKG_VERSION").into(), Some(ANALYSER));
    Take { schema: SCHEMA, outloud, analyser, measures, findings, warnings, notes }
}

fn read(path: &Path, watch: &Watch<'_>) -> Result<Decoded, decode::Error> {
    let mut decoding = |share| (watch.tell)(Stage::Decoding { share });
    decoding(0.0);
    decode::from_path(path, &mut decoding)
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
        sha256: None,
    };
    let mut warnings: Vec<_> = decoded.damage.iter().map(|damage| warning(WarningId::Damaged, damage)).collect();
    warnings.extend(decoded.track.map(|AudioTrack { number, of }| {
        let message = format!(
            "the file has {of} audio tracks: this is number {number}, in which somebody speaks longest. Export another one on its own \
             to have it measured."
        );
        warning(WarningId::Tracks, &message)
    }));
    let native = signal::Native::measure(&decoded);
    let speech_band = decode::resample::to_16k(decoded.downmix())?;
    let powers = level::powers(&speech_band);
    if level::is_silence(level::peak_dbfs(&powers)) {
        return Err(Error::Silent { path: path.to_owned() });
    }
    let acoustics = signal::listen(&speech_band, &powers, native);
    if acoustics.speech.is_empty() {
        return Err(Error::NoSpeech { path: path.to_owned() });
    }
    if USUAL.clipped_percent.judge(acoustics.clipped_percent) == Standing::FarAbove {
        let percent = acoustics.clipped_percent;
        warnings.push(warning(
            WarningId::Clipping,
            &format!(
                "{percent:.1} % of the samples are at full scale: loudness and words suffer. Turn the microphone down."
            ),
        ));
    }
    if let Some(snr_db) = acoustics.snr_db.filter(|&snr_db| USUAL.snr.judge(snr_db) == Standing::FarBelow) {
        warnings.push(warning(
            WarningId::Noise,
            &format!(
                "the voice is only {} dB above the background: words and pauses are less sure. Come closer to the microphone.",
                number(snr_db, 0)
            ),
        ));
    }
    if let Some(hum) =
        acoustics.hum.iter().flatten().find(|hum| USUAL.hum.judge(hum.below_voice_db) == Standing::FarBelow)
    {
        warnings.push(warning(
            WarningId::Hum,
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
fn words_alone(path: &str, transcriber: &mut dyn Transcriber, watch: &Watch<'_>) -> Result<Evidence, Error> {
    let source = Source { path: path.to_owned(), duration_s: None, sample_rate_hz: None, channels: None, sha256: None };
    let said = transcriber.transcribe(None, watch)?;
    Ok(Evidence { source, asked: Asked::default(), acoustics: None, said, warnings: Vec::new() })
}

fn warning(id: WarningId, message: &str) -> Warning {
    Warning { id, message: message.to_owned() }
}
