//! For ears and slow terminals: `--plain` says all that is otherwise drawn, and nothing in it is a sign to look at.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeSet;
use std::fs;

use outloud::report::spoken;
use serde_json::Value;

use common::{fixture, flat, home, outloud, run, said};

/// Every spoken answer among the fixtures: its recording, and its words with their times.
fn answers() -> Vec<[String; 2]> {
    let names = fs::read_dir(fixture("audio")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(".flac")?.to_owned())).collect();
    names.sort();
    assert!(names.len() >= 11, "{names:?}");
    names.into_iter().map(|name| ["flac", "json"].map(|end| format!("fixtures/audio/{name}.{end}"))).collect()
}

/// What `analyze` writes of an answer on lines of `columns`.
fn report([audio, words]: &[String; 2], columns: &str, more: &[&str]) -> String {
    let mut command = outloud();
    command.args(["analyze", audio, "--transcript", words, "--no-save", "--prompt", "Tell me about a change you made"]);
    let (status, text, told) = said(command.args(more).env("COLUMNS", columns));
    assert_eq!(status, 0, "{told}");
    text
}

/// Nothing but letters, digits and ordinary punctuation.
fn assert_plain(text: &str) {
    let ordinary = |c: char| c.is_alphanumeric() || " \n.,;:?!'\"()-%/_+=$€£".contains(c);
    let odd: BTreeSet<char> = text.chars().filter(|c| !ordinary(*c)).collect();
    assert!(odd.is_empty(), "{odd:?} in\n{text}");
}

/// The numbers in `text`, moments among them.
fn numbers(text: &str) -> BTreeSet<String> {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ':');
    let all = text.split(|c| !number(c)).map(|word| word.trim_matches(['.', ':']).to_owned());
    all.filter(|word| !word.is_empty()).collect()
}

#[test]
fn every_report_is_told_whole_in_letters_and_ordinary_punctuation() {
    for answer in answers() {
        let short = report(&answer, "80", &["--plain"]);
        let full = report(&answer, "80", &["--plain", "--full"]);
        for text in [&short, &full] {
            assert_plain(text);
            assert!(text.lines().all(|line| line.len() <= 80 && !line.starts_with(' ')), "{text}");
        }
        assert!(short.lines().count() <= 24, "{short}");

        // Every number of the short report, and of the full one but those of examples in its legend.
        let drawn = report(&answer, "120", &[]);
        let missing: Vec<_> = numbers(&drawn).difference(&numbers(&short)).cloned().collect();
        assert!(missing.is_empty(), "{missing:?} in\n{short}");
        let whole = report(&answer, "80", &["--format", "md"]);
        let (before, script) = whole.split_once("## Transcript\n\n").unwrap();
        let script = script.split_once("\n\n").unwrap().1;
        let missing: Vec<_> = numbers(&format!("{before}{script}")).difference(&numbers(&full)).cloned().collect();
        assert!(missing.is_empty(), "{missing:?} in\n{full}");

        let take: Value = serde_json::from_str(&report(&answer, "80", &["--format", "json"])).unwrap();
        let full = flat(&full);
        for finding in take["findings"].as_array().unwrap() {
            for field in ["message", "advice"] {
                let said = flat(&spoken(finding[field].as_str().unwrap()));
                assert!(full.contains(&said), "{said:?} in\n{full}");
            }
        }
    }
}

#[test]
fn the_past_is_told_in_sentences() {
    let settings = home().join("config");
    fs::create_dir_all(&settings).unwrap();
    fs::write(settings.join("config.toml"), "plain = true\n").unwrap();
    for (name, question) in [("star-90s-slt", "conflict"), ("fillers-awb", "conflict"), ("generic-kal16", "mine")] {
        let [audio, words] = ["flac", "json"].map(|end| format!("fixtures/audio/{name}.{end}"));
        let filed = ["--question", question, "--tag", "acme", "--category", "work"];
        let (status, _, told) = said(outloud().args(["analyze", &audio, "--transcript", &words]).args(filed));
        assert_eq!(status, 0, "{told}");
        assert_plain(&told);
    }
    let list = run(&["history", "list"]).1;
    assert_plain(&list);
    assert!(flat(&list).contains(": mine. pace "), "{list}");
    assert!(flat(&list).contains("STAR parts 4 of 4, duration 1:37. Filed under work, acme."), "{list}");
    let trend = flat(&run(&["trend"]).1);
    assert_plain(&trend);
    assert!(trend.contains("duration, usual one to three minutes 3 takes, "), "{trend}");
    assert!(
        trend.contains("3 takes, ")
            && trend.contains("lowest 0:34, highest 1:37. The latest values of duration, the last first: "),
        "{trend}"
    );
    let compared = run(&["compare", "1", "2"]).1;
    assert_plain(&compared);
    assert!(flat(&compared).contains("duration: 1:37 to 0:57, cannot tell yet"), "{compared}");
    assert!(compared.contains("\ntry: ") && compared.contains("\nkeep: "), "{compared}");
    for (arguments, says) in [
        (
            &[
                "check",
                "fixtures/audio/fillers-awb.flac",
                "--transcript",
                "fixtures/audio/fillers-awb.json",
                "--min-duration",
                "1m",
            ][..],
            "FAIL min-duration: at least 1:00",
        ),
        (&["questions", "show", "conflict-colleague"], "Listeners wait for"),
        (&["stories", "list"], ""),
        (&["history", "show", "2", "--full"], "(filler: um)"),
    ] {
        let text = run(arguments).1;
        assert_plain(&text);
        assert!(flat(&text).contains(says), "{text}");
    }
}

#[test]
fn the_environment_wants_it_and_says_when_it_cannot_be_meant() {
    let list = |value: &str| said(outloud().args(["config", "show"]).env("OUTLOUD_PLAIN", value));
    assert!(list("true").1.contains("plain"), "{}", list("true").1);
    let (status, _, told) = said(outloud().args(["history", "list"]).env("OUTLOUD_PLAIN", "perhaps"));
    assert!(status != 0 && told.contains("OUTLOUD_PLAIN=perhaps: neither true nor false"), "{told}");
}
