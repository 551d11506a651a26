//! Questions and limits as a user and a script meet them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use serde_json::Value;

use common::{flat, home, run};

/// Told for the question "conflict-colleague", without how the two work together since.
const ANSWER: &str = "My colleague Ana and I disagreed about the release date, and we would have lost our biggest customer over it. \
    She wanted to wait for the last tests, because an outage in spring had fallen on her. \
    So I asked her for a coffee and listened first, and then I told her what the customer had been promised. \
    We agreed to ship the half that was tested on Monday and the rest a week later.";

fn answer() -> String {
    let path = home().join("said.txt");
    fs::write(&path, ANSWER).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn questions_are_listed_shown_and_drawn() {
    let (status, listed, _) = run(&["questions", "list", "--format", "json"]);
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert!(status == 0 && listed.as_array().unwrap().len() >= 150);
    let (_, openers, _) = run(&["questions", "list", "--category", "openers", "--shape", "present-past-future"]);
    assert!(openers.contains("about-yourself") && !openers.contains("conflict-colleague"), "{openers}");
    let (_, card, _) = run(&["questions", "show", "conflict-colleague"]);
    for line in
        ["Tell me about a real conflict", "Why it is asked", "Listeners wait for", "Better not", "They may go on with"]
    {
        assert!(card.contains(line), "{card}");
    }
    let (_, drawn, _) = run(&["questions", "random", "--category", "incidents"]);
    let id = drawn.lines().nth(1).unwrap();
    assert!(run(&["questions", "list", "--category", "incidents"]).1.contains(id), "{drawn}");
    let (status, _, told) = run(&["questions", "show", "conflict"]);
    assert!(status == 1 && told.contains("conflict-colleague"), "{told}");
    assert_eq!(run(&["questions", "list", "--category", "weather"]).0, 1);
}

#[test]
fn a_question_of_ones_own_is_added_found_and_checked() {
    let (status, _, told) = run(&["questions", "add", "When did you last change your mind?"]);
    assert!(status == 0 && told.contains("own.toml"), "{told}");
    let (_, card, _) = run(&["questions", "show", "when-did-you-last-change"]);
    assert!(card.starts_with("When did you last change your mind?\n"), "{card}");
    let file = home().join("config/questions/own.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap() + "shape = \"round\"\n").unwrap();
    for command in [
        &["questions", "check"][..],
        &["questions", "list"],
        &["analyze", "--transcript", &answer(), "--question", "x"],
    ] {
        let (status, _, told) = run(command);
        assert!(status == 1 && told.contains("own.toml") && told.contains("line "), "{command:?}: {told}");
    }
    // Who asks no question is not held up.
    assert_eq!(run(&["analyze", "--transcript", &answer(), "--no-save"]).0, 0);
}

#[test]
fn an_answer_is_held_against_what_listeners_wait_for() {
    let analyze = |more: &[&str]| {
        let path = answer();
        let all = [&["analyze", "--save", "--transcript", &path, "--question", "conflict-colleague"], more].concat();
        run(&all).1
    };
    let take: Value = serde_json::from_str(&analyze(&["--format", "json"])).unwrap();
    assert_eq!(take["question"]["prompt"], "Tell me about a real conflict you had with a colleague.");
    assert_eq!((&take["shape"]["name"], &take["shape"]["chosen_by"]), (&"star".into(), &"question".into()));
    let states: Vec<_> =
        take["rubric"]["points"].as_array().unwrap().iter().map(|p| (&p["name"], &p["state"])).collect();
    let told = |name: &str| states.iter().find(|(other, _)| *other == name).unwrap().1.clone();
    for name in ["about", "their-view", "talked", "agreement"] {
        assert_eq!(told(name), "heard", "{name} of {states:?}");
    }
    assert_eq!(told("after"), "not_heard");
    let (_, kept, _) = run(&["history", "show", "last", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&kept).unwrap()["rubric"], take["rubric"]);
    for (format, heading) in
        [("text", "4 of 5 things listeners wait for"), ("md", "## Listeners wait for"), ("html", "Listeners wait for")]
    {
        let report = flat(&analyze(&["--format", format]));
        assert!(report.contains(heading) && report.contains("how you work together since"), "{format}: {report}");
        assert!(report.contains("Tell me about a real conflict"), "{format}: {report}");
    }
    assert!(analyze(&["--full"]).contains("how you work together since: not heard"));
}

#[test]
fn an_answer_to_another_question_is_asked_about_and_not_counted_down() {
    let path = home().join("bread.txt");
    let bread = "Flour, water, salt, yeast. Oven hot, tray warm, crust brown. Rye bread, wheat bread, spelt bread, oat bread. \
        Loaves, rolls, buns, cakes, biscuits, scones, muffins, waffles, pancakes, pretzels. Plums, pears, \
        apples, cherries, apricots, raisins, almonds, walnuts.";
    fs::write(&path, bread).unwrap();
    let (_, report, _) =
        run(&["analyze", "--transcript", path.to_str().unwrap(), "--question", "conflict-colleague", "--no-save"]);
    let report = flat(&report);
    assert!(report.contains("None of the 5 things listeners wait for") && !report.contains("0 of 5"), "{report}");
}

#[test]
fn a_check_says_what_is_not_kept_and_its_status_is_3() {
    let words = "fixtures/transcripts/star-90s-slt.json";
    let check = |more: &[&str]| run(&[&["check", "--transcript", words], more].concat());
    let (status, listed, _) = check(&["--max-duration", "3m", "--min-duration", "1m", "--require", "action,result"]);
    assert_eq!(status, 0, "{listed}");
    assert_eq!(listed.lines().filter(|line| line.starts_with("ok")).count(), 4, "{listed}");
    let (status, json, told) = check(&["--max-duration", "30s", "--pace", "10..500", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (status, &json["passed"], &json["checks"][0]["passed"], &json["checks"][1]["passed"]),
        (3, &false.into(), &false.into(), &true.into())
    );
    assert!(told.contains("1 of 2 checks failed"), "{told}");
    // A text has no length: that is not a pass.
    assert_eq!(run(&["check", "--transcript", &answer(), "--max-duration", "3m"]).0, 3);
    assert_eq!(check(&[]).0, 2);
    assert_eq!(check(&["--pace", "190..110"]).0, 2);
}
