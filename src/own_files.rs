//! A folder in, the text files that the user writes there out, or what is wrong with one: what questions, stories and plans share.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use fs_err as fs;

use crate::whole_file;

/// A file of the user's that is of no use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", place(path, *line))]
pub struct FileMistake {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub reason: String,
    remedy: &'static str,
}

impl FileMistake {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        self.remedy.into()
    }
}

fn place(path: &Path, line: Option<usize>) -> String {
    line.map_or_else(|| path.display().to_string(), |line| format!("{}: line {line}", path.display()))
}

/// A kind of file that the user writes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnFiles {
    /// What their names end with.
    pub(crate) ending: &'static str,
    /// What can be done about a mistake in one.
    pub(crate) remedy: &'static str,
}

impl OwnFiles {
    /// What is wrong with the file at `path`, with all of it or at a `line`.
    pub(crate) fn mistake(self, path: &Path, line: Option<usize>, reason: String) -> FileMistake {
        FileMistake { path: path.to_owned(), line, reason, remedy: self.remedy }
    }

    /// What is wrong with the file at `path`, which holds `text`, at so many bytes into it.
    pub(crate) fn mistake_at(self, path: &Path, text: &str, byte: usize, reason: String) -> FileMistake {
        let line = text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1;
        self.mistake(path, Some(line), reason)
    }

    /// The files in `folder`, in the order of their names; none where there is no folder.
    ///
    /// # Errors
    /// [`FileMistake`] where the folder cannot be read.
    pub(crate) fn in_folder(self, folder: &Path) -> Result<Vec<PathBuf>, FileMistake> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(self.unread(folder, &e)),
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(|e| self.unread(folder, &e))?.path();
            if path.extension().is_some_and(|ending| ending == self.ending) {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    /// The text of the file at `path`.
    ///
    /// # Errors
    /// [`FileMistake`] where it cannot be read.
    pub(crate) fn read(self, path: &Path) -> Result<String, FileMistake> {
        fs::read_to_string(path).map_err(|e| self.unread(path, &e))
    }

    /// Writes `text` to the file called `name` (without its ending) in `folder`, which is made if it is missing.
    ///
    /// # Errors
    /// [`FileMistake`] where it cannot be written; what was there before is there still.
    pub(crate) fn write(self, folder: &Path, name: &str, text: &str) -> Result<PathBuf, FileMistake> {
        let path = self.path(folder, name);
        whole_file::write(folder, &format!("{name}.{}", self.ending), text)
            .map_err(|e| self.mistake(&path, None, format!("cannot be written: {e}")))?;
        Ok(path)
    }

    /// Where the file called `name` (without its ending) is in `folder`.
    pub(crate) fn path(self, folder: &Path, name: &str) -> PathBuf {
        folder.join(format!("{name}.{}", self.ending))
    }

    pub(crate) fn unread(self, path: &Path, error: &io::Error) -> FileMistake {
        self.mistake(path, None, format!("cannot be read: {error}"))
    }
}
