//! A place in its context in, whether "so", "well", "right" or "okay" opens a sentence there out. Openers are listed, never counted.

use super::context::FillerContext;
use crate::language::lexicon::{self, is};

/// "So far", "so much", "so that": "so" belongs to the next word.
const AFTER_SO: &[&str] = &[
    "that", "much", "many", "far", "long", "few", "little", "to", "good", "bad", "cute", "pretty", "cool", "nice",
    "hard", "easy", "close", "fast", "often", "late", "early", "big", "fun", "funny", "happy", "sorry", "sad", "glad",
    "true", "called", "proud", "tired", "excited",
];

/// "Well done", "well before" and the like, and "right now", "right here".
const AFTER_WELL: &[&str] = &["done", "known", "said", "written", "played", "aware", "prepared", "worth"];

/// What is done well.
const DONE_WELL: &[&str] = &[
    "go", "goes", "work", "works", "do", "does", "done", "gone", "know", "as", "very", "pretty", "so", "quite",
    "really", "too", "how", "all", "perform", "get", "run", "runs", "sleep", "well", "together", "out",
];

/// Before somebody's words or thoughts: "I said well, fine".
const SAYING: &[&str] =
    &["say", "says", "said", "saying", "think", "thought", "thinking", "figured", "goes", "asked", "told", "that"];

/// Listed when it opens a sentence (perhaps after "um", "oh", "and"), or hangs alone between silences.
pub(super) fn is_opener(context: &FillerContext, at: usize) -> bool {
    let after = context.from(at + 1);
    if context.alone(at, at + 1) {
        return context.between_pauses(at, at + 1);
    }
    let opens = opens_sentence(context, at);
    match context.word(at) {
        "so" => {
            // "…, so." trails off.
            let trails = context.ended(at + 1) && context.set_off_before(at);
            // "So that was fun" and "so, much of it": "so" does not belong to the next word.
            let apart = context.set_off_before(at + 1)
                || after == "that" && is(lexicon::BE, context.index_from(at + 1).map_or("", |k| context.from(k + 1)));
            let tied = is(AFTER_SO, after) && !apart;
            trails || (opens || context.paused_before(at)) && !tied && !context.ended(at + 1)
        }
        "well" => {
            let tied = is(&["as", "very", "pretty", "so", "quite", "really", "too", "how"], context.before(at))
                && !context.set_off_before(at);
            let set_off = context.set_off_before(at) && !context.ended(at + 1);
            let restarts = is(&["oh", "like", "and", "or", "but", "because"], context.before(at));
            let quoted = is(SAYING, context.before(at)) && !context.ended(at + 1) && !is(lexicon::CONJUNCTIONS, after);
            !tied && (opens || set_off || restarts || quoted || runs_on(context, at)) && !is(AFTER_WELL, after)
        }
        "right" => {
            // "…, right?" and "Right, so …".
            let tag = context.set_off_before(at) && !context.starts(at) && context.open_after(at + 1);
            tag || opens && (context.open_after(at + 1) || is(&["so", "okay", "well"], after))
        }
        _ => {
            let set_off = context.set_off_before(at) && context.open_after(at + 1);
            opens && !context.ended(at + 1) || set_off && !context.ended(at + 1)
        }
    }
}

/// "… the queue well we tried": without commas, a clause that begins after "well" when no verb stands before it.
fn runs_on(context: &FillerContext, at: usize) -> bool {
    let (before, after) = (context.before(at), context.from(at + 1));
    let done_well =
        lexicon::is_past(before) || is(lexicon::OBJECTS, before) || is(DONE_WELL, before) || before.ends_with("ing");
    !context.punctuated() && is(lexicon::SUBJECTS, after) && !done_well
}

/// Whether only sounds and exclamations ("um", "oh", "yeah") stand before `at` in its sentence.
fn opens_sentence(context: &FillerContext, at: usize) -> bool {
    let mut k = at;
    while !context.starts(k) {
        k -= 1;
        let word = context.word(k);
        if !lexicon::is_sound(word) && !is(lexicon::INTERJECTIONS, word) {
            return false;
        }
    }
    true
}
