//! The history as its user meets it: what is kept, what is shown, and what is lost when things go wrong (nothing).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use assert_cmd::Command;

use common::{home, outloud};

const ANSWER: &str = "fixtures/audio/short-espeak.flac";
const WORDS: &str = "fixtures/transcripts/short-espeak.json";

/// What `command` says: exit status, stdout, stderr.
fn said(command: &mut Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_take_is_kept_once_unless_told_otherwise() {
    let analyze = |more: &[&str]| said(outloud().args(["analyze", ANSWER, "--transcript", WORDS]).args(more));
    let (status, _, told) = analyze(&["--no-save"]);
    assert!(status == 0 && told.is_empty() && !home().join("data").exists(), "{told}");
    assert_eq!(analyze(&[]).2, "kept as take 1\n");
    assert_eq!(analyze(&["--format", "json"]).2, "take 1: measured again\n");
}

#[test]
fn a_history_that_cannot_be_written_costs_no_report() {
    // A file where the folder should be.
    fs::write(home().join("data"), "").unwrap();
    let (status, report, told) = said(outloud().args(["analyze", "--transcript", WORDS]));
    assert_eq!(status, 1);
    assert!(report.contains("words each") && told.starts_with("error: the report is whole"), "{told}");
    assert!(told.contains("history.db") && told.contains("hint: ") && told.contains("--no-save"), "{told}");
}
