//! The words of a quantity in, what it tells out.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::words::{CURRENCIES, PARTS, RATIOS, SHORT_TIMES, TIMES, TIMES_BY_LENGTH, magnitude};
use crate::language::lexicon::{self, CURRENCY_SIGNS, is};

/// What a quantity tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantityKind {
    /// How many: "forty clinics".
    Count,
    /// "12 %", "three percentage points".
    Percent,
    /// "$2 million", "three hundred dollars".
    Money,
    /// How long: "eighteen minutes", "two-week".
    Duration,
    /// What it was and what it became: "from ten to four days".
    BeforeAfter,
    /// Between two numbers: "five to ten percent".
    Range,
    /// How many times, or which part: "three x", "doubled", "half".
    Ratio,
}

/// What the quantity `range` of `words` tells.
pub(super) fn classify(words: &[&str], range: Range<usize>) -> QuantityKind {
    let mine = &words[range.clone()];
    let before = range.start.checked_sub(1).map_or("", |k| words[k]);
    let first = mine.first().copied().unwrap_or_default();
    let joined = |joint: &[&str]| mine.iter().skip(1).any(|w| is(joint, w));
    let changed = mine.windows(2).any(|pair| is(&["down", "up"], pair[0]) && is(&["to", "from"], pair[1]));
    match () {
        () if first == "from" && !is(&["anywhere", "ranged", "ranging", "ranges", "varied", "everywhere"], before) => {
            QuantityKind::BeforeAfter
        }
        () if changed => QuantityKind::BeforeAfter,
        () if is(&["from", "between"], first) || joined(&["to", "or"]) || mine.iter().any(|w| is_span(w)) => {
            QuantityKind::Range
        }
        () if is_ratio(words, range.clone()) => QuantityKind::Ratio,
        () if mine
            .iter()
            .any(|w| w.contains(['%', '‰']) || is(&["percent", "percentage", "cent", "pct"], w) && *w != "cent")
            || mine.windows(2).any(|pair| pair == ["per", "cent"]) =>
        {
            QuantityKind::Percent
        }
        () if mine.iter().any(|w| is_money(w)) || is(&["usd", "eur", "gbp", "inr"], before) => QuantityKind::Money,
        () if mine.iter().any(|w| is_time(w)) => QuantityKind::Duration,
        () => QuantityKind::Count,
    }
}

/// "Two weeks later", "three months ago", "after a few days": when something was, not how long it took.
pub(super) fn tells_when(words: &[&str], range: Range<usize>) -> bool {
    let word = |k: Option<usize>| k.and_then(|k| words.get(k)).copied().unwrap_or_default();
    let (before, earlier) = (word(range.start.checked_sub(1)), word(range.start.checked_sub(2)));
    is(&["later", "ago", "after", "afterwards", "before"], word(Some(range.end)))
        || is(&["after", "every", "next", "last", "past", "first"], before)
        || is(&["after", "next", "last", "past", "first"], earlier) && is(&["the", "about", "another", "only"], before)
}

/// "5-10", "5–10%", "3-to-5".
fn is_span(word: &str) -> bool {
    word.split_once(['-', '–']).is_some_and(|(first, rest)| {
        first.ends_with(|c: char| c.is_ascii_digit()) && rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

fn is_ratio(words: &[&str], range: Range<usize>) -> bool {
    let mine = &words[range.clone()];
    let next = words.get(range.end).copied().unwrap_or_default();
    let compared = |w: &str| {
        is(&["as", "more", "less", "the", "what", "fewer", "longer", "better", "our", "its", "their"], w)
            || w.len() > 4 && w.ends_with("er") && !is(&["after", "over", "under", "however", "whenever", "during"], w)
    };
    let last = mine.last().copied().unwrap_or_default();
    if last == "times" || is(&["twice", "thrice"], last) {
        return compared(next);
    }
    let fold = |w: &str| {
        let bare = w.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '~'));
        w.ends_with("-fold") || bare.len() < w.len() && is(&["x", "×", "-x", "-fold", "fold"], bare)
    };
    let timed = mine.iter().any(|w| is_time(w));
    // "Two and a half million", "half a million": a part of a number.
    let of_number = |k: usize| {
        let before = k.checked_sub(1).map_or("", |k| mine[k]);
        let after = &mine[k + 1..];
        before == "a" && k > 2 || after.iter().take(2).any(|w| magnitude(w).is_some())
    };
    let part = mine.iter().enumerate().any(|(k, w)| (is(RATIOS, w) || is_fraction(w)) && !of_number(k));
    let share = mine.first().is_some_and(|w| lexicon::is_number(w))
        && mine.iter().skip(1).any(|w| is(&["in", "of"], w))
        && lexicon::is_number(last_number(mine));
    !timed && (part || share || mine.iter().any(|w| fold(w)))
}

/// The last of `words` that is a number.
fn last_number<'a>(words: &[&'a str]) -> &'a str {
    words.iter().rev().find(|w| lexicon::is_number(w)).copied().unwrap_or_default()
}

/// "1/3", "½".
pub(super) fn is_fraction(word: &str) -> bool {
    let digits = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 3);
    let written = word.split_once('/').and_then(|(part, whole)| Some(digits(part)? < digits(whole)?));
    written == Some(true) || word.starts_with(PARTS) && word.chars().count() == 1
}

fn is_money(word: &str) -> bool {
    word.contains(CURRENCY_SIGNS) || is(CURRENCIES, word) || is(CURRENCIES, word.strip_suffix('s').unwrap_or(word))
}

fn is_time(word: &str) -> bool {
    let singular = |w: &str| is(TIMES, w) || is(TIMES, w.strip_suffix('s').unwrap_or(w));
    let tail = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '–' | '+'));
    singular(word)
        || word.split('-').skip(1).any(singular)
        || tail.len() < word.len() && is(SHORT_TIMES, tail)
        || is_compound_time(word)
}

/// "2h30m", "1h30".
pub(super) fn is_compound_time(word: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut units = word.split(is_digit).filter(|unit| !unit.is_empty());
    word.starts_with(is_digit)
        && units.next() == Some("h")
        && units.all(|unit| TIMES_BY_LENGTH.iter().any(|ways| is(ways, unit)))
        && !word.ends_with('h')
}
