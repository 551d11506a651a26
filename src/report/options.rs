//! How a report is to be written.

use crate::moment::Moment;

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

impl Format {
    /// Every form.
    pub const ALL: [Self; 5] = [Self::Text, Self::Json, Self::Jsonl, Self::Md, Self::Html];

    /// As on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Md => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
        }
    }

    /// What it is for, in a few words.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Text => "a short report to read in a terminal; the whole of it with `--full`",
            Self::Md => "the full report in Markdown",
            Self::Html => "the full report as one web page, with nothing to fetch",
            Self::Json => "the whole take, indented",
            Self::Jsonl => "the whole take on one line; several recordings give several lines",
        }
    }

    /// Whether a person reads it, and not a program.
    #[must_use]
    pub fn is_read(self) -> bool {
        matches!(self, Self::Text | Self::Md | Self::Html)
    }
}

/// What is known of a take besides what was measured in it.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// When it was said.
    pub taken: Option<Moment>,
    /// What is to be said of it and the takes before it, a paragraph each.
    pub remarks: Vec<String>,
    /// What may be typed next, for [`Format::Text`]: a command each, and what it does.
    pub next: Vec<(String, String)>,
}

/// How to write for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether to say everything, and not only what matters most.
    pub full: bool,
    /// Columns; fewer than 30 are taken as 30, more than 120 are left empty.
    pub width: usize,
    /// Whether to use ANSI colours.
    pub colour: bool,
}
