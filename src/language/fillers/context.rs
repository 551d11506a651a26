//! Tokens and sentences in, the surroundings of a word out: its neighbours, and what sets it off from them.

use crate::language::cursor::Cursor;
use crate::language::lexicon;
use crate::language::sentences::Sentence;
use crate::language::tokens::Token;

/// A pause from here on sets a word off, s: shorter ones are stop consonants. Source: measures that count pauses from 0.1 s.
const SET_OFF_S: f64 = 0.1;
/// A pause from here on counts like the start of a sentence, s (de Jong & Bosker 2013: 0.25 s).
const START_PAUSE_S: f64 = 0.25;

/// What surrounds each token.
pub(super) struct FillerContext<'a> {
    cursor: Cursor<'a>,
    starts: Vec<bool>,
    ends: Vec<bool>,
    punctuated: bool,
}

/// A text with fewer than one mark for this many words has no punctuation to go by.
const WORDS_PER_MARK: usize = 30;

impl<'a> FillerContext<'a> {
    pub(super) fn new(tokens: &'a [Token], sentences: &[Sentence]) -> Self {
        let marks = tokens.iter().filter(|t| t.break_after).count();
        let punctuated = marks * WORDS_PER_MARK >= tokens.len();
        let (starts, ends) = (vec![false; tokens.len()], vec![false; tokens.len()]);
        let mut context = Self { cursor: Cursor::new(tokens), starts, ends, punctuated };
        for sentence in sentences {
            for (flags, at) in
                [(&mut context.starts, sentence.tokens.start), (&mut context.ends, sentence.tokens.end.wrapping_sub(1))]
            {
                if let Some(flag) = flags.get_mut(at) {
                    *flag = true;
                }
            }
        }
        context
    }

    /// Whether commas tell anything here.
    pub(super) fn punctuated(&self) -> bool {
        self.punctuated
    }

    /// The word at `at`, "" beyond the ends.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.cursor.word(at)
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.cursor.tokens.get(at).copied()
    }

    /// The nearest word before `at` in its sentence that is no sound ("um"); "" when there is none.
    pub(super) fn before(&self, at: usize) -> &'a str {
        self.index_before(at).map_or("", |k| self.word(k))
    }

    /// Where [`Self::before`] stands.
    pub(super) fn index_before(&self, at: usize) -> Option<usize> {
        let mut k = at;
        while k > 0 && !self.starts[k] {
            k -= 1;
            if !lexicon::is_sound(self.word(k)) {
                return Some(k);
            }
        }
        None
    }

    /// The nearest word from `at` on in the same sentence that is no sound; "" when the sentence is over before it.
    pub(super) fn from(&self, at: usize) -> &'a str {
        self.index_from(at).map_or("", |k| self.word(k))
    }

    /// Where [`Self::from`] stands.
    pub(super) fn index_from(&self, at: usize) -> Option<usize> {
        let mut k = at;
        while k < self.cursor.len() && (k == 0 || !self.ends[k - 1]) {
            if !lexicon::is_sound(self.word(k)) {
                return Some(k);
            }
            k += 1;
        }
        None
    }

    /// Whether a sentence begins at `at`.
    pub(super) fn starts(&self, at: usize) -> bool {
        self.starts.get(at).copied().unwrap_or(true)
    }

    /// Whether a sentence ends right before `at`.
    pub(super) fn ended(&self, at: usize) -> bool {
        at == 0 || self.ends.get(at - 1).copied().unwrap_or(true)
    }

    /// Whether a mark or a pause stands right before `at`.
    pub(super) fn set_off_before(&self, at: usize) -> bool {
        let paused = |t: &Token| t.pause_before_s.is_some_and(|p| p >= SET_OFF_S);
        self.token(at).is_none_or(|t| t.break_before || paused(t))
    }

    /// Whether a silence as long as one between sentences stands right before `at` (and is known to).
    pub(super) fn paused_before(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.pause_before_s.is_some_and(|p| p >= START_PAUSE_S))
    }

    /// Whether a mark, a pause or a sound ("um") stands before `at`, or a sentence begins there.
    pub(super) fn open_before(&self, at: usize) -> bool {
        self.starts(at) || self.set_off_before(at) || at > 0 && lexicon::is_sound(self.word(at - 1))
    }

    /// Whether a mark, a pause or a sound stands before `at`, or the sentence ended there: for the place after a word.
    pub(super) fn open_after(&self, at: usize) -> bool {
        self.ended(at) || self.set_off_before(at) || lexicon::is_sound(self.word(at))
    }

    /// Whether a mark stands right before `at`, or a sentence begins there.
    pub(super) fn marked_before(&self, at: usize) -> bool {
        self.starts(at) || self.token(at).is_none_or(|t| t.break_before)
    }

    /// Whether a mark or a sound stands before `at`, or the sentence ended there: what a pause alone does not do.
    pub(super) fn marked_after(&self, at: usize) -> bool {
        self.ended(at) || self.token(at).is_none_or(|t| t.break_before) || lexicon::is_sound(self.word(at))
    }

    /// Whether tokens `at..end` are a whole sentence by themselves.
    pub(super) fn alone(&self, at: usize, end: usize) -> bool {
        self.starts(at) && self.ended(end)
    }

    /// Whether tokens `at..end` hang between two silences.
    pub(super) fn between_pauses(&self, at: usize, end: usize) -> bool {
        self.paused_before(at) && self.paused_before(end)
    }
}
