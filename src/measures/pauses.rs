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
    /// Number of pauses.
    pub count: usize,
    /// Their summed length, s.
    pub total_s: f64,
    /// Median length, s; null without pauses.
    pub median_s: Option<f64>,
    /// Pauses of 2 s and more.
    pub long: usize,
    /// Pauses inside a clause; null when the words carry no times.
    pub mid_clause: Option<usize>,
    /// Every pause, in order.
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
    /// The words carry no times.
    Unknown,
}

/// Shortest silence that counts as a pause, s (de Jong & Bosker 2013).
pub const THRESHOLD_S: f64 = 0.25;
/// How near a clause's border must lie for a pause to be at it, s.
const NEAR_S: f64 = 0.25;
/// Words that open a clause: a pause before one of them is where listeners expect it.
const CLAUSE_OPENERS: [&str; 19] = [
    "and", "but", "or", "so", "because", "when", "while", "which", "who", "that", "if", "then", "although", "though",
    "after", "before", "since", "until", "where",
];

/// Sorts the pauses of `frame` by where they fall between `tokens`; `fillers` are those found among them.
#[must_use]
pub fn of(frame: &Frame, tokens: &[Token], fillers: &[Occurrence]) -> Pauses {
    let borders = clause_borders(tokens, fillers);
    let position = |pause: TimeSpan| match &borders {
        None => Position::Unknown,
        Some(borders) => {
            let near = TimeSpan::new(pause.start_s - NEAR_S, pause.end_s + NEAR_S);
            let at_border = borders.iter().any(|b| near.start_s <= b.end_s && b.start_s <= near.end_s);
            if at_border { Position::Boundary } else { Position::MidClause }
        }
    };
    let items: Vec<_> = frame.pauses.iter().map(|&span| Pause { span, position: position(span) }).collect();
    let lengths = || items.iter().map(|p| p.span.length_s());
    Pauses {
        threshold_s: THRESHOLD_S,
        count: items.len(),
        total_s: lengths().sum(),
        median_s: median(lengths()),
        long: lengths().filter(|&s| s >= LONG_PAUSE_S).count(),
        mid_clause: borders.is_some().then(|| items.iter().filter(|p| p.position == Position::MidClause).count()),
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
