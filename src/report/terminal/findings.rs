//! What a listener noticed, and the one thing to do next.

use crate::findings::Severity;
use crate::report::view::{Noticed, View};

use super::pen::{Pen, Text, pad, styles, text};

/// Columns left of a finding's text: its number and its severity.
const MARGIN: usize = 12;

pub(super) fn lines(view: &View, pen: &Pen) -> Vec<String> {
    if view.findings.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![pen.heading("What a listener noticed")];
    for (n, finding) in view.findings.iter().enumerate() {
        if n > 0 {
            lines.push(String::new());
        }
        lines.extend(one(n + 1, finding, pen));
    }
    lines
}

fn one(number: usize, finding: &Noticed, pen: &Pen) -> Vec<String> {
    let style = match finding.severity {
        Severity::Fix => styles::RED,
        Severity::Watch => styles::YELLOW,
        Severity::Good => styles::GREEN,
    };
    let sign = format!("{number}  {}", pad(finding.word, 7));
    let mut lines = pen.hang(&sign, &text(styles::PLAIN, &finding.message), MARGIN);
    if let Some(first) = lines.first_mut() {
        *first = first.replacen(finding.word, &pen.paint(style, finding.word), 1);
    }
    lines.extend(pen.hang("→ ", &text(styles::STRONG, &finding.advice), MARGIN + 2));
    for moment in &finding.moments {
        let at = moment.at.as_ref().map(|at| format!("{at} ")).unwrap_or_default();
        let quote: Text =
            if moment.quote.is_empty() { Vec::new() } else { text(styles::FAINT, &format!("“{}”", moment.quote)) };
        let mut line = text(styles::CYAN, &at);
        line.extend(quote);
        lines.extend(pen.wrap(&line, MARGIN + 2));
    }
    lines
}

pub(super) fn next(view: &View, pen: &Pen) -> Vec<String> {
    let mut lines = vec![pen.heading("Next time")];
    lines.extend(pen.wrap(&text(styles::STRONG, &view.next), 2));
    lines
}
