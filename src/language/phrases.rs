//! Word patterns and words in, matches out: the one matcher behind every list of cue phrases.
//!
//! A pattern is words with spaces between. `a|b` matches either, a last `?` makes the word optional, `*` matches any word and
//! `:past` or `:num` a class of words. An optional word is taken whenever it fits.

use serde::{Deserialize, Serialize};

use crate::language::lexicon;
use crate::language::tokens::Token;
use crate::units::{TimeSpan, span_or_null};

/// A phrase at its place in the transcript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phrase {
    /// As in the transcript.
    pub text: String,
    /// First character.
    pub char_start: usize,
    /// One past the last character.
    pub char_end: usize,
    /// When; null without times.
    #[serde(flatten, with = "span_or_null")]
    pub span: Option<TimeSpan>,
}

impl Phrase {
    /// The phrase that `tokens` (at least one) make; `None` when there are none.
    pub(crate) fn of(tokens: &[Token]) -> Option<Self> {
        Some(Self {
            text: tokens.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" "),
            char_start: tokens.first()?.char_start,
            char_end: tokens.last()?.char_end,
            span: tokens.iter().filter_map(|t| t.span).reduce(TimeSpan::join),
        })
    }
}

/// The words to match against.
pub(crate) fn norms(tokens: &[Token]) -> Vec<&str> {
    tokens.iter().map(|t| t.norm.as_str()).collect()
}

/// How many of `words` from `at` on the pattern takes; `None` when it does not match there.
pub(crate) fn match_at(pattern: &str, words: &[&str], at: usize) -> Option<usize> {
    let mut next = at;
    for part in pattern.split(' ') {
        let (choices, optional) = part.strip_suffix('?').map_or((part, false), |p| (p, true));
        if words.get(next).is_some_and(|w| choices.split('|').any(|choice| fits(choice, w))) {
            next += 1;
        } else if !optional {
            return None;
        }
    }
    (next > at).then_some(next - at)
}

/// Whether any of `patterns` matches at `at`.
pub(crate) fn any_at(patterns: &[&str], words: &[&str], at: usize) -> bool {
    patterns.iter().any(|p| match_at(p, words, at).is_some())
}

/// The length of the longest of `patterns` that matches at `at`.
pub(crate) fn longest_at(patterns: &[&str], words: &[&str], at: usize) -> Option<usize> {
    patterns.iter().filter_map(|p| match_at(p, words, at)).max()
}

fn fits(choice: &str, word: &str) -> bool {
    match choice {
        "*" => true,
        ":past" => lexicon::is_past(word),
        ":num" => lexicon::is_number(word),
        _ => choice == word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_options_and_classes_match() {
        let words = ["so", "i", "just", "went", "home"];
        assert_eq!(match_at("so i|we", &words, 0), Some(2));
        assert_eq!(match_at("so? i just? :past", &words, 0), Some(4));
        assert_eq!(match_at("so? i just? :past", &words, 1), Some(3));
        assert_eq!(match_at("i * :past home", &words, 1), Some(4));
        assert_eq!(match_at("so we", &words, 0), None);
        assert_eq!(match_at("went home again", &words, 3), None);
        assert_eq!(match_at("so?", &["no"], 0), None);
    }
}
