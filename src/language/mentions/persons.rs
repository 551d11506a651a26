//! A sentence in, the people it names out.

use std::ops::Range;

use crate::language::cursor::Cursor;
use crate::language::lexicon::{self, is};

/// People a project concerns beyond the team that does it.
const STAKEHOLDERS: &[&str] = &[
    "client", "clients", "customer", "customers", "ceo", "cto", "cfo", "coo", "director", "directors", "vp",
    "president", "vendor", "vendors", "supplier", "suppliers", "investor", "investors", "patient", "patients",
    "parent", "parents", "tenant", "tenants", "board", "committee", "auditor", "auditors", "regulator", "regulators",
    "lawyer", "lawyers", "stakeholder", "stakeholders", "executives", "executive", "founder", "founders", "head",
    "owner", "owners", "mayor", "sponsor", "sponsors", "council", "residents", "families", "donors", "principal",
    "chef", "landlord",
];

/// People one works with.
const COLLEAGUES: &[&str] = &[
    "manager", "managers", "boss", "supervisor", "colleague", "colleagues", "coworker", "coworkers", "co-worker",
    "co-workers", "teammate", "teammates", "engineer", "engineers", "developer", "developers", "designer", "designers",
    "analyst", "analysts", "nurse", "nurses", "doctor", "doctors", "teacher", "teachers", "intern", "interns",
    "mentor", "lead", "architect", "recruiter", "technician", "technicians", "assistant", "volunteers", "volunteer",
    "professor", "driver", "drivers", "cashier", "foreman", "baker", "bakers", "student", "students",
];

/// Departments: "the finance team", "legal".
const DEPARTMENTS: &[&str] = &[
    "finance", "sales", "marketing", "legal", "support", "operations", "security", "compliance", "procurement",
    "product", "design", "hr", "purchasing", "accounting", "platform", "data", "infrastructure", "qa", "other",
];

/// What makes a department of a word.
const GROUPS: &[&str] = &["team", "teams", "department", "departments", "people", "folks", "side", "managers", "staff"];

/// What may stand right before a person who is named.
const NAMING: &[&str] = &[
    "the", "a", "an", "my", "our", "their", "his", "her", "two", "three", "four", "five", "six", "ten", "both",
    "several", "some", "other", "another", "these", "those", "with", "to", "from", "new", "senior", "junior", "old",
    "younger", "older", "fellow", "angry", "big", "biggest", "largest", "night", "department", "engineering",
    "product", "project", "team", "tech", "sales", "finance", "marketing", "store", "shop", "line", "ward", "shift",
];

/// Groups of other people, and people beyond the team.
pub(super) fn stakeholders(said: &Cursor<'_>) -> Vec<Range<usize>> {
    (0..said.len()).filter_map(|at| department(said, at).or_else(|| person(said, at, STAKEHOLDERS))).collect()
}

/// Anyone but the speaker.
pub(super) fn who(said: &Cursor<'_>) -> Vec<Range<usize>> {
    (0..said.len())
        .filter_map(|at| {
            department(said, at)
                .or_else(|| person(said, at, STAKEHOLDERS))
                .or_else(|| person(said, at, COLLEAGUES))
                .or_else(|| named(said, at))
        })
        .collect()
}

/// "The finance team", "the people from legal" count once, by the department.
fn department(said: &Cursor<'_>, at: usize) -> Option<Range<usize>> {
    let grouped = is(DEPARTMENTS, said.word(at)) && is(GROUPS, said.word(at + 1)) && !said.cut_after(at);
    let article = is(&["the", "our", "their", "a", "another", "two", "three"], said.before(at, 1));
    // "The other side of the coin", "the support staff room": only as someone.
    // The speaker works there: "I was on the platform team".
    let own = is(&["on", "in", "joined", "lead", "led", "as"], said.before(at, 2))
        || said.before(at, 1) == "our" && is(&["platform", "data", "infrastructure", "product"], said.word(at));
    let place = is(&["side", "people"], said.word(at + 1)) && said.word(at + 2) == "of";
    (grouped && article && !place && !own && !compound(said, at + 1)).then(|| at - 1..at + 2)
}

/// A role that somebody else has: "the client said", and neither "client library" nor "as the manager".
fn person(said: &Cursor<'_>, at: usize, roles: &[&str]) -> Option<Range<usize>> {
    let role = is(roles, said.word(at)) && is(NAMING, said.before(at, 1)) && !compound(said, at);
    let mut start = at.checked_sub(1)?;
    while is(NAMING, said.before(start, 1)) && !is(lexicon::DETERMINERS, said.word(start)) {
        start -= 1;
    }
    // "The head of sales" is one, "the head" of a nail may be anything.
    let vague = is(&["head", "lead", "board", "owner", "executive", "principal", "president"], said.word(at));
    let titled = !vague || is(&["of", "who", "asked", "said", "wanted"], said.word(at + 1));
    let own = own_role(said, start);
    let linked = is(lexicon::DETERMINERS, said.word(start)) || lexicon::is_number(said.word(start)) || start + 1 == at;
    let start = if is(&["with", "to", "from"], said.word(start)) { start + 1 } else { start };
    let end = if is(&["named", "called"], said.word(at + 1)) && capital(said, at + 2) { at + 3 } else { at + 1 };
    (role && titled && !own && linked).then_some(start..end)
}

/// "As a manager", "I was the lead", "my role as an engineer": the speaker.
fn own_role(said: &Cursor<'_>, start: usize) -> bool {
    let before = said.before(start, 1);
    let being = is(&["was", "am", "became", "i'm", "been", "being", "be"], before)
        && (before == "i'm" || is(&["i", "have", "i've", "had", "of", "to", "i'd"], said.before(start, 2)));
    is(&["as", "like", "every", "any"], before) || being || is(&["worked", "hired", "promoted"], before)
}

/// "Mr Lopez", "a woman called Ruth".
fn named(said: &Cursor<'_>, at: usize) -> Option<Range<usize>> {
    let title = is(&["mr", "mrs", "ms", "dr", "prof", "professor"], said.before(at, 1));
    let called =
        is(&["named", "called"], said.before(at, 1)) && is(&["guy", "woman", "man", "person"], said.before(at, 2));
    (capital(said, at) && (title || called)).then(|| at - if title { 1 } else { 2 }..at + 1)
}

/// Whether the word `at` is written like a name.
fn capital(said: &Cursor<'_>, at: usize) -> bool {
    let first = said.tokens.get(at).and_then(|t| t.text.chars().next());
    first.is_some_and(char::is_uppercase) && !said.word(at).starts_with("i'") && said.word(at) != "i"
}

/// Whether the word `at` only modifies the next one: "customer data", "client library", "user's guide".
fn compound(said: &Cursor<'_>, at: usize) -> bool {
    let next = said.word(at + 1);
    let free = next.is_empty()
        || said.cut_after(at)
        || lexicon::is_closed(next)
        || lexicon::is_past(next)
        || is(lexicon::ADVERBS, next)
        || is(
            &["was", "had", "on", "who", "felt", "not", "again", "directly", "together", "first", "wants", "needs"],
            next,
        );
    !free
}
