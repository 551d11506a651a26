//! The transcript, wrapped, with what was heard marked where it happens.

use crate::report::view::View;
use crate::report::view::script::{Mark, Run};
use crate::report::view::story::Chapter;

use super::pen::{GLUE, Pen, Text, pad, styles, text};

/// Columns of a time, and left of the text: margin, time, letter.
const TIME: usize = 6;
const MARGIN: usize = 2 + TIME + 3;

pub(super) fn lines(view: &View, pen: &Pen) -> Vec<String> {
    let mut lines = vec![pen.heading("Transcript")];
    if view.script.paragraphs.is_empty() {
        lines.extend(pen.wrap(&text(styles::PLAIN, "no words"), 2));
        return lines;
    }
    let marks = view.script.marks();
    if !marks.is_empty() {
        let mut legend: Text = Vec::new();
        for mark in marks {
            if !legend.is_empty() {
                legend.push((styles::FAINT, " · ".into()));
            }
            let (example, meaning) = explain(mark);
            legend.extend(shown(&Run { mark, text: example.into() }));
            legend.push((styles::FAINT, format!(" {meaning}").replace(' ', &GLUE.to_string())));
        }
        lines.extend(pen.wrap(&legend, 2));
    }
    for paragraph in &view.script.paragraphs {
        let letter = paragraph.chapter.map_or(' ', Chapter::letter);
        let at = paragraph.at.as_deref().unwrap_or_default();
        let body: Text = paragraph.runs.iter().flat_map(shown).collect();
        lines.extend(pen.hang(&format!("  {}{letter}  ", pad(at, TIME)), &body, MARGIN));
    }
    lines
}

fn explain(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Said => ("", ""),
        Mark::Filler => ("um", "filler"),
        Mark::Repeat => ("I", "said again"),
        Mark::Unsure => ("word", "hard to recognise"),
        Mark::Stall => ("0.8 s", "pause inside a clause"),
        Mark::Pause => ("pause 2.3 s", "long pause"),
        Mark::Suspected => ("um?", "sound without a word"),
    }
}

fn shown(run: &Run) -> Text {
    let glued = || run.text.replace(' ', &GLUE.to_string());
    match run.mark {
        Mark::Said => text(styles::PLAIN, &run.text),
        Mark::Filler => text(styles::YELLOW.bold(), &format!("[{}]", run.text)),
        Mark::Repeat => text(styles::MAGENTA, &format!("~{}~", run.text)),
        Mark::Unsure => text(styles::FAINT, &format!("‹{}›", run.text)),
        Mark::Stall | Mark::Suspected => text(styles::CYAN, &format!("⟨{}⟩", glued())),
        Mark::Pause => text(styles::CYAN.bold(), &format!("⟨{}⟩", glued())),
    }
}
