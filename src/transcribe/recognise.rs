//! An engine and the sound in, a transcript out: piece by piece, with guards against invented and looping text.

use super::words::{self, Spoken, Token};
use super::{Error, Heard, Transcriber, pieces};
use crate::caveat::Caveat;
use crate::parallel;
use crate::transcript::Transcript;
use crate::units::TimeSpan;
use crate::watch::{Stage, Watch};

/// A recogniser of one piece of at most 28 s. What it hears in a piece does not depend on the pieces before it.
pub trait Engine: Sync {
    /// What it is, with its version.
    fn name(&self) -> String;
    /// Which model it runs.
    fn model(&self) -> String;
    /// Tokens heard in `samples` (16 kHz), with `threads` threads: the likeliest ones at temperature 0, drawn more freely above.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when `watch` says stop, [`Error::Engine`] when it fails.
    fn tokens(&self, samples: &[f32], temperature: f32, threads: usize, watch: &Watch<'_>)
    -> Result<Vec<Token>, Error>;
}

/// What the recogniser is given before each piece, so that it writes down the sounds it would otherwise tidy away.
pub const FILLER_PROMPT: &str = "Um, uh, hmm, er, ah.";

/// Pieces heard at the same time. Two with half of the threads each are done sooner than one after the other, as threads that
/// share a piece wait for each other at every step; each more needs memory of its own, which is much with a large model.
const AT_ONCE: usize = 2;
/// Temperature of the second try when the first one loops.
const SECOND_TRY: f32 = 0.4;
/// No one says more characters in a second.
const CHARACTERS_PER_S: f64 = 25.0;
/// As many repeats of one to four words in a row are the recogniser's, not the speaker's.
const LOOP: usize = 4;
/// Below this mean probability a piece's words are marked uncertain.
const UNCERTAIN: f64 = 0.37;
/// Below this share of speech and mean probability, a piece's words are taken for invented.
const LITTLE_SPEECH: f64 = 0.3;
const INVENTED: f64 = 0.35;
/// What recognisers trained on captioned video write when nobody speaks.
const STOCK: [&str; 7] = [
    "thank you",
    "thanks for watching",
    "thank you for watching",
    "please subscribe",
    "subtitles by the amara.org community",
    "bye",
    "you",
];

/// Recognises speech with `engine`.
#[derive(Debug)]
pub struct Recogniser<E> {
    engine: E,
    threads: usize,
    language: String,
    caveats: Vec<Caveat>,
}

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
    ) -> Result<(Vec<Spoken>, Option<Caveat>), Error> {
        if watch.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let rate = f64::from(heard.audio.sample_rate_hz);
        let sample = |s: f64| ((s * rate) as usize).min(heard.audio.samples.len());
        let samples = &heard.audio.samples[sample(piece.start_s)..sample(piece.end_s)];
        let speaking_s: f64 = heard.speech.iter().map(|s| s.overlap_s(piece)).sum();

        let mut said = words::assemble(&self.engine.tokens(samples, 0.0, threads, watch)?, piece);
        if is_runaway(&said, piece) {
            let again = words::assemble(&self.engine.tokens(samples, SECOND_TRY, threads, watch)?, piece);
            if !is_runaway(&again, piece) {
                said = again;
            }
        }
        said.retain(|word| !is_tag(&word.text));
        if is_invented(&said, speaking_s / piece.length_s()) {
            return Ok((Vec::new(), Some(Caveat::Invented(piece))));
        }
        if is_runaway(&said, piece) {
            cut_loops(&mut said);
            if is_runaway(&said, piece) {
                return Ok((Vec::new(), Some(Caveat::Endless(piece))));
            }
            return Ok((said, Some(Caveat::Looped(piece))));
        }
        let doubt = mean_confidence(&said).is_some_and(|p| p < UNCERTAIN);
        Ok((said, doubt.then_some(Caveat::Unsure(piece))))
    }
}

impl<E: Engine> Transcriber for Recogniser<E> {
    fn transcribe(&mut self, heard: Option<Heard<'_>>, watch: &Watch<'_>) -> Result<Transcript, Error> {
        let (mut spoken, mut caveats) = (Vec::new(), self.caveats.clone());
        if let Some(heard) = heard {
            let plan = pieces::plan(heard.speech, heard.powers, heard.audio.duration_s());
            let total_s = plan.iter().map(|p| p.length_s()).sum();
            let (mut index, mut done_s) = (0, 0.0);
            let tell = |index, done_s| (watch.tell)(Stage::Recognising { index, of: plan.len(), done_s, total_s });
            let at_once = plan.len().clamp(1, AT_ONCE.min(self.threads));
            let work = |&piece: &TimeSpan| self.piece(heard, piece, self.threads / at_once, watch);
            tell(index, done_s);
            parallel::each(&plan, at_once, work, |outcome| {
                let (mut said, caveat) = outcome?;
                snap_inside(&mut said, heard, plan[index]);
                spoken.extend(said);
                caveats.extend(caveat);
                done_s += plan[index].length_s();
                index += 1;
                if index < plan.len() {
                    tell(index, done_s);
                }
                Ok::<(), Error>(())
            })?;
        }
        let words = spoken.into_iter().map(|w| (w.text, Some(w.span), Some(w.confidence)));
        let transcript = Transcript::from_words(&self.engine.name(), Some(self.engine.model()), &self.language, words);
        Ok(Transcript { caveats, ..transcript })
    }
}

/// Puts the borders of a piece's words where the sound has them.
fn snap_inside(said: &mut [Spoken], heard: Heard<'_>, piece: TimeSpan) {
    let inside = |spans: &[TimeSpan]| -> Vec<TimeSpan> {
        let meets = spans.iter().filter(|s| s.overlap_s(piece) > 0.0);
        meets.map(|s| TimeSpan::new(s.start_s.max(piece.start_s), s.end_s.min(piece.end_s))).collect()
    };
    let speech = inside(heard.speech).into_iter().reduce(TimeSpan::join).unwrap_or(piece);
    let silences: Vec<_> =
        inside(heard.silences).into_iter().filter(|s| s.start_s > speech.start_s && s.end_s < speech.end_s).collect();
    words::snap(said, &silences, speech);
}

/// `[BLANK_AUDIO]`, `(applause)`, `♪`: what is described, not said.
fn is_tag(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != ']' && c != ')');
    (bare.starts_with('[') && bare.ends_with(']'))
        || (bare.starts_with('(') && bare.ends_with(')'))
        || word.contains('♪')
}

/// Whether the words are more than can be said in the time, or go round in circles.
fn is_runaway(said: &[Spoken], piece: TimeSpan) -> bool {
    let characters: usize = said.iter().map(|w| w.text.chars().count() + 1).sum();
    characters as f64 > CHARACTERS_PER_S * piece.length_s().max(1.0) || first_loop(said).is_some()
}

/// Whether so little speech cannot have held these words: the prompt come back, a stock phrase, or mere guesses.
fn is_invented(said: &[Spoken], speech_share: f64) -> bool {
    let text = said.iter().map(|w| bare(&w.text)).collect::<Vec<_>>().join(" ");
    let prompt = FILLER_PROMPT.split(' ').map(bare).collect::<Vec<_>>().join(" ");
    let guessed = mean_confidence(said).is_some_and(|p| p < INVENTED);
    let stock = STOCK.contains(&text.as_str());
    text == prompt || (speech_share < LITTLE_SPEECH && (stock || guessed))
}

fn mean_confidence(said: &[Spoken]) -> Option<f64> {
    (!said.is_empty()).then(|| said.iter().map(|w| w.confidence).sum::<f64>() / said.len() as f64)
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| c.is_ascii_punctuation()).to_lowercase()
}

/// Where one to four words first come [`LOOP`] times in a row: (first word, words per round, rounds).
fn first_loop(said: &[Spoken]) -> Option<(usize, usize, usize)> {
    let words: Vec<String> = said.iter().map(|w| bare(&w.text)).collect();
    for start in 0..words.len() {
        for length in 1..=4 {
            let Some(round) = words.get(start..start + length) else { break };
            let rounds = words[start..].chunks_exact(length).take_while(|chunk| *chunk == round).count();
            if rounds >= LOOP {
                return Some((start, length, rounds));
            }
        }
    }
    None
}

/// Keeps the first round of every loop.
fn cut_loops(said: &mut Vec<Spoken>) {
    while let Some((start, length, rounds)) = first_loop(said) {
        said.drain(start + length..start + length * rounds);
    }
}

#[cfg(test)]
mod tests;
