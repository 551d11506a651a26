//! The words of each sentence in, whether they tell one episode or speak in general out.

use std::collections::HashSet;

use super::Kind;
use crate::language::lexicon::{self, is};
use crate::language::phrases;

/// Habits, rules and what one would do.
const GENERAL: &[&str] = &[
    "i would",
    "i usually|always|often|normally|typically|generally|tend|try|like|believe|prefer|enjoy|love|make|think|feel",
    "i'm someone|somebody|a|the|very|always|good|really|pretty",
    "i am someone|somebody|a|the|very|always|good",
    "i'm the kind|type",
    "whenever i|there|we|someone|i'm|you",
    "if i|there|someone|you|we|i'm|they",
    "you have|need|should|want|can|must",
    "in general",
    "most of the time",
    "every time",
    "i'll",
    "i will",
];

/// The names of the parts: saying them tells nothing.
const PART_NAMES: &[&str] = &[
    "situation", "situations", "task", "tasks", "action", "actions", "result", "results", "reflection", "reflections",
    "star",
];
/// An answer with fewer different words that mean something tells nothing.
const FEWEST_MEANINGS: usize = 10;

/// Words that pin a story down.
const SPECIFIC: &[&str] = &[
    "last year|week|month|summer|quarter|spring|fall|winter",
    "years|months|weeks ago",
    "at my|our last|previous|first|old|former",
    "in my last|previous|first|former",
    "one day|time|morning|evening",
    "there was|were",
    "when i was|joined|worked|started",
];

/// Whether the answer is one story, and which sentence shows best that it is none. Past deeds speak for it; "I would" and "I usually"
/// against it, and so does a whole answer without a deed.
pub(super) fn kind(sentences: &[Vec<&str>]) -> (Kind, Option<usize>) {
    let meanings: HashSet<&str> =
        sentences.iter().flatten().copied().filter(|w| !lexicon::is_functional(w) && !is(PART_NAMES, w)).collect();
    if meanings.len() < FEWEST_MEANINGS {
        return (Kind::Unclear, None);
    }
    let (mut general, mut specific) = (0, 0);
    // The first of those with most.
    let mut clearest = (0, 0);
    for (k, words) in sentences.iter().enumerate() {
        let here = (0..words.len()).filter(|at| phrases::any_at(GENERAL, words, *at)).count();
        let deeds = (0..words.len()).filter(|at| phrases::any_at(SPECIFIC, words, *at) || is_deed(words, *at)).count();
        general += here;
        specific += deeds;
        if here.saturating_sub(deeds) > clearest.1 {
            clearest = (k, here - deeds);
        }
    }
    let deedless = specific == 0 && !sentences.iter().any(|words| words.iter().any(|w| lexicon::is_past(w)));
    let generic = general >= 2 && general > specific || general >= 1 && deedless;
    if generic { (Kind::Generic, Some(clearest.0)) } else { (Kind::Story, None) }
}

/// A past-tense verb: "I asked", "it was".
fn is_deed(words: &[&str], at: usize) -> bool {
    lexicon::is_past(words[at])
        && at > 0
        && (is(lexicon::SUBJECTS, words[at - 1]) || is(&["was", "were", "had", "did"], words[at]))
}
