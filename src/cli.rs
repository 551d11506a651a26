//! The command line as types: no input, no output, no logic.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Practise speaking, and see what a listener noticed. Everything stays on this machine.
#[derive(Clone, Debug, Parser)]
#[command(name = "outloud", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) talk: Talk,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// How much is said on the way, and how it looks.
#[derive(Clone, Debug, Args)]
pub(crate) struct Talk {
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
    /// Say nothing on stderr but errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Show no progress bar
    #[arg(long, global = true)]
    pub(crate) no_progress: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// Analyse recordings: how long, how fast, which fillers, where the pauses, what structure
    Analyze(Analyze),
    /// Show the speech models: what there is, what is installed, whether a file is whole
    #[command(subcommand)]
    Models(Models),
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Analyze {
    /// Recordings (WAV, MP3, M4A, FLAC, OGG), folders of them, or `-` for standard input
    #[arg(required_unless_present = "transcript")]
    pub(crate) audio: Vec<PathBuf>,
    /// Take the words from this file instead of recognising them (.txt, .srt, .vtt, .json); without AUDIO,
    /// measure the text alone
    #[arg(long, value_name = "FILE")]
    pub(crate) transcript: Option<PathBuf>,
    /// Speech model: a name from `outloud models list`, or a file [default: the best one installed]
    #[arg(long, value_name = "NAME|PATH")]
    pub(crate) model: Option<String>,
    /// Language spoken, as an ISO 639-1 code; fillers and structure are known for English only [default: en]
    #[arg(long, value_name = "CODE")]
    pub(crate) language: Option<String>,
    /// The question that was asked: its words choose the shape the answer is measured against
    #[arg(long, value_name = "TEXT")]
    pub(crate) prompt: Option<String>,
    /// A name for the question, to find answers to it again
    #[arg(long, value_name = "ID")]
    pub(crate) question: Option<String>,
    /// How a good answer is built [default: what the question asks for, else star]
    #[arg(long, value_enum)]
    pub(crate) shape: Option<Shape>,
    /// What to write
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Where to write it; `-` is standard output
    #[arg(long, short, value_name = "FILE", default_value = "-", hide_default_value = true)]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) filing: Filing,
    /// Keep nothing of this take in the history
    #[arg(long)]
    pub(crate) no_save: bool,
    /// How many recordings to analyse at once
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: u16,
    /// Threads for the recogniser, shared by all jobs [default: the physical cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
}

/// Where a take is filed in the history.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Filing {
    /// What sort of question it answers, to follow it over time: behavioural, technical, …
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Option<String>,
    /// A word to find the take by: a company, a round; may be given several times
    #[arg(long, value_name = "WORD")]
    pub(crate) tag: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A report to read in the terminal
    #[default]
    Text,
    /// One take as JSON
    Json,
    /// One JSON object a line, in the order of the input
    Jsonl,
    /// Markdown
    Md,
    /// One self-contained web page
    Html,
}

/// The library's shapes, as the command line names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    /// Situation, task, action, result
    Star,
    /// Context, action, result, evaluation: for failures and lessons
    Care,
    /// Symptom, hypothesis, experiment, root cause, fix, prevention
    Diagnosis,
    /// Risk, options, decision, mitigation, outcome, reflection
    Decision,
    /// Situation, behaviour, impact: for feedback you gave
    Sbi,
    /// What, why it matters to you, what you did about it, what you would do here
    Motivation,
}

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Models {
    /// List the public models, with what is installed and what is used by default
    List,
    /// Print where a model's file is, or where models are kept
    Path {
        /// Name of a model
        name: Option<String>,
    },
    /// Check that installed models are whole and are the published ones
    Verify {
        /// Names or files [default: all installed models]
        models: Vec<String>,
    },
}
