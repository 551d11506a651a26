//! Sentences in, the clauses that are labelled out: recognisers join sentences with commas, so that one may tell several parts.

use crate::language::lexicon::{self, is};
use crate::language::sentences::Sentence;
use crate::language::tokens::Token;

/// A sentence of fewer words is one clause.
const LONG_WORDS: usize = 20;
/// No clause has fewer words.
const SHORT_WORDS: usize = 5;

/// Words that open a sentence or fill it, and tell nothing alone.
const FILLING: &[&str] = &[
    "so", "and", "but", "well", "then", "right", "now", "like", "you", "know", "i", "mean", "basically", "actually",
    "also", "anyway",
];

/// Cuts each long sentence at its commas. The clauses together hold every token of `sentences` once, in order.
#[must_use]
pub fn cut(tokens: &[Token], sentences: &[Sentence]) -> Vec<Sentence> {
    let mut clauses = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut start = sentence.tokens.start;
        if sentence.tokens.len() >= LONG_WORDS {
            for k in sentence.tokens.clone().skip(1) {
                let cut = tokens[k - 1].break_after || tokens[k].break_before;
                if cut && k - start >= SHORT_WORDS && sentence.tokens.end - k >= SHORT_WORDS {
                    clauses.push(Sentence { tokens: start..k });
                    start = k;
                }
            }
        }
        clauses.push(Sentence { tokens: start..sentence.tokens.end });
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
    use crate::language::sentences;
    use crate::language::testing::tokens;

    fn clauses_of(text: &str) -> Vec<String> {
        let tokens = tokens(text);
        let words = |clause: &Sentence| {
            tokens[clause.tokens.clone()].iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        cut(&tokens, &sentences::split(&tokens)).iter().map(words).collect()
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
    fn fillers_alone_are_idle_and_a_short_reply_with_a_word_in_it_is_not() {
        for words in [&["um"] as &[&str], &["so", "um", "yeah"], &["okay", "you", "know"], &[]] {
            assert!(is_idle(words), "{words:?}");
        }
        for words in [&["it", "worked"] as &[&str], &["so", "we", "won"], &["and", "sales", "doubled"]] {
            assert!(!is_idle(words), "{words:?}");
        }
    }
}
