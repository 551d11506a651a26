//! The command line of `outloud questions`.

use clap::{Args, Subcommand};
use outloud::structure::Shape;

use super::Listed;
use super::values::shapes;

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum QuestionsCommand {
    /// List the questions, ours and yours
    List {
        #[command(flatten)]
        which: WhichQuestions,
        /// How the list is written
        #[arg(long, value_enum, default_value_t)]
        format: Listed,
    },
    /// Tell why a question is asked, what listeners wait for in the answer, and what may be asked next
    Show {
        /// Its name
        id: String,
        /// How it is written
        #[arg(long, value_enum, default_value_t)]
        format: Listed,
    },
    /// Draw a question by lot
    Random {
        #[command(flatten)]
        which: WhichQuestions,
    },
    /// Add a question of your own, in a file of yours that you may go on with
    Add {
        /// Its words
        ask: String,
        /// Its name: small letters, digits and hyphens [default: from its words]
        #[arg(long)]
        id: Option<String>,
        /// Its category; each has a file of its own
        #[arg(long, value_name = "NAME", default_value = "own")]
        category: String,
    },
    /// Tell what to ask an interviewer back: by their role, why it is worth asking, and what to avoid
    Ask {
        /// Who interviews: recruiter, manager, engineer, product, peer, executive, or one of your own [default: a line for each]
        role: Option<String>,
        /// How it is written
        #[arg(long, value_enum, default_value_t)]
        format: Listed,
    },
    /// Read all your question files, and name each mistake with its line
    Check,
}

/// Which questions are meant.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct WhichQuestions {
    /// Only those of this category
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Option<String>,
    /// Only those whose answer has this shape
    #[arg(long, value_parser = shapes())]
    pub(crate) shape: Option<Shape>,
    /// Only those that this kind of employer asks
    #[arg(long, value_name = "KIND")]
    pub(crate) asked_by: Option<String>,
}
