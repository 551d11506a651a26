//! The user's folders and settings: where things are kept, and what holds when the command line says nothing.
//!
//! Settings come from `config.toml` in the configuration folder, then from the environment, then from the command line;
//! the later goes before the earlier.

mod opinion;

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use fs_err as fs;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::usual::Aim;
use crate::{toml, whole_file};

pub use opinion::OpinionSettings;

/// The name of the settings file.
const SETTINGS: &str = "config.toml";

/// A settings file with every key explained and commented out.
pub const TEMPLATE: &str = include_str!("config.toml");

/// Why the folders or the settings are not known.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The environment names no home directory.
    #[error("no home directory: nowhere to keep anything")]
    NoHome,
    /// The settings file is there and cannot be read.
    #[error("cannot read the settings: {0}")]
    Read(#[source] std::io::Error),
    /// The settings file cannot be changed.
    #[error("cannot change the settings: {0}")]
    Write(#[source] std::io::Error),
    /// The settings file is no TOML, or has an unknown key or a value of the wrong kind.
    #[error("{}: not valid settings: {reason}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// The parser's words, with the line.
        reason: String,
    },
    /// An environment variable says what cannot be.
    #[error("{name}={value}: {reason}")]
    Variable {
        /// The variable.
        name: &'static str,
        /// What it says.
        value: String,
        /// What is wrong with that.
        reason: String,
    },
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NoHome => "set `OUTLOUD_DATA` and `OUTLOUD_CONFIG` to folders of your own".into(),
            Self::Write(_) => "check its permissions and those of its folder".into(),
            Self::Read(_) => "check its permissions, or move it away".into(),
            Self::Invalid { .. } => "mend the line, or delete it: every setting is optional".into(),
            Self::Variable { name, .. } => format!("set `{name}` otherwise, or not at all"),
        }
    }
}

/// Where outloud keeps things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    data: PathBuf,
    config: PathBuf,
    models: Option<PathBuf>,
}

impl Paths {
    /// `OUTLOUD_DATA`, `OUTLOUD_CONFIG` and `OUTLOUD_MODELS` where set; else `outloud` in the user's own data and
    /// configuration folders (on Linux the XDG base directories).
    ///
    /// # Errors
    /// [`Error::NoHome`] where one of the first two is not set and there is no home directory; [`Error::Variable`] where one names a
    /// file.
    pub fn from_env() -> Result<Self, Error> {
        let strategy = || etcetera::choose_base_strategy().map_err(|_| Error::NoHome);
        // Whatever is wrong with this one costs no report: it is told of when something is written there.
        let data = place("OUTLOUD_DATA");
        let config = folder("OUTLOUD_CONFIG")?;
        Ok(Self {
            data: data.map_or_else(|| strategy().map(|s| s.data_dir().join("outloud")), Ok)?,
            config: config.map_or_else(|| strategy().map(|s| s.config_dir().join("outloud")), Ok)?,
            models: folder("OUTLOUD_MODELS")?,
        })
    }

    /// The folder of everything that outloud keeps.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Where speech models are.
    #[must_use]
    pub fn models(&self) -> PathBuf {
        self.models.clone().unwrap_or_else(|| self.data.join("models"))
    }

    /// Where recorded takes are.
    #[must_use]
    pub fn recordings(&self) -> PathBuf {
        self.data.join("recordings")
    }

    /// The history of takes.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.data.join("history.db")
    }

    /// Where the pages of takes are, to be looked at and written again.
    #[must_use]
    pub fn pages(&self) -> PathBuf {
        self.data.join("pages")
    }

    /// The page of all takes together.
    #[must_use]
    pub fn progress(&self) -> PathBuf {
        self.pages().join("progress.html")
    }

    /// The page of take `id`.
    #[must_use]
    pub fn page(&self, id: i64) -> PathBuf {
        self.pages().join(format!("take-{id}.html"))
    }

    /// Where the user's own questions are.
    #[must_use]
    pub fn questions(&self) -> PathBuf {
        self.config.join("questions")
    }

    /// Where the user's stories are, unless the settings say otherwise.
    #[must_use]
    pub fn stories(&self) -> PathBuf {
        self.data.join("stories")
    }

    /// Where the user's plans for interviews are.
    #[must_use]
    pub fn plans(&self) -> PathBuf {
        self.data.join("plans")
    }

    /// The settings file.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join(SETTINGS)
    }
}

/// What holds when the command line says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Speech model, a name or a file.
    pub model: Option<String>,
    /// ISO 639-1 code of the language spoken.
    pub language: Option<String>,
    /// How long answers are to be, as on the command line.
    #[serde(default, deserialize_with = "aim")]
    pub aim: Option<String>,
    /// Who speaks, where somebody else uses this history, too.
    pub speaker: Option<String>,
    /// Whether to write for ears and slow terminals, "true" or "false".
    #[serde(default, deserialize_with = "truth")]
    pub plain: Option<String>,
    /// How takes are recorded.
    #[serde(default)]
    pub record: RecordSettings,
    /// How questions are asked.
    #[serde(default)]
    pub practice: PracticeSettings,
    /// Where stories are.
    #[serde(default)]
    pub stories: StoriesSettings,
    /// Which language model is asked for an opinion.
    #[serde(default)]
    pub opinion: OpinionSettings,
}

/// Settings of `outloud record`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordSettings {
    /// Input device.
    pub device: Option<String>,
}

/// Settings of `outloud practice`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PracticeSettings {
    /// Command that speaks what it is given as its last argument; its words are set apart by spaces, and no shell reads them.
    pub say: Option<String>,
}

/// Settings of `outloud stories`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoriesSettings {
    /// Their folder.
    pub folder: Option<String>,
}

/// A setting that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key in the file, with that of its table before it.
    pub key: &'static str,
    /// `None` where nobody set it.
    pub value: Option<String>,
    /// The environment variable that set it; `None` where the file did.
    pub variable: Option<&'static str>,
}

impl Config {
    /// The settings of the user, from the file named by `paths` (none is fine) and the environment.
    ///
    /// # Errors
    /// [`Error::Read`] or [`Error::Invalid`] where the file is there and of no use.
    pub fn load(paths: &Paths) -> Result<Self, Error> {
        let config = Self::from_file(paths)?.in_environment();
        // What the file says has been read already.
        for (key, name, value) in config.entries() {
            if let Some((value, Err(reason))) = value.map(|value| (value, check(key, value))) {
                return Err(Error::Variable { name, value: value.to_owned(), reason });
            }
        }
        Ok(config)
    }

    /// Whether to write for ears and slow terminals.
    #[must_use]
    pub fn plain(&self) -> bool {
        self.plain.as_deref().is_some_and(|plain| is_true(plain) == Ok(true))
    }

    /// How long answers are to be.
    #[must_use]
    pub fn aim(&self) -> Option<Aim> {
        self.aim.as_deref().and_then(|aim| Aim::of_user(aim).ok())
    }

    /// What the file says, without the environment.
    fn from_file(paths: &Paths) -> Result<Self, Error> {
        let path = paths.settings();
        match fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text).map_err(|reason| Error::Invalid { path, reason }),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(e) => Err(Error::Read(e)),
        }
    }

    /// These settings where the environment says nothing else.
    #[must_use]
    pub fn in_environment(self) -> Self {
        let [model, language, aim, speaker, plain, device, say, folder, url, asked, elsewhere, limit] =
            self.entries().map(|(_, name, value)| variable(name).or(value.map(str::to_owned)));
        Self {
            model,
            language,
            aim,
            speaker,
            plain,
            record: RecordSettings { device },
            practice: PracticeSettings { say },
            stories: StoriesSettings { folder },
            opinion: OpinionSettings { url, model: asked, elsewhere, limit },
        }
    }

    /// Every key, the variable that goes before it, and its value.
    fn entries(&self) -> [(&'static str, &'static str, Option<&str>); 12] {
        [
            ("model", "OUTLOUD_MODEL", self.model.as_deref()),
            ("language", "OUTLOUD_LANGUAGE", self.language.as_deref()),
            ("aim", "OUTLOUD_AIM", self.aim.as_deref()),
            ("speaker", "OUTLOUD_SPEAKER", self.speaker.as_deref()),
            ("plain", "OUTLOUD_PLAIN", self.plain.as_deref()),
            ("record.device", "OUTLOUD_DEVICE", self.record.device.as_deref()),
            ("practice.say", "OUTLOUD_SAY", self.practice.say.as_deref()),
            ("stories.folder", "OUTLOUD_STORIES", self.stories.folder.as_deref()),
            ("opinion.url", "OUTLOUD_OPINION_URL", self.opinion.url.as_deref()),
            ("opinion.model", "OUTLOUD_OPINION_MODEL", self.opinion.model.as_deref()),
            ("opinion.elsewhere", "OUTLOUD_OPINION_ELSEWHERE", self.opinion.elsewhere.as_deref()),
            ("opinion.limit", "OUTLOUD_OPINION_LIMIT", self.opinion.limit.as_deref()),
        ]
    }

    /// Every setting that holds, and whether the environment set it.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn settings(paths: &Paths) -> Result<Vec<Setting>, Error> {
        let setting = |(key, name, value): (&'static str, &'static str, Option<&str>)| match variable(name) {
            Some(value) => Setting { key, value: Some(value), variable: Some(name) },
            None => Setting { key, value: value.map(str::to_owned), variable: None },
        };
        Ok(Self::from_file(paths)?.entries().map(setting).into())
    }

    /// Makes a settings file in which every key is explained, unless there is one.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn make_file(paths: &Paths) -> Result<(), Error> {
        let make = || {
            fs::create_dir_all(&paths.config)?;
            let mut file = fs::OpenOptions::new().write(true).create_new(true).open(paths.settings())?;
            file.write_all(TEMPLATE.as_bytes())
        };
        match make() {
            Err(e) if e.kind() != ErrorKind::AlreadyExists => Err(Error::Write(e)),
            _ => Ok(()),
        }
    }

    /// Writes into the settings file, which is made if it is missing, that `device` is recorded from. All else in it stays as
    /// it is, comments too.
    ///
    /// # Errors
    /// [`Error::Read`], [`Error::Invalid`] or [`Error::Write`].
    pub fn remember_device(paths: &Paths, device: &str) -> Result<(), Error> {
        let path = paths.settings();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == ErrorKind::NotFound => TEMPLATE.to_owned(),
            Err(e) => return Err(Error::Read(e)),
        };
        let changed = toml::with_value(&text, "record", "device", device)
            .map_err(|reason| Error::Invalid { path: path.clone(), reason })?;
        whole_file::write(&paths.config, SETTINGS, &changed).map_err(Error::Write)
    }

    fn parse(text: &str) -> Result<Self, String> {
        toml::read(text)
    }
}

/// What is wrong with the `value` of a key.
fn check(key: &str, value: &str) -> Result<(), String> {
    match key {
        "aim" => Aim::of_user(value).map(drop),
        "plain" => is_true(value).map(drop),
        "opinion.url" => opinion::read_url(value),
        "opinion.elsewhere" => opinion::read_elsewhere(value),
        "opinion.limit" => opinion::read_limit_s(value).map(drop),
        _ => Ok(()),
    }
}

/// Reads an aim, so that a mistake in it is told with its line.
fn aim<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(value)?;
    Aim::of_user(&text).map(|_| Some(text)).map_err(D::Error::custom)
}

/// Reads a setting that holds or does not.
fn truth<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    bool::deserialize(value).map(|value| Some(value.to_string()))
}

fn is_true(text: &str) -> Result<bool, String> {
    match text {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err("neither true nor false".into()),
    }
}

/// An environment variable that is set to something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The path that the environment variable `name` names; `None` where it names none.
fn place(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The same of a folder, which may yet have to be made.
fn folder(name: &'static str) -> Result<Option<PathBuf>, Error> {
    match place(name) {
        Some(path) if path.is_file() => {
            let reason = "this is a file, and a folder is needed".into();
            Err(Error::Variable { name, value: path.display().to_string(), reason })
        }
        path => Ok(path),
    }
}

#[cfg(test)]
mod tests;
