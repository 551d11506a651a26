//! The words around numbers: what they measure, what they multiply, and what makes them names instead.

use crate::language::phrases::Patterns;

/// What is counted or measured (singular; a final "s" is taken off before looking).
pub(super) const UNITS: &[&str] = &[
    "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "millisecond", "sprint",
    "weekend", "percent", "percentage", "point", "dollar", "euro", "pound", "cent", "buck", "yen", "rupee", "people",
    "person", "engineer", "developer", "user", "customer", "client", "member", "employee", "team", "time", "fold",
    "degree", "mile", "kilometer", "meter", "metre", "foot", "feet", "inch", "inches", "kilo", "kilogram", "gram",
    "ton", "tonne", "liter", "litre", "gigabyte", "megabyte", "terabyte", "kilobyte", "byte", "gb", "mb", "tb", "kb",
    "%", "ms", "min", "sec", "hr", "request", "error", "ticket", "call", "line", "page", "star", "country",
    "countries", "city", "cities", "company", "companies", "patient", "student", "order", "unit", "item", "step",
    "star", "man", "woman", "men", "women", "children", "staff", "fte", "mph", "k", "seat", "branch", "branches",
    "story", "stories", "query", "queries", "server", "service",
];

/// Short units written right behind digits.
pub(super) const SHORT_UNITS: &[&str] = &[
    "k", "m", "b", "bn", "mm", "x", "s", "ms", "h", "hr", "hrs", "min", "mins", "d", "w", "gb", "mb", "tb", "kb", "kg",
    "g", "km", "cm", "ft", "mi", "qps", "rps", "tps", "usd", "eur", "pct", "pp", "%", "hz", "khz", "mhz", "ghz", "sec",
    "secs", "×",
];

/// Number words that make a number larger, and how many times.
const MAGNITUDES: &[(&str, f64)] = &[
    ("dozen", 12.0),
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("lakh", 1e5),
    ("lakhs", 1e5),
    ("million", 1e6),
    ("crore", 1e7),
    ("crores", 1e7),
    ("billion", 1e9),
    ("trillion", 1e12),
];

/// How many times larger `word` makes the number before it; `None` where it does not.
pub(in crate::language) fn magnitude(word: &str) -> Option<f64> {
    MAGNITUDES.iter().find(|(name, _)| *name == word).map(|(_, times)| *times)
}

/// Quantities without a number.
pub(super) static MULTIPLIERS: Patterns = Patterns::new(&[
    "half an|a hour|day|year|week|month|minute|dozen|century",
    "half",
    "in half",
    "a third|quarter|fifth|tenth of",
    "one third|quarter|fifth|half|tenth",
    "two thirds|fifths",
    "three quarters|fourths|fifths",
    "doubled|tripled|quadrupled|halved|doubling|tripling|halving",
    "double|triple the|our|its|their|that|what",
    "twice|thrice",
    "two|three|four|five|six|seven|eight|nine|ten|twenty times",
    "a couple of? hundred|thousand|million",
    "a dozen|hundred|thousand times?",
]);

/// Bare numbers that are pronouns more often than counts.
pub(super) const NOT_COUNTED: &[&str] = &["one", "zero"];

/// After these words a number is a name: "version 2", "step three".
pub(super) const LABELS: &[&str] = &[
    "version", "v", "stage", "month", "gen", "wave", "exhibit", "boot", "release", "step", "phase", "chapter", "level",
    "number", "no", "part", "option", "page", "room", "tier", "grade", "question", "sprint", "python", "java", "http",
    "port", "day", "week", "year", "quarter", "section", "figure", "table", "line", "item", "slide", "type", "plan",
    "priority", "sev", "severity", "building", "floor", "gate", "flight", "windows", "ios", "android", "covid",
    "error", "code", "ticket", "pr", "issue", "route", "highway", "fortune", "iso", "http", "status", "class", "round",
    "lesson", "point", "appendix", "row", "column", "web", "angular", "vue", "team", "bus", "train", "tram",
    "platform", "terminal", "track", "apartment", "apt", "suite", "model", "channel", "district", "zone", "section",
    "article", "rule", "invoice", "case", "episode", "season", "volume", "game", "seat", "lane", "exit", "interstate",
    "apollo", "catch", "formula", "mach", "boeing", "airbus", "iphone", "ipad", "galaxy", "pixel", "xbox",
    "playstation", "iphones", "dial", "dialed", "dialled", "gpt", "node", "postgres", "area", "unit", "engine", "bay",
    "ward", "aged", "age", "agent", "studio",
];

/// Written with digits and only names: hours, telephone numbers, a plan, a day.
pub(super) const NAMES: &[&str] = &["24/7", "24-7", "9/11", "9-11", "7-11", "401k", "20/20", "50/50"];

/// Decades, spoken.
pub(super) const DECADES: &[&str] =
    &["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties", "hundreds"];

/// Lengths of time from the longest to the shortest, each in all its ways (singular): "2 hours 30 minutes", "2h 30m".
pub(super) const TIMES_BY_LENGTH: &[&[&str]] = &[
    &["year"],
    &["month"],
    &["week"],
    &["day", "d"],
    &["hour", "hr", "h"],
    &["minute", "min", "m"],
    &["second", "sec", "s"],
];

/// Before a day of the month, or a year.
pub(super) const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// The hours of a clock.
pub(super) const HOURS: &[&str] =
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/// After the hour.
pub(super) const AFTER_CLOCK: &[&str] = &["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "sharp"];

/// Second halves of spoken years.
pub(super) const YEAR_ENDS: &[&str] = &[
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Lengths of time (singular).
pub(in crate::language) const TIMES: &[&str] = &[
    "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century", "millisecond",
    "sprint", "weekend", "night", "ms", "sec", "min", "hr", "hrs",
];

/// Lengths of time written right behind digits.
pub(in crate::language) const SHORT_TIMES: &[&str] =
    &["s", "ms", "h", "hr", "hrs", "min", "mins", "d", "w", "sec", "secs"];

/// Money (singular).
pub(super) const CURRENCIES: &[&str] =
    &["dollar", "euro", "pound", "cent", "buck", "yen", "rupee", "usd", "eur", "gbp", "inr", "franc", "krona"];

/// A part, as one character.
pub(super) const PARTS: &[char] = &['½', '⅓', '⅔', '¼', '¾', '⅕', '⅛'];

/// Words that tell a part or a multiple.
pub(super) const RATIOS: &[&str] = &[
    "half", "third", "thirds", "fourths", "fifth", "fifths", "tenth", "doubled", "tripled", "quadrupled", "halved",
    "doubling", "tripling", "halving", "double", "triple", "tenfold", "twofold", "threefold", "fivefold", "x",
    "quarters",
];
