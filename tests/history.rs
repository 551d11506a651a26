//! The history as its user meets it: what is kept, what is shown, and what is lost when things go wrong (nothing).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use assert_cmd::Command;
use serde_json::{Value, json};

use common::{MODEL, flat, home, outloud, run, said};

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

/// Analyses a written answer to `question` with `fillers` of its 60 words said in vain, at a pace that `slower` lowers.
fn say(question: &str, fillers: usize, slower: f64) -> (i32, String, String) {
    let mut words = Vec::new();
    for n in 0..60 {
        let text = if n < fillers { "um," } else { ["we", "baked", "bread", "and", "sold", "it."][n % 6] };
        // The number keeps any two answers apart.
        let start_s = n as f64 * slower + fillers as f64 * 0.01;
        words.push(json!({"text": text, "start_s": start_s, "end_s": start_s + 0.3}));
    }
    let path = home().join(format!("{question}-{fillers}-{slower}.json"));
    fs::write(&path, json!({ "words": words }).to_string()).unwrap();
    let filed = ["--question", question, "--tag", "acme", "--save"];
    said(outloud().args(["analyze", "--transcript", path.to_str().unwrap()]).args(filed))
}

#[test]
fn an_empty_history_says_so_and_makes_nothing() {
    for arguments in [&["history", "list"][..], &["trend"], &["reanalyze"], &["purge", "--yes"], &["history", "export"]]
    {
        let (status, report, told) = run(arguments);
        assert!(status == 0 && report.is_empty() && !told.is_empty(), "{arguments:?}: {told}");
    }
    for arguments in [&["history", "show"][..], &["compare"], &["history", "delete", "1"], &["history", "show", "best"]]
    {
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
fn takes_are_measured_again_from_their_words_and_their_recording() {
    let recording = home().join("answer.flac");
    fs::copy(ANSWER, &recording).unwrap();
    run(&["analyze", recording.to_str().unwrap(), "--transcript", WORDS, "--question", "oven"]);
    say("queue", 2, 0.4);
    let before = run(&["history", "show", "1", "--format", "json"]).1;
    assert!(run(&["reanalyze"]).2.contains("every take is measured by today's definitions"));
    let (status, _, told) = run(&["reanalyze", "1", "2"]);
    assert!(status == 0 && told.contains("measured 2 of 2 takes again"), "{told}");
    assert_eq!(run(&["history", "show", "1", "--format", "json"]).1, before, "the same definitions measure the same");
    fs::rename(&recording, home().join("moved.flac")).unwrap();
    let (status, _, told) = run(&["reanalyze", "1"]);
    assert!(status == 1 && told.contains("answer.flac is not there any more"), "{told}");
    assert_eq!(run(&["history", "show", "1", "--format", "json"]).1, before);
    let (status, report, _) = run(&["history", "repair", home().to_str().unwrap()]);
    assert!(status == 0 && report.contains("moved.flac") && report.contains("2 takes, all readable"), "{report}");
    assert_eq!(run(&["reanalyze", "1"]).0, 0);
    fs::write(home().join("moved.flac"), "something else").unwrap();
    assert!(run(&["reanalyze", "1"]).2.contains("another recording now"));
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

/// What is stored of every take in the database at `path`, by number.
fn stored(path: &std::path::Path) -> Vec<(i64, Value)> {
    let history = rusqlite::Connection::open(path).unwrap();
    let mut takes = history.prepare("SELECT take_id, json FROM analyses ORDER BY take_id").unwrap();
    let takes = takes.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
    takes.map(|take| take.map(|(id, json)| (id, serde_json::from_str(&json).unwrap())).unwrap()).collect()
}

#[test]
fn a_history_of_the_schema_before_is_listed_shown_compared_charted_and_measured_again() {
    let old = std::path::Path::new("fixtures/history/schema-1-last.db");
    let database = home().join("data/history.db");
    fs::create_dir_all(home().join("data")).unwrap();
    fs::copy(old, &database).unwrap();
    let before = stored(&home().join("data/history.db"));
    let list = run(&["history", "list"]).1;
    assert!(list.lines().count() == 6 && list.contains("        [behavioural] [acme] [round 1]\n"), "{list}");
    assert!(fs::metadata(old).unwrap().len() > 0 && stored(&database).len() == before.len());
    for (id, was) in &before {
        let id = id.to_string();
        for (format, full) in [("text", true), ("md", false), ("html", false)] {
            let more: &[&str] = if full { &["--full"] } else { &[] };
            let (status, report, told) = run(&[&["history", "show", &id, "--format", format][..], more].concat());
            assert!(status == 0 && told.starts_with(&format!("Take {id}, ")), "{told}");
            let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" ");
            for finding in was["findings"].as_array().unwrap() {
                let message = words(finding["advice"].as_str().unwrap());
                let (report, message) = (flat(&words(&report)), flat(&message));
                assert!(report.contains(&message), "{id} {format}: {message} in {report}");
            }
        }
        let shown: Value = serde_json::from_str(&run(&["history", "show", &id, "--format", "json"]).1).unwrap();
        let mut was = was.clone();
        if let Some(pitch) = was["delivery"]["pitch"].as_object_mut() {
            pitch.remove("track");
        }
        let labels: Vec<Value> =
            was["structure"]["sentences"].as_array().unwrap().iter().map(|part| part["label"].clone()).collect();
        was["structure"]["missing"].as_array_mut().unwrap().retain(|part| !labels.contains(part));
        was["transcript"]["caveats"] = shown["transcript"]["caveats"].clone();
        was["doubt"] = if id == "4" { json!("demo-model") } else { Value::Null };
        for (part, was) in was.as_object().unwrap() {
            match was.as_object() {
                // What later programs measure besides stands beside it.
                Some(fields) => {
                    fields.iter().for_each(|(key, was)| assert_eq!(&shown[part][key], was, "{id}: {part}.{key}"));
                }
                None => assert_eq!(&shown[part], was, "{id}: {part}"),
            }
        }
    }
    let caveats = |id: &str| -> Value {
        let take: Value = serde_json::from_str(&run(&["history", "show", id, "--format", "json"]).1).unwrap();
        take["transcript"]["caveats"].clone()
    };
    assert_eq!((caveats("2"), caveats("4")), (json!([{"kind": "estimated-times"}]), json!([{"kind": "demo-model"}])));
    let (status, compared, _) = run(&["compare", "1", "2"]);
    assert!(status == 0 && compared.contains("STAR parts"), "{compared}");
    let trend: Value = serde_json::from_str(&run(&["trend", "--metric", "star", "--format", "json"]).1).unwrap();
    let parts: Vec<&Value> = trend["trends"][0]["points"].as_array().unwrap().iter().map(|p| &p["value"]).collect();
    let told = |id: usize| json!(4.0 - run_json(id)["structure"]["missing"].as_array().unwrap().len() as f64);
    assert!(parts.contains(&&told(1)) && parts.contains(&&told(2)), "{trend}");
    // The recordings were made elsewhere: they are found by what is in them.
    assert_eq!(run(&["history", "repair", "fixtures/audio", "fixtures/audio/formats"]).0, 0);
    let (status, _, told) = run(&["reanalyze", "1", "2", "3", "4"]);
    assert!(status == 0 && told.contains("measured 4 of 4 takes again"), "{told}");
    for (id, was) in &before {
        let now = run_json(*id as usize);
        for part in ["source", "question", "warnings", "notes"] {
            assert_eq!(now[part], was[part], "take {id}: {part}");
        }
        for (key, was) in was["duration"].as_object().unwrap() {
            assert_eq!(&now["duration"][key], was, "take {id}: duration.{key}");
        }
        // Quotes are cut otherwise today.
        let heard = |take: &Value| -> Vec<Value> {
            let steps = take["shape"]["steps"].as_array().unwrap().iter();
            steps.map(|step| json!([step["step"], step["state"]])).collect()
        };
        for key in ["name", "chosen_by"] {
            assert_eq!(now["shape"][key], was["shape"][key], "take {id}: shape");
        }
        assert_eq!(heard(&now), heard(was), "take {id}");
        assert_eq!(now["transcript"]["words"], was["transcript"]["words"], "take {id}");
    }
    let again =
        run(&["analyze", "--save", "--transcript", "fixtures/transcripts/generic-kal16.json", "--shape", "care"]);
    assert!(again.2.contains("take 3: measured again"), "the same words are the same answer: {}", again.2);
}

fn run_json(id: usize) -> Value {
    serde_json::from_str(&run(&["history", "show", &id.to_string(), "--format", "json"]).1).unwrap()
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
fn reanalysis_goes_on_where_it_stopped_and_keeps_a_shape_that_was_named() {
    let (recording, away) = (home().join("answer.flac"), home().join("away.flac"));
    fs::copy(ANSWER, &recording).unwrap();
    let other = "fixtures/transcripts/star-90s-slt.json";
    for arguments in [
        &["--transcript", other, "--shape", "care"][..],
        &[recording.to_str().unwrap(), "--transcript", WORDS],
        &["--transcript", "fixtures/transcripts/fillers-awb.json"],
    ] {
        assert_eq!(said(outloud().args(["analyze", "--save"]).args(arguments)).0, 0);
    }
    let shape = || {
        let take: Value = serde_json::from_str(&run(&["history", "show", "1", "--format", "json"]).1).unwrap();
        (take["shape"]["name"].clone(), take["shape"]["chosen_by"].clone())
    };
    assert_eq!(shape(), (json!("care"), json!("option")));
    // As an earlier outloud would have left them.
    let history = rusqlite::Connection::open(home().join("data/history.db")).unwrap();
    history.execute("UPDATE takes SET analyser = 0", []).unwrap();
    fs::rename(&recording, &away).unwrap();
    let (status, _, told) = run(&["reanalyze"]);
    assert!(
        status == 1 && told.contains("take 1: measured again") && told.contains("take 3: measured again"),
        "{told}"
    );
    assert!(told.contains("take 2 stays as it is") && told.contains("measured 2 of 3 takes again"), "{told}");
    let old = || history.query_row("SELECT group_concat(id) FROM takes WHERE analyser = 0", [], |row| row.get(0));
    assert_eq!(old().ok(), Some(Some("2".to_owned())));
    fs::rename(&away, &recording).unwrap();
    let (status, _, told) = run(&["reanalyze"]);
    assert!(status == 0 && told.contains("take 2: measured again") && told.contains("measured 1 of 1 takes"), "{told}");
    assert_eq!(old().ok(), Some(None::<String>));
    assert_eq!(shape(), (json!("care"), json!("option")));
}

#[cfg(unix)]
#[test]
fn recognising_again_goes_on_after_it_was_interrupted() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    for recording in [ANSWER, "fixtures/audio/formats/short-8k.wav"] {
        assert_eq!(run(&["analyze", recording, "--transcript", WORDS]).0, 0);
    }
    let model = |id: &str| {
        let take: Value = serde_json::from_str(&run(&["history", "show", id, "--format", "json"]).1).unwrap();
        take["transcript"]["model"].clone()
    };
    assert!(model("1") != MODEL && model("2") != MODEL);
    let mut command = std::process::Command::new(outloud().get_program());
    for (name, value) in outloud().get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    let mut child = command.args(["reanalyze", "--transcribe"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let first = lines.by_ref().find(|line| line.contains("measured again")).unwrap();
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let rest = lines.collect::<Vec<_>>().join("\n");
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest}");
    assert!(rest.contains("stopped after 1 of 2 takes"), "{rest}");
    let (done, left) = if first.contains("take 1:") { ("1", "2") } else { ("2", "1") };
    assert!(model(done) == MODEL && model(left) != MODEL);
    let (status, _, told) = run(&["reanalyze", "--transcribe"]);
    assert!(status == 0 && told.contains("measured 1 of 1 takes again"), "{told}");
    assert_eq!(model(left), MODEL);
    assert!(run(&["reanalyze", "--transcribe"]).2.contains("every take is measured by today's definitions"));
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
