//! A place in its context in, whether "you know", "I mean", "kind of" or an adverb is a filler there out.

use super::context::FillerContext;
use crate::language::lexicon::{self, is};

/// "Do you know", "as you know", "what you know": "know" is the verb of a clause.
const BEFORE_KNOWING: &[&str] = &[
    "do", "did", "don't", "didn't", "does", "would", "should", "could", "can", "will", "as", "if", "let", "lets",
    "what", "how", "when", "once", "whether", "until", "who", "than", "before", "things", "everything", "someone",
    "people", "all", "makes", "make", "now", "unless", "whatever", "case", "sure", "thought",
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
const FILLERS: &[&str] = &["like", "basically", "actually", "literally", "kinda", "sorta"];

pub(super) fn is_you_know(context: &FillerContext, at: usize) -> bool {
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

pub(super) fn is_i_mean(context: &FillerContext, at: usize) -> bool {
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
    // "By done I mean deployed", "when I say done, I mean deployed".
    if defines(context, at) {
        return false;
    }
    // "I mean to stay", "I mean it.", "I mean every word".
    let next = context.index_from(end).map_or("", |k| context.from(k + 1));
    let intends = is(&["to", "by", "business"], after)
        || matches!(
            (after, next),
            ("every", "word") | ("no", "harm" | "offense" | "offence" | "disrespect") | ("what", "i")
        );
    let points = is(&["that", "it", "this", "him", "her", "them", "those", "these"], after)
        && context.index_from(end).is_some_and(|k| context.open_after(k + 1));
    context.open_after(end) || !intends && !points
}

/// Whether the sentence of "I mean" at `at` says before it what is meant: "by …", "when I say …".
fn defines(context: &FillerContext, at: usize) -> bool {
    let first = (0..=at.min(REACH)).map(|back| at - back).take_while(|&k| k == at || !context.ended(k + 1)).last();
    (first.unwrap_or(at)..at).any(|k| {
        let says = is(&["say", "said", "says"], context.word(k + 2)) && is(&["i", "we"], context.word(k + 1));
        context.word(k) == "by" && !context.marked_before(k + 1) || is(&["when", "if", "what"], context.word(k)) && says
    })
}

/// Words between "by" and "I mean" at most.
const REACH: usize = 6;

/// For "kind of", "sort of", "kinda", "sorta" in `at..end`.
pub(super) fn is_kind_of(context: &FillerContext, at: usize, end: usize) -> bool {
    let (before, after) = (context.before(at), context.from(end));
    // "Some, kind of, plan" hangs loose; "some, um, kind of plan" and "some … kind of plan" do not.
    let loose = context.marked_before(at);
    // "A strange kind of pride", "that kind of thing".
    let sort = lexicon::is_adjective(before)
        && !is(lexicon::BE, context.before(context.index_before(at).unwrap_or(at)))
        || is(&["thing", "things", "stuff"], after);
    // "That was kind of you": the adjective.
    let thanks = is(&["you", "him", "her", "them"], after)
        && context.open_after(end + 1)
        && is(&["very", "so", "was", "that's", "is", "really"], before);
    (loose || !is(lexicon::BEFORE_KIND, before)) && !sort && !thanks
}

/// For "basically", "actually", "literally": fillers only where they hang loose or stand beside another. Inside a sentence they mean
/// something more often than not: of 140 of them there, transcribers of telephone talk took one in seven for a filler.
pub(super) fn is_adverb(context: &FillerContext, at: usize) -> bool {
    let (before, after) = (context.before(at), context.from(at + 1));
    let loose = context.open_before(at) && context.open_after(at + 1);
    let opens = context.starts(at) && context.word(at) == "basically";
    // "She took it, literally." and "yes, actually." are answers.
    let ends = context.ended(at + 1);
    (loose && !ends) || opens || is(FILLERS, before) || is(FILLERS, after)
}
