//! Who said it and what is kept, as the user meets it: nobody is held against anybody else, and nothing is kept unasked that nobody
//! has said.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use serde_json::{Value, json};

use common::{flat, home, outloud, run, said};

const ANSWER: &str = "fixtures/audio/short-espeak.flac";
const WORDS: &str = "fixtures/transcripts/short-espeak.json";

/// `words`, one every 0.4 s, as a file of this name, and what analysing it with these options says.
fn say(name: &str, words: &str, more: &[&str]) -> String {
    let words: Vec<Value> = words
        .split_whitespace()
        .enumerate()
        .map(|(n, text)| json!({"text": text, "start_s": n as f64 * 0.5, "end_s": n as f64 * 0.5 + 0.4}))
        .collect();
    let path = home().join(format!("{name}.json"));
    fs::write(&path, json!({ "words": words }).to_string()).unwrap();
    let (status, report, told) =
        said(outloud().args(["analyze", "--save", "--transcript", path.to_str().unwrap()]).args(more));
    assert_eq!(status, 0, "{told}");
    flat(&report)
}

#[test]
fn what_nobody_may_have_said_is_kept_only_when_asked() {
    let (status, report, told) = run(&["analyze", "--transcript", WORDS]);
    assert!(status == 0 && report.contains("84 words"), "{report}");
    assert_eq!(told, "not kept in the history, as it is no recording; `--save` keeps it\n");
    assert!(!home().join("data").exists());
    assert_eq!(run(&["analyze", "--transcript", WORDS, "--save"]).2, "kept as take 1\n");
    assert_eq!(run(&["analyze", ANSWER, "--transcript", WORDS]).2, "kept as take 2\n");
    assert_eq!(run(&["analyze", "--transcript", WORDS, "--save", "--no-save"]).0, 2);
}

#[test]
fn nobody_is_held_against_anybody_else() {
    let bakes = "We baked bread, honestly, and sold it, honestly, every single day of the week, honestly. \
                 The oven was old and slow, so I asked the owner for a new one and paid a third of it.";
    say("a1", bakes, &["--question", "oven", "--speaker", "Ann"]);
    for n in 0..4 {
        let other = format!(
            "I fixed {n} lamps, honestly, with my own hands, honestly, and then a door. My neighbours saw it and asked me \
             for help with a fence, a roof, two windows and the old gate in the yard."
        );
        say(&format!("b{n}"), &other, &["--question", &format!("q{n}"), "--speaker", "Bob"]);
    }
    let bobs = say("b9", &format!("{bakes} Twice."), &["--question", "oven", "--speaker", "bob"]);
    assert!(!bobs.contains("Against take") && bobs.contains("You lean on “honestly”"), "{bobs}");
    let mine = say("m1", &format!("{bakes} Thrice."), &["--question", "oven"]);
    assert!(!mine.contains("Against take") && !mine.contains("You lean on"), "{mine}");
    let anns = say("a2", &format!("{bakes} Again."), &["--question", "oven", "--speaker", "ANN"]);
    assert!(anns.contains("Against take 1 of"), "{anns}");
    let (_, list, _) = run(&["history", "list", "--speaker", "ann"]);
    assert!(list.lines().count() == 3 && list.contains("Ann: oven") && !list.contains("Bob"), "{list}");
    let (_, compared, _) = run(&["compare", "--speaker", "ann"]);
    assert!(compared.contains("take 1 ") && compared.contains("take 8"), "{compared}");
    assert!(run(&["compare", "6", "8"]).1.contains("another speaker"));
    let takes = |more: &[&str]| {
        run(&[&["trend", "--metric", "fillers", "--format", "csv"][..], more].concat()).1.lines().count() - 1
    };
    assert_eq!((takes(&[]), takes(&["--speaker", "Bob"]), takes(&["--speaker", "Eve"])), (1, 5, 0));
    let (status, _, told) = run(&["trend", "--speaker", "Eve"]);
    assert!(status == 0 && told.contains("no such takes of Eve; others are of Ann, Bob"), "{told}");
    let (status, _, told) = run(&["compare", "--speaker", "Eve"]);
    assert!(
        status == 1 && told.contains("no take of Eve") && told.contains("hint: there are takes of Ann, Bob"),
        "{told}"
    );
}

#[test]
fn where_nothing_is_meant_it_is_said_which_option_leaves_nothing() {
    assert!(run(&["trend"]).2.contains("`outloud analyze` keeps every recording"));
    say("one", "We baked bread.", &["--question", "oven"]);
    for n in 0..2 {
        say(&format!("a{n}"), &format!("We sold {n} loaves."), &["--question", "shop", "--speaker", "Anna"]);
    }
    for (arguments, why) in [
        (&["trend", "--question", "boat"][..], "no answer of yours to boat; answered so far: oven"),
        (&["dashboard", "--question", "boat"], "no answer of yours to boat; answered so far: oven"),
        (&["trend", "--question", "oven", "--speaker", "anna"], "no answer of anna to oven; answered so far: shop"),
        (&["history", "list", "--question", "boat"], "no answer to boat; answered so far: shop, oven"),
        (&["trend", "--tag", "acme"], "none of 1 take of yours is what you ask for"),
        (&["history", "list", "--question", "oven", "--tag", "acme"], "no answer to oven is what else you ask for"),
    ] {
        let (status, _, told) = run(arguments);
        assert!(status == 0 && told.trim_end() == why, "{arguments:?}: {told}");
    }
    let (_, _, told) = run(&["trend"]);
    assert_eq!(told, "left out are 2 takes of Anna: `--speaker Anna`\n");
    assert_eq!(run(&["trend", "--speaker", "Anna"]).2, "");
}

#[test]
fn the_settings_may_name_the_speaker() {
    fs::create_dir(home().join("config")).unwrap();
    fs::write(home().join("config/config.toml"), "speaker = \"Ann\"\n").unwrap();
    say("one", "We baked bread.", &[]);
    say("two", "We sold bread.", &["--speaker", "Bob"]);
    let exported = run(&["history", "export", "--format", "jsonl"]).1;
    let speakers: Vec<Value> =
        exported.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["speaker"].clone()).collect();
    assert_eq!(speakers, [json!("Ann"), json!("Bob")]);
    let json: Value = serde_json::from_str(&run(&["trend", "--format", "json"]).1).unwrap();
    assert_eq!(json["takes"], 1);
}

#[test]
fn answers_to_no_question_are_not_held_against_each_other() {
    say("one", "We baked bread.", &[]);
    let report = say("two", "We sold a lot of bread.", &[]);
    assert!(!report.contains("Against take"), "{report}");
    let (status, _, told) = run(&["compare"]);
    assert!(status == 2 && told.contains("take 2 names no question") && told.contains("outloud compare 3 5"), "{told}");
    assert_eq!(run(&["compare", "1", "2"]).0, 0);
}

#[test]
fn a_take_is_of_the_day_that_the_user_says() {
    say("one", "We baked bread.", &["--date", "2024-11-20"]);
    say("two", "We sold bread.", &["--date", "2024-11-20T08:30"]);
    let (_, list, _) = run(&["history", "list"]);
    assert!(list.contains("2024-11-20 12:00") && list.contains("2024-11-20 08:30"), "{list}");
    assert!(list.contains(" –") && !list.contains(".json"), "no path stands where the question should: {list}");
    let again = ["analyze", ANSWER, "--transcript", WORDS];
    assert_eq!(run(&again).0, 0);
    let report = said(outloud().args(again).args(["--date", "2024-11-19", "--question", "school", "--format", "md"])).1;
    assert!(report.contains("19 Nov 2024"), "{report}");
    assert!(run(&["history", "list", "--until", "2024-11-19"]).1.contains("2024-11-19 12:00"));
    let (status, _, told) = run(&["analyze", ANSWER, "--transcript", WORDS, "--date", "9000-01-01"]);
    assert!(status == 2 && told.contains("still to come"), "{told}");
}

#[test]
fn what_a_take_is_filed_under_is_listed_whole_at_any_width() {
    let question = "a-question-with-a-very-long-name-indeed-as-people-give-them";
    say(
        "one",
        "We baked bread.",
        &["--question", question, "--category", "behavioural", "--tag", "acme", "--tag", "round 1"],
    );
    for width in ["40", "80", "120"] {
        let list = said(outloud().args(["history", "list"]).env("COLUMNS", width)).1;
        let flat = flat(&list);
        assert!(flat.contains("[behavioural] [acme] [round 1]"), "{list}");
        assert!(list.lines().all(|line| line.chars().count() <= width.parse().unwrap()), "{list}");
    }
}
