//! A comparable word, with what surrounds it.

use crate::transcript::Place;

/// One word, ready to be compared and counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Lower case, straight apostrophes, no surrounding punctuation: "role", "didn't", "twenty-five". A word that breaks off
    /// ("projec-") keeps its last hyphen, a dotted abbreviation ("u.s.") its last full stop. Names that would be sounds in lower case
    /// ("ER", "Um Sara") keep their capitals.
    pub norm: String,
    /// The word as written, without surrounding punctuation.
    pub text: String,
    /// Where `text` stands in the transcript, and when it is said.
    pub place: Place,
    /// A comma, semicolon, colon, dash or bracket stands right before it.
    pub break_before: bool,
    /// A comma, semicolon, colon, dash or bracket stands right after it.
    pub break_after: bool,
    /// A full stop, question or exclamation mark ends the sentence after it.
    pub ends_sentence: bool,
    /// Length of the silent pause right before it, s; 0 when there is none, `None` when that is not known.
    pub pause_before_s: Option<f64>,
}
