//! What the command line says about pages.

use clap::Args;
use outloud::history::Name;

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct PageArgs {
    /// Leave the sound out of a page: `--format html`
    #[arg(long)]
    pub(crate) no_audio: bool,
}

#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct OpenArgs {
    /// A take's number, `last` or `best`
    #[arg(default_value = "last")]
    pub(crate) take: Name,
    /// Leave its sound out
    #[arg(long)]
    pub(crate) no_audio: bool,
}
