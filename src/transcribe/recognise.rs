//! An engine and the sound in, a transcript out: piece by piece, heard again another way where words are missing, with guards
//! against invented and looping text.

use std::borrow::Cow;

use super::ask::{Ask, Prompt};
use super::placing;
use super::words::{self, ModelToken, RecognisedWord};
use super::{Error, Heard, Transcriber, filled, guards, mending, pieces};
use crate::caveat::Caveat;
use crate::language::is_english;
use crate::parallel;
use crate::sound::Mono;
use crate::transcript::Transcript;
use crate::units::TimeSpan;
use crate::watch::{Stage, Watch};

/// A recogniser of one piece of 1 to 28 s. What it hears in a piece does not depend on the pieces before it.
pub trait Engine: Sync {
    /// What it is, with its version.
    fn name(&self) -> String;
    /// Which model it runs.
    fn model(&self) -> String;
    /// How late it hears the ends of words, s, early where negative: to be taken off them.
    fn lean_s(&self) -> f64 {
        0.0
    }
    /// Whether it need not listen any more to say what is heard in `samples`, or does so already.
    fn knows(&self, samples: &[f32], ask: Ask) -> bool {
        let _ = (samples, ask);
        false
    }
    /// Tokens heard in `samples` (16 kHz, at least a second of them), with `threads` threads.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when `watch` says stop, [`Error::Engine`] when it fails.
    fn tokens(&self, samples: &[f32], ask: Ask, threads: usize, watch: &Watch<'_>) -> Result<Vec<ModelToken>, Error>;
}

/// Pieces heard at the same time. Two with half of the threads each are done sooner than one after the other, as threads that
/// share a piece wait for each other at every step; each more needs memory of its own, which is much with a large model.
const AT_ONCE: usize = 2;
/// What is shorter is filled up with silence, s: whisper.cpp ends the whole program on 0.12 to 0.16 s.
const LEAST_S: f64 = 1.0;
const FIRST: Ask = Ask { prompt: Prompt::Sentence, temperature: 0.0 };
/// Where words are missing, or run away: without a prompt, with the other one, and more freely.
const AGAIN: [Ask; 3] = [
    Ask { prompt: Prompt::Nothing, temperature: 0.0 },
    Ask { prompt: Prompt::List, temperature: 0.0 },
    Ask { prompt: Prompt::Sentence, temperature: 0.4 },
];
/// Below this mean probability a piece's words are marked uncertain.
const UNCERTAIN: f64 = 0.5;

/// Recognises speech with `engine`.
#[derive(Debug)]
pub struct Recogniser<E> {
    engine: E,
    threads: usize,
    language: String,
    caveats: Vec<Caveat>,
}

/// The samples of `audio` in `span`, filled up where they are too few for an engine.
fn samples(audio: &Mono, span: TimeSpan) -> Cow<'_, [f32]> {
    let rate = f64::from(audio.sample_rate_hz);
    let at = |s: f64| ((s * rate) as usize).min(audio.samples.len());
    let samples = &audio.samples[at(span.start_s)..at(span.end_s)];
    let least = (LEAST_S * rate).ceil() as usize;
    if samples.is_empty() || samples.len() >= least {
        return samples.into();
    }
    let mut padded = samples.to_vec();
    padded.resize(least, 0.0);
    padded.into()
}

/// A piece, its words as the recogniser times them, and what is doubtful about them.
type PieceOutcome = (Vec<RecognisedWord>, Option<Caveat>);

impl<E: Engine> Recogniser<E> {
    /// A recogniser of `language` (ISO 639-1) on `threads` threads, at least one, whose every transcript carries `caveats`.
    #[must_use]
    pub fn new(engine: E, threads: usize, language: &str, caveats: Vec<Caveat>) -> Self {
        Self { engine, threads: threads.max(1), language: language.to_owned(), caveats }
    }

    /// The words of one piece, and what is doubtful about them.
    fn piece(
        &self,
        heard: Heard<'_>,
        piece: TimeSpan,
        threads: usize,
        watch: &Watch<'_>,
    ) -> Result<PieceOutcome, Error> {
        let hear = |span: TimeSpan, ask: Ask| {
            if watch.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let samples = samples(heard.audio, span);
            if samples.is_empty() {
                return Ok(Vec::new());
            }
            Ok(words::assemble(&self.engine.tokens(&samples, ask, threads, watch)?, span))
        };
        let nuclei = heard.nuclei_in(piece);
        let said =
            mending::mended(piece, heard, is_english(&self.language), self.engine.lean_s(), FIRST, &AGAIN, hear)?;
        let speaking_s: f64 = heard.speech.iter().map(|s| s.overlap_s(piece)).sum();
        let at_edge = heard.speech.first().is_some_and(|s| s.overlap_s(piece) > 0.0)
            || heard.speech.last().is_some_and(|s| s.overlap_s(piece) > 0.0);
        let voiceless = nuclei.is_empty() && !heard.nuclei.is_empty();
        if guards::is_invented(&said, speaking_s, speaking_s / piece.length_s(), at_edge, voiceless) {
            return Ok((Vec::new(), Some(Caveat::Invented(piece))));
        }
        let placed = placing::placed(&said, piece, heard.ground(), self.engine.lean_s());
        if guards::is_runaway(&placed, piece, nuclei) {
            let kept = guards::cut_loops(said, &placed, nuclei);
            let placed = placing::placed(&kept, piece, heard.ground(), self.engine.lean_s());
            if guards::is_runaway(&placed, piece, nuclei) {
                return Ok((Vec::new(), Some(Caveat::Endless(piece))));
            }
            return Ok((kept, Some(Caveat::Looped(piece))));
        }
        let doubt = guards::mean_confidence(&said).is_some_and(|p| p < UNCERTAIN);
        Ok((said, doubt.then_some(Caveat::Unsure(piece))))
    }
}

impl<E: Engine> Recogniser<E> {
    /// The words of the pieces in `plan`.
    pub(super) fn transcript(
        &self,
        heard: Option<Heard<'_>>,
        plan: &[TimeSpan],
        watch: &Watch<'_>,
    ) -> Result<Transcript, Error> {
        let (mut said, mut caveats) = (Vec::new(), self.caveats.clone());
        if let Some(heard) = heard {
            let total_s = plan.iter().map(|p| p.length_s()).sum();
            let (mut index, mut done_s) = (0, 0.0);
            let tell = |index, done_s| (watch.tell)(Stage::Recognising { index, of: plan.len(), done_s, total_s });
            let at_once = plan.len().clamp(1, AT_ONCE.min(self.threads));
            // What the engine knows takes hardly any time: threads are shared among what is left.
            let is_new = |piece: &&TimeSpan| !self.engine.knows(&samples(heard.audio, **piece), FIRST);
            let each = self.threads / plan.iter().filter(is_new).take(at_once).count().max(1);
            let work = |&piece: &TimeSpan| self.piece(heard, piece, each, watch);
            tell(index, done_s);
            parallel::each(plan, at_once, work, |outcome| {
                let (words, caveat) = outcome?;
                said.push((words, plan[index]));
                caveats.extend(caveat);
                done_s += plan[index].length_s();
                index += 1;
                if index < plan.len() {
                    tell(index, done_s);
                }
                Ok::<(), Error>(())
            })?;
            for (words, piece) in &mut said {
                placing::place(words, *piece, heard.ground(), self.engine.lean_s());
                filled::keep_heard(words, heard);
            }
        }
        let spoken = said.into_iter().flat_map(|(words, _)| words);
        let words = spoken.map(|w| (w.text, Some(w.span), Some(w.confidence)));
        let transcript = Transcript::from_words(&self.engine.name(), Some(self.engine.model()), &self.language, words);
        Ok(Transcript { caveats, ..transcript })
    }
}

impl<E: Engine> Transcriber for Recogniser<E> {
    fn transcribe(&mut self, heard: Option<Heard<'_>>, watch: &Watch<'_>) -> Result<Transcript, Error> {
        let plan =
            heard.map(|heard| pieces::plan(heard.speech, heard.powers, heard.audio.duration_s())).unwrap_or_default();
        self.transcript(heard, &plan, watch)
    }
}

#[cfg(test)]
mod tests;
