//! A story as data: its parts, its numbers, what it is for.

use crate::structure::Label;

/// A story that its speaker wants to be able to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoreStory {
    /// Its name: that of its file.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Categories of questions that it answers.
    pub categories: Vec<String>,
    /// What is written down of each part, in the order of the file; parts that nobody wrote are left out.
    pub parts: Vec<(Label, String)>,
    /// The numbers that must be said when it is told, as they are written down: "37 % fewer errors".
    pub numbers: Vec<String>,
}

impl CoreStory {
    /// What is written down of `part`; empty where nothing is.
    #[must_use]
    pub fn part(&self, part: Label) -> &str {
        self.parts.iter().find(|(label, _)| *label == part).map_or("", |(_, text)| text)
    }
}
