//! What the command line says about many recordings.

use std::path::PathBuf;

use clap::Args;
use outloud::batch::shard::Shard;

#[derive(Clone, Debug, Args)]
pub(crate) struct ManyArgs {
    /// How many recordings to analyse at once, with one model in memory
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: u16,
    /// Add the takes to this file as they are done, a line each as of `--format jsonl`, and pass over what is in it already: the same bytes, asked
    /// the same; if stopped, start it again and it goes on where it was
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "out_dir", "transcript", "pending"])]
    pub(crate) resume: Option<PathBuf>,
    /// Analyse one of N equal shares only, such as 2/8: N machines that are given the same folder do each recording once
    #[arg(long, value_name = "I/N", conflicts_with_all = ["transcript", "pending"])]
    pub(crate) shard: Option<Shard>,
    /// With `--format jsonl`, write a line for each recording that cannot be analysed, too: its path, and why
    #[arg(long)]
    pub(crate) with_errors: bool,
}
