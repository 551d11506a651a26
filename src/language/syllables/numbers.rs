//! Digits in, the words and the syllables of reading them aloud out.

use std::iter::Sum;
use std::ops::Add;

/// What reading something aloud takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SpokenNumber {
    /// Words; "sixty-seven" is one.
    pub(super) words: usize,
    /// Syllables.
    pub(super) syllables: usize,
}

impl SpokenNumber {
    pub(super) const fn word(syllables: usize) -> Self {
        Self { words: 1, syllables }
    }
}

impl Add for SpokenNumber {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { words: self.words + other.words, syllables: self.syllables + other.syllables }
    }
}

impl Sum for SpokenNumber {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Self::add)
    }
}

/// Zero to nineteen.
const ONES: [usize; 20] = [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2];
/// Twenty to ninety, by their first digit.
const TENS: [usize; 10] = [0, 0, 2, 2, 2, 2, 2, 3, 2, 2];
/// More digits than this are read one by one.
const LONGEST: usize = 12;
/// "Hundred", "thousand", "million" and "billion" have two syllables each.
const MAGNITUDE: SpokenNumber = SpokenNumber::word(2);

/// Digits with their marks: "18", "1,200", "3.5", "7:15", "2019".
pub(super) fn read(digits: &str) -> SpokenNumber {
    let digits = digits.trim_end_matches(['.', ',', ':']);
    if let Some((hours, minutes)) = digits.split_once(':') {
        return read(hours) + if minutes == "00" { SpokenNumber::default() } else { read(minutes) };
    }
    if let Some((whole, decimals)) = digits.split_once('.') {
        // "Point", then digit by digit.
        return read(whole) + SpokenNumber::word(1) + one_by_one(decimals);
    }
    let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
    match plain.parse::<u64>() {
        Ok(n) if plain.len() <= LONGEST && (n == 0 && plain.len() == 1 || !plain.starts_with('0')) => {
            if plain.len() == 4 && !digits.contains(',') && is_year(n) { year(n) } else { cardinal(n) }
        }
        _ => one_by_one(&plain),
    }
}

/// An amount of money with its cents: "4.99" of "$4.99".
pub(super) fn cents(digits: &str) -> Option<SpokenNumber> {
    let (whole, cents) = digits.split_once('.')?;
    (cents.len() == 2 && cents != "00").then(|| read(whole) + read(cents))
}

/// What follows digits without a space; `None` when that is no unit.
pub(super) fn unit(digits: &str, after: &str) -> Option<SpokenNumber> {
    let last_two = digits.get(digits.len().saturating_sub(2)..).unwrap_or_default();
    let tens = last_two.len() == 2 && last_two.ends_with('0') && last_two != "00" && last_two != "10";
    // Makes no word of its own, but a longer one.
    let longer = |by: usize| SpokenNumber { words: 0, syllables: by };
    Some(match after {
        "" | "s" => longer(0),
        "%" | "k" | "m" | "b" | "bn" | "mm" | "mb" | "gb" => SpokenNumber::word(2),
        "x" | "+" | "×" => SpokenNumber::word(1),
        "k+" | "m+" | "s+" | "%+" => SpokenNumber { words: 2, syllables: 3 },
        "ms" => SpokenNumber::word(4),
        // "Second" is one longer than "two", "twentieth" one longer than "twenty".
        "nd" => longer(usize::from(last_two.ends_with('2'))),
        "st" | "rd" | "th" => longer(usize::from(tens)),
        _ => return None,
    })
}

/// Four digits that are read as two pairs.
fn is_year(n: u64) -> bool {
    (1100..2000).contains(&n) && !n.is_multiple_of(1000) || (2010..2100).contains(&n)
}

fn year(n: u64) -> SpokenNumber {
    let (century, rest) = (n / 100, n % 100);
    // "Nineteen hundred", "nineteen oh five".
    let pair = match rest {
        0 => MAGNITUDE,
        1..10 => SpokenNumber::word(1) + cardinal(rest),
        _ => cardinal(rest),
    };
    cardinal(century) + pair
}

fn cardinal(n: u64) -> SpokenNumber {
    let rest = |r: u64| if r == 0 { SpokenNumber::default() } else { cardinal(r) };
    let tens = |n: u64| {
        if n < 20 {
            ONES[n as usize]
        } else {
            TENS[(n / 10) as usize] + if n.is_multiple_of(10) { 0 } else { ONES[(n % 10) as usize] }
        }
    };
    match n {
        0..100 => SpokenNumber::word(tens(n)),
        100..1000 => cardinal(n / 100) + MAGNITUDE + rest(n % 100),
        1000..1_000_000 => cardinal(n / 1000) + MAGNITUDE + rest(n % 1000),
        1_000_000..1_000_000_000 => cardinal(n / 1_000_000) + MAGNITUDE + rest(n % 1_000_000),
        _ => cardinal(n / 1_000_000_000) + MAGNITUDE + rest(n % 1_000_000_000),
    }
}

pub(super) fn one_by_one(digits: &str) -> SpokenNumber {
    digits.chars().filter_map(|c| c.to_digit(10)).map(|d| SpokenNumber::word(ONES[d as usize])).sum()
}
