//! For tests: text in, tokens out, the way the importer would make them.

use crate::language::sentences;
use crate::language::tokens::{Token, tokenize};
use crate::transcript::{Transcript, Word};
use crate::units::TimeSpan;

/// A transcript without times.
pub(crate) fn transcript(text: &str) -> Transcript {
    let chars: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut start = 0;
    for end in 0..=chars.len() {
        if end == chars.len() || chars[end].is_whitespace() {
            if end > start {
                let word = chars[start..end].iter().collect();
                words.push(Word { text: word, span: None, confidence: None, char_start: start, char_end: end });
            }
            start = end + 1;
        }
    }
    Transcript { engine: "imported".into(), model: None, language: "en".into(), text: text.into(), words }
}

/// The tokens of a text without times.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    tokenize(&transcript(text), None)
}

/// Words of 0.2 s, each after a silence of the given length (s).
pub(crate) fn said(words: &[(&str, f64)]) -> Vec<Token> {
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
    tokenize(&transcript, Some(&silences))
}

/// The text of each sentence.
pub(crate) fn sentences_of(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let of = |s: &sentences::Sentence| text.chars().take(s.chars(&tokens).end).skip(s.chars(&tokens).start).collect();
    sentences::split(&tokens).iter().map(of).collect()
}
