//! Questions to ask back, by who sits opposite: those that come with outloud, and the user's own.
//!
//! The format is explained in `docs/QUESTIONS.md`.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

use super::bank::CheckedFile;
use super::file::{FILES, Mistake, named};
use crate::own_files::FileMistake;
use crate::toml;

/// The folder of the user's own, in the folder of their questions.
const FOLDER: &str = "ask";

macro_rules! files {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("ask/", $name, ".toml")))),*] };
}

/// The files that come with outloud, in the order in which one usually meets whom they are for.
const OURS: &[(&str, &str)] = files!["recruiter", "manager", "engineer", "product", "peer", "executive"];

/// Somebody who interviews, and what is worth asking them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Interviewer {
    /// Their role: small letters, digits and hyphens.
    pub role: String,
    /// What a user calls them.
    pub title: String,
    /// What to ask, in the order of the file.
    pub questions: Vec<QuestionBack>,
}

/// A question to an interviewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionBack {
    /// Its words.
    pub ask: String,
    /// Why it is worth asking; empty where nobody wrote it down.
    pub why: String,
    /// What to avoid about it; empty where nobody wrote it down.
    pub avoid: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInterviewer {
    role: Spanned<String>,
    title: Option<String>,
    #[serde(default)]
    question: Vec<RawQuestionBack>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestionBack {
    ask: Spanned<String>,
    #[serde(default)]
    why: String,
    #[serde(default)]
    avoid: String,
}

/// Everybody who may interview: those that come with outloud, and those of the user's files in `ask` in `folder`, in the order of
/// their names. A file for a role that is there already adds to it.
///
/// # Errors
/// [`FileMistake`] for a file of the user's that cannot be read or has a mistake.
pub fn load(folder: &Path) -> Result<Vec<Interviewer>, FileMistake> {
    let mut all: Vec<Interviewer> = Vec::new();
    for (name, text) in OURS {
        all.push(parse(Path::new(name), text)?);
    }
    for path in own(folder)? {
        let mut read = parse(&path, &FILES.read(&path)?)?;
        match all.iter_mut().find(|known| known.role == read.role) {
            Some(known) => known.questions.append(&mut read.questions),
            None => all.push(read),
        }
    }
    Ok(all)
}

/// Reads each file of the user's, in the order of their names.
///
/// # Errors
/// [`FileMistake`] where the folder cannot be read.
pub fn check(folder: &Path) -> Result<Vec<CheckedFile>, FileMistake> {
    let read = |path: PathBuf| {
        let questions = parse(&path, &FILES.read(&path)?)?.questions.len();
        Ok((path, questions))
    };
    Ok(own(folder)?.into_iter().map(read).collect())
}

fn own(folder: &Path) -> Result<Vec<PathBuf>, FileMistake> {
    FILES.in_folder(&folder.join(FOLDER))
}

fn parse(path: &Path, text: &str) -> Result<Interviewer, FileMistake> {
    let raw: RawInterviewer = toml::read(text).map_err(|reason| FILES.mistake(path, None, reason))?;
    interviewer(raw).map_err(|(byte, reason)| FILES.mistake_at(path, text, byte, reason))
}

fn interviewer(raw: RawInterviewer) -> Result<Interviewer, Mistake> {
    named(&raw.role)?;
    let role = raw.role.into_inner();
    let question = |raw: RawQuestionBack| match raw.ask.get_ref().trim() {
        "" => Err((raw.ask.span().start, "a question needs words".into())),
        ask => Ok(QuestionBack { ask: ask.to_owned(), why: raw.why, avoid: raw.avoid }),
    };
    let questions = raw.question.into_iter().map(question).collect::<Result<_, _>>()?;
    Ok(Interviewer { title: raw.title.unwrap_or_else(|| role.clone()), role, questions })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_of_ours_says_why_and_what_to_avoid_and_none_is_there_twice() {
        let all = load(Path::new("/nowhere")).unwrap();
        assert!(all.iter().all(|one| one.questions.len() >= 8), "{:?}", all.iter().map(|one| &one.role));
        let questions: Vec<&QuestionBack> = all.iter().flat_map(|one| &one.questions).collect();
        for question in &questions {
            assert!(question.ask.contains(['?', '.']) && !question.why.is_empty() && !question.avoid.is_empty());
        }
        let words: BTreeSet<&str> = questions.iter().map(|question| &*question.ask).collect();
        assert_eq!(words.len(), questions.len());
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        for (text, place, reason) in [
            ("role = \"My Boss\"", "line 1", "is no name"),
            ("role = \"boss\"\n\n[[question]]\nask = \" \"", "line 4", "a question needs words"),
            ("role = \"boss\"\nquestions = 3", "line 2", "questions"),
        ] {
            let told = parse(Path::new("boss.toml"), text).unwrap_err().to_string();
            assert!(told.starts_with("boss.toml: ") && told.contains(place) && told.contains(reason), "{told}");
        }
    }
}
