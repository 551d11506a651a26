//! Takes in, takes out: the SQLite file that keeps them. No type of the database is seen outside.

mod error;
mod health;
mod open;
mod query;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde_json::Value;

use super::stored::Stored;
use super::{Draft, Entry, Facts, Filter, Name};
use crate::take::ANALYSER;
use crate::transcript::Transcript;

pub use error::Error;
pub use health::{Health, Mended, check, repair};
pub use open::SCHEMA;

use error::Failure;

/// The takes of one user.
#[derive(Debug)]
pub struct History {
    path: PathBuf,
    connection: Connection,
}

/// The files of the history at `path`: the database, what it keeps beside itself, and damaged ones that were set aside.
///
/// # Errors
/// When the folder cannot be read.
pub fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(name)) = (path.parent().filter(|f| f.is_dir()), path.file_name()) else {
        return Ok(Vec::new());
    };
    let name = name.to_string_lossy();
    let ours = |file: &PathBuf| {
        let rest = file.file_name().and_then(|f| f.to_str()).and_then(|f| f.strip_prefix(&*name));
        rest.is_some_and(|rest| matches!(rest, "" | "-wal" | "-shm" | "-journal") || rest.starts_with(DAMAGED))
    };
    let files = fs_err::read_dir(folder)?.map(|file| file.map(|file| file.path())).collect::<Result<Vec<_>, _>>()?;
    Ok(files.into_iter().filter(ours).collect())
}

/// Beginning of what is added to the name of a damaged history that is set aside.
const DAMAGED: &str = ".damaged-";

/// What became of a take that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// Whether the same answer was there already and is now measured again, rather than counted twice.
    pub again: bool,
}

impl History {
    /// Keeps a take. The same recording (or, without one, the same words) is one take however often it is analysed: its
    /// analysis is replaced, its number and its time stay, a question or category it had stays unless a new one is given.
    ///
    /// # Errors
    /// [`Error`]; nothing is kept then, and nothing that was kept is changed.
    pub fn keep(&mut self, draft: &Draft<'_>) -> Result<Kept, Error> {
        let failed = Failure::at(&self.path);
        let facts = Facts::of(draft.take);
        let json = draft.take.to_string();
        let mut keep = || -> rusqlite::Result<Kept> {
            let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let known: Option<i64> = change
                .query_row("SELECT id FROM takes WHERE fingerprint = ?1", [&draft.fingerprint], |row| row.get(0))
                .optional()?;
            let id = if let Some(id) = known {
                change.execute(
                    "UPDATE takes SET category = coalesce(?2, category), audio_path = coalesce(?3, audio_path),
                     audio_bytes = coalesce(?4, audio_bytes), source = ?5 WHERE id = ?1",
                    params![
                        id,
                        draft.category,
                        query::path(draft.audio.as_ref()),
                        query::bytes(draft.audio.as_ref()),
                        facts.source
                    ],
                )?;
                id
            } else {
                change.execute(
                    "INSERT INTO takes (fingerprint, taken_ms, category, audio_path, audio_bytes, source, analyser, words)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)",
                    params![draft.fingerprint, draft.taken.0, draft.category, query::path(draft.audio.as_ref()),
                        query::bytes(draft.audio.as_ref()), facts.source, ANALYSER],
                )?;
                change.last_insert_rowid()
            };
            query::write_analysis(&change, id, &facts, &json)?;
            for tag in draft.tags {
                change.execute("INSERT OR IGNORE INTO tags (take_id, tag) VALUES (?1, ?2)", params![id, tag])?;
            }
            change.commit()?;
            Ok(Kept { id, again: known.is_some() })
        };
        keep().map_err(failed)
    }

    /// Replaces the analysis of take `id` by `take`, made with today's definitions. `false` when the take is not there (any more).
    ///
    /// # Errors
    /// [`Error`]; the old analysis stays then.
    pub fn remeasure(&mut self, id: i64, take: &Value) -> Result<bool, Error> {
        let failed = Failure::at(&self.path);
        let facts = Facts::of(take);
        let mut remeasure = || -> rusqlite::Result<bool> {
            let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let there = query::write_analysis(&change, id, &facts, &take.to_string())?;
            change.commit()?;
            Ok(there)
        };
        remeasure().map_err(failed)
    }

    /// The newest `most` takes that `filter` means, newest first.
    ///
    /// # Errors
    /// [`Error`].
    pub fn list(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<Entry>, Error> {
        query::list(&self.connection, filter, most).map_err(Failure::at(&self.path))
    }

    /// How many takes `filter` means.
    ///
    /// # Errors
    /// [`Error`].
    pub fn count(&self, filter: &Filter) -> Result<usize, Error> {
        query::count(&self.connection, filter).map_err(Failure::at(&self.path))
    }

    /// The take called `name`.
    ///
    /// # Errors
    /// [`Error::NoSuchTake`], and the others.
    pub fn find(&self, name: Name) -> Result<Entry, Error> {
        let found = query::find(&self.connection, name).map_err(Failure::at(&self.path))?;
        found.ok_or(Error::NoSuchTake { name })
    }

    /// The whole analysis of take `id`, as it was when it was measured.
    ///
    /// # Errors
    /// [`Error`]; [`Error::Damaged`] where what is kept is no analysis.
    pub fn analysis(&self, id: i64) -> Result<Value, Error> {
        let json: String = self
            .connection
            .query_row("SELECT json FROM analyses WHERE take_id = ?1", [id], |row| row.get(0))
            .map_err(Failure::at(&self.path))?;
        serde_json::from_str(&json)
            .map_err(|e| Error::Damaged { path: self.path.clone(), reason: format!("the analysis of take {id}: {e}") })
    }

    /// What tells take `id` from all others: the SHA-256 of its recording, where it has one.
    ///
    /// # Errors
    /// [`Error`].
    pub fn fingerprint(&self, id: i64) -> Result<String, Error> {
        let found = self.connection.query_row("SELECT fingerprint FROM takes WHERE id = ?1", [id], |row| row.get(0));
        found.map_err(Failure::at(&self.path))
    }

    /// The words of take `id`, without reading the rest of its analysis.
    ///
    /// # Errors
    /// [`Error`].
    pub fn transcript(&self, id: i64) -> Result<Transcript, Error> {
        let text =
            "SELECT json_object('transcript', json_extract(json, '$.transcript')) FROM analyses WHERE take_id = ?1";
        let json: String = self.connection.query_row(text, [id], |row| row.get(0)).map_err(Failure::at(&self.path))?;
        Ok(Stored::of(serde_json::from_str(&json).unwrap_or_default()).transcript())
    }

    /// Removes the takes of these numbers, all or none.
    ///
    /// # Errors
    /// [`Error`]; nothing is removed then.
    pub fn delete(&mut self, ids: &[i64]) -> Result<(), Error> {
        let failed = Failure::at(&self.path);
        let mut delete = || -> rusqlite::Result<()> {
            let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for id in ids {
                change.execute("DELETE FROM takes WHERE id = ?1", [id])?;
            }
            change.commit()
        };
        delete().map_err(failed)
    }
}
