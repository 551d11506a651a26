//! For tests: text in, tokens out, as the importer makes them.

use crate::language::reading::Reading;
use crate::language::tokens::{Token, tokenize};
use crate::transcript::Transcript;
use crate::units::TimeSpan;

/// A transcript without times.
pub(crate) fn transcript(text: &str) -> Transcript {
    Transcript::from_text("imported", "en", text)
}

/// The tokens of a text without times.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    tokenize(&transcript(text), None)
}

/// A text without times, read.
pub(crate) fn reading(text: &str) -> Reading<'static> {
    kept(transcript(text), None)
}

/// Words of 0.2 s, each after a silence of the given length (s), as tokens.
pub(crate) fn said(words: &[(&str, f64)]) -> Vec<Token> {
    let (transcript, silences) = timed(words);
    tokenize(&transcript, Some(&silences))
}

/// The same, read.
pub(crate) fn spoken(words: &[(&str, f64)]) -> Reading<'static> {
    let (transcript, silences) = timed(words);
    kept(transcript, Some(&silences))
}

/// What is read borrows its transcript: a test keeps it for ever.
fn kept(transcript: Transcript, silences: Option<&[TimeSpan]>) -> Reading<'static> {
    let transcript = Box::leak(Box::new(transcript));
    Reading::new(transcript, tokenize(transcript, silences).leak())
}

fn timed(words: &[(&str, f64)]) -> (Transcript, Vec<TimeSpan>) {
    let text = words.iter().map(|w| w.0).collect::<Vec<_>>().join(" ");
    let mut transcript = transcript(&text);
    let (mut clock, mut silences) = (1.0, Vec::new());
    for (word, (_, pause)) in transcript.words.iter_mut().zip(words) {
        if *pause > 0.0 {
            silences.push(TimeSpan::new(clock, clock + pause));
        }
        word.span = Some(TimeSpan::new(clock + pause, clock + pause + 0.2));
        clock += pause + 0.2;
    }
    (transcript, silences)
}

/// The text of each sentence.
pub(crate) fn sentences_of(text: &str) -> Vec<String> {
    let reading = reading(text);
    reading.sentences.iter().map(|s| reading.quotes.text(s.place.chars.clone())).collect()
}
