//! A take in, text out: for a terminal, for programs, for sharing. Pure: nothing is printed here.
//!
//! What a person reads is one `document`, its sections in order, which the terminal, Markdown and the page each lay out.

mod clean;
mod document;
mod html;
pub mod json;
mod markdown;
mod options;
pub mod table;
pub mod terminal;
#[cfg(test)]
mod tests;
mod tone;

use crate::take::Take;
use crate::usual::{Ranges, USUAL};
use document::Document;

pub use clean::clean as visible;
pub use options::{Context, Format, Options};

/// `take` in `format`, with its `context` where a person reads it. `options` are for [`Format::Text`]. Ends with a newline.
#[must_use]
pub fn render(take: &Take, context: &Context, format: Format, options: &Options) -> String {
    by(&USUAL, take, context, format, options)
}

/// The same against other `ranges` of what is usual.
fn by(ranges: &Ranges, take: &Take, context: &Context, format: Format, options: &Options) -> String {
    let document = || Document::new(take, context, ranges);
    match format {
        Format::Text => terminal::document(&document(), options),
        Format::Md => markdown::document(&document()),
        Format::Html => html::document(&document()),
        Format::Json => json::render(take),
        Format::Jsonl => json::render_line(take),
    }
}
