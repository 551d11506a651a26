//! A folder that is gone on with where it ended, in shares, with files in it that are of no use.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{MODEL, fixture, home, run};
use hound::{WavReader, WavWriter};
use serde_json::Value;

/// A folder with two answers, one of them under two names, and a file that is of no use.
fn answers() -> PathBuf {
    let folder = home().join("answers");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("bad.wav"), "no sound").unwrap();
    cut(2, &folder.join("first.wav"));
    fs::copy(folder.join("first.wav"), folder.join("first again.wav")).unwrap();
    cut(12, &folder.join("second.wav"));
    folder
}

/// Writes three seconds of an answer to `path`, from this second on: few words are quick to recognise.
fn cut(from_s: usize, path: &Path) {
    let mut whole = WavReader::open(fixture("audio/formats/short-8k.wav")).unwrap();
    let rate = whole.spec().sample_rate as usize;
    let mut part = WavWriter::create(path, whole.spec()).unwrap();
    for sample in whole.samples::<i16>().skip(from_s * rate).take(3 * rate) {
        part.write_sample(sample.unwrap()).unwrap();
    }
    part.finalize().unwrap();
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_folder_is_gone_on_with_by_what_is_in_its_files() {
    let (folder, out) = (answers(), home().join("out.jsonl"));
    let (folder, place) = (folder.to_str().unwrap(), out.to_str().unwrap());
    let arguments = ["analyze", folder, "--resume", place, "--model", MODEL, "--no-save", "--jobs", "2"];
    let (status, nothing, told) = run(&arguments);
    assert!(status == 1 && nothing.is_empty() && told.contains("2 takes added, 1 done already"), "{told}");
    // One line for what is of no use: file, reason, remedy.
    let bad: Vec<&str> = told.lines().filter(|line| line.contains("bad.wav")).collect();
    assert!(matches!(bad[..], [line] if line.starts_with("error: ") && line.contains("give a recording")), "{told}");

    // Killed in the middle of the second line; then the same as in one go, and as on standard output.
    let whole = fs::read_to_string(&out).unwrap();
    fs::write(&out, whole.get(..whole.len() - 100).unwrap()).unwrap();
    let (_, _, told) = run(&arguments);
    assert!(told.contains("cut short") && told.contains("1 take added, 2 done already"), "{told}");
    assert_eq!(fs::read_to_string(&out).unwrap(), whole);
    let takes = lines(&whole);
    let second = format!("{folder}/second.wav");
    let (_, alone, _) = run(&["analyze", &second, "--format", "jsonl", "--model", MODEL, "--no-save"]);
    assert!(takes.contains(&lines(&alone)[0]), "{alone}");

    // Another name is the same answer; another question is another one.
    fs::rename(&second, format!("{folder}/renamed.wav")).unwrap();
    let (_, _, told) = run(&arguments);
    assert!(told.contains("0 takes added, 3 done already"), "{told}");
    let renamed = format!("{folder}/renamed.wav");
    let asked = ["analyze", &renamed, "--resume", place, "--model", MODEL, "--no-save", "--prompt", "Why?"];
    let (status, _, told) = run(&asked);
    assert!(status == 0 && told.contains("1 take added, 0 done already"), "{told}");
    assert_eq!(lines(&fs::read_to_string(&out).unwrap()).len(), 3);
}

#[test]
fn shares_have_every_recording_once_and_a_line_for_what_failed() {
    let folder = home().join("broken");
    fs::create_dir(&folder).unwrap();
    let names: Vec<String> = (10..20).map(|n| format!("{n}.wav")).collect();
    for name in &names {
        fs::write(folder.join(name), "no sound").unwrap();
    }
    let folder = folder.to_str().unwrap();
    let mut paths = Vec::new();
    for of in ["1/3", "2/3", "3/3"] {
        let (status, text, told) =
            run(&["analyze", folder, "--shard", of, "--format", "jsonl", "--with-errors", "--model", MODEL]);
        assert!(status == 1 && told.contains("of 10 recordings in this share"), "{told}");
        for line in lines(&text) {
            let path = line["source"]["path"].as_str().unwrap().to_owned();
            let error = &line["error"];
            assert!(error["message"].as_str().unwrap().contains(&path) && error["hint"].is_string(), "{line}");
            paths.push(path);
        }
    }
    paths.sort_unstable();
    assert_eq!(paths, names.iter().map(|name| format!("{folder}/{name}")).collect::<Vec<_>>());
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_done() {
    let folder = answers();
    let folder = folder.to_str().unwrap();
    for share in ["0/4", "5/4", "a"] {
        let (status, _, told) = run(&["analyze", folder, "--shard", share]);
        assert!(status == 2 && told.contains("1/4"), "{told}");
    }
    let notes = home().join("notes.txt");
    fs::write(&notes, "mine").unwrap();
    let (status, _, told) = run(&["analyze", folder, "--resume", notes.to_str().unwrap()]);
    assert!(status == 1 && told.contains("notes.txt: line 1 is no take") && told.contains("hint: "), "{told}");
    assert_eq!(fs::read_to_string(&notes).unwrap(), "mine");
    for wrong in [
        ["-", "--resume", "x.jsonl"],
        [folder, "--resume=x.jsonl", "--format=text"],
        [folder, "--with-errors", "--no-save"],
    ] {
        let (status, _, told) = run(&[&["analyze"], &wrong[..]].concat());
        assert!(status == 2 && told.contains("hint: "), "{told}");
    }
}
