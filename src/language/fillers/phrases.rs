//! A place in its context in, whether "you know", "I mean", "kind of" or an adverb is a filler there out.

use super::context::Context;
use crate::language::lexicon::{self, is};

/// "Do you know", "as you know", "what you know": "know" is the verb of a clause.
const BEFORE_KNOWING: &[&str] = &[
    "do", "did", "don't", "didn't", "does", "would", "should", "could", "can", "will", "as", "if", "let", "lets",
    "what", "how", "when", "once", "that", "whether", "until", "because", "who", "which", "than", "before", "things",
    "everything", "someone", "people", "all", "makes", "make", "now", "unless", "whatever", "case", "sure", "think",
    "thought", "though", "although",
];

/// "You know what", "you know that", "you know him": "know" has an object.
const KNOWN: &[&str] = &[
    "what", "how", "why", "who", "where", "when", "which", "whether", "that", "if", "the", "about", "it", "him", "her",
    "them", "me", "us", "someone", "anyone", "anything", "everything", "nothing", "of", "exactly", "each",
    "each-other", "best", "better", "enough", "already", "too", "well", "these", "those", "this", "my", "your", "his",
    "their", "for", "by",
];

/// The same without the words that begin a clause as well: "you know the next day …".
const SURELY_KNOWN: &[&str] = &[
    "what", "how", "why", "who", "where", "which", "whether", "about", "him", "her", "them", "someone", "anyone",
    "anything", "everything", "exactly",
];

/// Words of the same sort as "basically": two side by side are rarely both meant.
const FILLERS: &[&str] = &["like", "basically", "actually", "literally", "just", "so", "kinda", "sorta"];

pub(super) fn is_you_know(context: &Context, at: usize) -> bool {
    let end = at + 2;
    let (before, after) = (context.before(at), context.from(end));
    if context.alone(at, end) {
        return context.between_pauses(at, end);
    }
    if is(BEFORE_KNOWING, before) && !context.open_before(at) {
        return false;
    }
    // Set off on both sides, or at an open end: it hangs loose.
    if context.open_after(end) {
        return true;
    }
    // Where nobody set commas, most are fillers, and only what cannot go on with the sentence is an object.
    !is(if context.punctuated() { KNOWN } else { SURELY_KNOWN }, after)
}

pub(super) fn is_i_mean(context: &Context, at: usize) -> bool {
    let end = at + 2;
    let (before, after) = (context.before(at), context.from(end));
    if context.alone(at, end) {
        return context.between_pauses(at, end);
    }
    let clause = is(lexicon::QUESTION_WORDS, before)
        || is(&["that's", "if", "do", "did", "all", "thing", "whatever", "person", "one"], before);
    if clause && !context.open_before(at) {
        return false;
    }
    // "I mean to stay", "I mean it."
    let intends = is(&["to", "by", "business"], after);
    let points =
        is(&["that", "it", "this"], after) && context.index_from(end).is_some_and(|k| context.open_after(k + 1));
    context.open_after(end) || !intends && !points
}

/// For "kind of", "sort of", "kinda", "sorta" in `at..end`.
pub(super) fn is_kind_of(context: &Context, at: usize, end: usize) -> bool {
    let (before, after) = (context.before(at), context.from(end));
    // "Some, kind of, plan" hangs loose; "some, um, kind of plan" does not.
    let loose = context.open_before(at) && !lexicon::is_sound(context.word(at.wrapping_sub(1)));
    // "That was kind of you": the adjective.
    let thanks = is(&["you", "him", "her", "them"], after)
        && context.open_after(end + 1)
        && is(&["very", "so", "was", "that's", "is", "really"], before);
    (loose || !is(lexicon::BEFORE_KIND, before)) && !thanks
}

/// For "basically", "actually", "literally": fillers when they hang loose or only slow the sentence down.
pub(super) fn is_adverb(context: &Context, at: usize) -> bool {
    let (word, before, after) = (context.word(at), context.before(at), context.from(at + 1));
    let loose = context.open_before(at) && context.open_after(at + 1);
    if loose || is(FILLERS, before) || is(FILLERS, after) {
        return true;
    }
    match word {
        // "Basically the same", "basically none": nearly.
        "basically" => {
            let nearly = is(&["same", "all", "every", "none", "no", "nothing", "everything", "identical"], after);
            let alike = after == "the" && context.word(at + 2) == "same";
            !nearly && !alike
        }
        // "Literally translated", "took it literally".
        "literally" => {
            let meant = is(&["translated", "translates", "speaking", "means", "true"], after);
            let taken = is(&["not", "it", "quite", "too", "that", "them"], before) && context.open_after(at + 1);
            !meant && !taken
        }
        // "Didn't actually", "what actually happened", "whether it actually works": against what was thought.
        _ => {
            let contrasts = before.ends_with("n't")
                || is(
                    &[
                        "not", "never", "to", "who", "what", "that", "if", "whether", "than", "how", "could", "can",
                        "would", "should", "will", "might", "without", "before", "really",
                    ],
                    before,
                )
                || context
                    .index_before(at)
                    .is_some_and(|k| is(&["if", "whether", "what", "that", "when", "how", "until"], context.before(k)));
            !contrasts || context.starts(at)
        }
    }
}
