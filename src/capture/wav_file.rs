//! Samples in, a WAV file on disk out that is valid at every second; and after a crash, made whole again.
//!
//! The only file that names hound. Samples are stored in 16 bits: their rounding is 98 dB below full scale, far below the
//! noise of any room, and every player and every other tool reads them.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Longest sound in one file, bytes: lengths in a WAV header have 32 bits and count some of the header too.
const MAX_DATA_BYTES: u64 = u32::MAX as u64 - 4096;
const SAMPLE_BYTES: u64 = 2;
const HEADER_BYTES: u64 = 44;

/// Why a take cannot be kept on disk; one variant for each decision the caller can take.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something has this name already.
    #[error("there is a file of this name already: {}", .0.display())]
    Exists(PathBuf),
    /// No room, on the disk or for this user.
    #[error("no room left to write {}", .0.display())]
    Full(PathBuf),
    /// The file has grown as long as a WAV file can be.
    #[error("{}: a WAV file cannot be longer", .0.display())]
    TooLong(PathBuf),
    /// Any other refusal of the system.
    #[error("cannot write {}: {reason}", path.display())]
    Refused {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// What is on disk is not what was written.
    #[error("{}: the finished file holds {found} samples, not the {written} recorded", path.display())]
    NotWhole {
        /// The file.
        path: PathBuf,
        /// Samples in it.
        found: u64,
        /// Samples written to it.
        written: u64,
    },
}

impl Error {
    pub(super) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full(path),
            _ => Self::Refused { path, reason: error.to_string() },
        }
    }

    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Exists(_) => "nothing is ever overwritten: choose another name".into(),
            Self::Full(_) => "make room on the disk, or record elsewhere with `--output`".into(),
            Self::TooLong(_) => "what was recorded is kept; start another take to go on".into(),
            Self::Refused { .. } => {
                "choose a folder you can write to with `--output`, or another data folder with `OUTLOUD_DATA`".into()
            }
            Self::NotWhole { .. } => "the disk may be failing: copy the file elsewhere and listen to it".into(),
        }
    }
}

/// A WAV file being written: one channel, 16 bits.
pub struct Writer {
    /// `None` only after an error of the disk.
    wav: Option<hound::WavWriter<BufWriter<File>>>,
    file: File,
    path: PathBuf,
    samples: u64,
    max_samples: u64,
}

impl Writer {
    /// Creates the file, which only its owner may read, with a valid header for `rate_hz` samples per second.
    ///
    /// # Errors
    /// [`Error::Exists`] where something has this name, [`Error::Full`], [`Error::Refused`].
    pub fn create(path: &Path, rate_hz: u32) -> Result<Self, Error> {
        let failed = |e: io::Error| Error::from_io(path, &e);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(failed)?;
        // On a full disk an empty file would only be in the way.
        Self::begin(file, path, rate_hz).inspect_err(|_| drop(std::fs::remove_file(path)))
    }

    /// Writes the header to the `file` that has just been made at `path`.
    fn begin(file: File, path: &Path, rate_hz: u32) -> Result<Self, Error> {
        let failed = |e: io::Error| Error::from_io(path, &e);
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: rate_hz,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let buffered = BufWriter::new(file.try_clone().map_err(failed)?);
        let wav = hound::WavWriter::new(buffered, spec).map_err(|e| from_hound(path, e))?;
        let max_samples = MAX_DATA_BYTES / SAMPLE_BYTES;
        let mut writer = Self { wav: Some(wav), file, path: path.to_owned(), samples: 0, max_samples };
        writer.checkpoint()?;
        sync_folder(path).map_err(failed)?;
        Ok(writer)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Samples written so far.
    #[must_use]
    pub fn samples(&self) -> u64 {
        self.samples
    }

    /// Appends `samples`, full scale −1 to 1; what is beyond is cut off there.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::TooLong`] or [`Error::Refused`]. What was written before them stays, and
    /// [`finish`](Self::finish) still makes a valid file of it.
    pub fn write(&mut self, samples: &[f32]) -> Result<(), Error> {
        let Some(wav) = self.wav.as_mut() else { return Err(Error::Full(self.path.clone())) };
        for &sample in samples {
            if self.samples >= self.max_samples {
                return Err(Error::TooLong(self.path.clone()));
            }
            if let Err(error) = wav.write_sample(to_i16(sample)) {
                let error = from_hound(&self.path, error);
                self.give_up();
                return Err(error);
            }
            self.samples += 1;
        }
        Ok(())
    }

    /// Brings everything so far to the disk, with a header that counts it: from now on a crash cannot take it away.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub fn checkpoint(&mut self) -> Result<(), Error> {
        let Some(wav) = self.wav.as_mut() else { return Err(Error::Full(self.path.clone())) };
        let flushed = wav.flush().map_err(|e| from_hound(&self.path, e));
        let synced = flushed.and_then(|()| self.file.sync_data().map_err(|e| Error::from_io(&self.path, &e)));
        if synced.is_err() {
            self.give_up();
        }
        synced
    }

    /// Ends the file, opens it once more and checks that it holds what was written; how many samples that is. After an
    /// error of the disk it holds what was on disk by then.
    ///
    /// # Errors
    /// Every [`Error`] except [`Error::Exists`].
    pub fn finish(mut self) -> Result<u64, Error> {
        let whole = self.checkpoint().is_ok();
        self.give_up();
        let found = repair(&self.path)?.map_or(0, |(samples, _)| samples);
        if whole && found != self.samples {
            return Err(Error::NotWhole { path: self.path, found, written: self.samples });
        }
        Ok(found)
    }

    /// Lets go of the file without another word to the disk.
    fn give_up(&mut self) {
        // Its `drop` tries to write the header once more, and keeps quiet when it cannot.
        self.wav = None;
    }
}

/// Makes the recording at `path` valid whatever happened to whoever wrote it; its length, s. `None` for one without a sample,
/// which is removed, and for a file that is no longer as [`Writer`] makes them, which is left alone.
///
/// # Errors
/// [`Error::Refused`] where the file cannot be read or written.
pub fn mend(path: &Path) -> Result<Option<f64>, Error> {
    match repair(path)? {
        Some((0, _)) => std::fs::remove_file(path).map(|()| None).map_err(|e| Error::from_io(path, &e)),
        Some((samples, rate_hz)) => Ok(Some(samples as f64 / f64::from(rate_hz))),
        None => Ok(None),
    }
}

/// Makes the header count every sample that is there; how many those are, and how many of them are a second. `None` for a
/// file that is not as [`Writer`] makes them.
fn repair(path: &Path) -> Result<Option<(u64, u32)>, Error> {
    let failed = |e: io::Error| Error::from_io(path, &e);
    let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(failed)?;
    let bytes = file.metadata().map_err(failed)?.len();
    let mut header = [0; HEADER_BYTES as usize];
    if bytes < HEADER_BYTES || file.read_exact(&mut header).is_err() || !is_ours(&header) {
        return Ok(None);
    }
    let rate_hz = u32::from_le_bytes([header[24], header[25], header[26], header[27]]).max(1);
    let samples = ((bytes - HEADER_BYTES) / SAMPLE_BYTES).min(MAX_DATA_BYTES / SAMPLE_BYTES);
    let end = HEADER_BYTES + samples * SAMPLE_BYTES;
    let mut set = |at: u64, length: u64| {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        file.seek(SeekFrom::Start(at)).and_then(|_| file.write_all(&length.to_le_bytes()))
    };
    set(4, end - 8).and_then(|()| set(HEADER_BYTES - 4, end - HEADER_BYTES)).map_err(failed)?;
    file.set_len(end).and_then(|()| file.sync_all()).map_err(failed)?;
    Ok(Some((samples, rate_hz)))
}

/// Whether a header is the one of [`Writer`]: PCM, one channel, 16 bits, the samples right behind it.
fn is_ours(header: &[u8; HEADER_BYTES as usize]) -> bool {
    header.starts_with(b"RIFF")
        && header[8..24] == *b"WAVEfmt \x10\0\0\0\x01\0\x01\0"
        && header[32..40] == *b"\x02\0\x10\0data"
}

/// Has the name of a new file outlive a power cut, not only its content.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn to_i16(sample: f32) -> i16 {
    // 32768 steps to full scale, so that what came in as 16 bits goes out unchanged.
    (sample * 32768.0).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16
}

fn from_hound(path: &Path, error: hound::Error) -> Error {
    match error {
        hound::Error::IoError(e) => Error::from_io(path, &e),
        other => Error::Refused { path: path.to_owned(), reason: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode;

    fn ramp(samples: u64) -> Vec<f32> {
        (0..samples).map(|n| (n % 1000) as f32 / 32768.0).collect()
    }

    fn read(path: &Path) -> Vec<f32> {
        let decoded = decode::from_path(path, &mut |_| ()).unwrap();
        assert_eq!((decoded.channels, decoded.damage), (1, None));
        decoded.samples
    }

    #[test]
    fn every_16_bit_sample_comes_back_as_it_was_and_louder_ones_are_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("take.wav");
        let all: Vec<f32> = (i16::MIN..=i16::MAX).map(|n| f32::from(n) / 32768.0).collect();
        let mut writer = Writer::create(&path, 8000).unwrap();
        writer.write(&all).unwrap();
        writer.write(&[1.5, -1.5]).unwrap();
        assert_eq!(writer.finish().unwrap(), 65_538);
        let samples = read(&path);
        assert_eq!(samples[..65_536], all);
        assert_eq!(samples[65_536..], [32767.0 / 32768.0, -1.0]);
    }

    #[test]
    fn a_file_is_valid_after_every_checkpoint_and_whole_after_a_crash() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("take.wav");
        let mut writer = Writer::create(&path, 8000).unwrap();
        writer.write(&ramp(8000)).unwrap();
        writer.checkpoint().unwrap();
        assert_eq!(read(&path), ramp(8000));
        writer.write(&ramp(16_000)).unwrap();
        let crashed = folder.path().join("crashed.wav");
        std::fs::copy(&path, &crashed).unwrap();
        // Half a sample more, as a disk that fills up leaves it.
        OpenOptions::new().append(true).open(&crashed).unwrap().write_all(b"x").unwrap();
        let seconds = mend(&crashed).unwrap().unwrap();
        assert!(seconds >= 2.5, "{seconds} s");
        assert_eq!(read(&crashed).len(), (seconds * 8000.0).round() as usize);
    }

    #[test]
    fn the_longest_file_ends_before_its_header_overflows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("take.wav");
        let mut writer = Writer::create(&path, 8000).unwrap();
        assert!(writer.max_samples * SAMPLE_BYTES + HEADER_BYTES <= u32::MAX.into());
        writer.max_samples = 5;
        assert!(matches!(writer.write(&ramp(8)), Err(Error::TooLong(_))));
        assert_eq!(writer.finish().unwrap(), 5);
        assert_eq!(read(&path), ramp(5));
    }

    #[test]
    fn mending_leaves_other_peoples_files_alone() {
        let folder = tempfile::tempdir().unwrap();
        for content in [&b"RIFF"[..], &[0; 100], b""] {
            let path = folder.path().join("other.wav");
            std::fs::write(&path, content).unwrap();
            assert_eq!(mend(&path).unwrap(), None);
            assert_eq!(std::fs::read(&path).unwrap(), content);
        }
    }
}
