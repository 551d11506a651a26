//! What can go wrong with the file, and what the user can do about it.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::history::Name;

/// Why the history cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Made by a later version of outloud.
    #[error("{}: written by a newer outloud (schema {found}; this one knows {known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema this version knows.
        known: u32,
    },
    /// Not a database, or one that is broken.
    #[error("{}: the history is damaged: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A database of some other program.
    #[error("{}: a database, but not a history of outloud", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Another process writes, and does not come to an end.
    #[error("{}: another outloud has been writing for too long", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// No space left, or no more allowed.
    #[error("{}: no space left for the history", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file may be read only.
    #[error("{}: the history may not be written", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Takes are removed, but what they were can still be read in the file or its journal, which others use.
    #[error("{}: removed, but another outloud uses the history: the words are still on the disk", path.display())]
    Remains {
        /// The file.
        path: PathBuf,
    },
    /// The system refuses.
    #[error("{}: cannot open the history: {reason}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system or the database says.
        reason: String,
    },
    /// The take is there, but what is kept of it can not be read.
    #[error("take {id}: its analysis is not kept whole: {reason}")]
    Lost {
        /// Its number.
        id: i64,
        /// What is wrong with it.
        reason: String,
    },
    /// The take waits for its analysis.
    #[error("take {id} is not analysed yet")]
    Pending {
        /// Its number.
        id: i64,
    },
    /// There is no take of that name.
    #[error("no such take: {}", called(*name))]
    NoSuchTake {
        /// What was asked for.
        name: Name,
    },
}

fn called(name: Name) -> String {
    match name {
        Name::Id(id) => id.to_string(),
        Name::Last => "the history is empty, so there is no last one".into(),
        Name::Best => "none tells a story yet, so none is best".into(),
    }
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Newer { .. } => "nothing was changed: update outloud, or set `OUTLOUD_DATA` to another folder".into(),
            Self::Damaged { .. } => {
                "`outloud history repair` saves what can be read and keeps the damaged file beside it".into()
            }
            Self::Foreign { .. } => {
                "nothing was changed: move the file away, or set `OUTLOUD_DATA` to another folder".into()
            }
            Self::Busy { .. } => "wait for it, or end it, and try again".into(),
            Self::Remains { .. } => "end the other one; then `outloud history repair` wipes them out".into(),
            Self::Full { .. } => "make room and try again; what was kept before is whole".into(),
            Self::ReadOnly { .. } | Self::Open { .. } => {
                "check its permissions and those of its folder, or set `OUTLOUD_DATA` to a folder of your own".into()
            }
            Self::Lost { .. } => {
                "its figures stay in lists and trends; analyse its recording once more to have it whole".into()
            }
            Self::Pending { .. } => "`outloud analyze --pending` does it, and `outloud play` plays it".into(),
            Self::NoSuchTake { name: Name::Id(_) } => "`outloud history list` shows which there are".into(),
            Self::NoSuchTake { .. } => "`outloud analyze` keeps every recording that it measures".into(),
        }
    }
}

/// Turns the database's failures into ours.
pub(super) struct Failure;

impl Failure {
    /// Failures with the file at `path`.
    pub(super) fn at(path: &Path) -> impl FnOnce(rusqlite::Error) -> Error + use<> {
        let path = path.to_owned();
        |failure| {
            let reason = failure.to_string();
            match failure.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { path },
                // The database calls it a failed write when a quota is used up.
                Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) if is_write(&failure) => Error::Full { path },
                Some(ErrorCode::ReadOnly) => Error::ReadOnly { path },
                Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure) => {
                    Error::Open { path, reason }
                }
                // Not a database, a broken one, or one whose tables somebody changed.
                _ => Error::Damaged { path, reason },
            }
        }
    }
}

fn is_write(failure: &rusqlite::Error) -> bool {
    let full = [
        rusqlite::ffi::SQLITE_FULL,
        rusqlite::ffi::SQLITE_IOERR_WRITE,
        rusqlite::ffi::SQLITE_IOERR_TRUNCATE,
        rusqlite::ffi::SQLITE_IOERR_SHMSIZE,
    ];
    failure.sqlite_error().is_some_and(|e| full.contains(&e.extended_code))
}
