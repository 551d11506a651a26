//! How it was worded: how long the sentences are, what opens them, how varied the words are.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::language::cursor::Cursor;
use crate::language::lexicon::{self, is};
use crate::language::reading::Reading;
use crate::language::sentences::{self, Sentence};
use crate::language::tokens::Token;
use crate::transcript::Place;
use crate::usual::Ranges;

/// Sentences and vocabulary. All about sentences is null where the transcript has no full stops to tell them by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
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
    /// Where, and when.
    #[serde(flatten)]
    pub place: Place,
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
    pub sentences: Vec<Place>,
}

/// Fewer sentences say nothing about how they begin.
const FEWEST_SENTENCES: usize = 10;
/// Words in a window of MATTR.
const WINDOW: usize = 50;

/// Measures the wording of an answer by `ranges`.
#[must_use]
pub fn measure(reading: &Reading<'_>, ranges: &Ranges) -> Wording {
    let mattr = mattr(reading.tokens);
    if reading.tokens.is_empty() || !sentences::is_punctuated(reading.tokens) {
        return Wording { mattr, ..Wording::default() };
    }
    let sentences = || reading.sentences.iter().zip(reading.spoken.iter().map(Cursor::len));
    let most = ranges.sentence_words.flag_above.unwrap_or(f64::INFINITY);
    let long = sentences().filter(|(_, words)| *words as f64 > most);
    Wording {
        sentences: Some(reading.sentences.len()),
        words_per_sentence: Some(
            sentences().map(|(_, words)| words).sum::<usize>() as f64 / reading.sentences.len() as f64,
        ),
        long_sentences: Some(
            long.map(|(sentence, words)| LongSentence { words, place: sentence.place.clone() }).collect(),
        ),
        opener: opener(reading).filter(|_| reading.english),
        mattr,
    }
}

fn opener(reading: &Reading<'_>) -> Option<Opener> {
    let opens =
        |word: &&str| is(lexicon::CONJUNCTIONS, word) || is(lexicon::ADVERBS, word) || is(lexicon::INTERJECTIONS, word);
    let mut opened: BTreeMap<&str, Vec<&Sentence>> = BTreeMap::new();
    for (sentence, spoken) in reading.sentences.iter().zip(&reading.spoken) {
        if let Some(word) = spoken.words.first().copied().filter(opens) {
            opened.entry(word).or_default().push(sentence);
        }
    }
    // The first of the alphabet among equals: `max_by_key` would take the last.
    let (text, mine) = opened.into_iter().rev().max_by_key(|(_, sentences)| sentences.len())?;
    let percent = 100.0 * mine.len() as f64 / reading.sentences.len() as f64;
    (mine.len() > 1 && reading.sentences.len() >= FEWEST_SENTENCES).then(|| Opener {
        text: text.into(),
        count: mine.len(),
        percent,
        sentences: mine.iter().map(|sentence| sentence.place.clone()).collect(),
    })
}

fn mattr(tokens: &[Token]) -> Option<f64> {
    let words: Vec<&str> = tokens.iter().map(|t| t.norm.as_str()).filter(|w| !lexicon::is_sound(w)).collect();
    // How often each word stands in the window, which moves by one word at a time.
    let mut inside: HashMap<&str, usize> = HashMap::new();
    let (mut sum, mut windows) = (0.0, 0);
    for (at, word) in words.iter().enumerate() {
        *inside.entry(word).or_default() += 1;
        if let Some(gone) = at.checked_sub(WINDOW).map(|k| words[k])
            && let Some(times) = inside.get_mut(gone)
        {
            *times -= 1;
            if *times == 0 {
                inside.remove(gone);
            }
        }
        if at + 1 >= WINDOW {
            sum += inside.len() as f64 / WINDOW as f64;
            windows += 1;
        }
    }
    (windows > 0).then(|| sum / f64::from(windows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::reading;

    fn wording(text: &str) -> Wording {
        measure(&reading(text), &crate::usual::USUAL)
    }

    #[test]
    fn sentences_are_counted_without_their_sounds_and_long_ones_have_a_place() {
        let long = format!("Um, we {}left.", "waited and ".repeat(15));
        let told = wording(&format!("I called. {long} They, uh, came back."));
        assert_eq!((told.sentences, told.words_per_sentence), (Some(3), Some(37.0 / 3.0)));
        let found = told.long_sentences.unwrap();
        assert_eq!(found.iter().map(|s| (s.words, s.place.chars.start)).collect::<Vec<_>>(), [(32, 10)]);
    }

    #[test]
    fn the_word_that_opens_most_sentences_is_named_and_who_acts_is_not() {
        let told = wording(&format!("{}{}", "So we left. ".repeat(4), "I stayed there. ".repeat(8)));
        let opener = told.opener.unwrap();
        assert_eq!((opener.text.as_str(), opener.count), ("so", 4));
        assert!((opener.percent - 100.0 / 3.0).abs() < 1e-9);
        assert_eq!(opener.sentences.iter().map(|s| s.chars.start).collect::<Vec<_>>(), [0, 12, 24, 36]);
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
