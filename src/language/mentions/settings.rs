//! A sentence in, when and where it happened out.

use std::ops::Range;

use crate::language::cursor::Cursor;
use crate::language::lexicon::{self, is};
use crate::language::phrases::{Patterns, Phrase};

/// What pins a story to one time, one place and certain people.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Specifics {
    /// "Last spring", "two years ago", "in March".
    pub when: Vec<Phrase>,
    /// "At a bakery", "in our Leeds office".
    #[serde(rename = "where")]
    pub place: Vec<Phrase>,
    /// "My colleague Anna", "the finance team".
    pub who: Vec<Phrase>,
}

/// Times that were, once.
static WHEN: Patterns = Patterns::new(&[
    "this past year|month|week|summer|winter|spring|fall|autumn",
    "last year|month|week|summer|winter|spring|fall|autumn|quarter|semester|term|night|christmas|easter",
    "last january|february|march|april|may|june|july|august|september|october|november|december",
    "last monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "a few|couple of? years|months|weeks|days ago",
    "a year|month|week|decade ago",
    ":num years|months|weeks|days|year ago",
    "in the? early|late? spring|summer|autumn|winter of|last",
    "in early|late|mid? january|february|april|june|july|august|september|october|november|december",
    "in|last march of|last|when|we|i",
    "in my|our first|second|third|last|final|junior|senior week|month|year|semester|term",
]);

/// Days, which may as well be days to come: only where something is said to have been.
static DAYS: Patterns = Patterns::new(&[
    "one|that monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    "on a|the? monday|tuesday|wednesday|thursday|friday|saturday|sunday",
]);

/// Times only where a story begins: "it took one day" is a length.
static ONCE: Patterns = Patterns::new(&["one day|morning|evening|night|afternoon|weekend|winter|summer"]);

/// Kinds of places where people work and learn.
const PLACES: &[&str] = &[
    "company", "startup", "start-up", "bank", "hospital", "school", "university", "college", "store", "shop",
    "restaurant", "agency", "clinic", "plant", "factory", "warehouse", "firm", "lab", "laboratory", "hotel", "bakery",
    "cafe", "café", "kitchen", "charity", "airport", "studio", "library", "supermarket", "camp", "pharmacy",
    "nonprofit", "non-profit", "consultancy", "retailer", "manufacturer", "ministry", "bookshop", "garage", "farm",
    "ward", "salon", "insurer", "brewery", "museum", "theatre", "theater", "call-centre", "office",
];

pub(super) fn when(said: &Cursor<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let past = (0..said.len()).any(|at| lexicon::is_past(said.word(at)));
    for at in 0..said.len() {
        let day = || said.end_of(&DAYS, at).filter(|_| past);
        let once = || {
            said.end_of(&ONCE, at).filter(|_| at == 0 || is(&["then", "so", "and", "until", "but"], said.before(at, 1)))
        };
        let end = said.end_of(&WHEN, at).or_else(day).or_else(|| year(said, at)).or_else(once);
        if let Some(end) = end.filter(|_| found.last().is_none_or(|f| f.end <= at)) {
            found.push(at..end);
        }
    }
    found
}

/// "In 2019", "since twenty nineteen".
fn year(said: &Cursor<'_>, at: usize) -> Option<usize> {
    let word = said.word(at + 1);
    let written = word.len() == 4 && word.parse::<u32>().is_ok_and(|n| (1970..2060).contains(&n));
    let spoken = word == "twenty"
        && is(
            &[
                "ten", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
                "twenty", "twenty-one", "twenty-two", "twenty-three", "twenty-four", "twenty-five",
            ],
            said.word(at + 2),
        );
    let counted = is(&["people", "customers", "users", "orders"], said.word(at + 2));
    (is(&["in", "since", "during"], said.word(at)) && (written && !counted || spoken))
        .then_some(at + 2 + usize::from(spoken && !written))
}

/// "At a bakery chain", "in our Leeds office", "at Kestrel".
pub(super) fn place(said: &Cursor<'_>) -> Vec<Range<usize>> {
    (0..said.len()).filter_map(|at| Some(at..kind_of_place(said, at).or_else(|| proper_place(said, at))?)).collect()
}

/// A preposition, a determiner, and at most three words later a place.
fn kind_of_place(said: &Cursor<'_>, at: usize) -> Option<usize> {
    let opens = is(&["at", "in", "for"], said.word(at))
        && is(&["a", "an", "my", "our", "the"], said.word(at + 1))
        && (said.word(at) != "for" || is(&["worked", "working", "work", "interned"], said.before(at, 1)));
    let found = (at + 2..(at + 6).min(said.len()))
        .take_while(|k| !said.cut_before(*k) && !lexicon::is_closed(said.word(*k)))
        .find(|k| is(PLACES, said.word(*k)))?;
    // "At the office", "in the company": which one, nobody knows.
    // "In the trust store", "in a shared library": software.
    let real = said.word(at) != "in" || !is(&["library", "store", "plant", "garage"], said.word(found));
    let told = found > at + 2 || said.word(at + 1) != "the" || said.word(found + 1) == "of";
    (opens && real && told).then_some(found + 1)
}

/// "At Kestrel", "in Leeds": a capital where a sentence does not begin.
fn proper_place(said: &Cursor<'_>, at: usize) -> Option<usize> {
    let name = said.tokens.get(at + 1)?;
    let letters: Vec<char> = name.text.chars().collect();
    let capital = letters.first().is_some_and(|c| c.is_uppercase()) && letters.iter().skip(1).any(|c| c.is_lowercase());
    let verb = is(
        &["worked", "working", "was", "interned", "internship", "job", "role", "time", "joined", "i", ""],
        said.before(at, 1),
    );
    let after = said.word(at + 2);
    let ends = said.cut_after(at + 1) || is(&["i", "we", "my", "our", "when", "as", "and", "the", "where"], after);
    let calendar = is(
        &[
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
            "christmas", "easter", "python", "java", "english",
        ],
        &name.norm,
    );
    (is(&["at", "in"], said.word(at)) && capital && verb && ends && !calendar && !name.norm.contains('\''))
        .then_some(at + 2)
}
