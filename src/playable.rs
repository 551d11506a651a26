//! The sound of a take as a page holds it, or why the page has none: `playback::page` prepares it, `report` shows it.

/// Sound that a browser plays, and what is drawn of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Playable {
    /// A FLAC file: one channel of 16 bits.
    pub flac: Vec<u8>,
    /// Length, s.
    pub duration_s: f64,
    /// The waveform: the loudest sample of each of many equal stretches, 0 to 1 of full scale.
    pub peaks: Vec<f32>,
    /// `(time s, F0 Hz)` of every voiced frame, as [`crate::acoustics::Pitch::track`]; empty with under 1 s of voiced speech.
    pub pitch: Vec<(f64, f64)>,
}

/// What a page has of the sound of a take.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Sounding {
    /// All of it.
    Here(Box<Playable>),
    /// Nothing: it was to be left out.
    #[default]
    LeftOut,
    /// Nothing: the recording is not where it was.
    Gone,
    /// Nothing: it came through a pipe, and was not kept.
    Piped,
    /// Nothing: the recording is there, and cannot be read any more.
    Unreadable,
}

impl Sounding {
    /// The sound; `None` where there is none.
    #[must_use]
    pub fn playable(&self) -> Option<&Playable> {
        match self {
            Self::Here(playable) => Some(playable),
            _ => None,
        }
    }

    /// Why there is no sound, in a sentence; `None` where there is.
    #[must_use]
    pub fn silence(&self) -> Option<&'static str> {
        match self {
            Self::Here(_) => None,
            Self::LeftOut => Some("This page was written without its sound."),
            Self::Gone => Some("The recording is not where it was, so nothing can be heard here."),
            Self::Piped => Some("The sound came through a pipe and was not kept, so nothing can be heard here."),
            Self::Unreadable => Some("The recording cannot be read any more, so nothing can be heard here."),
        }
    }
}
