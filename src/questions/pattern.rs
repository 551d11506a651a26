//! A pattern and the words of a sentence in, where it fits and how much that tells out.
//!
//! | written | stands for |
//! |---|---|
//! | `told him` | these words in a row |
//! | `told\|asked him` | either word |
//! | `rolled it? back` | the word before `?` may be missing |
//! | `disagree*` | any word that begins so |
//! | `*` | any one word |
//! | `from .. to` | up to six words between |
//! | `#` | a number, in digits or words |
//! | `:past` | a verb in the past tense |

use std::sync::Arc;

use super::words::COMMON;
use crate::language::lexicon::{self, is};

/// Words that `..` stands for at most.
const GAP: usize = 6;
/// Letters before `*` at least: fewer would stand for too many words.
const STEM: usize = 3;

/// Words that can be looked for. Many points share one: a copy costs nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    parts: Arc<[PatternPart]>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum PatternPart {
    Gap,
    Word { choices: Vec<Choice>, optional: bool },
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    Any,
    Number,
    Past,
    Begins(String),
    Word(String),
}

/// Where a pattern fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    /// Its first word.
    pub(super) at: usize,
    /// How much its words tell: a common word a quarter, a verb less than a half, any other 1.
    pub(super) weight: f64,
}

impl Pattern {
    /// Reads a pattern as it is written.
    ///
    /// # Errors
    /// What is wrong with it, to the one who wrote it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_whitespace().map(PatternPart::parse).collect::<Result<Vec<_>, _>>()?;
        let edge = |part: Option<&PatternPart>| part.is_none_or(|part| *part == PatternPart::Gap);
        if edge(parts.first()) || edge(parts.last()) {
            return Err("a pattern begins and ends with a word".into());
        }
        if parts.iter().all(|part| matches!(part, PatternPart::Word { optional: true, .. })) {
            return Err("a pattern needs a word that must be there".into());
        }
        Ok(Self { parts: parts.into() })
    }

    /// The place in `words`, the words of one sentence in lower case, where it fits and tells most.
    pub(super) fn best(&self, words: &[&str]) -> Option<Fit> {
        (0..words.len())
            .filter_map(|at| Some(Fit { at, weight: weigh(&self.parts, &words[at..])? }))
            .max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.at.cmp(&a.at)))
    }
}

impl PatternPart {
    fn parse(text: &str) -> Result<Self, String> {
        if text == ".." {
            return Ok(Self::Gap);
        }
        let (word, optional) = text.strip_suffix('?').map_or((text, false), |word| (word, true));
        let choices = word.split('|').map(|choice| Choice::parse(choice, text)).collect::<Result<_, _>>()?;
        Ok(Self::Word { choices, optional })
    }
}

impl Choice {
    fn parse(choice: &str, within: &str) -> Result<Self, String> {
        // As words are compared: "a/b", "n+1" and "a.m" are words too.
        let plain = |word: &str| {
            word.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || "'-%&/.+".contains(c))
                && (word == "%" || word.chars().any(char::is_alphanumeric))
        };
        match choice {
            "" => Err(format!("`{within}` leaves a word empty")),
            "*" => Ok(Self::Any),
            "#" => Ok(Self::Number),
            ":past" => Ok(Self::Past),
            _ => match choice.strip_suffix('*') {
                Some(stem) if plain(stem) && stem.chars().count() >= STEM => Ok(Self::Begins(stem.into())),
                Some(_) => Err(format!("`{choice}`: {STEM} small letters or more stand before `*`")),
                None if plain(choice) => Ok(Self::Word(choice.into())),
                None => Err(format!("`{choice}` is no word: small letters, digits, ' and - only")),
            },
        }
    }

    /// How much `word` tells where it is the one meant.
    fn weigh(&self, word: &str) -> Option<f64> {
        let (fits, weight) = match self {
            Self::Any => (true, 0.0),
            Self::Number => (lexicon::is_number(word), 0.6),
            Self::Past => (lexicon::is_past(word), 0.3),
            Self::Begins(stem) => (word.starts_with(stem.as_str()), weight_of(word)),
            Self::Word(this) => (this == word, weight_of(word)),
        };
        fits.then_some(weight)
    }
}

fn weight_of(word: &str) -> f64 {
    if is(COMMON, word) { 0.25 } else { 1.0 }
}

/// How much `parts` tell where they stand at the beginning of `words`; `None` where they do not.
fn weigh(parts: &[PatternPart], words: &[&str]) -> Option<f64> {
    let Some((part, rest)) = parts.split_first() else { return Some(0.0) };
    match part {
        PatternPart::Gap => {
            (0..=GAP.min(words.len())).filter_map(|gap| weigh(rest, &words[gap..])).max_by(f64::total_cmp)
        }
        PatternPart::Word { choices, optional } => {
            let here = words.split_first().and_then(|(word, after)| {
                let weight = choices.iter().filter_map(|choice| choice.weigh(word)).max_by(f64::total_cmp)?;
                Some(weight + weigh(rest, after)?)
            });
            here.or_else(|| optional.then(|| weigh(rest, words)).flatten())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(pattern: &str, sentence: &str) -> Option<usize> {
        let words: Vec<&str> = sentence.split(' ').collect();
        Pattern::parse(pattern).unwrap().best(&words).map(|fit| fit.at)
    }

    #[test]
    fn each_sign_stands_for_what_the_table_says() {
        assert_eq!(at("told him", "so i told him"), Some(2));
        assert_eq!(at("told|asked him", "then i asked him"), Some(2));
        assert_eq!(at("rolled it? back", "we rolled back"), Some(1));
        assert_eq!(at("rolled it? back", "we rolled it back"), Some(1));
        assert_eq!(at("disagree*", "we disagreed"), Some(1));
        assert_eq!(at("cut * team", "cut the team"), Some(0));
        assert_eq!(at("from .. to", "it fell from about ninety minutes to ten"), Some(2));
        assert_eq!(at("from .. to", "from one two three four five six seven to"), None);
        assert_eq!(at("# minutes", "in forty-one minutes"), Some(1));
        assert_eq!(at("i :past it", "well i built it"), Some(1));
        assert_eq!(at("told him", "told her"), None);
    }

    #[test]
    fn of_two_places_the_one_that_tells_more_is_taken() {
        assert_eq!(at("the *? client|end", "the end and the angry client"), Some(0));
        assert_eq!(at("in|cheaper oak", "in oak and cheaper oak"), Some(3));
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        for (pattern, reason) in [
            ("", "begins and ends"),
            (".. to", "begins and ends"),
            ("along the way|", "leaves a word empty"),
            ("it?", "must be there"),
            ("ca*", "before `*`"),
            ("I said", "is no word"),
        ] {
            let error = Pattern::parse(pattern).unwrap_err();
            assert!(error.contains(reason), "{pattern}: {error}");
        }
    }
}
