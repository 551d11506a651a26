//! Numbers in, the way they are written everywhere out: clocks, lengths, rounded numbers, counts.

use std::collections::BTreeMap;

/// A moment as m:ss, rounded down, so that what is meant is still to come when one listens from there.
#[must_use]
pub fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0) as u64;
    format!("{}:{:02}", whole / 60, whole % 60)
}

/// A moment as m:ss and a tenth, where a second is too coarse.
pub(crate) fn clock_tenths(seconds: f64) -> String {
    format!("{}:{:04.1}", (seconds / 60.0) as u64, seconds % 60.0)
}

/// A length as m:ss, rounded to the nearest second.
#[must_use]
pub fn length(seconds: f64) -> String {
    clock(seconds.round())
}

/// A number with so many decimals; a minus sign instead of a hyphen, none before a zero.
#[must_use]
pub fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(digits) if digits.chars().all(|c| matches!(c, '0' | '.')) => digits.to_owned(),
        Some(digits) => format!("−{digits}"),
        None => text,
    }
}

/// A number with one decimal where it has any: "4", "3.5".
pub(crate) fn short(value: f64) -> String {
    number(value, usize::from(value.fract() != 0.0))
}

/// A small number as a word, a larger one in digits: "three", "13".
pub(crate) fn small(number: usize) -> String {
    let words =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    words.get(number).map_or_else(|| number.to_string(), |&word| word.into())
}

/// A length in words: "two minutes", "a minute and a half", "45 seconds", "2 min 40 s".
pub(crate) fn minutes(seconds: f64) -> String {
    let whole = (seconds / 60.0) as usize;
    match seconds - 60.0 * whole as f64 {
        0.0 if whole == 1 => "one minute".into(),
        0.0 => format!("{} minutes", small(whole)),
        30.0 if whole == 1 => "a minute and a half".into(),
        30.0 if whole > 1 => format!("{} and a half minutes", small(whole)),
        _ if whole == 0 => format!("{} seconds", short(seconds)),
        rest => format!("{whole} min {} s", short(rest)),
    }
}

/// What the system says of a failure, in our style: in small letters, without its number.
#[must_use]
pub fn system_reason(error: &std::io::Error) -> String {
    without_system_numbers(&error.to_string()).to_lowercase()
}

/// `text` without the numbers that the system gives its failures, " (os error 2)".
#[must_use]
pub fn without_system_numbers(text: &str) -> String {
    let mut parts = text.split(" (os error ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once(')').map_or("", |(_, rest)| rest))
}

/// "1 pause", "2 pauses".
#[must_use]
pub fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// The `most` most frequent words of `by_word`, in the order of the alphabet where they are said equally often.
pub(crate) fn most_frequent(by_word: &BTreeMap<String, usize>, most: usize) -> Vec<(&str, usize)> {
    let mut words: Vec<(&str, usize)> = by_word.iter().map(|(word, times)| (word.as_str(), *times)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.1));
    words.truncate(most);
    words
}
