//! What can go wrong, seen from the command line: each error knows its exit status and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use outloud::audio::{source, wav};
use outloud::transcribe::models::{Entry, pull};
use outloud::{audio, config, history, pipeline, transcribe};

/// An error to show to the user.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Config(#[from] config::Error),
    #[error(transparent)]
    Audio(#[from] audio::Error),
    #[error(transparent)]
    Source(#[from] source::Error),
    #[error(transparent)]
    Take(#[from] wav::Error),
    /// A recording ended before it should have; what was recorded is kept.
    #[error("{why}")]
    CutShort { why: String, hint: String, kept: PathBuf },
    /// The analysis was interrupted, or failed, after the recording had been kept.
    #[error("{why}")]
    NotAnalysed { why: String, hint: Option<String>, kept: PathBuf },
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
    Pull(#[from] pull::Error),
    #[error(transparent)]
    History(#[from] history::store::Error),
    /// The report is written; the take is not in the history.
    #[error("the report is whole, but the take is not kept: {0}")]
    NotKept(Box<Self>),
    #[error("cannot read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot write {}: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    /// Standard output was closed by whoever reads it: nobody is left to tell.
    #[error("broken pipe")]
    BrokenPipe,
    #[error("{message}")]
    Usage { message: String, hint: String },
    /// Some takes could not be measured again; each has been named already.
    #[error("{kept} of {all} takes stay as they were measured before")]
    NotMeasured { kept: usize, all: usize },
    /// Some of several recordings failed; each has been reported already.
    #[error("{failed} of {all} recordings could not be analysed")]
    Some { failed: usize, all: usize },
}

impl Error {
    pub(crate) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Read { path: path.to_owned(), source }
    }

    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Write { path: path.to_owned(), source },
        }
    }

    pub(crate) fn exit_status(&self) -> u8 {
        match self {
            Self::BrokenPipe => 0,
            Self::Usage { .. } => 2,
            Self::Discarded | Self::Pull(pull::Error { why: pull::Why::Cancelled, .. }) => 130,
            Self::Transcribe(error) | Self::Pipeline(pipeline::Error::Transcribe(error)) => match error {
                transcribe::Error::Cancelled => 130,
                transcribe::Error::Engine(_) => 2,
                _ => 1,
            },
            _ => 1,
        }
    }

    /// The models that `outloud models pull` can mend it with, the recommended one first.
    pub(crate) fn remedies(&self) -> &[Entry] {
        match self {
            Self::Transcribe(transcribe::Error::Model(error)) => error.remedies(),
            _ => &[],
        }
    }

    pub(crate) fn hint(&self) -> Option<String> {
        match self {
            Self::Config(e) => Some(e.hint()),
            Self::Audio(e) => Some(e.hint()),
            Self::Source(e) => Some(e.hint()),
            Self::Take(e) => Some(e.hint()),
            Self::CutShort { hint, kept, .. } => Some(format!("what was recorded is kept: {}\n{hint}", kept.display())),
            Self::NotAnalysed { hint, kept, .. } => {
                let again = format!("the recording is kept; to analyse it: outloud analyze {}", quoted(kept));
                Some(hint.as_ref().map_or(again.clone(), |hint| format!("{hint}\n{again}")))
            }
            Self::Pipeline(e) => e.hint(),
            Self::Transcribe(e) => e.hint(),
            Self::Pull(e) => Some(e.hint()),
            Self::History(e) => Some(e.hint()),
            Self::NotKept(e) => e.hint().map(|hint| format!("{hint}; `--no-save` does without")),
            Self::Usage { hint, .. } => Some(hint.clone()),
            Self::Read { .. } => Some("check the path and its permissions".into()),
            Self::Write { .. } => Some("choose another place with `--output`, or `-` for standard output".into()),
            Self::BrokenPipe | Self::Some { .. } | Self::NotMeasured { .. } | Self::Discarded | Self::Unwell(_) => None,
        }
    }
}

/// A path as it can be pasted into a shell.
pub(crate) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:@%".contains(c);
    if text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
