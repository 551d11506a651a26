//! A path in, a history ready for use out: made where there is none, brought up to date, refused where it is not ours.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use fs_err as fs;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::error::{Error, Failure};
use super::takes::History;
use super::upgrade;

/// One step of the schema.
type Migration = fn(&Connection) -> rusqlite::Result<()>;

/// The schema's steps: a number each, in order, and never changed once released.
const MIGRATIONS: &[Migration] = &[
    |change| change.execute_batch(include_str!("../migrations/0001_takes.sql")),
    upgrade::to_schema_2,
    |change| change.execute_batch(include_str!("../migrations/0003_speakers.sql")),
    |change| change.execute_batch(include_str!("../migrations/0004_aims.sql")),
    |change| change.execute_batch(include_str!("../migrations/0005_long.sql")),
];
/// The newest schema.
pub const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// The version of the database library, such as "3.51.0".
#[must_use]
pub fn library_version() -> &'static str {
    rusqlite::version()
}

/// Marks the file as ours: "OUTL".
const APPLICATION: u32 = 0x4f55_544c;
/// How long to wait for another process. A save takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long to wait before trying again what the database itself does not wait for.
const PAUSE: Duration = Duration::from_millis(5);

impl History {
    /// The history at `path`, made if there is none: for the user's eyes only, as is a folder made for it.
    ///
    /// # Errors
    /// [`Error`]. A history of a newer outloud and a file that is not ours are left as they are.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let made = make_folder(path.parent())
            .and_then(|()| private(fs::OpenOptions::new().append(true).create(true)).open(path));
        match made {
            // Reading may be possible all the same.
            Err(e)
                if path.exists() && matches!(e.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
            }
            Err(e) => return Err(refused(path, &e)),
            Ok(_) => {}
        }
        Self::open_file(path)
    }

    /// The history at `path`; `None` where there is none, which is not made then.
    ///
    /// # Errors
    /// As [`History::open`].
    pub fn open_existing(path: &Path) -> Result<Option<Self>, Error> {
        match fs::metadata(path) {
            Ok(file) if file.len() > 0 => Self::open_file(path).map(Some),
            Ok(_) => Ok(None),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(refused(path, &e)),
        }
    }

    fn open_file(path: &Path) -> Result<Self, Error> {
        // Before the database touches it: opening may make files beside it.
        look_at_header(path)?;
        let mut connection = connect(path)?;
        let failed = || Failure::at(path);
        let version = identify(&connection, path)?;
        refuse_programs(&connection, path)?;
        if !connection.is_readonly("main").map_err(failed())? {
            keep_a_journal(&connection).map_err(failed())?;
        }
        if version < SCHEMA {
            migrate(&mut connection, path)?;
        }
        settle(&connection).map_err(failed())?;
        Ok(Self { path: path.to_owned(), connection })
    }
}

/// What the first bytes of the file say: nothing (a new file), or that it is of our kind and not too new.
fn look_at_header(path: &Path) -> Result<(), Error> {
    let mut header = Vec::with_capacity(100);
    let read = fs::File::open(path).and_then(|file| file.take(100).read_to_end(&mut header));
    read.map_err(|e| refused(path, &e))?;
    if header.is_empty() {
        return Ok(());
    }
    let number = |at: usize| header.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_be_bytes);
    let (Some(version), Some(application)) = (number(60), number(68)) else {
        return Err(Error::Damaged { path: path.to_owned(), reason: "the file is cut off".into() });
    };
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(Error::Damaged { path: path.to_owned(), reason: "the file is not a database".into() });
    }
    judge(version, application, path)
}

fn judge(version: u32, application: u32, path: &Path) -> Result<(), Error> {
    if (version, application) != (0, 0) && application != APPLICATION {
        return Err(Error::Foreign { path: path.to_owned() });
    }
    if version > SCHEMA {
        return Err(Error::Newer { path: path.to_owned(), found: version, known: SCHEMA });
    }
    Ok(())
}

/// A connection that can read; it can write unless the file or its folder is protected.
fn connect(path: &Path) -> Result<Connection, Error> {
    let open = |name: PathBuf, flags: OpenFlags| -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(PATIENCE)?;
        // The file grows with every take, and a save must not wait for the disk: see `settle`.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    };
    match open(path.to_owned(), OpenFlags::SQLITE_OPEN_READ_WRITE) {
        // Where nothing may be written beside it, it can still be read as it lies there, unless its newest takes are still in
        // the journal.
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::CannotOpen) && !has_journal(path) => {
            let name = format!("file:{}?immutable=1", escaped(path));
            open(name.into(), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI).map_err(Failure::at(path))
        }
        outcome => outcome.map_err(Failure::at(path)),
    }
}

fn has_journal(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|file| file.len() > 0)
}

/// The file beside the database whose name goes on with `ending`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// `path` as part of an URI.
fn escaped(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// Whether `name` is a table in which rows are kept: a view of that name could go on for ever.
pub(super) fn is_table(connection: &Connection, name: &str) -> rusqlite::Result<bool> {
    let text = "SELECT count(*) FROM sqlite_schema WHERE name = ?1 AND type = 'table'";
    connection.query_row(text, [name], |row| row.get::<_, i64>(0)).map(|count| count == 1)
}

/// Refuses a file in which somebody has put views or triggers: ours has none, and reading could run into theirs.
fn refuse_programs(connection: &Connection, path: &Path) -> Result<(), Error> {
    let text = "SELECT count(*) FROM sqlite_schema WHERE type IN ('view', 'trigger')";
    let count: i64 = connection.query_row(text, [], |row| row.get(0)).map_err(Failure::at(path))?;
    if count > 0 {
        return Err(Error::Damaged {
            path: path.to_owned(),
            reason: "it has views or triggers, which are not ours".into(),
        });
    }
    Ok(())
}

fn identify(connection: &Connection, path: &Path) -> Result<u32, Error> {
    let pragma = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, u32>(0));
    let version = pragma("user_version").map_err(Failure::at(path))?;
    judge(version, pragma("application_id").map_err(Failure::at(path))?, path)?;
    Ok(version)
}

/// Has the file kept with a journal beside it, which lets others read while one process writes.
fn keep_a_journal(connection: &Connection) -> rusqlite::Result<()> {
    let mode = || connection.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0));
    let begun = Instant::now();
    while mode()? != "wal" {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            // The database does not wait for others here, as it does everywhere else.
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && begun.elapsed() < PATIENCE => {
                thread::sleep(PAUSE);
            }
            Err(e) => return Err(e),
            // Where the file system cannot do it, the file is kept as it is.
            Ok(()) => break,
        }
    }
    Ok(())
}

/// Takes every step that the file has not seen, in one transaction: it is at the newest schema or as it was.
fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let failed = || Failure::at(path);
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed())?;
    // Another process may have been faster.
    let version = identify(&change, path)?;
    for step in MIGRATIONS.iter().skip(version as usize) {
        step(&change).map_err(failed())?;
    }
    change.pragma_update(None, "user_version", SCHEMA).map_err(failed())?;
    change.pragma_update(None, "application_id", APPLICATION).map_err(failed())?;
    change.commit().map_err(failed())
}

/// How the database works while it is open.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    // With the journal this never damages the file and loses nothing when a program is killed. When the power fails, the
    // last saves may be gone; their recordings are not, and can be analysed again. Waiting for the disk costs 10 ms and more.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    // What is deleted or replaced is overwritten, and no copy of it goes into a temporary file.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "foreign_keys", true)
}

fn refused(path: &Path, error: &std::io::Error) -> Error {
    let path = path.to_owned();
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::Full { path },
        ErrorKind::ReadOnlyFilesystem => Error::ReadOnly { path },
        _ => Error::Open { path, reason: error.to_string() },
    }
}

#[cfg(unix)]
fn private(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    use fs_err::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    options
}

/// Makes a folder that nobody else may look into; one that is there stays as it is.
fn make_folder(folder: Option<&Path>) -> std::io::Result<()> {
    let Some(folder) = folder.filter(|f| !f.as_os_str().is_empty()) else { return Ok(()) };
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}
