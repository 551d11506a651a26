//! The ways in which a recogniser can be asked for the words of a piece.

/// How a recogniser is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ask {
    /// What it is given to go on from.
    pub prompt: Prompt,
    /// The likeliest tokens at 0, drawn more freely above.
    pub temperature: f32,
}

/// What a recogniser is given to go on from, so that it writes down the sounds it would otherwise tidy away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Prompt {
    /// [`FILLER_SENTENCE`], and "um" and "uh" raised a little as they are scored.
    Sentence,
    /// [`FILLER_LIST`].
    List,
    /// Nothing: some stretches are heard in no other way.
    Nothing,
}

/// People who look for words: recognisers go on in the manner of what they are given.
pub const FILLER_SENTENCE: &str =
    "So, um, I was, uh, thinking that, like, um, we should, uh, well, you know, start over.";
/// The sounds alone.
pub const FILLER_LIST: &str = "Um, uh, hmm, er, ah.";
