//! Measures in, at most three findings and one next action out: what was seen, what it does to a listener, what to do.

use serde::Serialize;

use crate::take::Take;
use crate::units::{TimeSpan, span_or_null};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Change this first.
    Fix,
    /// Keep an eye on it.
    Watch,
    /// Keep doing it.
    Good,
}

/// A moment to replay.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// When; null without times.
    #[serde(flatten, serialize_with = "span_or_null")]
    pub span: Option<TimeSpan>,
    /// The words said there.
    pub quote: String,
}

/// One thing a listener noticed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Stable name, for scripts: "result-missing".
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was measured, with its unit, and what it does to a listener.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// Where to hear it.
    pub evidence: Vec<Evidence>,
}

/// The findings of a take whose measures are complete, most important first, at most three. The first one's advice is the
/// next action.
#[must_use]
pub fn of(take: &Take) -> Vec<Finding> {
    let _ = take;
    Vec::new()
}
