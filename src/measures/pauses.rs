//! Silent pauses: how many, how long, and whether they fall between clauses or inside one.

use serde::Serialize;

use super::Frame;
use super::bands::LONG_PAUSE_S;
use crate::language::fillers::{Kind, Occurrence};
use crate::language::tokens::Token;
use crate::units::{TimeSpan, median};

/// Silent pauses inside the speech span.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pauses {
    /// Shortest silence that counts, s.
    pub threshold_s: f64,
    /// Number of pauses; null, as are the other figures, where noise hides pauses.
    pub count: Option<usize>,
    /// Their summed length, s.
    pub total_s: Option<f64>,
    /// Median length, s; null without pauses.
    pub median_s: Option<f64>,
    /// Pauses of 2 s and more.
    pub long: Option<usize>,
    /// Pauses inside a clause; null when the words carry no times.
    pub mid_clause: Option<usize>,
    /// Every pause that was found, in order.
    pub items: Vec<Pause>,
}

/// One silent pause.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pause {
    /// From the last sound to the next.
    #[serde(flatten)]
    pub span: TimeSpan,
    /// Where in the sentence.
    pub position: Position,
}

/// Where a pause falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// At the end of a sentence or clause: what listeners expect.
    Boundary,
    /// Inside a clause: what listeners hear as a stall.
    MidClause,
    /// The words carry no times, or are missing there.
    Unknown,
}

/// Shortest silence that counts as a pause, s (de Jong & Bosker 2013).
pub const THRESHOLD_S: f64 = 0.25;
/// With the voice less far above the noise than this, dB, the noise fills pauses: at 11 dB none of four was found.
pub const MIN_SNR_DB: f64 = 13.0;
/// How near a clause's border must lie for a pause to be at it, s.
const NEAR_S: f64 = 0.25;
/// Words that open a clause: a pause before one of them is where listeners expect it.
const CLAUSE_OPENERS: [&str; 19] = [
    "and", "but", "or", "so", "because", "when", "while", "which", "who", "that", "if", "then", "although", "though",
    "after", "before", "since", "until", "where",
];

/// Sorts the pauses of `frame` by where they fall between `tokens`; `fillers` are those found among them, and no word is known
/// in the stretches that are `lost`.
#[must_use]
pub fn of(frame: &Frame, tokens: &[Token], fillers: &[Occurrence], lost: &[TimeSpan]) -> Pauses {
    let borders = clause_borders(tokens, fillers);
    let position = |pause: TimeSpan| match &borders {
        None => Position::Unknown,
        Some(_) if lost.iter().any(|lost| lost.overlap_s(pause) > 0.0) => Position::Unknown,
        Some(borders) => {
            let near = TimeSpan::new(pause.start_s - NEAR_S, pause.end_s + NEAR_S);
            let at_border = borders.iter().any(|b| near.start_s <= b.end_s && b.start_s <= near.end_s);
            if at_border { Position::Boundary } else { Position::MidClause }
        }
    };
    let items: Vec<_> = frame.pauses.iter().map(|&span| Pause { span, position: position(span) }).collect();
    let lengths = || items.iter().map(|p| p.span.length_s());
    let heard = frame.speaking_s.is_some();
    Pauses {
        threshold_s: THRESHOLD_S,
        count: heard.then_some(items.len()),
        total_s: heard.then(|| lengths().sum()),
        median_s: median(lengths()).filter(|_| heard),
        long: heard.then(|| lengths().filter(|&s| s >= LONG_PAUSE_S).count()),
        mid_clause: (heard && borders.is_some())
            .then(|| items.iter().filter(|p| p.position == Position::MidClause).count()),
        items,
    }
}

/// The gaps between words where one clause ends and another begins; `None` when the words carry no times. A comma beside a
/// filler belongs to the filler, not to a clause.
fn clause_borders(tokens: &[Token], fillers: &[Occurrence]) -> Option<Vec<TimeSpan>> {
    tokens.iter().any(|t| t.span.is_some()).then_some(())?;
    let is_sound =
        |t: &Token| fillers.iter().any(|f| f.kind == Kind::Sound && f.char_start.is_some_and(|at| at == t.char_start));
    let mut borders = Vec::new();
    for pair in tokens.windows(2) {
        let [before, after] = pair else { continue };
        let (Some(ends), Some(starts)) = (before.span, after.span) else { continue };
        let comma = (before.break_after || after.break_before) && !is_sound(before) && !is_sound(after);
        if before.ends_sentence || comma || CLAUSE_OPENERS.contains(&after.norm.as_str()) {
            borders.push(TimeSpan::new(ends.end_s, starts.start_s));
        }
    }
    Some(borders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{fillers, sentences, tokens};
    use crate::transcribe::Transcript;

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
        let tokens = tokens::tokenize(&Transcript::from_words("test", None, "en", said), Some(&[pause]));
        let found = fillers::find(&tokens, &sentences::split(&tokens), "en");
        let frame = Frame { span: Some(TimeSpan::new(0.0, now_s)), speaking_s: Some(now_s - 0.5), pauses: vec![pause] };
        of(&frame, &tokens, &found, &[]).items[0].position
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
            let tokens = tokens::tokenize(&Transcript::from_words("test", None, "en", said), None);
            let pauses = vec![TimeSpan::new(0.8, 1.3)];
            let frame = Frame { span: Some(TimeSpan::new(0.0, 2.0)), speaking_s: Some(1.5), pauses };
            of(&frame, &tokens, &[], &[]).items[0].position
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
        let found = of(&Frame { span: None, speaking_s: Some(9.0), pauses: pauses.clone() }, &[], &[], &[]);
        assert_eq!((found.count, found.long, found.mid_clause), (Some(4), Some(2), None));
        assert!((found.total_s.unwrap() - 5.8).abs() < 1e-9 && (found.median_s.unwrap() - 1.25).abs() < 1e-9);
        // Where the noise hides pauses, those that were found are no figure.
        let found = of(&Frame { span: None, speaking_s: None, pauses }, &[], &[], &[]);
        assert_eq!((found.count, found.total_s, found.median_s, found.long), (None, None, None, None));
        assert_eq!(found.items.len(), 4);
    }

    #[test]
    fn where_words_are_missing_the_place_of_a_pause_is_not_known() {
        let said = [("We", 0.0), ("lost", 0.3), ("it.", 9.0)]
            .map(|(word, start_s)| (word.to_owned(), Some(TimeSpan::new(start_s, start_s + 0.3)), None));
        let tokens = tokens::tokenize(&Transcript::from_words("test", None, "en", said), None);
        let frame =
            Frame { span: Some(TimeSpan::new(0.0, 9.3)), speaking_s: Some(8.0), pauses: vec![TimeSpan::new(4.0, 5.0)] };
        let found = of(&frame, &tokens, &[], &[TimeSpan::new(1.0, 8.5)]);
        assert_eq!((found.items[0].position, found.mid_clause), (Position::Unknown, Some(0)));
    }
}
