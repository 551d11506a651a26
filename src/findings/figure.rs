//! Numbers in, the way they are written everywhere out: clocks, lengths, rounded numbers, counts.

use std::collections::BTreeMap;

/// A moment as m:ss, rounded down, so that what is meant is still to come when one listens from there.
pub(crate) fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0) as u64;
    format!("{}:{:02}", whole / 60, whole % 60)
}

/// A length as m:ss, rounded to the nearest second.
pub(crate) fn length(seconds: f64) -> String {
    clock(seconds.round())
}

/// A number with so many decimals; a minus sign instead of a hyphen, none before a zero.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(digits) if digits.chars().all(|c| matches!(c, '0' | '.')) => digits.to_owned(),
        Some(digits) => format!("−{digits}"),
        None => text,
    }
}

/// "1 pause", "2 pauses".
pub(crate) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// The `most` most frequent words of `by_word`: “um” (5) and “like” (4).
pub(crate) fn most_frequent(by_word: &BTreeMap<String, usize>, most: usize) -> String {
    let mut words: Vec<(&String, &usize)> = by_word.iter().collect();
    words.sort_by(|a, b| b.1.cmp(a.1));
    let named: Vec<String> = words.iter().take(most).map(|(word, times)| format!("“{word}” ({times})")).collect();
    named.join(" and ")
}
