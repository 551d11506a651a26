//! The course of measures in, charts for a terminal out: takes as dots over what is usual, their rolling mean as a line.

use anstyle::Style;

use crate::figure::{count, number};
use crate::history::metric::Metric;
use crate::history::spread::Change;
use crate::history::trend::{Trend, TrendPoint, Verdict};
use crate::report::clean::clean;
use crate::report::course;
use crate::report::options::Options;
use crate::report::tone::Tone;
use crate::stats::median;
use crate::usual::Band;

use super::pen::{Pen, Text, cells, text};
use super::styles;

/// Rows of a chart among others, and of one alone.
const ROWS: (usize, usize) = (5, 13);
/// Columns left of the plot, and right of it.
const LABEL: usize = 7;
const MARGIN: usize = 2;
/// Columns of a plot of few takes.
const NARROWEST: usize = 32;
/// Columns from one take to the next at most, so that few takes stay together.
const STEP: usize = 6;

/// `trends` below a `title`, and what has to be said about how the takes were measured.
#[must_use]
pub fn render(title: &str, trends: &[Trend], notes: &[String], options: &Options) -> String {
    let pen = Pen::new(options);
    let (drawn, empty): (Vec<&Trend>, Vec<&Trend>) = trends.iter().partition(|trend| !trend.points.is_empty());
    let rows = if trends.len() > 1 { ROWS.0 } else { ROWS.1 };
    let mut lines = pen.wrap(&text(styles::STRONG, &clean(title)), 0);
    for trend in &drawn {
        lines.push(String::new());
        lines.extend(if pen.plain { told(trend, &pen) } else { chart(trend, rows, &pen) });
    }
    lines.push(String::new());
    if !empty.is_empty() {
        let names: Vec<&str> = empty.iter().map(|trend| trend.metric.title()).collect();
        lines.extend(pen.wrap(&text(styles::FAINT, &format!("Not measured in these takes: {}.", names.join(", "))), 0));
    }
    if !drawn.is_empty() && !pen.plain {
        lines.extend(pen.wrap(&text(styles::FAINT, &legend(&drawn)), 0));
    }
    for note in notes {
        lines.extend(pen.wrap(&text(styles::YELLOW, &clean(note)), 0));
    }
    pen.page(lines.join("\n") + "\n")
}

/// What the chart of `trend` shows, in sentences.
fn told(trend: &Trend, pen: &Pen) -> Vec<String> {
    let metric = trend.metric;
    let values = || trend.points.iter().map(|point| point.value);
    let ends = [values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max)];
    let [low, high] = ends.map(|value| metric.written(value));
    let days = trend.points.first().zip(trend.points.last()).map(|(first, last)| (first.taken.day(), last.taken.day()));
    let days = days.map(|(first, last)| if first == last { last } else { format!("{first} → {last}") });
    let takes =
        format!("{}, {}: lowest {low}, highest {high}.", count(trend.points.len(), "take"), days.unwrap_or_default());
    let own = trend.spread.map(|spread| spread.usual());
    let own = own.map(|(from, to)| {
        format!(
            "Most of your own takes lie between {} and {}.",
            mean_written(metric, from.max(0.0)),
            mean_written(metric, to)
        )
    });
    let verdict = verdict_told(trend);
    let head = format!("{}{}", metric.title(), course::unit(trend));
    let latest = format!("{}.", course::latest(trend));
    let said = [head, takes, latest].into_iter().chain(own).chain([verdict]).chain(trend.left_out.clone());
    said.flat_map(|said| pen.wrap(&text(styles::PLAIN, &clean(&said)), 0)).collect()
}

fn legend(drawn: &[&Trend]) -> String {
    let signs = [
        ("● a take", true),
        ("○ a take measured another way", drawn.iter().any(|trend| trend.others() > 0)),
        ("─ mean of up to five", drawn.iter().any(|trend| trend.points.iter().any(|point| point.mean.is_some()))),
        ("░ usual", drawn.iter().any(|trend| trend.band().is_some())),
        ("▐ your own spread", drawn.iter().any(|trend| trend.spread.is_some())),
    ];
    signs.iter().filter(|(_, there)| *there).map(|(sign, _)| *sign).collect::<Vec<_>>().join(" · ")
}

/// Values against rows, the highest on top.
struct Scale {
    low: f64,
    high: f64,
    rows: usize,
}

impl Scale {
    /// Room for [`course::range`].
    fn new(trend: &Trend, rows: usize) -> Self {
        let (low, mut high) = course::range(trend);
        // Whole numbers at the rows of what is counted in them.
        let step = (high - low) / (rows - 1) as f64;
        if trend.metric.decimals() == 0 && low == 0.0 {
            high = step.ceil() * (rows - 1) as f64;
        }
        Self { low, high, rows }
    }

    fn row(&self, value: f64) -> usize {
        let from_top = (self.high - value) / (self.high - self.low) * (self.rows - 1) as f64;
        (from_top.round().max(0.0) as usize).min(self.rows - 1)
    }

    fn value(&self, row: usize) -> f64 {
        self.high - (self.high - self.low) * row as f64 / (self.rows - 1) as f64
    }

    /// Whether `row` lies within a stretch of values with an open or a closed end.
    fn holds(&self, row: usize, from: Option<f64>, to: Option<f64>) -> bool {
        from.is_none_or(|from| row <= self.row(from)) && to.is_none_or(|to| row >= self.row(to))
    }
}

fn chart(trend: &Trend, rows: usize, pen: &Pen) -> Vec<String> {
    let scale = Scale::new(trend, rows);
    let columns = pen.width.saturating_sub(LABEL + MARGIN + 2);
    let plotted = Plotted::new(trend, &scale, columns);
    let columns = columns.min((plotted.end + 2).max(NARROWEST));
    let band = trend.band();
    let own = trend.spread.map(|spread| spread.usual());
    let mut lines = vec![heading(trend, pen)];
    for row in 0..rows {
        let label = if rows == ROWS.0 || row % 2 == 0 { trend.metric.written(scale.value(row)) } else { String::new() };
        let shaded = band.is_some_and(|band| scale.holds(row, band.from, band.to));
        let ground = if shaded { (styles::FAINT, '░') } else { (styles::PLAIN, ' ') };
        let mut line: Text = vec![(styles::FAINT, format!("{label:>LABEL$} │"))];
        line.extend(cells((0..columns).map(|column| plotted.at(row, column).unwrap_or(ground))));
        let within = own.is_some_and(|(from, to)| scale.holds(row, Some(from), Some(to)));
        line.push((styles::FAINT, if within { " ▐" } else { "" }.to_owned()));
        lines.push(pen.paint_all(&line).trim_end().to_owned());
    }
    lines.push(pen.paint(styles::FAINT, &axis(&trend.points, plotted.end, columns)));
    lines.extend(pen.wrap(&verdict(trend), LABEL + 2));
    if let Some(left_out) = &trend.left_out {
        lines.extend(pen.wrap(&text(styles::FAINT, &clean(left_out)), LABEL + 2));
    }
    lines
}

fn heading(trend: &Trend, pen: &Pen) -> String {
    pen.paint_all(&[(styles::STRONG, trend.metric.title().to_uppercase()), (styles::FAINT, course::unit(trend))])
}

/// The first and the last day, below their takes.
fn axis(points: &[TrendPoint], end: usize, columns: usize) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    let (first, last) = (first.taken.day(), last.taken.day());
    let left = LABEL + 2;
    let room = (end + 1).max(first.len() + 2 + last.len()).min(columns);
    if first == last || room < first.len() + 2 + last.len() {
        return format!("{:left$}{last}", "");
    }
    format!("{:left$}{first}{last:>width$}", "", width = room - first.len())
}

/// Which sign stands in which row of each column.
struct Plotted {
    dots: Vec<Option<(usize, Style, char)>>,
    line: Vec<Option<usize>>,
    /// Column of the last take.
    end: usize,
}

impl Plotted {
    fn new(trend: &Trend, scale: &Scale, columns: usize) -> Self {
        let points = &trend.points;
        let between = points.len().saturating_sub(1).max(1);
        let step = (columns.saturating_sub(1) / between).min(STEP);
        // More takes than columns share them.
        let column = |n: usize| if step > 0 { n * step } else { n * columns / points.len() };
        let mut dots: Vec<Option<(usize, Style, char)>> = vec![None; columns];
        let mut line: Vec<Option<usize>> = vec![None; columns];
        let mut from = 0;
        let mut last_mean: Option<(usize, f64)> = None;
        while from < points.len() {
            let at = column(from);
            let to = (from..points.len()).find(|&n| column(n) != at).unwrap_or(points.len());
            let here = &points[from..to];
            let value = median(here.iter().map(|point| point.value));
            if let (Some(cell), Some(value)) = (dots.get_mut(at), value) {
                let sign = if here.iter().any(|point| point.comparable) { '●' } else { '○' };
                *cell = Some((scale.row(value), colour(here.last().and_then(|point| point.band), value), sign));
            }
            if let Some(mean) = here.iter().rev().find_map(|point| point.mean) {
                let (start, before) = last_mean.unwrap_or((at, mean));
                for (column, cell) in line.iter_mut().enumerate().take(at + 1).skip(start) {
                    let share = (column - start) as f64 / (at - start).max(1) as f64;
                    *cell = Some(scale.row(before + (mean - before) * share));
                }
                last_mean = Some((at, mean));
            }
            from = to;
        }
        Self { dots, line, end: column(points.len().saturating_sub(1)) }
    }

    fn at(&self, row: usize, column: usize) -> Option<(Style, char)> {
        let dot = self.dots[column].filter(|dot| dot.0 == row).map(|(_, style, sign)| (style, sign));
        dot.or_else(|| self.line[column].filter(|&line| line == row).map(|_| (styles::CYAN, '─')))
    }
}

fn colour(band: Option<Band>, value: f64) -> Style {
    band.map_or(styles::PLAIN, |band| styles::style(Tone::from(band.judge(value))))
}

/// The same as [`verdict`], without a style.
pub(crate) fn verdict_told(trend: &Trend) -> String {
    verdict(trend).into_iter().map(|(_, text)| text).collect()
}

/// What the latest takes are against those before, in a sentence.
fn verdict(trend: &Trend) -> Text {
    let metric = trend.metric;
    match trend.verdict {
        Verdict::Nothing => Text::new(),
        Verdict::First if trend.others() > 0 => text(styles::FAINT, "No two of these takes can be compared."),
        Verdict::First => text(styles::FAINT, "The first take: nothing to compare it with yet."),
        Verdict::TooFew { missing } => {
            let takes = count(missing, "more take");
            text(styles::FAINT, &format!("{takes} like these, and a real change can be told from chance."))
        }
        Verdict::Told { now, latest, before, change } => {
            let mean = if latest > 1 { format!(" (mean of the last {latest})") } else { " (the last take)".into() };
            let [now_said, before_said] = [now, before].map(|value| mean_written(metric, value));
            let unit = Some(metric.unit_written()).filter(|unit| !unit.is_empty()).map(|unit| format!(" {unit}"));
            let numbers = format!("{now_said}{} now{mean}, {before_said} before.", unit.unwrap_or_default());
            let (style, word) = match change {
                Change::None => return text(styles::PLAIN, &format!("No real change: {numbers}")),
                Change::Up => (direction(trend, before, now), metric.more()),
                Change::Down => (direction(trend, before, now), metric.less()),
            };
            let (style, towards) = style;
            vec![(style, format!("Really {word}{towards}:")), (styles::PLAIN, format!(" {numbers}"))]
        }
    }
}

/// With a decimal where a single take has none: a mean lies between.
fn mean_written(metric: Metric, value: f64) -> String {
    match metric {
        Metric::Pace | Metric::Duration => metric.written(value),
        _ => number(value, 1),
    }
}

/// Whether a change leads to what is usual or away from it, in a colour and in words.
fn direction(trend: &Trend, before: f64, now: f64) -> (Style, &'static str) {
    let away = |band: Band, value: f64| {
        let below = band.from.map_or(0.0, |from| from - value);
        below.max(band.to.map_or(0.0, |to| value - to)).max(0.0)
    };
    match trend.band().map(|band| (away(band, before), away(band, now))) {
        Some((before, now)) if now < before && trend.is_aimed() => (styles::GREEN, ", towards your aim"),
        Some((before, now)) if now > before && trend.is_aimed() => (styles::RED, ", away from your aim"),
        Some((before, now)) if now < before => (styles::GREEN, ", towards what is usual"),
        Some((before, now)) if now > before => (styles::RED, ", away from what is usual"),
        _ => (styles::STRONG, ""),
    }
}
