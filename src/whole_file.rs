//! A text in, a file that holds all of it out, or the one that was there before.

use std::io::{self, Write};
use std::path::Path;

use fs_err as fs;

/// Writes `text` to the file `name` in `folder`, which is made if it is missing.
///
/// # Errors
/// Whatever keeps it from being written; what was there before is there still.
pub(crate) fn write(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name)).map(drop).map_err(|e| e.error)
}
