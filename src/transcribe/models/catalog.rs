//! The public models as they were published, and how Whisper models are built.

use serde::Deserialize;

use crate::toml;
use crate::transcribe::ggml::Dimensions;

/// One model as published.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogEntry {
    /// Short name: "base.en".
    pub name: String,
    /// File name.
    pub file: String,
    /// Size of the file.
    pub bytes: u64,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Where to download it.
    pub url: String,
    /// "en" or "many".
    pub languages: String,
    /// Licence of the weights.
    pub licence: String,
    /// Name of its [`Build`].
    pub build: String,
    /// Share of words that it gets wrong, um and uh left out; `None` where we have not measured it.
    #[serde(default)]
    pub word_errors: Option<f64>,
}

impl CatalogEntry {
    /// Whether it knows the language `code` (ISO 639-1).
    #[must_use]
    pub fn knows(&self, code: &str) -> bool {
        code == "en" || self.languages != "en"
    }

    /// Size of the file, for people: "77.7 MB".
    #[must_use]
    pub fn size(&self) -> String {
        megabytes(self.bytes)
    }
}

/// `bytes` for people: "77.7 MB", and from 100 MB on without a fraction.
#[must_use]
pub fn megabytes(bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    if megabytes < 99.95 { format!("{megabytes:.1} MB") } else { format!("{megabytes:.0} MB") }
}

#[derive(Deserialize)]
struct Catalog {
    model: Vec<CatalogEntry>,
}

/// The public models, smallest first; later ones hear better.
#[must_use]
#[expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "the catalog is part of the program; a test reads it"
)]
pub fn published() -> Vec<CatalogEntry> {
    let catalog: Catalog =
        toml::read(include_str!("../../../models/catalog.toml")).expect("the catalog inside the program is valid");
    catalog.model
}

/// The public model called `name`.
#[must_use]
pub fn named(name: &str) -> Option<CatalogEntry> {
    published().into_iter().find(|entry| entry.name == name)
}

/// How OpenAI built one of its models, whoever rounded its weights since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Build {
    /// Its name, by which whisper.cpp knows which attention heads tell when a word is said.
    pub name: &'static str,
    /// What its file's header says.
    pub shape: Dimensions,
}

/// Every build that whisper.cpp has a list of heads for and that the catalog names.
pub const BUILDS: [Build; 10] = [
    build("tiny.en", 51_864, 384, 4, 4),
    build("tiny", 51_865, 384, 4, 4),
    build("base.en", 51_864, 512, 6, 6),
    build("base", 51_865, 512, 6, 6),
    build("small.en", 51_864, 768, 12, 12),
    build("small", 51_865, 768, 12, 12),
    build("medium.en", 51_864, 1024, 24, 24),
    build("medium", 51_865, 1024, 24, 24),
    build("large-v3", 51_866, 1280, 32, 32),
    build("large-v3-turbo", 51_866, 1280, 32, 4),
];

const fn build(name: &'static str, vocabulary: u32, state: u32, encoder_layers: u32, decoder_layers: u32) -> Build {
    Build { name, shape: Dimensions { vocabulary, state, encoder_layers, decoder_layers } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalog_can_be_read_and_names_each_model_once() {
        let entries = published();
        for entry in &entries {
            assert_eq!(entry.file, format!("ggml-{}.bin", entry.name));
            assert!(entry.url.ends_with(&entry.file));
            assert_eq!(entry.sha256.len(), 64, "{}", entry.name);
            let build = BUILDS.iter().find(|build| build.name == entry.build).unwrap();
            assert_eq!(build.shape.vocabulary == 51_864, entry.languages == "en", "{}", entry.name);
        }
        let mut names: Vec<_> = entries.iter().map(|e| &e.name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), entries.len());
    }

    #[test]
    fn sizes_are_those_that_people_see_elsewhere() {
        assert_eq!([megabytes(77_704_715), megabytes(147_964_211)], ["77.7 MB", "148 MB"]);
    }
}
