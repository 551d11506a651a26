//! A file of takes in, a line each; what is done in it out, and a way to go on.

use std::collections::HashSet;
use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::evidence::Asked;
use crate::figure::system_reason;
use crate::fingerprint::digest;
use crate::take::{ANALYSER, Take};

/// Why a file of takes cannot be gone on with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It cannot be read or written.
    #[error("cannot go on with {}: {}", path.display(), system_reason(failure))]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        failure: io::Error,
    },
    /// It holds something else: not a byte of it is touched.
    #[error("cannot go on with {}: line {line} is no take", path.display())]
    NotTakes {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// Another run is writing to it.
    #[error("cannot go on with {}: another outloud is writing to it", .0.display())]
    InUse(PathBuf),
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::File { .. } => "check the path and its permissions, or choose another file".into(),
            Self::NotTakes { .. } => "name the file that an earlier run wrote, or a new one".into(),
            Self::InUse(_) => "wait for it, or give each run a file of its own: lines of several can be joined".into(),
        }
    }
}

/// Which answers are done: of the same bytes, with the same asked of them, in words by the same model, by today's definitions.
#[derive(Debug, Default)]
pub struct Done(HashSet<[u8; 32]>);

/// One answer as it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// SHA-256 of the recording's bytes, hexadecimal.
    pub sha256: &'a str,
    /// What is asked of it.
    pub asked: &'a Asked,
    /// The name of the model that recognises the words.
    pub model: &'a str,
    /// The language spoken, as a code.
    pub language: &'a str,
}

impl Wanted<'_> {
    /// What tells it from others. The bank's entry is left out: its words and its shape come with the question.
    fn key(&self) -> [u8; 32] {
        let Self { sha256, asked: Asked { id, prompt, shape, aim, entry: _, to_tell }, model, language } = self;
        let story = to_tell.as_ref().map(|story| (&story.name, &story.title, &story.numbers));
        // Plain data always turns into JSON.
        digest(&serde_json::to_vec(&(sha256, id, prompt, shape, aim, story, model, language)).unwrap_or_default())
    }
}

impl Done {
    /// Whether `wanted` is done.
    #[must_use]
    pub fn has(&self, wanted: &Wanted<'_>) -> bool {
        self.0.contains(&wanted.key())
    }

    /// Notes that `wanted` is taken care of; false where it was already.
    pub fn note(&mut self, wanted: &Wanted<'_>) -> bool {
        self.0.insert(wanted.key())
    }

    fn note_take(&mut self, take: &Take) {
        let said = &take.transcript;
        let sha256 = take.source.sha256.as_deref().filter(|_| take.analyser == Some(ANALYSER));
        if let (Some(sha256), Some(model)) = (sha256, said.model.as_deref()) {
            self.note(&Wanted { sha256, asked: &take.asked(), model, language: &said.language });
        }
    }
}

/// The file, open for one run and no other until it is dropped.
#[derive(Debug)]
pub struct Lines {
    path: PathBuf,
    file: File,
    /// Whether its last line was cut short, and is gone.
    pub mended: bool,
}

/// What every line of ours begins with, whatever it tells.
#[derive(Deserialize)]
struct Beginning {
    #[serde(rename = "schema")]
    _schema: u32,
}

/// How every line begins.
const BEGINNING: &[u8] = br#"{"schema":"#;

/// Opens the file at `path`, or begins it. A last line that was cut short, as by a kill, is taken away: its recording is not done.
///
/// # Errors
/// [`Error`]; the file is as it was then.
pub fn open(path: &Path) -> Result<(Done, Lines), Error> {
    let failed = |failure| Error::File { path: path.to_owned(), failure };
    let file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => (),
        Err(TryLockError::WouldBlock) => return Err(Error::InUse(path.to_owned())),
        Err(TryLockError::Error(failure)) => return Err(failed(failure)),
    }
    let mut done = Done::default();
    let (mut reader, mut line) = (BufReader::new(&file), Vec::new());
    let (mut whole_bytes, mut found) = (0, 0);
    while reader.read_until(b'\n', &mut line).map_err(failed)? > 0 {
        if line.last() != Some(&b'\n') {
            break;
        }
        match serde_json::from_slice::<Take>(&line) {
            Ok(take) => done.note_take(&take),
            // What could not be analysed is tried again, and takes of a later version are made anew.
            Err(_) if serde_json::from_slice::<Beginning>(&line).is_ok() => (),
            Err(_) => return Err(Error::NotTakes { path: path.to_owned(), line: found + 1 }),
        }
        (whole_bytes, found) = (whole_bytes + line.len() as u64, found + 1);
        line.clear();
    }
    let mended = !line.is_empty();
    if mended {
        let common = line.len().min(BEGINNING.len());
        if line[..common] != BEGINNING[..common] {
            return Err(Error::NotTakes { path: path.to_owned(), line: found + 1 });
        }
        file.set_len(whole_bytes).map_err(failed)?;
    }
    Ok((done, Lines { path: path.to_owned(), file, mended }))
}

impl fmt::Display for Lines {
    /// Where it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.display().fmt(f)
    }
}

impl Lines {
    /// Adds a line, which ends as a line does; it is on the disk before this returns.
    ///
    /// # Errors
    /// [`Error::File`]; no part of the line stays in the file then, where that can be helped.
    pub fn add(&mut self, line: &str) -> Result<(), Error> {
        let before = self.file.seek(SeekFrom::End(0));
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.sync_data());
        written.map_err(|failure| {
            // A full disk: what was cut short would be taken away by the next run, too.
            let _ = before.and_then(|bytes| self.file.set_len(bytes));
            Error::File { path: self.path.clone(), failure }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::json::render_line;
    use crate::sample;
    use crate::structure::Shape;
    use crate::usual::Aim;

    /// The line of an answer to what was `asked`, of the recording `sha256`.
    fn take(sha256: &str) -> Take {
        let mut take = sample::answer();
        (take.source.sha256, take.analyser) = (Some(sha256.into()), Some(ANALYSER));
        (take.measures.transcript.model, take.measures.transcript.language) = (Some("tiny.en".into()), "en".into());
        take
    }

    fn wanted<'a>(sha256: &'a str, asked: &'a Asked) -> Wanted<'a> {
        Wanted { sha256, asked, model: "tiny.en", language: "en" }
    }

    #[test]
    fn the_same_asked_of_the_same_bytes_is_done_and_nothing_else_is() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.jsonl");
        let there = take("aa");
        let asked = there.asked();
        open(&path).unwrap().1.add(&render_line(&there, None)).unwrap();
        let (mut done, lines) = open(&path).unwrap();
        assert!(!lines.mended && done.has(&wanted("aa", &asked)));
        let others = [
            Asked { id: Some("another".into()), ..asked.clone() },
            Asked { prompt: Some("Why?".into()), ..asked.clone() },
            Asked { shape: Some(Shape::Care), ..asked.clone() },
            Asked { aim: Aim::of_user("30s").ok(), ..asked.clone() },
        ];
        assert!(others.iter().all(|other| !done.has(&wanted("aa", other))));
        assert!(!done.has(&wanted("bb", &asked)));
        assert!(!done.has(&Wanted { model: "base.en", ..wanted("aa", &asked) }));
        assert!(!done.has(&Wanted { language: "de", ..wanted("aa", &asked) }));
        assert!(done.note(&wanted("bb", &asked)) && !done.note(&wanted("bb", &asked)));
    }

    #[test]
    fn what_older_definitions_measured_is_not_done() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.jsonl");
        let older = Take { analyser: Some(ANALYSER - 1), ..take("aa") };
        open(&path).unwrap().1.add(&render_line(&older, None)).unwrap();
        assert!(!open(&path).unwrap().0.has(&wanted("aa", &older.asked())));
    }

    #[test]
    fn a_line_that_was_cut_short_anywhere_is_taken_away_and_made_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.jsonl");
        let (first, second) = (render_line(&take("aa"), None), render_line(&take("bb"), None));
        for cut in [1, 5, BEGINNING.len(), 100, second.len() - 1] {
            std::fs::write(&path, format!("{first}{}", second.get(..cut).unwrap())).unwrap();
            let (done, mut lines) = open(&path).unwrap();
            assert!(lines.mended && !done.has(&wanted("bb", &take("bb").asked())));
            lines.add(&second).unwrap();
            assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{first}{second}"));
        }
    }

    #[test]
    fn what_holds_something_else_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("notes.txt");
        let line = render_line(&take("aa"), None);
        for (text, at) in [("my notes", 1), ("my notes\n", 1), ("{\"a\":1}\n", 1), (&*format!("{line}x"), 2), ("\n", 1)]
        {
            std::fs::write(&path, text).unwrap();
            let error = open(&path).unwrap_err();
            assert!(matches!(&error, Error::NotTakes { line, .. } if *line == at), "{error}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn one_run_at_a_time_writes_to_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.jsonl");
        let first = open(&path).unwrap();
        assert!(matches!(open(&path), Err(Error::InUse(_))));
        drop(first);
        assert!(open(&path).is_ok());
    }
}
