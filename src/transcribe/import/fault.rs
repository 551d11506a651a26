//! What can be wrong with a transcript file, and what to do about it.

/// Why a transcript cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot use transcript {path}: {fault}")]
pub struct Error {
    pub(super) path: String,
    pub(super) fault: Fault,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error("not valid UTF-8, at byte {0}")]
    Utf8(usize),
    #[error("it is {0}")]
    Encoding(&'static str),
    #[error("no words in it")]
    Empty,
    #[error("unknown kind of file: `.{0}`")]
    Kind(String),
    #[error("not the JSON expected: {0}")]
    Json(String),
    #[error("it is the JSON of {0}, which is not read")]
    Foreign(&'static str),
    #[error("no time line such as `00:00:01,000 --> 00:00:02,500`")]
    NoCues,
    #[error("unreadable time on line {0}")]
    Time(usize),
    #[error("time runs backwards: `{word}` starts at {start_s:.2} s, after {before_s:.2} s")]
    Backwards { word: String, start_s: f64, before_s: f64 },
    #[error("impossible time for `{0}`")]
    Impossible(String),
    #[error("`{word}` ends at {end_s} s ({:.0} h), which is no moment of a recording", end_s / 3600.0)]
    Far { word: String, end_s: f64 },
    #[error("`{word}` ends at {end_s:.2} s, but the audio at {duration_s:.2} s")]
    Outside { word: String, end_s: f64, duration_s: f64 },
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self.fault {
            Fault::Utf8(_) | Fault::Encoding(_) => "save the file as UTF-8".into(),
            Fault::Empty => "write down what was said, or leave `--transcript` out to have it recognised".into(),
            Fault::Kind(_) => "give plain text (.txt), captions (.srt, .vtt) or word times (.json)".into(),
            Fault::Json(_) | Fault::Foreign(_) => {
                r#"give outloud's own JSON, {"words":[{"text":"I","start_s":0.42,"end_s":0.55}]}, or that of Whisper, whisper.cpp, WhisperX, Deepgram, AssemblyAI or AWS"#.into()
            }
            Fault::NoCues | Fault::Time(_) => "check that the file is what its name says, or rename it to .txt".into(),
            Fault::Backwards { .. } | Fault::Impossible(_) => {
                "times are in seconds from the start of the file and must rise; leave them out as .txt if unsure".into()
            }
            Fault::Far { .. } => "times are in seconds from the start of the file; are these perhaps milliseconds?".into(),
            Fault::Outside { .. } => "does this transcript belong to this recording?".into(),
        }
    }
}
