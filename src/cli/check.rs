//! The command line of `outloud check`.

use std::path::PathBuf;

use clap::Args;
use outloud::check::Required;
use outloud::moment::parse_length_s;

use super::values::{parse_amount, parse_range, required};
use super::{AskedArgs, Listed, RecognitionArgs};

#[derive(Clone, Debug, Args)]
pub(crate) struct CheckArgs {
    /// A recording, or `-` for standard input
    #[arg(required_unless_present = "transcript")]
    pub(crate) audio: Option<PathBuf>,
    /// Take the words from this file instead of recognising them (.txt, .srt, .vtt, .json)
    #[arg(long, value_name = "FILE")]
    pub(crate) transcript: Option<PathBuf>,
    /// Speech at most, such as 180s or 3m
    #[arg(long, value_name = "LENGTH", value_parser = parse_length_s)]
    pub(crate) max_duration: Option<f64>,
    /// Speech at least, such as 60s or 1m
    #[arg(long, value_name = "LENGTH", value_parser = parse_length_s)]
    pub(crate) min_duration: Option<f64>,
    /// Fillers for every 100 words, at most
    #[arg(long, value_name = "PERCENT", value_parser = parse_amount)]
    pub(crate) max_filler_percent: Option<f64>,
    /// Words a minute, such as 110..190
    #[arg(long, value_name = "FROM..TO", value_parser = parse_range)]
    pub(crate) pace: Option<(f64, f64)>,
    /// What must be told, with commas; `number` is a number in the result. What is unclear does not pass
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = required())]
    pub(crate) require: Vec<Required>,
    #[command(flatten)]
    pub(crate) recognition: RecognitionArgs,
    #[command(flatten)]
    pub(crate) asked: AskedArgs,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Listed,
}
