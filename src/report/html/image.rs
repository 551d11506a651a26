//! The course of measures in, one SVG of its own out: for a document, or a page of somebody else's.

use maud::{Markup, PreEscaped, html};

use crate::history::trend::Trend;
use crate::report::clean::clean;
use crate::report::course::{latest, unit};
use crate::report::terminal::trend::verdict_told;

use super::course;

/// Columns of a line of text, which is as wide as a chart.
const COLUMNS: usize = 98;
/// Width of the picture and of a chart in it, and what lies around them, px.
const WIDTH: f64 = 720.0;
const CHART: f64 = 640.0;
const MARGIN: f64 = 20.0;
/// Height of a line of text, px.
const LINE: f64 = 19.0;

const STYLE: &str = "svg{overflow:visible}.paper{fill:#fcfcfa}text{fill:#5c6675;font:13px system-ui,sans-serif}.value{font-size:12px}\
    .head{fill:#1d2430;font-weight:600}.said{fill:#1d2430}.usual{fill:#e3efe6}\
    .own{fill:none;stroke:#5c6675;stroke-dasharray:4 4;vector-effect:non-scaling-stroke}\
    .curve{fill:none;stroke:#1f5fa8;stroke-width:2px;vector-effect:non-scaling-stroke}\
    .take{fill:#1d2430;stroke:#1d2430;stroke-width:1.5px}.take.light{fill:#fcfcfa}\
    @media(prefers-color-scheme:dark){.paper,.take.light{fill:#14171c}text{fill:#9aa4b2}.head,.said{fill:#e6e9ee}.usual{fill:#1e3126}\
    .own{stroke:#9aa4b2}.curve{stroke:#7fb2f0}.take{fill:#e6e9ee;stroke:#e6e9ee}}";

/// A picture that grows line by line.
struct Sheet {
    top: f64,
    drawn: Vec<Markup>,
}

/// `trends` under a `title`, with what has to be said of how they were measured (`notes`).
pub(super) fn picture(title: &str, trends: &[Trend], notes: &[String]) -> String {
    let mut sheet = Sheet { top: MARGIN, drawn: Vec::new() };
    sheet.text("head", title);
    let mut told = Vec::new();
    for trend in trends {
        let Some(chart) = course::chart(trend) else { continue };
        let said = verdict_told(trend);
        let head = format!("{}{}", trend.metric.title(), unit(trend));
        sheet.top += LINE;
        sheet.text("head", &head);
        sheet.chart(&chart);
        sheet.text("said", &said);
        sheet.text("left", trend.left_out.as_deref().unwrap_or_default());
        told.push(format!("{head}. {}. {said}", latest(trend)));
    }
    sheet.top += LINE;
    sheet
        .text("left", "A dot is a take, hollow where it was measured another way; the line is the mean of up to five.");
    sheet.text("left", "The band is usual, the dashed one is where most of your own takes lie.");
    for note in notes {
        sheet.text("left", note);
    }
    let height = sheet.top + MARGIN;
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(height) viewBox=(format!("0 0 {WIDTH} {height}")) role="img"
            aria-labelledby="title desc" {
            title id="title" { (clean(title)) }
            desc id="desc" { (clean(&told.join(" "))) }
            style { (PreEscaped(STYLE)) }
            rect.paper width=(WIDTH) height=(height) {}
            @for drawn in &sheet.drawn { (drawn) }
        }
    };
    svg.into_string() + "\n"
}

impl Sheet {
    fn text(&mut self, class: &str, text: &str) {
        for line in textwrap::wrap(&clean(text), COLUMNS).iter().filter(|line| !line.is_empty()) {
            self.top += LINE;
            self.drawn.push(html! { text.(class) x=(MARGIN) y=(self.top - 5.0) { (line) } });
        }
    }

    fn chart(&mut self, chart: &Markup) {
        self.top += LINE / 2.0;
        self.drawn.push(html! {
            svg x=(MARGIN) y=(self.top) width=(CHART) height=(course::HEIGHT) { (chart) }
        });
        self.top += course::HEIGHT;
    }
}
