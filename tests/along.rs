//! Recognition while somebody speaks: what `record` reports is what `analyze` hears in the file that it kept.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![cfg(unix)]

mod common;

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use common::Stream;

/// Somebody who speaks for a minute.
const ANSWER: &str = "fixtures/audio/outage-joe.flac";

#[test]
fn an_answer_is_read_along_loses_no_sound_and_has_the_words_of_its_file() {
    let data = TempDir::new().unwrap();
    let report = data.path().join("report.json");
    let mut command = Command::new(env!("CARGO_BIN_EXE_outloud"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for (name, value) in common::outloud().get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.args(["record", "--live", "--format", "json", "--question", "q1", "--device", &format!("file:{ANSWER}")]);
    let mut speaking = command.arg("--report").arg(&report).env("OUTLOUD_DATA", data.path()).spawn().unwrap();
    let mut told = Stream::read(speaking.stderr.take().unwrap());
    // While it is being said.
    assert!(!told.wait_for("So last autumn").contains("kept"));
    assert!(Command::new("kill").args(["-INT", &speaking.id().to_string()]).status().unwrap().success());
    let output = speaking.wait_with_output().unwrap();
    let told = told.rest();
    assert!(output.status.success() && output.stdout.is_empty(), "{told}");
    assert!(data.path().join("history.db").exists());

    let take: Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
    let kept = take["source"]["path"].as_str().unwrap();
    let played = ::outloud::decode::from_path(ANSWER.as_ref(), &mut |_| ()).unwrap().samples;
    let recorded = ::outloud::decode::from_path(kept.as_ref(), &mut |_| ()).unwrap().samples;
    // It begins a moment after the source does; from then on nothing is missing.
    let begun = |at: usize| played[at..].starts_with(&recorded);
    assert!(recorded.len() > 16_000 && (0..8_000).any(begun), "{told}");

    // Measured again from the file, with nothing remembered.
    assert_eq!(common::analyze(&[kept, "--question", "q1"]), take);
}
