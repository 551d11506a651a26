//! A question of the user's own, written into a file of theirs.

use std::path::{Path, PathBuf};

use fs_err as fs;

use super::bank::{Bank, shared};
use super::file::{self, FILES};
use crate::own_files::{FileMistake, OwnFiles};
use crate::toml;

/// Words of a question that its name is made of, at most.
const NAME_WORDS: usize = 5;

/// A question that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its name.
    pub id: String,
    /// The file that it is in.
    pub path: PathBuf,
}

/// Adds the question `ask` to the file of `category` in `folder`, which is made if it is missing. All else in it stays as it is.
///
/// # Errors
/// [`FileMistake`] where the file has a mistake or cannot be written, or the name is no name or taken.
pub fn add(folder: &Path, ask: &str, id: Option<&str>, category: &str) -> Result<Added, FileMistake> {
    let path = FILES.path(folder, category);
    let bank = Bank::load(folder)?;
    let id = match id {
        Some(id) if bank.get(id).is_some() => {
            let taken =
                OwnFiles { remedy: "choose another name; `outloud questions show NAME` shows that one", ..FILES };
            return Err(taken.mistake(&path, None, format!("a question called `{id}` is there already")));
        }
        Some(id) => id.to_owned(),
        None => free_name(ask, &bank),
    };
    let before = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => format!("category = {}\n", toml::quoted(category)),
        Err(e) => return Err(FILES.unread(&path, &e)),
    };
    let text = format!(
        "{before}\n[[question]]\nid = {}\nask = {}\n# why = \"…\"   points, shape, time_s and more: docs/QUESTIONS.md\n",
        toml::quoted(&id),
        toml::quoted(ask.trim())
    );
    // What is written must be readable.
    file::questions(&path, &text, &shared()?)?;
    Ok(Added { id, path: FILES.write(folder, category, &text)? })
}

/// A name of the first words of `ask` that no question has.
fn free_name(ask: &str, bank: &Bank) -> String {
    let plain: String = ask.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().take(NAME_WORDS).collect();
    let name = if words.is_empty() { "question".to_owned() } else { words.join("-") };
    // One more name than there are questions: one of them is free.
    (1..=bank.questions().count() + 1)
        .map(|n| if n == 1 { name.clone() } else { format!("{name}-{n}") })
        .find(|name| bank.get(name).is_none())
        .unwrap_or(name)
}
