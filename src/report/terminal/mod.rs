//! A document in, text for a terminal out: never a line wider than asked, readable with and without colour.

mod brief;
mod figures;
mod header;
mod noticed;
mod opinion;
mod pace;
pub mod past;
mod pen;
pub mod plan;
pub mod session;
pub mod several;
mod story;
mod styles;
#[cfg(test)]
mod tests;
mod times;
mod transcript;
pub mod trend;

use super::clean::clean;
use super::document::{Body, Document, Section};
use super::options::Options;
use pen::{Pen, Text, text};

/// `document` as a report for a terminal, each line ended by a newline.
pub(super) fn document(document: &Document, options: &Options) -> String {
    let pen = Pen::new(options);
    if !options.full {
        return pen.page(brief::text(document, &pen));
    }
    let parts = std::iter::once(header::lines(document, &pen))
        .chain(document.sections.iter().map(|one| section(one, &pen)))
        .map(|lines| lines.join("\n") + "\n");
    pen.page(parts.collect::<Vec<_>>().join("\n"))
}

fn section(section: &Section, pen: &Pen) -> Vec<String> {
    let body = match &section.body {
        // Its heading shares a line with its scale.
        Body::Pace(chart) => return pace::lines(&section.heading, chart, pen),
        Body::Figures(figures) => figures::lines(figures, pen),
        Body::Story(story) => story::lines(story, pen),
        Body::List(items) => items.iter().flat_map(|item| pen.hang("• ", &plain(item), 4)).collect(),
        Body::Transcript(script) => transcript::lines(script, pen),
        Body::Findings(findings) => noticed::lines(findings, pen),
        Body::Next(next) => {
            let commands = brief::commands(&next.commands, pen);
            pen.wrap(&text(styles::STRONG, &next.action), 2).into_iter().chain(commands).collect()
        }
        Body::Remarks(remarks) => remarks.iter().flat_map(|remark| pen.wrap(&text(styles::CYAN, remark), 0)).collect(),
        Body::Opinion(said) => opinion::lines(said, pen),
    };
    let heading = (!section.heading.is_empty()).then(|| pen.heading(&section.heading));
    heading.into_iter().chain(body).collect()
}

/// What is said outside a report, such as a question: a paragraph each, indented by two of `width` columns, without colour.
#[must_use]
pub fn paragraphs(said: &[&str], width: usize) -> String {
    said.iter().map(|said| indented(said, 2, width)).collect()
}

/// One paragraph behind `indent` of `width` columns, without colour.
#[must_use]
pub fn indented(said: &str, indent: usize, width: usize) -> String {
    hanging("", said, indent, width)
}

/// One paragraph behind `indent` of `width` columns, with `sign` at the end of the first line's indent, without colour.
#[must_use]
pub fn hanging(sign: &str, said: &str, indent: usize, width: usize) -> String {
    let pen = Pen::new(&Options { full: false, width, colour: false, plain: false });
    pen.hang(sign, &plain(&clean(said)), indent).into_iter().map(|line| line + "\n").collect()
}

/// An item of a list with what is said about it: its `title` behind two of `width` columns, the rest behind four, without colour.
#[must_use]
pub fn item(title: &str, said: &[&str], width: usize) -> String {
    let said: String = said.iter().map(|said| indented(said, 4, width)).collect();
    indented(title, 2, width) + &said
}

fn plain(item: &str) -> Text {
    text(styles::PLAIN, item)
}
