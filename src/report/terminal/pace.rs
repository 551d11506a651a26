//! The pace curve as one line of blocks over the time axis.

use crate::figure::number;
use crate::report::document::pace::PaceChart;
use crate::report::tone::Tone;

use super::pen::{Pen, cells, text};
use super::styles;
use super::times::{self, MARGIN};

const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

pub(super) fn lines(heading: &str, chart: &PaceChart, pen: &Pen) -> Vec<String> {
    let remarks = || chart.remarks.iter().flat_map(|remark| pen.wrap(&text(styles::PLAIN, remark), MARGIN));
    if pen.plain {
        return std::iter::once(pen.heading(heading)).chain(remarks()).collect();
    }
    let axis = chart.axis;
    let (low, high) = chart.scale();
    let ends = [LEVELS[0], LEVELS[LEVELS.len() - 1]];
    let scale =
        format!("over 20 s each; {} is {}, {} is {} words/min", ends[0], number(low, 0), ends[1], number(high, 0));
    let mut lines = pen.wrap(&[(styles::STRONG, format!("{} ", heading.to_uppercase())), (styles::FAINT, scale)], 0);
    let columns = pen.width - 2 * MARGIN;
    let line = cells((0..columns).map(|column| {
        let time_s = axis.start_s + axis.length_s() * (column as f64 + 0.5) / columns as f64;
        let Some(point) = chart.at(time_s) else { return (styles::PLAIN, ' ') };
        let level = (point.wpm - low) / (high - low) * (LEVELS.len() - 1) as f64;
        let tone = Tone::from(chart.usual.judge(point.wpm));
        (styles::style(tone), LEVELS[(level.round() as usize).min(LEVELS.len() - 1)])
    }));
    lines.push(format!("{}{}", " ".repeat(MARGIN), pen.paint_all(&line)).trim_end().to_owned());
    lines.push(times::line(axis, pen));
    lines.extend(remarks());
    lines
}
