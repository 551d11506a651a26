//! The tokens of a sentence in, a way to look for what it says out.

use std::ops::Range;

use crate::language::lexicon;
use crate::language::phrases;
use crate::language::phrases::Phrase;
use crate::language::tokens::Token;
use crate::units::TimeSpan;

/// Words of a quote that goes on from what was found, at most.
const CLAUSE: usize = 12;

/// One sentence without its filled pauses.
pub(crate) struct Said<'a> {
    pub(crate) tokens: Vec<&'a Token>,
    /// Their words, to match against.
    pub(crate) words: Vec<&'a str>,
}

impl<'a> Said<'a> {
    pub(crate) fn of(tokens: &'a [Token]) -> Self {
        let tokens: Vec<&Token> = tokens.iter().filter(|t| !lexicon::is_sound(&t.norm)).collect();
        let words = tokens.iter().map(|t| t.norm.as_str()).collect();
        Self { tokens, words }
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// The word `back` words before `at`; empty before the sentence.
    pub(crate) fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |k| self.word(k))
    }

    /// One past the word where any of `patterns` that begins at `at` ends.
    pub(crate) fn end_of(&self, patterns: &[&str], at: usize) -> Option<usize> {
        phrases::longest_at(patterns, &self.words, at).map(|length| at + length)
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
    pub(crate) fn clauses(&self, patterns: &[&str], more: usize) -> Vec<Range<usize>> {
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

    /// `range` as the transcript has it.
    pub(crate) fn quote(&self, text: &[char], range: Range<usize>) -> Option<Phrase> {
        let tokens = self.tokens.get(range)?;
        let (char_start, char_end) = (tokens.first()?.char_start, tokens.last()?.char_end);
        Some(Phrase {
            text: text.get(char_start..char_end)?.iter().collect(),
            char_start,
            char_end,
            span: tokens.iter().filter_map(|t| t.span).reduce(TimeSpan::join),
        })
    }
}
