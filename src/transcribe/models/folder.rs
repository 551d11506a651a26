//! The models folder: what a model's file is called while it is not whole, and who may change it.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{io, thread};

use fs_err as fs;

use super::catalog::CatalogEntry;
use crate::fingerprint::sha256;

/// How often a process that waits for another looks again.
const LOOKS_AGAIN: Duration = Duration::from_millis(100);

/// Where `entry` belongs in `dir`.
#[must_use]
pub(super) fn place(entry: &CatalogEntry, dir: &Path) -> PathBuf {
    dir.join(&entry.file)
}

/// Where as much of `entry` lies as has been fetched.
#[must_use]
pub(super) fn part(entry: &CatalogEntry, dir: &Path) -> PathBuf {
    dir.join(format!("{}.part", entry.file))
}

/// Whether the file at `path` is `entry` as published.
pub(super) fn is_published(path: &Path, entry: &CatalogEntry) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(file) if file.len() == entry.bytes => Ok(sha256(&mut fs::File::open(path)?)? == entry.sha256),
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// The right to change `dir`, which one process has at a time; given up when dropped, and when the process ends however it ends.
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits until no other process has it; calls `wait` once if that takes time. `None` when `cancelled` meanwhile.
    pub(super) fn take(dir: &Path, wait: &dyn Fn(), cancelled: &AtomicBool) -> io::Result<Option<Self>> {
        let path = dir.join(".lock");
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        let mut told = false;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Self { _file: file })),
                Err(TryLockError::WouldBlock) if cancelled.load(Ordering::Relaxed) => return Ok(None),
                Err(TryLockError::WouldBlock) => {
                    if !told {
                        wait();
                        told = true;
                    }
                    thread::sleep(LOOKS_AGAIN);
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

/// Removes `entry` from `dir`, whole or not; the bytes that were freed, `None` where there was nothing of it.
///
/// # Errors
/// When `dir` cannot be changed.
pub fn remove(entry: &CatalogEntry, dir: &Path) -> io::Result<Option<u64>> {
    if !dir.is_dir() {
        return Ok(None);
    }
    // Whoever is fetching it would put it back.
    let _lock = Lock::take(dir, &|| (), &AtomicBool::new(false))?;
    let mut freed = None;
    for path in [place(entry, dir), part(entry, dir)] {
        match fs::metadata(&path) {
            Ok(file) => {
                fs::remove_file(&path)?;
                freed = Some(freed.unwrap_or(0) + file.len());
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => (),
            Err(error) => return Err(error),
        }
    }
    Ok(freed)
}
