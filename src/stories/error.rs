//! Why a story cannot be read or written.

use std::path::{Path, PathBuf};

/// A story file of no use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", at(path, *line))]
pub struct Error {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub reason: String,
}

impl Error {
    pub(super) fn whole(path: &Path, reason: String) -> Self {
        Self { path: path.to_owned(), line: None, reason }
    }

    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        "mend it, then `outloud stories check`; how a story is written: docs/STORIES.md".into()
    }
}

fn at(path: &Path, line: Option<usize>) -> String {
    line.map_or_else(|| path.display().to_string(), |line| format!("{}: line {line}", path.display()))
}
