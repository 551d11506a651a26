//! What the command line says about opinions.

use clap::Args;

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct OpinionArgs {
    /// Add a second opinion of the language model on this machine that `[opinion]` of the settings names; it reads the words alone,
    /// and no number comes from it
    #[arg(long)]
    pub(crate) opinion: bool,
}
