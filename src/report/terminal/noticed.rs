//! What a listener noticed.

use crate::report::document::noticed::Noticed;

use super::pen::{Pen, Text, pad, text};
use super::styles;

/// Columns left of a finding's text: its number and its tone.
const MARGIN: usize = 12;

pub(super) fn lines(findings: &[Noticed], pen: &Pen) -> Vec<String> {
    let each = findings.iter().enumerate().map(|(n, finding)| one(n + 1, finding, pen));
    each.collect::<Vec<_>>().join(&String::new())
}

fn one(number: usize, finding: &Noticed, pen: &Pen) -> Vec<String> {
    let word = finding.tone.word();
    if pen.plain {
        let moments = finding.moments.iter().map(|moment| {
            let at = moment.at().map(|at| format!("Listen at {at}")).unwrap_or_default();
            if moment.quote.is_empty() { at } else { format!("{at} “{}”", moment.quote) }
        });
        let said = [format!("{number}. {word}: {}", finding.message), format!("What to do: {}", finding.advice)];
        let said: Vec<String> = said.into_iter().chain(moments).collect();
        return said.iter().flat_map(|said| pen.wrap(&text(styles::PLAIN, said.trim()), 0)).collect();
    }
    let sign = format!("{number}  {}", pad(word, 7));
    let mut lines = pen.hang(&sign, &text(styles::PLAIN, &finding.message), MARGIN);
    if let Some(first) = lines.first_mut() {
        *first = first.replacen(word, &pen.paint(styles::style(finding.tone), word), 1);
    }
    lines.extend(pen.hang("→ ", &text(styles::STRONG, &finding.advice), MARGIN + 2));
    for moment in &finding.moments {
        let at = moment.at().map(|at| format!("{at} ")).unwrap_or_default();
        let quote: Text =
            if moment.quote.is_empty() { Vec::new() } else { text(styles::FAINT, &format!("“{}”", moment.quote)) };
        let mut line = text(styles::CYAN, &at);
        line.extend(quote);
        lines.extend(pen.wrap(&line, MARGIN + 2));
    }
    lines
}
