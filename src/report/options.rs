//! How a report is to be written.

use crate::moment::Moment;
use crate::opinion::Opinion;
use crate::playable::Sounding;

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
    /// SubRip captions.
    Srt,
    /// WebVTT captions with the moment of each word.
    Vtt,
    /// Praat tiers.
    TextGrid,
    /// A label track of Audacity.
    Audacity,
    /// A table of the words.
    Csv,
    /// The words alone.
    Txt,
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Json,
        Self::Jsonl,
        Self::Md,
        Self::Html,
        Self::Srt,
        Self::Vtt,
        Self::TextGrid,
        Self::Audacity,
        Self::Csv,
        Self::Txt,
    ];

    /// As on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Md => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Srt => "srt",
            Self::Vtt => "vtt",
            Self::TextGrid => "textgrid",
            Self::Audacity => "audacity",
            Self::Csv => "csv",
            Self::Txt => "txt",
        }
    }

    /// How the names of its files end.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text | Self::Txt | Self::Audacity => "txt",
            Self::TextGrid => "TextGrid",
            other => other.name(),
        }
    }

    /// What it is for, in a few words.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Text => "a short report to read in a terminal; the whole of it with `--full`",
            Self::Md => "the full report in Markdown",
            Self::Html => "the full report as one web page that plays the answer, with nothing to fetch",
            Self::Json => "the whole take, indented",
            Self::Jsonl => "the whole take on one line; several recordings give several lines",
            Self::Srt => "SubRip captions",
            Self::Vtt => "WebVTT captions, with the moment of each word",
            Self::TextGrid => "Praat tiers of words, fillers, pauses and STAR parts",
            Self::Audacity => "the same as a label track of Audacity",
            Self::Csv => "a table of the words: times, confidence, fillers, repeats",
            Self::Txt => "the words alone",
        }
    }

    /// Whether several takes may follow each other in one file.
    #[must_use]
    pub fn is_joinable(self) -> bool {
        matches!(self, Self::Text | Self::Md | Self::Jsonl)
    }

    /// Whether an opinion has a place in it.
    #[must_use]
    pub fn holds_opinions(self) -> bool {
        self.is_read() || matches!(self, Self::Json | Self::Jsonl)
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
    /// Its sound, for [`Format::Html`].
    pub sound: Sounding,
    /// What may be typed next, for [`Format::Text`]: a command each, and what it does.
    pub next: Vec<(String, String)>,
    /// What a language model says of it, where somebody asked one.
    pub opinion: Option<Opinion>,
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
    /// Whether to write for ears and slow terminals: sentences in place of charts, words in place of signs.
    pub plain: bool,
}
