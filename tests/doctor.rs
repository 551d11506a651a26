//! `outloud doctor` as its user meets it: what it looks at, and what it says to do.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::Path;

use common::{flat, home, outloud};

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
    let fault = format!("FIX history: {}: the history is damaged", history.display());
    assert!(flat(&report).contains(&fault) && report.contains("\n     `outloud history repair`"), "{report}");
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
fn what_others_may_read_is_told_and_closed_when_asked() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    assert!(outloud().args(["analyze", "--save", "--transcript", WORDS]).output().unwrap().status.success());
    let data = home().join("data");
    let (history, take, mine) = (data.join("history.db"), data.join("recordings/a.wav"), data.join("mine.txt"));
    let (elsewhere, link) = (home().join("elsewhere.wav"), data.join("recordings/link.wav"));
    fs::create_dir_all(take.parent().unwrap()).unwrap();
    for path in [&take, &mine, &elsewhere] {
        fs::write(path, "").unwrap();
    }
    symlink(&elsewhere, &link).unwrap();
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let modes = || {
        [&data, &history, &take, &mine, &elsewhere].map(|path| fs::metadata(path).unwrap().permissions().mode() & 0o777)
    };
    set(take.parent().unwrap(), 0o700);
    for (path, mode) in [(&data, 0o755), (&history, 0o644), (&take, 0o664), (&mine, 0o644), (&elsewhere, 0o644)] {
        set(path, mode);
    }
    let as_they_were = modes();

    let (status, report) = doctor("tone:440");
    assert_eq!(status, 1, "{report}");
    assert!(report.lines().all(|line| line.chars().count() <= 80), "{report}");
    let told = flat(&report);
    let (_, open) = told.split_once("FIX data folder: other users of this machine may read ").unwrap();
    let (open, _) = open.split_once(" `outloud doctor --fix` keeps them out").unwrap();
    let open: Vec<&str> = open.split(", ").collect();
    assert_eq!(open, [&data, &history, &take].map(|path| path.to_str().unwrap()));
    assert_eq!(modes(), as_they_were, "looking changes nothing");

    let output = outloud().args(["doctor", "--fix", "--device", "tone:440"]).output().unwrap();
    let told = flat(&String::from_utf8(output.stdout).unwrap());
    assert!(
        output.status.success() && told.contains("may no longer read ") && told.contains(history.to_str().unwrap()),
        "{told}"
    );
    assert_eq!(modes(), [0o700, 0o600, 0o600, 0o644, 0o644]);
    assert_eq!(doctor("tone:440").0, 0);
}
