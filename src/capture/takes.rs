//! Where takes are kept and what they are called; and those that were never finished.
//!
//! While a take is recorded, a marker in the folder of takes names its file, wherever that is, and is locked by the recorder.
//! The lock goes with its process, however that ends: a marker that nobody has locked is a take that was never finished.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::capture::wav_file;
use crate::capture::wav_file::{Error, Writer};

/// Folder of the markers, in that of the takes.
const MARKERS: &str = "unfinished";
/// Stands in a marker between the path and what is known of the take: no path has it.
const BETWEEN: u8 = 0;
/// Longest part of a question in a file's name, characters.
const LONGEST_QUESTION: usize = 48;
/// As many takes may begin in one second.
const MOST_IN_A_SECOND: usize = 100;
/// A marker without content that is older than this was left by a crash; a younger one is being written.
const EMPTY_MARKER_IS_DEAD_AFTER: Duration = Duration::from_secs(60);

/// Where the markers of the takes in `folder` are.
#[must_use]
pub fn markers(folder: &Path) -> PathBuf {
    folder.join(MARKERS)
}

/// A take being recorded: its file, and the marker that finds it after a crash.
pub struct NewTake {
    /// Where the samples go.
    pub writer: Writer,
    /// To be dropped when the file is finished.
    pub marker: Marker,
}

/// Creates a take in `folder`, which is made if it is missing, named by `stamp` (date and time) and `question`; or, if `path`
/// is given, there. `about` is told to whoever mends it after a crash.
///
/// # Errors
/// Why nothing can be written there. Nothing is ever overwritten.
pub fn create(
    folder: &Path,
    path: Option<&Path>,
    stamp: &str,
    (question, about): (Option<&str>, &str),
    rate_hz: u32,
) -> Result<NewTake, Error> {
    if let Some(path) = path {
        let writer = Writer::create(path, rate_hz)?;
        // A take elsewhere can do without a marker: where the data folder is of no use, it is recorded all the same.
        return Ok(NewTake { writer, marker: Marker::create(folder, path, about).unwrap_or_default() });
    }
    make(folder)?;
    let mut last = None;
    for number in 1..=MOST_IN_A_SECOND {
        let path = folder.join(file_name(stamp, question, number));
        // The file first: a marker never names one that somebody else has made.
        match Writer::create(&path, rate_hz) {
            Ok(writer) => return Ok(NewTake { marker: Marker::create(folder, &path, about)?, writer }),
            Err(error @ Error::Exists(_)) => last = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(last.unwrap_or_else(|| Error::Exists(folder.to_owned())))
}

fn file_name(stamp: &str, question: Option<&str>, number: usize) -> String {
    let mut name = stamp.to_owned();
    let mut gap = true;
    for c in question.unwrap_or_default().to_lowercase().chars().take(LONGEST_QUESTION) {
        if c.is_alphanumeric() {
            if gap {
                name.push('-');
            }
            name.push(c);
        }
        gap = !c.is_alphanumeric();
    }
    if number > 1 {
        return format!("{name}-{number}.wav");
    }
    name + ".wav"
}

/// Checks that a take could be kept in `folder`, which is made if it is missing.
///
/// # Errors
/// Why nothing can be written there.
pub fn try_out(folder: &Path) -> Result<(), Error> {
    make(folder)?;
    tempfile::tempfile_in(folder)
        .and_then(|mut file| file.write_all(&[0; 4096]).and_then(|()| file.sync_all()))
        .map_err(|e| Error::from_io(folder, &e))
}

/// Makes a folder that only its owner may look into.
fn make(folder: &Path) -> Result<(), Error> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| Error::from_io(folder, &e))
}

/// Says that a take is being recorded; gone when dropped.
#[derive(Debug, Default)]
pub struct Marker {
    held: Option<(PathBuf, File)>,
}

impl Marker {
    fn create(folder: &Path, take: &Path, about: &str) -> Result<Self, Error> {
        let markers = markers(folder);
        make(&markers)?;
        let failed = |e: io::Error| Error::from_io(&markers, &e);
        let take = std::path::absolute(take).map_err(failed)?;
        let (mut file, path) = tempfile::Builder::new()
            .prefix("take-")
            .tempfile_in(&markers)
            .and_then(|file| file.keep().map_err(|e| e.error))
            .map_err(failed)?;
        let written = file
            .lock()
            .and_then(|()| {
                let content = [take.as_os_str().as_encoded_bytes(), &[BETWEEN], about.as_bytes()].concat();
                file.write_all(&content)
            })
            .and_then(|()| file.sync_all());
        let marker = Self { held: Some((path, file)) };
        written.map_err(failed).map(|()| marker)
    }
}

impl Drop for Marker {
    fn drop(&mut self) {
        if let Some((path, _locked)) = &self.held {
            // One that stays is found at the next start, where the take it names turns out to be whole.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// A take whose recorder did not live to finish it; mended now.
#[derive(Clone, Debug, PartialEq)]
pub struct MendedTake {
    /// Its file.
    pub path: PathBuf,
    /// Its length, s.
    pub seconds: f64,
    /// What [`create`] was told about it.
    pub about: String,
}

/// Finds the takes of `folder` that were never finished and makes each a valid file; those in which there is nothing yet are
/// removed. A take that another recorder is still working on is left alone. Whatever cannot be mended now is tried again at
/// the next start.
#[must_use]
pub fn mend(folder: &Path) -> Vec<MendedTake> {
    let entries = std::fs::read_dir(markers(folder)).into_iter().flatten().flatten();
    let mut markers: Vec<PathBuf> = entries.map(|e| e.path()).collect();
    markers.sort();
    markers.iter().filter_map(|marker| mend_one(marker).ok().flatten()).collect()
}

fn mend_one(path: &Path) -> Result<Option<MendedTake>, Error> {
    let failed = |e: io::Error| Error::from_io(path, &e);
    let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(failed)?;
    if file.try_lock().is_err() {
        return Ok(None);
    }
    let mut content = Vec::new();
    file.read_to_end(&mut content).map_err(failed)?;
    let age = || file.metadata().ok()?.modified().ok()?.elapsed().ok();
    if content.is_empty() && age().is_none_or(|age| age < EMPTY_MARKER_IS_DEAD_AFTER) {
        return Ok(None);
    }
    let about = content.iter().position(|&byte| byte == BETWEEN).map(|end| content.split_off(end));
    let about =
        String::from_utf8_lossy(about.as_deref().and_then(|rest| rest.get(1..)).unwrap_or_default()).into_owned();
    let take = to_path(content);
    let seconds = if take.is_file() { wav_file::mend(&take)? } else { None };
    let marker = Marker { held: Some((path.to_owned(), file)) };
    drop(marker);
    Ok(seconds.map(|seconds| MendedTake { path: take, seconds, about }))
}

#[cfg(unix)]
fn to_path(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn to_path(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(folder: &Path, question: Option<&str>) -> NewTake {
        create(folder, None, "2026-11-25-131407", (question, "a note"), 8000).unwrap()
    }

    #[test]
    fn takes_are_named_by_date_and_question_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let name = |t: &NewTake| t.writer.path().file_name().unwrap().to_str().unwrap().to_owned();
        let first = take(folder.path(), Some("Tell me: why *this* café / job?"));
        let second = take(folder.path(), Some("tell-me-why-this-café-job"));
        assert_eq!(name(&first), "2026-11-25-131407-tell-me-why-this-café-job.wav");
        assert_eq!(name(&second), "2026-11-25-131407-tell-me-why-this-café-job-2.wav");
        assert_eq!(name(&take(folder.path(), None)), "2026-11-25-131407.wav");
        assert_eq!(name(&take(folder.path(), Some("../../etc/passwd"))), "2026-11-25-131407-etc-passwd.wav");
        let error = create(folder.path(), Some(first.writer.path()), "", (None, ""), 8000).err().unwrap();
        assert!(matches!(error, Error::Exists(_)));
    }

    #[test]
    fn a_take_whose_recorder_lives_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut alive = take(folder.path(), None);
        alive.writer.write(&vec![0.5; 8000]).unwrap();
        assert_eq!(mend(folder.path()), []);
        let path = alive.writer.path().to_owned();
        // As its process dies: the lock goes, the marker stays.
        let (marker, file) = alive.marker.held.take().unwrap();
        drop(file);
        std::mem::forget(alive.writer);
        // Only what had left the program's own buffer is there: nothing was flushed.
        let mended = mend(folder.path());
        assert!(
            matches!(&mended[..], [one] if one.path == path && one.about == "a note" && one.seconds > 0.0 && one.seconds <= 1.0),
            "{mended:?}"
        );
        assert!(!marker.exists() && mend(folder.path()).is_empty());
    }

    #[test]
    fn only_the_owner_may_look_and_a_finished_take_leaves_no_marker() {
        use std::os::unix::fs::PermissionsExt;
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("recordings");
        let begun = take(&folder, None);
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(begun.writer.path())), (0o700, 0o600));
        drop(begun);
        assert_eq!(std::fs::read_dir(folder.join(MARKERS)).unwrap().count(), 0);
    }
}
