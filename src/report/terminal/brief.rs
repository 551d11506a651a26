//! The short report: what somebody nervous reads before the next try, and no more.

use textwrap::core::display_width;

use crate::report::document::noticed::Noticed;
use crate::report::document::{Body, Document, Next};
use crate::report::tone::Tone;

use super::pen::{Pen, pad};
use super::{opinion, story, styles};

/// Lines at most on a page of [`PAGE`] columns and wider; in proportion more on a narrower one.
const LINES: usize = 24;
/// See [`LINES`].
const PAGE: usize = 80;
/// Columns left of what is said: margin and "keep", "try 1".
const MARGIN: usize = 9;

/// `document` in short, each line ended by a newline.
pub(super) fn text(document: &Document, pen: &Pen) -> String {
    let mut parts = vec![head(document, pen), advice(document, pen), numbers(document, pen)];
    let next = document.sections.iter().find_map(|section| match &section.body {
        Body::Next(next) => Some(next),
        _ => None,
    });
    let commands = next.map(|next| commands(&next.commands, pen)).unwrap_or_default();
    let lines =
        |parts: &[Vec<String>]| parts.iter().filter(|part| !part.is_empty()).map(|part| part.len() + 1).sum::<usize>();
    let left = allowed(LINES, pen).saturating_sub(lines(&parts) + commands.len());
    parts[2].extend(remarks(document, pen, left));
    let left = allowed(LINES, pen).saturating_sub(lines(&parts));
    parts.push(commands.into_iter().take(left).collect());
    // Who asks for an opinion wants to read all of it.
    parts.extend(document.sections.iter().filter_map(|section| match &section.body {
        Body::Opinion(said) => Some([vec![pen.heading(&section.heading)], opinion::lines(said, pen)].concat()),
        _ => None,
    }));
    let parts = parts.iter().filter(|part| !part.is_empty()).map(|part| part.join("\n") + "\n");
    parts.collect::<Vec<_>>().join("\n")
}

/// So many lines of [`PAGE`] columns as lines of this page.
fn allowed(lines: usize, pen: &Pen) -> usize {
    (lines * PAGE).div_ceil(pen.width.min(PAGE))
}

/// Question, verdict, and what speaks against the numbers.
fn head(document: &Document, pen: &Pen) -> Vec<String> {
    let mut lines = pen.hang_cut("", styles::STRONG, &document.title, 0, allowed(2, pen));
    lines.extend(pen.hang_cut("", styles::style(document.tone), &document.verdict, 0, allowed(1, pen)));
    for caution in document.doubt.iter().chain(&document.warned) {
        lines.extend(pen.hang_cut("", styles::YELLOW, caution, 0, allowed(1, pen)));
    }
    lines
}

/// One true strength and at most two things to try; where there is none, what to do instead.
fn advice(document: &Document, pen: &Pen) -> Vec<String> {
    let (strengths, to_try): (Vec<&Noticed>, Vec<&Noticed>) =
        document.findings().iter().partition(|finding| finding.tone == Tone::Keep);
    let mut lines = Vec::new();
    if let Some(strength) = strengths.first() {
        lines.extend(said("keep", Tone::Keep, &strength.message, pen));
    }
    let mut heard = "";
    for (n, finding) in to_try.iter().enumerate() {
        lines.extend(said(&format!("try {}", n + 1), finding.tone, &finding.advice, pen));
        // Where both are about the same words, those were quoted just above.
        let Some(moment) = finding.moments.first() else { continue };
        let quote = Some(&*moment.quote).filter(|quote| *quote != heard).unwrap_or_default();
        heard = &moment.quote;
        lines.extend(place(moment.at().as_deref(), quote, pen));
    }
    let action = document.sections.iter().find_map(|section| match &section.body {
        Body::Next(Next { action, .. }) => Some(action),
        _ => None,
    });
    if let Some(action) = action.filter(|_| to_try.is_empty()) {
        lines.extend(said("next", Tone::Keep, action, pen));
    }
    lines
}

fn said(word: &str, tone: Tone, message: &str, pen: &Pen) -> Vec<String> {
    if pen.plain {
        return pen.hang_cut("", styles::PLAIN, &format!("{word}: {message}"), 0, allowed(2, pen));
    }
    let mut lines = pen.hang_cut(&pad(word, MARGIN - 2), styles::PLAIN, message, MARGIN, allowed(2, pen));
    if let Some(first) = lines.first_mut() {
        *first = first.replacen(word, &pen.paint(styles::style(tone), word), 1);
    }
    lines
}

/// Where to hear it, with the words said there.
fn place(at: Option<&str>, quote: &str, pen: &Pen) -> Vec<String> {
    let quote = Some(quote).filter(|quote| !quote.is_empty()).map(|quote| format!("“{quote}”"));
    let line = at.map(str::to_owned).into_iter().chain(quote).collect::<Vec<_>>().join(" ");
    let (line, margin) = if pen.plain { (format!("Listen at {line}"), 0) } else { (line, MARGIN) };
    if line.is_empty() { Vec::new() } else { pen.hang_cut("", styles::CYAN, &line, margin, allowed(1, pen)) }
}

/// The story's bar and the key figures.
fn numbers(document: &Document, pen: &Pen) -> Vec<String> {
    let story = document.sections.iter().find_map(|section| match &section.body {
        Body::Story(story) => Some(story::brief(story, pen)),
        _ => None,
    });
    let key = document.key.iter().flat_map(|key| pen.hang_cut("", styles::PLAIN, key, 2, allowed(2, pen)));
    let points = document.points.iter().flat_map(|points| pen.hang_cut("", styles::PLAIN, points, 2, allowed(2, pen)));
    let own = document.own_story.iter().flat_map(|own| pen.hang_cut("", styles::PLAIN, own, 2, allowed(2, pen)));
    story.into_iter().flatten().chain(points).chain(own).chain(key).collect()
}

/// What is said of the takes before, as far as it fits into `left` lines.
fn remarks(document: &Document, pen: &Pen, left: usize) -> Vec<String> {
    let said = document.sections.iter().filter_map(|section| match &section.body {
        Body::Remarks(remarks) => Some(remarks),
        _ => None,
    });
    let mut lines: Vec<String> = Vec::new();
    for remark in said.flatten() {
        let more = pen.hang_cut("", styles::CYAN, remark, 2, usize::MAX);
        if lines.len() + more.len() <= left {
            lines.extend(more);
        }
    }
    lines
}

/// What to type next, what it does beside it where there is room.
pub(super) fn commands(commands: &[(String, String)], pen: &Pen) -> Vec<String> {
    if pen.plain {
        let line = |(command, what): &(String, String)| {
            pen.hang_cut("", styles::PLAIN, &format!("To {what}: {command}"), 0, usize::MAX)
        };
        return commands.iter().flat_map(line).collect();
    }
    let longest = commands.iter().map(|(command, _)| display_width(command)).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (command, what) in commands {
        if 2 + longest + 2 + display_width(what) <= pen.width {
            let what = pen.paint(styles::FAINT, what);
            lines.push(format!("  {}  {what}", pen.paint(styles::CYAN, &pad(command, longest))));
        } else {
            lines.extend(pen.hang_cut("", styles::CYAN, command, 2, usize::MAX));
        }
    }
    lines
}
