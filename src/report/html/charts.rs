//! The pace curve and the story's bar as inline SVG, a thousand units wide; text colours come from the page.

use maud::{Markup, html};

use crate::figure::{length, number};
use crate::report::document::pace::PaceChart;
use crate::report::document::story::Story;

const WIDTH: f64 = 1000.0;
/// Height of the plot, and of the axis below it.
const PLOT: f64 = 180.0;
const AXIS: f64 = 40.0;
/// Height of the story's bar.
const BAR: f64 = 56.0;

pub(super) fn pace(chart: &PaceChart) -> Markup {
    let axis = chart.axis;
    let (low, high) = chart.scale();
    let x = |time_s: f64| ((time_s - axis.start_s) / axis.length_s() * WIDTH).clamp(0.0, WIDTH);
    let y = |wpm: f64| PLOT - (wpm - low) / (high - low) * PLOT;
    let middles = chart.points.iter().map(|point| (point.span.middle_s(), point.wpm));
    // The first window begins before its middle and the last ends after: the line spans both.
    let ends = (chart.points.first(), chart.points.last());
    let first = ends.0.map(|point| (point.span.start_s, point.wpm));
    let last = ends.1.map(|point| (point.span.end_s, point.wpm));
    let line: Vec<String> = first
        .into_iter()
        .chain(middles)
        .chain(last)
        .map(|(time_s, wpm)| format!("{:.1},{:.1}", x(time_s), y(wpm)))
        .collect();
    let usual = chart.usual.from.zip(chart.usual.to);
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {}", PLOT + AXIS)) role="img"
            aria-label=(format!("Pace over time. {}", chart.remarks.join(". "))) {
            @if let Some((from, to)) = usual {
                rect.usual fill-opacity="0.12" x="0" width=(WIDTH) y=(format!("{:.1}", y(to))) height=(format!("{:.1}", y(from) - y(to))) {}
                text x="8" y=(format!("{:.1}", y(from) - 10.0)) { "usual " (number(from, 0)) "–" (number(to, 0)) " words/min" }
            }
            polyline.curve fill="none" stroke="currentColor" points=(line.join(" ")) {}
            text x="0" y=(PLOT + AXIS - 8.0) { (length(axis.start_s)) }
            text x=(WIDTH / 2.0) y=(PLOT + AXIS - 8.0) text-anchor="middle" { (length(axis.middle_s())) }
            text x=(WIDTH) y=(PLOT + AXIS - 8.0) text-anchor="end" { (length(axis.end_s)) }
        }
    }
}

pub(super) fn story(story: &Story) -> Markup {
    let parts: Vec<&str> = story.blocks.iter().map(|block| block.chapter.name()).collect();
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {BAR}")) role="img" aria-label=(format!("The story's parts: {}", parts.join(", "))) {
            @for block in &story.blocks {
                rect.(block.chapter.name()) fill="gray" x=(format!("{:.1}", block.from * WIDTH)) y="0" height=(BAR)
                    width=(format!("{:.1}", (block.to - block.from) * WIDTH)) {}
                @if (block.to - block.from) * WIDTH >= 36.0 {
                    text.on x=(format!("{:.1}", block.from * WIDTH + 10.0)) y=(BAR * 0.68) { (block.chapter.letter()) }
                }
            }
        }
    }
}
