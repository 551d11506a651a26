//! A sentence in, where it runs down a former employer or a colleague out. An accusation of the speaker: only plain cases.

use std::ops::Range;

use crate::language::cursor::Cursor;
use crate::language::lexicon::is;
use crate::language::phrases::Patterns;

/// Whom one works for and with.
const PEOPLE: &[&str] = &[
    "boss", "manager", "supervisor", "colleague", "colleagues", "coworker", "coworkers", "co-worker", "co-workers",
    "teammate", "teammates", "management", "company", "employer", "team", "lead", "director", "ceo", "leadership",
    "department", "engineer", "developer",
];

/// What is said of a person and of no thing.
static OF_A_PERSON: Patterns = Patterns::new(&[
    "incompetent",
    "lazy",
    "clueless",
    "useless",
    "stupid",
    "an idiot",
    "idiots",
    "a jerk",
    "jerks",
    "a liar",
    "toxic",
    "a micromanager",
    "a bully",
    "a nightmare",
    "a control freak",
    "dishonest",
    "two-faced",
    "impossible to work with|for",
    "the worst",
]);

/// What is said of things as well, so that "it" and "they" tell nothing.
static OF_ANYTHING: Patterns = Patterns::new(&[
    "terrible", "horrible", "awful", "hopeless", "pathetic", "ridiculous", "a joke", "a mess", "a disaster",
]);

/// Deeds that are told only to blame.
static DEEDS: Patterns = Patterns::new(&[
    "threw me|us under the bus",
    "had no idea|clue what he|she|they was|were doing",
    "didn't know what he|she|they was|were doing",
    "never knew what he|she|they was|were doing",
    "took all? the? credit for my|our|everything",
    "stabbed me in the back",
    "couldn't be bothered",
    "didn't care about anything|anyone|us|me|quality|anybody",
]);

/// Strengtheners between "was" and what somebody was.
const VERY: &[&str] = &[
    "just", "really", "very", "so", "totally", "completely", "absolutely", "honestly", "pretty", "quite", "kind", "of",
    "always", "basically", "frankly",
];

/// Somebody's words or thoughts, and not the speaker's judgement.
const REPORTED: &[&str] = &[
    "thought", "assumed", "believed", "said", "says", "felt", "figured", "if", "whether", "think", "thinking", "that",
    "feared", "told", "heard", "complained", "claimed", "because", "accused", "wondered", "why",
];

pub(super) fn find(said: &Cursor<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..said.len() {
        let range = judged(said, at).or_else(|| fault(said, at)).or_else(|| worst(said, at));
        if let Some(range) = range.filter(|r| found.last().is_none_or(|f| f.end <= r.start)) {
            found.push(range);
        }
    }
    found
}

/// "My old boss was incompetent", "she threw me under the bus".
fn judged(said: &Cursor<'_>, at: usize) -> Option<Range<usize>> {
    let start = person(said, at)?;
    if is(REPORTED, said.before(start, 1)) || is(REPORTED, said.before(start, 2)) {
        return None;
    }
    if let Some(end) = said.end_of(&DEEDS, at + 1) {
        return Some(start..end);
    }
    let pronoun = is(&["he", "she", "they"], said.word(at));
    let mut next = at + 1;
    if !is(&["was", "were", "is", "are"], said.word(next)) {
        return None;
    }
    next += 1;
    while is(VERY, said.word(next)) {
        next += 1;
    }
    let end = said.end_of(&OF_A_PERSON, next).or_else(|| said.end_of(&OF_ANYTHING, next).filter(|_| !pronoun))?;
    // "The team was terrible at estimates" is a weakness told, "was useless without its data" a fact about data.
    let open = said.cut_after(end - 1) || is(&["and", "so", "who", "because", "to", "but"], said.word(end));
    open.then_some(start..end)
}

/// Where the person that ends at `at` begins: "my old boss", "the other team", "he".
fn person(said: &Cursor<'_>, at: usize) -> Option<usize> {
    if is(&["he", "she", "they"], said.word(at)) {
        return Some(at);
    }
    if !is(PEOPLE, said.word(at)) {
        return None;
    }
    let start =
        (at.saturating_sub(3)..at).rev().find(|k| is(&["my", "our", "the", "this", "one", "a"], said.word(*k)))?;
    let between = (start + 1..at).all(|k| {
        is(
            &[
                "old", "former", "previous", "last", "ex", "other", "whole", "first", "then", "upper", "new", "entire",
                "sales",
            ],
            said.word(k),
        )
    });
    // "The team was toxic" of one's own present team is no different; "a team" may be anybody's.
    (between && (said.word(start) != "a" || start + 1 < at)).then_some(start)
}

/// "It was my manager's fault", "that was entirely their fault".
fn fault(said: &Cursor<'_>, at: usize) -> Option<Range<usize>> {
    let owner = said.before(at, 1);
    let theirs = is(&["his", "her", "their"], owner) || owner.strip_suffix("'s").is_some_and(|who| is(PEOPLE, who));
    let start = at.checked_sub(1)?;
    let claimed = (at.saturating_sub(5)..start).any(|k| is(&["was", "is"], said.word(k)))
        && !(at.saturating_sub(6)..start).any(|k| {
            is(
                &[
                    "not", "wasn't", "isn't", "never", "nobody's", "or", "partly", "thought", "if", "whether", "said",
                    "my",
                ],
                said.word(k),
            ) && !(said.word(k) == "my" && k + 2 == at)
        });
    (said.word(at) == "fault" && theirs && claimed).then(|| start..at + 1)
}

/// "The worst boss *I ever had*".
static EVER_HAD: Patterns = Patterns::new(&["i've|i ever|have ever? had|worked|seen|worked", "i've|i had|worked"]);

/// "The worst boss I ever had", "it was a toxic place to work".
fn worst(said: &Cursor<'_>, at: usize) -> Option<Range<usize>> {
    let of = is(
        &["boss", "manager", "company", "employer", "team", "job", "environment", "culture", "workplace", "place"],
        said.word(at),
    );
    let superlative =
        said.before(at, 1) == "worst" && said.before(at, 2) == "the" && said.end_of(&EVER_HAD, at + 1).is_some();
    let toxic = said.before(at, 1) == "toxic"
        && is(&["a", "the", "very", "their", "really", "such", "that"], said.before(at, 2));
    (of && (superlative || toxic)).then(|| at - 2..at + 1)
}
