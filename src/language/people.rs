//! Tokens in, who acts out: "I" against "we".

use crate::language::tokens::Token;

/// How often each was said, contractions included ("I'd", "we've").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// I, me, my, mine, myself.
    pub i: usize,
    /// We, us, our, ours, ourselves.
    pub we: usize,
}

/// Counts first-person words in `tokens`.
#[must_use]
pub fn count(tokens: &[Token]) -> People {
    let _ = tokens;
    People::default()
}
