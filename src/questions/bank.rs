//! Every question there is: those that come with outloud, and the user's own.

use std::path::{Path, PathBuf};

use super::file::{self, FILES, Signs};
use super::question::Question;
use crate::own_files::FileMistake;

/// Questions of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its name: small letters, digits and hyphens.
    pub name: String,
    /// What a user calls it.
    pub title: String,
    /// Its questions, in the order of their file.
    pub questions: Vec<Question>,
}

/// Every question there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bank {
    categories: Vec<Category>,
}

const SIGNS: &str = include_str!("bank/signs.toml");

macro_rules! files {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("bank/", $name, ".toml")))),*] };
}

/// The files that come with outloud, in the order in which they are listed.
const OURS: &[(&str, &str)] = files![
    "openers", "motivation", "mission", "leadership", "conflict", "disagreement", "influence", "feedback", "mentoring",
    "ownership", "pressure", "uncertainty", "failure", "learning", "customers", "quality", "ethics", "technical",
    "design-review", "deep-dive", "incidents", "improvement", "business",
];

impl Bank {
    /// The questions that come with outloud, and those of the files ending in `.toml` in `folder`, in the order of their
    /// names. One of the user's takes the place of one of ours that has its name.
    ///
    /// # Errors
    /// [`FileMistake`] for a file of the user's that cannot be read or has a mistake.
    pub fn load(folder: &Path) -> Result<Self, FileMistake> {
        let mut bank = Self { categories: Vec::new() };
        let signs = shared()?;
        for (name, text) in OURS {
            bank.add(file::questions(Path::new(name), text, &signs)?);
        }
        for path in FILES.in_folder(folder)? {
            bank.add(read_own(&path, &signs)?);
        }
        Ok(bank)
    }

    /// Its categories, in order.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Each question with its category, in order.
    pub fn questions(&self) -> impl Iterator<Item = (&Category, &Question)> {
        self.categories.iter().flat_map(|category| category.questions.iter().map(move |question| (category, question)))
    }

    /// The question called `id`, and its category.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<(&Category, &Question)> {
        self.questions().find(|(_, question)| question.id == id)
    }

    fn add(&mut self, file: file::File) {
        let (name, title) = file.category;
        for question in &file.questions {
            self.categories.iter_mut().for_each(|category| category.questions.retain(|other| other.id != question.id));
        }
        match self.categories.iter_mut().find(|category| category.name == name) {
            Some(category) => category.questions.extend(file.questions),
            None => self.categories.push(Category { name, title, questions: file.questions }),
        }
    }
}

/// A file of the user's with how many questions it holds, or its mistake.
pub type CheckedFile = Result<(PathBuf, usize), FileMistake>;

/// Reads each file of the user's in `folder`, in the order of their names.
///
/// # Errors
/// [`FileMistake`] where the folder cannot be read.
pub fn check(folder: &Path) -> Result<Vec<CheckedFile>, FileMistake> {
    let signs = shared()?;
    let read = |path: PathBuf| read_own(&path, &signs).map(|file| (path, file.questions.len()));
    Ok(FILES.in_folder(folder)?.into_iter().map(read).collect())
}

/// The signs that every file may use.
pub(super) fn shared() -> Result<Signs, FileMistake> {
    file::signs(Path::new("signs"), SIGNS)
}

fn read_own(path: &Path, signs: &Signs) -> Result<file::File, FileMistake> {
    file::questions(path, &FILES.read(path)?, signs)
}
