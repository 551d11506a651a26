//! The words of each sentence in, whether they tell one episode or speak in general out.

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
    "you have|need|should|want|can",
    "in general",
    "most of the time",
    "every time",
    "i'll",
    "i will",
];

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

/// Whether the answer is one story. Past deeds speak for it; "I would" and "I usually" against it.
pub(super) fn kind(sentences: &[Vec<&str>]) -> Kind {
    let (mut general, mut specific) = (0, 0);
    for words in sentences {
        for at in 0..words.len() {
            general += usize::from(phrases::any_at(GENERAL, words, at));
            specific += usize::from(phrases::any_at(SPECIFIC, words, at)) + usize::from(is_deed(words, at));
        }
    }
    if general >= 2 && general > specific { Kind::Generic } else { Kind::Story }
}

/// A past-tense verb: "I asked", "it was".
fn is_deed(words: &[&str], at: usize) -> bool {
    lexicon::is_past(words[at])
        && at > 0
        && (is(lexicon::SUBJECTS, words[at - 1]) || is(&["was", "were", "had", "did"], words[at]))
}
