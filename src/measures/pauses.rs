//! Silent pauses: how many, how long, and whether they fall between clauses or inside one.

use serde::Serialize;

use crate::units::TimeSpan;

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
