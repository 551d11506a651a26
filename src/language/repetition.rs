//! Tokens in, repeated and restarted words out: a lower bound, since recognisers tend to delete repeats.

use serde::{Deserialize, Serialize};

use crate::language::lexicon;
use crate::language::tokens::Token;
use crate::stats::percent;
use crate::transcript::Place;
use crate::units::TimeSpan;

/// The most words that are looked for twice in a row.
const LONGEST: usize = 3;

/// Said twice on purpose, or by grammar.
const DOUBLES: &[&str] = &[
    "very", "really", "had", "that", "no", "yes", "yeah", "okay", "ok", "bye", "so", "far", "way", "much", "many",
    "never", "long", "big", "ha", "blah", "bla", "well", "hey", "wow", "super", "too", "there", "now", "right", "sure",
    "please", "thank", "half", "pretty", "more", "mhm", "quite", "again", "ever", "over", "on", "up",
];

/// "Again and again and again", "and so on and so on": the words before the first "and" may be repeated as a figure of speech.
const FIGURES: &[&str] = &["more", "again", "on", "over", "forth", "so", "faster", "better", "bigger", "up", "down"];

/// What was said again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RepeatKind {
    /// One to three words said twice in a row.
    Repeat,
    /// A word broken off and begun again, or said again as a part of another: "I, I've".
    Restart,
}

/// One repetition: the span of the words said in vain (the first "I think" of "I think, I think").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// What happened.
    pub kind: RepeatKind,
    /// Where the words said in vain stand.
    #[serde(flatten)]
    pub place: Place,
}

/// All repetitions of a take.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Repetition {
    /// Number of items.
    pub count: usize,
    /// Items per hundred words, um and uh left out; null without words, and until they are counted.
    pub percent: Option<f64>,
    /// In spoken order.
    pub items: Vec<Item>,
}

/// Finds immediate repeats of one to three words and broken-off words. Fillers between do not hide a repeat.
#[must_use]
pub fn find(tokens: &[Token]) -> Repetition {
    let words = without_fillers(tokens);
    let mut items = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (kind, length) = if is_broken_off(&words, at) || is_joined_again(&words, at) {
            (RepeatKind::Restart, 1)
        } else if let Some(length) = (1..=LONGEST).rev().find(|n| is_repeat(&words, at, *n)) {
            (RepeatKind::Repeat, length)
        } else {
            at += 1;
            continue;
        };
        let place = Place::covering(words[at..at + length].iter().map(|t| &t.place));
        items.extend(place.map(|place| Item { kind, place }));
        at += length;
    }
    Repetition { count: items.len(), percent: None, items }
}

impl Repetition {
    /// The same counted against an answer of `words` words.
    #[must_use]
    pub(crate) fn among(self, words: usize) -> Self {
        Self { percent: percent(self.count, words), ..self }
    }

    /// Those outside the stretches that are `lost`.
    #[must_use]
    pub(crate) fn outside(mut self, lost: &[TimeSpan]) -> Self {
        let is_lost =
            |item: &Item| item.place.span.is_some_and(|span| lost.iter().any(|lost| lost.overlap_s(span) > 0.0));
        self.items.retain(|item| !is_lost(item));
        self.count = self.items.len();
        self
    }
}

/// The tokens without "um", "you know" and "I mean".
fn without_fillers(tokens: &[Token]) -> Vec<&Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let pair = (tokens[at].norm.as_str(), tokens.get(at + 1).map_or("", |t| t.norm.as_str()));
        if lexicon::is_sound(pair.0) {
            at += 1;
        } else if matches!(pair, ("you", "know") | ("i", "mean")) {
            at += 2;
        } else {
            kept.push(&tokens[at]);
            at += 1;
        }
    }
    kept
}

/// "Projec-", but not the first half of "pre- and post-".
fn is_broken_off(words: &[&Token], at: usize) -> bool {
    let shares_end = words.get(at + 1).is_some_and(|next| matches!(next.norm.as_str(), "and" | "or" | "to"));
    words[at].norm.ends_with('-') && !shares_end
}

/// "We, we've" and "it it's": said alone, and again with its verb.
fn is_joined_again(words: &[&Token], at: usize) -> bool {
    let next = words.get(at + 1).and_then(|next| next.norm.split_once('\''));
    !words[at].ends_sentence
        && next
            .is_some_and(|(word, verb)| word == words[at].norm && matches!(verb, "m" | "s" | "re" | "ve" | "d" | "ll"))
        && !DOUBLES.contains(&words[at].norm.as_str())
}

/// Whether `n` words from `at` on are said again right after, in the same sentence and not on purpose.
fn is_repeat(words: &[&Token], at: usize, n: usize) -> bool {
    let Some(both) = words.get(at..at + 2 * n) else { return false };
    let (first, second) = both.split_at(n);
    // Four times the same word are three repeats of it, and not one of two words.
    let one = n == 1 || first.iter().any(|word| word.norm != first[0].norm);
    let same = one && first.iter().zip(second).all(|(a, b)| a.norm == b.norm);
    same && !first.iter().any(|t| t.ends_sentence) && !is_deliberate(first, at.checked_sub(1).map(|k| words[k]))
}

fn is_deliberate(first: &[&Token], before: Option<&Token>) -> bool {
    let norm = |k: usize| first[k].norm.as_str();
    let all = |f: fn(&str) -> bool| first.iter().all(|t| f(&t.norm));
    all(lexicon::is_number)
        || all(|w| DOUBLES.contains(&w)) && first.windows(2).all(|w| w[0].norm == w[1].norm)
        || norm(0) == "and" && first.len() > 1 && FIGURES.contains(&norm(first.len() - 1))
        || first.len() == 2 && norm(1) == "and" && before.is_none_or(|b| b.norm != "and") && FIGURES.contains(&norm(0))
        || first.len() == 2 && matches!((norm(0), norm(1)), ("thank", "you") | ("oh", "no") | ("one", "by"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::{said, tokens};

    fn vain(text: &str) -> Vec<String> {
        let cut = |item: &Item| text.chars().take(item.place.chars.end).skip(item.place.chars.start).collect();
        find(&tokens(text)).items.iter().map(cut).collect()
    }

    #[test]
    fn repeats_of_one_to_three_words_count_once() {
        assert_eq!(vain("I think, I think we we won."), ["I think", "we"]);
        assert_eq!(vain("it was the it was the queue"), ["it was the"]);
        assert_eq!(vain("I I I left"), ["I", "I"]);
        assert_eq!(vain("and we, we, we, we, we left"), ["we", "we", "we", "we"]);
    }

    #[test]
    fn stumbles_with_hyphens_count() {
        assert_eq!(vain("We-we-we left and I-I stayed."), ["We", "we", "I"]);
        assert_eq!(vain("Th-th-they left the win-win meeting."), ["Th-", "th-"]);
    }

    #[test]
    fn fillers_between_do_not_hide_a_repeat() {
        assert_eq!(vain("We, um, we called the, you know, the plant."), ["We", "the"]);
    }

    #[test]
    fn doubled_on_purpose_is_no_repeat() {
        for text in [
            "It was very very late.",
            "They had had enough.",
            "He said that that helps.",
            "No no, fine.",
            "The code was five five nine nine.",
            "Again and again and again.",
            "We waited. We waited some more.",
            "pre- and post-launch",
        ] {
            assert_eq!(vain(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_broken_off_word_is_a_restart() {
        let found = find(&tokens("The projec- project was late."));
        assert_eq!((found.count, found.items[0].kind), (1, RepeatKind::Restart));
        assert_eq!(found.items[0].place.chars, 4..11);
    }

    #[test]
    fn a_word_said_again_with_its_verb_is_a_restart() {
        let found =
            find(&tokens("We, we've changed it, and it it's fine. That that's odd, and it's Ana, Ana's sister."));
        assert!(found.items.iter().all(|item| item.kind == RepeatKind::Restart));
        assert_eq!(found.items.iter().map(|item| item.place.chars.start).collect::<Vec<_>>(), [0, 26, 66]);
    }

    #[test]
    fn a_repeat_has_the_time_of_the_words_said_in_vain() {
        let found = find(&said(&[("the", 0.0), ("the", 0.5), ("plan", 0.0)]));
        let span = found.items[0].place.span.unwrap();
        assert!((span.start_s - 1.0).abs() < 1e-9 && (span.end_s - 1.2).abs() < 1e-9);
    }
}
