//! Where stories are: one Markdown file each, in a folder of the user's.

use std::path::{Path, PathBuf};

use super::file;
use super::story::CoreStory;
use crate::own_files::{FileMistake, OwnFiles};

/// Files of stories.
const FILES: OwnFiles =
    OwnFiles { ending: "md", remedy: "mend it, then `outloud stories check`; how a story is written: docs/STORIES.md" };

/// Every file of a story in `folder`, in the order of their names, read or not; nothing where there is no folder.
///
/// # Errors
/// [`FileMistake`] where the folder cannot be read.
pub fn read_all(folder: &Path) -> Result<Vec<Result<CoreStory, FileMistake>>, FileMistake> {
    Ok(FILES.in_folder(folder)?.iter().map(|path| read(path)).collect())
}

/// Every story in `folder`.
///
/// # Errors
/// [`FileMistake`] of the first file that cannot be read, or of the folder.
pub fn stories(folder: &Path) -> Result<Vec<CoreStory>, FileMistake> {
    read_all(folder)?.into_iter().collect()
}

fn read(path: &Path) -> Result<CoreStory, FileMistake> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    file::parse(&name, &FILES.read(path)?).map_err(|(line, reason)| FILES.mistake(path, line, reason))
}

/// Begins the story called `name` in `folder`, which is made if it is missing: its file, in which every part is explained.
///
/// # Errors
/// [`FileMistake`] where the name is no name or taken, or the file cannot be written.
pub fn create(folder: &Path, name: &str, title: &str, categories: &[String]) -> Result<PathBuf, FileMistake> {
    let path = FILES.path(folder, name);
    if name.is_empty() || !name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-') {
        let named = OwnFiles { remedy: "choose a name such as `moved-a-deadline`", ..FILES };
        let reason = format!("`{name}` is no name: small letters, digits and hyphens make one");
        return Err(named.mistake(folder, None, reason));
    }
    if path.exists() {
        let taken = OwnFiles { remedy: "open it, or choose another name", ..FILES };
        return Err(taken.mistake(&path, None, "is there already".into()));
    }
    FILES.write(folder, name, &file::template(title, categories))
}
