//! A model's name or path in, a verified model out: the catalog of public models, the models on this machine, the embedded one.

use crate::fingerprint::sha256;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use fs_err as fs;
use serde::Deserialize;

use super::ggml;

/// Attention heads whose alignment tells when each token is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Heads {
    /// A name that whisper.cpp has a list for.
    Preset(String),
    /// Pairs of decoder layer and head.
    Custom(Vec<[i32; 2]>),
    /// Not known: the last layer's.
    #[default]
    #[serde(skip)]
    Unknown,
}

/// One model as published.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Short name: "base.en".
    pub name: String,
    /// File name.
    pub file: String,
    /// Size of the file.
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal; `None` where none was published that we could read.
    #[serde(default)]
    pub sha256: Option<String>,
    /// Where to download it; `None` for the embedded model.
    #[serde(default)]
    pub url: Option<String>,
    /// "en" or "many".
    pub languages: String,
    /// Licence of the weights.
    pub licence: String,
    /// Heads for word times.
    pub heads: Heads,
}

#[derive(Deserialize)]
struct Catalog {
    demo: Entry,
    model: Vec<Entry>,
}

/// Where a model's weights are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In this file.
    File(PathBuf),
    /// In the binary.
    Embedded,
}

/// A model to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Its name in the catalog, or its file name without ending.
    pub name: String,
    /// Its weights.
    pub place: Place,
    /// Heads for word times.
    pub heads: Heads,
    /// Its size and hash as published; `None` for a model that the catalog does not have.
    pub published: Option<Entry>,
}

/// Why there is no model to use.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Neither a name in the catalog nor a file.
    #[error("unknown model: `{0}`")]
    Unknown(String),
    /// In the catalog, but not on this machine.
    #[error("model `{name}` is not installed: no {}", path.display())]
    NotInstalled {
        /// Its name.
        name: String,
        /// Where it would be.
        path: PathBuf,
        /// Where to get it.
        url: Option<String>,
    },
    /// This build has no embedded model, and none is installed.
    #[error("no model is installed, and this build has none inside")]
    None {
        /// Where models are looked for.
        dir: PathBuf,
    },
    /// The file is not a whole model.
    #[error("cannot use model {}: {fault}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        fault: ggml::Fault,
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
        match self {
            Self::Unknown(_) => "`outloud models list` shows the names; a path needs to exist".into(),
            Self::NotInstalled { path, url: Some(url), .. } => {
                format!("download {url}\nand save it as {}", path.display())
            }
            Self::NotInstalled { url: None, .. } => "build with the feature `demo-model`".into(),
            Self::None { dir } => {
                format!("put a model into {}; `outloud models list` says where to get one", dir.display())
            }
            Self::Broken { .. } | Self::Differs { .. } => "delete the file and download it again".into(),
            Self::Read(_) => "check the path and its permissions".into(),
        }
    }
}

#[expect(clippy::expect_used, reason = "the catalog is part of the program; a test reads it")]
fn catalog() -> Catalog {
    toml_edit::de::from_str(include_str!("../../models/catalog.toml")).expect("the embedded catalog is valid")
}

/// The public models, smallest first within each language; later ones hear better.
#[must_use]
pub fn published() -> Vec<Entry> {
    catalog().model
}

/// The model inside the binary; `None` when this build has none.
#[must_use]
pub fn embedded() -> Option<Model> {
    cfg!(feature = "demo-model").then(|| {
        let demo = catalog().demo;
        Model { name: demo.name.clone(), place: Place::Embedded, heads: demo.heads.clone(), published: Some(demo) }
    })
}

/// The embedded model's weights, unpacked.
///
/// # Errors
/// When this build has none.
pub fn embedded_weights() -> io::Result<Vec<u8>> {
    #[cfg(feature = "demo-model")]
    let packed: &[u8] = include_bytes!("../../models/demo/demo.en-q8_0.bin.gz");
    #[cfg(not(feature = "demo-model"))]
    let packed: &[u8] = &[];
    let mut weights = Vec::with_capacity(catalog().demo.bytes as usize);
    flate2::read::GzDecoder::new(packed).read_to_end(&mut weights)?;
    Ok(weights)
}

/// The models of the catalog that lie in `dir`, in the catalog's order.
#[must_use]
pub fn installed(dir: &Path) -> Vec<Model> {
    published().into_iter().filter(|e| dir.join(&e.file).is_file()).map(|e| from_entry(e, dir)).collect()
}

fn from_entry(entry: Entry, dir: &Path) -> Model {
    let place = Place::File(dir.join(&entry.file));
    Model { name: entry.name.clone(), place, heads: entry.heads.clone(), published: Some(entry) }
}

/// The model to use: `wanted` by name or path, else the best one in `dir` that knows `language`, else the embedded one.
///
/// # Errors
/// [`Error::Unknown`], [`Error::NotInstalled`] or [`Error::None`].
pub fn choose(wanted: Option<&str>, language: &str, dir: &Path) -> Result<Model, Error> {
    let Some(wanted) = wanted else {
        let knows = |m: &Model| language == "en" || m.published.as_ref().is_some_and(|e| e.languages != "en");
        let best = installed(dir).into_iter().rfind(knows);
        return best.or_else(embedded).ok_or_else(|| Error::None { dir: dir.to_owned() });
    };
    if let Some(demo) = embedded().filter(|demo| demo.name == wanted) {
        return Ok(demo);
    }
    if let Some(entry) = published().into_iter().find(|e| e.name == wanted) {
        let path = dir.join(&entry.file);
        if path.is_file() {
            return Ok(from_entry(entry, dir));
        }
        return Err(Error::NotInstalled { name: entry.name, path, url: entry.url });
    }
    let path = PathBuf::from(wanted);
    if !path.is_file() {
        return Err(Error::Unknown(wanted.to_owned()));
    }
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    if let Some(entry) = published().into_iter().find(|e| e.file == file) {
        return Ok(Model { place: Place::File(path), ..from_entry(entry, dir) });
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Model { name, place: Place::File(path), heads: Heads::Unknown, published: None })
}

/// Checks the file at `path`: that it is a whole whisper.cpp model, and the `published` one if it claims to be.
///
/// # Errors
/// [`Error::Broken`], [`Error::Differs`] or [`Error::Read`].
pub fn verify(path: &Path, published: Option<&Entry>) -> Result<ggml::Shape, Error> {
    let file = fs::File::open(path)?;
    let bytes = file.metadata()?.len();
    let broken = |fault| Error::Broken { path: path.to_owned(), fault };
    let shape = ggml::inspect(&mut io::BufReader::new(&file)).map_err(broken)?;
    if let Some(entry) = published {
        let differs = |what| Error::Differs { path: path.to_owned(), name: entry.name.clone(), what };
        if bytes != entry.bytes {
            return Err(differs("its size"));
        }
        if let Some(expected) = &entry.sha256
            && *expected != sha256(&mut fs::File::open(path)?)?
        {
            return Err(differs("its SHA-256"));
        }
    }
    Ok(shape)
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "demo-model")]
    use std::io::Cursor;

    use super::*;

    #[test]
    fn the_catalog_can_be_read_and_names_each_model_once() {
        let entries = published();
        for entry in &entries {
            assert_eq!(entry.file, format!("ggml-{}.bin", entry.name));
            assert!(entry.url.as_ref().unwrap().ends_with(&entry.file));
            assert_eq!(entry.sha256.as_ref().unwrap().len(), 64, "{}", entry.name);
        }
        let mut names: Vec<_> = entries.iter().map(|e| &e.name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), entries.len());
    }

    #[cfg(feature = "demo-model")]
    #[test]
    fn the_embedded_model_is_whole_and_as_large_as_the_catalog_says() {
        let weights = embedded_weights().unwrap();
        assert_eq!(weights.len() as u64, catalog().demo.bytes);
        let shape = ggml::inspect(&mut Cursor::new(&weights)).unwrap();
        assert!(shape.vocabulary < 51_865, "the demo model knows English only");
        if let Heads::Custom(heads) = catalog().demo.heads {
            assert!(heads.iter().all(|&[layer, _]| (layer as u32) < shape.decoder_layers));
        }
    }

    #[cfg(feature = "demo-model")]
    #[test]
    fn a_model_with_anything_missing_or_changed_is_refused() {
        let whole = embedded_weights().unwrap();
        let inspect = |bytes: &[u8]| ggml::inspect(&mut Cursor::new(bytes));
        for length in [0, 3, 20, 60, 30_000, 500_000, whole.len() / 2, whole.len() - 1] {
            assert!(inspect(&whole[..length]).is_err(), "{length} bytes were taken for a model");
        }
        assert!(matches!(inspect(b"RIFF\x24\0\0\0WAVE"), Err(ggml::Fault::Magic)));
        let mut endless = whole.clone();
        endless.extend([0; 64]);
        assert!(inspect(&endless).is_err());
        for field in 1..11 {
            let mut absurd = whole.clone();
            absurd[4 * field..4 * field + 4].copy_from_slice(&u32::MAX.to_le_bytes());
            assert!(inspect(&absurd).is_err(), "field {field} may be anything");
        }
    }

    #[test]
    fn a_model_is_chosen_by_name_by_path_or_as_the_largest_installed() {
        let dir = tempfile::tempdir().unwrap();
        assert!(matches!(choose(Some("base.en"), "en", dir.path()), Err(Error::NotInstalled { .. })));
        assert!(matches!(choose(Some("no-such"), "en", dir.path()), Err(Error::Unknown(_))));
        for name in ["tiny", "small.en", "base.en"] {
            fs::write(dir.path().join(format!("ggml-{name}.bin")), "").unwrap();
        }
        let name = |wanted: Option<&str>, language: &str| choose(wanted, language, dir.path()).unwrap().name;
        assert_eq!(name(None, "en"), "small.en");
        assert_eq!(name(None, "de"), "tiny");
        assert_eq!(name(Some("base.en"), "en"), "base.en");
        let copy = dir.path().join("mine.bin");
        fs::write(&copy, "").unwrap();
        let mine = choose(copy.to_str(), "en", dir.path()).unwrap();
        assert_eq!((mine.name.as_str(), mine.published), ("mine", None));
    }
}
