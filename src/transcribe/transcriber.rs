//! Whoever turns speech into words, and what it is given to listen to.

use crate::acoustics::VoicedMoment;
use crate::sound::Mono;
use crate::transcribe::error::Error;
use crate::transcribe::placing::Ground;
use crate::transcript::Transcript;
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
    /// The moments of the syllables, s, in order; empty without a pitch.
    pub nuclei: &'a [f64],
    /// Every moment at which a voice sounds, in order.
    pub voice: &'a [VoicedMoment],
}

impl<'a> Heard<'a> {
    /// What tells where the words of a piece are.
    pub(crate) fn ground(&self) -> Ground<'a> {
        Ground { speech: self.speech, nuclei: self.nuclei, voice: self.voice }
    }

    /// The moments of the syllables in `span`.
    #[must_use]
    pub fn nuclei_in(&self, span: TimeSpan) -> &'a [f64] {
        let before = |s: f64| self.nuclei.partition_point(|&at_s| at_s < s);
        &self.nuclei[before(span.start_s)..before(span.end_s)]
    }
}

/// Turns speech into words.
///
/// Anything that writes down words can be one. This one knows what is said beforehand, and when:
///
/// ```
/// use outloud::transcribe::{Error, Heard, Transcriber};
/// use outloud::units::TimeSpan;
/// use outloud::{Asked, Input, Transcript, Watch};
///
/// struct Actor;
///
/// impl Transcriber for Actor {
///     fn transcribe(&mut self, _heard: Option<Heard<'_>>, _watch: &Watch<'_>) -> Result<Transcript, Error> {
///         let lines = [("Um,", 0.2, 0.5), ("here", 0.9, 1.1), ("I", 1.1, 1.2), ("am.", 1.2, 1.4)];
///         let words = lines.map(|(text, start_s, end_s)| (text.to_owned(), Some(TimeSpan::new(start_s, end_s)), None));
///         Ok(Transcript::from_words("actor", None, "en", words))
///     }
/// }
///
/// let take = outloud::analyse(Input::Words { name: "the stage" }, Asked::default(), &mut Actor, &Watch::default())?;
/// assert_eq!(take.transcript.text, "Um, here I am.");
/// # Ok::<(), outloud::pipeline::Error>(())
/// ```
pub trait Transcriber {
    /// The words said in `heard`; an imported transcript needs no sound.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when `watch` says stop; otherwise what went wrong with the model or the transcript file.
    fn transcribe(&mut self, heard: Option<Heard<'_>>, watch: &Watch<'_>) -> Result<Transcript, Error>;
}

/// Words that were written down before: they need no sound.
impl Transcriber for Transcript {
    fn transcribe(&mut self, _: Option<Heard<'_>>, _: &Watch<'_>) -> Result<Transcript, Error> {
        Ok(self.clone())
    }
}
