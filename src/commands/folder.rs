//! A folder of reports, one each: names that are safe and unique, known and tried out before anything is analysed.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use outloud::report::Format;

use crate::error::Error;
use crate::output::Printer;

/// The page that leads to the others.
pub(super) const INDEX: &str = "index.html";
/// Longest name of a report, without its ending, characters.
const LONGEST: usize = 80;

/// Where the report of each recording goes.
pub(super) struct Folder {
    place: PathBuf,
    /// The folders on the way to it that were not there before, the outermost first.
    made: Vec<PathBuf>,
    /// By the recording as the user named it.
    names: HashMap<String, String>,
}

impl Folder {
    /// The folder at `place`, made if it is missing, for the reports of `recordings`. Nothing that is there is overwritten without
    /// `force`.
    pub(super) fn prepare(place: &Path, recordings: &[PathBuf], format: Format, force: bool) -> Result<Self, Error> {
        let is_new = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let mut made: Vec<PathBuf> = place.ancestors().take_while(is_new).map(Path::to_owned).collect();
        made.reverse();
        let folder = Self { place: place.to_owned(), made, names: names(recordings, format.extension()) };
        fs::create_dir_all(place).map_err(Error::write(place))?;
        let index = Some(INDEX.to_owned()).filter(|_| format == Format::Html);
        for name in folder.names.values().chain(&index) {
            let path = place.join(name);
            if path.exists() && !force {
                return Err(Error::exists(&path));
            }
            Printer::try_out(&path)?;
        }
        Ok(folder)
    }

    /// Where it is.
    pub(super) fn place(&self) -> &Path {
        &self.place
    }

    /// The name of the report of this recording.
    pub(super) fn name(&self, recording: &str) -> Option<&str> {
        self.names.get(recording).map(String::as_str)
    }

    /// Writes the file of this `name`.
    pub(super) fn write(&self, name: &str, text: &str) -> Result<(), Error> {
        Printer::data(&self.place.join(name), text)
    }
}

impl Drop for Folder {
    /// Leaves no folder behind that was made for nothing.
    fn drop(&mut self) {
        for made in self.made.iter().rev() {
            // Only an empty one can be removed.
            let _ = fs::remove_dir(made);
        }
    }
}

/// A name for the report of each recording, after that of its file: letters, digits, `.`, `-` and `_` of it, and a number where two
/// would be the same on a file system that knows no capitals.
fn names(recordings: &[PathBuf], extension: &str) -> HashMap<String, String> {
    let mut taken: HashSet<String> = HashSet::from([INDEX.to_owned()]);
    let mut names = HashMap::new();
    for recording in recordings {
        let key = recording.display().to_string();
        if names.contains_key(&key) {
            continue;
        }
        let stem = recording.file_stem().unwrap_or_default().to_string_lossy();
        let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
        let stem: String = stem.chars().map(safe).take(LONGEST).collect();
        let stem = match stem.trim_matches(['-', '.']) {
            "" => "recording",
            stem => stem,
        };
        let numbered = |number: usize| match number {
            1 => format!("{stem}.{extension}"),
            number => format!("{stem}-{number}.{extension}"),
        };
        // As many as there are recordings, and the index, can be taken.
        let free = (1..=recordings.len() + 1).map(numbered).find(|name| taken.insert(name.to_lowercase()));
        names.extend(free.map(|name| (key, name)));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_unique_and_those_of_the_recordings() {
        let recordings =
            ["a/Take 1.wav", "b/take 1.flac", "c/Take-1.mp3", "index.wav", "../..", "-", "ä<b>.wav", "a/Take 1.wav"];
        let names = names(&recordings.map(PathBuf::from), "html");
        let name = |recording: &str| names.get(recording).map_or("", String::as_str);
        assert_eq!(
            recordings[..7].iter().map(|recording| name(recording)).collect::<Vec<_>>(),
            [
                "Take-1.html", "take-1-2.html", "Take-1-3.html", "index-2.html", "recording.html", "recording-2.html",
                "ä-b.html",
            ]
        );
        assert_eq!(names.len(), 7);
    }
}
