//! A user's own stories, from a new file to what was said of one.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{flat, home, run, written};
use serde_json::Value;

const IMPORT: &str = "# The import that took all night\n\nCategories: improvement\n\n## Situation\nThe nightly import took long.\n\n\
    ## Task\nI had to bring it under an hour.\n\n## Action\nI measured each step.\n\n## Result\nIt was quick.\n\n## Lesson\nMeasure.\n\n\
    ## Numbers\n- 18 minutes instead of 6.5 hours\n- $200,000 a year\n- 37 % fewer failures\n";

/// Puts a story into the folder of stories.
fn keep(name: &str, text: &str) {
    let folder = home().join("data/stories");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.md")), text).unwrap();
}

#[test]
fn a_new_story_lacks_everything_and_a_whole_one_nothing() {
    assert!(run(&["stories", "check"]).2.contains("`outloud stories new NAME` begins one"));
    let (status, _, told) =
        run(&["stories", "new", "first-boat", "--category", "ownership", "--title", "My first boat"]);
    assert!(status == 0 && told.contains("first-boat.md is yours to fill in"), "{told}");
    keep("import", IMPORT);
    let checked = written(&["stories", "check"]);
    let lines: Vec<&str> = checked.lines().collect();
    let whole = "first-boat: no situation; no task; no action; no result; no lesson; no number that must be said import: has all it needs ";
    assert!(flat(&checked).starts_with(whole), "{checked}");
    let open = lines.iter().find_map(|line| line.strip_prefix("No story for: ")).unwrap();
    assert!(open.contains("conflict") && !open.contains("ownership") && !open.contains("improvement"), "{open}");
    assert!(
        !open.contains("openers") && !open.contains("motivation"),
        "who one is and wants to be, is no story: {open}"
    );
    assert!(checked.contains("  import: ") && checked.contains("process-improved"), "{checked}");
    assert_eq!(
        written(&["stories", "list"]),
        "first-boat  My first boat (ownership, 0 numbers)\nimport      The import that took all night (improvement, 3 numbers)\n"
    );
    let fitting = written(&["stories", "list", "--question", "process-improved"]);
    assert!(fitting.starts_with("import      of its category"), "{fitting}");
    let (status, _, told) = run(&["stories", "new", "first-boat"]);
    assert!(status == 1 && told.contains("is there already"), "{told}");
}

#[test]
fn a_story_that_cannot_be_read_is_told_with_its_line_and_the_others_are_checked() {
    keep("import", IMPORT);
    keep("oven", "# The oven\n\n## Numbers\n- warm\n");
    let (status, checked, told) = run(&["stories", "check"]);
    assert_eq!(status, 1);
    assert!(told.contains("oven.md: line 4: no number in `warm`") && told.contains("\n\nhint: "));
    assert!(checked.starts_with("import: has all it needs"));
    for (arguments, reason) in [
        (
            &["analyze", "--transcript", "fixtures/transcripts/short-espeak.txt", "--story", "oven"][..],
            "oven.md: line 4:",
        ),
        (&["analyze", "--transcript", "fixtures/transcripts/short-espeak.txt", "--story", "boat"], "there are import"),
        (&["stories", "new", "a boat"], "`a boat` is no name"),
        (&["stories", "new", "boat", "--category", "boats"], "categories: openers"),
    ] {
        let (status, _, told) = run(arguments);
        assert!(matches!(status, 1 | 2) && told.contains(reason), "{told}");
    }
}

#[test]
fn after_a_take_it_is_told_which_numbers_of_the_story_were_said() {
    keep("import", IMPORT);
    let audio = "fixtures/audio/figures-heart.flac";
    let asked = ["analyze", audio, "--story", "import", "--question", "process-improved"];
    let take: Value = serde_json::from_str(&written(&[&asked[..], &["--format", "json"]].concat())).unwrap();
    let numbers = take["story"]["numbers"].as_array().unwrap();
    let states: Vec<&str> = numbers.iter().map(|number| number["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["heard", "heard", "not_heard"], "{numbers:#?}");
    assert!(numbers[1]["quote"].as_str().unwrap().contains("200,000") && numbers[1]["start_s"].is_f64());
    let said = "Of your story “The import that took all night” you never said: 37 % fewer failures.";
    assert!(flat(&written(&["history", "show", "1"])).contains(said));
    let full = flat(&written(&["history", "show", "1", "--format", "md"]));
    assert!(full.contains("37 % fewer failures: not heard") && full.contains("Your story The import"), "{full}");
    // The take keeps what was to be said, whatever becomes of the file.
    fs::remove_dir_all(home().join("data/stories")).unwrap();
    written(&["reanalyze", "1"]);
    assert!(flat(&written(&["history", "show", "1"])).contains(said));
}

#[test]
fn practice_names_the_story_for_the_question_and_listens_for_it() {
    keep("import", IMPORT);
    keep("oven", "# The oven\n\n## Oven\n");
    let (status, report, told) =
        run(&["practice", "--question", "process-improved", "--from", "fixtures/audio/short-espeak.flac"]);
    assert_eq!(status, 0, "{told}");
    let asked = flat(&told);
    assert!(asked.contains("your story: The import that took all night"), "{asked}");
    assert!(asked.matches("warning: ").count() == 1 && asked.contains("oven.md: line 3:"), "{asked}");
    let said = flat(&report);
    assert!(said.contains("No number of your story “The import that took all night” was said"), "{said}");
}
