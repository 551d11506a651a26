//! The days until an interview: what is to be said on which of them, what is done, what was noted; and what to ask back.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use outloud::moment::Moment;
use serde_json::Value;

use common::{flat, home, outloud, run, said, written};

const ANSWER: &str = "fixtures/audio/short-espeak.flac";
const WORDS: &str = "fixtures/transcripts/short-espeak.json";
const ASKED: &str = "conflict-colleague";

/// The day in so many days, as it is typed.
fn day(days: i64) -> String {
    Moment::now().days_later(days).date()
}

/// An answer of today in the history, unless `more` has another day: the file is as old as the checkout.
fn say(more: &[&str]) {
    let today = day(0);
    let dated: &[&str] = if more.contains(&"--date") { &[] } else { &["--date", &today] };
    written(&[&["analyze", ANSWER, "--transcript", WORDS], more, dated].concat());
}

fn plan(more: &[&str]) -> Value {
    serde_json::from_str(&written(&[&["plan", "--format", "json"], more].concat())).unwrap()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

#[test]
fn a_day_that_is_no_day_to_come_is_refused_and_nothing_is_written() {
    for (arguments, message, hint) in [
        (vec!["plan".into()], "no plan yet", "outloud plan --date 2026-12-03"),
        (vec!["plan".into(), "--date".into(), day(0)], "is today: no day is left", "--question about-yourself"),
        (vec!["plan".into(), "--date".into(), day(-1)], "is over", "outloud plan note"),
        (vec!["plan".into(), "--date".into(), day(400)], "is 400 days away", "outloud practice"),
        (vec!["plan".into(), "--date".into(), "soon".into()], "not a date such as 2026-12-03", ""),
        (vec!["plan".into(), "--date".into(), day(5), "--minutes".into(), "9".into()], "--minutes", ""),
        (vec!["plan".into(), "--date".into(), day(5), "--category".into(), "boats".into()], "no question", "openers"),
        (vec!["plan".into(), "note".into(), "well".into()], "no plan yet", "--date"),
    ] {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (status, text, told) = run(&arguments);
        // A category that nothing has is a name to correct; the rest is no way to ask.
        let expected = if message == "no question" { 1 } else { 2 };
        assert!(status == expected && text.is_empty(), "{arguments:?}: {told}");
        assert!(told.contains(message) && told.contains(hint), "{arguments:?}: {told}");
    }
    assert!(!home().join("data/plans").exists());
}

#[test]
fn who_begins_with_nothing_is_told_so_and_has_a_plan_to_the_last_day() {
    let (status, text, told) = run(&["plan", "--date", &day(5)]);
    assert!(status == 0 && told.contains("interview.toml"), "{told}");
    let said = flat(&text);
    assert!(said.contains("in 5 days, with 30 minutes a day."), "{text}");
    assert!(said.contains("None of 152 questions is answered yet: it begins with one of each kind."), "{text}");
    assert!(said.contains("outloud practice --question about-yourself"), "{text}");
    let told = plan(&[]);
    let days = told["days"].as_array().unwrap();
    let kinds: Vec<&str> = days.iter().map(|day| day["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["practice", "practice", "practice", "mock", "light"]);
    assert_eq!((days[0]["date"].as_str(), days[4]["date"].as_str()), (Some(&*day(0)), Some(&*day(4))));
    for day in days {
        assert!(day["minutes"].as_u64().unwrap() <= 30, "{day}");
    }
    let first: Vec<&str> =
        days[0]["questions"].as_array().unwrap().iter().map(|q| q["category"].as_str().unwrap()).collect();
    assert!(first.len() > 2 && first.iter().enumerate().all(|(n, one)| !first[..n].contains(one)), "{first:?}");
    // Run again it is the same, and its day may move.
    assert_eq!(written(&["plan"]), text);
    let told = plan(&["--date", "tomorrow", "--minutes", "20"]);
    assert_eq!((told["days"].as_array().unwrap().len(), &told["begun"]), (1, &Value::from(day(0))));
    let evening = flat(&written(&["plan"]));
    assert!(evening.contains("is tomorrow"), "it is kept");
    assert!(
        evening.contains("None of 152") && !evening.contains("No story yet"),
        "no list of what is too late: {evening}"
    );
    assert_eq!(fs::read_dir(home().join("data/plans")).unwrap().count(), 1);
}

#[test]
fn what_was_said_is_done_and_the_rest_is_planned_anew() {
    written(&["plan", "--date", &day(4)]);
    let before = plan(&[]);
    assert_eq!((before["done"].as_array().unwrap().len(), &before["gaps"]["never"]), (0, &Value::from(152)));
    say(&["--question", ASKED]);
    // Of somebody else, and no question of the bank.
    written(&[
        "analyze",
        "fixtures/audio/repeats-espeak.flac",
        "--transcript",
        "fixtures/transcripts/repeats-espeak.json",
        "--question",
        "about-yourself",
        "--speaker",
        "Ann",
        "--date",
        &day(0),
    ]);
    let after = plan(&[]);
    let done = &after["done"][0];
    assert_eq!(
        (done["id"].as_str(), &done["takes"], &done["last"]),
        (Some(ASKED), &Value::from(1), &Value::from(day(0)))
    );
    assert_eq!((after["done"].as_array().unwrap().len(), &after["gaps"]["never"]), (1, &Value::from(151)));
    assert!(!texts(&after["gaps"]["untouched"]).contains(&"conflict"));
    let weak = texts(&after["gaps"]["weak"]).contains(&ASKED);
    assert_eq!(weak, done["outcome"] == "weak");
    let today = after["days"][0]["questions"].as_array().unwrap();
    assert!(today.iter().all(|question| question["id"] != ASKED), "it was said today");
    // Saying it took some of today's time.
    assert!(after["days"][0]["minutes"].as_u64().unwrap() + 7 <= 30);
    assert!(flat(&written(&["plan"])).contains(&format!("{ASKED}: 1 take, the last on {}", day(0))));
    let ann = plan(&["--speaker", "Ann"]);
    assert_eq!(ann["done"][0]["id"], "about-yourself");
}

#[test]
fn a_question_that_was_weak_before_comes_first() {
    say(&["--question", "process-improved", "--date", &day(-2)]);
    let told = plan(&["--date", &day(4)]);
    let first = &told["days"][0]["questions"][0];
    assert_eq!(first["id"], "process-improved");
    assert_eq!(told["done"].as_array().unwrap().len(), 0, "it was before the plan");
}

#[test]
fn stories_that_were_never_told_or_not_all_of_them_are_gaps() {
    let folder = home().join("data/stories");
    fs::create_dir_all(&folder).unwrap();
    let story = |title: &str, category: &str| {
        format!(
            "# {title}\n\nCategories: {category}\n\n## Situation\nA.\n## Task\nB.\n## Action\nI did.\n## Result\nC.\n## Lesson\nD.\n\
             ## Numbers\n- 37 % fewer failures\n"
        )
    };
    fs::write(folder.join("import.md"), story("The import", "improvement")).unwrap();
    fs::write(folder.join("boat.md"), story("The boat", "ownership")).unwrap();
    let before = plan(&["--date", &day(6), "--category", "improvement", "--category", "ethics"]);
    assert_eq!(texts(&before["gaps"]["without_story"]), ["ethics"]);
    let first = &before["days"][0]["questions"][0];
    assert_eq!(
        (&first["why"], &first["story"], &first["category"]),
        (&"story".into(), &"import".into(), &"improvement".into())
    );
    let (_, _, told) = run(&["analyze", ANSWER, "--transcript", WORDS, "--question", "process-improved", "--no-save"]);
    assert!(told.contains("your story import is for such questions: `--story import` listens"), "{told}");
    say(&["--question", "process-improved", "--story", "import"]);
    let after = plan(&[]);
    let open = after["gaps"]["stories"].as_array().unwrap();
    let named = |name: &str| open.iter().find(|story| story["name"] == name).unwrap();
    assert_eq!(
        (&named("import")["told"], texts(&named("import")["missed"])),
        (&Value::from(day(0)), vec!["37 % fewer failures"])
    );
    assert!(named("boat")["told"].is_null());
    let text = flat(&written(&["plan"]));
    assert!(text.contains(&format!("Your story import: told on {}, without 37 % fewer failures.", day(0))), "{text}");
    assert!(text.contains("Your story boat: never told."), "{text}");
}

#[test]
fn what_waits_to_be_analysed_is_told() {
    written(&["record", "--device", "tone:440", "--for", "0.2s", "--no-analyze", "--question", ASKED]);
    let text = flat(&written(&["plan", "--date", &day(3)]));
    assert!(text.contains("1 recording waits to be analysed: `outloud analyze --pending`."), "{text}");
    assert_eq!(plan(&[])["gaps"]["waiting"], 1);
}

#[test]
fn a_note_is_kept_with_its_plan_and_told() {
    written(&["plan", "--date", &day(3), "--company", "Ærø & Sons"]);
    written(&["plan", "--date", &day(9), "--company", "Bakery"]);
    let (_, text, told) = run(&["plan"]);
    assert!(
        flat(&text).contains("Your interview with Ærø & Sons is on") && told.contains("other plans: Bakery, "),
        "{told}"
    );
    let (status, _, told) = run(&["plan", "note", "They asked \"why\u{1b}[2J\"."]);
    assert!(status == 0 && told.contains("ærø-sons.toml"), "{told}");
    written(&["plan", "note", "Bring the bread", "--company", "bakery"]);
    let text = written(&["plan", "--company", "Ærø & Sons"]);
    assert!(text.contains(&format!("• {}: They asked \"why\u{fffd}[2J\".", day(0))), "{text}");
    assert!(written(&["plan", "--company", "Bakery"]).contains("Bring the bread"));
    let (status, _, told) = run(&["plan", "--company", "Nobody"]);
    assert!(status == 1 && told.contains("no plan for Nobody") && told.contains("Bakery"), "{told}");
    assert_eq!(run(&["plan", "note", " "]).0, 2);
    assert_eq!(plan(&["--company", "bakery"])["notes"][0]["text"], "Bring the bread");
}

#[test]
fn when_it_is_over_the_notes_are_told_and_the_next_round_begins_anew() {
    let folder = home().join("data/plans");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("acme.toml");
    let write = |date: &str| {
        let text = format!("# mine\ncompany = \"Acme\"\ndate = \"{date}\"\nbegun = \"{}\"\nminutes = 40\n", day(-9));
        fs::write(&file, text).unwrap();
    };
    write(&day(0));
    let text = flat(&written(&["plan"]));
    assert!(text.contains("with Acme is today") && text.contains("outloud questions ask"), "{text}");
    write(&day(-2));
    let text = written(&["plan"]);
    assert!(
        text.contains("with Acme was on") && text.contains("outloud plan note") && !text.contains("Today"),
        "{text}"
    );
    written(&["plan", "note", "They asked about boats."]);
    assert!(written(&["plan"]).contains("For the next round:"));
    let told = plan(&["--date", &day(7)]);
    assert_eq!(
        (&told["begun"], &told["minutes"], told["notes"].as_array().unwrap().len()),
        (&day(0).into(), &40.into(), 1)
    );
    assert!(fs::read_to_string(&file).unwrap().starts_with("# mine\ncompany = \"Acme\"\n"), "the file is the user's");
    fs::write(&file, "date = \"soon\"\nbegun = \"2026-11-01\"\nminutes = 30\n").unwrap();
    let (status, _, told) = run(&["plan"]);
    assert!(status == 1 && told.contains("acme.toml: line 1: `soon` is no date") && told.contains("hint: "), "{told}");
}

#[test]
fn a_long_plan_tells_the_next_days_and_the_last_and_fits_any_width() {
    for (columns, all) in [("60", false), ("80", false), ("60", true)] {
        let mut command = outloud();
        let all: &[&str] = if all { &["--all"] } else { &[] };
        let date = day(40);
        command.args(["plan", "--date", &date, "--company", "A company with a name"]).args(all).env("COLUMNS", columns);
        let (status, text, told) = said(&mut command);
        assert_eq!(status, 0, "{told}");
        assert!(text.lines().all(|line| line.chars().count() <= columns.parse().unwrap()), "{text}");
        let days = text.matches(" min\n").count() + text.matches(": nothing is due").count();
        assert_eq!(text.contains("… 31 more days"), all.is_empty(), "{text}");
        assert_eq!(days >= 40, !all.is_empty(), "{days}: {text}");
    }
}

#[test]
fn what_the_user_wrote_is_not_purged() {
    say(&["--question", ASKED]);
    written(&["plan", "--date", &day(3)]);
    written(&["plan", "note", "mine"]);
    written(&["stories", "new", "boat", "--category", "ownership"]);
    written(&["history", "delete", "1", "--yes"]);
    let (status, _, told) = run(&["purge", "--yes"]);
    assert!(
        status == 0 && told.contains("your stories stay, as you wrote them") && told.contains("your plans stay"),
        "{told}"
    );
    assert!(written(&["plan"]).contains("mine") && home().join("data/stories/boat.md").exists());
    assert!(!home().join("data/history.db").exists());
}

#[test]
fn what_to_ask_back_is_told_by_role_with_why_and_what_to_avoid() {
    let (all, json) = (written(&["questions", "ask"]), written(&["questions", "ask", "--format", "json"]));
    let roles: Value = serde_json::from_str(&json).unwrap();
    for role in roles.as_array().unwrap() {
        let name = role["role"].as_str().unwrap();
        assert!(all.contains(&format!("{name}: ")), "{name} in {all}");
        let told = flat(&written(&["questions", "ask", name]));
        for question in role["questions"].as_array().unwrap() {
            let [ask, why, avoid] = ["ask", "why", "avoid"].map(|key| question[key].as_str().unwrap());
            assert!(told.contains(&format!("{ask} Why: {why} Avoid: {avoid}")), "{ask} in {told}");
        }
    }
    assert_eq!(roles.as_array().unwrap().len(), 6);
    let (status, _, told) = run(&["questions", "ask", "boss"]);
    assert!(status == 1 && told.contains("there are recruiter, manager"), "{told}");

    let folder = home().join("config/questions/ask");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("boss.toml"), "role = \"boss\"\n\n[[question]]\nask = \"Why me?\u{1b}[2J\"\n").unwrap();
    let (status, _, told) = run(&["questions", "check"]);
    assert!(status == 1 && told.contains("boss.toml") && told.contains("line 4"), "{told}");
    fs::write(folder.join("boss.toml"), "role = \"boss\"\n\n[[question]]\nask = \"Why me?\"\n").unwrap();
    assert_eq!(written(&["questions", "ask", "boss"]), "boss\n\n  Why me?\n");
    let (status, _, told) = run(&["questions", "check"]);
    assert!(status == 0 && told.contains("boss.toml: 1 question"), "{told}");
}
