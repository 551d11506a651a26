//! A history's file in, what is wrong with it out, and what can be mended: damaged files are read as far as they can be, moved
//! recordings are found again. A damaged file is set aside, never removed.

use std::path::{Path, PathBuf};

use fs_err as fs;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, params};

use super::error::{Error, Failure};
use super::open::{beside, is_table};
use super::takes::History;
use super::upgrade;
use crate::fingerprint::sha256;
use crate::history::Filter;
use crate::moment::Moment;

/// Beginning of what is added to the name of a damaged history that is set aside.
const DAMAGED: &str = ".damaged-";
/// What is added to the name while a damaged history is read into a new one.
const SAVED: &str = ".saved";

/// The files of the history at `path`: the database, what it keeps beside itself, and its [`copies`].
///
/// # Errors
/// When the folder cannot be read.
pub fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    named(path, |rest| BESIDE.contains(&rest) || is_copy(rest))
}

/// What repairs have left of the history at `path`: damaged files that were set aside, and new ones that were not finished.
///
/// # Errors
/// When the folder cannot be read.
pub fn copies(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    named(path, is_copy)
}

/// What the database adds to a file's name, and nothing.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

fn is_copy(rest: &str) -> bool {
    rest.starts_with(DAMAGED) || rest.strip_prefix(SAVED).is_some_and(|rest| BESIDE.contains(&rest))
}

/// The files whose names are that of `path` and something that is `meant`.
fn named(path: &Path, meant: impl Fn(&str) -> bool) -> std::io::Result<Vec<PathBuf>> {
    let (Some(folder), Some(name)) = (path.parent().filter(|f| f.is_dir()), path.file_name()) else {
        return Ok(Vec::new());
    };
    let name = name.to_string_lossy();
    let ours = |file: &PathBuf| {
        file.file_name().and_then(|f| f.to_str()).and_then(|f| f.strip_prefix(&*name)).is_some_and(&meant)
    };
    let files = fs::read_dir(folder)?.map(|file| file.map(|file| file.path())).collect::<Result<Vec<_>, _>>()?;
    Ok(files.into_iter().filter(ours).collect())
}

/// How a history is.
#[derive(Debug)]
pub struct Health {
    /// Takes that can be read.
    pub takes: usize,
    /// Why the file is not whole; `None` when it is.
    pub damage: Option<Error>,
    /// Takes whose analysis cannot be read, oldest first: their figures are there all the same.
    pub without_analysis: Vec<i64>,
    /// Recordings that are not where they were: the take, and where that was.
    pub lost: Vec<(i64, PathBuf)>,
}

/// What was mended.
#[derive(Debug, Default)]
pub struct Mended {
    /// Takes in the history that was read out of a damaged one, and where that one is now.
    pub saved: Option<(usize, PathBuf)>,
    /// Takes whose recording was found elsewhere, and where.
    pub found: Vec<(i64, PathBuf)>,
}

/// Looks at every page of the history at `path` and for every recording; changes nothing.
///
/// # Errors
/// [`Error`] where the file is another's or newer than this program; what can be mended is in the answer.
pub fn check(path: &Path) -> Result<Health, Error> {
    let none = Health { takes: 0, damage: None, without_analysis: Vec::new(), lost: Vec::new() };
    let damaged =
        |damage| Ok(Health { takes: 0, damage: Some(damage), without_analysis: Vec::new(), lost: Vec::new() });
    let history = match History::open_existing(path) {
        Ok(Some(history)) => history,
        Ok(None) => return Ok(none),
        Err(damage @ Error::Damaged { .. }) => return damaged(damage),
        Err(e) => return Err(e),
    };
    let faults: Result<String, _> = history.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
    match faults.map_err(Failure::at(path)) {
        Ok(answer) if answer == "ok" => {}
        Ok(reason) => return damaged(Error::Damaged { path: path.to_owned(), reason }),
        Err(damage @ Error::Damaged { .. }) => return damaged(damage),
        Err(e) => return Err(e),
    }
    let entries = match history.list(&Filter::default(), None) {
        Err(damage @ Error::Damaged { .. }) => return damaged(damage),
        entries => entries?,
    };
    let pending = history.list(&Filter { pending: true, ..Filter::default() }, None)?;
    let is_lost = |id: &i64| matches!(history.take(*id), Err(Error::Lost { .. }));
    let without_analysis = entries.iter().rev().map(|entry| entry.id).filter(is_lost).collect();
    let takes = entries.len() + pending.len();
    let lost = entries.iter().chain(&pending).filter_map(|entry| Some((entry.id, entry.audio.as_ref()?.path.clone())));
    let lost = lost.filter(|(_, path)| !path.exists()).collect();
    Ok(Health { takes, without_analysis, lost, ..none })
}

/// Mends what [`check`] finds: reads what can be read of a damaged history into a new one, and looks for lost recordings in
/// `folders`.
///
/// # Errors
/// [`Error`]; the history is as it was then.
pub fn repair(path: &Path, folders: &[PathBuf]) -> Result<Mended, Error> {
    let mut mended = Mended::default();
    let mut health = check(path)?;
    if health.damage.is_some() {
        mended.saved = Some(salvage(path)?);
        health = check(path)?;
    }
    if let Some(history) = History::open_existing(path)? {
        for (id, _) in health.lost {
            if let Some(found) = look_for(&history, id, folders)? {
                let text = "UPDATE takes SET audio_path = ?2 WHERE id = ?1";
                let place = found.to_string_lossy();
                history.connection.execute(text, params![id, place]).map_err(Failure::at(path))?;
                mended.found.push((id, found));
            }
        }
        // What was deleted while another process used the file goes now.
        history.scrub()?;
    }
    Ok(mended)
}

/// The recording of take `id` in one of `folders`, under whatever name: of the same size and the same SHA-256.
fn look_for(history: &History, id: i64, folders: &[PathBuf]) -> Result<Option<PathBuf>, Error> {
    let fingerprint = history.fingerprint(id)?;
    let bytes = history.find(crate::history::Name::Id(id))?.audio.map(|audio| audio.bytes);
    let files = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().filter_map(Result::ok);
    let same = |path: &PathBuf| {
        fs::metadata(path).is_ok_and(|file| file.is_file() && Some(file.len()) == bytes)
            && fs::File::open(path).and_then(|mut file| sha256(&mut file)).is_ok_and(|hash| hash == fingerprint)
    };
    Ok(files.map(|file| file.path()).find(same))
}

/// Reads what can be read of the damaged history at `path` into a new one; that one takes its place, it is set aside.
fn salvage(path: &Path) -> Result<(usize, PathBuf), Error> {
    let fresh = beside(path, SAVED);
    let forget = || {
        for ending in BESIDE {
            let _ = fs::remove_file(beside(&fresh, ending));
        }
    };
    // One that was killed may have left some.
    forget();
    salvage_into(&fresh, path).inspect_err(|_| forget())
}

fn salvage_into(fresh: &Path, path: &Path) -> Result<(usize, PathBuf), Error> {
    let refused = |e: std::io::Error| Error::Open { path: path.to_owned(), reason: e.to_string() };
    let history = History::open(fresh)?;
    let saved = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .and_then(|old| copy(&old, &history.connection))
        .and_then(|copied| upgrade::to_schema_2(&history.connection).map(|()| copied))
        .or_else(|e| if e.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) { Err(e) } else { Ok(0) })
        .map_err(Failure::at(fresh))?;
    // Everything into the one file, so that it can be moved.
    history.connection.pragma_update(None, "journal_mode", "DELETE").map_err(Failure::at(fresh))?;
    drop(history);
    let aside = beside(path, &format!("{DAMAGED}{}", Moment::now().0));
    fs::rename(path, &aside).map_err(refused)?;
    for ending in ["-wal", "-shm"] {
        if beside(path, ending).exists() {
            fs::rename(beside(path, ending), beside(&aside, ending)).map_err(refused)?;
        }
    }
    fs::rename(fresh, path).map_err(refused)?;
    Ok((saved, aside))
}

/// Copies the takes that can be read from `old` to `new`: upwards until a row fails, and then downwards from the newest.
fn copy(old: &Connection, new: &Connection) -> rusqlite::Result<usize> {
    if !is_table(old, "takes")? {
        return Ok(0);
    }
    let mut copied = 0;
    let mut last = 0;
    while let Ok(Some(id)) = next(old, "id > ?1 ORDER BY id", last) {
        if !copy_one(old, new, id)? {
            break;
        }
        (copied, last) = (copied + 1, id);
    }
    let mut newest = i64::MAX;
    while let Ok(Some(id)) = next(old, "id < ?1 ORDER BY id DESC", newest) {
        if id <= last || !copy_one(old, new, id)? {
            break;
        }
        (copied, newest) = (copied + 1, id);
    }
    Ok(copied)
}

fn next(old: &Connection, which: &str, from: i64) -> rusqlite::Result<Option<i64>> {
    old.query_row(&format!("SELECT id FROM takes WHERE {which} LIMIT 1"), [from], |row| row.get(0)).optional()
}

/// How many columns there are of a take.
fn columns(history: &Connection) -> rusqlite::Result<usize> {
    Ok(history.prepare("SELECT * FROM takes")?.column_count())
}

/// Copies one take; `false` where it cannot be read. Without its analysis or its tags it is still a take.
fn copy_one(old: &Connection, new: &Connection, id: i64) -> rusqlite::Result<bool> {
    let values =
        |row: &Row<'_>| (0..row.as_ref().column_count()).map(|n| row.get(n)).collect::<rusqlite::Result<Vec<_>>>();
    let Ok(take) = old.query_row("SELECT * FROM takes WHERE id = ?1", [id], values) else { return Ok(false) };
    let mut take: Vec<rusqlite::types::Value> = take;
    // Later schemas have columns at the end that an older one has not.
    take.resize(columns(new)?, rusqlite::types::Value::Null);
    let marks = vec!["?"; take.len()].join(", ");
    new.execute(&format!("INSERT INTO takes VALUES ({marks})"), rusqlite::params_from_iter(take))?;
    // What no definitions can be called is measured again at the next occasion.
    new.execute("UPDATE takes SET analyser = 0 WHERE id = ?1 AND analyser NOT BETWEEN 0 AND 4294967295", [id])?;
    let json = match is_table(old, "analyses") {
        Ok(true) => old.query_row("SELECT json FROM analyses WHERE take_id = ?1", [id], |row| row.get::<_, String>(0)),
        _ => Err(rusqlite::Error::QueryReturnedNoRows),
    };
    new.execute(
        "INSERT INTO analyses VALUES (?1, ?2)",
        params![id, json.unwrap_or_else(|_| r#"{"schema":1}"#.into())],
    )?;
    if !is_table(old, "tags").unwrap_or_default() {
        return Ok(true);
    }
    let tags = old.prepare("SELECT tag FROM tags WHERE take_id = ?1").and_then(|mut tags| {
        tags.query_map([id], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()
    });
    for tag in tags.unwrap_or_default() {
        new.execute("INSERT OR IGNORE INTO tags VALUES (?1, ?2)", params![id, tag])?;
    }
    Ok(true)
}
