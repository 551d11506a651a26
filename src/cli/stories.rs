//! The command line of `outloud stories`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Listed;

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum StoriesCommand {
    /// Begin a story: a Markdown file of yours in which every part is explained
    New {
        /// Its name: small letters, digits and hyphens
        name: String,
        /// Its title [default: its name]
        #[arg(long)]
        title: Option<String>,
        /// A category of questions that it answers; may be given several times
        #[arg(long, value_name = "NAME")]
        category: Vec<String>,
        #[command(flatten)]
        place: StoriesPlace,
    },
    /// List your stories; for a question, the one that fits best first
    List {
        /// A question of `outloud questions list`
        #[arg(long, value_name = "ID")]
        question: Option<String>,
        /// How the list is written
        #[arg(long, value_enum, default_value_t)]
        format: Listed,
        #[command(flatten)]
        place: StoriesPlace,
    },
    /// Read all your stories: what each lacks, and which categories of questions none of them answers
    Check {
        #[command(flatten)]
        place: StoriesPlace,
    },
}

/// Where stories are.
#[derive(Clone, Debug, Args)]
pub(crate) struct StoriesPlace {
    /// Their folder [default: that of the settings, else `stories` in the data folder]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}
