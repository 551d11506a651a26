//! An answer in, quantities out: numbers that say how much, in digits or in words ("18 minutes", "forty percent", "$2 million").

mod kinds;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::language::cursor::Cursor;
use crate::language::lexicon::{self, is};
use crate::language::phrases;
use crate::language::reading::Reading;
use crate::language::tokens::Token;
use crate::transcript::Place;

pub use kinds::QuantityKind;
use words::{AFTER_CLOCK, LABELS, MAGNITUDES, MONTHS, MULTIPLIERS, NOT_COUNTED, UNITS};

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
            found.extend(counted.map(|cut| Quantity {
                kind: if cut.kind == QuantityKind::Percent { cut.kind } else { kind },
                tells_when,
                ..cut
            }));
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

/// The quantity as the transcript has it, a percent sign that stands apart included.
fn cut(text: &[char], tokens: &[Token]) -> Option<Quantity> {
    let mut place = Place::covering(tokens.iter().map(|t| &t.place))?;
    let apart = text.get(place.chars.end..).unwrap_or_default().starts_with(&[' ', '%']);
    place.chars.end += if apart { 2 } else { 0 };
    let written: String = text.get(place.chars.clone())?.iter().collect();
    let kind = if apart { QuantityKind::Percent } else { QuantityKind::Count };
    Some(Quantity { text: written, kind, place, tells_when: false })
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
        if unit == end && !self.counts_alone(at, end) || self.is_saying(at, unit) { None } else { Some(unit) }
    }

    /// End of the number at `at`, whether it counts something or not.
    fn past_number(&self, at: usize) -> usize {
        self.number(at).unwrap_or(at)
    }

    /// End of the number at `at`: digits, or number words that belong together ("two and a half", "three hundred thousand").
    fn number(&self, at: usize) -> Option<usize> {
        let mut end = match (self.word(at), self.word(at + 1)) {
            ("a" | "an" | "half", "hundred" | "thousand" | "million" | "billion" | "dozen") => at + 2,
            ("half", "a") if is(MAGNITUDES, self.word(at + 2)) => at + 3,
            (word, _) if is_amount(word) => at + 1,
            _ => return None,
        };
        while self.runs_on(end - 1) {
            let (word, next) = (self.word(end), self.word(end + 1));
            let spoken = !self.word(end - 1).starts_with(|c: char| c.is_ascii_digit());
            if is(MAGNITUDES, word)
                || spoken && is(lexicon::NUMBER_WORDS, word)
                || spoken && is_amount(word) && word.contains('-')
            {
                end += 1;
            } else if word == "point" && lexicon::is_number(next)
                || word == "and" && spoken && is(MAGNITUDES, self.word(end - 1)) && lexicon::is_number(next)
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
        if self.is_name(at, end) || self.is_saying(at, end) {
            return false;
        }
        if word.contains(['%', '$', '€', '£']) || end - at > 1 || is_compact(word) {
            return true;
        }
        if after == "of"
            && is(&["us", "them", "you", "the", "my", "our", "those", "these", "his", "her"], self.word(end + 1))
        {
            return word != "one" && digits;
        }
        // "Two engineers" has a unit; a bare small word number ("the one", "those two") rarely counts.
        !is(NOT_COUNTED, word)
            && !is(&["the", "those", "these", "that", "this", "which", "any", "no", "every", "each"], before)
            && (digits || is_large(word) || self.ends_clause(end))
    }

    /// Whether the number `at..end` only tells one thing from another: a version, a date, a time of day, an item of a list.
    fn is_name(&self, at: usize, end: usize) -> bool {
        let starts = self.ended(at);
        let item = starts && self.token(at).is_some_and(|t| t.break_after) && self.word(at).len() <= 2;
        item || is(LABELS, self.before(at))
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

    /// "Stage Blue 2", "Spring 6": a small bare number right after a name with a capital.
    fn is_numbered(&self, at: usize, end: usize) -> bool {
        let Some(name) = at.checked_sub(1).and_then(|k| self.token(k)) else { return false };
        let starts = at < 2 || self.ended(at - 1);
        let letters = name.text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let capital = name.text.chars().next().is_some_and(char::is_uppercase);
        let small = self.word(at).parse::<f64>().is_ok_and(|n| n < 100.0);
        let bare = end == at + 1 && self.unit(end) == end;
        !starts && !name.break_after && !name.ends_sentence && capital && letters && small && bare
    }

    /// "2019", "twenty nineteen".
    fn is_year(&self, at: usize, end: usize) -> bool {
        let word = self.word(at);
        let written = word.len() == 4 && word.parse::<u32>().is_ok_and(|n| (1900..2100).contains(&n));
        let spoken = end - at >= 2
            && is(&["nineteen", "twenty"], word)
            && is(words::YEAR_ENDS, self.word(at + 1).split('-').next().unwrap_or_default());
        written || spoken && !is(MAGNITUDES, self.word(end - 1))
    }

    /// "7:30", "24/7", "at 5".
    fn is_clock(&self, at: usize) -> bool {
        let word = self.word(at);
        word.contains(':')
            || word == "24/7"
            || self.before(at) == "past"
            || self.before(at) == "at" && word.parse::<u32>().is_ok_and(|n| n <= 12)
    }
}

/// Whether `word` is a number that may count: "18", "$2m", "3.5%", "forty", "twenty-five", "18-month", "two-week", "10x".
fn is_amount(word: &str) -> bool {
    let bare = word.trim_start_matches(['$', '€', '£', '¥', '-']);
    if bare.starts_with(|c: char| c.is_ascii_digit()) {
        let tail =
            bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '–' | '%' | '+'));
        // "2.6.1" is a version.
        if bare.bytes().filter(|b| *b == b'.').count() > 1 {
            return false;
        }
        return tail.is_empty() || is_compact(word) || hyphenated(tail.strip_prefix('-').unwrap_or_default());
    }
    is(lexicon::NUMBER_WORDS, word) && word != "dozen"
        || word.split_once('-').is_some_and(|(first, rest)| {
            is(lexicon::NUMBER_WORDS, first) && (is(lexicon::NUMBER_WORDS, rest) || hyphenated(rest))
        })
        || is(
            &["tenfold", "twofold", "threefold", "fivefold", "dozens", "hundreds", "thousands", "millions", "billions"],
            word,
        )
}

/// "-month", "-day", "-person", or the second number of a range.
fn hyphenated(rest: &str) -> bool {
    let first = rest.split('-').next().unwrap_or_default();
    is(UNITS, first)
        || is(UNITS, first.strip_suffix('s').unwrap_or(first))
        || !first.is_empty() && lexicon::is_number(first)
}

/// A number with its unit in one word: "200ms", "10x", "5k", "30-day", "3gb".
fn is_compact(word: &str) -> bool {
    let bare = word.trim_start_matches(['$', '€', '£', '¥', '-']);
    let digits = bare.starts_with(|c: char| c.is_ascii_digit());
    let tail = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '–'));
    let unit = tail.trim_end_matches('+');
    digits && (is(words::SHORT_UNITS, unit) || tail.strip_prefix('-').is_some_and(hyphenated))
        || word.split_once('-').is_some_and(|(first, rest)| {
            is(lexicon::NUMBER_WORDS, first) && hyphenated(rest) && !is(lexicon::NUMBER_WORDS, rest)
        })
}

fn is_large(word: &str) -> bool {
    !is(&lexicon::NUMBER_WORDS[..11], word)
}

fn is_closed(word: &str) -> bool {
    lexicon::is_closed(word) || lexicon::is_past(word)
}

/// Whether `word` looks like a plural noun.
fn is_plural(word: &str) -> bool {
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
