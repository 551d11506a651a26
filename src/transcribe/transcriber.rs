//! Whoever turns speech into words, and what it is given to listen to.

use crate::evidence::Said;
use crate::sound::Mono;
use crate::transcribe::error::Error;
use crate::units::TimeSpan;
use crate::watch::Watch;

/// What there is to listen to: the sound, where in it somebody speaks, and how loud it is over time.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// The recording at 16 kHz.
    pub audio: &'a Mono,
    /// Stretches of speech, in order.
    pub speech: &'a [TimeSpan],
    /// Silent pauses of 150 ms and more between them, in order.
    pub silences: &'a [TimeSpan],
    /// Mean power of every hundredth of a second.
    pub powers: &'a [f32],
}

/// Turns speech into words.
pub trait Transcriber {
    /// The words said in `heard`; an imported transcript needs no sound.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when `watch` says stop; otherwise what went wrong with the model or the transcript file.
    fn transcribe(&mut self, heard: Option<Heard<'_>>, watch: &Watch<'_>) -> Result<Said, Error>;
}
