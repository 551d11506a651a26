//! The paths of what outloud keeps in, what of it other users of the machine may read out, and those kept out.

use std::io;
use std::path::{Path, PathBuf};

use outloud::config::Paths;
use outloud::history::store;

/// What others may read: the data folder, the folders that outloud makes in it and all they hold, the history. What else a user has
/// put there is left alone, and links are not followed: what they lead to is kept for something else, too.
pub(super) fn open_to_others(paths: &Paths) -> Vec<PathBuf> {
    let mut found = vec![paths.data().to_owned()];
    found.extend(store::files(&paths.database()).unwrap_or_default());
    for folder in [paths.recordings(), paths.pages(), paths.stories(), paths.plans()] {
        all_in(folder, &mut found);
    }
    found.retain(|path| may_be_read(path));
    found
}

/// The file or folder at `path`, with all it holds.
fn all_in(path: PathBuf, found: &mut Vec<PathBuf>) {
    if path.symlink_metadata().is_ok_and(|about| about.is_dir()) {
        for entry in std::fs::read_dir(&path).into_iter().flatten().flatten() {
            all_in(entry.path(), found);
        }
    }
    found.push(path);
}

/// The bits of a mode that are about group and others.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

#[cfg(unix)]
fn may_be_read(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.symlink_metadata().is_ok_and(|about| !about.is_symlink() && about.permissions().mode() & OTHERS != 0)
}

/// Keeps everybody but its owner from the file or folder at `path`.
#[cfg(unix)]
pub(super) fn keep_others_out(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = path.metadata()?.permissions();
    permissions.set_mode(permissions.mode() & !OTHERS);
    std::fs::set_permissions(path, permissions)
}

// Elsewhere a user's folders are the user's own as they are made.
#[cfg(not(unix))]
fn may_be_read(_: &Path) -> bool {
    false
}

#[cfg(not(unix))]
pub(super) fn keep_others_out(_: &Path) -> io::Result<()> {
    Ok(())
}
