//! A take in, JSON out: the shape other programs read.

use serde::Serialize;
use serde_json::{Number, Value};

use crate::opinion::Opinion;
use crate::take::{SCHEMA, Take};

/// A take, and an opinion beside it: none of it is in the take.
#[derive(Serialize)]
struct TakeWithOpinion<'a> {
    #[serde(flatten)]
    take: &'a Take,
    #[serde(skip_serializing_if = "Option::is_none")]
    opinion: Option<&'a Opinion>,
}

/// `take` as indented JSON, with a final newline; with the `opinion` that somebody asked for.
#[must_use]
pub fn render(take: &Take, opinion: Option<&Opinion>) -> String {
    let mut text = String::new();
    write(&value(&TakeWithOpinion { take, opinion }), 0, 0, &mut text);
    text.push('\n');
    escaped(&text)
}

/// JSON as it is, with every character escaped that could steer a terminal or reorder a line: outside strings there is none.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if !c.is_ascii() && super::clean::plain(c) == char::REPLACEMENT_CHARACTER || c == '\u{7f}' {
            let code = format!("\\u{:04x}", u32::from(c));
            safe.push_str(&code);
        } else {
            safe.push(c);
        }
    }
    safe
}

/// The same on one line, with a final newline.
#[must_use]
pub fn render_line(take: &Take, opinion: Option<&Opinion>) -> String {
    line(&TakeWithOpinion { take, opinion }) + "\n"
}

/// A recording that there is no take of.
#[derive(Serialize)]
struct Failed<'a> {
    schema: u32,
    outloud: &'static str,
    source: FailedSource<'a>,
    error: FailedWhy<'a>,
}

#[derive(Serialize)]
struct FailedSource<'a> {
    path: &'a str,
}

#[derive(Serialize)]
struct FailedWhy<'a> {
    message: &'a str,
    hint: Option<&'a str>,
}

/// That the recording at `path` could not be analysed, why, and what can be done: on one line, with a final newline.
#[must_use]
pub fn failed_line(path: &str, message: &str, hint: Option<&str>) -> String {
    let (source, error) = (FailedSource { path }, FailedWhy { message, hint });
    line(&Failed { schema: SCHEMA, outloud: env!("CARGO_PKG_VERSION"), source, error }) + "\n"
}

/// Plain data as JSON on one line, its fractions rounded as those of a take are.
#[must_use]
pub fn line(data: &impl Serialize) -> String {
    escaped(&value(data).to_string())
}

/// The name that a variant without data has in the JSON.
pub(super) fn name(variant: &impl Serialize) -> String {
    value(variant).as_str().map(str::to_owned).unwrap_or_default()
}

/// Plain data as a value, its fractions rounded to three decimals.
fn value(data: &impl Serialize) -> Value {
    // Plain data with string keys always turns into a value.
    serde_json::to_value(data).map(rounded).unwrap_or_default()
}

/// Every fraction to three decimals: a millisecond, and finer than anything else is measured.
fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::Number(round(number)),
        Value::Array(items) => items.into_iter().map(rounded).collect(),
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, rounded(value))).collect(),
        other => other,
    }
}

fn round(number: Number) -> Number {
    let fraction = number.as_f64().filter(|_| number.is_f64());
    // `+ 0.0` turns the −0.0 that small negative numbers round to into 0.0.
    fraction.and_then(|f| Number::from_f64((f * 1000.0).round() / 1000.0 + 0.0)).unwrap_or(number)
}

/// What fits on a line stays on one, so that a word or a pause is a line and not eight.
const LINE: usize = 160;

/// Writes `value` behind a key of `key_chars` characters, on a line that begins with `indent` spaces.
fn write(value: &Value, indent: usize, key_chars: usize, text: &mut String) {
    let (brackets, items): (_, Vec<(String, &Value)>) = match value {
        Value::Array(items) => (['[', ']'], items.iter().map(|item| (String::new(), item)).collect()),
        Value::Object(fields) => (
            ['{', '}'],
            fields.iter().map(|(key, value)| (format!("{}: ", Value::from(key.as_str())), value)).collect(),
        ),
        _ => (['[', ']'], Vec::new()),
    };
    let line = if indent == 0 { String::new() } else { value.to_string() };
    if items.is_empty() || (indent > 0 && indent + key_chars + line.chars().count() <= LINE) {
        text.push_str(&value.to_string());
        return;
    }
    text.push(brackets[0]);
    for (n, (key, item)) in items.iter().enumerate() {
        text.push_str(if n == 0 { "\n" } else { ",\n" });
        text.extend(std::iter::repeat_n(' ', indent + 2));
        text.push_str(key);
        write(item, indent + 2, key.chars().count(), text);
    }
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
    text.push(brackets[1]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings;
    use crate::language::phrases::Phrase;
    use crate::sample;
    use crate::warning::{Warning, WarningId};

    /// The fields other programs rely on, in order, by where they stand.
    const CONTRACT: &[(&str, &[&str])] = &[
        (
            "",
            &[
                "schema", "outloud", "source", "transcript", "lost", "duration", "pace", "fillers", "pauses",
                "repetition", "wording", "structure", "timeline", "shape", "content", "delivery", "findings",
                "warnings", "notes",
            ],
        ),
        ("/source", &["path", "duration_s", "sample_rate_hz", "channels"]),
        ("/transcript", &["engine", "model", "language", "text", "words"]),
        ("/transcript/words/0", &["text", "start_s", "end_s", "confidence", "char_start", "char_end"]),
        ("/duration", &["speech_start_s", "speech_end_s", "speech_span_s", "speaking_s", "target"]),
        ("/pace", &["words", "wpm", "articulation_wpm", "syllables", "syllables_per_s", "curve", "fastest", "slowest"]),
        ("/pace/curve/0", &["start_s", "end_s", "wpm"]),
        ("/fillers", &["heard", "suspected", "per_minute", "percent", "by_word", "occurrences"]),
        ("/fillers/occurrences/0", &["text", "tier", "kind", "counted", "start_s", "end_s", "char_start", "char_end"]),
        ("/pauses", &["threshold_s", "count", "total_s", "median_s", "long", "mid_clause", "items"]),
        ("/pauses/items/0", &["start_s", "end_s", "position"]),
        ("/repetition", &["count", "items"]),
        ("/repetition/items/0", &["kind", "char_start", "char_end", "start_s", "end_s"]),
        ("/structure", &["kind", "sentences", "shares", "missing"]),
        ("/structure/sentences/0", &["char_start", "char_end", "start_s", "end_s", "label", "confidence"]),
        ("/content", &["quantities", "quantified_result", "i", "we"]),
        ("/content/quantities/0", &["text", "char_start", "char_end"]),
        (
            "/delivery",
            &["pitch", "loudness_lufs", "loudness_range_lu", "sentence_ends", "snr_db", "hum", "clipped_percent"],
        ),
        ("/delivery/pitch", &["median_hz", "sd_semitones", "range_semitones", "track", "monotone"]),
        ("/findings/0", &["id", "severity", "message", "advice", "evidence"]),
        ("/findings/0/evidence/0", &["start_s", "end_s", "quote"]),
        ("/warnings/0", &["id", "message"]),
    ];

    fn parsed(take: &Take) -> Value {
        serde_json::from_str(&render(take, None)).unwrap()
    }

    fn full() -> Take {
        let mut take = sample::answer();
        take.content.hedges =
            Some(vec![Phrase { text: "trust".into(), place: crate::transcript::Place { chars: 36..41, span: None } }]);
        take.warnings.push(Warning { id: WarningId::Noise, message: "faint".into() });
        take.findings = findings::find(&take, &crate::usual::USUAL);
        take
    }

    #[test]
    fn the_fields_of_the_contract_are_there_in_order() {
        let json = parsed(&full());
        for (place, fields) in CONTRACT {
            let object =
                json.pointer(place).and_then(Value::as_object).unwrap_or_else(|| panic!("no object at {place}"));
            let known: Vec<&str> = object.keys().map(String::as_str).filter(|key| fields.contains(key)).collect();
            assert_eq!(&known, fields, "{place}");
        }
        assert_eq!(json["schema"], 1);
    }

    #[test]
    fn names_are_the_contracts() {
        let json = parsed(&full());
        assert_eq!(json["duration"]["target"], "brief");
        assert_eq!(json["pauses"]["items"][2]["position"], "mid_clause");
        assert_eq!(json["structure"]["sentences"][0]["label"], "situation");
        let fillers = json["fillers"]["occurrences"].as_array().unwrap();
        assert_eq!(fillers.iter().find(|filler| filler["text"] == "you know").unwrap()["kind"], "discourse");
        assert_eq!(json["findings"][0]["severity"], "good");
        assert_eq!(json["structure"]["shares"].as_object().unwrap().keys().next().unwrap(), "situation");
    }

    #[test]
    fn fractions_have_three_decimals_and_whole_numbers_none() {
        let mut take = full();
        take.delivery.snr_db = Some(-0.000_2);
        take.delivery.loudness_lufs = Some(f64::NAN);
        let json = parsed(&take);
        assert_eq!(json["delivery"]["pitch"]["track"][0], serde_json::json!([0.31, 120.123]));
        assert_eq!(json["delivery"]["snr_db"].to_string(), "0.0");
        assert_eq!(json["delivery"]["loudness_lufs"], Value::Null);
        assert!(json["pace"]["words"].is_u64() && json["fillers"]["occurrences"][0]["tier"].is_u64());
    }

    #[test]
    fn what_would_steer_a_terminal_is_escaped_and_read_as_it_was() {
        let text = "a\u{9b}31m\u{202e}b\u{7f}\u{1b}\u{fffd} é 日";
        let json = line(&text);
        assert!(json.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn what_is_not_measured_is_null() {
        let json = parsed(&sample::text_alone(full()));
        for place in ["/source/duration_s", "/duration/target", "/pace/wpm", "/pauses", "/delivery/pitch"] {
            assert_eq!(json.pointer(place), Some(&Value::Null), "{place}");
        }
        assert_eq!(json.pointer("/transcript/words/0/start_s"), Some(&Value::Null));
        assert_eq!(json.pointer("/pace/curve"), Some(&Value::Array(Vec::new())));
    }

    #[test]
    fn both_forms_say_the_same_and_a_line_is_one_line() {
        for take in [full(), sample::text_alone(full()), sample::nothing()] {
            let line = render_line(&take, None);
            assert_eq!(line.matches('\n').count(), 1);
            assert!(line.ends_with('\n') && render(&take, None).ends_with("}\n"));
            assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), parsed(&take));
        }
    }

    #[test]
    fn a_word_takes_one_line() {
        let text = render(&full(), None);
        assert!(text.lines().all(|line| line.chars().count() <= LINE + 1 || line.contains("\": \"")), "{text}");
        assert_eq!(text.lines().filter(|line| line.contains(r#"{"text":"clinics.""#)).count(), 1);
    }
}
