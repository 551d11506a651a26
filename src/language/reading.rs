//! A transcript and its tokens in, all that is read from them once out: for everything that asks about the words of an answer.

use std::ops::Range;

use crate::language::cursor::Cursor;
use crate::language::fillers::{self, Occurrence};
use crate::language::is_english;
use crate::language::lexicon;
use crate::language::repetition::{self, Repetition};
use crate::language::scripts;
use crate::language::sentences::{self, Sentence};
use crate::language::syllables;
use crate::language::tokens::Token;
use crate::quotes::Quotes;
use crate::transcript::Transcript;

/// An answer, read once.
pub struct Reading<'a> {
    /// Its words.
    pub tokens: &'a [Token],
    /// Its sentences, in order; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// Its fillers, in order; none in another language than English.
    pub fillers: Vec<Occurrence>,
    /// What was said again.
    pub repetition: Repetition,
    /// Whether it is in English: the lists of words are. A text that does not set words apart is not, whatever it is said to be.
    pub english: bool,
    /// Whether spaces set its words apart, so that they can be counted.
    pub apart: bool,
    /// Pieces of its text.
    pub(crate) quotes: Quotes<'a>,
    /// All its words, um and uh among them.
    pub(crate) all: Cursor<'a>,
    /// Each of `sentences` without um and uh.
    pub(crate) spoken: Vec<Cursor<'a>>,
}

impl<'a> Reading<'a> {
    /// Reads `transcript`, whose words are `tokens`.
    #[must_use]
    pub fn new(transcript: &'a Transcript, tokens: &'a [Token]) -> Self {
        let sentences = sentences::split(tokens);
        let apart = scripts::sets_words_apart(&transcript.text);
        Self {
            apart,
            fillers: if apart { fillers::find(tokens, &sentences, &transcript.language) } else { Vec::new() },
            repetition: repetition::find(tokens),
            english: apart && is_english(&transcript.language),
            quotes: Quotes::new(transcript),
            all: Cursor::new(tokens),
            spoken: sentences.iter().map(|s| Cursor::without_sounds(&tokens[s.tokens.clone()])).collect(),
            tokens,
            sentences,
        }
    }

    /// Of each token: whether it belongs to a counted filler.
    #[must_use]
    pub fn fills(&self) -> Vec<bool> {
        covered(self.tokens, self.fillers.iter().filter(|f| f.counted).filter_map(|f| f.chars.clone()))
    }

    /// Of each token: whether nothing is told by it, because it belongs to a counted filler or was said again.
    #[must_use]
    pub fn idle(&self) -> Vec<bool> {
        let again = covered(self.tokens, self.repetition.items.iter().map(|item| item.place.chars.clone()));
        self.fills().iter().zip(again).map(|(fills, again)| *fills || again).collect()
    }

    /// How many words `token` counts as: in English, figures as many as they are read as.
    #[must_use]
    pub fn words(&self, token: &Token) -> usize {
        if self.english { syllables::words(&token.norm) } else { 1 }
    }

    /// Whether `token` is a filled pause, which counts as no word.
    #[must_use]
    pub fn is_sound(&self, token: &Token) -> bool {
        self.english && lexicon::is_sound(&token.norm)
    }
}

/// Of each of `tokens`: whether one of `pieces` of the text, which are in order, holds any of it.
fn covered(tokens: &[Token], pieces: impl Iterator<Item = Range<usize>>) -> Vec<bool> {
    let mut pieces = pieces.peekable();
    let is_covered = |token: &Token| {
        let chars = &token.place.chars;
        while pieces.next_if(|piece| piece.end <= chars.start).is_some() {}
        pieces.peek().is_some_and(|piece| piece.start < chars.end)
    };
    tokens.iter().map(is_covered).collect()
}
