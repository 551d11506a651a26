//! `outloud trend`: how the measures went from take to take.

use outloud::history::metric::Metric;
use outloud::history::spread::Change;
use outloud::history::trend::{self, Trend, Verdict};
use outloud::report::{self, table, terminal};
use outloud::usual::Band;
use serde_json::{Value, json};

use super::{Session, look_at, nothing, of_one_speaker};
use crate::cli::{Charted, TrendArgs, Which};
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(request: &TrendArgs, session: &Session<'_>) -> Result<(), Error> {
    if matches!(request.format, Charted::Html | Charted::Svg) {
        Printer::refuse_at_terminal(&request.output, "`-o FILE`; `outloud dashboard` shows trends in the browser")?;
    }
    Printer::try_out(&request.output)?;
    let (speaker, filter) = of_one_speaker(&request.which, session);
    let history = look_at(session)?;
    let most = (!request.all).then_some(request.last);
    let mut entries = history.as_ref().map(|history| history.list(&filter, most)).transpose()?.unwrap_or_default();
    entries.reverse();
    let all = history.as_ref().map(|history| history.count(&filter)).transpose()?.unwrap_or_default();
    let metrics = request.metric.map_or(Metric::ALL.to_vec(), |metric| vec![metric]);
    let trends: Vec<Trend> = metrics.into_iter().map(|metric| Trend::new(metric, &entries)).collect();
    let notes = trend::notes(&entries);
    let text = match request.format {
        Charted::Text | Charted::Html | Charted::Svg if entries.is_empty() => {
            session.printer.say(&nothing::why(&request.which, filter.speaker.as_ref(), history.as_ref())?);
            return Ok(());
        }
        Charted::Text => {
            let title = title(&request.which, speaker, entries.len(), all);
            terminal::trend::render(&title, &trends, &notes, &session.printer.options(&request.output))
        }
        Charted::Html => report::trend_page(&title(&request.which, speaker, entries.len(), all), &trends, &notes),
        Charted::Svg => report::trend_picture(&title(&request.which, speaker, entries.len(), all), &trends, &notes),
        Charted::Json => {
            let value =
                json!({"takes": entries.len(), "notes": notes, "trends": trends.iter().map(value).collect::<Vec<_>>()});
            format!("{value:#}\n")
        }
        Charted::Csv => csv(&trends),
    };
    session.printer.result(&request.output, &text)?;
    if let Some(left_out) =
        history.map(|history| nothing::left_out(&request.which, session, &history)).transpose()?.flatten()
    {
        session.printer.say(&left_out);
    }
    Ok(())
}

/// "The last 60 of 214 takes, question conflict".
fn title(which: &Which, speaker: Option<&str>, shown: usize, all: usize) -> String {
    let takes = match shown {
        1 => "1 take".to_owned(),
        n if n < all => format!("The last {n} of {all} takes"),
        n => format!("{n} takes"),
    };
    let of = [
        ("speaker", speaker),
        ("question", which.question.as_deref()),
        ("category", which.category.as_deref()),
        ("tag", which.tag.as_deref()),
    ];
    let of = of.into_iter().filter_map(|(what, name)| Some(format!(", {what} {}", name?)));
    takes + &of.collect::<String>()
}

fn value(trend: &Trend) -> Value {
    let verdict = match trend.verdict {
        Verdict::Nothing => json!({"kind": "nothing"}),
        Verdict::First => json!({"kind": "first"}),
        Verdict::TooFew { missing } => json!({"kind": "too_few", "missing": missing}),
        Verdict::Told { now, latest, before, change } => json!({
            "kind": "told", "now": rounded(now), "latest": latest, "before": rounded(before),
            "change": match change { Change::Up => "up", Change::Down => "down", Change::None => "none" },
        }),
    };
    let points = trend.points.iter().map(|point| {
        json!({"take": point.id, "taken": point.taken.utc(), "value": point.value, "mean": point.mean.map(rounded),
            "comparable": point.comparable, "usual": point.band.map(usual)})
    });
    json!({
        "metric": trend.metric.name(), "unit": trend.metric.unit(),
        "usual": trend.band().map(usual),
        "own": trend.spread.map(|own| {
            json!({"median": own.median, "deviation": rounded(own.deviation), "takes": own.takes})
        }),
        "verdict": verdict, "left_out": trend.left_out, "points": points.collect::<Vec<_>>(),
    })
}

fn usual(band: Band) -> Value {
    json!({"from": band.from, "to": band.to})
}

fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn csv(trends: &[Trend]) -> String {
    let rows = trends.iter().flat_map(|trend| {
        trend.points.iter().map(|point| {
            let mean = point.mean.map(|mean| rounded(mean).to_string()).unwrap_or_default();
            let name = trend.metric.name().to_owned();
            vec![
                name,
                point.id.to_string(),
                point.taken.utc(),
                point.value.to_string(),
                mean,
                point.comparable.to_string(),
            ]
        })
    });
    table::csv(&["metric", "take", "taken", "value", "mean", "comparable"], rows)
}
