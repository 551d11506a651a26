//! A word in, whether it is a number, a unit or a plural out.

use super::kinds::{is_compound_time, is_fraction};
use super::words::{NAMES, PARTS, SHORT_UNITS, TIMES_BY_LENGTH, UNITS};
use crate::language::lexicon::{self, is};

/// Whether `word` is a number that may count: "18", "$2m", "3.5%", "forty", "twenty-five", "18-month", "two-week", "10x".
pub(super) fn is_amount(word: &str) -> bool {
    let bare = lexicon::unsigned(word).trim_end_matches(lexicon::CURRENCY_SIGNS);
    if bare.starts_with(|c: char| c.is_ascii_digit()) {
        if is_number_to_dial(bare) || is(NAMES, bare) {
            return false;
        }
        let tail = bare.trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '–' | '%' | '+') || PARTS.contains(&c)
        });
        // "2.6.1" is a version.
        if bare.bytes().filter(|b| *b == b'.').count() > 1 {
            return false;
        }
        return tail.is_empty()
            || is_fraction(bare)
            || is_compound_time(bare)
            || is_compact(word)
            || hyphenated(tail.strip_prefix('-').unwrap_or_default());
    }
    is(lexicon::NUMBER_WORDS, word) && word != "dozen"
        || word.starts_with(PARTS) && word.chars().count() == 1
        || word.split_once('-').is_some_and(|(first, rest)| {
            is(lexicon::NUMBER_WORDS, first) && (is(lexicon::NUMBER_WORDS, rest) || hyphenated(rest))
        })
        || is(
            &["tenfold", "twofold", "threefold", "fivefold", "dozens", "hundreds", "thousands", "millions", "billions"],
            word,
        )
}

/// "-month", "-day", "-person", or the second number of a range.
pub(super) fn hyphenated(rest: &str) -> bool {
    let first = rest.split('-').next().unwrap_or_default();
    is(UNITS, first)
        || is(UNITS, first.strip_suffix('s').unwrap_or(first))
        || !first.is_empty() && lexicon::is_number(first)
}

/// A number with its unit in one word: "200ms", "10x", "5k", "30-day", "3gb".
pub(super) fn is_compact(word: &str) -> bool {
    let bare = lexicon::unsigned(word);
    let digits = bare.starts_with(|c: char| c.is_ascii_digit());
    let tail = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '–'));
    let unit = tail.trim_end_matches('+');
    digits && (is(SHORT_UNITS, unit) || is_compound_time(bare) || tail.strip_prefix('-').is_some_and(hyphenated))
        || word.split_once('-').is_some_and(|(first, rest)| {
            is(lexicon::NUMBER_WORDS, first) && hyphenated(rest) && !is(lexicon::NUMBER_WORDS, rest)
        })
}

/// "555-0199", "1-800-555-0199", "2024-05-01": groups of digits that no amount has.
pub(super) fn is_number_to_dial(word: &str) -> bool {
    let groups: Vec<&str> = word.split('-').collect();
    let digits = groups.len() > 1 && groups.iter().all(|group| is_digits(group));
    digits && (groups.len() > 2 || groups.concat().len() >= lexicon::LONG_NUMBER)
}

pub(super) fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `word`, or what it is the plural of, is in `list`.
pub(super) fn is_one_of(list: &[&str], word: &str) -> bool {
    is(list, word) || word.strip_suffix('s').is_some_and(|one| is(list, one))
}

/// Whether `word` is a sign of money alone: "200 €".
pub(super) fn is_sign(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| lexicon::CURRENCY_SIGNS.contains(&c))
}

pub(super) fn is_large(word: &str) -> bool {
    !is(&lexicon::NUMBER_WORDS[..11], word)
}

pub(super) fn is_closed(word: &str) -> bool {
    lexicon::is_closed(word) || lexicon::is_past(word)
}

/// Whether `word` looks like a plural noun.
pub(super) fn is_plural(word: &str) -> bool {
    let plural =
        word.len() > 3 && word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end));
    (plural || is(&["people", "men", "women", "children", "staff"], word))
        && !is(
            &[
                "always", "perhaps", "sometimes", "besides", "afterwards", "towards", "its", "hers", "whereas", "does",
                "goes", "says", "makes", "takes", "gets", "was", "has",
            ],
            word,
        )
}

/// Where the unit of time `word` stands among those by length; `None` for anything else.
pub(super) fn time_rank(word: &str) -> Option<usize> {
    TIMES_BY_LENGTH.iter().position(|ways| is_one_of(ways, word)).filter(|_| word != "ms")
}
