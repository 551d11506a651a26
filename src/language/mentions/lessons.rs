//! A sentence in, what was learned out.

use std::ops::Range;

use crate::language::cursor::Cursor;
use crate::language::lexicon::is;
use crate::language::phrases::Patterns;

/// Said of what stays when a story is over.
static LESSONS: Patterns = Patterns::new(&[
    "i|we|i've|we've learned|learnt that|how|to|the|from|never|always|not|a",
    "the|my|a|one|biggest|main|big lesson was|is|i|for|here|from",
    "lessons learned were|was|are",
    "my|the|biggest|main|key takeaway|take-away was|is|from",
    "in hindsight|retrospect",
    "looking back",
    "next time i'd|i'll|we'll|we'd",
    "next time i|we would|will|want|make",
    "if i could|were|had|did to? do? it|that|this again",
    "if i did it|that|this again",
    "i'd|i|we would? do it|that|this|things|something differently",
    "since then i|we|i've|i'm|we've",
    "from then|that|now on|day|point on? i|we|i've",
    "ever since i|we|i've",
    "i now always|make|ask|start|check|write|never|try|begin",
    "made|makes me realize|realise|understand|see",
    "i realized|realised|understood that|how",
]);

/// "It taught me": an event teaches, a person only sometimes.
const TEACHERS: &[&str] = &[
    "it", "that", "this", "which", "experience", "project", "week", "year", "incident", "failure", "summer", "episode",
    "mistake", "situation", "job", "day", "month", "conversation", "launch", "really",
];

/// "What I learned" …
static LEARNED: Patterns =
    Patterns::new(&["so|and|but? what|thing|things|the one|main|biggest? thing|things? i|we learned|learnt|took"]);

pub(super) fn find(said: &Cursor<'_>) -> Vec<Range<usize>> {
    let mut found = said.clauses(&LESSONS, 1);
    // "What I learned is …", and neither "I used what I learned" nor the title of a talk.
    for at in (0..said.len()).filter(|at| said.cut_before(*at) || is(&["and", "so", "but"], said.before(*at, 1))) {
        let after = said.end_of(&LEARNED, at);
        found.extend(
            after
                .filter(|end| is(&["is", "was", "from", "away", "there", "here", "most"], said.word(*end)))
                .map(|end| said.clause(at, end)),
        );
    }
    for at in 1..said.len() {
        let teaches = is(&["taught", "showed", "reminded"], said.word(at)) && is(&["me", "us"], said.word(at + 1));
        if teaches && is(TEACHERS, said.before(at, 1)) && !said.cut_after(at + 1) {
            found.push(said.clause(at - 1, at + 3));
        }
    }
    found.sort_by_key(|range| range.start);
    found.dedup_by(|b, a| b.start < a.end);
    found
}
