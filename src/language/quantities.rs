//! An answer in, quantities out: numbers that say how much, in digits or in words ("18 minutes", "forty percent", "$2 million").

mod amounts;
mod kinds;
#[cfg(test)]
mod tests;
pub(super) mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::language::cursor::Cursor;
use crate::language::lexicon::{self, is};
use crate::language::phrases;
use crate::language::reading::Reading;
use crate::language::tokens::Token;
use crate::transcript::Place;

use amounts::{is_amount, is_closed, is_compact, is_digits, is_large, is_one_of, is_plural, is_sign};
pub use kinds::QuantityKind;
use words::{
    AFTER_CLOCK, CURRENCIES, DECADES, HOURS, LABELS, MONTHS, MULTIPLIERS, NOT_COUNTED, TIMES, UNITS, magnitude,
};

/// A quantity at its place in the transcript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// As in the transcript.
    pub text: String,
    /// What it tells.
    pub kind: QuantityKind,
    /// Where, and when.
    #[serde(flatten)]
    pub place: Place,
    /// A length of time that only says when: "two weeks later".
    #[serde(skip)]
    pub tells_when: bool,
}

/// Every quantity, in order, with the unit that follows it. Numbers that count nothing ("one of us", "first", years) are left out.
#[must_use]
pub fn find(reading: &Reading<'_>) -> Vec<Quantity> {
    let reader = Reader { cursor: &reading.all };
    let words = &reading.all.words;
    let text = reading.quotes.chars();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(end) = reader.quantity(at) {
            let kind = kinds::classify(words, at..end);
            let tells_when = kind == QuantityKind::Duration && kinds::tells_when(words, at..end);
            let counted = cut(text, &reading.tokens[at..end]).filter(|cut| !enumerates(text, &cut.place.chars));
            found.extend(counted.map(|cut| Quantity { kind, tells_when, ..cut }));
            at = end;
        } else {
            at = reader.past_number(at).max(at + 1);
        }
    }
    found
}

/// Whether digits stand in brackets of their own, as in "(1) wait, (2) pay".
fn enumerates(text: &[char], number: &Range<usize>) -> bool {
    let before = number.start.checked_sub(1).and_then(|k| text.get(k));
    let digits = text.get(number.clone()).is_some_and(|chars| chars.iter().all(char::is_ascii_digit));
    digits && before == Some(&'(') && text.get(number.end) == Some(&')')
}

/// The quantity as the transcript has it.
fn cut(text: &[char], tokens: &[Token]) -> Option<Quantity> {
    let place = Place::covering(tokens.iter().map(|t| &t.place))?;
    let written: String = text.get(place.chars.clone())?.iter().collect();
    Some(Quantity { text: written, kind: QuantityKind::Count, place, tells_when: false })
}

struct Reader<'a> {
    cursor: &'a Cursor<'a>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.cursor.word(at)
    }

    fn before(&self, at: usize) -> &str {
        self.cursor.before(at, 1)
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.cursor.tokens.get(at).copied()
    }

    /// Whether the sentence or a list goes on after token `at` without a mark.
    fn runs_on(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| !t.ends_sentence && !t.break_after) && at + 1 < self.cursor.len()
    }

    /// Whether a sentence ends right before `at`.
    fn ended(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|k| self.token(k).is_some_and(|t| t.ends_sentence))
    }

    /// End of the quantity that begins at `at`.
    fn quantity(&self, at: usize) -> Option<usize> {
        let number = self.number(at);
        if let Some(end) = number.and_then(|end| self.share(at, end)) {
            return Some(end);
        }
        if let Some(length) = MULTIPLIERS.longest_at(&self.cursor.words, at)
            && number.is_none_or(|end| end <= at + length)
            && !(self.word(at) == "half" && self.is_no_half(at))
            && !self.is_saying(at, self.unit(at + length))
        {
            return Some(at + length);
        }
        if is(&["from", "between"], self.word(at)) {
            return self.between(at);
        }
        let end = self.measured(at);
        // "Forty minutes down to twelve", "12 %, down from 30".
        if let Some(first) = end.or(number)
            && is(&["down", "up"], self.word(first))
            && is(&["to", "from"], self.word(first + 1))
            && !self.is_name(at, first)
            && let Some(last) = self.amount(self.past_approximation(first + 2))
        {
            return Some(last);
        }
        // "Two or three weeks", "5 to 10 percent": the second number says what of.
        let first = end.or(number)?;
        if is(&["to", "or"], self.word(first))
            && self.runs_on(first - 1)
            && self.runs_on(first)
            && !self.is_name(at, first)
        {
            return self.measured(first + 1).or(end);
        }
        end
    }

    /// "One in five users", "nine out of ten", "3 of 5": end of a share whose first number is `at..end`.
    fn share(&self, at: usize, end: usize) -> Option<usize> {
        let whole = match (self.word(end), self.word(end + 1)) {
            ("out", "of") => end + 2,
            ("in" | "of", _) => end + 1,
            _ => return None,
        };
        let last = self.number(whole)?;
        let spelled = |k: usize| lexicon::NUMBER_WORDS.iter().position(|word| *word == self.word(k)).map(|n| n as f64);
        let value = |k: usize| self.word(k).replace(',', "").parse::<f64>().ok().or_else(|| spelled(k));
        let part_of = value(at).is_some_and(|part| value(whole).is_none_or(|whole| part < whole));
        let unit = self.unit(last);
        // "One in ten minutes" is about time, "two in 2019" about a year.
        let timed = (last..unit).any(|k| is_one_of(TIMES, self.word(k)));
        let runs_on = (at..whole).all(|k| self.runs_on(k));
        (runs_on && part_of && !timed && !self.is_name(at, end) && !self.is_name(whole, last)).then_some(unit)
    }

    /// End of the smaller time that goes on the length of time before `end`: "2h 30m", "two hours and thirty minutes".
    fn more_time(&self, end: usize) -> Option<usize> {
        let rank = |k: usize| amounts::time_rank(self.word(k).trim_start_matches(|c: char| c.is_ascii_digit()));
        let glued = |k: usize| self.word(k).starts_with(|c: char| c.is_ascii_digit());
        let last = end.checked_sub(1).filter(|&last| self.runs_on(last))?;
        let larger = rank(last)?;
        let next = end + usize::from(self.word(end) == "and" && self.runs_on(end));
        let unit = if glued(next) && rank(next).is_some() { next } else { self.number(next)? };
        // "2h" goes on with "30m", "two hours" with "thirty minutes".
        let alike = glued(last) == glued(unit) && (unit == next || self.runs_on(unit - 1));
        (alike && rank(unit).is_some_and(|smaller| smaller > larger)).then_some(unit + 1)
    }

    /// "From 40 minutes to 12", "from ten to four days", "between two and three hours": one change, or one range. Either number
    /// may leave its unit to the other.
    fn between(&self, at: usize) -> Option<usize> {
        let from = self.past_approximation(at + 1);
        let first = self.measured(from).or_else(|| self.amount(from))?;
        let start = match (self.word(first), self.word(first + 1)) {
            ("down" | "up", "to") => first + 2,
            ("to" | "and", _) => first + 1,
            _ => return None,
        };
        let to = self.past_approximation(start);
        let last = self.measured(to).or_else(|| self.amount(to))?;
        // "Nine to five" is a working day, "one to ten" a scale, "zero to one" a saying.
        let saying =
            [("nine", "five"), ("9", "5"), ("one", "ten"), ("1", "10"), ("zero", "one"), ("0", "1"), ("zero", "hero")];
        (!saying.contains(&(self.word(from), self.word(to))) || last > to + 1).then_some(last)
    }

    /// End of a number at `at` that is no name, whether a unit follows or not.
    fn amount(&self, at: usize) -> Option<usize> {
        let end = self.measured(at).or_else(|| self.number(at))?;
        let pronoun = end == at + 1
            && self.word(at) == "one"
            && !is(&["to", "and", "down", "up"], self.word(end))
            && !self.ends_clause(end);
        (!pronoun && !self.is_name(at, end)).then_some(end)
    }

    /// "Under", "about", "more than": where the number itself begins.
    fn past_approximation(&self, at: usize) -> usize {
        match (self.word(at), self.word(at + 1)) {
            ("less" | "more" | "fewer", "than") | ("just", "under" | "over" | "about") => at + 2,
            (
                "under" | "over" | "about" | "nearly" | "almost" | "around" | "roughly" | "only" | "just" | "below",
                _,
            ) => at + 1,
            _ => at,
        }
    }

    /// End of a number and its unit at `at`, when it counts something.
    fn measured(&self, at: usize) -> Option<usize> {
        let end = self.number(at)?;
        let unit = self.unit(end);
        let counts =
            (unit > end || self.counts_alone(at, end)) && !self.is_saying(at, unit) && !self.is_decade(at, end);
        counts.then(|| self.more_time(unit).unwrap_or(unit))
    }

    /// End of the number at `at`, whether it counts something or not.
    fn past_number(&self, at: usize) -> usize {
        self.number(at).unwrap_or(at)
    }

    /// End of the number at `at`: digits, or number words that belong together ("two and a half", "three hundred thousand").
    fn number(&self, at: usize) -> Option<usize> {
        let mut end = match (self.word(at), self.word(at + 1)) {
            ("a" | "an" | "half", "hundred" | "thousand" | "million" | "billion" | "dozen") => at + 2,
            ("half", "a") if magnitude(self.word(at + 2)).is_some() => at + 3,
            (word, _) if is_amount(word) => at + 1,
            _ => return None,
        };
        while self.runs_on(end - 1) {
            let (word, next) = (self.word(end), self.word(end + 1));
            let spoken = !self.word(end - 1).starts_with(|c: char| c.is_ascii_digit());
            if magnitude(word).is_some()
                || spoken && is(lexicon::NUMBER_WORDS, word)
                || spoken && is_amount(word) && word.contains('-')
            {
                end += 1;
            } else if word == "point" && lexicon::is_number(next)
                || word == "and" && spoken && magnitude(self.word(end - 1)).is_some() && lexicon::is_spelled(next)
            {
                end += 2;
            } else if phrases::match_at("and a half|quarter", &self.cursor.words, end).is_some() {
                end += 3;
            } else {
                break;
            }
        }
        Some(end)
    }

    /// End of the unit that begins at `at`; `at` itself when there is none.
    fn unit(&self, at: usize) -> usize {
        if at == 0 || !self.runs_on(at - 1) {
            return at;
        }
        let word = self.word(at);
        match word {
            "%" => at + 1 + usize::from(self.word(at + 1) == "points"),
            _ if is_sign(word) || is_one_of(CURRENCIES, word) => at + 1,
            // "Three x".
            "x" => at + 1,
            "percent" => at + 1 + usize::from(self.word(at + 1) == "points"),
            "per" if self.word(at + 1) == "cent" => at + 2,
            "percentage" if self.word(at + 1) == "points" => at + 2,
            _ if is(UNITS, word) || is(UNITS, word.strip_suffix('s').unwrap_or(word)) => at + 1,
            _ if is_plural(word) && !is(lexicon::AUXILIARIES, word) => at + 1,
            // "18 million monthly users", "40 different teams".
            _ if self.runs_on(at) && is_plural(self.word(at + 1)) && !is_closed(word) => at + 2,
            _ => at,
        }
    }

    /// Whether the number `at..end`, which no unit follows, says how much.
    fn counts_alone(&self, at: usize, end: usize) -> bool {
        let (word, before, after) = (self.word(at), self.before(at), self.word(end));
        let digits = word.starts_with(|c: char| c.is_ascii_digit());
        if self.is_saying(at, end) {
            return false;
        }
        if word.contains('%') || word.contains(lexicon::CURRENCY_SIGNS) {
            return true;
        }
        if self.is_name(at, end) {
            return false;
        }
        if end - at > 1 || is_compact(word) || kinds::is_fraction(word) {
            return true;
        }
        if after == "of"
            && is(&["us", "them", "you", "the", "my", "our", "those", "these", "his", "her"], self.word(end + 1))
        {
            return word != "one" && digits;
        }
        // "Two engineers" has a unit; a bare small word number ("the one", "those two") rarely counts.
        !is(NOT_COUNTED, word)
            && !is(&["the", "those", "these", "that", "this", "which", "any", "no", "every", "each", "a", "an"], before)
            && (digits || is_large(word) || self.ends_clause(end))
    }

    /// Whether the number `at..end` only tells one thing from another: a version, a date, a time of day, an item of a list.
    fn is_name(&self, at: usize, end: usize) -> bool {
        let starts = self.ended(at);
        let item = starts && self.token(at).is_some_and(|t| t.break_after) && self.word(at).len() <= 2;
        item || is(LABELS, self.before(at))
            || is(&["911", "999", "112"], self.word(at))
            || self.before(at) == "of" && self.cursor.before(at, 2) == "age"
            || self.word(at) == "twenty-four" && self.word(at + 1) == "seven"
            || self.is_decade(at, end)
            || self.is_generation(at)
            || end - at == 1 && self.is_dialled(at)
            || self.is_numbered(at, end)
            || is(MONTHS, self.before(at))
            || is(AFTER_CLOCK, self.word(end))
            || self.is_year(at, end)
            || self.is_clock(at)
    }

    /// "A hundred percent sure", "we gave 110 percent", "nine to five".
    fn is_saying(&self, at: usize, end: usize) -> bool {
        let full = is(&["100", "110", "100%", "110%", "hundred"], self.word(at)) || self.word(at + 1) == "hundred";
        let sure = is(
            &["sure", "certain", "committed", "agree", "honest", "right", "on", "confident", "true", "my", "clear"],
            self.word(end),
        );
        let hours = is(&["five", "5"], self.word(at))
            && self.before(at) == "to"
            && is(&["nine", "9"], self.cursor.before(at, 2));
        hours || full && (sure || is(&["give", "gave", "given", "giving"], self.before(at)))
    }

    /// "The second half", "half past nine", "half asleep": no part of an amount.
    fn is_no_half(&self, at: usize) -> bool {
        is(&["second", "first", "other", "latter", "better", "my", "back", "top", "bottom"], self.before(at))
            || is(
                &["past", "way", "asleep", "joking", "expected", "expecting", "jokingly", "measures", "-"],
                self.word(at + 1),
            )
            || self.word(at + 1) == "the" && is(&["battle", "fun"], self.word(at + 2))
    }

    fn ends_clause(&self, end: usize) -> bool {
        !self.runs_on(end - 1)
    }

    /// "The 1990s", "people in their 40s", "the nineteen nineties"; but "it took 40s".
    fn is_decade(&self, at: usize, end: usize) -> bool {
        let word = self.word(at);
        let tens = word.strip_suffix('s').filter(|tens| tens.ends_with('0') && is_digits(tens));
        let of_people =
            is(&["the", "their", "his", "her", "my", "our", "your", "mid", "early", "late"], self.before(at));
        let spoken = is(&["eighteen", "nineteen", "twenty"], word) && is(DECADES, self.word(end));
        spoken || tens.is_some_and(|tens| tens.len() == 4 || tens.len() == 2 && of_people)
    }

    /// "5G", "3D": capitals where a gram or a day has none.
    fn is_generation(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.text.len() == 2 && t.text.ends_with(['G', 'D']))
    }

    /// "555 123 4567", "020 7946 0018": groups of digits, one after the other.
    fn is_dialled(&self, at: usize) -> bool {
        let group = |k: usize| is_digits(self.word(k)) && self.word(k).len() > 1;
        let long = self.word(at).len() > 9 || self.word(at).starts_with('0');
        let next = || group(at + 1) && self.runs_on(at);
        let country = is_digits(self.word(at)) && next() && self.word(at + 1).len() > 2;
        country
            || group(at)
                && (long || (self.runs_on(at) && group(at + 1) || at > 0 && self.runs_on(at - 1) && group(at - 1)))
    }

    /// "Stage Blue 2", "Boeing 737": a bare number right after a name with a capital.
    fn is_numbered(&self, at: usize, end: usize) -> bool {
        let Some(name) = at.checked_sub(1).and_then(|k| self.token(k)) else { return false };
        let starts = at < 2 || self.ended(at - 1);
        let letters = name.text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let capital = name.text.starts_with(char::is_uppercase) && !starts && !lexicon::is_past(&name.norm);
        // "iPhone 15" is a name wherever it stands.
        let inner = name.text.chars().skip(1).any(char::is_uppercase) && name.text.contains(char::is_lowercase);
        let bare = end == at + 1 && is_digits(self.word(at).trim_end_matches('s')) && self.unit(end) == end;
        !name.break_after && !name.ends_sentence && (capital || inner) && letters && bare
    }

    /// "2019", "twenty nineteen".
    fn is_year(&self, at: usize, end: usize) -> bool {
        let word = self.word(at);
        let when = is(&["in", "since", "until", "till", "circa", "during", "year"], self.before(at));
        let century = |n: u32| (1900..2100).contains(&n) || when && (1100..1900).contains(&n);
        let written = word.len() == 4 && word.parse::<u32>().is_ok_and(century);
        let spoken = end - at >= 2
            && is(&["nineteen", "twenty"], word)
            && is(words::YEAR_ENDS, self.word(at + 1).split('-').next().unwrap_or_default());
        written || spoken && magnitude(self.word(end - 1)).is_none()
    }

    /// "7:30", "24/7", "at 5", "they come in at seven."
    fn is_clock(&self, at: usize) -> bool {
        let word = self.word(at);
        word.contains(':')
            || word == "24/7"
            || self.before(at) == "past"
            || self.before(at) == "at" && word.parse::<u32>().is_ok_and(|n| n <= 12)
            || self.before(at) == "at" && is(HOURS, word) && self.ends_clause(at + 1)
    }
}
