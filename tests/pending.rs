//! Every recording is in the history at once: what waits for its analysis keeps what it answers and what it is filed under.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use serde_json::{Value, json};

use common::{home, outloud, run, said};

const ANSWER: &str = "fixtures/audio/short-espeak.flac";
const WORDS: &str = "fixtures/transcripts/short-espeak.json";
const DEVICE: [&str; 3] = ["record", "--device", "file:fixtures/audio/short-espeak.flac"];

/// Everything that is exported of each take.
fn exported() -> Vec<Value> {
    let (status, lines, told) = run(&["history", "export", "--format", "jsonl"]);
    assert_eq!(status, 0, "{told}");
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn what_is_only_recorded_waits_with_all_it_was_told_and_keeps_it() {
    let filed = ["--question", "real-weakness", "--speaker", "Ann", "--category", "behavioural", "--tag", "acme"];
    let (status, _, told) = said(outloud().args(DEVICE).args(["--no-analyze", "--aim", "40s"]).args(filed));
    assert!(status == 0 && told.contains("`outloud analyze --pending`"), "{told}");
    let (_, list, told) = run(&["history", "list", "--speaker", "ann", "--tag", "acme"]);
    assert!(list.contains("not analysed yet") && list.contains("0:30  Ann: real-weakness"), "{list}");
    assert!(list.contains("[behavioural] [acme]") && told.contains("analyze --pending"), "{list}");
    let (status, report, told) = run(&["history", "show"]);
    assert!(status == 1 && report.is_empty() && told.contains("take 1 is not analysed yet"), "{told}");
    assert!(exported().is_empty() && run(&["trend", "--speaker", "Ann"]).1.is_empty());
    assert_eq!(run(&["analyze", "--pending", "--question", "other"]).0, 2);
    // Somebody else uses it meanwhile.
    let (status, report, told) =
        said(outloud().args(["analyze", "--pending", "--format", "json"]).env("OUTLOUD_SPEAKER", "Bob"));
    assert!(status == 0 && told.contains("kept as take 1\n"), "{told}");
    let take: Value = serde_json::from_str(&report).unwrap();
    assert_eq!((&take["question"]["id"], &take["duration"]["aim"]["length_s"]), (&json!("real-weakness"), &json!(40)));
    assert!(take["rubric"].is_object() && take["question"]["prompt"].is_string());
    let [kept] = &exported()[..] else { panic!("not one take") };
    let about = [&kept["id"], &kept["question"], &kept["speaker"], &kept["category"], &kept["tags"]];
    assert_eq!(about, [&json!(1), &json!("real-weakness"), &json!("Ann"), &json!("behavioural"), &json!(["acme"])]);
    assert!(!run(&["history", "list"]).1.contains("not analysed yet"));
    assert_eq!(run(&["analyze", "--pending"]), (0, String::new(), "nothing waits to be analysed\n".into()));
}

#[test]
fn a_recording_whose_analysis_failed_waits_and_still_knows_its_question() {
    let nowhere = home().join("nowhere");
    let (status, _, told) =
        said(outloud().args(DEVICE).args(["--prompt", "Why this oven?"]).env("OUTLOUD_MODELS", nowhere));
    assert!(status == 1 && told.contains("the recording is kept"), "{told}");
    let (_, list, _) = run(&["history", "list"]);
    assert!(list.contains("analysis not finished") && list.contains("Why this oven?"), "{list}");
    let recordings = fs::read_dir(home().join("data/recordings")).unwrap();
    let take = recordings.map(|file| file.unwrap().path()).find(|path| path.is_file()).unwrap();
    let (status, report, told) = run(&["analyze", take.to_str().unwrap(), "--transcript", WORDS, "--format", "json"]);
    assert!(status == 0 && told.contains("kept as take 1\n"), "{told}");
    assert_eq!(serde_json::from_str::<Value>(&report).unwrap()["question"]["prompt"], "Why this oven?");
    assert_eq!(exported().len(), 1);
}

#[test]
fn what_is_not_to_be_kept_does_not_wait_either() {
    assert_eq!(said(outloud().args(DEVICE).args(["--no-analyze", "--no-save", "--for", "1s"])).0, 0);
    assert!(!home().join("data/history.db").exists());
}

#[test]
fn a_take_that_waits_can_be_edited_and_deleted_with_its_recording() {
    assert_eq!(said(outloud().args(DEVICE).args(["--no-analyze", "--for", "1s", "--question", "ovem"])).0, 0);
    let edit =
        ["history", "edit", "1", "--question", "oven", "--speaker", "Ann", "--tag", "acme", "--date", "2024-11-20"];
    assert_eq!(run(&edit), (0, String::new(), "take 1 is changed\n".into()));
    let (_, list, _) = run(&["history", "list"]);
    assert!(list.contains("2024-11-20 12:00") && list.contains("Ann: oven [acme]"), "{list}");
    assert_eq!(run(&["history", "repair"]).1, "1 take, all readable\n");
    assert_eq!(run(&["history", "delete", "1", "--yes"]).0, 0);
    let left =
        fs::read_dir(home().join("data/recordings")).unwrap().filter(|file| file.as_ref().unwrap().path().is_file());
    assert_eq!((left.count(), run(&["history", "list"]).1), (0, String::new()));
}

#[test]
fn an_edited_take_is_held_against_its_new_question_and_tells_the_same_everywhere() {
    let filed = ["--question", "oven", "--category", "baking", "--tag", "acme", "--tag", "old"];
    assert_eq!(said(outloud().args(["analyze", ANSWER, "--transcript", WORDS]).args(filed)).0, 0);
    let (status, _, told) = run(&["history", "edit", "1"]);
    assert!(status == 2 && told.contains("--question"), "{told}");
    let edit =
        ["history", "edit", "1", "--question", "real-weakness", "--category", "", "--tag", "new", "--untag", "OLD"];
    let (status, _, told) = run(&edit);
    assert!(status == 0 && told.contains("take 1: measured again"), "{told}");
    let [kept] = &exported()[..] else { panic!("not one take") };
    assert_eq!(
        (&kept["question"], &kept["category"], &kept["tags"]),
        (&json!("real-weakness"), &json!(null), &json!(["acme", "new"]))
    );
    assert_eq!(kept["take"]["question"]["id"], "real-weakness");
    assert!(kept["take"]["rubric"].is_object() && kept["take"]["shape"]["name"] == "weakness");
    let (_, shown, heading) = run(&["history", "show", "1"]);
    assert!(shown.contains("real-weakness") && heading.contains("acme · new"), "{shown} {heading}");
    // Where no question is left, none of its points are.
    assert_eq!(run(&["history", "edit", "1", "--question", ""]).0, 0);
    assert_eq!(exported()[0]["take"]["rubric"], json!(null));
    assert!(run(&["history", "list"]).1.contains(" – [acme] [new]"));
    assert_eq!(run(&["history", "edit", "9", "--tag", "x"]).0, 1);
}
