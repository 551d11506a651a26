//! `outloud doctor` as its user meets it: what it looks at, and what it says to do.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{home, outloud};

const WORDS: &str = "fixtures/transcripts/short-espeak.json";

/// Exit status and stdout of the checks, with `device` for a microphone.
fn doctor(device: &str) -> (i32, String) {
    let output = outloud().args(["doctor", "--device", device]).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn all_is_well_where_all_is_there() {
    let (status, report) = doctor("tone:440");
    assert_eq!(status, 0, "{report}");
    // A sine of a quarter of full scale: its peak is at -12 dBFS, its level 3 dB below that.
    assert!(report.contains("ok   microphone: tone:440, 48000 Hz, loudest -15 dBFS"), "{report}");
    assert!(report.contains("ok   history: no takes yet") && report.contains("ok   data folder: "), "{report}");
    // Nobody asked the machine for its own microphones, so nothing is known of them.
    assert!(report.contains("--   sound system: not looked at"), "{report}");
}

#[test]
fn a_damaged_history_is_found_and_its_remedy_helps() {
    assert!(outloud().args(["analyze", "--save", "--transcript", WORDS]).output().unwrap().status.success());
    assert!(doctor("tone:440").1.contains("ok   history: 1 take, all readable"));
    let history = home().join("data/history.db");
    fs::remove_file(home().join("data/history.db-wal")).unwrap_or_default();
    fs::write(&history, "no database any more, ".repeat(1000)).unwrap();
    let (status, report) = doctor("tone:440");
    assert_eq!(status, 1, "{report}");
    let fault = format!("FIX  history: {}: the history is damaged", history.display());
    assert!(report.contains(&fault) && report.contains("\n     `outloud history repair`"), "{report}");
    assert!(outloud().args(["history", "repair"]).output().unwrap().status.success());
    assert_eq!(doctor("tone:440").0, 0);
}

#[test]
fn a_device_without_sound_is_named_with_what_to_check() {
    let (status, report) = doctor("stalled:0");
    assert_eq!(status, 1, "{report}");
    assert!(report.contains("FIX  microphone: no sound came from stalled:0 for 2.5 s"), "{report}");
    assert!(report.contains("plugged in") && report.contains("ok   history"), "{report}");
}

#[cfg(unix)]
#[test]
fn what_others_may_read_is_told_with_the_way_to_stop_it() {
    use std::os::unix::fs::PermissionsExt;
    assert!(outloud().args(["analyze", "--save", "--transcript", WORDS]).output().unwrap().status.success());
    let history = home().join("data/history.db");
    fs::set_permissions(&history, fs::Permissions::from_mode(0o644)).unwrap();
    let (status, report) = doctor("tone:440");
    assert_eq!(status, 1, "{report}");
    let remedy = report.split_once("`chmod go= ").unwrap().1.split_once('`').unwrap().0;
    assert_eq!(remedy, history.to_str().unwrap());
    fs::set_permissions(&history, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(doctor("tone:440").0, 0);
}
