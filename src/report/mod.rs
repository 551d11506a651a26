//! A take in, text out: for a terminal, for programs, for sharing. Pure: nothing is printed here.
//!
//! What a person reads is one `document`, its sections in order, which the terminal, Markdown and the page each lay out.

mod clean;
mod course;
pub mod dashboard;
mod document;
mod error;
mod html;
pub mod json;
mod labels;
mod markdown;
mod options;
pub mod schema;
mod spoken;
pub mod summary;
pub mod table;
pub mod terminal;
#[cfg(test)]
mod tests;
mod tone;

use crate::history::trend::Trend;
use crate::report::summary::SummaryLine;
use crate::take::Take;
use crate::usual::{Ranges, USUAL};
use dashboard::Dashboard;
use document::Document;
use labels::{audacity, srt, textgrid, tiers, vtt, words};

pub use clean::clean as visible;
pub use error::Error;
pub use options::{Context, Format, Options};
pub use spoken::spoken;

/// `take` in `format`, with its `context` where a person reads it. `options` are for [`Format::Text`]. Every line ends with a newline.
///
/// # Errors
/// [`Error::Untimed`] where the format is made of times and a word has none.
pub fn render(take: &Take, context: &Context, format: Format, options: &Options) -> Result<String, Error> {
    by(&USUAL, take, context, format, options)
}

/// The same against other `ranges` of what is usual.
fn by(ranges: &Ranges, take: &Take, context: &Context, format: Format, options: &Options) -> Result<String, Error> {
    let document = || Document::new(take, context, ranges);
    let timed = || tiers::words(take, format);
    Ok(match format {
        Format::Text => terminal::document(&document(), options),
        Format::Md => markdown::document(&document()),
        Format::Html => html::document(&document(), context.sound.playable()),
        Format::Json => json::render(take, context.opinion.as_ref()),
        Format::Jsonl => json::render_line(take, context.opinion.as_ref()),
        Format::Srt => srt::render(&timed()?),
        Format::Vtt => vtt::render(&timed()?),
        Format::TextGrid => textgrid::render(take, &timed()?),
        Format::Audacity => audacity::render(take, &timed()?),
        Format::Csv => words::csv(take),
        Format::Txt => said(take),
    })
}

/// `dashboard` as one self-contained page.
#[must_use]
pub fn dashboard_page(dashboard: &Dashboard) -> String {
    html::dashboard(dashboard)
}

/// Several recordings as a page that leads to the report of each.
#[must_use]
pub fn index_page(lines: &[SummaryLine]) -> String {
    html::index(lines)
}

/// `trends` under a `title`, with what has to be said of how they were measured (`notes`), as one self-contained page.
#[must_use]
pub fn trend_page(title: &str, trends: &[Trend], notes: &[String]) -> String {
    html::trends(title, trends, notes)
}

/// The same as one SVG, which needs nothing else either.
#[must_use]
pub fn trend_picture(title: &str, trends: &[Trend], notes: &[String]) -> String {
    html::trends_picture(title, trends, notes)
}

/// The words alone, in lines as in the transcript.
fn said(take: &Take) -> String {
    take.transcript.text.lines().map(|line| visible(line) + "\n").collect()
}
