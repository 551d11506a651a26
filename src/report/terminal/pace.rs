//! The pace curve as one line of blocks over the time axis.

use anstyle::Style;

use crate::figure::{length, number};
use crate::report::view::View;
use crate::units::TimeSpan;
use crate::usual::{Standing, USUAL};

use super::pen::{Pen, cells, styles, text};

/// Columns left of both charts.
pub(super) const MARGIN: usize = 2;
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn lines(view: &View, pen: &Pen) -> Vec<String> {
    let (Some(axis), Some(chart)) = (view.axis, &view.pace) else { return Vec::new() };
    let (low, high) = chart.scale();
    let scale = format!("{}–{} words/min in windows of 20 s", number(low, 0), number(high, 0));
    let mut lines = pen.wrap(&[(styles::STRONG, "PACE ".into()), (styles::FAINT, scale)], 0);
    let columns = pen.width - 2 * MARGIN;
    let line = cells((0..columns).map(|column| {
        let time_s = axis.start_s + axis.length_s() * (column as f64 + 0.5) / columns as f64;
        let Some(point) = chart.at(time_s) else { return (styles::PLAIN, ' ') };
        let level = (point.wpm - low) / (high - low) * (LEVELS.len() - 1) as f64;
        (colour(point.wpm), LEVELS[(level.round() as usize).min(LEVELS.len() - 1)])
    }));
    lines.push(format!("{}{}", " ".repeat(MARGIN), pen.paint_all(&line)).trim_end().to_owned());
    lines.push(times(axis, pen));
    for remark in &chart.remarks {
        lines.extend(pen.wrap(&text(styles::PLAIN, remark), MARGIN));
    }
    lines
}

fn colour(wpm: f64) -> Style {
    match USUAL.pace.judge(wpm) {
        Standing::Usual => styles::GREEN,
        Standing::Below | Standing::Above => styles::YELLOW,
        Standing::FarBelow | Standing::FarAbove => styles::RED,
    }
}

/// The time axis: start, middle and end.
pub(super) fn times(axis: TimeSpan, pen: &Pen) -> String {
    let columns = pen.width - 2 * MARGIN;
    let [start, middle, end] = [axis.start_s, axis.middle_s(), axis.end_s].map(length);
    let left = (columns / 2).saturating_sub(start.len() + middle.len() / 2);
    let right = columns.saturating_sub(start.len() + left + middle.len() + end.len());
    let line = format!("{}{start}{:left$}{middle}{:right$}{end}", " ".repeat(MARGIN), "", "");
    pen.paint(styles::FAINT, &line)
}
