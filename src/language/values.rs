//! A reading in, the numbers in it as values out, whether they are written in digits or in words.

use crate::language::cursor::Cursor;
use crate::language::lexicon::{self, is};
use crate::language::quantities::words::{SHORT_TIMES, TIMES, magnitude};
use crate::language::quantities::{self, QuantityKind};
use crate::language::reading::Reading;
use crate::transcript::Place;

/// A number that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Its value: 37 for "37 %" and "thirty-seven".
    pub value: f64,
    /// What it tells; `None` where it stands alone.
    pub kind: Option<QuantityKind>,
    /// The same in one unit: seconds for a length of time, parts of one for a share; `None` for anything else.
    pub standard: Option<f64>,
    /// Where, and when.
    pub place: Place,
}

/// Every number of `reading`, in order; none in another language than English, whose words are not known.
#[must_use]
pub fn amounts(reading: &Reading<'_>) -> Vec<Amount> {
    if !reading.english {
        return Vec::new();
    }
    let (cursor, quantities) = (&reading.all, quantities::find(reading));
    let mut found = Vec::new();
    let mut at = 0;
    while at < cursor.len() {
        let Some((values, end)) = number(cursor, at) else {
            at += 1;
            continue;
        };
        let Some(place) = Place::covering(cursor.tokens[at..end].iter().map(|token| &token.place)) else { break };
        let kind = quantities.iter().find(|q| q.place.holds(place.chars.start)).map(|q| q.kind);
        found.extend(values.into_iter().map(|value| {
            let standard = match kind {
                Some(QuantityKind::Duration | QuantityKind::BeforeAfter | QuantityKind::Range) => {
                    seconds(cursor, end - 1).map(|unit_s| value * unit_s)
                }
                Some(QuantityKind::Percent) => Some(value / 100.0),
                Some(QuantityKind::Ratio) if value < 1.0 => Some(value),
                _ => None,
            };
            Amount { value, kind, standard, place: place.clone() }
        }));
        at = end;
    }
    found
}

/// The values of the number that begins at `at`, of which a range has two, and its end.
fn number(cursor: &Cursor<'_>, at: usize) -> Option<(Vec<f64>, usize)> {
    let word = cursor.word(at);
    let mut values = match word {
        "a" | "an" if magnitude(cursor.word(at + 1)).is_some() => vec![1.0],
        "half" => vec![0.5],
        "doubled" | "twice" => vec![2.0],
        "tripled" => vec![3.0],
        _ if lexicon::is_spelled(word) => return Some(spelled(cursor, at)),
        _ => digits(word)?,
    };
    let mut end = at + 1;
    // "Half a million".
    end += usize::from(word == "half" && cursor.word(end) == "a" && magnitude(cursor.word(end + 1)).is_some());
    while let Some(times) = magnitude(on(cursor, end)) {
        values = values.iter().map(|value| value * times).collect();
        end += 1;
    }
    Some((values, end))
}

/// The word at `at`, where it goes on from the one before without a mark; empty otherwise.
fn on<'a>(cursor: &Cursor<'a>, at: usize) -> &'a str {
    let before = at.checked_sub(1).and_then(|before| cursor.tokens.get(before));
    let marked = before.is_some_and(|token| token.break_after || token.ends_sentence);
    if marked { "" } else { cursor.word(at) }
}

/// "18", "$1,200", "6.5", "200k", "18-month", "5-10".
fn digits(word: &str) -> Option<Vec<f64>> {
    let bare = lexicon::unsigned(word);
    let tail = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let head: String = bare.chars().take(bare.chars().count() - tail.chars().count()).filter(|c| *c != ',').collect();
    let value: f64 = head.trim_end_matches('.').parse().ok()?;
    let second = tail.strip_prefix(['-', '–']).and_then(digits).unwrap_or_default();
    let times = match tail {
        "k" => 1e3,
        "m" | "mm" => 1e6,
        "b" | "bn" => 1e9,
        _ => 1.0,
    };
    Some(std::iter::once(value * times).chain(second).collect())
}

/// Number words that belong together: "two hundred and five thousand", "thirty seven", "six and a half".
fn spelled(cursor: &Cursor<'_>, at: usize) -> (Vec<f64>, usize) {
    let (mut total, mut group, mut end) = (0.0, None::<f64>, at);
    loop {
        let word = if end == at { cursor.word(end) } else { on(cursor, end) };
        let parts: Vec<&str> = word.split('-').collect();
        let grown = parts.iter().try_fold((total, group), |(total, group), part| grow(total, group, part));
        // "Two hundred and five", but not "nine and five".
        let and = word == "and" && total + group.unwrap_or_default() >= 100.0 && small(cursor.word(end + 1)).is_some();
        match grown.filter(|_| !word.is_empty()) {
            Some(grown) => (total, group) = grown,
            None if and && end > at => {}
            None => break,
        }
        end += 1;
    }
    let mut value = total + group.unwrap_or_default();
    if on(cursor, end) == "point" {
        let decimals = (1..).map_while(|k| small(cursor.word(end + k)).filter(|digit| *digit < 10.0));
        let decimals: Vec<f64> = decimals.collect();
        value += decimals.iter().rev().fold(0.0, |below, digit| (digit + below) / 10.0);
        end += if decimals.is_empty() { 0 } else { decimals.len() + 1 };
    }
    if on(cursor, end) == "and" && cursor.word(end + 1) == "a" && is(&["half", "quarter"], cursor.word(end + 2)) {
        value += if cursor.word(end + 2) == "half" { 0.5 } else { 0.25 };
        end += 3;
    }
    while let Some(times) = magnitude(on(cursor, end)) {
        value *= times;
        end += 1;
    }
    (vec![value], end)
}

/// A number that goes on with the number word `word`; `None` where another begins: "twenty twenty", "five six".
fn grow(total: f64, group: Option<f64>, word: &str) -> Option<(f64, Option<f64>)> {
    if let Some(times) = magnitude(word) {
        let before = group.unwrap_or(1.0);
        return Some(if times > 100.0 { (total + before * times, None) } else { (total, Some(before * times)) });
    }
    let value = small(word)?;
    let Some(before) = group else { return Some((total, Some(value))) };
    let room = if value < 10.0 { 10.0 } else { 100.0 };
    let fits = before >= 20.0 && before % room == 0.0 && !(before < 100.0 && value >= 10.0);
    fits.then_some((total, Some(before + value)))
}

/// The value of a word up to ninety.
fn small(word: &str) -> Option<f64> {
    let place = lexicon::NUMBER_WORDS.iter().position(|known| *known == word)?;
    match place {
        0..=20 => Some(place as f64),
        21..=27 => Some(10.0 * (place as f64 - 18.0)),
        _ => None,
    }
}

/// Seconds of the unit of time at the end of the number word `at`, or right behind it.
fn seconds(cursor: &Cursor<'_>, at: usize) -> Option<f64> {
    let glued = cursor.word(at).trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let behind = cursor.word(at + 1);
    let known = |word: &str| is(SHORT_TIMES, word) || is(TIMES, word.strip_suffix('s').unwrap_or(word));
    let unit = [glued, behind].into_iter().find(|word| known(word))?;
    Some(match unit.strip_suffix('s').filter(|one| is(TIMES, one) || is(SHORT_TIMES, one)).unwrap_or(unit) {
        "ms" | "millisecond" => 1e-3,
        "s" | "sec" | "second" => 1.0,
        "min" | "minute" => 60.0,
        "h" | "hr" | "hour" => 3_600.0,
        "d" | "day" => 86_400.0,
        "w" | "week" => 604_800.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::reading;

    fn values(text: &str) -> Vec<f64> {
        amounts(&reading(text)).iter().map(|amount| amount.value).collect()
    }

    #[test]
    fn digits_and_words_have_the_same_values() {
        for (text, expected) in [
            ("37 %", &[37.0][..]),
            ("thirty seven percent", &[37.0]),
            ("thirty-seven percent", &[37.0]),
            ("We saved $200,000 a year.", &[200_000.0]),
            ("two hundred thousand dollars", &[200_000.0]),
            ("$200k", &[200_000.0]),
            ("two hundred and five users", &[205.0]),
            ("six and a half hours", &[6.5]),
            ("6.5 hours", &[6.5]),
            ("two and a half million readers", &[2_500_000.0]),
            ("half a million readers", &[500_000.0]),
            ("ninety nine point nine percent", &[99.9]),
            ("from twenty minutes to three", &[20.0, 3.0]),
            ("an 18-month plan of 5-10 people", &[18.0, 5.0, 10.0]),
            ("a dozen times, three dozen boxes", &[12.0, 36.0]),
            ("nine hundred ninety nine thousand and one", &[999_001.0]),
            ("nobody said anything", &[]),
        ] {
            assert_eq!(values(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_that_do_not_belong_together_stay_apart() {
        assert_eq!(values("twenty twenty, five six, ten eleven"), [20.0, 20.0, 5.0, 6.0, 10.0, 11.0]);
        assert_eq!(values("one in five"), [1.0, 5.0]);
    }

    #[test]
    fn times_and_shares_are_comparable_whatever_their_unit() {
        let standard = |text: &str| amounts(&reading(text))[0].standard;
        assert_eq!(standard("It took 90s."), standard("It took one and a half minutes."));
        assert_eq!(standard("It took two weeks."), standard("It took 14 days."));
        assert_eq!(standard("We lost half of it."), standard("We lost 50 percent of it."));
        assert_eq!(standard("We met forty people."), None);
    }
}
