//! How a report is to be written.

/// Which form a report takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// To read in a terminal.
    Text,
    /// Markdown.
    Md,
    /// One self-contained web page.
    Html,
    /// The whole take, for programs.
    Json,
    /// The same on one line.
    Jsonl,
}

/// How to write for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Columns; fewer than 30 are taken as 30, more than 120 are left empty.
    pub width: usize,
    /// Whether to use ANSI colours.
    pub colour: bool,
}
