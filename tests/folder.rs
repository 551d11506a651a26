//! Many recordings at once: a report each, a page that leads to them, and a table; and files that are not overwritten.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::Path;

use common::axe::assert_no_barrier;
use common::browser::Browser;
use common::{fixture, home, run};

const WORDS: &str = "fixtures/transcripts/short-espeak.json";

/// The names of what is in `folder`, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_becomes_a_page_each_an_index_and_a_table() {
    let (folder, out) = (home().join("answers"), home().join("reports/new"));
    fs::create_dir(&folder).unwrap();
    for name in ["Take 1.flac", "index.flac"] {
        fs::copy(fixture("audio/short-espeak.flac"), folder.join(name)).unwrap();
    }
    fs::write(folder.join("broken.wav"), "no sound").unwrap();
    fs::write(folder.join("notes.docx"), "mine").unwrap();
    let (folder, place) = (folder.to_str().unwrap(), out.to_str().unwrap());
    let arguments = ["analyze", folder, "--out-dir", place, "--format", "html", "--no-save"];
    let (status, table, told) = run(&arguments);
    assert!(status == 1 && told.contains("left out") && told.contains("notes.docx"), "{told}");
    assert!(told.contains("1 of 3 recordings could not be analysed") && told.contains("wrote 2 reports"), "{told}");
    assert_eq!(names(&out), ["Take-1.html", "index-2.html", "index.html"]);
    let index = fs::read_to_string(out.join("index.html")).unwrap();
    for link in index.split("href=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0) {
        assert!(fs::read_to_string(out.join(link)).unwrap().contains("drummer"), "{link}");
    }
    assert_eq!((index.matches("href=").count(), index.matches("not analysed: ").count()), (2, 1), "{index}");
    assert!(index.contains("Take 1.flac") && index.contains("0:29") && !index.contains("src="), "{index}");
    assert!(table.starts_with("3 recordings\n") && table.contains("0:29") && table.contains("not analysed"), "{table}");
    let mut browser = Browser::start();
    browser.open(&out.join("index.html"), 800);
    assert_no_barrier(&mut browser);

    let before = fs::metadata(out.join("index.html")).unwrap().modified().unwrap();
    let (status, report, told) = run(&arguments);
    assert!(
        status == 2 && report.is_empty() && told.contains("is there already") && told.contains("--force"),
        "{told}"
    );
    assert_eq!(fs::metadata(out.join("index.html")).unwrap().modified().unwrap(), before);
}

#[test]
fn several_reports_in_text_end_with_a_table() {
    let answer = fixture("audio/short-espeak.flac");
    let answer = answer.to_str().unwrap();
    let (status, report, told) = run(&["analyze", answer, "no-such.wav", "--no-save"]);
    assert!(status == 1 && told.contains("no-such.wav"), "{told}");
    let (_, table) = report.split_once("\n2 recordings\n").unwrap();
    assert!(table.contains("  short-espeak.flac\n") && table.contains("not analysed: "), "{table}");
}

#[test]
fn what_cannot_be_written_is_told_before_anything_is_analysed() {
    let file = home().join("file");
    fs::write(&file, "mine").unwrap();
    for place in [file.to_str().unwrap(), "/proc/no/such/folder"] {
        let (status, _, told) = run(&["analyze", "fixtures/audio/short-espeak.flac", "--out-dir", place]);
        assert!(status == 1 && told.starts_with("error: cannot write "), "{told}");
    }
    let (status, _, told) = run(&["analyze", "fixtures/audio/short-espeak.flac", "-o", "/no/such/folder/x.html"]);
    assert!(status == 1 && told.starts_with("error: cannot write /no/such/folder/x.html"), "{told}");
    assert!(!home().join("data/history.db").exists());
}

#[test]
fn an_export_is_what_its_name_says_and_overwrites_nothing_unasked() {
    assert_eq!(run(&["analyze", "--save", "--transcript", WORDS]).0, 0);
    let place = |name: &str| home().join(name).to_str().unwrap().to_owned();
    for (name, format) in [("e.xlsx", ""), ("e.xlsx", "csv"), ("e.csv", "jsonl"), ("e.json", "")] {
        let mut arguments = vec!["history", "export", "-o"];
        let path = place(name);
        arguments.push(&path);
        arguments.extend(if format.is_empty() { vec![] } else { vec!["--format", format] });
        let (status, _, told) = run(&arguments);
        assert!(status == 2 && told.contains("`.jsonl`") && !Path::new(&path).exists(), "{told}");
    }
    let (lines, table) = (place("e.jsonl"), place("e.csv"));
    assert_eq!(run(&["history", "export", "-o", &lines]).0, 0);
    assert!(fs::read_to_string(&lines).unwrap().starts_with("{\"id\":1,"));
    fs::write(&table, "mine").unwrap();
    let (status, _, told) = run(&["history", "export", "-o", &table]);
    assert!(status == 2 && told.contains("is there already"), "{told}");
    assert_eq!(fs::read_to_string(&table).unwrap(), "mine");
    assert_eq!(run(&["history", "export", "-o", &table, "--force"]).0, 0);
    assert!(fs::read_to_string(&table).unwrap().starts_with("take,taken,question"));
    let (status, _, told) = run(&["history", "repair", "/no/such/folder"]);
    assert!(status == 1 && told.starts_with("error: cannot read /no/such/folder"), "{told}");
}
