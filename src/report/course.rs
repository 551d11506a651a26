//! The course of one measure in, what every chart of it shares out.

use crate::history::metric::Metric;
use crate::history::trend::Trend;

/// Takes in [`latest`].
const LATEST: usize = 5;

/// Lowest and highest value of a chart of `trend`: room for every take and for what is usual; counts begin at 0.
pub(super) fn range(trend: &Trend) -> (f64, f64) {
    let ends = trend.band().into_iter().flat_map(|band| [band.from, band.to]).flatten();
    let (mut low, mut high) = match trend.metric {
        Metric::Star | Metric::Fillers | Metric::LongPauses => (0.0, 4.0),
        _ => (f64::INFINITY, f64::NEG_INFINITY),
    };
    for value in trend.points.iter().map(|point| point.value).chain(ends) {
        (low, high) = (low.min(value), high.max(value));
    }
    if high - low < trend.metric.least_change() {
        (low, high) = (low - trend.metric.least_change(), high + trend.metric.least_change());
    }
    (low, high)
}

/// The latest few takes in words, for whoever does not see a chart of them.
pub(super) fn latest(trend: &Trend) -> String {
    let latest: Vec<String> =
        trend.points.iter().rev().take(LATEST).map(|point| trend.metric.written(point.value)).collect();
    format!("The latest values of {}, the last first: {}", trend.metric.title(), latest.join(", "))
}

/// What is usual of `trend` behind its unit: ", usual 130–170 words/min"; its unit alone where nothing is.
pub(super) fn unit(trend: &Trend) -> String {
    match (trend.metric, trend.band()) {
        (Metric::Duration, None) if !trend.points.is_empty() => ", each judged by its own aim".into(),
        (Metric::LongPauses, _) => " of 2 s and more".into(),
        (Metric::Duration, Some(band)) if trend.is_aimed() => format!(", {} fits your aim", band.minutes()),
        (Metric::Duration, Some(band)) => format!(", usual {}", band.minutes()),
        (_, Some(band)) => format!(", usual {}", band.usual()),
        (metric, None) => format!(" {}", metric.unit()),
    }
}
