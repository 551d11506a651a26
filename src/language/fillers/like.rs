//! A place in its context in, whether "like" is a filler there out: not the verb, not the preposition, not the start of a quotation.
//!
//! The tests run from the surest to the least sure. Corpus studies agree that the words on both sides decide most cases, then pauses
//! (Zufferey & Popescu-Belis 2004).

use super::context::FillerContext;
use crate::language::lexicon::{self, is};

/// "Look like", "feel like": after these verbs, in any form, "like" is a preposition.
const SENSE_VERBS: &[&str] =
    &["look", "sound", "feel", "felt", "seem", "taste", "smell", "act", "behave", "treat", "dress", "smelt"];

/// "Something like", "more like": a comparison.
const COMPARED: &[&str] = &[
    "something", "anything", "nothing", "everything", "someone", "anyone", "somebody", "anybody", "more", "most",
    "less", "exactly", "much", "stuff", "things", "thing", "place", "places", "somewhat", "others", "ones", "almost",
    "near", "nearly", "rather", "precisely",
];

/// Before the verb: "would like", "didn't like".
const BEFORE_VERB: &[&str] = &[
    "would", "wouldn't", "didn't", "don't", "doesn't", "do", "did", "does", "i'd", "you'd", "he'd", "she'd", "we'd",
    "they'd", "might", "may", "will", "won't", "to", "i'll", "you'll", "they'll", "we'll", "who", "can", "can't",
    "could", "couldn't", "should", "must",
];

/// After these "like" is nearly always the verb: "I would like for it to end".
const WISHES: &[&str] = &["would", "wouldn't", "i'd", "you'd", "he'd", "she'd", "we'd", "they'd"];

/// After these, too: "I don't like heights".
const DENIALS: &[&str] = &["don't", "didn't", "doesn't"];

/// Who can like something (the verb without "s").
const LIKERS: &[&str] =
    &["i", "you", "we", "they", "people", "customers", "users", "clients", "who", "y'all", "folks", "managers", "kids"];

/// What cannot like anything: "it would like take an hour".
const THINGS: &[&str] = &["it", "that", "this", "there", "which"];

/// Common verbs in the form that follows "to" and "would": after these words and "like", the verb of the sentence.
const BASE_VERBS: &[&str] = &[
    "be", "have", "go", "get", "make", "take", "come", "see", "look", "know", "think", "say", "tell", "ask", "give",
    "find", "try", "put", "keep", "let", "start", "stop", "run", "walk", "sit", "stand", "talk", "call", "send",
    "write", "read", "work", "move", "turn", "show", "bring", "buy", "sell", "eat", "drink", "pay", "leave", "stay",
    "wait", "help", "use", "need", "want", "feel", "hear", "play", "open", "close", "pull", "push", "pick", "set",
    "throw", "drop", "break", "build", "change", "check", "fix", "figure", "learn", "meet", "spend", "do",
];

/// The adjectives and adverbs before "like" that tell how much somebody likes something.
const BETWEEN: &[&str] = &["kind", "sort", "of", "also", "particular", "do"];

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

pub(super) fn is_filler(context: &FillerContext, at: usize) -> bool {
    let like = Like::new(context, at);
    if like.set_off_before && like.set_off_after && !like.closes {
        return !like.is_quotation();
    }
    !(like.is_manner()
        || like.is_demonstrative()
        || like.is_verb()
        || like.is_preposition()
        || like.is_quotation()
        || like.is_example()
        || like.opens_comparison())
}

/// The surroundings of one "like".
struct Like<'a> {
    context: &'a FillerContext<'a>,
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

impl<'a> Like<'a> {
    fn new(context: &'a FillerContext<'a>, at: usize) -> Self {
        let set_off_before = context.open_before(at);
        Self {
            context,
            at,
            before: context.before(at),
            after: context.from(at + 1),
            set_off_before,
            // A pause after it alone says little: one in eight of the verbs and prepositions has it, and one in five fillers.
            set_off_after: context.marked_after(at + 1) || set_off_before && context.set_off_before(at + 1),
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

    /// "Like I said", "like they do in Spain": in the way that.
    fn is_manner(&self) -> bool {
        let Some(verb_at) = self.context.index_from(self.at + 1).and_then(|k| self.context.index_from(k + 1)) else {
            return false;
        };
        let verb = self.context.word(verb_at);
        let said = is(&["said", "say", "mentioned", "told", "explained", "described", "see"], verb);
        let next = self.context.from(verb_at + 1);
        let done = is(&["do", "does", "did"], verb)
            && !is(lexicon::DETERMINERS, next)
            && !is(lexicon::OBJECTS, next)
            && !is(lexicon::ADVERBS, next)
            && next != "n't";
        is(&["i", "we", "you"], self.after) && said || is(lexicon::SUBJECTS, self.after) && done
    }

    /// "Like this.", "like that too": it points at something, unless a verb phrase follows.
    fn is_demonstrative(&self) -> bool {
        let closed = self.second_after();
        let points = is(&["this", "that", "these", "those", "so"], self.after);
        points
            && (closed.1
                || is(lexicon::PREPOSITIONS, closed.0)
                || is(lexicon::CONJUNCTIONS, closed.0)
                || is(
                    &[
                        "too", "either", "anymore", "though", "all", "again", "before", "now", "here", "there",
                        "today", "yet", "anyway", "anyways",
                    ],
                    closed.0,
                )
                || self.is_sensed())
    }

    /// To like.
    fn is_verb(&self) -> bool {
        // "What I like about it", "if you like, …", "do you like tea".
        if is(LIKERS, self.before)
            && !self.set_off_before
            && (is(&["what", "that", "things", "thing", "all", "how", "whatever"], self.second_before())
                || is(&["if", "as", "whatever", "whenever"], self.second_before()) && self.set_off_after
                || is(&["do", "did", "don't", "didn't"], self.second_before()) && !is(BASE_VERBS, self.after))
        {
            return true;
        }
        if self.after == "to" && !self.set_off_after && !is(lexicon::BE, self.before) {
            return true;
        }
        if self.set_off_before {
            return false;
        }
        let thing = is(lexicon::DETERMINERS, self.after)
            || is(lexicon::OBJECTS, self.after)
            || self.closes
            || is(lexicon::QUESTION_WORDS, self.after);
        let doing = self.after.ends_with("ing");
        let base = is(BASE_VERBS, self.after);
        let slows = is(lexicon::ADVERBS, self.after) && !is(&["more", "less", "very", "not"], self.after);
        // "Would like X" whatever X, if somebody would.
        if is(WISHES, self.before) {
            let nobody = is(THINGS, self.second_before());
            return !nobody && !slows && !base && !self.set_off_after;
        }
        let (k, head) = self.before_adverbs();
        if is(BEFORE_VERB, head) && !is(DENIALS, head) {
            return thing || doing && head != "to";
        }
        if is(DENIALS, head) {
            return !self.set_off_after && !slows && !base;
        }
        let plain = !slows
            && !is(lexicon::PREPOSITIONS, self.after)
            && !self.starts_clause()
            && !lexicon::is_number(self.after)
            && !lexicon::is_past(self.after)
            && !base;
        let adverb = head != self.before;
        if !is(LIKERS, head) || self.set_off_after {
            return is(LIKERS, self.before) && self.closes;
        }
        // "Some users like" and "a user like": who likes stands at the start of a clause, not after a preposition.
        let subject = matches!(head, "i" | "you" | "we" | "they");
        let object = adverb && is(lexicon::PREPOSITIONS, self.context.before(k));
        !object && (thing || subject && plain)
    }

    /// The nearest word before that is no adverb: "I really kind of like" gives "I".
    fn before_adverbs(&self) -> (usize, &'a str) {
        let mut k = self.at;
        while let Some(before) = self.context.index_before(k) {
            if self.context.set_off_before(k) {
                break;
            }
            k = before;
            let word = self.context.word(k);
            let between = is(lexicon::ADVERBS, word) || is(BETWEEN, word) || word.len() > 4 && word.ends_with("ly");
            if !between {
                return (k, word);
            }
        }
        (k, "")
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
        // "Me", "him", "them" begin no clause and stand after no filler.
        if is(&["me", "him", "us", "them"], self.after) && !self.set_off_after {
            return true;
        }
        // "Like any other", "like most people": compared with all of a kind.
        let next = self.second_after().0;
        if is(&["any", "most"], self.after) && next != "of" && !self.set_off_after {
            return true;
        }
        // "It seems … like": a pause does not part them.
        if self.is_sensed() {
            return true;
        }
        if self.set_off_before {
            return false;
        }
        if is(COMPARED, self.before)
            && (is(&["something", "one"], self.before) || self.after == "one" || !lexicon::is_number(self.after))
            && !(is(&["almost", "near", "nearly", "rather"], self.before) && is(lexicon::ADVERBS, self.after))
        {
            return true;
        }
        // "She is sort of like an only child".
        if is(&["of", "sorta", "kinda"], self.before)
            && is(&["a", "an", "the"], self.after)
            && self.second_before() != "make"
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
        self.closes || self.before == "not" || self.after == "to" || self.asks_what()
    }

    /// "Look like", "dressed up like", "seems to me like", "sounds kind of like", "looked at us like".
    fn is_sensed(&self) -> bool {
        let mut k = self.at;
        for _ in 0..4 {
            if self.context.marked_after(k) {
                return false;
            }
            let Some(before) = self.context.index_before(k) else { return false };
            k = before;
            let word = self.context.word(k);
            let stem = |ending| word.strip_suffix(ending).is_some_and(|stem| is(SENSE_VERBS, stem) || stem == "behav");
            if is(SENSE_VERBS, word) || ["s", "es", "ed", "ing"].into_iter().any(stem) {
                return true;
            }
            let passes = is(SOFTENERS, word)
                || is(lexicon::OBJECTS, word)
                || is(&["up", "out", "at", "to", "around", "exactly", "nothing", "lot", "a", "probably"], word);
            if !passes {
                return false;
            }
        }
        false
    }

    /// "What prison is really like": asks for a description, when nothing has been done between "what" and the verb.
    fn asks_what(&self) -> bool {
        let (mut k, head) = self.head_before();
        if !is(lexicon::BE, head) {
            return false;
        }
        for _ in 0..4 {
            let Some(before) = self.context.index_before(k).filter(|_| !self.context.set_off_before(k)) else { break };
            k = before;
            let word = self.context.word(k);
            if is(&["what", "how"], word) {
                return true;
            }
            if lexicon::is_past(word) || is(lexicon::AUXILIARIES, word) || is(lexicon::BE, word) {
                break;
            }
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
        let people = is(&["guys", "folks", "man"], self.before);
        if lexicon::is_functional(self.before) && !people || self.before == "know" || self.before == "mean" {
            return false;
        }
        if lexicon::is_adjective(self.before) && !is(lexicon::BE, self.second_before()) {
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
