//! Takes of the past, measured again: by today's definitions, after an older program, and after it broke off.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use serde_json::{Value, json};

use common::{MODEL, flat, home, outloud, run, said, say};

const ANSWER: &str = "fixtures/audio/short-espeak.flac";
const WORDS: &str = "fixtures/transcripts/short-espeak.json";

#[test]
fn takes_are_measured_again_from_their_words_and_their_recording() {
    let recording = home().join("answer.flac");
    fs::copy(ANSWER, &recording).unwrap();
    run(&["analyze", recording.to_str().unwrap(), "--transcript", WORDS, "--question", "oven"]);
    say("queue", 2, 0.4);
    let before = run(&["history", "show", "1", "--format", "json"]).1;
    assert!(run(&["reanalyze"]).2.contains("every take is measured by today's definitions"));
    let (status, _, told) = run(&["reanalyze", "1", "2"]);
    assert!(status == 0 && told.contains("measured 2 of 2 takes again"), "{told}");
    assert_eq!(run(&["history", "show", "1", "--format", "json"]).1, before, "the same definitions measure the same");
    fs::rename(&recording, home().join("moved.flac")).unwrap();
    let (status, _, told) = run(&["reanalyze", "1"]);
    assert!(status == 1 && told.contains("answer.flac is not there any more"), "{told}");
    assert_eq!(run(&["history", "show", "1", "--format", "json"]).1, before);
    let (status, report, _) = run(&["history", "repair", home().to_str().unwrap()]);
    assert!(status == 0 && report.contains("moved.flac") && report.contains("2 takes, all readable"), "{report}");
    assert_eq!(run(&["reanalyze", "1"]).0, 0);
    fs::write(home().join("moved.flac"), "something else").unwrap();
    assert!(run(&["reanalyze", "1"]).2.contains("another recording now"));
}

/// What is stored of every take in the database at `path`, by number.
fn stored(path: &std::path::Path) -> Vec<(i64, Value)> {
    let history = rusqlite::Connection::open(path).unwrap();
    let mut takes = history.prepare("SELECT take_id, json FROM analyses ORDER BY take_id").unwrap();
    let takes = takes.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
    takes.map(|take| take.map(|(id, json)| (id, serde_json::from_str(&json).unwrap())).unwrap()).collect()
}

#[test]
fn a_history_of_the_schema_before_is_listed_shown_compared_charted_and_measured_again() {
    let old = std::path::Path::new("fixtures/history/schema-1-last.db");
    let database = home().join("data/history.db");
    fs::create_dir_all(home().join("data")).unwrap();
    fs::copy(old, &database).unwrap();
    let before = stored(&home().join("data/history.db"));
    let list = run(&["history", "list"]).1;
    assert!(list.lines().count() == 6 && list.contains("        [behavioural] [acme] [round 1]\n"), "{list}");
    assert!(fs::metadata(old).unwrap().len() > 0 && stored(&database).len() == before.len());
    for (id, was) in &before {
        let id = id.to_string();
        for (format, full) in [("text", true), ("md", false), ("html", false)] {
            let more: &[&str] = if full { &["--full"] } else { &[] };
            let (status, report, told) = run(&[&["history", "show", &id, "--format", format][..], more].concat());
            assert!(status == 0 && told.starts_with(&format!("Take {id}, ")), "{told}");
            let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" ");
            for finding in was["findings"].as_array().unwrap() {
                let message = words(finding["advice"].as_str().unwrap());
                let (report, message) = (flat(&words(&report)), flat(&message));
                assert!(report.contains(&message), "{id} {format}: {message} in {report}");
            }
        }
        let shown: Value = serde_json::from_str(&run(&["history", "show", &id, "--format", "json"]).1).unwrap();
        let mut was = was.clone();
        if let Some(pitch) = was["delivery"]["pitch"].as_object_mut() {
            pitch.remove("track");
        }
        let labels: Vec<Value> =
            was["structure"]["sentences"].as_array().unwrap().iter().map(|part| part["label"].clone()).collect();
        was["structure"]["missing"].as_array_mut().unwrap().retain(|part| !labels.contains(part));
        was["transcript"]["caveats"] = shown["transcript"]["caveats"].clone();
        was["doubt"] = if id == "4" { json!("demo-model") } else { Value::Null };
        for (part, was) in was.as_object().unwrap() {
            match was.as_object() {
                // What later programs measure besides stands beside it.
                Some(fields) => {
                    fields.iter().for_each(|(key, was)| assert_eq!(&shown[part][key], was, "{id}: {part}.{key}"));
                }
                None => assert_eq!(&shown[part], was, "{id}: {part}"),
            }
        }
    }
    let caveats = |id: &str| -> Value {
        let take: Value = serde_json::from_str(&run(&["history", "show", id, "--format", "json"]).1).unwrap();
        take["transcript"]["caveats"].clone()
    };
    assert_eq!((caveats("2"), caveats("4")), (json!([{"kind": "estimated-times"}]), json!([{"kind": "demo-model"}])));
    let (status, compared, _) = run(&["compare", "1", "2"]);
    assert!(status == 0 && compared.contains("STAR parts"), "{compared}");
    let trend: Value = serde_json::from_str(&run(&["trend", "--metric", "star", "--format", "json"]).1).unwrap();
    let parts: Vec<&Value> = trend["trends"][0]["points"].as_array().unwrap().iter().map(|p| &p["value"]).collect();
    let told = |id: usize| json!(4.0 - run_json(id)["structure"]["missing"].as_array().unwrap().len() as f64);
    assert!(parts.contains(&&told(1)) && parts.contains(&&told(2)), "{trend}");
    // The recordings were made elsewhere: they are found by what is in them.
    assert_eq!(run(&["history", "repair", "fixtures/audio", "fixtures/audio/formats"]).0, 0);
    let (status, _, told) = run(&["reanalyze", "1", "2", "3", "4"]);
    assert!(status == 0 && told.contains("measured 4 of 4 takes again"), "{told}");
    for (id, was) in &before {
        let mut now = run_json(*id as usize);
        // That schema did not say which recording it was.
        let sha256 = now["source"].as_object_mut().and_then(|source| source.remove("sha256"));
        assert_eq!(
            sha256.as_ref().is_some_and(Value::is_string),
            was["source"]["duration_s"].is_number(),
            "take {id}: {sha256:?}"
        );
        for part in ["source", "question", "warnings", "notes"] {
            assert_eq!(now[part], was[part], "take {id}: {part}");
        }
        for (key, was) in was["duration"].as_object().unwrap() {
            assert_eq!(&now["duration"][key], was, "take {id}: duration.{key}");
        }
        // Quotes are cut otherwise today.
        let heard = |take: &Value| -> Vec<Value> {
            let steps = take["shape"]["steps"].as_array().unwrap().iter();
            steps.map(|step| json!([step["step"], step["state"]])).collect()
        };
        for key in ["name", "chosen_by"] {
            assert_eq!(now["shape"][key], was["shape"][key], "take {id}: shape");
        }
        assert_eq!(heard(&now), heard(was), "take {id}");
        assert_eq!(now["transcript"]["words"], was["transcript"]["words"], "take {id}");
    }
    let again =
        run(&["analyze", "--save", "--transcript", "fixtures/transcripts/generic-kal16.json", "--shape", "care"]);
    assert!(again.2.contains("take 3: measured again"), "the same words are the same answer: {}", again.2);
}

fn run_json(id: usize) -> Value {
    serde_json::from_str(&run(&["history", "show", &id.to_string(), "--format", "json"]).1).unwrap()
}

#[test]
fn reanalysis_goes_on_where_it_stopped_and_keeps_a_shape_that_was_named() {
    let (recording, away) = (home().join("answer.flac"), home().join("away.flac"));
    fs::copy(ANSWER, &recording).unwrap();
    let other = "fixtures/transcripts/star-90s-slt.json";
    for arguments in [
        &["--transcript", other, "--shape", "care"][..],
        &[recording.to_str().unwrap(), "--transcript", WORDS],
        &["--transcript", "fixtures/transcripts/fillers-awb.json"],
    ] {
        assert_eq!(said(outloud().args(["analyze", "--save"]).args(arguments)).0, 0);
    }
    let shape = || {
        let take: Value = serde_json::from_str(&run(&["history", "show", "1", "--format", "json"]).1).unwrap();
        (take["shape"]["name"].clone(), take["shape"]["chosen_by"].clone())
    };
    assert_eq!(shape(), (json!("care"), json!("option")));
    // As an earlier outloud would have left them.
    let history = rusqlite::Connection::open(home().join("data/history.db")).unwrap();
    history.execute("UPDATE takes SET analyser = 0", []).unwrap();
    fs::rename(&recording, &away).unwrap();
    let (status, _, told) = run(&["reanalyze"]);
    assert!(
        status == 1 && told.contains("take 1: measured again") && told.contains("take 3: measured again"),
        "{told}"
    );
    assert!(told.contains("take 2 stays as it is") && told.contains("measured 2 of 3 takes again"), "{told}");
    let old = || history.query_row("SELECT group_concat(id) FROM takes WHERE analyser = 0", [], |row| row.get(0));
    assert_eq!(old().ok(), Some(Some("2".to_owned())));
    fs::rename(&away, &recording).unwrap();
    let (status, _, told) = run(&["reanalyze"]);
    assert!(status == 0 && told.contains("take 2: measured again") && told.contains("measured 1 of 1 takes"), "{told}");
    assert_eq!(old().ok(), Some(None::<String>));
    assert_eq!(shape(), (json!("care"), json!("option")));
}

#[cfg(unix)]
#[test]
fn recognising_again_goes_on_after_it_was_interrupted() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    for recording in [ANSWER, "fixtures/audio/formats/short-8k.wav"] {
        assert_eq!(run(&["analyze", recording, "--transcript", WORDS]).0, 0);
    }
    let model = |id: &str| {
        let take: Value = serde_json::from_str(&run(&["history", "show", id, "--format", "json"]).1).unwrap();
        take["transcript"]["model"].clone()
    };
    assert!(model("1") != MODEL && model("2") != MODEL);
    let mut command = std::process::Command::new(outloud().get_program());
    for (name, value) in outloud().get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    let mut child = command.args(["reanalyze", "--transcribe"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let first = lines.by_ref().find(|line| line.contains("measured again")).unwrap();
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let rest = lines.collect::<Vec<_>>().join("\n");
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest}");
    assert!(rest.contains("stopped after 1 of 2 takes"), "{rest}");
    let (done, left) = if first.contains("take 1:") { ("1", "2") } else { ("2", "1") };
    assert!(model(done) == MODEL && model(left) != MODEL);
    let (status, _, told) = run(&["reanalyze", "--transcribe"]);
    assert!(status == 0 && told.contains("measured 1 of 1 takes again"), "{told}");
    assert_eq!(model(left), MODEL);
    assert!(run(&["reanalyze", "--transcribe"]).2.contains("every take is measured by today's definitions"));
}
