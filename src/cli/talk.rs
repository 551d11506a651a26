//! How much is said on the way, and how it looks and sounds.

use clap::{Args, ValueEnum};
use outloud::playback::tempo::SPEEDS;

/// How much is said on the way, and how it looks.
#[derive(Clone, Debug, Args)]
pub(crate) struct Talk {
    /// When to use colour
    #[arg(long, alias = "colour", global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
    #[command(flatten)]
    telling: TellingArgs,
    /// Show no progress bar
    #[arg(long, global = true)]
    pub(crate) no_progress: bool,
    /// Sentences in place of charts, signs and colours: for screen readers and slow terminals
    #[arg(long, global = true)]
    pub(crate) plain: bool,
}

#[derive(Clone, Copy, Debug, Args)]
struct TellingArgs {
    /// Say nothing on stderr but errors
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Tell on stderr what is done: the model, its threads, how much there is to recognise, and the time of each stage
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

/// How much is said on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Telling {
    /// Errors alone.
    Errors,
    /// What somebody has to know.
    Usual,
    /// How the work is done, too.
    Everything,
}

impl Talk {
    /// How much is said on stderr.
    pub(crate) fn telling(&self) -> Telling {
        match self.telling {
            TellingArgs { quiet: true, .. } => Telling::Errors,
            TellingArgs { verbose: true, .. } => Telling::Everything,
            TellingArgs { .. } => Telling::Usual,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What is heard while an answer is recorded.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct BellArgs {
    /// Ring the terminal's bell at each light: long enough, past the aim, too long
    #[arg(long)]
    pub(crate) bell: bool,
}

/// A speed such as 0.75, in percent.
pub(super) fn speed(text: &str) -> Result<u32, String> {
    let percent = text.parse::<f64>().map(|speed| 100.0 * speed).ok();
    let (slowest, fastest) = (f64::from(SPEEDS.0), f64::from(SPEEDS.1));
    let percent = percent.filter(|percent| (slowest..=fastest).contains(percent));
    percent.map(|percent| percent.round() as u32).ok_or_else(|| "not a speed from 0.5 to 2".into())
}
