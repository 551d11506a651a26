//! The command line of `outloud history`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use outloud::history::Name;
use outloud::moment::Moment;
use outloud::report::Format;

use super::filing::takes;
use super::values::formats;
use super::{CompareArgs, OpinionArgs, PageArgs, Which};

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum HistoryCommand {
    /// List takes, the newest first
    List {
        #[command(flatten)]
        which: Which,
        /// How many at most
        #[arg(long, value_name = "N", default_value_t = 20, conflicts_with = "all", value_parser = takes())]
        last: usize,
        /// List every one
        #[arg(long)]
        all: bool,
    },
    /// Show one take
    Show {
        /// Its number, `last`, or `best`: the most STAR parts, then the fewest fillers a minute
        #[arg(default_value = "last")]
        take: Name,
        /// What to write: the report as it was, in any of its forms
        #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = formats())]
        format: Format,
        /// Where to write it; `-` is standard output
        #[arg(long, short, value_name = "FILE", default_value = "-", hide_default_value = true)]
        output: PathBuf,
        /// Write the whole report, and not only what matters most
        #[arg(long)]
        full: bool,
        #[command(flatten)]
        page: PageArgs,
        #[command(flatten)]
        opinion: OpinionArgs,
    },
    /// Put two takes side by side, as `outloud compare` does
    Compare(CompareArgs),
    /// Change what a take answers and what it is filed under; an empty text takes away what was there
    Edit(EditArgs),
    /// Delete takes, with the recordings that outloud made of them
    Delete {
        /// Numbers, `last` or `best`
        #[arg(required = true)]
        takes: Vec<Name>,
        /// Leave the recordings where they are
        #[arg(long)]
        keep_audio: bool,
        /// Do not ask
        #[arg(long, short)]
        yes: bool,
    },
    /// Look through the whole history, save what can be read of a damaged one, and find recordings that were moved
    Repair {
        /// Folders to look for moved recordings in [default: where outloud keeps its own]
        folders: Vec<PathBuf>,
    },
    /// Write takes to a file: the figures as CSV, or everything as JSON, a take a line
    Export {
        #[command(flatten)]
        which: Which,
        /// What to write [default: what the file's name ends in, else csv]
        #[arg(long, value_enum)]
        format: Option<Exported>,
        /// Where to write it; `-` is standard output
        #[arg(long, short, value_name = "FILE", default_value = "-", hide_default_value = true)]
        output: PathBuf,
        /// Replace a file that is there already
        #[arg(long)]
        force: bool,
    },
}

#[derive(Clone, Debug, Args)]
#[command(group(clap::ArgGroup::new("changes").required(true).multiple(true)))]
pub(crate) struct EditArgs {
    /// Its number, `last` or `best`
    pub(crate) take: Name,
    /// The question that it answers: one of `outloud questions list`, or a name of your own
    #[arg(long, value_name = "ID", group = "changes")]
    pub(crate) question: Option<String>,
    /// The words of the question
    #[arg(long, value_name = "TEXT", group = "changes")]
    pub(crate) prompt: Option<String>,
    /// Who speaks; nobody named is you
    #[arg(long, value_name = "NAME", group = "changes")]
    pub(crate) speaker: Option<String>,
    /// What sort of question it answers
    #[arg(long, value_name = "NAME", group = "changes")]
    pub(crate) category: Option<String>,
    /// A word to find it by; may be given several times
    #[arg(long, value_name = "WORD", group = "changes")]
    pub(crate) tag: Vec<String>,
    /// A word to find it by no more; may be given several times
    #[arg(long, value_name = "WORD", group = "changes")]
    pub(crate) untag: Vec<String>,
    /// When it was said
    #[arg(long, value_name = "DATE", value_parser = Moment::said_on, group = "changes")]
    pub(crate) date: Option<Moment>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Exported {
    /// A table of the figures
    #[default]
    Csv,
    /// A take a line, with its whole analysis
    Jsonl,
}
