//! A sentence in, what was weighed out: trade-offs, alternatives, constraints.

use std::ops::Range;

use crate::language::cursor::Cursor;
use crate::language::lexicon::{self, is};
use crate::language::phrases::Patterns;

/// What was given up, with what it was given up for.
static TRADE_OFFS: Patterns = Patterns::new(&[
    "trade-off|tradeoff|downside|drawback|catch was|is|were|being",
    "trade off was|is|between",
    "trade-off|trade-offs|tradeoff|tradeoffs between|of",
    "at the cost|expense|price of",
    "in exchange for",
    "pros and cons of|for",
    "balance|balanced|balancing speed|cost|quality|risk with|and|against",
    "even though|if it|that|this meant|cost|costs",
    "although it|that|this meant|cost|costs",
    "weighed the? cost|costs|risk|risks|benefit|benefits|speed",
    "trade-off|trade-offs|tradeoff|tradeoffs in|with",
]);

/// The same, whole as they stand.
static WORTH: Patterns =
    Patterns::new(&["was|were|is|not|seemed|probably worth the cost|costs|risk|delay|effort|extra|price|wait"]);

pub(super) fn trade_offs(said: &Cursor<'_>) -> Vec<Range<usize>> {
    let mut found = [said.clauses(&TRADE_OFFS, 1), said.clauses(&WORTH, 0)].concat();
    // "Trading accuracy for speed", "sacrificed some speed to …"; "without sacrificing" names what was not given up.
    for at in 0..said.len() {
        let word = said.word(at);
        let verb = word == "traded" && is(&["i", "we"], said.before(at, 1))
            || word == "trading" && is(&["was", "were", "of", "by", "about", "meant", "i'm"], said.before(at, 1));
        let swapped = verb && (at + 2..said.clause(at, at + 1).end.min(at + 5)).any(|k| said.word(k) == "for");
        let given = is(&["sacrificed", "sacrificing"], word) && !is(&["without", "not", "never"], said.before(at, 1));
        if (swapped || given) && !said.cut_after(at) {
            found.push(said.clause(at, at + 2));
        }
    }
    ordered(found)
}

/// What else there was to choose.
static ALTERNATIVES: Patterns = Patterns::new(&[
    "considered|evaluated|compared|explored|weighed|debated|discussed * * * options|alternatives|approaches|possibilities",
    "considered|evaluated|compared|explored|weighed|debated|discussed * * options|alternatives|approaches|possibilities",
    "considered|evaluated|compared|explored|weighed|debated|discussed * options|alternatives|approaches|possibilities",
    "considered|evaluated|compared|explored|weighed|debated|discussed options|alternatives",
    "had|saw|were|gave|offered|proposed|presented|outlined|listed us|them|me|him|her? two|three|four|several|other options|alternatives|choices",
    "one|another|other|first|second|obvious|easy option|alternative|choice was|would",
    "i|we|you could|can either",
]);

pub(super) fn alternatives(said: &Cursor<'_>) -> Vec<Range<usize>> {
    let mut found = said.clauses(&ALTERNATIVES, 0);
    for at in 0..said.len() {
        let (word, next, after) = (said.word(at), said.word(at + 1), said.word(at + 2));
        let instead = word == "instead" && next == "of" || word == "rather" && next == "than";
        // "Instead of twelve there were nine", "sooner rather than later": no choice.
        if instead && has_chosen(said, at) && !lexicon::is_number(after) && !is(&["later", "the", "usual", ""], after) {
            found.push(said.clause(at, at + 3));
        }
        if word == "over" && chosen_over(said, at) {
            found.push(said.clause(at.saturating_sub(4), at + 2));
        }
        // "I could have simply …", "we could have …, but".
        let could = is(&["i", "we"], word) && next == "could" && after == "have";
        let third = said.word(at + 3);
        if could && is(&["just", "simply", "easily"], third) && !is(&["been", ""], said.word(at + 4)) {
            found.push(said.clause(at, at + 5));
        }
        if word == "considered" && next.len() > 5 && next.ends_with("ing") && is(&["i", "we"], said.before(at, 1)) {
            found.push(said.clause(at, at + 2));
        }
    }
    ordered(found)
}

/// Whether the speaker did something in the clause that ends at `end`: "I moved the visits" and neither "I wanted to" nor "which
/// let them".
fn has_chosen(said: &Cursor<'_>, end: usize) -> bool {
    let deed = (0..end).rev().find(|&k| {
        let over_adverb = is(lexicon::ADVERBS, said.before(k, 1)) || said.before(k, 1).ends_with("ly");
        lexicon::is_past(said.word(k)) && is(&["i", "we"], said.before(k, 1 + usize::from(over_adverb)))
    });
    let wished = [
        "wanted", "needed", "hoped", "had", "was", "were", "felt", "thought", "knew", "misheard", "got", "noticed",
        "saw", "found", "learned", "learnt", "realized", "realised", "heard", "said", "understood", "discovered",
    ];
    let aside = ["which", "who", "so", "could", "would", "should", "if", "that", "because", "was", "were", "wanted"];
    deed.is_some_and(|k| !is(&wished, said.word(k)) && !(k + 1..end).any(|k| is(&aside, said.word(k))))
        && !(0..end).any(|k| is(&["would", "should"], said.word(k)))
}

/// "Chose the older library over the new one": the verb stands a few words before, and what follows is no length of time.
fn chosen_over(said: &Cursor<'_>, over: usize) -> bool {
    let verbs = ["chose", "picked", "preferred", "favored", "favoured", "prioritized", "prioritised", "choosing"];
    let after = said.word(over + 1);
    let timed = is(&["the", "a"], after) && is(TIMES, said.word(over + 2));
    (over.saturating_sub(5)..over.saturating_sub(1)).any(|k| is(&verbs, said.word(k)))
        && !lexicon::is_number(after)
        && !is(&["time", "email", "phone", "lunch", "coffee", "and", "to", ""], after)
        && !timed
        && !said.cut_after(over)
}

/// "Over the weekend", "over a coffee": no choice.
const TIMES: &[&str] = &[
    "weekend", "week", "weeks", "month", "months", "year", "years", "summer", "winter", "day", "days", "course",
    "phone", "counter", "last", "next", "past", "first", "few", "couple", "coffee", "holidays", "internet", "period",
];

/// What the speaker could not change.
static CONSTRAINTS: Patterns = Patterns::new(&[
    "i|we only had|have|got",
    "there was|were no|little budget|time|money|documentation|access|staff|training",
    "i|we had no|little budget|time|money|documentation|access|staff|training|authority",
    "had to be done|ready|live|finished|shipped|fixed|running|submitted by|before|within|in|on",
    "the deadline was|moved",
    "with|on|under a? limited|tight|fixed|small|tiny|shoestring budget|deadline|schedule|timeline|time|resources|staff",
    "a|the|our|my|very tight|fixed|strict|hard deadline|budget|timeline|schedule",
    "was|were not allowed|permitted to",
    "wasn't|weren't allowed|permitted to",
    "i|we couldn't|can't|cannot change|touch|hire|stop|afford|replace|delay|spend|shut|close|move|add",
    "i|we could not change|touch|hire|stop|afford|replace|delay|spend|shut|close|move|add",
    "without any? downtime|budget|documentation",
]);

pub(super) fn constraints(said: &Cursor<'_>) -> Vec<Range<usize>> {
    said.clauses(&CONSTRAINTS, 0)
}

/// In order, each place once.
fn ordered(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|range| range.start);
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in found {
        if kept.last().is_none_or(|last| last.end <= range.start) {
            kept.push(range);
        }
    }
    kept
}
