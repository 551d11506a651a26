//! The transcript, wrapped, with what was heard marked where it happens.

use crate::report::document::script::{Mark, NO_WORDS, Paragraph, Run, Script};
use crate::report::document::story::Chapter;

use super::pen::{GLUE, Pen, Text, pad, text};
use super::styles;

/// Columns of a time, and left of the text: margin, time, letter.
const TIME: usize = 6;
const MARGIN: usize = 2 + TIME + 3;

pub(super) fn lines(script: &Script, pen: &Pen) -> Vec<String> {
    if script.paragraphs.is_empty() {
        return pen.wrap(&text(styles::PLAIN, NO_WORDS), 2);
    }
    if pen.plain {
        return script
            .paragraphs
            .iter()
            .flat_map(|paragraph| pen.wrap(&text(styles::PLAIN, &told(paragraph)), 0))
            .collect();
    }
    let mut lines = Vec::new();
    let mut legend: Text = Vec::new();
    for run in script.legend() {
        if !legend.is_empty() {
            legend.push((styles::FAINT, " · ".into()));
        }
        legend.extend(shown(&run));
        legend.push((styles::FAINT, format!(" {}", run.mark.meaning()).replace(' ', &GLUE.to_string())));
    }
    lines.extend(pen.wrap(&legend, 2));
    for paragraph in &script.paragraphs {
        let letter = paragraph.chapter.map_or(' ', Chapter::letter);
        let at = paragraph.at().unwrap_or_default();
        let body: Text = paragraph.runs.iter().flat_map(shown).collect();
        lines.extend(pen.hang(&format!("  {}{letter}  ", pad(&at, TIME)), &body, MARGIN));
    }
    lines
}

/// "0:23 task: And (filler: uh) somebody had to sort that out".
fn told(paragraph: &Paragraph) -> String {
    let said = |run: &Run| match run.mark {
        Mark::Said => run.text(),
        mark => format!("({}: {})", mark.meaning(), run.bare()),
    };
    let head = paragraph.at().into_iter().chain(paragraph.chapter.map(|chapter| chapter.name().to_owned()));
    let head = head.collect::<Vec<_>>().join(" ");
    let head = if head.is_empty() { head } else { head + ": " };
    head + paragraph.runs.iter().map(said).collect::<String>().trim()
}

fn shown(run: &Run) -> Text {
    let said = run.text();
    let glued = || said.replace(' ', &GLUE.to_string());
    match run.mark {
        Mark::Said => text(styles::PLAIN, &said),
        Mark::Filler => text(styles::YELLOW.bold(), &format!("[{said}]")),
        Mark::Repeat => text(styles::MAGENTA, &format!("~{said}~")),
        Mark::Unsure => text(styles::FAINT, &format!("‹{said}›")),
        Mark::Stall | Mark::Suspected | Mark::Lost => text(styles::CYAN, &format!("⟨{}⟩", glued())),
        Mark::Pause => text(styles::CYAN.bold(), &format!("⟨{}⟩", glued())),
    }
}
