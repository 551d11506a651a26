//! Words in a row in, a way to look through them out: at neighbours, at marks, for patterns.

use std::ops::Range;

use crate::language::lexicon;
use crate::language::phrases::{Patterns, Phrase};
use crate::language::tokens::Token;
use crate::quotes::Quotes;
use crate::transcript::Place;

/// Words of a quote that goes on from what was found, at most.
const CLAUSE: usize = 12;

/// A whole answer, or one sentence without its filled pauses.
pub(crate) struct Cursor<'a> {
    pub(crate) tokens: Vec<&'a Token>,
    /// Their words, to match against.
    pub(crate) words: Vec<&'a str>,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(tokens: impl IntoIterator<Item = &'a Token>) -> Self {
        let tokens: Vec<&Token> = tokens.into_iter().collect();
        let words = tokens.iter().map(|t| t.norm.as_str()).collect();
        Self { tokens, words }
    }

    /// The same without "um" and "uh".
    pub(crate) fn without_sounds(tokens: &'a [Token]) -> Self {
        Self::new(tokens.iter().filter(|t| !lexicon::is_sound(&t.norm)))
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at `at`; empty beyond the ends.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// The word `back` words before `at`; empty before the first.
    pub(crate) fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |k| self.word(k))
    }

    /// One past the word where the longest of `patterns` that begins at `at` ends.
    pub(crate) fn end_of(&self, patterns: &Patterns, at: usize) -> Option<usize> {
        patterns.longest_at(&self.words, at).map(|length| at + length)
    }

    /// Whether a mark stands between the words `at - 1` and `at`.
    pub(crate) fn cut_before(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|k| self.tokens.get(k)).is_none_or(|t| t.break_after)
            || self.tokens.get(at).is_some_and(|t| t.break_before)
    }

    /// Whether a mark stands right after the word `at`, or it is the last one.
    pub(crate) fn cut_after(&self, at: usize) -> bool {
        at + 1 >= self.len() || self.cut_before(at + 1)
    }

    /// From `at` to the next mark, at most [`CLAUSE`] words.
    pub(crate) fn clause(&self, at: usize, from: usize) -> Range<usize> {
        let end = (from.max(at + 1)..self.len()).find(|k| self.cut_before(*k)).unwrap_or(self.len());
        at..end.min(at + CLAUSE).max(from.min(self.len()))
    }

    /// Every place where one of `patterns` is followed by at least `more` words of the same clause, as far as that clause goes.
    pub(crate) fn clauses(&self, patterns: &Patterns, more: usize) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for at in 0..self.len() {
            let Some(end) = self.end_of(patterns, at).filter(|_| found.last().is_none_or(|f| f.end <= at)) else {
                continue;
            };
            let clause = self.clause(at, end);
            if clause.end >= end + more && !(end..end + more).any(|k| self.cut_before(k)) {
                found.push(clause);
            }
        }
        found
    }

    /// `range` as the transcript has it; `None` when it holds no word.
    pub(crate) fn phrase(&self, quotes: &Quotes<'_>, range: Range<usize>) -> Option<Phrase> {
        let place = Place::covering(self.tokens.get(range)?.iter().map(|t| &t.place))?;
        Some(Phrase { text: quotes.text(place.chars.clone()), place })
    }
}
