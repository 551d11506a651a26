//! What a newcomer meets who answers no, mistypes, or breaks off: each is told what is the matter and what can be typed next.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::io::Write;

use common::terminal::outloud_in_terminal;
use common::{flat, home, outloud, run, said};

const ANSWER: &str = "fixtures/audio/short-espeak.flac";
const WORDS: &str = "fixtures/transcripts/short-espeak.json";

/// What `outloud` shows in a terminal of its own when `typed` is typed, and its exit status.
fn at_a_terminal(arguments: &[&str], typed: &str) -> (i32, String) {
    let (mut child, mut keyboard, screen) = outloud_in_terminal(100, arguments);
    keyboard.write_all(typed.as_bytes()).unwrap();
    let status = child.wait().unwrap();
    (status.code().unwrap(), screen.rest())
}

/// Keeps a take with these options; its report, in one line.
fn keep(more: &[&str]) -> String {
    let (status, report, told) = said(outloud().args(["analyze", ANSWER, "--transcript", WORDS]).args(more));
    assert_eq!(status, 0, "{told}");
    flat(&report)
}

#[test]
fn whoever_answers_no_is_told_that_nothing_was_removed_and_no_more() {
    keep(&[]);
    for command in [&["history", "delete", "1"][..], &["purge"]] {
        let (status, shown) = at_a_terminal(command, "n\n");
        assert_eq!(status, 0, "{shown}");
        assert!(shown.trim_end().ends_with("nothing was removed"), "{shown}");
        let (status, _, told) = run(command);
        assert!(status == 2 && told.contains("error: nothing was removed") && told.contains("`--yes`"), "{told}");
    }
    assert_eq!(run(&["history", "show", "1"]).0, 0);
}

#[test]
fn a_language_is_one_that_whisper_knows_and_the_model_hears() {
    let klingon = ["analyze", "--transcript", WORDS, "--language", "klingon"];
    for arguments in
        [&klingon[..], &["analyze", ANSWER, "--language", "klingon"], &["models", "recommend", "--language", "klingon"]]
    {
        let (status, _, told) = run(arguments);
        assert!(status == 1 && told.contains("`klingon` is no language that whisper knows"), "{told}");
        assert!(told.contains("hint: give an ISO 639-1 code"), "{told}");
    }
    // Only an English one is installed.
    let (status, _, told) = run(&["analyze", ANSWER, "--language", "German"]);
    assert!(status == 1 && told.contains("error: tiny.en hears English only"), "{told}");
    assert!(told.contains("hint: for `de`: `outloud models pull base`") && !told.contains("no speech model"), "{told}");
}

#[test]
fn practice_refuses_a_file_that_is_not_there_before_it_asks() {
    let (status, shown, told) = run(&["practice", "--from", "no-such.flac"]);
    assert!(status == 1 && shown.is_empty(), "{shown}");
    assert!(told.starts_with("error: ") && told.contains("no-such.flac") && !told.contains("is kept"), "{told}");
}

#[test]
fn an_interview_has_no_more_questions_than_there_are_and_ends_with_what_comes_next() {
    let (status, shown, told) = run(&["practice", "--from", ANSWER, "--interview", "500"]);
    assert!(status == 0 && shown.contains("This session: 1 answer"), "{told}");
    assert!(told.contains("an interview of 500 questions: there are no more than "), "{told}");
    assert!(flat(&told).contains("`outloud practice` goes on with what is due"), "{told}");
}

#[test]
fn what_can_be_typed_next_files_the_take_as_it_was() {
    let filed =
        ["--question", "oven", "--speaker", "Anna", "--aim", "30s", "--category", "behavioural", "--tag", "acme"];
    let again = "outloud record --question oven --aim 30s --speaker Anna --category behavioural --tag acme";
    let report = keep(&filed);
    assert!(report.contains(again), "{report}");
    let (_, shown, _) = run(&["history", "show", "1"]);
    assert!(flat(&shown).contains(again), "{shown}");
    let report = keep(&["--no-save", "--no-progress", "-v"]);
    let whole = format!("outloud analyze {ANSWER} --transcript {WORDS} --no-save --full");
    assert!(
        report.contains(&whole) && report.contains("outloud record --question oven --aim 30s --no-save"),
        "{report}"
    );
    // As it stands there, it does what it says.
    let (status, full, told) = said(outloud().args(whole.split(' ').skip(1)));
    assert!(status == 0 && full.len() > shown.len() && !flat(&full).contains("--full"), "{told}");
}

#[test]
fn an_analysis_broken_off_at_once_leaves_no_folder_and_no_table() {
    let folder = home().join("new/reports");
    let folder = folder.to_str().unwrap();
    let arguments = ["analyze", "fixtures/audio/long-rms.flac", ANSWER, "--no-save", "--out-dir", folder];
    let (mut child, mut keyboard, mut screen) = outloud_in_terminal(100, &arguments);
    screen.wait_for("0 of 2 recordings");
    keyboard.write_all(b"\x03").unwrap();
    let status = child.wait().unwrap();
    let shown = screen.rest();
    assert_eq!(status.code(), Some(130), "{shown}");
    assert!(shown.trim_end().ends_with("error: interrupted") && !shown.contains("wrote"), "{shown}");
    assert!(!home().join("new").exists());
    // Nor does what was refused.
    assert_eq!(run(&["analyze", ANSWER, "--language", "klingon", "--out-dir", folder]).0, 1);
    assert!(!home().join("new").exists());
}

#[test]
fn a_transcript_given_as_a_recording_is_told_apart() {
    for command in ["analyze", "check"] {
        let more: &[&str] = if command == "check" { &["--max-duration", "3m"] } else { &[] };
        let (status, _, told) = run(&[&[command, "fixtures/transcripts/short-espeak.txt"], more].concat());
        assert!(status == 1 && told.contains("`--transcript fixtures/transcripts/short-espeak.txt`"), "{told}");
    }
}

#[test]
fn a_page_is_not_poured_over_a_terminal() {
    keep(&[]);
    for arguments in [
        &["analyze", ANSWER, "--format", "html"][..],
        &["record", "--device", "tone:440", "--format", "html"],
        &["history", "show", "1", "--format", "html"],
        &["trend", "--format", "svg"],
        &["dashboard", "-o", "-"],
    ] {
        let (status, shown) = at_a_terminal(arguments, "");
        assert!(status == 2 && shown.contains("error: a terminal cannot show a page"), "{arguments:?}: {shown}");
        assert!(shown.contains("hint: write it to a file: `") && !shown.contains("<html"), "{shown}");
    }
    let to = home().join("there.html");
    let file = to.to_str().unwrap();
    for arguments in
        [&["history", "show", "1", "--format", "html"][..], &["trend", "--format", "html"], &["history", "show"]]
    {
        let (status, written, told) = run(&[arguments, &["-o", file]].concat());
        assert!(status == 0 && written.is_empty() && told.ends_with(&format!("wrote {file}\n")), "{told}");
        let is_page = arguments.contains(&"html");
        assert_eq!(fs::read_to_string(&to).unwrap().contains("<html"), is_page, "{arguments:?}");
        let (status, _, told) = run(&[arguments, &["-o", "/no/such/folder/x.html"]].concat());
        assert!(status == 1 && told.starts_with("error: cannot write /no/such/folder/x.html: "), "{told}");
    }
}

#[test]
fn what_is_missing_is_named_with_what_to_do_and_without_numbers_of_the_system() {
    let (config, taken) = (home().join("cfg.toml"), home().join("data/stories/mine.md"));
    fs::write(&config, "").unwrap();
    assert_eq!(run(&["stories", "new", "mine"]).0, 0);
    for (arguments, message, hint) in [
        (&["analyze", "--transcript", "no.txt"][..], "cannot read no.txt: no such file or directory", "check the name"),
        (&["history", "repair", "nofolder"], "cannot read nofolder: no such file or directory", "check the name"),
        (
            &["analyze", "--transcript", WORDS, "-o", "/no/such/x.html"],
            "cannot write /no/such/x.html: no such file or directory",
            "make the folder /no/such first",
        ),
        (&["stories", "new", "mine"], "is there already", "open it, or choose another name"),
        (&["stories", "new", "../x"], "small letters, digits and hyphens", "choose a name such as"),
        (&["questions", "add", "Why?", "--id", "conflict-colleague"], "is there already", "choose another name"),
    ] {
        let (status, _, told) = run(arguments);
        let (said, advice) = told.split_once("\n\nhint: ").unwrap_or_else(|| panic!("{told}"));
        assert!(status == 1 && said.contains(message) && advice.starts_with(hint), "{told}");
        assert!(!told.contains("os error"), "{told}");
    }
    assert!(taken.exists());
    let (status, _, told) = said(outloud().arg("history").arg("list").env("OUTLOUD_CONFIG", &config));
    assert!(status == 1 && told.contains("OUTLOUD_CONFIG=") && told.contains("a folder is needed"), "{told}");
}

#[test]
fn an_edit_that_changes_nothing_says_so() {
    keep(&["--tag", "acme"]);
    for (change, told) in [
        (["--untag", "nothere"], "nothing is changed: take 1 is filed so already\n"),
        (["--tag", "acme"], "nothing is changed: take 1 is filed so already\n"),
        (["--untag", "acme"], "take 1 is changed\n"),
    ] {
        assert_eq!(run(&[&["history", "edit", "1"][..], &change].concat()).2, told, "{change:?}");
    }
}

#[test]
fn sentences_keep_to_the_width_of_the_terminal() {
    assert_eq!(run(&["stories", "new", "mine"]).0, 0);
    for arguments in [
        &["questions", "list"][..],
        &["questions", "show", "conflict-colleague"],
        &["stories", "check"],
        &["models", "list"],
    ] {
        let text = said(outloud().args(arguments).env("COLUMNS", "60")).1;
        let is_table = |line: &str| arguments[0] == "models" && line.contains("  ");
        let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 60 && !is_table(line)).collect();
        assert!(!text.is_empty() && wide.is_empty(), "{arguments:?}: {wide:#?}");
    }
    let help = run(&["check", "--help"]).1;
    assert!(flat(&help).contains("task: What was to be done"), "{help}");
}
