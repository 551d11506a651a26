//! The command line as types: no input, no output, no logic.

mod check;
mod filing;
mod habits;
mod history;
mod many;
mod opinion;
mod page;
mod plan;
mod practice;
mod questions;
mod schema;
mod stories;
mod talk;
mod values;
mod version;

use std::path::PathBuf;

use clap::builder::ArgPredicate;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use outloud::history::Name;
use outloud::history::metric::Metric;
use outloud::moment::{parse_length_s, parse_time_s};
use outloud::report::Format;
use outloud::structure::Shape;
use outloud::usual::Aim;

pub(crate) use check::CheckArgs;
pub(crate) use filing::{Filing, Which};
pub(crate) use history::{EditArgs, Exported, HistoryCommand};
pub(crate) use many::ManyArgs;
pub(crate) use opinion::OpinionArgs;
pub(crate) use page::{DashboardArgs, OpenArgs, PageArgs};
pub(crate) use plan::{PlanArgs, PlanCommand};
pub(crate) use practice::PracticeArgs;
pub(crate) use questions::{QuestionsCommand, WhichQuestions};
pub(crate) use schema::Described;
pub(crate) use stories::StoriesCommand;
pub(crate) use talk::{BellArgs, Color, Talk, Telling};
use values::{formats, metrics, shapes};

/// Practise speaking, and see what a listener noticed. Everything stays on this machine.
#[derive(Clone, Debug, Parser)]
#[command(name = "outloud", version, max_term_width = 100, after_long_help = include_str!("help.txt"))]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) talk: Talk,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// Record an answer and analyse it: Enter stops, Space pauses, q discards
    Record(RecordArgs),
    /// Analyse recordings: how long, how fast, which fillers, where the pauses, what structure
    #[command(alias = "analyse")]
    Analyze(AnalyzeArgs),
    /// Practise: a question, your answer, what a listener noticed, and one key for again, next or stop
    Practice(PracticeArgs),
    /// Plan the days until an interview: which question and which story on which day, and what is done of it
    Plan(PlanArgs),
    /// Hold an answer against limits, for scripts: exit status 3 where it does not keep them
    Check(CheckArgs),
    /// Hear a take again, or the moments of one finding: Space pauses, ← → go back and on, - + slower and faster, q ends
    Play(PlayArgs),
    /// Show a take as a page in the browser that plays it: words, findings, pauses and story on one axis of time
    Open(OpenArgs),
    /// Show, compare, edit, export and delete the takes of the past
    #[command(subcommand)]
    History(HistoryCommand),
    /// Draw how pace, fillers, long pauses, length, STAR parts and pitch went from take to take
    Trend(TrendArgs),
    /// Show your progress as a page in the browser: trends, practice days, best and last answers to hear, what was practised
    Dashboard(DashboardArgs),
    /// Put two takes side by side: what changed, and whether it is more than your takes vary by anyway
    Compare(CompareArgs),
    /// Measure takes of the past again with today's definitions
    #[command(alias = "reanalyse")]
    Reanalyze(ReanalyzeArgs),
    /// Remove everything that outloud keeps
    Purge(PurgeArgs),
    /// Questions to practise with: why each is asked, and what listeners wait for
    #[command(subcommand)]
    Questions(QuestionsCommand),
    /// Your own stories: begin one, see what each lacks and which question it answers
    #[command(subcommand)]
    Stories(StoriesCommand),
    /// Get, check and remove speech models: which there are, what each needs, how well it hears
    #[command(subcommand)]
    Models(Models),
    /// List the microphones, or choose the one that is used from now on
    Devices(DevicesArgs),
    /// Check everything a recording needs: microphone, level, model, folders, history; and say what to do about it
    Doctor(DoctorArgs),
    /// Tell where the settings are and what they are, or edit them
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print the JSON Schema of what is written for other programs
    Schema {
        /// Of what
        #[arg(value_enum, default_value_t)]
        what: Described,
    },
    /// Write what a shell needs to finish commands with Tab
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Write the manual pages
    Man(ManArgs),
}

impl Command {
    /// Whether it is of use although the settings cannot be read.
    pub(crate) fn needs_no_settings(&self) -> bool {
        matches!(
            self,
            Self::Doctor(_) | Self::Config(_) | Self::Schema { .. } | Self::Completions { .. } | Self::Man(_)
        )
    }
}

/// The whole command line, for what is made from it.
pub(crate) fn command() -> clap::Command {
    habits::with_habits(Cli::command())
}

impl Cli {
    /// What was typed; ends the program where that cannot be understood, or is answered already.
    pub(crate) fn typed() -> Self {
        let typed = command().long_version(version::long()).get_matches_from(habits::in_our_words(std::env::args_os()));
        Self::from_arg_matches(&typed).unwrap_or_else(|wrong| wrong.exit())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// `source <(outloud completions bash)` in `~/.bashrc`
    Bash,
    /// In a file `_outloud` of a folder in `$fpath`
    Zsh,
    /// In `~/.config/fish/completions/outloud.fish`
    Fish,
    /// `outloud completions powershell | Out-String | Invoke-Expression` in `$PROFILE`
    Powershell,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct ManArgs {
    /// Folder for a page of each command; without it the page of outloud goes to standard output
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print where the settings are
    Path,
    /// Print every setting that holds, and who set it
    Show,
    /// Open the settings in `$VISUAL` or `$EDITOR`, every key explained, and check them
    Edit,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct RecordArgs {
    #[command(flatten)]
    pub(crate) asked: AskedArgs,
    /// Stop at this length, such as 90s or 2m
    #[arg(long = "for", value_name = "LENGTH", value_parser = parse_length_s)]
    pub(crate) longest_s: Option<f64>,
    /// Time to think before it begins, such as 30s; Enter begins at once
    #[arg(long = "prep", value_name = "LENGTH", value_parser = parse_length_s)]
    pub(crate) prep_s: Option<f64>,
    /// Count down so many seconds before it begins
    #[arg(long, value_name = "SECONDS", default_value_t = 0, hide_default_value = true)]
    pub(crate) countdown: u32,
    /// Stop when nobody has spoken for so long, such as 5s
    #[arg(long = "stop-after-silence", value_name = "LENGTH", value_parser = parse_length_s)]
    pub(crate) silence_s: Option<f64>,
    #[command(flatten)]
    pub(crate) bell: BellArgs,
    /// Input, as `outloud devices` names it; or `file:PATH` to play a recording as if it were spoken, `tone:HZ` to try out
    /// [default: the one chosen with `outloud devices --use`, else the system's]
    #[arg(long, value_name = "ID")]
    pub(crate) device: Option<String>,
    /// Show the words as they are recognised, while you speak
    #[arg(long, conflicts_with = "no_analyze")]
    pub(crate) live: bool,
    /// Keep the recording, and analyse nothing
    #[arg(long)]
    pub(crate) no_analyze: bool,
    /// Where to keep the recording [default: a name of its own in the data folder]; nothing is ever overwritten
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) recognition: RecognitionArgs,
    /// Where to write the report; `-` is standard output
    #[arg(long, value_name = "FILE", default_value = "-", hide_default_value = true)]
    pub(crate) report: PathBuf,
    /// How the report is written
    #[arg(long, value_parser = formats(), default_value = "text")]
    pub(crate) format: Format,
    /// Write the whole report, and not only what matters most
    #[arg(long)]
    pub(crate) full: bool,
    #[command(flatten)]
    pub(crate) page: PageArgs,
    #[command(flatten)]
    pub(crate) opinion: OpinionArgs,
    #[command(flatten)]
    pub(crate) filing: Filing,
}

#[derive(Clone, Debug, Args)]
#[command(group(clap::ArgGroup::new("moments").args(["at_s", "finding", "fillers", "pauses"]).conflicts_with_all(["from_s", "to_s"])))]
pub(crate) struct PlayArgs {
    /// A take's number, `last` or `best`; or a recording
    #[arg(default_value = "last", value_name = "TAKE|FILE")]
    pub(crate) what: String,
    /// From this moment on, such as 1:20
    #[arg(long = "at", value_name = "TIME", value_parser = parse_time_s)]
    pub(crate) at_s: Option<f64>,
    /// The moments of this finding, numbered as in the report
    #[arg(long, value_name = "N")]
    pub(crate) finding: Option<usize>,
    /// Every filler, heard or suspected, with what is around it
    #[arg(long)]
    pub(crate) fillers: bool,
    /// Every long pause and every stall (half a second or more inside a clause), with what is around it
    #[arg(long)]
    pub(crate) pauses: bool,
    /// From here, such as 0:40 [default: the start]
    #[arg(long = "from", value_name = "TIME", value_parser = parse_time_s)]
    pub(crate) from_s: Option<f64>,
    /// To here [default: the end]
    #[arg(long = "to", value_name = "TIME", value_parser = parse_time_s)]
    pub(crate) to_s: Option<f64>,
    /// Slower or faster at the same pitch, from 0.5 to 2, such as 0.75; the keys - and + change it
    #[arg(long, value_name = "SPEED", default_value = "1", hide_default_value = true, value_parser = talk::speed)]
    pub(crate) speed: u32,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct DevicesArgs {
    /// Record from this one from now on
    #[arg(long = "use", value_name = "ID")]
    pub(crate) chosen: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct DoctorArgs {
    /// Keep other users of this machine from what outloud keeps, where they may read it; nothing else is changed
    #[arg(long)]
    pub(crate) fix: bool,
    /// Check this input instead of the one that would be used
    #[arg(long, value_name = "ID")]
    pub(crate) device: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct AnalyzeArgs {
    /// Recordings (WAV, MP3, M4A, FLAC, OGG, OPUS, WEBM, AIFF, CAF), folders of them, or `-` for standard input
    #[arg(required_unless_present_any = ["transcript", "pending"])]
    pub(crate) audio: Vec<PathBuf>,
    /// Analyse the recordings in the history that wait for it, each with its own question, speaker and tags
    #[arg(long, conflicts_with_all = ["audio", "transcript", "AskedArgs", "Filing"])]
    pub(crate) pending: bool,
    /// Take the words from this file instead of recognising them (.txt, .srt, .vtt, .json; `-` for standard input);
    /// without AUDIO, measure the text alone
    #[arg(long, value_name = "FILE")]
    pub(crate) transcript: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) recognition: RecognitionArgs,
    #[command(flatten)]
    pub(crate) asked: AskedArgs,
    /// What to write
    #[arg(long, value_parser = formats(), default_value = "text",
        default_value_if("resume", ArgPredicate::IsPresent, "jsonl"))]
    pub(crate) format: Format,
    /// Write the whole report, and not only what matters most
    #[arg(long)]
    pub(crate) full: bool,
    #[command(flatten)]
    pub(crate) page: PageArgs,
    #[command(flatten)]
    pub(crate) opinion: OpinionArgs,
    /// Where to write it; `-` is standard output
    #[arg(long, short, value_name = "FILE", default_value = "-", hide_default_value = true)]
    pub(crate) output: PathBuf,
    /// Write a file for each recording into this folder, and with `--format html` an index that leads to them
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["output", "transcript"])]
    pub(crate) out_dir: Option<PathBuf>,
    /// Replace reports that are in that folder already
    #[arg(long, requires = "out_dir")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) filing: Filing,
    #[command(flatten)]
    pub(crate) many: ManyArgs,
    /// Threads for the recogniser, shared by all jobs [default: the physical cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) threads: Option<u16>,
}

/// What is answered.
#[derive(Clone, Debug, Args)]
pub(crate) struct AskedArgs {
    /// The question: its words choose the shape the answer is measured against
    #[arg(long, value_name = "TEXT")]
    pub(crate) prompt: Option<String>,
    /// A question of `outloud questions list`, whose words and points the answer is held against; or a name of your own, to find
    /// answers to it again
    #[arg(long, value_name = "ID")]
    pub(crate) question: Option<String>,
    /// How a good answer is built [default: what the question asks for, else star]
    #[arg(long, value_parser = shapes())]
    pub(crate) shape: Option<Shape>,
    /// How long it is to be, such as 30s or 7m: its length is judged by this [default: the question's own time, else one to three
    /// minutes]
    #[arg(long, value_name = "LENGTH", value_parser = Aim::of_user)]
    pub(crate) aim: Option<Aim>,
    /// A story of `outloud stories list` that it is told with: which of its numbers were said
    #[arg(long, value_name = "NAME")]
    pub(crate) story: Option<String>,
}

/// What recognises the words.
#[derive(Clone, Debug, Args)]
pub(crate) struct RecognitionArgs {
    /// Speech model: a name from `outloud models list`, or a file [default: the best one installed]
    #[arg(long, value_name = "NAME|PATH")]
    pub(crate) model: Option<String>,
    /// Language spoken, as an ISO 639-1 code or an English name; fillers and structure are known for English only [default: en]
    #[arg(long, value_name = "CODE")]
    pub(crate) language: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listed {
    /// To read
    #[default]
    Text,
    /// For scripts
    Json,
}

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Models {
    /// List the public models: what each needs on this machine, how well it hears, what is installed and used by default
    List,
    /// Name the model that hears best of those this machine is quick enough for
    Recommend {
        /// Language spoken, as an ISO 639-1 code [default: en]
        #[arg(long, value_name = "CODE")]
        language: Option<String>,
    },
    /// Fetch a model: besides `--opinion`, the only thing that opens a connection; if stopped, start it again and it goes on
    #[command(aliases = ["get", "install", "download", "add"])]
    Pull {
        /// Name of a model
        name: String,
        /// Take it from here instead of its public address; only the published file is accepted
        #[arg(long, value_name = "URL|FILE")]
        from: Option<String>,
    },
    /// Remove models from this machine
    #[command(aliases = ["uninstall", "delete"])]
    Remove {
        /// Names of models
        #[arg(required = true)]
        names: Vec<String>,
    },
    /// Print where a model's file is, or where models are kept
    Path {
        /// Name of a model
        name: Option<String>,
    },
    /// Check that installed models are whole and are the published ones
    Verify {
        /// Names or files [default: all installed models]
        models: Vec<String>,
    },
}

#[derive(Clone, Debug, Args)]
pub(crate) struct TrendArgs {
    /// Draw only this, larger
    #[arg(long, value_parser = metrics())]
    pub(crate) metric: Option<Metric>,
    #[command(flatten)]
    pub(crate) which: Which,
    /// How many takes to look back at
    #[arg(long, value_name = "N", default_value_t = 60, conflicts_with = "all", value_parser = filing::takes())]
    pub(crate) last: usize,
    /// Look back at every take
    #[arg(long)]
    pub(crate) all: bool,
    /// What to write
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Charted,
    /// Where to write it; `-` is standard output
    #[arg(long, short, value_name = "FILE", default_value = "-", hide_default_value = true)]
    pub(crate) output: PathBuf,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Charted {
    /// Charts in the terminal
    #[default]
    Text,
    /// Points, spread and verdict of each measure
    Json,
    /// A point a line
    Csv,
    /// The charts as a page that needs nothing else
    Html,
    /// The charts as a picture for a document
    Svg,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct CompareArgs {
    /// The earlier take [default: the one before the later one, of the same question]
    pub(crate) before: Option<Name>,
    /// The later take [default: the last one]
    pub(crate) after: Option<Name>,
    /// The last take of this speaker, where none is named
    #[arg(long, value_name = "NAME", value_parser = filing::name)]
    pub(crate) speaker: Option<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct ReanalyzeArgs {
    /// Which takes [default: those measured by older definitions, and with `--transcribe` those whose words are not by that model]
    pub(crate) takes: Vec<Name>,
    /// Only takes of this speaker
    #[arg(long, value_name = "NAME", value_parser = filing::name, conflicts_with = "takes")]
    pub(crate) speaker: Option<String>,
    /// Recognise the words of recordings again, too; if stopped, start it again and it goes on where it was
    #[arg(long)]
    pub(crate) transcribe: bool,
    /// Speech model for `--transcribe` [default: the best one installed]
    #[arg(long, value_name = "NAME|PATH", requires = "transcribe")]
    pub(crate) model: Option<String>,
    /// How long the answers were to be, for takes that are named: their length is judged by this from now on
    #[arg(long, value_name = "LENGTH", value_parser = Aim::of_user, requires = "takes")]
    pub(crate) aim: Option<Aim>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct PurgeArgs {
    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,
}
