//! Where takes are filed in the history, and which of them are meant.

use clap::Args;
use clap::builder::RangedU64ValueParser;
use outloud::moment::Moment;

/// Where a take is filed in the history.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Filing {
    /// Who speaks, to keep people apart [default: the one of the settings, else you]
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) speaker: Option<String>,
    /// What sort of question it answers, to follow it over time: behavioural, technical, …
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Option<String>,
    /// A word to find the take by: a company, a round; may be given several times
    #[arg(long, value_name = "WORD")]
    pub(crate) tag: Vec<String>,
    /// When it was said, such as 2026-11-20, 2026-11-20T14:30 or yesterday [default: when the file was last written]
    #[arg(long, value_name = "DATE", value_parser = Moment::said_on)]
    pub(crate) date: Option<Moment>,
    /// Keep it in the history even where it is no recording, but text that may never have been spoken
    #[arg(long, conflicts_with = "no_save")]
    pub(crate) save: bool,
    /// Keep nothing of this take in the history; a recording made now is kept all the same
    #[arg(long)]
    pub(crate) no_save: bool,
}

/// Which takes are meant.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Which {
    /// Only answers to this question: its name, or its words where it has none
    #[arg(long, value_name = "ID")]
    pub(crate) question: Option<String>,
    /// Only takes of this speaker
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) speaker: Option<String>,
    /// Only takes of this category
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Option<String>,
    /// Only takes with this tag
    #[arg(long, value_name = "WORD")]
    pub(crate) tag: Option<String>,
    /// Only takes said on this day or later: 2026-11-20, yesterday, 7d, 2w
    #[arg(long, value_name = "DATE", value_parser = Moment::from_date)]
    pub(crate) since: Option<Moment>,
    /// Only takes said on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = Moment::after_date)]
    pub(crate) until: Option<Moment>,
}

/// What somebody is called.
pub(super) fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() { Err("a name is needed".into()) } else { Ok(name.to_owned()) }
}

/// A number of takes, from one on.
pub(super) fn takes() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..)
}
