//! Where stories are: one Markdown file each, in a folder of the user's.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use fs_err as fs;

use super::error::Error;
use super::file;
use super::story::CoreStory;
use crate::whole_file;

/// The ending of a story's file.
const ENDING: &str = "md";

/// Every file of a story in `folder`, in the order of their names, read or not; nothing where there is no folder.
///
/// # Errors
/// [`Error`] where the folder cannot be read.
pub fn read_all(folder: &Path) -> Result<Vec<Result<CoreStory, Error>>, Error> {
    let unread = |e: std::io::Error| Error::whole(folder, format!("cannot be read: {e}"));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(unread(e)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(unread)?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths.iter().map(|path| read(path)).collect())
}

/// Every story in `folder`.
///
/// # Errors
/// [`Error`] of the first file that cannot be read, or of the folder.
pub fn stories(folder: &Path) -> Result<Vec<CoreStory>, Error> {
    read_all(folder)?.into_iter().collect()
}

fn read(path: &Path) -> Result<CoreStory, Error> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let text = fs::read_to_string(path).map_err(|e| Error::whole(path, format!("cannot be read: {e}")))?;
    file::parse(&name, &text).map_err(|(line, reason)| Error { path: path.to_owned(), line, reason })
}

/// Begins the story called `name` in `folder`, which is made if it is missing: its file, in which every part is explained.
///
/// # Errors
/// [`Error`] where the name is no name or taken, or the file cannot be written.
pub fn create(folder: &Path, name: &str, title: &str, categories: &[String]) -> Result<PathBuf, Error> {
    let path = folder.join(format!("{name}.{ENDING}"));
    if name.is_empty() || !name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-') {
        let reason = format!("`{name}` is no name: small letters, digits and hyphens make one");
        return Err(Error::whole(&path, reason));
    }
    if path.exists() {
        return Err(Error::whole(&path, "is there already".into()));
    }
    let text = file::template(title, categories);
    whole_file::write(folder, &format!("{name}.{ENDING}"), &text)
        .map_err(|e| Error::whole(&path, format!("cannot be written: {e}")))?;
    Ok(path)
}
