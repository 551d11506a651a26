//! An answer with an aim: what its length is judged by, who said so, and that it stays so.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{analyze, home, outloud, run, written};

const AUDIO: &str = "fixtures/audio/star-90s-slt.flac";
const WORDS: &str = "fixtures/transcripts/star-90s-slt.json";

/// What the answer of a minute and a half is to `arguments`: verdict, aim, who set it.
fn judged(arguments: &[&str]) -> (String, Option<u64>, Option<String>) {
    let take = analyze(&[&[AUDIO, "--transcript", WORDS], arguments].concat());
    let aim = &take["duration"]["aim"];
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    (text(&take["duration"]["target"]).unwrap(), aim["length_s"].as_u64(), text(&aim["set_by"]))
}

#[test]
fn the_length_is_judged_by_the_users_aim_then_by_the_questions_time_then_by_what_is_usual() {
    let user = |verdict: &str, aim_s| (verdict.to_owned(), Some(aim_s), Some("user".to_owned()));
    assert_eq!(judged(&["--aim", "30s"]), user("over", 30));
    assert_eq!(judged(&["--aim", "7m"]), user("short", 420));
    assert_eq!(judged(&["--aim", "100", "--question", "conflict-colleague"]), user("usual", 100));
    let (_, aim_s, set_by) = judged(&["--question", "conflict-colleague"]);
    let shown: serde_json::Value =
        serde_json::from_str(&written(&["questions", "show", "conflict-colleague", "--format", "json"])).unwrap();
    assert_eq!((aim_s, set_by.as_deref()), (shown["time_s"].as_u64(), Some("question")));
    assert_eq!(judged(&[]).1, None);
    std::fs::create_dir_all(home().join("config")).unwrap();
    std::fs::write(home().join("config/config.toml"), "aim = \"30s\"\n").unwrap();
    assert_eq!(judged(&["--question", "conflict-colleague"]), user("over", 30));
    assert_eq!(judged(&["--aim", "100"]), user("usual", 100));
}

#[test]
fn every_report_for_people_names_the_aim() {
    for format in ["text", "md", "html"] {
        let report =
            written(&["analyze", AUDIO, "--transcript", WORDS, "--aim", "30s", "--format", format, "--no-save"]);
        for said in ["Over: 0:20 to 0:40 fits your aim of 0:30.", "Cut it to 30 seconds:"] {
            assert!(report.contains(said), "{format}: {report}");
        }
    }
    let full = written(&["analyze", AUDIO, "--transcript", WORDS, "--aim", "30s", "--full", "--no-save"]);
    let row = full.lines().find(|line| line.trim_start().starts_with("length ")).unwrap();
    assert!(row.contains("for your aim of 0:30") && row.contains("0:20–0:40") && row.ends_with("▲ high"), "{row}");
}

#[test]
fn a_take_keeps_its_aim_until_it_is_given_another() {
    let kept = || -> serde_json::Value {
        let take: serde_json::Value =
            serde_json::from_str(&written(&["history", "show", "1", "--format", "json"])).unwrap();
        take["duration"]["aim"]["length_s"].clone()
    };
    written(&["analyze", AUDIO, "--transcript", WORDS, "--aim", "30s"]);
    written(&["reanalyze", "1"]);
    assert_eq!(kept(), 30);
    written(&["reanalyze", "1", "--aim", "100s"]);
    assert_eq!(kept(), 100);
    assert_eq!(run(&["reanalyze", "--aim", "100s"]).0, 2, "an aim of which takes?");
}

#[test]
fn a_check_holds_the_length_against_the_aim() {
    let check = |aim| run(&["check", AUDIO, "--transcript", WORDS, "--aim", aim]);
    assert_eq!(check("100s").0, 0);
    let (status, told, _) = check("30s");
    assert_eq!(status, 3);
    assert!(told.starts_with("FAIL  aim: 0:20–0:40 for your aim of 0:30, and it is 1:"), "{told}");
}

#[test]
fn an_aim_that_cannot_be_is_refused_wherever_it_stands() {
    let output = outloud().args(["config", "show"]).env("OUTLOUD_AIM", "30s").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("aim: 30s (OUTLOUD_AIM)"));
    assert_eq!(run(&["analyze", AUDIO, "--aim", "soon"]).0, 2);
    let output = outloud().args(["analyze", AUDIO]).env("OUTLOUD_AIM", "soon").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && told.contains("OUTLOUD_AIM=soon: not a length"), "{told}");
    assert!(told.contains("\n\nhint: "), "{told}");
}

#[test]
fn a_trend_judges_each_length_by_its_own_aim() {
    let trend = || -> serde_json::Value {
        let trend = written(&["trend", "--metric", "duration", "--format", "json"]);
        serde_json::from_str::<serde_json::Value>(&trend).unwrap()["trends"][0].clone()
    };
    let fits = |from: f64, to: f64| serde_json::json!({"from": from, "to": to});
    written(&["analyze", AUDIO, "--transcript", WORDS, "--aim", "30s"]);
    assert_eq!(trend()["usual"], fits(20.0, 40.0));
    assert!(written(&["trend", "--metric", "duration"]).contains("0:20 to 0:40 fits your aim"));
    written(&["analyze", "fixtures/audio/short-espeak.flac", "--transcript", "fixtures/transcripts/short-espeak.json"]);
    let both = trend();
    assert!(both["usual"].is_null(), "{both}");
    let mut usual: Vec<f64> =
        both["points"].as_array().unwrap().iter().map(|point| point["usual"]["to"].as_f64().unwrap()).collect();
    usual.sort_by(f64::total_cmp);
    assert_eq!(usual, [40.0, 180.0]);
    for format in ["text", "html"] {
        assert!(written(&["trend", "--metric", "duration", "--format", format]).contains("each judged by its own aim"));
    }
    written(&["reanalyze", "1", "2", "--aim", "100s"]);
    assert_eq!(trend()["usual"], fits(67.0, 133.0));
}
