//! The history as its user has it: takes kept, listed, read and removed.

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::error::{Error, Failure};
use super::query;
use crate::history::pending::{Pending, WhyPending};
use crate::history::{Analysis, Draft, Edit, Entry, Facts, Filter, Name};
use crate::sound::MAX_LENGTH_HOURS;
use crate::stories::told::ToldStory;
use crate::take::{ANALYSER, Take};
use crate::transcript::Transcript;

/// The takes of one user.
#[derive(Debug)]
pub struct History {
    pub(super) path: PathBuf,
    pub(super) connection: Connection,
}

/// What became of a take that was to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// Whether the same answer was there already and is now measured again, rather than counted twice.
    pub again: bool,
    /// The question that it answered before, where it answers another one now.
    pub moved_from: Option<String>,
}

impl History {
    /// Keeps a take. The same recording (or, without one, the same words) is one take however often it is analysed: its
    /// analysis is replaced, its number stays, and so do its time, question, speaker and category unless new ones are given.
    ///
    /// # Errors
    /// [`Error`]; nothing is kept then, and nothing that was kept is changed.
    pub fn keep(&mut self, draft: &Draft<'_>) -> Result<Kept, Error> {
        let failed = Failure::at(&self.path);
        let (facts, json) = match draft.analysis {
            Analysis::Done(take) => (Facts::read(take), written(take)),
            Analysis::Pending { pending, source, audio_s } => {
                (Facts::of_pending(pending, source, audio_s), pending.written())
            }
        };
        let is_done = matches!(draft.analysis, Analysis::Done(_));
        let (path, bytes) = (query::path(draft.audio.as_ref()), query::bytes(draft.audio.as_ref()));
        let mut keep = || -> rusqlite::Result<Kept> {
            let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let known: Option<(i64, bool, Option<String>)> = change
                .query_row(
                    "SELECT id, pending IS NOT NULL, question FROM takes WHERE fingerprint = ?1",
                    [&draft.fingerprint],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
                .optional()?;
            let again = known.as_ref().is_some_and(|(_, pending, _)| !pending);
            let id = if let Some((id, _, _)) = known {
                if !is_done && again {
                    return Ok(Kept { id, again, moved_from: None });
                }
                change.execute(
                    "UPDATE takes SET category = coalesce(?2, category), audio_path = coalesce(?3, audio_path),
                     audio_bytes = coalesce(?4, audio_bytes), source = ?5, speaker = coalesce(?6, speaker),
                     taken_ms = coalesce(?7, taken_ms) WHERE id = ?1",
                    params![
                        id,
                        draft.category,
                        path,
                        bytes,
                        facts.source,
                        draft.speaker,
                        draft.dated.then_some(draft.taken.0)
                    ],
                )?;
                id
            } else {
                change.execute(
                    "INSERT INTO takes
                     (fingerprint, taken_ms, category, audio_path, audio_bytes, source, analyser, words, speaker)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)",
                    params![
                        draft.fingerprint,
                        draft.taken.0,
                        draft.category,
                        path,
                        bytes,
                        facts.source,
                        ANALYSER,
                        draft.speaker.or(draft.usual_speaker)
                    ],
                )?;
                change.last_insert_rowid()
            };
            if is_done {
                query::write_analysis(&change, id, &facts, &json)?;
            } else {
                query::write_pending(&change, id, &facts, &json)?;
            }
            for tag in draft.tags {
                change.execute("INSERT OR IGNORE INTO tags (take_id, tag) VALUES (?1, ?2)", params![id, tag])?;
            }
            change.commit()?;
            let before = known.and_then(|(_, _, question)| question);
            let moved_from = before.filter(|before| facts.question.as_ref().is_some_and(|now| now != before));
            Ok(Kept { id, again, moved_from })
        };
        keep().map_err(failed)
    }

    /// Changes what take `id` is filed under, in the take itself, too. Its figures stay: they are measured again for another question
    /// with [`remeasure`](Self::remeasure).
    ///
    /// # Errors
    /// [`Error`]; nothing is changed then.
    pub fn edit(&mut self, id: i64, edit: &Edit) -> Result<(), Error> {
        let pending = self.find(Name::Id(id))?.pending;
        let json = match (&edit.question, pending) {
            (None, _) => None,
            (Some(asked), Some(pending)) => Some(Pending { question: asked.clone(), ..pending }.written()),
            (Some(asked), None) => match self.take(id) {
                Ok(mut take) => {
                    take.question = asked.clone();
                    // Whether the points of another question were heard says nothing about this one.
                    take.rubric = None;
                    Some(written(&take))
                }
                Err(Error::Lost { .. }) => None,
                Err(e) => return Err(e),
            },
        };
        let failed = Failure::at(&self.path);
        let mut change = || -> rusqlite::Result<()> {
            let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            query::edit(&change, id, edit, json.as_deref())?;
            change.commit()
        };
        change().map_err(failed)
    }

    /// No longer asks whether to analyse take `id`, whose recorder was killed.
    ///
    /// # Errors
    /// [`Error`].
    pub fn put_off(&mut self, id: i64) -> Result<(), Error> {
        let Some(pending) = self.find(Name::Id(id))?.pending else { return Ok(()) };
        let json = Pending { why: WhyPending::NotDone, ..pending }.written();
        let text = "UPDATE takes SET pending = ?2 WHERE id = ?1 AND pending IS NOT NULL";
        self.connection.execute(text, params![id, json]).map(drop).map_err(Failure::at(&self.path))
    }

    /// Replaces the analysis of take `id` by `take`, made with today's definitions. `false` when the take is not there (any more).
    ///
    /// # Errors
    /// [`Error`]; the old analysis stays then.
    pub fn remeasure(&mut self, id: i64, take: &Take) -> Result<bool, Error> {
        let failed = Failure::at(&self.path);
        let facts = Facts::read(take);
        let mut remeasure = || -> rusqlite::Result<bool> {
            let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let there = query::write_analysis(&change, id, &facts, &written(take))?;
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

    /// Everybody who is named as a speaker, in the order of the alphabet.
    ///
    /// # Errors
    /// [`Error`].
    pub fn speakers(&self) -> Result<Vec<String>, Error> {
        query::speakers(&self.connection).map_err(Failure::at(&self.path))
    }

    /// The take called `name`.
    ///
    /// # Errors
    /// [`Error::NoSuchTake`], and the others.
    pub fn find(&self, name: Name) -> Result<Entry, Error> {
        let found = query::find(&self.connection, name).map_err(Failure::at(&self.path))?;
        found.ok_or(Error::NoSuchTake { name })
    }

    /// The best take that `filter` means, as [`Name::Best`] has it; `None` where none tells a story.
    ///
    /// # Errors
    /// [`Error`].
    pub fn best(&self, filter: &Filter) -> Result<Option<Entry>, Error> {
        query::best(&self.connection, filter).map_err(Failure::at(&self.path))
    }

    /// Take `id` as it was when it was measured, without its pitch track, which is not kept.
    ///
    /// # Errors
    /// [`Error::Lost`] where what is kept is no whole take, [`Error::Pending`] where it waits for its analysis, and the others.
    pub fn take(&self, id: i64) -> Result<Take, Error> {
        let lost = |reason: String| Error::Lost { id, reason };
        let waits = "SELECT count(*) FROM takes WHERE id = ?1 AND pending IS NOT NULL";
        if self.connection.query_row(waits, [id], |row| row.get::<_, i64>(0)).map_err(Failure::at(&self.path))? > 0 {
            return Err(Error::Pending { id });
        }
        let json = self.connection.query_row("SELECT json FROM analyses WHERE take_id = ?1", [id], |row| row.get(0));
        let json: String = match json {
            // Not there, or no text: nothing is wrong with the other takes.
            Err(e) if e.sqlite_error_code().is_none() => return Err(lost(e.to_string())),
            json => json.map_err(Failure::at(&self.path))?,
        };
        let take: Take = serde_json::from_str(&json).map_err(|e| lost(e.to_string()))?;
        if !is_of_this_world(&take) {
            return Err(lost(format!("it has times beyond {MAX_LENGTH_HOURS} hours")));
        }
        Ok(take)
    }

    /// What tells take `id` from all others: the SHA-256 of its recording, where it has one.
    ///
    /// # Errors
    /// [`Error`].
    pub fn fingerprint(&self, id: i64) -> Result<String, Error> {
        let found = self.connection.query_row("SELECT fingerprint FROM takes WHERE id = ?1", [id], |row| row.get(0));
        found.map_err(Failure::at(&self.path))
    }

    /// The words of take `id`, without reading the rest of it; `None` where they are not kept.
    ///
    /// # Errors
    /// [`Error`].
    pub fn transcript(&self, id: i64) -> Result<Option<Transcript>, Error> {
        let text = "SELECT json_extract(json, '$.transcript') FROM analyses WHERE take_id = ?1 AND json_valid(json)";
        let json = self.connection.query_row(text, [id], |row| row.get(0)).optional();
        let json: Option<String> = json.map_err(Failure::at(&self.path))?.flatten();
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// The story that take `id` was told with and what of it was said, without reading the rest; `None` where there is none, or its words
    /// are in doubt.
    ///
    /// # Errors
    /// [`Error`].
    pub fn told(&self, id: i64) -> Result<Option<ToldStory>, Error> {
        let text = "SELECT json_extract(json, '$.story') FROM analyses
            WHERE take_id = ?1 AND json_valid(json) AND json_extract(json, '$.doubt') IS NULL";
        let json = self.connection.query_row(text, [id], |row| row.get(0)).optional();
        let json: Option<String> = json.map_err(Failure::at(&self.path))?.flatten();
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// Removes the takes of these numbers, all or none, and every trace of their words from the file and its journal.
    ///
    /// # Errors
    /// [`Error`]; nothing is removed then, but with [`Error::Remains`].
    pub fn delete(&mut self, ids: &[i64]) -> Result<(), Error> {
        let failed = Failure::at(&self.path);
        let mut delete = || -> rusqlite::Result<()> {
            let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for id in ids {
                change.execute("DELETE FROM takes WHERE id = ?1", [id])?;
            }
            change.commit()
        };
        delete().map_err(failed)?;
        self.scrub()
    }

    /// Writes the file anew, without what was deleted from it, and empties its journal.
    ///
    /// # Errors
    /// [`Error::Remains`] where others use the file meanwhile.
    pub fn scrub(&self) -> Result<(), Error> {
        let scrub = || -> rusqlite::Result<bool> {
            self.connection.execute_batch("VACUUM")?;
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
                .map(|busy| busy == 0)
        };
        match scrub() {
            Ok(true) => Ok(()),
            _ => Err(Error::Remains { path: self.path.clone() }),
        }
    }
}

/// Whether its times are those of a recording that could be analysed: time and memory grow with them.
fn is_of_this_world(take: &Take) -> bool {
    let longest_s = MAX_LENGTH_HOURS * 3600.0;
    let fits = |s: f64| (0.0..=longest_s).contains(&s);
    let spans = take.transcript.words.iter().filter_map(|word| word.span);
    take.source.duration_s.is_none_or(fits) && spans.into_iter().all(|span| fits(span.start_s) && fits(span.end_s))
}

/// `take` as it is kept: without the pitch track, which is most of it and is not read again.
fn written(take: &Take) -> String {
    let mut kept = take.clone();
    if let Some(voice) = &mut kept.delivery.pitch {
        voice.pitch.track.clear();
    }
    // A take is plain data with string keys: it always turns into JSON.
    serde_json::to_string(&kept).unwrap_or_default()
}
