//! A directory in, the recordings in it out.

use std::path::{Path, PathBuf};

use crate::decode::error::Error;

/// Name endings that mark a recording; the content decides in the end.
const EXTENSIONS: [&str; 18] = [
    "wav", "wave", "mp3", "m4a", "mp4", "m4b", "aac", "flac", "ogg", "oga", "opus", "webm", "mkv", "mka", "aif",
    "aiff", "aifc", "caf",
];

/// The recordings directly in `dir` (not in directories below it), by name ending, sorted by name. Hidden files are left out.
///
/// # Errors
/// [`Error::NoneInDirectory`] when there is none; [`Error::Missing`], [`Error::Denied`] or [`Error::Unreadable`] when
/// the directory cannot be listed.
pub fn files_in(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = seen_in(dir)?;
    files.retain(|path| is_recording(path));
    if files.is_empty() {
        return Err(Error::NoneInDirectory(dir.to_owned()));
    }
    Ok(files)
}

/// The files directly in `dir` that are no recordings by their ending, sorted by name. Hidden files are left out.
///
/// # Errors
/// As of [`files_in`], but none where there are no such files.
pub fn others_in(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = seen_in(dir)?;
    files.retain(|path| !is_recording(path));
    Ok(files)
}

/// The files directly in `dir` that are not hidden, sorted by name.
fn seen_in(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(|e| Error::from_io(dir, &e))? {
        let path = entry.map_err(|e| Error::from_io(dir, &e))?.path();
        // Hidden files with the endings of recordings are other programs' side files.
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !hidden && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_recording(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    EXTENSIONS.contains(&extension.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recordings_are_listed_in_order_and_nothing_else_is() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.MP3", "a.wav", "notes.txt", "._a.wav", "noextension"] {
            std::fs::write(dir.path().join(name), b"x").unwrap();
        }
        std::fs::create_dir(dir.path().join("c.wav")).unwrap();
        std::fs::write(dir.path().join("c.wav").join("inner.wav"), b"x").unwrap();
        assert_eq!(files_in(dir.path()).unwrap(), [dir.path().join("a.wav"), dir.path().join("b.MP3")]);
        assert_eq!(others_in(dir.path()).unwrap(), [dir.path().join("noextension"), dir.path().join("notes.txt")]);
    }

    #[test]
    fn a_directory_without_recordings_is_an_error_that_names_it() {
        let dir = tempfile::tempdir().unwrap();
        let error = files_in(dir.path()).unwrap_err();
        assert!(matches!(&error, Error::NoneInDirectory(path) if path == dir.path()), "{error}");
        assert!(matches!(files_in(&dir.path().join("gone")), Err(Error::Missing(_))));
    }
}
