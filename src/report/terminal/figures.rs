//! The key figures as a table.

use textwrap::core::display_width;

use crate::report::document::figures::{Figure, Figures};

use super::pen::{Pen, Text, pad, text};
use super::styles;

/// Columns of the labels.
const LABEL: usize = 14;
/// Columns of the remark and of what is usual.
const USUAL: usize = 20;
const REMARK: usize = 8;

pub(super) fn lines(figures: &Figures, pen: &Pen) -> Vec<String> {
    if pen.plain {
        let unmeasured = figures.unmeasured.iter().map(|unmeasured| format!("not measured: {unmeasured}"));
        let said: Vec<String> = figures.lines.iter().map(told).chain(unmeasured).collect();
        return said.iter().flat_map(|said| pen.wrap(&text(styles::PLAIN, said), 0)).collect();
    }
    let mut lines: Vec<String> =
        figures.legend.into_iter().flat_map(|legend| pen.wrap(&text(styles::FAINT, legend), 2)).collect();
    // What is usual stands beside the values when there is room.
    let beside = pen.width.checked_sub(2 + LABEL + USUAL + REMARK).filter(|&columns| columns >= 32);
    if let Some(columns) = beside.filter(|_| figures.lines.iter().any(|figure| figure.usual.is_some())) {
        let head = format!("{}usual", " ".repeat(2 + LABEL + columns.min(VALUE)));
        lines.push(pen.paint(styles::FAINT, &head));
    }
    for figure in &figures.lines {
        lines.extend(row(figure, pen, beside));
    }
    if let Some(unmeasured) = &figures.unmeasured {
        lines.extend(labelled("not measured", &text(styles::FAINT, unmeasured), pen));
    }
    lines
}

/// "pace: 115 words/min, a little below what is usual, 130–170 words/min".
fn told(figure: &Figure) -> String {
    let label =
        Some(figure.label).filter(|label| !label.is_empty()).map(|label| format!("{label}: ")).unwrap_or_default();
    let standing = match (&figure.usual, figure.standing_in_words()) {
        (Some(usual), Some(standing)) => format!(", {standing} what is usual, {usual}"),
        (Some(usual), None) => format!(" (usual {usual})"),
        (None, _) => String::new(),
    };
    format!("{label}{}{standing}", figure.value)
}

/// Columns of the values at most, so that what is usual stays near.
const VALUE: usize = 44;

fn row(figure: &Figure, pen: &Pen, beside: Option<usize>) -> Vec<String> {
    let usual = figure.usual.clone().unwrap_or_default();
    let style = figure.tone().map_or(styles::PLAIN, styles::style);
    let columns = beside.map(|columns| columns.min(VALUE));
    if let Some(columns) = columns.filter(|&columns| display_width(&figure.value) < columns) {
        let line: Text = vec![
            (styles::PLAIN, format!("  {}{}", pad(figure.label, LABEL), pad(&figure.value, columns))),
            (styles::FAINT, pad(&usual, USUAL)),
            (style, figure.remark().to_owned()),
        ];
        return vec![trim(line, pen)];
    }
    let mut value = text(styles::PLAIN, &figure.value);
    if !usual.is_empty() {
        value.push((styles::FAINT, format!(" (usual {usual})")));
    }
    value.push((style, format!(" {}", figure.remark())));
    labelled(figure.label, &value, pen)
}

fn labelled(label: &str, value: &Text, pen: &Pen) -> Vec<String> {
    pen.hang(&format!("  {}", pad(label, LABEL)), value, 2 + LABEL)
}

/// The line without spaces at its end, which would be painted.
fn trim(mut line: Text, pen: &Pen) -> String {
    while let Some((_, last)) = line.last_mut() {
        *last = last.trim_end().to_owned();
        if !last.is_empty() {
            break;
        }
        line.pop();
    }
    pen.paint_all(&line)
}
