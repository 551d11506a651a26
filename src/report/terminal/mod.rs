//! A take in, text for a terminal out: never a line wider than asked, readable with and without colour.

mod findings;
mod header;
mod pace;
pub mod past;
mod pen;
mod story;
#[cfg(test)]
mod tests;
mod transcript;
pub mod trend;

use crate::take::Take;

use super::view::{View, clean};
use pen::{Pen, styles};

/// How to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Columns; fewer than 30 are taken as 30, more than 120 are left empty.
    pub width: usize,
    /// Whether to use ANSI colours.
    pub colour: bool,
}

/// Columns a report needs, and those past which lines get hard to read.
const WIDTHS: (usize, usize) = (30, 120);

/// `take` as a report for a terminal, each line ended by a newline.
#[must_use]
pub fn render(take: &Take, options: &Options) -> String {
    let view = View::of(take);
    let pen = Pen::of(options);
    let sections = [
        header::lines(&view, &pen),
        pace::lines(&view, &pen),
        story::lines(&view, &pen),
        list(&pen, &view.steps.0, &view.steps.1),
        list(&pen, "Named in the answer", &view.named),
        transcript::lines(&view, &pen),
        findings::lines(&view, &pen),
        findings::next(&view, &pen),
        list(&pen, "Warnings", &view.warnings),
        list(&pen, "Notes", &view.notes),
    ];
    let mut text = String::new();
    for (n, section) in sections.iter().filter(|section| !section.is_empty()).enumerate() {
        if n > 0 {
            text.push('\n');
        }
        for line in section {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// What is said after a report, about takes before it.
#[must_use]
pub fn closing(sentences: &[String], options: &Options) -> String {
    let pen = Pen::of(options);
    sentences
        .iter()
        .flat_map(|sentence| pen.wrap(&pen::text(styles::CYAN, &clean(sentence)), 0))
        .map(|line| line + "\n")
        .collect()
}

/// A heading and its items; nothing without items.
fn list(pen: &Pen, heading: &str, items: &[String]) -> Vec<String> {
    if items.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![pen.heading(heading)];
    for item in items {
        lines.extend(pen.hang("• ", &pen::text(styles::PLAIN, item), 4));
    }
    lines
}
