//! The command line of `outloud schema`.

use clap::ValueEnum;

/// What a schema describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Described {
    /// A take: `--format json` of `analyze`, `record` and `history show`, and each line of `jsonl`
    #[default]
    Take,
    /// What `check --format json` writes
    Check,
}
