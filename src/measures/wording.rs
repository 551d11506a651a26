//! How it was worded: how long the sentences are, what opens them, how varied the words are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::language::lexicon::{self, is};
use crate::language::sentences::{self, Sentence};
use crate::language::tokens::Token;
use crate::units::{TimeSpan, span_or_null};
use crate::usual::Ranges;

/// Sentences and vocabulary. All about sentences is null where the transcript has no full stops to tell them by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    /// Number of sentences.
    pub sentences: Option<usize>,
    /// Mean words in a sentence, um and uh left out.
    pub words_per_sentence: Option<f64>,
    /// Sentences with more words than can be followed, in spoken order.
    pub long_sentences: Option<Vec<LongSentence>>,
    /// The word that most sentences begin with before they come to their subject; null for fewer than 10 sentences, when none
    /// begins two of them, and for languages other than English.
    pub opener: Option<Opener>,
    /// Share of different words in every 50 in a row, averaged (MATTR; Covington & `McFall` 2010), 0–1; null for fewer than 50.
    pub mattr: Option<f64>,
}

/// A sentence that is hard to follow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LongSentence {
    /// Its words, um and uh left out.
    pub words: usize,
    /// First character.
    pub char_start: usize,
    /// One past the last character.
    pub char_end: usize,
    /// When; null without times.
    #[serde(flatten, with = "span_or_null")]
    pub span: Option<TimeSpan>,
}

/// A word that sentences begin with: "so", "and", "basically". Who acts ("I", "the team") is no opener.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opener {
    /// Lower case.
    pub text: String,
    /// Sentences that begin with it.
    pub count: usize,
    /// The same for every 100 sentences.
    pub percent: f64,
    /// The sentences that do, in spoken order.
    pub sentences: Vec<Opened>,
}

/// A sentence that begins with the opener.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// First character.
    pub char_start: usize,
    /// One past the last character.
    pub char_end: usize,
    /// When; null without times.
    #[serde(flatten, with = "span_or_null")]
    pub span: Option<TimeSpan>,
}

/// Fewer sentences say nothing about how they begin.
const FEWEST_SENTENCES: usize = 10;
/// Words in a window of MATTR.
const WINDOW: usize = 50;

/// Measures the wording of `tokens`, cut into `sentences`, `english` or not, by `ranges`.
#[must_use]
pub fn of(tokens: &[Token], sentences: &[Sentence], english: bool, ranges: &Ranges) -> Wording {
    let mattr = mattr(tokens);
    if tokens.is_empty() || !sentences::is_punctuated(tokens) {
        return Wording { mattr, ..Wording::default() };
    }
    let lengths: Vec<usize> = sentences.iter().map(|s| spoken(tokens, s).count()).collect();
    let most = ranges.sentence_words.flag_above.unwrap_or(f64::INFINITY);
    let long = sentences.iter().zip(&lengths).filter(|(_, words)| **words as f64 > most).map(|(sentence, words)| {
        let chars = sentence.chars(tokens);
        LongSentence { words: *words, char_start: chars.start, char_end: chars.end, span: sentence.span(tokens) }
    });
    Wording {
        sentences: Some(sentences.len()),
        words_per_sentence: Some(lengths.iter().sum::<usize>() as f64 / sentences.len() as f64),
        long_sentences: Some(long.collect()),
        opener: opener(tokens, sentences).filter(|_| english),
        mattr,
    }
}

/// The words of `sentence` that are no sounds.
fn spoken<'a>(tokens: &'a [Token], sentence: &Sentence) -> impl Iterator<Item = &'a str> {
    tokens[sentence.tokens.clone()].iter().map(|t| t.norm.as_str()).filter(|word| !lexicon::is_sound(word))
}

fn opener(tokens: &[Token], sentences: &[Sentence]) -> Option<Opener> {
    let opens =
        |word: &&str| is(lexicon::CONJUNCTIONS, word) || is(lexicon::ADVERBS, word) || is(lexicon::INTERJECTIONS, word);
    let mut opened: BTreeMap<&str, Vec<&Sentence>> = BTreeMap::new();
    for sentence in sentences {
        if let Some(word) = spoken(tokens, sentence).next().filter(opens) {
            opened.entry(word).or_default().push(sentence);
        }
    }
    // The first of the alphabet among equals: `max_by_key` would take the last.
    let (text, mine) = opened.into_iter().rev().max_by_key(|(_, sentences)| sentences.len())?;
    let percent = 100.0 * mine.len() as f64 / sentences.len() as f64;
    let place = |sentence: &&Sentence| {
        let chars = sentence.chars(tokens);
        Opened { char_start: chars.start, char_end: chars.end, span: sentence.span(tokens) }
    };
    (mine.len() > 1 && sentences.len() >= FEWEST_SENTENCES).then(|| Opener {
        text: text.into(),
        count: mine.len(),
        percent,
        sentences: mine.iter().map(place).collect(),
    })
}

fn mattr(tokens: &[Token]) -> Option<f64> {
    let words: Vec<&str> = tokens.iter().map(|t| t.norm.as_str()).filter(|w| !lexicon::is_sound(w)).collect();
    let different = |window: &[&str]| {
        let mut types = window.to_vec();
        types.sort_unstable();
        types.dedup();
        types.len() as f64 / WINDOW as f64
    };
    let windows = words.windows(WINDOW);
    let number = windows.len();
    (number > 0).then(|| windows.map(different).sum::<f64>() / number as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::tokens;

    fn wording(text: &str) -> Wording {
        let tokens = tokens(text);
        of(&tokens, &sentences::split(&tokens), true, &crate::usual::USUAL)
    }

    #[test]
    fn sentences_are_counted_without_their_sounds_and_long_ones_have_a_place() {
        let long = format!("Um, we {}left.", "waited and ".repeat(15));
        let told = wording(&format!("I called. {long} They, uh, came back."));
        assert_eq!((told.sentences, told.words_per_sentence), (Some(3), Some(37.0 / 3.0)));
        let found = told.long_sentences.unwrap();
        assert_eq!(found.iter().map(|s| (s.words, s.char_start)).collect::<Vec<_>>(), [(32, 10)]);
    }

    #[test]
    fn the_word_that_opens_most_sentences_is_named_and_who_acts_is_not() {
        let told = wording(&format!("{}{}", "So we left. ".repeat(4), "I stayed there. ".repeat(8)));
        let opener = told.opener.unwrap();
        assert_eq!((opener.text.as_str(), opener.count), ("so", 4));
        assert!((opener.percent - 100.0 / 3.0).abs() < 1e-9);
        assert_eq!(opener.sentences.iter().map(|s| s.char_start).collect::<Vec<_>>(), [0, 12, 24, 36]);
        assert_eq!(wording(&"So we left. ".repeat(9)).opener, None, "too few sentences");
        assert_eq!(wording(&"I left early. ".repeat(12)).opener, None);
    }

    #[test]
    fn without_full_stops_nothing_is_said_about_sentences() {
        let told = wording(&"and then we went home ".repeat(20));
        assert_eq!((told.sentences, told.words_per_sentence, told.long_sentences), (None, None, None));
        assert!((told.mattr.unwrap() - 0.1).abs() < 1e-9, "five words in every fifty");
    }

    #[test]
    fn mattr_needs_fifty_words() {
        let words: Vec<String> = (0..49).map(|n| format!("w{n}")).collect();
        assert_eq!(wording(&words.join(" ")).mattr, None);
        assert_eq!(wording(&format!("{} last", words.join(" "))).mattr, Some(1.0));
    }
}
