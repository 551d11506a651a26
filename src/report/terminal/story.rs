//! The story's parts as a proportional bar, and as a list with times and first words.

use anstyle::Style;
use textwrap::core::display_width;

use crate::report::document::story::{Block, Chapter, Story};
use crate::structure::Label;

use super::pen::{GLUE, Pen, Text, cells, pad, text};
use super::styles;
use super::times::{self, MARGIN};

/// Blocks listed at most.
const LISTED: usize = 10;
/// Columns a quote needs to stand beside its part.
const QUOTE: usize = 24;

pub(super) fn lines(story: &Story, pen: &Pen) -> Vec<String> {
    if pen.plain {
        let parts = story.blocks.iter().map(|block| format!("{}: {}", told(block), block.quoted()));
        let all: Vec<String> = parts.chain(story.lines().cloned()).collect();
        return all.iter().flat_map(|said| pen.wrap(&text(styles::PLAIN, said), 0)).collect();
    }
    let mut lines = Vec::new();
    if !story.blocks.is_empty() {
        lines.push(format!("{}{}", " ".repeat(MARGIN), pen.paint_all(&bar(story, pen))));
        lines.extend(story.axis.map(|axis| times::line(axis, pen)));
        lines.push(String::new());
    }
    for block in story.blocks.iter().take(LISTED) {
        lines.extend(row(block, pen));
    }
    if let Some(more) = story.blocks.len().checked_sub(LISTED).filter(|&more| more > 0) {
        lines.extend(pen.wrap(&text(styles::FAINT, &format!("… and {more} more, marked in the transcript")), MARGIN));
    }
    for line in story.lines() {
        lines.extend(pen.wrap(&text(styles::PLAIN, line), MARGIN));
    }
    lines
}

/// The bar, and the parts it shows beside their letters: the story in two lines.
pub(super) fn brief(story: &Story, pen: &Pen) -> Vec<String> {
    if story.blocks.is_empty() {
        return Vec::new();
    }
    if pen.plain {
        let parts: Vec<String> = story.blocks.iter().map(told).collect();
        let missing = story.missing.as_ref().map(|missing| format!(" ({missing})")).unwrap_or_default();
        return pen.wrap(&text(styles::PLAIN, &format!("The story: {}{missing}.", parts.join("; "))), 0);
    }
    let mut legend = Text::new();
    for chapter in story.chapters() {
        let (style, _) = look(chapter);
        if !legend.is_empty() {
            legend.push((styles::FAINT, ", ".to_owned()));
        }
        legend.push((style.bold(), chapter.letter().to_string()));
        legend.push((styles::FAINT, format!("{GLUE}{}", chapter.name())));
    }
    if let Some(missing) = &story.missing {
        legend.push((styles::PLAIN, format!(" ({})", missing.replace(' ', &GLUE.to_string()))));
    }
    let mut lines = vec![format!("{}{}", " ".repeat(MARGIN), pen.paint_all(&bar(story, pen)))];
    lines.extend(pen.wrap(&legend, MARGIN));
    lines
}

/// "situation 0:00–0:22".
fn told(block: &Block) -> String {
    let name = block.chapter.name();
    block.time().map_or_else(|| name.to_owned(), |time| format!("{name} {time}"))
}

fn bar(story: &Story, pen: &Pen) -> Text {
    let columns = pen.width - 2 * MARGIN;
    let mut before: Option<&Block> = None;
    cells((0..columns).map(|column| {
        let Some(block) = story.at((column as f64 + 0.5) / columns as f64) else { return (styles::PLAIN, ' ') };
        let first = !before.is_some_and(|b| std::ptr::eq(b, block));
        before = Some(block);
        let (style, shade) = look(block.chapter);
        if first { (style.bold(), block.chapter.letter()) } else { (style, shade) }
    }))
}

fn row(block: &Block, pen: &Pen) -> Vec<String> {
    let (letter, name) = (block.chapter.letter(), block.chapter.name());
    let (style, _) = look(block.chapter);
    let time = block.time().map(|time| pad(&time, 11)).unwrap_or_default();
    let sign = format!("{letter} {}{time}  ", pad(name, 11));
    let lead = MARGIN + display_width(&sign);
    let lines = if pen.width < lead + QUOTE {
        let mut lines = vec![format!("{}{}", " ".repeat(MARGIN), sign.trim_end())];
        lines.extend(pen.wrap(&text(styles::FAINT, &block.quoted()), MARGIN + 2));
        lines
    } else {
        pen.hang(&sign, &text(styles::FAINT, &block.quoted()), lead)
    };
    // The sign is written plain so that its columns can be counted; its letter gets the bar's colour after.
    let letter_text = format!("{}{letter}", " ".repeat(MARGIN));
    let coloured = format!("{}{}", " ".repeat(MARGIN), pen.paint(style.bold(), &letter.to_string()));
    lines
        .into_iter()
        .map(|line| line.strip_prefix(&letter_text).map_or(line.clone(), |rest| format!("{coloured}{rest}")))
        .collect()
}

/// Colour and shade of a part: neighbours differ in both.
fn look(chapter: Chapter) -> (Style, char) {
    match chapter.0 {
        Some(Label::Situation) => (styles::BLUE, '░'),
        Some(Label::Task) => (styles::MAGENTA, '▒'),
        Some(Label::Action) => (styles::CYAN, '▓'),
        Some(Label::Result) => (styles::GREEN, '█'),
        Some(Label::Reflection) => (styles::YELLOW, '▚'),
        Some(Label::Other) => (styles::FAINT, '·'),
        None => (styles::FAINT, '┄'),
    }
}
