//! Every JSON that is written, held to the schema that is published; and the schema to what is written.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use jsonschema::Validator;
use serde_json::{Value, json};

use common::{MODEL, fixture, home, outloud};

/// Recordings whose words are known.
const ANSWERS: [&str; 6] =
    ["fillers-awb", "generic-kal16", "long-rms", "repeats-espeak", "short-espeak", "star-90s-slt"];

/// What the program writes; the exit status may be that of a check that failed.
fn written(arguments: &[&str]) -> String {
    let output = outloud().args(arguments).output().unwrap();
    let status = output.status.code().unwrap();
    assert!(status == 0 || status == 3, "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The published schema, closed: other fields than those it names, which later versions may have, do not pass.
fn closed(what: &str) -> Validator {
    let mut schema: Value = serde_json::from_str(&written(&["schema", what])).unwrap();
    close(&mut schema);
    jsonschema::validator_for(&schema).unwrap()
}

fn close(schema: &mut Value) {
    if let Value::Object(fields) = schema {
        if fields.contains_key("required") {
            fields.insert("additionalProperties".into(), json!(false));
        }
        fields.values_mut().for_each(close);
    }
}

fn assert_valid(schema: &Validator, json: &str, what: &str) {
    let value: Value = serde_json::from_str(json).unwrap();
    let wrong: Vec<String> = schema.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert_eq!(wrong, [""; 0], "{what}");
}

#[test]
fn every_take_is_as_the_schema_says() {
    let schema = closed("take");
    for answer in ANSWERS {
        let audio = fixture(&format!("audio/{answer}.flac"));
        let words = fixture(&format!("transcripts/{answer}.json"));
        let (audio, words) = (audio.to_str().unwrap(), words.to_str().unwrap());
        let asked = ["--question", "conflict-colleague", "--format", "json", "--no-save"];
        let with_sound = written(&[&["analyze", audio, "--transcript", words], &asked[..]].concat());
        assert_valid(&schema, &with_sound, answer);
        let text = fixture(&format!("transcripts/{answer}.txt"));
        let text = text.to_str().unwrap();
        assert_valid(&schema, &written(&["analyze", "--transcript", text, "--format", "json", "--no-save"]), text);
    }
    // Recognised here, kept, and shown again.
    let joe = fixture("audio/outage-joe.flac");
    let recognised = written(&["analyze", joe.to_str().unwrap(), "--model", MODEL, "--format", "jsonl"]);
    assert_valid(&schema, &recognised, "recognised");
    assert_valid(&schema, &written(&["history", "show", "--format", "json"]), "shown again");
    // In another language, of which less is known.
    let other = home().join("gesagt.txt");
    std::fs::write(&other, "Im Frühling habe ich den Ofen repariert. Danach ging alles schneller.").unwrap();
    let other =
        ["analyze", "--transcript", other.to_str().unwrap(), "--language", "de", "--format", "json", "--no-save"];
    assert_valid(&schema, &written(&other), "German");
}

#[test]
fn every_check_is_as_the_schema_says() {
    let schema = closed("check");
    let words = fixture("transcripts/star-90s-slt.json");
    let limits = ["--max-duration", "60s", "--min-duration", "10s", "--max-filler-percent", "4", "--pace", "110..190"];
    let require = ["--require", "situation,task,action,result,number", "--format", "json", "--transcript"];
    for more in [&[][..], &["fixtures/audio/star-90s-slt.flac"][..]] {
        let arguments = [&["check"][..], &limits, &require, &[words.to_str().unwrap()], more].concat();
        assert_valid(&schema, &written(&arguments), "check");
    }
}

#[test]
fn what_is_not_as_the_schema_says_does_not_pass() {
    let schema = closed("take");
    let words = fixture("transcripts/short-espeak.json");
    let words = words.to_str().unwrap();
    let take = written(&["analyze", "--transcript", words, "--format", "json", "--no-save"]);
    let take: Value = serde_json::from_str(&take).unwrap();
    assert!(schema.is_valid(&take));
    for (place, value) in
        [("/pace/words", json!("many")), ("/structure/kind", json!("tale")), ("/transcript/words/0/start_s", json!([]))]
    {
        let mut wrong = take.clone();
        *wrong.pointer_mut(place).unwrap() = value;
        assert!(!schema.is_valid(&wrong), "{place}");
    }
    let mut without = take.clone();
    without["pace"].as_object_mut().unwrap().remove("wpm");
    let mut more = take;
    more["pace"]["mood"] = json!(1);
    assert!(!schema.is_valid(&without) && !schema.is_valid(&more));
}
