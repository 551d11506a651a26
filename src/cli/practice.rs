//! The command line of `outloud practice`.

use std::path::PathBuf;

use clap::Args;
use outloud::moment::parse_length_s;
use outloud::usual::Aim;

use super::filing::name;
use super::{BellArgs, RecognitionArgs};

#[derive(Clone, Debug, Args)]
pub(crate) struct PracticeArgs {
    /// Only questions of this category
    #[arg(long, value_name = "NAME")]
    pub(crate) category: Option<String>,
    /// Begin with this question
    #[arg(long, value_name = "ID", conflicts_with_all = ["category", "interview"])]
    pub(crate) question: Option<String>,
    /// A mock interview: so many questions of mixed categories, one after the other, and one summary at the end
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) interview: Option<u16>,
    /// Take this recording, or those of this folder, as the answer instead of the microphone; may be given several times
    #[arg(long, value_name = "FILE|FOLDER", conflicts_with_all = ["device", "prep_s", "longest_s", "silence_s"])]
    pub(crate) from: Vec<PathBuf>,
    /// Have each question spoken by the system
    #[arg(long)]
    pub(crate) say: bool,
    /// Time to think before it records; Enter begins at once
    #[arg(long = "prep", value_name = "LENGTH", value_parser = parse_length_s, default_value = "30s")]
    pub(crate) prep_s: f64,
    /// Stop each answer at this length, such as 2m
    #[arg(long = "for", value_name = "LENGTH", value_parser = parse_length_s)]
    pub(crate) longest_s: Option<f64>,
    /// Stop an answer when nobody has spoken for so long, such as 5s
    #[arg(long = "stop-after-silence", value_name = "LENGTH", value_parser = parse_length_s)]
    pub(crate) silence_s: Option<f64>,
    #[command(flatten)]
    pub(crate) bell: BellArgs,
    /// How long each answer is to be [default: the question's own time]
    #[arg(long, value_name = "LENGTH", value_parser = Aim::of_user)]
    pub(crate) aim: Option<Aim>,
    /// A story of `outloud stories list` to tell: which of its numbers were said [default: the one that fits the question]
    #[arg(long, value_name = "NAME")]
    pub(crate) story: Option<String>,
    /// Input, as `outloud devices` names it; or `file:PATH` to play a recording as if it were spoken
    #[arg(long, value_name = "ID")]
    pub(crate) device: Option<String>,
    #[command(flatten)]
    pub(crate) recognition: RecognitionArgs,
    /// Who speaks [default: the one of the settings, else you]
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) speaker: Option<String>,
    /// A word to find the takes by; may be given several times
    #[arg(long, value_name = "WORD")]
    pub(crate) tag: Vec<String>,
}
