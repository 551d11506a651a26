//! `outloud models`: which speech models there are, which are here, and whether they are whole.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use outloud::transcribe;
use outloud::transcribe::models::{self, Model, Place};

use super::Session;
use crate::cli::Models;
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(request: &Models, session: &Session<'_>) -> Result<(), Error> {
    let dir = session.paths.models();
    match request {
        Models::List => Printer::data(Path::new("-"), &list(&dir)),
        Models::Path { name: None } => line(&dir.display().to_string()),
        Models::Path { name: Some(name) } => {
            match models::choose(Some(name), "en", &dir).map_err(transcribe::Error::from)?.place {
                Place::File(path) => line(&path.display().to_string()),
                Place::Embedded => line("(inside outloud)"),
            }
        }
        Models::Verify { models } => verify(models, &dir),
    }
}

fn line(text: &str) -> Result<(), Error> {
    Printer::data(Path::new("-"), &format!("{text}\n"))
}

/// A table of all models, with what is here and what is used when nobody says otherwise.
fn list(dir: &Path) -> String {
    let installed: Vec<String> = models::installed(dir).into_iter().map(|m| m.name).collect();
    let default = models::choose(None, "en", dir).ok().map(|m| m.name);
    let mut text = format!("{:<24} {:>9}  {:<9} {}\n", "model", "MB", "languages", "");
    let embedded = models::embedded().and_then(|m| m.published);
    for entry in embedded.iter().chain(&models::published()) {
        let here = if entry.url.is_none() {
            "inside outloud, for trying out"
        } else if installed.contains(&entry.name) {
            "installed"
        } else {
            ""
        };
        let used = if default.as_deref() == Some(&entry.name) { " (default)" } else { "" };
        let row = format!("{:<24} {:>9.1}  {:<9} {here}{used}", entry.name, entry.bytes as f64 / 1e6, entry.languages);
        text.push_str(row.trim_end());
        text.push('\n');
    }
    let example = models::published().into_iter().find(|e| e.name == "base.en");
    if let Some((entry, url)) = example.as_ref().and_then(|e| Some((e, e.url.as_ref()?))) {
        let _ = write!(
            text,
            "\nTo install one, say {}, download\n  {url}\nand save it as\n  {}\nThe best model there is used from then on.\n",
            entry.name,
            dir.join(&entry.file).display()
        );
    }
    text
}

fn verify(wanted: &[String], dir: &Path) -> Result<(), Error> {
    let chosen: Vec<Model> = if wanted.is_empty() {
        models::installed(dir)
    } else {
        let choose = |name: &String| models::choose(Some(name), "en", dir);
        wanted.iter().map(choose).collect::<Result<_, _>>().map_err(transcribe::Error::from)?
    };
    if chosen.is_empty() {
        return line(&format!("no models in {}", dir.display()));
    }
    for model in chosen {
        let path = match &model.place {
            Place::File(path) => {
                models::verify(path, model.published.as_ref()).map_err(transcribe::Error::from)?;
                path.clone()
            }
            Place::Embedded => PathBuf::from("(inside outloud)"),
        };
        let known = match model.published.as_ref() {
            Some(entry) if entry.sha256.is_some() => "size and SHA-256 as published",
            Some(_) => "size as published",
            None => "a whole model, not one of the catalog",
        };
        line(&format!("{}: ok, {known}: {}", model.name, path.display()))?;
    }
    Ok(())
}
