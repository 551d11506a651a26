//! Question, verdict on the length, where audio and words come from.

use crate::report::document::Document;

use super::pen::{Pen, text};
use super::styles;

pub(super) fn lines(document: &Document, pen: &Pen) -> Vec<String> {
    let mut lines = pen.wrap(&text(styles::STRONG, &document.title), 0);
    lines.extend(pen.wrap(&text(styles::style(document.tone), &document.verdict), 0));
    lines.extend(pen.wrap(&text(styles::FAINT, &document.about), 0));
    if let Some(doubt) = &document.doubt {
        lines.extend(pen.wrap(&text(styles::YELLOW, doubt), 0));
    }
    lines
}
