//! Input that cannot be used: exit status 1, nothing on stdout, nothing written, and on stderr the file, the reason and
//! what to do. Input that is only damaged: analysed, with a warning.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use common::{analyze, fixture, outloud};

/// Every file of `fixtures/malformed`, and what its error says beside its name.
const RECORDINGS: [(&str, &str); 20] = [
    ("0-channels.wav", "channels is 0"),
    ("0-hz.wav", "sample rate is 0 Hz"),
    ("1-hz.wav", "sample rate is 1 Hz"),
    ("300-channels.wav", "channels is 300"),
    ("4-ghz.wav", "sample rate is 4000000000 Hz"),
    ("dolby.ac3", "Dolby Digital (AC-3) is not supported"),
    ("empty.wav", "0 bytes"),
    ("header-only.flac", "ends inside its header"),
    ("layer-2.mp2", "MPEG audio layer 2 (mp2) is not supported"),
    ("mp3-inside.wav", "mp3 in wav is not supported"),
    ("no-data-chunk.wav", "ends before its samples begin"),
    ("no-format-chunk.wav", "does not say how the samples are stored"),
    ("no-index.m4a", "no index"),
    ("random.mp3", "not audio"),
    ("silence.wav", "silent"),
    ("text.wav", "not audio"),
    ("transport.ts", "MPEG transport stream is not supported"),
    ("truncated-header.wav", "ends inside its header"),
    ("wave64.w64", "Wave64 is not supported"),
    ("zero-length.wav", "no sound"),
];

/// Every file of `fixtures/transcripts/malformed`, and what its error says beside its name.
const TRANSCRIPTS: [(&str, &str); 19] = [
    ("blank.txt", "no words"),
    ("cut-off.json", "JSON"),
    ("empty.json", "JSON"),
    ("empty.txt", "no words"),
    ("list.json", "JSON"),
    ("negative-times.json", "time"),
    ("no-cues.srt", "no time line"),
    ("no-cues.vtt", "no time line"),
    ("no-words.json", "no words"),
    ("not-utf8.srt", "UTF-8, at byte 42"),
    ("not-utf8.txt", "UTF-8, at byte 16"),
    ("outside-the-audio.json", "ends at 500.20 s"),
    ("times-as-text.json", "JSON"),
    ("times-backwards.json", "backwards"),
    ("times-backwards.srt", "line 2"),
    ("times-garbled.vtt", "line 3"),
    ("transcript.docx", ".docx"),
    ("word-ends-before-it-starts.json", "time"),
    ("words-without-text.json", "JSON"),
];

/// Every file of `fixtures/malformed/damaged`, and its warning; "" where none is due.
const DAMAGED: [(&str, &str); 9] = [
    ("length-0.wav", "says 0 s"),
    ("length-13-gb.wav", "promises 812500.0 s, but it ends after 2.5 s"),
    ("length-unknown.wav", "does not say how long"),
    ("not-a-number.wav", "no numbers became silence: 3"),
    ("odd-block.wav", "contradicts itself"),
    ("truncated-data.wav", "promises 7.5 s, but it ends after 2.5 s"),
    ("truncated.mp3", "promises 30.0 s, but it ends after"),
    ("whole-garbage-after.wav", ""),
    ("whole-named-wrongly.mp3", ""),
];

fn names_in(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(fixture(folder)).unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    let mut names: Vec<_> = files.map(|file| file.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The output of an analysis that was to write its report into an empty folder, and what that folder holds afterwards.
fn analysis(audio: &Path, transcript: &Path) -> (Output, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.json");
    let mut command = outloud();
    command.current_dir(folder.path()).env("HOME", folder.path()).env("TMPDIR", folder.path());
    command.arg("analyze").arg(audio).arg("--transcript").arg(transcript).args(["--format", "json", "-o"]).arg(&report);
    let output = command.output().unwrap();
    let left = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    (output, left)
}

/// One line `error: …` that holds all of `words`, an empty line, one line `hint: …`.
fn assert_refused(output: &Output, words: &[&str]) {
    let stderr = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(output.stdout.is_empty(), "stdout: {}", String::from_utf8_lossy(&output.stdout));
    let lines: Vec<&str> = stderr.lines().collect();
    let [error, "", hint] = lines.as_slice() else { panic!("not an error, an empty line and a hint:\n{stderr}") };
    assert!(error.starts_with("error: ") && !error.ends_with('.'), "{error}");
    assert!(hint.starts_with("hint: ") && hint.len() > 20, "{hint}");
    for word in words {
        assert!(error.contains(word), "`{word}` is not in: {error}");
    }
}

#[test]
fn every_malformed_recording_is_refused_with_its_own_reason() {
    assert_eq!(names_in("malformed"), RECORDINGS.map(|(name, _)| name));
    for (name, reason) in RECORDINGS {
        let (output, left) = analysis(&fixture("malformed").join(name), &fixture("transcripts/short-espeak.txt"));
        assert_refused(&output, &[name, reason]);
        assert!(left.is_empty(), "{name} left {left:?}");
    }
}

#[test]
fn every_malformed_transcript_is_refused_with_its_own_reason() {
    assert_eq!(names_in("transcripts/malformed"), TRANSCRIPTS.map(|(name, _)| name));
    for (name, reason) in TRANSCRIPTS {
        let transcript = fixture("transcripts/malformed").join(name);
        let (output, left) = analysis(&fixture("audio/short-espeak.flac"), &transcript);
        assert_refused(&output, &[name, reason]);
        assert!(left.is_empty(), "{name} left {left:?}");
    }
}

#[test]
fn a_malformed_transcript_alone_is_refused_as_well() {
    // Without audio there is nothing that times could lie outside of.
    for (name, reason) in TRANSCRIPTS.iter().filter(|(name, _)| *name != "outside-the-audio.json") {
        let transcript = fixture("transcripts/malformed").join(name);
        let output = outloud().args(["analyze", "--transcript"]).arg(transcript).output().unwrap();
        assert_refused(&output, &[name, reason]);
    }
}

#[test]
fn what_is_not_there_or_cannot_be_opened_is_refused() {
    let transcript = fixture("transcripts/short-espeak.txt");
    let (output, _) = analysis(Path::new("gone, or misspelt.wav"), &transcript);
    assert_refused(&output, &["gone, or misspelt.wav", "no such file"]);
    let (output, _) = analysis(&fixture("audio/short-espeak.flac"), Path::new("gone.txt"));
    assert_refused(&output, &["gone.txt"]);
    let empty = tempfile::tempdir().unwrap();
    let (output, _) = analysis(empty.path(), &transcript);
    assert_refused(&output, &[empty.path().to_str().unwrap(), "no recordings"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_not_ours_to_read_is_refused() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let folder = tempfile::tempdir().unwrap();
    let mode = |path: &Path, mode| fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    mode(folder.path(), 0o755);
    let there = |from: &Path, name: &str| {
        let path = folder.path().join(name);
        fs::copy(from, &path).unwrap();
        path
    };
    let program = there(outloud().get_program().as_ref(), "outloud");
    let words = there(&fixture("transcripts/short-espeak.txt"), "words.txt");
    let recording = there(&fixture("audio/formats/short-8k.wav"), "private.wav");
    mode(&recording, 0o000);
    let mut command = std::process::Command::new(program);
    command.arg("analyze").arg(&recording).arg("--transcript").arg(&words).current_dir(folder.path());
    command.env("OUTLOUD_DATA", folder.path()).env("OUTLOUD_CONFIG", folder.path());
    // The superuser reads everything: nothing can be denied then.
    if fs::metadata(folder.path()).unwrap().uid() == 0 {
        command.uid(65534);
    }
    assert_refused(&command.output().unwrap(), &["private.wav", "permission denied"]);
}

#[test]
fn damaged_recordings_are_analysed_and_the_damage_is_told() {
    assert_eq!(names_in("malformed/damaged"), DAMAGED.map(|(name, _)| name));
    let text = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
    fs::write(text.path(), "In my second year at school.").unwrap();
    for (name, damage) in DAMAGED {
        let recording = fixture("malformed/damaged").join(name);
        let take = analyze(&[recording.to_str().unwrap(), "--transcript", text.path().to_str().unwrap()]);
        let warnings: Vec<_> = take["warnings"].as_array().unwrap().iter().filter(|w| w["id"] == "damaged").collect();
        let expected = usize::from(!damage.is_empty());
        assert_eq!(warnings.len(), expected, "{name}: {warnings:?}");
        for warning in warnings {
            assert!(warning["message"].as_str().unwrap().contains(damage), "{name}: {warning}");
        }
        // The 2.5 s that are there are measured: the answer begins after 0.5 s of silence, and goes on past the cut.
        assert_eq!(take["pace"]["words"], 6, "{name}");
        let start_s = take["duration"]["speech_start_s"].as_f64().unwrap();
        assert!((start_s - 0.5).abs() < 0.1, "{name}: speech starts at {start_s} s");
        let duration_s = take["source"]["duration_s"].as_f64().unwrap();
        if Path::new(name).extension().is_some_and(|e| e == "wav") {
            assert!((duration_s - 2.5).abs() < 0.1, "{name}: {duration_s} s");
        }
    }
}

#[test]
fn one_bad_recording_among_several_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let short = fixture("malformed/damaged/whole-garbage-after.wav");
    fs::copy(&short, folder.path().join("a.wav")).unwrap();
    fs::copy(fixture("malformed/empty.wav"), folder.path().join("b.wav")).unwrap();
    fs::copy(fixture("malformed/silence.wav"), folder.path().join("c.wav")).unwrap();
    fs::write(folder.path().join("notes.txt"), "not a recording").unwrap();
    let output = outloud().args(["analyze", "--format", "jsonl"]).arg(folder.path()).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("b.wav") && stderr.contains("c.wav") && stderr.contains("left out"), "{stderr}");
    assert!(stderr.contains("recordings: notes.txt\n") && stderr.contains("2 of 3"), "{stderr}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1, "one recording is good: {stderr}");
}
