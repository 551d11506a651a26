//! Silent pauses: how many, how long, and whether they fall between clauses or inside one.

use serde::{Deserialize, Serialize};

use crate::language::lexicon::is;
use crate::language::reading::Reading;
use crate::language::tokens::Token;
use crate::language::words::clauses;
use crate::measures::clock::Clock;
use crate::measures::clock::THRESHOLD_S;
use crate::stats::median;
use crate::units::TimeSpan;
use crate::usual::{LONG_PAUSE_S, STALL_S};

/// Silent pauses inside the speech span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pauses {
    /// Shortest silence that counts, s.
    pub threshold_s: f64,
    /// Number of pauses; null, as are the other figures, where noise hides pauses.
    pub count: Option<usize>,
    /// Their summed length, s.
    pub total_s: Option<f64>,
    /// Median length, s; null without pauses.
    pub median_s: Option<f64>,
    /// Their share of the speech span, percent; null without a span.
    pub silence_percent: Option<f64>,
    /// Pauses of 2 s and more.
    pub long: Option<usize>,
    /// Pauses inside a clause; null when the words carry no times.
    pub mid_clause: Option<usize>,
    /// Those of them that are long enough to be heard as stalls, half a second; null where `mid_clause` is.
    pub stalls: Option<usize>,
    /// Stalls per minute of the speech span; null where `stalls` is and without a span.
    pub stalls_per_minute: Option<f64>,
    /// Every pause that was found, in order.
    pub items: Vec<Pause>,
}

/// One silent pause.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pause {
    /// From the last sound to the next.
    #[serde(flatten)]
    pub span: TimeSpan,
    /// Where in the sentence.
    pub position: Position,
}

/// Where a pause falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// At the end of a sentence or clause: what listeners expect.
    Boundary,
    /// Inside a clause: what listeners hear as a stall.
    MidClause,
    /// The words carry no times, or are missing there.
    Unknown,
}

/// How near a clause's border must lie for a pause to be at it, s.
const NEAR_S: f64 = 0.25;

/// Sorts the pauses of `frame` by where they fall between the words, of which none is known in the stretches that are `lost`.
#[must_use]
pub fn measure(frame: &Clock, reading: &Reading<'_>, lost: &[TimeSpan]) -> Pauses {
    let borders = Borders::new(reading);
    let position = |pause: TimeSpan| match &borders {
        None => Position::Unknown,
        Some(_) if lost.iter().any(|lost| lost.overlap_s(pause) > 0.0) => Position::Unknown,
        Some(borders) => {
            let near = TimeSpan::new(pause.start_s - NEAR_S, pause.end_s + NEAR_S);
            if borders.touch(near) { Position::Boundary } else { Position::MidClause }
        }
    };
    let items: Vec<_> = frame.pauses.iter().map(|&span| Pause { span, position: position(span) }).collect();
    let lengths = || items.iter().map(|p| p.span.length_s());
    let heard = frame.speaking_s.is_some();
    let total_s = heard.then(|| lengths().sum::<f64>());
    let span_s = frame.span.map(TimeSpan::length_s).filter(|&s| s > 0.0);
    let placed = heard && borders.is_some();
    let stalls = placed.then(|| items.iter().filter(|pause| pause.is_stall()).count());
    Pauses {
        threshold_s: THRESHOLD_S,
        count: heard.then_some(items.len()),
        total_s,
        silence_percent: total_s.zip(span_s).map(|(total_s, span_s)| 100.0 * total_s / span_s),
        stalls,
        stalls_per_minute: stalls.zip(span_s).map(|(n, s)| 60.0 * n as f64 / s),
        median_s: median(lengths()).filter(|_| heard),
        long: heard.then(|| lengths().filter(|&s| s >= LONG_PAUSE_S).count()),
        mid_clause: placed.then(|| items.iter().filter(|p| p.position == Position::MidClause).count()),
        items,
    }
}

/// The gaps between words where one clause ends and another begins, by their ends.
struct Borders {
    ends_s: Vec<f64>,
    /// When the earliest of this and all later ones starts, s.
    starts_s: Vec<f64>,
}

impl Borders {
    /// `None` when the words carry no times. A comma beside a filled pause belongs to that, not to a clause.
    fn new(reading: &Reading<'_>) -> Option<Self> {
        reading.tokens.iter().any(|t| t.place.span.is_some()).then_some(())?;
        let border = |pair: &[Token]| {
            let [before, after] = pair else { return None };
            let (ends, starts) = (before.place.span?, after.place.span?);
            let marked = before.break_after || after.break_before;
            let comma = marked && !reading.is_sound(before) && !reading.is_sound(after);
            let apart = before.ends_sentence || comma || is(clauses::OPENERS, &after.norm);
            apart.then(|| TimeSpan::new(ends.end_s, starts.start_s))
        };
        let mut borders: Vec<TimeSpan> = reading.tokens.windows(2).filter_map(border).collect();
        borders.sort_by(|a, b| a.end_s.total_cmp(&b.end_s));
        let mut starts_s: Vec<f64> = borders.iter().map(|b| b.start_s).collect();
        for k in (1..starts_s.len()).rev() {
            starts_s[k - 1] = starts_s[k - 1].min(starts_s[k]);
        }
        Some(Self { ends_s: borders.iter().map(|b| b.end_s).collect(), starts_s })
    }

    /// Whether one of them touches `span`.
    fn touch(&self, span: TimeSpan) -> bool {
        let first = self.ends_s.partition_point(|end_s| *end_s < span.start_s);
        self.starts_s.get(first).is_some_and(|start_s| *start_s <= span.end_s)
    }
}

impl Pause {
    /// Whether listeners hear it as a stall: inside a clause and long enough.
    #[must_use]
    pub fn is_stall(&self) -> bool {
        self.position == Position::MidClause && self.span.length_s() >= STALL_S
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::reading;
    use crate::language::tokens;
    use crate::transcript::Transcript;

    /// Where the one pause of `text` falls, which lasts half a second where the bar stands. A word takes 0.3 s.
    fn position(text: &str, timed: bool) -> Position {
        let (mut now_s, mut pause, mut said) = (0.0, TimeSpan::new(0.0, 0.0), Vec::new());
        for piece in text.split(' ') {
            if piece == "|" {
                pause = TimeSpan::new(now_s, now_s + 0.5);
                now_s += 0.5;
            } else {
                said.push((piece.to_owned(), timed.then(|| TimeSpan::new(now_s, now_s + 0.3)), None));
                now_s += 0.3;
            }
        }
        let transcript = Transcript::from_words("test", None, "en", said);
        let tokens = tokens::tokenize(&transcript, Some(&[pause]));
        let frame = Clock { span: Some(TimeSpan::new(0.0, now_s)), speaking_s: Some(now_s - 0.5), pauses: vec![pause] };
        measure(&frame, &Reading::new(&transcript, &tokens), &[]).items[0].position
    }

    #[test]
    fn a_pause_at_the_end_of_a_sentence_or_clause_is_at_a_boundary() {
        for text in [
            "We lost the main line. | Then I called the office.",
            "When the main line broke, | I called the office.",
            "We lost the main line | because nobody had checked it.",
            "I told the whole team | that it was my mistake.",
        ] {
            assert_eq!(position(text, true), Position::Boundary, "{text}");
        }
    }

    #[test]
    fn a_pause_between_words_that_belong_together_is_inside_a_clause() {
        for text in [
            "We lost the | main line for two days.",
            "I had to call every | customer of the other office.",
            // A comma beside an um belongs to the um.
            "We lost the main, um, | line for two whole days.",
        ] {
            assert_eq!(position(text, true), Position::MidClause, "{text}");
        }
    }

    #[test]
    fn a_border_a_quarter_of_a_second_away_still_counts_and_one_further_off_does_not() {
        // One word of 0.3 s between the pause and the full stop.
        assert_eq!(position("We lost the main line. Then | I called them again.", true), Position::MidClause);
        let near = |late_s: f64| {
            let said = [("line.", 0.0), ("Then", 0.7 - late_s)]
                .map(|(word, start_s)| (word.to_owned(), Some(TimeSpan::new(start_s, start_s + 0.1)), None));
            let transcript = Transcript::from_words("test", None, "en", said);
            let tokens = tokens::tokenize(&transcript, None);
            let pauses = vec![TimeSpan::new(0.8, 1.3)];
            let frame = Clock { span: Some(TimeSpan::new(0.0, 2.0)), speaking_s: Some(1.5), pauses };
            measure(&frame, &Reading::new(&transcript, &tokens), &[]).items[0].position
        };
        assert_eq!((near(0.1), near(0.2)), (Position::Boundary, Position::MidClause));
    }

    #[test]
    fn without_word_times_the_place_of_a_pause_is_not_known() {
        assert_eq!(position("We lost the main line. | Then I called.", false), Position::Unknown);
    }

    #[test]
    fn the_figures_are_those_of_the_pauses() {
        let lengths_s = [0.3, 0.5, 2.0, 3.0];
        let pauses: Vec<TimeSpan> =
            lengths_s.iter().enumerate().map(|(i, s)| TimeSpan::new(4.0 * i as f64, 4.0 * i as f64 + s)).collect();
        let frame = Clock { span: Some(TimeSpan::new(0.0, 29.0)), speaking_s: Some(23.2), pauses };
        let found = measure(&frame, &reading(""), &[]);
        assert_eq!((found.count, found.long, found.mid_clause), (Some(4), Some(2), None));
        assert_eq!(found.stalls_per_minute, None);
        assert!((found.silence_percent.unwrap() - 20.0).abs() < 1e-9);
        assert!((found.total_s.unwrap() - 5.8).abs() < 1e-9 && (found.median_s.unwrap() - 1.25).abs() < 1e-9);
        // Where the noise hides pauses, those that were found are no figure.
        let found = measure(&Clock { speaking_s: None, ..frame }, &reading(""), &[]);
        assert_eq!((found.count, found.total_s, found.median_s, found.long), (None, None, None, None));
        assert_eq!((found.silence_percent, found.items.len()), (None, 4));
    }

    #[test]
    fn where_words_are_missing_the_place_of_a_pause_is_not_known() {
        let said = [("We", 0.0), ("lost", 0.3), ("it.", 9.0)]
            .map(|(word, start_s)| (word.to_owned(), Some(TimeSpan::new(start_s, start_s + 0.3)), None));
        let transcript = Transcript::from_words("test", None, "en", said);
        let tokens = tokens::tokenize(&transcript, None);
        let frame =
            Clock { span: Some(TimeSpan::new(0.0, 9.3)), speaking_s: Some(8.0), pauses: vec![TimeSpan::new(4.0, 5.0)] };
        let found = measure(&frame, &Reading::new(&transcript, &tokens), &[TimeSpan::new(1.0, 8.5)]);
        assert_eq!((found.items[0].position, found.mid_clause), (Position::Unknown, Some(0)));
    }

    #[test]
    fn a_stall_is_inside_a_clause_and_half_a_second_long() {
        let pause = |end_s, position| Pause { span: TimeSpan::new(1.0, end_s), position };
        assert!(Pause::is_stall(&pause(1.5, Position::MidClause)));
        assert!(!Pause::is_stall(&pause(1.49, Position::MidClause)));
        assert!(!Pause::is_stall(&pause(4.0, Position::Boundary)));
        assert!(!Pause::is_stall(&pause(4.0, Position::Unknown)));
    }
}
