//! Word patterns and words in, matches out: the one matcher behind every list of cue phrases.
//!
//! A pattern is words with spaces between. `a|b` matches either, a last `?` makes the word optional, `*` matches any word and
//! `:past` or `:num` a class of words. An optional word is taken whenever it fits.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::language::lexicon;
use crate::language::tokens::Token;
use crate::transcript::Place;

/// A phrase at its place in the transcript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phrase {
    /// As in the transcript.
    pub text: String,
    /// Where, and when.
    #[serde(flatten)]
    pub place: Place,
}

impl Phrase {
    /// The phrase that `tokens` make, with single spaces; `None` when there are none.
    pub(crate) fn from_tokens(tokens: &[Token]) -> Option<Self> {
        let text = tokens.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ");
        Some(Self { text, place: Place::covering(tokens.iter().map(|t| &t.place))? })
    }
}

/// A list of patterns, looked up by the word that they begin with.
pub(crate) struct Patterns {
    list: &'static [&'static str],
    index: OnceLock<Index>,
}

#[derive(Default)]
struct Index {
    by_word: HashMap<&'static str, Vec<&'static str>>,
    /// Those that begin with a class of words.
    open: Vec<&'static str>,
}

impl Patterns {
    pub(crate) const fn new(list: &'static [&'static str]) -> Self {
        Self { list, index: OnceLock::new() }
    }

    /// Whether any of them matches at `at`.
    pub(crate) fn any_at(&self, words: &[&str], at: usize) -> bool {
        self.lengths(words, at).next().is_some()
    }

    /// The length of the longest of them that matches at `at`.
    pub(crate) fn longest_at(&self, words: &[&str], at: usize) -> Option<usize> {
        self.lengths(words, at).max()
    }

    fn lengths<'a>(&'a self, words: &'a [&'a str], at: usize) -> impl Iterator<Item = usize> + 'a {
        let index = self.index.get_or_init(|| Index::new(self.list));
        let named = words.get(at).and_then(|word| index.by_word.get(word));
        named.into_iter().flatten().chain(&index.open).filter_map(move |pattern| match_at(pattern, words, at))
    }
}

impl Index {
    fn new(list: &'static [&'static str]) -> Self {
        let mut index = Self::default();
        for pattern in list {
            // The first word is one of those up to the first that must be there.
            let must = pattern.split(' ').take_while(|part| part.ends_with('?')).count();
            let first = pattern.split(' ').take(must + 1).flat_map(|part| part.trim_end_matches('?').split('|'));
            for choice in first {
                if choice == "*" || choice.starts_with(':') {
                    index.open.push(pattern);
                } else {
                    index.by_word.entry(choice).or_default().push(pattern);
                }
            }
        }
        index
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
