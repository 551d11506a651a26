//! The time axis below a chart.

use crate::figure::length;
use crate::units::TimeSpan;

use super::pen::Pen;
use super::styles;

/// Columns left of a chart, and right of it.
pub(super) const MARGIN: usize = 2;

/// The start, the middle and the end of `axis` below a chart as wide as the page.
pub(super) fn line(axis: TimeSpan, pen: &Pen) -> String {
    let columns = pen.width - 2 * MARGIN;
    let [start, middle, end] = [axis.start_s, axis.middle_s(), axis.end_s].map(length);
    let left = (columns / 2).saturating_sub(start.len() + middle.len() / 2);
    let right = columns.saturating_sub(start.len() + left + middle.len() + end.len());
    let line = format!("{}{start}{:left$}{middle}{:right$}{end}", " ".repeat(MARGIN), "", "");
    pen.paint(styles::FAINT, &line)
}
