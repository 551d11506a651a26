//! The history as its user meets it: what is kept, what is shown, and what is lost when things go wrong (nothing).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use assert_cmd::Command;
use serde_json::{Value, json};

use common::{flat, home, outloud, run, said, say};

const ANSWER: &str = "fixtures/audio/short-espeak.flac";
const WORDS: &str = "fixtures/transcripts/short-espeak.json";

#[test]
fn a_take_is_kept_once_unless_told_otherwise() {
    let analyze = |more: &[&str]| said(outloud().args(["analyze", ANSWER, "--transcript", WORDS]).args(more));
    let (status, _, told) = analyze(&["--no-save"]);
    assert!(status == 0 && told.is_empty() && !home().join("data").exists(), "{told}");
    assert_eq!(analyze(&[]).2, "kept as take 1\n");
    assert_eq!(analyze(&["--format", "json"]).2, "take 1: measured again\n");
}

#[test]
fn what_a_take_answers_stays_unless_another_question_is_named_and_then_it_is_said() {
    let recording = home().join("answer.flac");
    fs::copy(ANSWER, &recording).unwrap();
    let analyze = |more: &[&str]| {
        let arguments = ["analyze", recording.to_str().unwrap(), "--transcript", WORDS];
        said(outloud().args(arguments).args(more)).2
    };
    let question = || {
        let take: Value = serde_json::from_str(&run(&["history", "show", "1", "--format", "json"]).1).unwrap();
        take["question"]["id"].clone()
    };
    analyze(&["--question", "oven"]);
    assert_eq!((analyze(&[]).as_str(), question()), ("take 1: measured again\n", json!("oven")));
    let told = analyze(&["--question", "queue"]);
    assert_eq!(
        (flat(&told).as_str(), question()),
        ("take 1: measured again, no longer as an answer to “oven”", json!("queue"))
    );
}

#[test]
fn a_history_that_cannot_be_written_costs_no_report() {
    // A file where the folder should be.
    fs::write(home().join("data"), "").unwrap();
    let (status, report, told) = said(outloud().args(["analyze", "--save", "--transcript", WORDS]));
    assert_eq!(status, 1);
    assert!(report.contains("84 words") && told.starts_with("error: the report is whole"), "{told}");
    assert!(told.contains("history.db") && told.contains("hint: ") && told.contains("--no-save"), "{told}");
}

#[test]
fn an_empty_history_says_so_and_makes_nothing() {
    for arguments in [&["history", "list"][..], &["trend"], &["reanalyze"], &["purge", "--yes"], &["history", "export"]]
    {
        let (status, report, told) = run(arguments);
        assert!(status == 0 && report.is_empty() && !told.is_empty(), "{arguments:?}: {told}");
    }
    let of_takes: [&[&str]; 5] = [
        &["history", "show"],
        &["compare"],
        &["history", "delete", "1"],
        &["history", "show", "best"],
        &["reanalyze", "99"],
    ];
    for arguments in of_takes {
        let (status, report, told) = run(arguments);
        assert!(status == 1 && report.is_empty() && told.contains("hint: "), "{arguments:?}: {told}");
    }
    assert!(!home().join("data").exists());
    assert_eq!(run(&["history", "show", "newest"]).0, 2);
    assert_eq!(run(&["history", "list", "--since", "tomorrow"]).0, 2);
    assert_eq!(run(&["trend", "--last", "0"]).0, 2);
}

#[test]
fn takes_are_listed_shown_and_written_out_by_what_they_are_filed_under() {
    say("oven", 2, 0.4);
    say("queue", 4, 0.4);
    let (_, list, _) = run(&["history", "list", "--question", "QUEUE"]);
    assert!(
        list.contains("queue [acme]") && !list.contains("oven") && list.lines().all(|l| l.chars().count() <= 80),
        "{list}"
    );
    assert!(run(&["history", "list", "--tag", "other"]).1.is_empty());
    assert!(run(&["history", "list", "--until", "2020-01-01"]).1.is_empty());
    assert_eq!(run(&["history", "list", "--since", "yesterday"]).1.lines().count(), 3);
    assert!(run(&["history", "show", "last"]).2.starts_with("Take 2, "));
    let (_, shown, told) = run(&["history", "show", "1", "--full"]);
    assert!(shown.starts_with("oven\n") && shown.contains("TRANSCRIPT") && told.starts_with("Take 1, "), "{told}");
    let take: Value = serde_json::from_str(&run(&["history", "show", "2", "--format", "json"]).1).unwrap();
    assert_eq!(take["question"]["id"], "queue");
    let (_, table, _) = run(&["history", "export"]);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines.len() == 3 && lines[0].starts_with("take,taken,question") && lines[1].contains(",oven,"), "{table}");
    let (_, export, _) = run(&["history", "export", "--format", "jsonl", "--question", "queue"]);
    let line: Value = serde_json::from_str(&export).unwrap();
    assert_eq!((&line["id"], &line["take"], &line["tags"][0]), (&json!(2), &take, &json!("acme")));
}

#[test]
fn after_a_take_comes_a_line_against_the_last_one_of_the_same_question() {
    assert!(!say("oven", 2, 0.4).1.contains("Against take"));
    assert!(!say("queue", 2, 0.41).1.contains("Against take"));
    let (_, report, _) = say("oven", 3, 0.4);
    assert!(report.contains("Against take 1 of") && report.contains("too few takes yet"), "{report}");
    for fillers in 4..8 {
        say("oven", fillers % 2 + 2, 0.4 + fillers as f64 * 0.001);
    }
    let (_, report, _) = say("oven", 20, 0.4);
    assert!(report.contains("fillers") && report.contains("really more"), "{report}");
    let (_, compared, _) = run(&["compare"]);
    assert!(compared.contains("really more") && compared.contains("no real change"), "{compared}");
    assert!(compared.lines().all(|line| line.chars().count() <= 80), "{compared}");
    assert_eq!(run(&["history", "compare", "7", "last"]), (0, compared, String::new()));
    assert_eq!(run(&["compare", "2", "last"]).0, 0);
    let (status, _, told) = run(&["compare", "2", "2"]);
    assert!(status == 2 && told.contains("cannot be compared with itself") && run(&["compare", "99"]).0 == 1, "{told}");
}

#[test]
fn a_trend_fits_its_width_and_says_when_there_is_too_little() {
    say("oven", 1, 0.4);
    assert!(run(&["trend"]).1.contains("The first take"));
    for n in 0..8 {
        say("oven", 2 + n % 3, 0.4 + n as f64 * 0.01);
    }
    for width in ["40", "80", "120"] {
        let (status, chart, told) = said(outloud().arg("trend").env("COLUMNS", width));
        assert!(status == 0 && told.is_empty() && !chart.contains('\u{1b}'));
        let widest = chart.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width.parse().unwrap(), "{chart}");
        assert!(chart.contains('●') && chart.contains('░') && chart.contains("Not measured in these takes"), "{chart}");
    }
    let (_, one, _) = run(&["trend", "--metric", "pace", "--question", "oven"]);
    assert!(one.contains("PACE") && !one.contains("FILLERS"), "{one}");
    let json: Value = serde_json::from_str(&run(&["trend", "--metric", "pace", "--format", "json"]).1).unwrap();
    let trend = &json["trends"][0];
    assert_eq!((trend["points"].as_array().unwrap().len(), &trend["usual"]["from"]), (9, &json!(130.0)));
    assert_eq!(trend["verdict"]["kind"], "told");
    assert_eq!(run(&["trend", "--metric", "pace", "--format", "csv"]).1.lines().count(), 10);
    let page = run(&["trend", "--metric", "pace", "--format", "html"]).1;
    assert!(
        page.starts_with("<!DOCTYPE html>") && page.matches("role=\"img\"").count() == 1 && page.contains("words/min"),
        "{page}"
    );
}

#[test]
fn deleting_says_what_and_asks_and_never_takes_a_users_own_file() {
    let own = home().join("own.flac");
    let recordings = home().join("data/recordings");
    fs::create_dir_all(&recordings).unwrap();
    let ours = recordings.join("take.wav");
    fs::copy(ANSWER, &own).unwrap();
    fs::copy("fixtures/audio/formats/short-8k.wav", &ours).unwrap();
    for path in [&own, &ours] {
        assert_eq!(run(&["analyze", path.to_str().unwrap(), "--transcript", WORDS]).0, 0);
    }
    let (status, _, told) = run(&["history", "delete", "1", "2"]);
    assert!(
        status == 2 && told.contains("recording stays") && told.contains("take.wav") && told.contains("--yes"),
        "{told}"
    );
    assert!(own.exists() && ours.exists() && run(&["history", "show", "1"]).0 == 0);
    assert_eq!(run(&["history", "delete", "1", "last", "--yes"]).0, 0);
    assert!(own.exists() && !ours.exists() && run(&["history", "list"]).1.is_empty());
}

#[test]
fn a_deleted_take_takes_the_copies_of_a_repair_with_it() {
    say("oven", 2, 0.4);
    let copy = home().join("data/history.db.damaged-5");
    fs::write(&copy, "words").unwrap();
    let (status, _, told) = run(&["history", "delete", "1", "--yes"]);
    assert!(status == 0 && told.contains(copy.to_str().unwrap()) && !copy.exists(), "{told}");
}

#[test]
fn purging_takes_all_that_is_ours_and_nothing_else() {
    say("oven", 2, 0.4);
    let notes = home().join("data/my-notes.txt");
    fs::write(&notes, "mine").unwrap();
    fs::create_dir_all(home().join("data/recordings")).unwrap();
    fs::write(home().join("data/recordings/take.wav"), "sound").unwrap();
    // What a repair on a full disk, and a recorder that was killed, leave behind.
    for left in ["history.db.saved", "history.db.saved-wal", "history.db.damaged-5"] {
        fs::write(home().join("data").join(left), "words").unwrap();
    }
    fs::create_dir(home().join("data/recordings/unfinished")).unwrap();
    fs::write(home().join("data/recordings/unfinished/take-x"), "/where/it/was.wav").unwrap();
    let (status, _, told) = run(&["purge"]);
    assert!(status == 2 && told.contains("history of 1 take:") && told.contains("recordings, 1 file,"), "{told}");
    assert_eq!(run(&["purge", "--yes"]).0, 0);
    let left: Vec<_> = fs::read_dir(home().join("data")).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(left, [notes]);
}

#[test]
fn a_take_of_the_past_is_shown_as_on_its_day() {
    let spoken = |question: &str, format: &str| {
        let arguments = ["analyze", ANSWER, "--transcript", WORDS, "--question", question, "--format", format];
        said(outloud().args(arguments)).1
    };
    let text = spoken("oven", "text");
    say("queue", 2, 0.4);
    let (_, compared, _) = say("queue", 3, 0.4);
    assert!(compared.contains("Against take 2"), "{compared}");
    say("queue", 9, 0.4);
    say("oven", 4, 0.4);
    let show = |take: &str, format: &str| run(&["history", "show", take, "--format", format]).1;
    assert_eq!(show("1", "text"), text);
    assert_eq!(show("3", "text"), compared, "later takes do not change what was said of it");
    for format in ["md", "html"] {
        assert_eq!(show("1", format), spoken("oven", format), "{format}");
    }
    let mut whole: Value = serde_json::from_str(&spoken("oven", "json")).unwrap();
    let pitch = whole["delivery"]["pitch"].as_object_mut().unwrap();
    assert!(pitch.remove("track").is_some_and(|track| !track.as_array().unwrap().is_empty()));
    assert_eq!(serde_json::from_str::<Value>(&show("1", "json")).unwrap(), whole, "all but the track of the pitch");
}

#[test]
fn two_at_once_both_keep_their_takes() {
    let children: Vec<_> =
        ["star-90s-slt", "fillers-awb", "generic-kal16", "long-rms", "repeats-espeak", "short-espeak"]
            .map(|name| {
                let words = format!("fixtures/transcripts/{name}.json");
                let mut command = std::process::Command::new(outloud().get_program());
                command.args(["analyze", "--save", "--transcript", &words]).env("OUTLOUD_DATA", home().join("data"));
                command.env("OUTLOUD_CONFIG", home()).stdout(std::process::Stdio::null()).spawn().unwrap()
            })
            .into();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert!(run(&["history", "repair"]).1.contains("6 takes, all readable"));
}

#[cfg(unix)]
#[test]
fn a_full_disk_costs_no_report_and_no_earlier_take() {
    say("oven", 2, 0.4);
    // No file may grow beyond 16 kB.
    let limited = |arguments: &str| {
        let binary = outloud().get_program().to_owned();
        let text = format!("trap '' XFSZ; ulimit -f 32; exec \"$0\" {arguments}");
        let mut shell = Command::new("sh");
        shell.args(["-c", &text]).arg(binary).env("OUTLOUD_DATA", home().join("data")).env("OUTLOUD_CONFIG", home());
        said(shell.env("NO_COLOR", "1").current_dir(env!("CARGO_MANIFEST_DIR")))
    };
    let (status, report, told) = limited(&format!("analyze {ANSWER} --transcript {WORDS}"));
    assert!(status == 1 && report.contains("84 words"), "{told}");
    assert!(told.contains("no space left for the history") && told.contains("hint: make room"), "{told}");
    assert!(run(&["history", "repair"]).1.contains("1 take, all readable"));
    assert_eq!(run(&["analyze", ANSWER, "--transcript", WORDS]).2, "kept as take 2\n");
}

#[test]
fn a_damaged_history_is_refused_saved_and_set_aside() {
    for n in 0..12 {
        say("oven", n, 0.4);
    }
    let path = home().join("data/history.db");
    let whole = fs::read(&path).unwrap();
    fs::remove_file(home().join("data/history.db-wal")).unwrap_or_default();
    fs::write(&path, "no database any more, ".repeat(whole.len().max(8192) / 22)).unwrap();
    for arguments in [&["history", "list"][..], &["trend"], &["compare"], &["reanalyze"]] {
        let (status, _, told) = run(arguments);
        assert!(status == 1 && told.contains("history.db: the history is damaged"), "{told}");
        assert!(told.contains("hint: `outloud history repair`"), "{told}");
    }
    let (status, report, told) = say("oven", 30, 0.4);
    assert!(status == 1 && report.contains(" words. ") && told.contains("is damaged"), "{told}");
    let (status, report, _) = run(&["history", "repair"]);
    assert!(
        status == 0 && report.contains("saved of it: 0 takes") && report.contains("history.db.damaged-"),
        "{report}"
    );
    assert_eq!(say("oven", 30, 0.4).2, "kept as take 1\n");
}

#[test]
fn a_speakers_own_crutch_is_told_once_earlier_takes_show_it_to_be_one() {
    let answers = [
        "The lift was broken, let's say for a month. Tenants complained, let's say daily. I called the firm, let's say ten times.",
        "Our choir needed a hall. Let's say a big one. I asked the school, and let's say the head was kind.",
        "I taught my aunt to swim. Let's say it took patience. We went, let's say, every Sunday.",
        "The printer jammed before the fair. Let's say an hour before. I found a second one, let's say by luck.",
        "A guest lost her passport. Let's say in the garden. I rang the embassy, let's say at midnight. Let's say she was glad.",
    ];
    let mut told = Vec::new();
    for (n, answer) in answers.iter().enumerate() {
        let path = home().join(format!("{n}.txt"));
        fs::write(&path, answer).unwrap();
        let question = format!("q{n}");
        let (status, report, _) = said(outloud().args([
            "analyze",
            "--save",
            "--transcript",
            path.to_str().unwrap(),
            "--question",
            &question,
        ]));
        assert_eq!(status, 0);
        told.push(flat(&report));
    }
    assert!(told[..4].iter().all(|report| !report.contains("You lean on")), "{told:?}");
    assert!(told[4].contains("You lean on “let's say”, 3 times here and in 4 of 4 earlier answers."), "{}", told[4]);
}

#[test]
fn the_page_closes_with_the_line_against_the_last_take() {
    assert!(!say("oven", 2, 0.4).1.contains("Against take"));
    let path = home().join("again.txt");
    fs::write(&path, "We baked bread and sold it. Then we baked more of it, and sold that too.").unwrap();
    let page =
        run(&["analyze", "--save", "--transcript", path.to_str().unwrap(), "--question", "oven", "--format", "html"]).1;
    let last = page.rsplit("<section>").next().unwrap();
    assert!(last.starts_with("<p>Against take 1 of") && last.trim_end().ends_with("</html>"), "{last}");
}

#[cfg(unix)]
#[test]
fn a_history_that_may_only_be_read_is_read_and_costs_no_report() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    say("oven", 2, 0.4);
    let data = home().join("data");
    let mode = |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&home(), 0o755);
    for file in fs::read_dir(&data).unwrap() {
        mode(&file.unwrap().path(), 0o444);
    }
    mode(&data, 0o555);
    let binary = home().join("outloud");
    fs::copy(outloud().get_program(), &binary).unwrap();
    fs::copy(WORDS, home().join("words.json")).unwrap();
    let as_reader = |arguments: &[&str]| {
        let mut command = std::process::Command::new(&binary);
        command.args(arguments).current_dir(home()).env("NO_COLOR", "1");
        command.env("OUTLOUD_DATA", &data).env("OUTLOUD_CONFIG", home()).env("OUTLOUD_MODELS", home());
        // Nothing is read only for root.
        if fs::metadata(&data).unwrap().uid() == 0 {
            command.uid(65534);
        }
        said(&mut Command::from_std(command))
    };
    let before = fs::read(data.join("history.db")).unwrap();
    let (listed, analysed) =
        (as_reader(&["history", "list"]), as_reader(&["analyze", "--save", "--transcript", "words.json"]));
    let deleted = as_reader(&["history", "delete", "1", "--yes"]);
    mode(&data, 0o755);
    assert!(listed.0 == 0 && listed.1.contains("oven"), "{listed:?}");
    for (status, _, told) in [&analysed, &deleted] {
        assert!(*status == 1 && told.contains("history.db") && told.contains("hint: "), "{told}");
        assert!(told.contains("the history may not be written") && told.contains("permissions"), "{told}");
    }
    assert!(analysed.1.contains("84 words"), "{analysed:?}");
    assert_eq!(fs::read(data.join("history.db")).unwrap(), before);
}
