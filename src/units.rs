//! Quantities that cross module borders: moments on the recording's own clock.
//!
//! Everything else carries its unit in its name: `_s` seconds, `_hz` hertz, `_dbfs` decibels relative to full scale.

use serde::{Deserialize, Serialize};

/// A stretch of the recording, in seconds from the start of the file; `start_s <= end_s`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeSpan {
    /// First moment, s.
    pub start_s: f64,
    /// Moment just after the last one, s.
    pub end_s: f64,
}

impl TimeSpan {
    /// A span from `start_s` to `end_s`; an end before the start is moved up to it.
    #[must_use]
    pub fn new(start_s: f64, end_s: f64) -> Self {
        Self { start_s, end_s: end_s.max(start_s) }
    }

    /// Length, s.
    #[must_use]
    pub fn length_s(self) -> f64 {
        self.end_s - self.start_s
    }

    /// Middle, s.
    #[must_use]
    pub fn middle_s(self) -> f64 {
        f64::midpoint(self.start_s, self.end_s)
    }

    /// How long both spans last at once, s; 0 when they do not meet.
    #[must_use]
    pub fn overlap_s(self, other: Self) -> f64 {
        (self.end_s.min(other.end_s) - self.start_s.max(other.start_s)).max(0.0)
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start_s: self.start_s.min(other.start_s), end_s: self.end_s.max(other.end_s) }
    }
}

/// `start_s` and `end_s` as keys, both null when the moment is not known: for `#[serde(flatten, with = "span_or_null")]`.
pub(crate) mod span_or_null {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::units::TimeSpan;

    #[derive(Serialize, Deserialize)]
    struct SpanKeys {
        start_s: Option<f64>,
        end_s: Option<f64>,
    }

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(crate) fn serialize<S: Serializer>(span: &Option<TimeSpan>, serializer: S) -> Result<S::Ok, S::Error> {
        SpanKeys { start_s: span.map(|s| s.start_s), end_s: span.map(|s| s.end_s) }.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<TimeSpan>, D::Error> {
        let keys = SpanKeys::deserialize(deserializer)?;
        Ok(keys.start_s.zip(keys.end_s).map(|(start_s, end_s)| TimeSpan { start_s, end_s }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_only_touch_do_not_overlap() {
        let span = TimeSpan::new(1.0, 2.0);
        assert!(span.overlap_s(TimeSpan::new(2.0, 3.0)).abs() < f64::EPSILON);
        assert!((span.overlap_s(TimeSpan::new(1.5, 9.0)) - 0.5).abs() < 1e-12);
    }
}
