//! What the command line says about pages.

use std::path::PathBuf;

use clap::Args;
use outloud::history::Name;

use super::Which;

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

#[derive(Clone, Debug, Args)]
pub(crate) struct DashboardArgs {
    #[command(flatten)]
    pub(crate) which: Which,
    /// Leave the sound of the answers out
    #[arg(long)]
    pub(crate) no_audio: bool,
    /// Where to write it, `-` for standard output [default: a file in the data folder, shown in the browser]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}
