//! Why a recording cannot be analysed, and what the user can do about it.

use std::path::{Path, PathBuf};

use crate::figure::system_reason;
use crate::sound::{MAX_CHANNELS, MAX_LENGTH_HOURS, MAX_RATE_HZ, MIN_RATE_HZ};

/// What went wrong with a recording; one variant for each decision the caller can take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nothing has this name.
    #[error("no such file: {}", .0.display())]
    Missing(PathBuf),
    /// A directory where one recording is expected.
    #[error("this is a directory, not a recording: {}", .0.display())]
    Directory(PathBuf),
    /// The system does not let us read it.
    #[error("permission denied: {}", .0.display())]
    Denied(PathBuf),
    /// Reading failed half-way, or the name is a device.
    #[error("cannot read {}: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Not one byte.
    #[error("the file is empty (0 bytes): {}", .0.display())]
    Empty(PathBuf),
    /// The content is no audio.
    #[error("this is not audio, whatever its name says: {}", .0.display())]
    NotAudio(PathBuf),
    /// Audio, but in a container or codec that is not read here.
    #[error("cannot decode {}: {format} is not supported", path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// Name of the format found.
        format: String,
    },
    /// A supported format whose header cannot be trusted or whose data cannot be decoded.
    #[error("cannot decode {}: {reason}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A good header, and no sound after it.
    #[error("the file holds no sound (0 s): {}", .0.display())]
    NoSound(PathBuf),
    /// A sample rate at which speech cannot be measured.
    #[error("cannot use {}: its sample rate is {rate_hz} Hz", path.display())]
    Rate {
        /// The file.
        path: PathBuf,
        /// Rate in the header, Hz.
        rate_hz: u32,
    },
    /// No channels, or more than a recorder makes.
    #[error("cannot use {}: its number of channels is {channels}", path.display())]
    Channels {
        /// The file.
        path: PathBuf,
        /// Channels in the header.
        channels: usize,
    },
    /// More sound than is read.
    #[error("cannot use {}: it holds more than {MAX_LENGTH_HOURS} hours of sound", .0.display())]
    TooLong(PathBuf),
    /// More sound than its bytes can hold: made to fill the memory, or next to nothing but digital silence.
    #[error("cannot use {}: it unpacks to more than {MOST_SAMPLES_PER_BYTE} samples for each of its bytes", .0.display())]
    TooDense(PathBuf),
    /// More sound than there is memory for.
    #[error("cannot use {}: there is not enough memory for its sound", .0.display())]
    Memory(PathBuf),
    /// A directory without a recording in it.
    #[error("no recordings in this directory: {}", .0.display())]
    NoneInDirectory(PathBuf),
    /// The resampler refused; not reachable with the rates that decoding lets through.
    #[error("cannot convert audio from {rate_hz} Hz: {reason}")]
    Resample {
        /// Rate of the audio given, Hz.
        rate_hz: u32,
        /// What the resampler said.
        reason: String,
    },
}

/// More samples than this for each byte are none that anybody recorded: speech at 6 kbit/s has 64.
pub(super) const MOST_SAMPLES_PER_BYTE: u64 = 64;

/// The formats read, for hints.
pub(super) const FORMATS: &str = "wav, mp3, m4a (AAC, ALAC), flac, ogg (Vorbis, Opus), webm, mka, aiff and caf";

impl Error {
    /// What the user can do now, in one line.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Missing(_) => "check the name, and quote it if it contains spaces".into(),
            Self::Directory(path) => format!("name one recording in it, such as {}", path.join("answer.wav").display()),
            Self::Denied(_) => "make the file readable for your user, or copy it to a place of your own".into(),
            Self::Unreadable { .. } => "copy the file to this computer's disk and try again".into(),
            Self::Empty(_) => "the recorder saved nothing: record again, and check that the disk is not full".into(),
            Self::NotAudio(_) => format!("give a recording; the formats read are {FORMATS}"),
            Self::Unsupported { .. } => {
                format!(
                    "convert it first, for example with: ffmpeg -i INPUT answer.wav; the formats read are {FORMATS}"
                )
            }
            Self::Malformed { .. } => "if another program still plays it, export it from there as wav; if not, \
                                       the recording was probably interrupted before it was saved"
                .into(),
            Self::NoSound(_) => "the recorder was stopped before it wrote any sound: record again".into(),
            Self::Rate { .. } => {
                format!(
                    "rates from {} to {} kHz are read; export the recording at 16 kHz or more",
                    MIN_RATE_HZ / 1000,
                    MAX_RATE_HZ / 1000
                )
            }
            Self::TooLong(_) => "cut it into parts: one answer each is best".into(),
            Self::TooDense(_) => {
                "no recording of a voice does; if it is long silence with a voice in it, cut it down to the voice"
                    .into()
            }
            Self::Memory(_) => {
                "cut it into parts, or end other programs; 1 GB holds 43 minutes of stereo at 48 kHz".into()
            }
            Self::Channels { .. } => format!("1 to {MAX_CHANNELS} channels are read; export the recording as mono"),
            Self::NoneInDirectory(_) => {
                format!("name the recordings one by one if their names end unusually; the formats read are {FORMATS}")
            }
            Self::Resample { .. } => "export the recording at 16 kHz and try again".into(),
        }
    }

    /// The variant that fits what the system said about `path`.
    #[must_use]
    pub fn from_io(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing(path),
            ErrorKind::PermissionDenied => Self::Denied(path),
            ErrorKind::IsADirectory => Self::Directory(path),
            _ => Self::Unreadable { path, reason: system_reason(error) },
        }
    }
}
