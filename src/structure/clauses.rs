//! Sentences in, the clauses that are labelled out: recognisers join sentences with commas or with nothing at all, so that one may
//! tell several parts.

use std::ops::Range;

use crate::language::lexicon::{self, is};
use crate::language::reading::Reading;

/// A sentence of fewer words is one clause.
const LONG_WORDS: usize = 20;
/// Who rests for so long within a long sentence, s, has most likely ended one: recognisers join sentences without a mark, too.
/// Our judgement; most pauses inside a clause are shorter.
const REST_S: f64 = 0.5;
/// No clause has fewer words.
const SHORT_WORDS: usize = 5;

/// Words that open a sentence or fill it, and tell nothing alone.
const FILLING: &[&str] = &[
    "so", "and", "but", "well", "then", "right", "now", "like", "you", "know", "i", "mean", "basically", "actually",
    "also", "anyway",
];

/// The tokens of each sentence.
#[must_use]
pub fn whole(reading: &Reading<'_>) -> Vec<Range<usize>> {
    reading.sentences.iter().map(|sentence| sentence.tokens.clone()).collect()
}

/// The tokens of each clause: long sentences are cut at their commas and where
/// the speaker rested. The clauses together hold every token once, in order.
#[must_use]
pub fn cut(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut clauses = Vec::with_capacity(reading.sentences.len());
    for sentence in whole(reading) {
        let mut start = sentence.start;
        if sentence.len() >= LONG_WORDS {
            for k in sentence.clone().skip(1) {
                let rested = reading.tokens[k].pause_before_s.is_some_and(|s| s >= REST_S);
                if (rested || reading.all.cut_before(k)) && k - start >= SHORT_WORDS && sentence.end - k >= SHORT_WORDS
                {
                    clauses.push(start..k);
                    start = k;
                }
            }
        }
        clauses.push(start..sentence.end);
    }
    clauses
}

/// Whether `words` tell nothing: "um, so, yeah".
#[must_use]
pub fn is_idle(words: &[&str]) -> bool {
    words.iter().all(|w| lexicon::is_sound(w) || is(lexicon::INTERJECTIONS, w) || is(FILLING, w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::{reading, spoken};

    fn clauses_of(text: &str) -> Vec<String> {
        let reading = reading(text);
        let words = |clause: &Range<usize>| {
            reading.tokens[clause.clone()].iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        cut(&reading).iter().map(words).collect()
    }

    #[test]
    fn a_run_on_sentence_is_cut_and_lists_and_short_sentences_are_not() {
        assert_eq!(
            clauses_of(
                "We waited, and nothing came. I called the plant and asked for two spare parts, then I drove there with my own van, \
                 they arrived on Monday, and output rose by ten percent."
            ),
            [
                "We waited and nothing came",
                "I called the plant and asked for two spare parts",
                "then I drove there with my own van",
                "they arrived on Monday and output rose by ten percent"
            ]
        );
        let list = "I spoke with the cooks, the waiters, the guests, the owner, the suppliers, the neighbours, and my own family at home.";
        assert!(
            clauses_of(list).iter().all(|clause| clause.split(' ').count() >= SHORT_WORDS),
            "{:?}",
            clauses_of(list)
        );
    }

    #[test]
    fn a_run_on_sentence_without_a_mark_is_cut_where_the_speaker_rested() {
        let text = "My team ran a payment service that must never stop planned how to survive the loss of a machine set up three copies of it.";
        let said = |rest_s: f64| -> Vec<usize> {
            let pause = |word: &str| if ["planned", "set"].contains(&word) { rest_s } else { 0.0 };
            let words: Vec<(&str, f64)> = text.split(' ').map(|word| (word, pause(word))).collect();
            cut(&spoken(&words)).iter().map(Range::len).collect()
        };
        assert_eq!(said(0.7), [10, 9, 6]);
        assert_eq!(said(0.3), [25]);
    }

    #[test]
    fn fillers_alone_are_idle_and_a_short_reply_with_a_word_in_it_is_not() {
        for words in [&["um"] as &[&str], &["so", "um", "yeah"], &["okay", "you", "know"], &[]] {
            assert!(is_idle(words), "{words:?}");
        }
        for words in [&["it", "worked"] as &[&str], &["so", "we", "won"], &["and", "sales", "doubled"]] {
            assert!(!is_idle(words), "{words:?}");
        }
    }
}
