//! A model's name or path in, a checked file out: the models on this machine, and which of them is used.

mod catalog;
mod folder;
pub mod needs;
pub mod pull;

use crate::fingerprint::sha256;
use std::io;
use std::path::{Path, PathBuf};

use fs_err as fs;

use super::ggml;
pub use catalog::{BUILDS, Build, CatalogEntry, megabytes, named, published};
pub use folder::remove;

/// A model to load.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Its name in the catalog, or its file name without ending.
    pub name: String,
    /// The file of its weights.
    pub path: PathBuf,
    /// The published model that its file is named after, if any.
    pub published: Option<CatalogEntry>,
    /// Whether the user named the file itself: then it is used even if it is not the published one.
    pub by_path: bool,
    /// Where nobody named it: the models to use in its place if its file is not whole, the best first.
    pub others: Vec<Self>,
}

/// What a check of a model's file found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// How it is built.
    pub shape: ggml::Dimensions,
    /// In what a file that the user named is not the published one whose name it has: "its size" or "its SHA-256".
    pub differs: Option<&'static str>,
}

impl Checked {
    /// Which of OpenAI's models it is built as; `None` for one of another shape.
    #[must_use]
    pub fn build(&self) -> Option<&'static str> {
        BUILDS.iter().find(|build| build.shape == self.shape).map(|build| build.name)
    }
}

impl Error {
    /// What is wrong with a model's file, for a table: "cut off".
    #[must_use]
    pub fn in_short(&self) -> &'static str {
        use ggml::FileFault::{Incomplete, Truncated};
        match self {
            Self::Broken { fault: Truncated(_) | Incomplete { .. }, .. } => "cut off",
            Self::Broken { .. } | Self::Differs { .. } => "not the published file",
            Self::Read(_) => "cannot be read",
            Self::Unknown(_) | Self::NotInstalled { .. } | Self::None { .. } | Self::OtherLanguage { .. } => {
                "not installed"
            }
        }
    }
}

/// Why there is no model to use.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Neither a name in the catalog nor a file.
    #[error("unknown model: `{0}`")]
    Unknown(String),
    /// In the catalog, but not on this machine.
    #[error("model `{}` is not installed: no {}", entry.name, dir.join(&entry.file).display())]
    NotInstalled {
        /// The model.
        entry: Box<CatalogEntry>,
        /// Where models are looked for.
        dir: PathBuf,
    },
    /// None is installed.
    #[error("no speech model is installed")]
    None {
        /// The models to begin with, the recommended one first.
        offers: Vec<CatalogEntry>,
    },
    /// None that is installed knows the language.
    #[error("{heard} hears English only")]
    OtherLanguage {
        /// The best one that is installed.
        heard: String,
        /// The language spoken, ISO 639-1.
        language: String,
        /// The models to begin with, the recommended one first.
        offers: Vec<CatalogEntry>,
    },
    /// The file is not a whole model.
    #[error("cannot use model {}: {fault}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        fault: ggml::FileFault,
        /// The model that `outloud models pull` can put in its place.
        name: Option<String>,
    },
    /// The file has another size or hash than published.
    #[error("model {} is not the published `{name}`: {what} differs", path.display())]
    Differs {
        /// The file.
        path: PathBuf,
        /// The model it is named after.
        name: String,
        /// "its size" or "its SHA-256".
        what: &'static str,
    },
    /// The file cannot be read.
    #[error("cannot read the model: {0}")]
    Read(#[from] io::Error),
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        let again = |name: &str| format!("`outloud models pull {name}` fetches it anew");
        match self {
            Self::Unknown(_) => "`outloud models list` shows the names; a path needs to exist".into(),
            Self::NotInstalled { entry, .. } => format!("type {}", pull_command(entry)),
            Self::None { offers } => format!("type {}", pull_commands(offers)),
            Self::OtherLanguage { language, offers, .. } => format!("for `{language}`: {}", pull_commands(offers)),
            Self::Broken { name: Some(name), .. } => again(name),
            Self::Broken { name: None, .. } => "name another file; `outloud models list` shows what can be had".into(),
            Self::Differs { name, path, .. } => {
                format!("{}; to use the file as it is, name it: `--model {}`", again(name), path.display())
            }
            Self::Read(_) => "check the path and its permissions".into(),
        }
    }

    /// The public models that would mend it, the recommended one first.
    #[must_use]
    pub fn remedies(&self) -> &[CatalogEntry] {
        match self {
            Self::NotInstalled { entry, .. } => std::slice::from_ref(&**entry),
            Self::None { offers } | Self::OtherLanguage { offers, .. } => offers,
            _ => &[],
        }
    }
}

fn pull_command(entry: &CatalogEntry) -> String {
    format!("`outloud models pull {}` ({})", entry.name, entry.size())
}

fn pull_commands(offers: &[CatalogEntry]) -> String {
    offers.iter().map(pull_command).collect::<Vec<_>>().join(", or ")
}

/// The models to begin with for somebody who speaks `language`: one that hears well, then one that is smaller.
fn first_models(language: &str) -> Vec<CatalogEntry> {
    let names = if language == "en" { ["base.en", "tiny.en"] } else { ["base", "tiny"] };
    names.into_iter().filter_map(named).collect()
}

/// The models of the catalog that lie in `dir`, in the catalog's order.
#[must_use]
pub fn installed(dir: &Path) -> Vec<Model> {
    published()
        .into_iter()
        .filter(|entry| dir.join(&entry.file).is_file())
        .map(|entry| from_entry(entry, dir))
        .collect()
}

fn from_entry(entry: CatalogEntry, dir: &Path) -> Model {
    Model {
        name: entry.name.clone(),
        path: dir.join(&entry.file),
        published: Some(entry),
        by_path: false,
        others: Vec::new(),
    }
}

/// The model to use: `wanted` by name or path, else the best one in `dir` that knows `language`.
///
/// # Errors
/// [`Error::Unknown`], [`Error::NotInstalled`], [`Error::None`] or [`Error::OtherLanguage`].
pub fn choose(wanted: Option<&str>, language: &str, dir: &Path) -> Result<Model, Error> {
    let Some(wanted) = wanted else {
        let knows = |model: &Model| model.published.as_ref().is_some_and(|entry| entry.knows(language));
        let (mut best_last, deaf): (Vec<Model>, Vec<Model>) = installed(dir).into_iter().partition(knows);
        let none = || match deaf.last() {
            Some(deaf) => {
                let (heard, language) = (deaf.name.clone(), language.to_owned());
                Error::OtherLanguage { heard, offers: first_models(&language), language }
            }
            None => Error::None { offers: first_models(language) },
        };
        let best = best_last.pop().ok_or_else(none)?;
        return Ok(Model { others: best_last.into_iter().rev().collect(), ..best });
    };
    if let Some(entry) = named(wanted) {
        if dir.join(&entry.file).is_file() {
            return Ok(from_entry(entry, dir));
        }
        return Err(Error::NotInstalled { entry: Box::new(entry), dir: dir.to_owned() });
    }
    let path = PathBuf::from(wanted);
    if !path.is_file() {
        return Err(Error::Unknown(wanted.to_owned()));
    }
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let published = published().into_iter().find(|entry| entry.file == file);
    let name = published.as_ref().map_or_else(
        || path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        |entry| entry.name.clone(),
    );
    Ok(Model { name, path, published, by_path: true, others: Vec::new() })
}

impl Model {
    /// It, and then those that may be used in its place.
    pub fn candidates(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }

    /// Checks that its file is a whole whisper.cpp model, and the published one if it claims to be. The published file needs no
    /// more than its SHA-256; of any other everything in it is looked at, since whisper.cpp ends the program on some.
    ///
    /// # Errors
    /// [`Error::Broken`], [`Error::Read`], and [`Error::Differs`] for a model chosen by its name.
    pub fn check(&self) -> Result<Checked, Error> {
        let mut file = fs::File::open(&self.path)?;
        let bytes = file.metadata()?.len();
        let differs = match &self.published {
            Some(entry) if bytes != entry.bytes => Some("its size"),
            Some(entry) if sha256(&mut file)? != entry.sha256 => Some("its SHA-256"),
            _ => None,
        };
        let is_published = self.published.is_some() && differs.is_none();
        let shape = if is_published { ggml::glance(&mut file) } else { ggml::inspect(&mut file) };
        let shape = shape.map_err(|fault| self.broken(fault))?;
        self.may_differ(differs)?;
        Ok(Checked { shape, differs })
    }

    /// Finds in milliseconds what is most often wrong with its file: that it is cut off, or another one. Changed weights in a
    /// file of the right size and form are left to [`Model::check`], which comes before every use.
    ///
    /// # Errors
    /// As [`Model::check`].
    pub fn glance(&self) -> Result<(), Error> {
        let mut file = fs::File::open(&self.path)?;
        let bytes = file.metadata()?.len();
        ggml::glance(&mut file).map_err(|fault| self.broken(fault))?;
        self.may_differ(self.published.as_ref().filter(|entry| bytes != entry.bytes).map(|_| "its size"))
    }

    fn broken(&self, fault: ggml::FileFault) -> Error {
        let name = self.published.as_ref().filter(|_| !self.by_path).map(|entry| entry.name.clone());
        Error::Broken { path: self.path.clone(), fault, name }
    }

    /// A file that the user named may differ from the published one.
    fn may_differ(&self, differs: Option<&'static str>) -> Result<(), Error> {
        match (differs, &self.published) {
            (Some(what), Some(entry)) if !self.by_path => {
                Err(Error::Differs { path: self.path.clone(), name: entry.name.clone(), what })
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
