//! A transcript in, short quotes out: always a contiguous piece of the transcript's text, whole words, with its time.

use std::ops::Range;

use crate::transcript::{Transcript, Word};
use crate::units::TimeSpan;

/// Words in a quote at most.
pub(crate) const LONGEST: usize = 8;
/// Words shown before and after what a quote is about.
const AROUND: usize = 3;

/// Looks up pieces of a transcript's text by character.
pub(crate) struct Quotes<'a> {
    chars: Vec<char>,
    words: &'a [Word],
}

impl<'a> Quotes<'a> {
    pub(crate) fn new(transcript: &'a Transcript) -> Self {
        Self { chars: transcript.text.chars().collect(), words: &transcript.words }
    }

    /// The whole text.
    pub(crate) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The characters of `range`, as far as the text goes.
    pub(crate) fn text(&self, range: Range<usize>) -> String {
        let end = range.end.min(self.chars.len());
        self.chars[range.start.min(end)..end].iter().collect()
    }

    /// The first words of `range`.
    pub(crate) fn opening(&self, range: Range<usize>) -> String {
        let words = self.words_in(&range);
        self.between(words.start..words.end.min(words.start + LONGEST))
    }

    /// When the last words of the transcript are said, and those words.
    pub(crate) fn ending(&self) -> Option<(Option<TimeSpan>, String)> {
        let words = self.words.len().saturating_sub(LONGEST)..self.words.len();
        let span = self.words[words.clone()].iter().filter_map(|word| word.span).reduce(TimeSpan::join);
        (!words.is_empty()).then(|| (span, self.between(words)))
    }

    /// The words of `range` with a few on either side.
    pub(crate) fn around(&self, range: Range<usize>) -> String {
        let words = self.words_in(&range);
        let end = words.end.min(words.start + LONGEST) + AROUND;
        self.between(words.start.saturating_sub(AROUND)..end.min(self.words.len()))
    }

    /// The words on either side of a moment without words: a pause, a sound; `None` when the words carry no times.
    pub(crate) fn across(&self, pause: TimeSpan) -> Option<String> {
        if self.words.iter().all(|word| word.span.is_none()) {
            return None;
        }
        let later = |word: &Word| word.span.is_some_and(|span| span.middle_s() > pause.middle_s());
        let after = self.words.iter().position(later).unwrap_or(self.words.len());
        Some(self.between(after.saturating_sub(AROUND)..(after + AROUND).min(self.words.len())))
    }

    /// The first words said inside `span`; `None` when no word carries a time there.
    pub(crate) fn said_in(&self, span: TimeSpan) -> Option<String> {
        let inside = |word: &Word| word.span.is_some_and(|said| span.overlap_s(said) > 0.0);
        let first = self.words.iter().position(inside)?;
        Some(self.between(first..(first + LONGEST).min(self.words.len())))
    }

    /// The words that touch `range`, as indices.
    fn words_in(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.words.partition_point(|word| word.char_end <= range.start);
        first..self.words.partition_point(|word| word.char_start < range.end).max(first)
    }

    fn between(&self, words: Range<usize>) -> String {
        match self.words.get(words) {
            Some([first, .., last]) => self.text(first.char_start..last.char_end),
            Some([only]) => self.text(only.char_start..only.char_end),
            _ => String::new(),
        }
    }
}
