//! What can go wrong, seen from the command line: each error knows its exit status and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use outloud::batch::resumed;
use outloud::capture::{source, wav_file};
use outloud::figure::{count, system_reason};
use outloud::own_files::FileMistake;
use outloud::transcribe::import::Imported;
use outloud::transcribe::models::{CatalogEntry, pull};
use outloud::{config, decode, history, pipeline, playback, report, transcribe};

/// Exit status of what the user broke off.
pub(crate) const INTERRUPTED: u8 = 130;

/// An error to show to the user.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Config(#[from] config::Error),
    #[error(transparent)]
    Decode(#[from] decode::Error),
    #[error(transparent)]
    Source(#[from] source::Error),
    #[error(transparent)]
    Playback(#[from] playback::Error),
    /// There is no recording, or no moment in it, that could be heard.
    #[error("{message}")]
    NothingToHear { message: String, hint: String },
    /// No command is installed that could speak a question.
    #[error("{message}")]
    Speechless { message: String, hint: String },
    #[error(transparent)]
    Take(#[from] wav_file::Error),
    /// A recording ended before it should have; what was recorded is kept.
    #[error("{source}")]
    CutShort { source: Box<Self>, kept: PathBuf },
    /// The analysis was interrupted, or failed, after the recording had been kept; with the options that say what was asked.
    #[error("{}", if .source.exit_status() == INTERRUPTED { "the analysis was interrupted".into() } else { source.to_string() })]
    NotAnalysed { source: Box<Self>, kept: PathBuf, asked: String },
    /// Nothing was recorded, because the user did not want it.
    #[error("nothing was recorded")]
    Discarded,
    /// Something that recording needs is missing; each has been reported already.
    #[error("{0} of the checks found something to mend")]
    Unwell(usize),
    #[error(transparent)]
    Pipeline(#[from] pipeline::Error),
    #[error(transparent)]
    Transcribe(#[from] transcribe::Error),
    #[error(transparent)]
    Report(#[from] report::Error),
    #[error(transparent)]
    Pull(#[from] pull::Error),
    #[error(transparent)]
    OwnFile(#[from] FileMistake),
    #[error(transparent)]
    Resumed(#[from] resumed::Error),
    #[error(transparent)]
    History(#[from] history::store::Error),
    /// The report is written; the take is not in the history.
    #[error("the report is whole, but the take is not kept: {0}")]
    NotKept(#[source] Box<Self>),
    #[error("cannot read {}: {}", path.display(), system_reason(failure))]
    Read { path: PathBuf, failure: io::Error },
    #[error("cannot write {}: {}", path.display(), system_reason(failure))]
    Write { path: PathBuf, failure: io::Error },
    #[error("cannot edit the settings with `{editor}`: {source}")]
    Editor { editor: String, source: io::Error },
    /// Standard output was closed by whoever reads it: nobody is left to tell.
    #[error("broken pipe")]
    BrokenPipe,
    /// An answer does not keep limits; each has been told already.
    #[error("{failed} of {} failed", count(*all, "check"))]
    CheckFailed { failed: usize, all: usize },
    /// The history has none of the takes that are meant.
    #[error("{message}")]
    NoTakes { message: String, hint: String },
    /// Nothing has the name that was given.
    #[error("{message}")]
    Unknown { message: String, hint: String },
    #[error("{message}")]
    Usage { message: String, hint: String },
    /// Some takes could not be measured again; each has been named already.
    #[error("{kept} of {} as measured before", if *all == 1 { "1 take stays".into() } else { format!("{all} takes stay") })]
    NotMeasured { kept: usize, all: usize },
    /// Some of several recordings failed; each has been reported already.
    #[error("{failed} of {} could not be analysed", count(*all, "recording"))]
    SomeFailed { failed: usize, all: usize },
}

impl Error {
    pub(crate) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |failure| Self::Read { path: path.to_owned(), failure }
    }

    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |failure| match failure.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Write { path: path.to_owned(), failure },
        }
    }

    /// Whether there was a recording, and nobody to be heard in it.
    fn heard_nobody(&self) -> bool {
        matches!(self, Self::Pipeline(pipeline::Error::Silent { .. } | pipeline::Error::NoSpeech { .. }))
    }

    /// Whether no other recording would fare better: the user wants an end, or there is no model to be had.
    pub(crate) fn ends_all(&self) -> bool {
        let of_model = matches!(self, Self::Pipeline(pipeline::Error::Transcribe(transcribe::Error::Model(_))));
        of_model || self.exit_status() == INTERRUPTED
    }

    /// That something is at `path` already.
    pub(crate) fn exists(path: &Path) -> Self {
        Self::Usage {
            message: format!("{} is there already", path.display()),
            hint: "choose another place, or replace it with `--force`".into(),
        }
    }

    pub(crate) fn exit_status(&self) -> u8 {
        match self {
            Self::BrokenPipe => 0,
            Self::Usage { .. } | Self::Source(source::Error::Misnamed { .. }) => 2,
            Self::CheckFailed { .. } => 3,
            Self::Discarded | Self::Pull(pull::Error { why: pull::Why::Cancelled, .. }) => INTERRUPTED,
            Self::Transcribe(error) | Self::Pipeline(pipeline::Error::Transcribe(error)) => match error {
                transcribe::Error::Cancelled => INTERRUPTED,
                transcribe::Error::Engine(_) => 2,
                _ => 1,
            },
            // Without the report that was asked for, whatever is kept.
            Self::NotAnalysed { source, .. } => source.exit_status(),
            _ => 1,
        }
    }

    /// The models that `outloud models pull` can mend it with, the recommended one first.
    pub(crate) fn remedies(&self) -> &[CatalogEntry] {
        match self {
            Self::Transcribe(transcribe::Error::Model(error)) => error.remedies(),
            _ => &[],
        }
    }

    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::Config(e) => Some(e.hint()),
            Self::Decode(e) | Self::Pipeline(pipeline::Error::Decode(e)) => {
                Some(of_words(e).unwrap_or_else(|| e.hint()))
            }
            Self::Source(e) => Some(e.hint()),
            Self::Playback(e) => Some(e.hint()),
            Self::Take(e) => Some(e.hint()),
            Self::CutShort { source, kept } => {
                let kept = format!("what was recorded is kept: {}", kept.display());
                Some([kept].into_iter().chain(source.hint()).collect::<Vec<_>>().join("\n"))
            }
            // Whoever has just recorded it knows which file it is, and another analysis would hear no more.
            Self::NotAnalysed { source, kept, .. } if source.heard_nobody() => Some(format!(
                "`outloud doctor` listens to the microphone and says what to do about it; then record again\n\
                 the recording is kept: {}; `outloud history delete last` removes it",
                kept.display()
            )),
            Self::NotAnalysed { source, kept, asked } => {
                let again = format!("the recording is kept; to analyse it: outloud analyze {}{asked}", quoted(kept));
                Some(source.hint().into_iter().chain([again]).collect::<Vec<_>>().join("\n"))
            }
            Self::Pipeline(e) => e.hint(),
            Self::Transcribe(e) => e.hint(),
            Self::Report(e) => Some(e.hint()),
            Self::Pull(e) => Some(e.hint()),
            Self::OwnFile(e) => Some(e.hint()),
            Self::Resumed(e) => Some(e.hint()),
            Self::History(e) => Some(e.hint()),
            Self::NotKept(e) => e.hint().map(|hint| format!("{hint}; `--no-save` does without")),
            Self::Usage { hint, .. }
            | Self::Unknown { hint, .. }
            | Self::NothingToHear { hint, .. }
            | Self::NoTakes { hint, .. }
            | Self::Speechless { hint, .. } => Some(hint.clone()),
            Self::Editor { .. } => Some("set `EDITOR` to a program that is installed".into()),
            Self::Read { failure, .. } if failure.kind() == io::ErrorKind::NotFound => {
                Some("check the name, and quote it if it contains spaces".into())
            }
            Self::Read { .. } => Some("check the path and its permissions".into()),
            Self::Write { path, failure } if failure.kind() == io::ErrorKind::NotFound => {
                let folder = path.parent().unwrap_or(path);
                Some(format!("make the folder {} first, or choose another place", quoted(folder)))
            }
            Self::Write { .. } => Some("choose another place with `--output`, or `-` for standard output".into()),
            Self::BrokenPipe
            | Self::SomeFailed { .. }
            | Self::NotMeasured { .. }
            | Self::CheckFailed { .. }
            | Self::Discarded
            | Self::Unwell(_) => None,
        }
    }
}

/// What to do where the file that was to be a recording is a transcript by its name.
fn of_words(error: &decode::Error) -> Option<String> {
    let decode::Error::NotAudio(path) = error else { return None };
    let path = Some(path).filter(|path| Imported::is_named(path))?;
    Some(format!("its words alone are measured with `--transcript {}`, without a recording", quoted(path)))
}

/// A path as it can be pasted into a shell.
pub(crate) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:@%".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
