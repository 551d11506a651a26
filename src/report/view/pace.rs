//! The pace curve in, a chart's points and its two extremes in words out.

use crate::figure::{clock, number};
use crate::measures::pace::{PacePoint, Stretch};
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual;

use super::clean;

/// Pace over time.
pub(in crate::report) struct PaceChart {
    /// Windows in order, never empty.
    pub(in crate::report) points: Vec<PacePoint>,
    /// Fastest and slowest stretch, or that there is none to hear.
    pub(in crate::report) remarks: Vec<String>,
}

impl PaceChart {
    /// `None` without a curve or an axis to draw it on.
    pub(super) fn of(take: &Take, axis: Option<TimeSpan>) -> Option<Self> {
        axis?;
        let points = take.pace.curve.clone();
        let slowest = points.iter().min_by(|a, b| a.wpm.total_cmp(&b.wpm))?;
        let fastest = points.iter().rev().max_by(|a, b| a.wpm.total_cmp(&b.wpm))?;
        let remarks = if points.len() == 1 {
            vec![format!("{} words/min throughout", number(fastest.wpm, 0))]
        } else if let (Some(fastest), Some(slowest)) = (&take.pace.fastest, &take.pace.slowest) {
            vec![remark("fastest", fastest), remark("slowest", slowest)]
        } else {
            vec![format!(
                "steady: {} to {} words/min, a change too small to hear",
                number(slowest.wpm, 0),
                number(fastest.wpm, 0)
            )]
        };
        Some(Self { points, remarks })
    }

    /// The window around `time_s`: of those that hold it, the one whose middle is nearest.
    pub(in crate::report) fn at(&self, time_s: f64) -> Option<&PacePoint> {
        let holds = |point: &&PacePoint| point.span.start_s <= time_s && time_s <= point.span.end_s;
        let away = |point: &PacePoint| (point.span.middle_s() - time_s).abs();
        self.points.iter().filter(holds).min_by(|a, b| away(a).total_cmp(&away(b)))
    }

    /// Lowest and highest pace of the chart's scale: at least what is not flagged, so that small changes look small.
    pub(in crate::report) fn scale(&self) -> (f64, f64) {
        let [low, high] = [usual::USUAL.pace.flag_below, usual::USUAL.pace.flag_above]
            .map(|limit| limit.unwrap_or(self.points[0].wpm));
        let paces = || self.points.iter().map(|point| point.wpm);
        (paces().fold(low, f64::min), paces().fold(high, f64::max))
    }
}

fn remark(name: &str, stretch: &Stretch) -> String {
    let quote = if stretch.quote.is_empty() { String::new() } else { format!(" “{} …”", clean(&stretch.quote)) };
    format!(
        "{name} {} words/min, {}–{}{quote}",
        number(stretch.wpm, 0),
        clock(stretch.span.start_s),
        clock(stretch.span.end_s)
    )
}
