//! The pace curve in, a chart's points and its two extremes in words out.

use crate::figure::{clock, number};
use crate::measures::pace::{PacePoint, Stretch};
use crate::report::clean::clean;
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual::{Band, Ranges};

/// Pace over time.
pub(crate) struct PaceChart {
    /// What the time axis spans.
    pub(crate) axis: TimeSpan,
    /// Windows in order, never empty.
    pub(crate) points: Vec<PacePoint>,
    /// What is usual.
    pub(crate) usual: Band,
    /// Fastest and slowest stretch, or that there is none to hear.
    pub(crate) remarks: Vec<String>,
}

impl PaceChart {
    /// `None` without an axis to draw a curve on, and where no two windows lie apart: a curve of one moment is another number for
    /// the pace of the whole answer.
    pub(super) fn new(take: &Take, axis: Option<TimeSpan>, ranges: &Ranges) -> Option<Self> {
        let (axis, pace) = (axis?, &take.pace);
        if pace.curve.first()?.span.overlap_s(pace.curve.last()?.span) > 0.0 {
            return None;
        }
        let (lowest, highest) = (number(pace.lowest_wpm?, 0), number(pace.highest_wpm?, 0));
        let remarks = match (&pace.fastest, &pace.slowest) {
            (Some(fastest), Some(slowest)) if fastest.span.overlap_s(slowest.span) > 0.0 => {
                vec![format!("between {lowest} and {highest} words/min, with no stretch that stands apart")]
            }
            (Some(fastest), Some(slowest)) => vec![remark("fastest", fastest), remark("slowest", slowest)],
            _ => vec![format!("steady: {lowest} to {highest} words/min, a change too small to hear")],
        };
        Some(Self { axis, points: pace.curve.clone(), usual: ranges.pace, remarks })
    }

    /// The window around `time_s`: of those that hold it, the one whose middle is nearest.
    pub(crate) fn at(&self, time_s: f64) -> Option<&PacePoint> {
        let holds = |point: &&PacePoint| point.span.start_s <= time_s && time_s <= point.span.end_s;
        let away = |point: &PacePoint| (point.span.middle_s() - time_s).abs();
        self.points.iter().filter(holds).min_by(|a, b| away(a).total_cmp(&away(b)))
    }

    /// Lowest and highest pace of the chart's scale: at least what is not flagged, so that small changes look small.
    pub(crate) fn scale(&self) -> (f64, f64) {
        let [low, high] =
            [self.usual.flag_below, self.usual.flag_above].map(|limit| limit.unwrap_or(self.points[0].wpm));
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
