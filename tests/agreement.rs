//! One fact, one answer: what the report says in each of its forms, what the JSON says and what the history keeps, for every
//! transcript among the fixtures, with and without its sound.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::path::Path;

use serde_json::Value;

use common::{fixture, outloud};

/// What is analysed: the arguments of each of the fixtures' transcripts, alone and with its recording.
fn answers() -> Vec<Vec<String>> {
    let mut files: Vec<String> = std::fs::read_dir(fixture("transcripts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| format!("fixtures/transcripts/{}", path.file_name().unwrap().to_str().unwrap()))
        .collect();
    files.sort();
    assert!(files.len() >= 24, "{files:?}");
    let spoken = files.iter().filter_map(|file| {
        let audio = file.strip_suffix(".json")?.replace("transcripts", "audio") + ".flac";
        Path::new(&audio).exists().then(|| vec![audio, "--transcript".into(), file.clone()])
    });
    let written = files.iter().map(|file| vec!["--transcript".into(), file.clone()]);
    written.chain(spoken).collect()
}

fn analyze(answer: &[String], more: &[&str]) -> String {
    let output = outloud().arg("analyze").args(answer).args(more).output().unwrap();
    assert!(output.status.success(), "{answer:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The words of a report without its markup and its line breaks.
fn words(report: &str, format: &str) -> String {
    let mut text = report.to_owned();
    if format == "html" {
        let mut inside = false;
        let bare: String = report
            .chars()
            .map(|c| {
                let shown = if inside || c == '<' { ' ' } else { c };
                inside = c == '<' || inside && c != '>';
                shown
            })
            .collect();
        text = bare.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
    if format == "md" {
        text = text.replace(['\\', '|', '*'], " ");
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn at<'a>(take: &'a Value, place: &str) -> &'a Value {
    take.pointer(place).unwrap_or_else(|| panic!("no {place}"))
}

/// `place` rounded as reports do.
fn rounded(take: &Value, place: &str, decimals: usize) -> String {
    format!("{:.decimals$}", at(take, place).as_f64().unwrap())
}

/// What a report says of the `share` of `part`, whose three decimals may lie on either side of a half: "action 26 %|action 27 %".
fn percent(part: &str, share: f64) -> String {
    [share - 0.0005, share + 0.0005].map(|share| format!("{part} {:.0} %", (100.0 * share).max(0.0))).join("|")
}

/// Sentences of the report that tell numbers of the JSON; of those with a bar between, one.
fn told(take: &Value) -> Vec<String> {
    let mut told = vec![format!("{} words", at(take, "/pace/words"))];
    let number = |place: &str| at(take, place).as_f64();
    if number("/pace/wpm").is_some() {
        told.push(format!("{} words/min", rounded(take, "/pace/wpm", 0)));
    }
    // A curve is drawn where two of its windows lie apart.
    let curve = at(take, "/pace/curve").as_array().unwrap();
    let apart = curve.first().zip(curve.last()).is_some_and(|(a, b)| b["start_s"].as_f64() >= a["end_s"].as_f64());
    if apart && at(take, "/pace/fastest").is_null() {
        told.push(format!("{} words/min", rounded(take, "/pace/highest_wpm", 0)));
    }
    if number("/fillers/heard").is_some() {
        told.push(format!("{} heard", at(take, "/fillers/heard")));
        told.push(format!("{} % of words", rounded(take, "/fillers/percent", 1)));
    }
    if number("/repetition/count") > Some(0.0) {
        told.push(format!("{}, {} % of words", at(take, "/repetition/count"), rounded(take, "/repetition/percent", 1)));
    }
    if let Some(hedges) = at(take, "/content/hedges").as_array().filter(|hedges| !hedges.is_empty()) {
        told.push(format!("{}, {} % of words", hedges.len(), rounded(take, "/content/hedges_percent", 1)));
    }
    if at(take, "/pauses").is_object() {
        let percent = rounded(take, "/pauses/silence_percent", 0);
        told.push(format!("{}, {percent} % of the time", at(take, "/pauses/count")));
        if number("/pauses/stalls") > Some(0.0) {
            let rate = rounded(take, "/pauses/stalls_per_minute", 1);
            told.push(format!("{} inside a clause, {rate} a minute", at(take, "/pauses/stalls")));
        }
    }
    if number("/delivery/clipped_percent").is_some() {
        told.push(format!("{} % of samples", rounded(take, "/delivery/clipped_percent", 1)));
    }
    if at(take, "/timeline").is_object() {
        let missing: Vec<&str> =
            at(take, "/structure/missing").as_array().unwrap().iter().map(|part| part.as_str().unwrap()).collect();
        if !missing.is_empty() && at(take, "/doubt").is_null() {
            told.push(format!("not found: {}", missing.join(", ")));
        }
        for part in ["action", "result"] {
            let share = at(take, &format!("/structure/shares/{part}")).as_f64().unwrap();
            let unclear = number("/timeline/unclear") > Some(0.0) && !missing.contains(&part);
            told.push(if share == 0.0 && unclear { format!("{part} unclear") } else { percent(part, share) });
        }
    }
    told
}

#[test]
fn every_form_of_a_report_tells_the_numbers_of_the_json() {
    for answer in answers() {
        let take: Value = serde_json::from_str(&analyze(&answer, &["--no-save", "--format", "json"])).unwrap();
        let line: Value = serde_json::from_str(&analyze(&answer, &["--no-save", "--format", "jsonl"])).unwrap();
        assert_eq!(take, line, "{answer:?}");
        for format in ["text", "md", "html"] {
            let report = words(&analyze(&answer, &["--no-save", "--full", "--format", format]), format);
            for sentence in told(&take) {
                let said = sentence.split('|').any(|one| report.contains(one));
                assert!(said, "{answer:?}, {format}: {sentence:?} in\n{report}");
            }
            let finds_missing = report.contains("not found: ");
            let missing = at(&take, "/structure/missing").as_array().unwrap();
            // Words that may be wrong show nothing missing.
            let trusted = at(&take, "/doubt").is_null();
            assert_eq!(finds_missing, trusted && !missing.is_empty(), "{answer:?}, {format}");
        }
    }
}

#[test]
fn a_part_has_one_share() {
    for answer in answers() {
        let take: Value = serde_json::from_str(&analyze(&answer, &["--no-save", "--format", "json"])).unwrap();
        let Some(parts) = at(&take, "/timeline").get("parts").and_then(Value::as_array) else { continue };
        let shares = at(&take, "/structure/shares").as_object().unwrap();
        for (label, share) in shares {
            let told =
                parts.iter().find(|part| part["part"] == label.as_str()).map_or(0.0, |p| p["share"].as_f64().unwrap());
            assert!((told - share.as_f64().unwrap()).abs() < 1e-9, "{answer:?}: {label}");
        }
        let sum: f64 = shares.values().map(|share| share.as_f64().unwrap()).sum();
        let unclear = at(&take, "/timeline/unclear").as_f64().unwrap();
        // Each is rounded to three decimals.
        assert!((sum + unclear - 1.0).abs() < 0.005, "{answer:?}: {sum} and {unclear}");
    }
}

#[test]
fn the_history_keeps_what_the_report_said() {
    for answer in answers() {
        // The same words in two files are one take: each answer gets a history of its own.
        let data = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| {
            let output = outloud().env("OUTLOUD_DATA", data.path()).args(arguments).output().unwrap();
            assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        let arguments: Vec<&str> = answer.iter().map(String::as_str).collect();
        let analysis = run(&[&["analyze", "--save", "--format", "json"], &arguments[..]].concat());
        let take: Value = serde_json::from_slice(&analysis).unwrap();
        let table = run(&["history", "export", "--format", "csv"]);
        let mut table = csv::Reader::from_reader(table.as_slice());
        let head = table.headers().unwrap().clone();
        let row = table.records().next().unwrap().unwrap();
        let kept = |name: &str| row[head.iter().position(|column| column == name).unwrap()].parse::<f64>().ok();
        for (name, place) in [
            ("words", "/pace/words"),
            ("pace", "/pace/wpm"),
            ("fillers", "/fillers/per_minute"),
            ("duration", "/duration/speech_span_s"),
            ("long_pauses", "/pauses/long"),
            ("pitch", "/delivery/pitch/sd_semitones"),
        ] {
            let said = take.pointer(place).and_then(Value::as_f64);
            let rounded = |value: Option<f64>| value.map(|value| (1000.0 * value).round());
            assert_eq!(rounded(kept(name)), rounded(said), "{answer:?}: {name}");
        }
        let missing = at(&take, "/structure/missing").as_array().unwrap().len();
        let story = at(&take, "/structure/kind") == "story";
        assert_eq!(kept("star"), story.then_some(4.0 - missing as f64), "{answer:?}");
    }
}
