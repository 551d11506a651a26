//! Tokens in, sentences out: cut at punctuation, and at long pauses where a transcript has none.

mod notes;

use std::ops::Range;

use crate::language::phrases::{self, Patterns};
use crate::language::tokens::Token;
use crate::transcript::Place;

/// A silence this long ends a stretch where nobody punctuated, s.
const STRETCH_PAUSE_S: f64 = 0.7;
/// A stretch with more words than this is cut at [`CUES`] …
const LONG_WORDS: usize = 30;
/// … into pieces of at least this many words.
const SHORT_WORDS: usize = 6;
/// A transcript with fewer than one full stop per this many words counts as not punctuated.
const WORDS_PER_STOP: usize = 50;

/// How a new step of a story begins when nobody punctuates.
static CUES: Patterns = Patterns::new(&[
    "so i|we|he|she|they|it|the|then|what|my|our|that|this|in|when|after|yeah",
    "and|but|so then",
    "and so",
    "then|but i|we|he|she|they|i'd|we'd|i'm",
    "and|but i|we|they|he|she :past|was|were|had|did",
    "um|uh|okay|yeah|right so",
    "as a result",
    "in the end",
    "and? eventually",
    "after that",
    "and? finally",
    "and? looking back",
    "at the time|end",
    "first|next i|we",
    "and? what i learned|took",
    "my job|role|task|goal|responsibility was",
]);

/// One sentence or, where nobody punctuated, one stretch between long pauses.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its tokens, as a range of the whole list; never empty.
    pub tokens: Range<usize>,
    /// From its first word to its last.
    pub place: Place,
}

/// Whether `tokens` carry enough full stops to tell sentences by.
#[must_use]
pub fn is_punctuated(tokens: &[Token]) -> bool {
    tokens.iter().filter(|t| t.ends_sentence).count() * WORDS_PER_STOP >= tokens.len()
}

/// Cuts `tokens` into sentences that together hold every token once.
#[must_use]
pub fn split(tokens: &[Token]) -> Vec<Sentence> {
    let punctuated = is_punctuated(tokens);
    let notes = notes::begins(tokens);
    let ends = |k: usize| {
        tokens[k].ends_sentence
            || notes.get(k + 1) == Some(&true)
            || !punctuated && tokens.get(k + 1).and_then(|t| t.pause_before_s).is_some_and(|p| p >= STRETCH_PAUSE_S)
    };
    let mut sentences = Vec::new();
    let mut start = 0;
    for k in 0..tokens.len() {
        if ends(k) || k + 1 == tokens.len() {
            sentences.extend(pieces(tokens, start..k + 1, punctuated).into_iter().filter_map(|tokens_in| {
                let place = Place::covering(tokens[tokens_in.clone()].iter().map(|t| &t.place))?;
                Some(Sentence { tokens: tokens_in, place })
            }));
            start = k + 1;
        }
    }
    sentences
}

/// `stretch`, in pieces when it is a long one that nobody punctuated.
fn pieces(tokens: &[Token], stretch: Range<usize>, punctuated: bool) -> Vec<Range<usize>> {
    let mut start = stretch.start;
    let mut pieces = Vec::new();
    if !punctuated && stretch.len() > LONG_WORDS {
        let words = phrases::norms(&tokens[stretch.clone()]);
        for k in stretch.clone() {
            let at = k - stretch.start;
            if k - start >= SHORT_WORDS && stretch.end - k >= SHORT_WORDS && CUES.any_at(&words, at) {
                pieces.push(start..k);
                start = k;
            }
        }
    }
    pieces.push(start..stretch.end);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::{said, sentences_of};

    #[test]
    fn full_stops_cut_and_abbreviations_and_decimals_do_not() {
        assert_eq!(
            sentences_of("Mr. Lopez raised 3.5 million in the U.S. market, e.g. in Ohio. Was it enough? No!"),
            ["Mr. Lopez raised 3.5 million in the U.S. market, e.g. in Ohio", "Was it enough", "No"]
        );
        assert_eq!(
            sentences_of("I moved to the U.S. We met at 9 a.m. on Monday."),
            ["I moved to the U.S.", "We met at 9 a.m. on Monday"]
        );
    }

    #[test]
    fn numbered_lists_and_paragraphs_are_sentences_of_their_own() {
        assert_eq!(sentences_of("1. Call the client. 2. Fix it."), ["1. Call the client", "2. Fix it"]);
        assert_eq!(sentences_of("The plan\n\nWe waited"), ["The plan", "We waited"]);
        assert_eq!(sentences_of("The long\nway home"), ["The long\nway home"]);
    }

    #[test]
    fn headings_end_and_points_before_names_do_not() {
        assert_eq!(sentences_of("## The plan\nWe waited\n## The end"), ["The plan", "We waited", "The end"]);
        assert_eq!(sentences_of("‣ one thing\n‣ another"), ["one thing", "another"]);
        assert_eq!(sentences_of("We knew C#. And .NET. Nothing else."), ["We knew C#", "And .NET", "Nothing else"]);
    }

    #[test]
    fn notes_without_full_stops_end_where_the_next_verb_has_a_capital() {
        let notes = "Wrote the plan Asked everyone twice Moved the desks";
        assert_eq!(sentences_of(notes), ["Wrote the plan", "Asked everyone twice", "Moved the desks"]);
        assert_eq!(sentences_of("I met Fred and the United team"), ["I met Fred and the United team"]);
        assert_eq!(sentences_of("I met Ned Built once"), ["I met Ned Built once"]);
    }

    #[test]
    fn without_punctuation_long_pauses_cut_and_short_ones_do_not() {
        let tokens = said(&[("we", 0.0), ("lost", 0.0), ("power", 0.3), ("i", 0.9), ("called", 0.0), ("them", 0.0)]);
        let ranges: Vec<_> = split(&tokens).into_iter().map(|s| s.tokens).collect();
        assert_eq!(ranges, [0..3, 3..6]);
    }

    #[test]
    fn a_long_run_without_punctuation_is_cut_where_a_new_step_begins() {
        let text = "the warehouse kept shipping the wrong boxes to a handful of stores and nobody could tell us why so i sat \
                    with the packers for a whole morning and then we moved the labels to the other side of the belt";
        assert_eq!(sentences_of(text).len(), 3);
        assert_eq!(sentences_of("so i sat down and then i left"), ["so i sat down and then i left"]);
    }

    #[test]
    fn every_token_is_in_exactly_one_sentence() {
        for text in ["", "—", "one", "One. Two", "a b c. d"] {
            let tokens = crate::language::testing::tokens(text);
            let held: Vec<usize> = split(&tokens).into_iter().flat_map(|s| s.tokens).collect();
            assert_eq!(held, (0..tokens.len()).collect::<Vec<_>>());
        }
    }
}
