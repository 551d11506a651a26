//! The command line of `outloud plan`.

use clap::{Args, Subcommand};
use outloud::moment::Moment;
use outloud::practice::interview::MINUTES;

use super::Listed;
use super::filing::name;

#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct PlanArgs {
    /// The day of the interview, such as 2026-12-03 or tomorrow; it is kept until another one is given
    #[arg(long, value_name = "DATE", value_parser = Moment::coming)]
    pub(crate) date: Option<Moment>,
    /// Whom it is with, to tell several plans apart [default: the next one to come]
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) company: Option<String>,
    /// Minutes for each day, 10 to 480 [default: those of the plan, else 30]
    #[arg(long, value_name = "N", value_parser = minutes())]
    pub(crate) minutes: Option<u32>,
    /// Keep to questions of this category; may be given several times [default: those of the plan, else all]
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Vec<String>,
    /// Who is to speak [default: the one of the plan, else of the settings, else you]
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) speaker: Option<String>,
    /// Tell every day, and not only the next seven and the last two
    #[arg(long)]
    pub(crate) all: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Listed,
    #[command(subcommand)]
    pub(crate) command: Option<PlanCommand>,
}

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum PlanCommand {
    /// Keep a note with the plan: what was asked, what went well
    Note {
        /// Your words
        text: String,
        /// With whom it was [default: the next one to come, else the last one]
        #[arg(long, value_name = "NAME", value_parser = name)]
        company: Option<String>,
    },
}

fn minutes() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(i64::from(*MINUTES.start())..=i64::from(*MINUTES.end()))
}
