//! Practising at a terminal: the question is there all the time, one key each leads on, and whatever ends it, what was said is kept.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};

use common::terminal::outloud_in_terminal;
use common::window::{Window, ends_at_once};
use common::{Stream, fixture, flat, home, outloud};
use serde_json::Value;

const SHORT: &str = "fixtures/audio/short-espeak.flac";
const FIGURES: &str = "fixtures/audio/figures-heart.flac";
const REPEATS: &str = "fixtures/audio/repeats-george.flac";
const ASKED: &str = "conflict-colleague";

/// `outloud practice` in a terminal of its own.
struct Terminal {
    child: Child,
    keyboard: ChildStdin,
    screen: Stream,
}

impl Terminal {
    fn open(columns: usize, arguments: &[&str]) -> Self {
        let (child, keyboard, screen) = outloud_in_terminal(columns, &[&["practice"], arguments].concat());
        Self { child, keyboard, screen }
    }

    /// Waits until `text` has been shown so many times.
    fn wait_for(&mut self, text: &str, times: usize) {
        self.screen.wait_until(text, |bytes| String::from_utf8_lossy(bytes).matches(text).count() >= times);
    }

    fn press(&mut self, key: &str) {
        self.keyboard.write_all(key.as_bytes()).unwrap();
    }

    /// How it ends, and all that was shown.
    fn end(mut self) -> (Option<i32>, String) {
        let status = self.child.wait().unwrap();
        (status.code(), self.screen.rest())
    }
}

/// What is written on the screen in one place each: a line, or what is drawn over it.
fn drawn(shown: &str) -> Vec<String> {
    let lines = shown.split(['\n', '\r']).map(|line| {
        let mut plain = String::new();
        let mut rest = line.chars();
        while let Some(c) = rest.next() {
            if c == '\u{1b}' {
                // The end of a sequence is its first letter.
                rest.by_ref().find(char::is_ascii_alphabetic);
            } else {
                plain.push(c);
            }
        }
        plain
    });
    lines.filter(|line| !line.trim().is_empty()).collect()
}

/// A question's words as they stand in `shown`, whatever lines they are broken into.
fn shown_flat(shown: &str) -> String {
    flat(&drawn(shown).join(" "))
}

/// The first ten seconds of `recording`, made just now: takes follow each other by the dates of their files.
fn said_now(recording: &str) -> String {
    std::fs::create_dir_all(home()).unwrap();
    let sound = ::outloud::decode::from_path(recording.as_ref(), &mut |_| ()).unwrap();
    let name = PathBuf::from(recording).with_extension("wav");
    let copy = home().join(name.file_name().unwrap());
    let mut writer = ::outloud::capture::wav_file::Writer::create(&copy, sound.sample_rate_hz).unwrap();
    writer.write(&sound.samples[..10 * sound.sample_rate_hz as usize]).unwrap();
    writer.finish().unwrap();
    copy.to_str().unwrap().to_owned()
}

fn take(id: usize) -> Value {
    let output = outloud().args(["history", "show", &id.to_string(), "--format", "json"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// How many takes of this category are kept.
fn kept(category: &str) -> usize {
    let output = outloud().args(["history", "export", "--category", category]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().skip(1).count()
}

fn recordings() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(home().join("data/recordings")).into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect()
}

fn words_of(id: &str) -> String {
    let output = outloud().args(["questions", "show", id, "--format", "json"]).output().unwrap();
    let question: Value = serde_json::from_slice(&output.stdout).unwrap();
    question["ask"].as_str().unwrap().to_owned()
}

#[test]
fn again_next_and_stop_lead_from_answer_to_answer_at_any_width() {
    for columns in [60, 100] {
        std::fs::remove_dir_all(home()).unwrap();
        let answers = [SHORT, FIGURES, REPEATS].map(said_now);
        let mut arguments = vec!["--question", ASKED];
        arguments.extend(answers.iter().flat_map(|answer| ["--from", answer]));
        let mut terminal = Terminal::open(columns, &arguments);
        terminal.wait_for("a again · n next · h hear it · o page · f follow-up · s stop", 1);
        terminal.press("o");
        terminal.wait_for("data/pages/take-1.html", 1);
        terminal.wait_for("a again", 2);
        terminal.press("xa");
        terminal.wait_for("Against take 1", 1);
        terminal.wait_for("a again", 3);
        terminal.press("n");
        // The third recording was the last one.
        terminal.wait_for("\rh hear it · o page · s stop", 1);
        terminal.press("s");
        let (code, shown) = terminal.end();
        assert_eq!(code, Some(0), "{shown}");
        let flat = shown_flat(&shown);
        assert!(flat.contains("This session: 3 answers") && flat.contains(&words_of(ASKED)), "{flat}");
        let standing = ["not answered yet", "once more"].map(|standing| flat.matches(standing).count());
        assert_eq!(standing, [2, 1], "the question stands above every answer: {flat}");
        let wide = drawn(&shown).into_iter().find(|line| line.chars().count() > columns);
        assert_eq!(wide, None);
        assert_eq!(
            (take(1)["question"]["id"].as_str(), take(2)["question"]["id"].as_str()),
            (Some(ASKED), Some(ASKED))
        );
        assert_ne!(take(3)["question"]["id"], ASKED);
        assert_eq!(kept("conflict"), 2);
    }
}

#[test]
fn a_question_that_follows_is_asked_with_one_key() {
    let mut terminal = Terminal::open(100, &["--question", ASKED, "--from", SHORT, "--from", REPEATS]);
    terminal.wait_for("f follow-up", 1);
    terminal.press("f");
    terminal.wait_for("a question that follows", 1);
    terminal.wait_for("s stop", 2);
    terminal.press("q");
    assert_eq!(terminal.end().0, Some(0));
    let (first, second) = (take(1), take(2));
    assert!(first["rubric"]["follow_ups"].as_array().unwrap().contains(&second["question"]["prompt"]), "{second}");
    assert_eq!(kept("conflict"), 2);
}

#[test]
fn the_question_stays_on_the_screen_while_one_thinks_and_speaks() {
    for columns in [60, 100] {
        std::fs::remove_dir_all(home()).unwrap();
        let device = format!("file:{SHORT}");
        let mut terminal = Terminal::open(columns, &["--question", ASKED, "--device", &device]);
        terminal.wait_for("think: 0:", 1);
        terminal.press("\r");
        terminal.wait_for("● 0:04", 1);
        terminal.press("\r");
        terminal.wait_for("s stop", 1);
        terminal.press("s");
        let (code, shown) = terminal.end();
        assert_eq!(code, Some(0), "{shown}");
        let (asked, rest) = shown.split_once("waiting for the microphone").unwrap();
        assert!(shown_flat(asked).ends_with(&words_of(ASKED)), "{asked}");
        let (while_spoken, _) = rest.split_once("saving").unwrap();
        assert!(while_spoken.contains("think: ") && while_spoken.contains("● 0:03"));
        assert!(!while_spoken.contains('\n'), "something is written below the question: {while_spoken}");
        assert!(while_spoken.contains("enter stops"), "{while_spoken}");
        assert_eq!((recordings().len(), kept("conflict")), (1, 1));
    }
}

#[test]
fn an_interview_asks_one_after_the_other_and_reports_once() {
    let device = format!("file:{FIGURES}");
    let mut terminal = Terminal::open(100, &["--interview", "2", "--prep", "20s", "--device", &device]);
    for question in 1..=2 {
        terminal.wait_for(&format!("question {question} of 2"), 1);
        terminal.wait_for("think: 0:", 2 * question);
        terminal.press("\r");
        terminal.wait_for("● 0:04", question);
        terminal.press("\r");
    }
    let (code, shown) = terminal.end();
    assert_eq!(code, Some(0), "{shown}");
    let (before, after) = shown.split_once("This session: 2 answers").unwrap();
    assert!(!before.contains("a again") && !before.contains("words/min"), "{before}");
    assert!(after.contains("(take 1)") && after.contains("(take 2)") && after.contains("words/min"), "{after}");
    let asked = [take(1), take(2)].map(|take| take["question"]["id"].as_str().unwrap().to_owned());
    assert_ne!(asked[0], asked[1]);
}

#[test]
fn ctrl_c_ends_the_session_and_keeps_what_was_said() {
    let device = "file:fixtures/audio/long-rms.flac";
    for interview in [false, true] {
        std::fs::remove_dir_all(home()).unwrap();
        let arguments = ["--device", device, "--interview", "3"];
        let mut terminal = Terminal::open(80, if interview { &arguments } else { &arguments[..2] });
        terminal.wait_for("think: 0:", 1);
        terminal.press("\r");
        terminal.wait_for("● 0:04", 1);
        terminal.press("\u{3}");
        let (code, shown) = terminal.end();
        assert_eq!(code, Some(0), "{shown}");
        assert!(shown.contains("This session: 1 answer, 0:0"), "{shown}");
        let [recording] = &recordings()[..] else { panic!("not one recording") };
        let decoded = ::outloud::decode::from_path(recording, &mut |_| ()).unwrap();
        assert!(decoded.damage.is_none() && decoded.duration_s() > 3.5);
        assert!(take(1)["question"]["id"].is_string());
    }
    // Before anybody has spoken there is nothing to keep.
    std::fs::remove_dir_all(home()).unwrap();
    let mut terminal = Terminal::open(80, &["--device", device]);
    terminal.wait_for("think: 0:", 1);
    terminal.press("\u{3}");
    let (code, shown) = terminal.end();
    assert_eq!(code, Some(130), "{shown}");
    assert!(recordings().is_empty());
}

/// `outloud practice` without a terminal yet.
fn practice(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outloud"));
    command.arg("practice").args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    for (name, value) in outloud().get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command
}

#[test]
fn a_terminal_that_is_closed_while_one_speaks_loses_nothing() {
    let mut command = practice(&["--device", "file:fixtures/audio/long-rms.flac"]);
    let window = Window::open();
    let child = window.run(command.stdout(Stdio::null()));
    window.wait_for("think: 0:");
    window.press("\r");
    window.wait_for("● 0:02");
    drop((window, command));
    assert!(!ends_at_once(child).success());
    let [recording] = &recordings()[..] else { panic!("not one recording") };
    let decoded = ::outloud::decode::from_path(recording, &mut |_| ()).unwrap();
    assert!(decoded.damage.is_none() && decoded.duration_s() > 1.5);
    assert_eq!(std::fs::read_dir(home().join("data/recordings/unfinished")).unwrap().count(), 0);
}

#[test]
fn an_analysis_that_is_interrupted_says_how_to_go_on_with_what_was_asked() {
    let arguments = ["--question", ASKED, "--from", "fixtures/audio/long-rms.flac", "--from", SHORT];
    let mut child = practice(&arguments).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut told = Stream::read(child.stderr.take().unwrap());
    told.wait_for("colleague.");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let told = told.rest();
    assert!(told.contains("outloud analyze fixtures/audio/long-rms.flac --question conflict-colleague"), "{told}");
    assert_eq!(kept("conflict"), 0);
}

#[test]
fn without_a_terminal_recordings_are_answers_and_a_microphone_is_an_error() {
    let output = outloud().arg("practice").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.code() == Some(2) && told.contains("needs a terminal") && told.contains("--from FILE"),
        "{told}"
    );
    let silent = fixture("malformed/silence.wav");
    let output = outloud()
        .args(["practice", "--category", "conflict", "--speaker", "Ann", "--from"])
        .arg(silent)
        .args(["--from", SHORT])
        .output()
        .unwrap();
    let (told, written) = (String::from_utf8(output.stderr).unwrap(), String::from_utf8(output.stdout).unwrap());
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("silence.wav") && told.contains("1 of 2 recordings could not be analysed"), "{told}");
    assert!(written.contains("This session: 1 answer") && kept("conflict") == 1, "{written}");
    let anns = outloud().args(["history", "list", "--speaker", "ann"]).output().unwrap().stdout;
    assert!(String::from_utf8(anns).unwrap().contains("Ann: conflict-"));
    for (arguments, reason) in [
        (&["--category", "nothing"][..], "categories: openers"),
        (&["--question", "conflict"], "do you mean conflict-"),
        (&["--from", "/no/such/file"], "/no/such/file"),
    ] {
        let output = outloud().arg("practice").args(["--from", SHORT]).args(arguments).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(matches!(output.status.code(), Some(1 | 2)) && told.contains(reason), "{arguments:?}: {told}");
    }
}

#[test]
fn a_question_is_spoken_by_the_command_of_the_settings() {
    let (said, speaks) = (home().join("said.txt"), home().join("speaks"));
    std::fs::create_dir_all(home()).unwrap();
    std::fs::write(&speaks, format!("#!/bin/sh\nprintf '%s|' \"$@\" > '{}'\n", said.display())).unwrap();
    std::fs::set_permissions(&speaks, std::fs::Permissions::from_mode(0o755)).unwrap();
    let say = |command: &str| {
        let mut practice = outloud();
        practice.args(["practice", "--say", "--question", ASKED, "--from", SHORT]).env("OUTLOUD_SAY", command);
        practice.output().unwrap()
    };
    assert!(say(&format!("{} -v en", speaks.display())).status.success());
    assert_eq!(std::fs::read_to_string(&said).unwrap(), format!("-v|en|{}|", words_of(ASKED)));
    let output = say("/no/such/command");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("warning: `/no/such/command` did not speak"), "{told}");
}
