//! An answer in, hedges out: "I think", "maybe", "sort of" words that take a statement back.

use crate::language::lexicon::{self, is};
use crate::language::phrases::{Patterns, Phrase};
use crate::language::reading::Reading;

/// What speakers say to commit themselves less.
static HEDGES: Patterns = Patterns::new(&[
    "i think|guess|suppose|imagine|reckon",
    "i believe",
    "i feel|felt like",
    "i would|could say|guess|think",
    "i'd say|guess",
    "i don't know",
    "i dunno",
    "i'm not really? sure",
    "i'm not entirely|completely|totally sure",
    "i was not really? sure",
    "i wasn't really? sure",
    "not really? sure",
    "maybe",
    "perhaps",
    "probably",
    "possibly",
    "presumably",
    "hopefully",
    "supposedly",
    "somewhat",
    "somehow",
    "kinda",
    "sorta",
    "kind|sort of",
    "more or less",
    "pretty much",
    "in a way",
    "in some ways",
    "to some extent",
    "to a certain extent",
    "or something like that",
    "or something",
    "or whatever",
    "and stuff like that",
    "and stuff",
    "and things like that",
    "it seems like?",
    "it seemed like?",
    "as far as i know|remember|recall",
    "if i remember correctly|right",
    "if that makes any? sense",
]);

/// After these words "I think" is no hedge but the subject of a clause: "what I think", "when I think of it".
const CLAUSE_OPENERS: &[&str] = &["what", "how", "when", "whenever", "whatever", "that's", "which", "why", "where"];
/// "I think about it", "I believe in them": the verb itself is meant.
const VERB_COMPLEMENTS: &[&str] = &["about", "of", "in", "through", "ahead", "differently", "so"];

/// Every hedge, in order.
#[must_use]
pub fn find(reading: &Reading<'_>) -> Vec<Phrase> {
    let words = &reading.all.words;
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match HEDGES.longest_at(words, at) {
            Some(length) if is_hedge(words, at, length) => {
                found.extend(Phrase::from_tokens(&reading.tokens[at..at + length]));
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}

fn is_hedge(words: &[&str], at: usize, length: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |k| words[k]);
    let after = words.get(at + length).copied().unwrap_or_default();
    match (words[at], words.get(at + 1).copied().unwrap_or_default()) {
        ("i", "think" | "believe" | "imagine" | "guess" | "suppose") => {
            !CLAUSE_OPENERS.contains(&before) && !VERB_COMPLEMENTS.contains(&after)
        }
        ("i", "don't") => {
            !["about", "how", "what", "why", "who", "where", "if", "that", "the", "him", "her", "them"].contains(&after)
        }
        ("kind" | "sort" | "kinda" | "sorta", _) => !is(lexicon::BEFORE_KIND, before),
        // "In a way that anyone could read": a manner, and no doubt.
        ("in", "a") => {
            !["that", "which", "where", "to", "they", "we", "i", "you", "everyone", "anyone"].contains(&after)
        }
        ("or", "something") => !["else", "that"].contains(&after),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::reading;

    fn hedges(text: &str) -> Vec<String> {
        find(&reading(text)).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn hedges_are_found_and_the_longest_wins() {
        assert_eq!(
            hedges("I think it was, maybe, a week or something like that."),
            ["I think", "maybe", "or something like that"]
        );
        assert_eq!(hedges("it went pretty much fine i guess"), ["pretty much", "i guess"]);
        assert_eq!(hedges("In a way, it worked."), ["In a way"]);
        assert_eq!(hedges("I'm not sure; I was sort of lost."), ["I'm not sure", "sort of"]);
    }

    #[test]
    fn the_same_words_in_their_own_meaning_are_none() {
        for text in [
            "What I think matters.",
            "I think about users first.",
            "I believe in tests.",
            "this kind of bug",
            "some sort of plan",
            "I wrote it down in a way that anyone could follow.",
            "She said it in a way I could understand.",
            "I don't know how",
        ] {
            assert_eq!(hedges(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(hedges(""), Vec::<String>::new());
    }

    #[test]
    fn a_hedge_knows_its_place() {
        let found = find(&reading("Well, I think so too, perhaps."));
        assert_eq!(found[0].place.chars, 22..29);
    }
}
