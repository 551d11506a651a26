//! The course of one measure in, its chart out: takes as dots over what is usual, their rolling mean as a line.

use maud::{Markup, html};

use crate::history::trend::{Trend, TrendPoint};
use crate::report::course::{latest, range};

use super::chart::{CURVE, UNITS, plot, points, scale};

/// Height of the line of days below a chart, px.
const DAYS: f64 = 24.0;
/// Height of all of it, px.
pub(super) const HEIGHT: f64 = CURVE + DAYS;
/// Space around the outermost takes, percent.
const MARGIN: f64 = 2.0;

/// `None` without takes.
pub(super) fn chart(trend: &Trend) -> Option<Markup> {
    let (first, last) = (trend.points.first()?, trend.points.last()?);
    let (low, high) = range(trend);
    let y = |value: f64| UNITS.1 * (1.0 - (value.clamp(low, high) - low) / (high - low));
    let gaps = (trend.points.len() - 1).max(1) as f64;
    let x = |n: usize| if first == last { 50.0 } else { MARGIN + n as f64 / gaps * (100.0 - 2.0 * MARGIN) };
    let band = trend.band().map(|band| (band.from.unwrap_or(low), band.to.unwrap_or(high)));
    let own = trend.spread.map(|spread| spread.usual());
    let means = trend.points.iter().enumerate().filter_map(|(n, point)| Some((x(n) / 100.0 * UNITS.0, y(point.mean?))));
    let values = band.into_iter().flat_map(|(from, to)| [from, to]).chain([low, high]);
    let values = values.map(|value| (y(value), trend.metric.written(value)));
    Some(html! {
        svg.lanes role="img" width="100%" height=(HEIGHT) aria-label=(latest(trend)) {
            (plot(0.0, CURVE, &html! {
                @for (class, (from, to)) in band.map(|band| ("usual", band)).into_iter().chain(own.map(|own| ("own", own))) {
                    rect.(class) x="0" width=(UNITS.0) y=(format!("{:.1}", y(to))) height=(format!("{:.1}", y(from) - y(to))) {}
                }
                polyline.curve points=(points(means, 1)) {}
            }))
            @for (n, point) in trend.points.iter().enumerate() {
                circle.take.light[!point.comparable] cx=(format!("{:.2}%", x(n))) cy=(format!("{:.1}", y(point.value) / UNITS.1 * CURVE)) r="3" {
                    title { (told_of(trend, point)) }
                }
            }
            (scale(values, 0.0))
            text y=(CURVE + 20.0) { (first.taken.day()) }
            @if first.taken.day() != last.taken.day() {
                text x="100%" y=(CURVE + 20.0) text-anchor="end" { (last.taken.day()) }
            }
        }
    })
}

fn told_of(trend: &Trend, point: &TrendPoint) -> String {
    format!(
        "take {}, {}: {} {}",
        point.id,
        point.taken.day(),
        trend.metric.written(point.value),
        trend.metric.unit_written()
    )
}
