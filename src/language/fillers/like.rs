//! A place in its context in, whether "like" is a filler there out: not the verb, not the preposition, not the start of a quotation.
//!
//! The tests run from the surest to the least sure. Corpus studies agree that the words on both sides decide most cases, then pauses
//! (Zufferey & Popescu-Belis 2004).

use super::context::Context;
use crate::language::lexicon::{self, is};

/// "Look like", "feel like": after these verbs "like" is a preposition.
const SENSE_VERBS: &[&str] = &[
    "look", "looks", "looked", "looking", "sound", "sounds", "sounded", "sounding", "feel", "feels", "felt", "feeling",
    "seem", "seems", "seemed", "taste", "tastes", "tasted", "smell", "smells", "smelled", "act", "acts", "acted",
    "acting", "behave", "behaves", "behaved", "treat", "treats", "treated", "dress", "dressed",
];

/// "Something like", "more like": a comparison.
const COMPARED: &[&str] = &[
    "something", "anything", "nothing", "everything", "someone", "anyone", "somebody", "more", "most", "less",
    "exactly", "much", "stuff", "things", "thing", "place", "places", "day", "moments", "times", "somewhat", "unlike",
    "others", "ones",
];

/// Before the verb: "I really like", "would like", "don't like".
const BEFORE_VERB: &[&str] = &[
    "would", "wouldn't", "didn't", "don't", "doesn't", "do", "did", "does", "i'd", "you'd", "he'd", "she'd", "we'd",
    "they'd", "might", "may", "will", "won't", "to", "also", "really", "always", "never", "still", "actually",
    "particularly", "i'll", "you'll", "they'll", "who", "can", "can't", "should", "must",
];

/// Who can like something (the verb without "s").
const LIKERS: &[&str] =
    &["i", "you", "we", "they", "people", "customers", "users", "clients", "who", "y'all", "folks", "managers", "kids"];

/// Subject pronouns that people are spoken of by.
const SPEAKERS_BE: &[&str] = &[
    "i'm", "he's", "she's", "we're", "they're", "you're", "i", "he", "she", "we", "they", "you", "who", "everyone",
    "everybody", "people", "boss", "manager", "customer", "client", "guy", "team", "mom", "dad", "guys",
];

/// What quoted speech begins with, besides a pronoun.
const QUOTED: &[&str] = &[
    "oh", "wow", "okay", "ok", "well", "no", "yeah", "yes", "hey", "what", "why", "how", "hello", "what's", "hi",
    "wait", "dude", "man", "please", "sorry", "sure", "god", "thanks", "look", "listen", "let's", "where", "who",
    "don't", "can", "could", "do", "is", "are", "should", "there's", "this", "that's",
];

/// Adverbs that may stand between "was" and "like".
const SOFTENERS: &[&str] = &[
    "just", "all", "really", "kinda", "kind", "of", "sort", "sorta", "only", "basically", "literally", "almost",
    "more", "not", "actually",
];

/// Short adjectives that carry no ending to know them by.
const ADJECTIVES: &[&str] = &[
    "big", "bigger", "small", "huge", "good", "bad", "great", "nice", "new", "old", "long", "short", "hard", "easy",
    "weird", "crazy", "whole", "little", "large", "tiny", "high", "low", "cool", "real", "strong", "weak", "fast",
    "slow", "young", "clean", "clear", "main", "tough", "major", "minor", "solid", "different", "important", "random",
    "super", "simple", "complex", "true", "full", "loose", "proper", "decent", "quick", "strange", "sudden",
];

pub(super) fn is_filler(context: &Context, at: usize) -> bool {
    let view = View::new(context, at);
    if view.set_off_before && view.set_off_after && !view.closes {
        return !view.is_quotation();
    }
    !(view.is_saying()
        || view.is_demonstrative()
        || view.is_verb()
        || view.is_preposition()
        || view.is_quotation()
        || view.is_example()
        || view.opens_comparison())
}

/// The surroundings of one "like".
struct View<'a> {
    context: &'a Context<'a>,
    at: usize,
    before: &'a str,
    after: &'a str,
    /// A mark, a pause, a sound or the sentence's start stands before it.
    set_off_before: bool,
    /// A mark, a pause, a sound or the sentence's end stands after it.
    set_off_after: bool,
    /// It is the last word of its sentence.
    closes: bool,
}

impl<'a> View<'a> {
    fn new(context: &'a Context<'a>, at: usize) -> Self {
        Self {
            context,
            at,
            before: context.before(at),
            after: context.from(at + 1),
            set_off_before: context.open_before(at),
            set_off_after: context.open_after(at + 1),
            closes: context.ended(at + 1),
        }
    }

    /// The word before [`Self::before`].
    fn second_before(&self) -> &'a str {
        self.context.index_before(self.at).map_or("", |k| self.context.before(k))
    }

    /// The word after [`Self::after`], and whether something sets it off.
    fn second_after(&self) -> (&'a str, bool) {
        self.context
            .index_from(self.at + 1)
            .map_or(("", true), |k| (self.context.from(k + 1), self.context.open_after(k + 1)))
    }

    /// The nearest word before that is no softener: "was just kind of like" gives "was".
    fn head_before(&self) -> (usize, &'a str) {
        let mut k = self.at;
        while let Some(before) = self.context.index_before(k) {
            k = before;
            if !is(SOFTENERS, self.context.word(k)) {
                return (k, self.context.word(k));
            }
        }
        (k, "")
    }

    /// "Like I said", "like you mentioned".
    fn is_saying(&self) -> bool {
        let verb = self.second_after().0;
        is(&["i", "we", "you"], self.after)
            && is(&["said", "say", "mentioned", "told", "explained", "described", "see"], verb)
    }

    /// "Like this.", "like that one": it points at something, unless a verb phrase follows.
    fn is_demonstrative(&self) -> bool {
        let closed = self.second_after();
        let points = is(&["this", "that", "these", "those", "so"], self.after);
        points
            && (closed.1
                || is(lexicon::PREPOSITIONS, closed.0)
                || is(lexicon::CONJUNCTIONS, closed.0)
                || is(SENSE_VERBS, self.before))
    }

    /// To like.
    fn is_verb(&self) -> bool {
        // "What I like about it".
        if is(LIKERS, self.before)
            && is(&["what", "that", "things", "thing", "all", "how"], self.second_before())
            && !self.set_off_before
        {
            return true;
        }
        if self.after == "to" && !self.set_off_after && !is(lexicon::BE, self.before) {
            return true;
        }
        let thing = is(lexicon::DETERMINERS, self.after)
            || is(lexicon::OBJECTS, self.after)
            || self.closes
            || is(lexicon::QUESTION_WORDS, self.after);
        let doing = self.after.ends_with("ing");
        if self.set_off_before {
            return false;
        }
        if is(&["don't", "didn't", "doesn't"], self.before) {
            return !self.set_off_after && !is(lexicon::ADVERBS, self.after);
        }
        let plain = !is(lexicon::ADVERBS, self.after)
            && !is(lexicon::PREPOSITIONS, self.after)
            && !self.starts_clause()
            && !lexicon::is_number(self.after)
            && !lexicon::is_past(self.after);
        let adverb = is(&["really", "also", "always", "never", "still", "actually"], self.before);
        if adverb && is(&["i", "we", "you", "they"], self.second_before()) && !self.set_off_after {
            return plain || thing;
        }
        if is(BEFORE_VERB, self.before) {
            return thing || doing && self.before != "to";
        }
        if is(LIKERS, self.before) && !self.set_off_after {
            let subject = matches!(self.before, "i" | "you" | "we" | "they");
            return thing || subject && plain;
        }
        is(LIKERS, self.before) && self.closes
    }

    /// Whether a clause seems to begin after it: a subject pronoun that is no object as well.
    fn starts_clause(&self) -> bool {
        let (verb, _) = self.second_after();
        match self.after {
            "you" | "it" | "that" | "this" => {
                is(lexicon::AUXILIARIES, verb) || is(lexicon::BE, verb) || lexicon::is_past(verb)
            }
            word => is(lexicon::SUBJECTS, word) || is(lexicon::CONJUNCTIONS, word),
        }
    }

    /// Similar to.
    fn is_preposition(&self) -> bool {
        if self.set_off_before {
            return false;
        }
        // "Dressed up like".
        let verb = if is(&["up", "out"], self.before) { self.second_before() } else { self.before };
        if is(SENSE_VERBS, verb) {
            return true;
        }
        if is(COMPARED, self.before)
            && (is(&["something", "one"], self.before) || self.after == "one" || !lexicon::is_number(self.after))
        {
            return true;
        }
        // "It's like another family", "it was like moving house": a simile.
        let nothing_does = is(&["it's", "that's"], self.before)
            || is(&["is", "was", "be"], self.before) && is(&["it", "that", "this", "which"], self.second_before());
        if is(lexicon::BE, self.before) && self.after == "another" || nothing_does && self.after.ends_with("ing") {
            return true;
        }
        // "What is it like?", "what it's like to", "not like us".
        if self.closes || self.before == "not" || self.after == "to" {
            return true;
        }
        false
    }

    /// "I was like, wow": somebody's words or thoughts. Reported speech, whatever else it is.
    fn is_quotation(&self) -> bool {
        let (k, head) = self.head_before();
        let speaker = if is(&["was", "were", "am", "are", "is", "be", "being", "been"], head) {
            self.context.before(k)
        } else {
            head
        };
        let be = is(lexicon::BE, head);
        if is(&["of", "kinda", "sorta"], self.before) || self.is_pause_for_adverb() {
            return false;
        }
        let person = is(SPEAKERS_BE, speaker) || be && is(&["being", "be"], head);
        let speech =
            self.set_off_after || is(QUOTED, self.after) || self.starts_clause() || is(lexicon::SUBJECTS, self.after);
        be && person && speech
    }

    /// "He was like, really tired": what follows goes on with the sentence.
    fn is_pause_for_adverb(&self) -> bool {
        is(
            &[
                "really", "very", "so", "too", "super", "pretty", "totally", "completely", "obviously", "almost",
                "extremely", "always",
            ],
            self.after,
        ) && !self.second_after().1
    }

    /// "Like most teams, we …" and "a fix, like a patch": compared with a thing, not with a clause.
    fn opens_comparison(&self) -> bool {
        let Some(next) = self.context.index_from(self.at + 1) else { return false };
        if self.set_off_after || !self.set_off_before || self.starts_clause() {
            return false;
        }
        if self.context.starts(self.at) {
            // Up to the next mark: a thing when no verb shows, and the sentence goes on or is short.
            let mut end = next + 1;
            while !self.context.set_off_before(end) && !self.context.ended(end) {
                end += 1;
            }
            let verbless = (next..end).all(|k| {
                let word = self.context.word(k);
                !is(lexicon::SUBJECTS, word)
                    && !is(lexicon::BE, word)
                    && !is(lexicon::AUXILIARIES, word)
                    && !lexicon::is_past(word)
            });
            return verbless && end - next <= 4 && !lexicon::is_number(self.after);
        }
        is(&["a", "an", "the", "these", "those", "this"], self.after)
            && !is(lexicon::CONJUNCTIONS, self.before)
            && !is(lexicon::ADVERBS, self.context.word(next + 1))
    }

    /// "Tools like Jira": a noun on both sides.
    fn is_example(&self) -> bool {
        if self.set_off_before || self.set_off_after {
            return false;
        }
        if lexicon::is_functional(self.before) || self.before == "know" || self.before == "mean" {
            return false;
        }
        if is_adjective(self.before) && !is(lexicon::BE, self.second_before()) {
            // "A really big like traffic jam".
            return false;
        }
        let noun = !self.before.is_empty() && !lexicon::is_number(self.before);
        let loose = lexicon::is_number(self.after)
            || is(lexicon::ADVERBS, self.after)
            || self.starts_clause()
            || is(lexicon::PREPOSITIONS, self.after);
        noun && !loose && self.second_before() != "i"
    }
}

fn is_adjective(word: &str) -> bool {
    let ending = ["ful", "ous", "ive", "able", "ible", "iest", "gest", "test", "less"]
        .iter()
        .any(|end| word.len() > 5 && word.ends_with(end));
    ending || is(ADJECTIVES, word)
}
