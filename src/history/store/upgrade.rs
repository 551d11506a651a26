//! Takes as schema 1 kept them in, as schema 2 keeps them out. Whatever is no analysis stays as it is.

use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::caveat::Caveat;
use crate::stats::median;

/// Brings every take of `history` to schema 2: the pitch track goes, a part counts as missing only where no sentence carries its
/// label, what the recogniser said against its words stands with them, and what the first programs did not write is filled in.
/// Changes nothing that is at schema 2 already.
pub(super) fn to_schema_2(history: &Connection) -> rusqlite::Result<()> {
    let mut ids = history.prepare("SELECT take_id FROM analyses")?;
    let ids: Vec<i64> = ids.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in ids {
        let json: String = history.query_row("SELECT json FROM analyses WHERE take_id = ?1", [id], |row| row.get(0))?;
        let Ok(mut take) = serde_json::from_str(&json) else { continue };
        lighten(&mut take);
        history.execute("UPDATE analyses SET json = ?2 WHERE take_id = ?1", params![id, take.to_string()])?;
        if let Some(missing) = missing(&take) {
            let star = 4.0 - missing as f64;
            history.execute("UPDATE takes SET star = ?2 WHERE id = ?1 AND star IS NOT NULL", params![id, star])?;
        }
    }
    Ok(())
}

fn lighten(take: &mut Value) {
    if let Some(pitch) = take.pointer_mut("/delivery/pitch").and_then(Value::as_object_mut) {
        let track = pitch.shift_remove("track").unwrap_or_default();
        pitch.entry("range_semitones").or_insert_with(|| json!(range_semitones(&track)));
    }
    for amount in take.pointer_mut("/content/quantities").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(amount) = amount.as_object_mut() {
            amount.entry("kind").or_insert(json!("count"));
        }
    }
    let labels: Vec<Value> = take
        .pointer("/structure/sentences")
        .and_then(Value::as_array)
        .map_or(Vec::new(), |all| all.iter().filter_map(|sentence| sentence.get("label").cloned()).collect());
    if let Some(missing) = take.pointer_mut("/structure/missing").and_then(Value::as_array_mut) {
        missing.retain(|part| !labels.contains(part));
    }
    count_rates(take);
    let (caveats, doubt) = (caveats(take), doubt(take));
    if let Some(take) = take.as_object_mut().filter(|take| take.contains_key("transcript")) {
        take.entry("doubt").or_insert(json!(doubt));
    }
    if let Some(transcript) = take.get_mut("transcript").and_then(Value::as_object_mut) {
        transcript.entry("caveats").or_insert(json!(caveats));
    }
}

/// Rates that reports of schema 1 worked out themselves.
fn count_rates(take: &mut Value) {
    let number = |take: &Value, at: &str| take.pointer(at).and_then(Value::as_f64);
    let words = number(take, "/pace/words").filter(|&words| words > 0.0);
    let span_s = number(take, "/duration/speech_span_s").filter(|&s| s > 0.0);
    let silence = number(take, "/pauses/total_s").zip(span_s).map(|(total_s, s)| 100.0 * total_s / s);
    let timed = number(take, "/pauses/mid_clause").is_some();
    let pauses = take.pointer("/pauses/items").and_then(Value::as_array).into_iter().flatten();
    let length_s = |pause: &Value| Some(pause.get("end_s")?.as_f64()? - pause.get("start_s")?.as_f64()?);
    let stalled = |pause: &&Value| {
        pause.get("position").is_some_and(|at| at == "mid_clause") && length_s(pause).is_some_and(|s| s >= 0.5)
    };
    let stalls = pauses.filter(stalled).count();
    let stalls = timed.then_some(stalls);
    let hedges = take.pointer("/content/hedges").and_then(Value::as_array).map(|hedges| hedges.len() as f64);
    let percent = |count: Option<f64>| count.zip(words).map(|(count, words)| 100.0 * count / words);
    let curve = take.pointer("/pace/curve").and_then(Value::as_array).into_iter().flatten();
    let curve: Vec<f64> = curve.filter_map(|point| point.get("wpm")?.as_f64()).collect();
    let rates = [
        ("/pauses", "silence_percent", json!(silence)),
        ("/pauses", "stalls", json!(stalls)),
        ("/pauses", "stalls_per_minute", json!(stalls.zip(span_s).map(|(stalls, s)| 60.0 * stalls as f64 / s))),
        ("/repetition", "percent", json!(percent(number(take, "/repetition/count")))),
        ("/content", "hedges_percent", json!(percent(hedges))),
        ("/pace", "lowest_wpm", json!(curve.iter().copied().reduce(f64::min))),
        ("/pace", "highest_wpm", json!(curve.iter().copied().reduce(f64::max))),
    ];
    for (at, name, rate) in rates {
        if let Some(part) = take.pointer_mut(at).and_then(Value::as_object_mut) {
            part.entry(name).or_insert(rate);
        }
    }
}

/// From the 5th to the 95th percentile of a pitch track.
fn range_semitones(track: &Value) -> f64 {
    let mut hz: Vec<f64> = track.as_array().into_iter().flatten().filter_map(|point| point.get(1)?.as_f64()).collect();
    hz.sort_by(f64::total_cmp);
    let at = |share: f64| hz.get((share * hz.len() as f64) as usize).copied();
    at(0.05).zip(at(0.95)).filter(|(low, _)| *low > 0.0).map_or(0.0, |(low, high)| 12.0 * (high / low).log2())
}

/// Why the words were not to be trusted, which the first programs worked out anew for each report.
fn doubt(take: &Value) -> Option<&'static str> {
    let warned = |id: &str| {
        let warnings = take.get("warnings").and_then(Value::as_array);
        warnings.into_iter().flatten().any(|warning| warning.get("id").is_some_and(|known| known == id))
    };
    if warned("demo-model") {
        return Some("demo-model");
    }
    if warned("transcript-doubtful") {
        return Some("mismatch");
    }
    let words = take.pointer("/transcript/words").and_then(Value::as_array).into_iter().flatten();
    let sure = median(words.filter_map(|word| word.get("confidence")?.as_f64()))?;
    (sure < 0.6).then_some("hard-to-recognise")
}

fn missing(take: &Value) -> Option<usize> {
    take.pointer("/structure/missing")?.as_array().map(Vec::len)
}

/// What was said against the words, which schema 1 kept as text.
fn caveats(take: &Value) -> Vec<Caveat> {
    let texts = |key: &str, field: &str| -> Vec<String> {
        let all = take.get(key).and_then(Value::as_array).into_iter().flatten();
        all.filter_map(|one| one.as_str().or_else(|| one.get(field)?.as_str()).map(str::to_owned)).collect()
    };
    let demo = texts("warnings", "id").iter().any(|id| id == "demo-model");
    let noted = texts("notes", "").iter().filter_map(|note| Caveat::from_note(note)).collect::<Vec<_>>();
    demo.then_some(Caveat::DemoModel).into_iter().chain(noted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::TimeSpan;

    #[test]
    fn an_old_analysis_is_lighter_and_keeps_what_was_said_against_its_words() {
        let mut take = json!({
            "transcript": {"text": "I did it."}, "delivery": {"pitch": {"sd_semitones": 2.5, "track": [[0.1, 120.0]]}},
            "pace": {"words": 200, "curve": [{"wpm": 140.0}, {"wpm": 150.0}]}, "duration": {"speech_span_s": 60.0},
            "pauses": {"total_s": 12.0, "mid_clause": 2, "items": [
                {"start_s": 1.0, "end_s": 1.4, "position": "mid_clause"}, {"start_s": 5.0, "end_s": 6.0, "position": "mid_clause"},
            ]},
            "structure": {"missing": ["task", "result"], "sentences": [{"label": "action"}, {"label": "result"}]},
            "warnings": [{"id": "noise", "message": "faint"}, {"id": "demo-model", "message": "small"}],
            "notes": ["transcript: 0:01.0 to 1:02.5: the recogniser was unsure of these words", "pauses: no audio"],
        });
        lighten(&mut take);
        assert_eq!(take["delivery"]["pitch"], json!({"sd_semitones": 2.5, "range_semitones": 0.0}));
        assert_eq!(take["doubt"], "demo-model");
        assert_eq!(take["structure"]["missing"], json!(["task"]));
        let rates =
            [&take["pauses"]["silence_percent"], &take["pauses"]["stalls_per_minute"], &take["pace"]["highest_wpm"]];
        assert_eq!(rates, [&json!(20.0), &json!(1.0), &json!(150.0)]);
        let caveats: Vec<Caveat> = serde_json::from_value(take["transcript"]["caveats"].clone()).unwrap();
        assert_eq!(caveats, [Caveat::DemoModel, Caveat::Unsure(TimeSpan::new(1.0, 62.5))]);
        let again = take.clone();
        lighten(&mut take);
        assert_eq!(take, again);
        let mut nothing = json!({"schema": 1});
        lighten(&mut nothing);
        assert_eq!(nothing, json!({"schema": 1}));
    }
}
