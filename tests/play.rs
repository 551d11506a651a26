//! Playing for real: what a sound server received is what should have been heard, sample by sample, and nothing else.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::path::PathBuf;
use std::process::{Child, Output, Stdio};

use common::sound_server::{RATE_HZ, Server, align, correlation};
#[cfg(target_os = "linux")]
use common::terminal::in_terminal;
use common::{Stream, fixture};

/// Noise with a fixed seed, so that no stretch is like another, of so many seconds.
fn noise(seconds: usize) -> Vec<f32> {
    let mut random = fastrand::Rng::with_seed(7);
    (0..seconds * RATE_HZ).map(|_| f32::from(random.i16(-8192..8192)) / 32_768.0).collect()
}

fn write(server: &Server, name: &str, samples: &[f32], rate_hz: usize) -> PathBuf {
    let path = server.folder().join(name);
    let mut writer = ::outloud::capture::wav_file::Writer::create(&path, rate_hz as u32).unwrap();
    writer.write(samples).unwrap();
    writer.finish().unwrap();
    path
}

/// Whoever listens to the sink: what it hears, one channel.
struct Listener {
    parec: Child,
    heard: Stream,
}

impl Listener {
    fn start(server: &Server) -> Self {
        let mut parec = server
            .run("parec")
            .args(["--device=mic.monitor", "--format=s16le", "--rate=48000", "--channels=1", "--latency-msec=50"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut heard = Stream::read(parec.stdout.take().unwrap());
        // A sink without sound has its own silence to tell.
        heard.wait_until("the first silence", |bytes| bytes.len() > RATE_HZ / 5);
        Self { parec, heard }
    }

    /// What was heard, once half a second of silence has followed it.
    fn finish(mut self) -> Vec<f32> {
        let quiet = |bytes: &[u8]| bytes.iter().rev().take(RATE_HZ).all(|&byte| byte == 0);
        self.heard.wait_until("silence", quiet);
        self.parec.kill().unwrap();
        self.parec.wait().unwrap();
        let bytes = self.heard.into_bytes();
        bytes.chunks_exact(2).map(|pair| f32::from(i16::from_le_bytes([pair[0], pair[1]])) / 32_768.0).collect()
    }
}

fn play(server: &Server, arguments: &[&str]) -> Output {
    server.run(env!("CARGO_BIN_EXE_outloud")).arg("play").args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// How playing ends, and what it says.
fn told(server: &Server, arguments: &[&str]) -> (i32, String) {
    let output = play(server, arguments);
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// The stretches of `heard` that are not silent for a fifth of a second and more, frames.
fn sounds(heard: &[f32]) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (n, _) in heard.iter().enumerate().filter(|(_, sample)| **sample != 0.0) {
        match found.last_mut() {
            Some(last) if n - last.end < RATE_HZ / 5 => last.end = n + 1,
            _ => found.push(n..n + 1),
        }
    }
    found
}

#[test]
fn what_is_heard_is_the_stretch_that_was_asked_for_and_nothing_else() {
    let server = Server::start();
    let known = noise(8);
    let file = write(&server, "noise.wav", &known, RATE_HZ);
    let listener = Listener::start(&server);
    let output = play(&server, &[file.to_str().unwrap(), "--from", "0:01", "--to", "6"]);
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    let heard = listener.finish();
    let [sound] = &sounds(&heard)[..] else { panic!("not one stretch: {:?}", sounds(&heard)) };
    assert!(sound.len().abs_diff(5 * RATE_HZ) <= RATE_HZ / 100, "{} frames", sound.len());
    // The sink has a seam where somebody begins to play into it: from the second second on all is the same.
    let place = align(&known, 2 * RATE_HZ, &heard);
    for second in 0..4 {
        let (from, at) = ((2 + second) * RATE_HZ, place + second * RATE_HZ);
        let alike = correlation(&known[from..from + RATE_HZ], &heard[at..at + RATE_HZ]);
        assert!(alike > 0.99, "second {second}: {alike}");
    }
}

#[test]
fn the_moments_of_a_finding_are_heard_with_what_is_around_them() {
    let server = Server::start();
    let (audio, words) = (fixture("audio/fillers-awb.flac"), fixture("transcripts/fillers-awb.json"));
    let analyze = |format: &str| {
        let mut command = server.run(env!("CARGO_BIN_EXE_outloud"));
        command.arg("analyze").arg(&audio).arg("--transcript").arg(&words).args(["--format", format]);
        command.output().unwrap()
    };
    let take: serde_json::Value = serde_json::from_slice(&analyze("json").stdout).unwrap();
    let at = |key: &str| take["findings"][0]["evidence"][0][key].as_f64().unwrap();
    let end_s = take["source"]["duration_s"].as_f64().unwrap();
    let expected_s = (at("end_s") + 1.0).min(end_s) - (at("start_s") - 1.0).max(0.0);
    let listener = Listener::start(&server);
    let output = play(&server, &["1", "--finding", "1"]);
    assert!(output.status.success(), "{output:?}");
    let heard = listener.finish();
    let (first, last) = (heard.iter().position(|s| *s != 0.0).unwrap(), heard.iter().rposition(|s| *s != 0.0).unwrap());
    let heard_s = (last - first) as f64 / RATE_HZ as f64;
    assert!((heard_s - expected_s).abs() < 0.1, "{heard_s} s for {expected_s}");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("playing ") && told.contains("fillers-awb.flac"), "{told}");
}

#[test]
fn what_cannot_be_heard_is_said_with_its_remedy() {
    let mut server = Server::start();
    let file = write(&server, "noise.wav", &noise(2), RATE_HZ);
    let file = file.to_str().unwrap();
    for (arguments, status, reason) in [
        (&["7"][..], 1, "7"),
        (&[file, "--finding", "1"], 1, "nothing is known of"),
        (&[file, "--at", "9:00"], 1, "has nothing there: it is 0:02 long"),
        (&[file, "--from", "2", "--to", "1"], 2, "`--to` has to be later"),
        (&["/no/such/file.wav"], 1, "/no/such/file.wav"),
    ] {
        let (code, text) = told(&server, arguments);
        assert!(code == status && text.contains(reason) && text.contains("\n\nhint: "), "{arguments:?}: {text}");
    }
    let take = server.folder().join("take.flac");
    std::fs::copy(fixture("audio/short-espeak.flac"), &take).unwrap();
    let words = fixture("transcripts/short-espeak.json");
    let mut analyze = server.run(env!("CARGO_BIN_EXE_outloud"));
    assert!(analyze.arg("analyze").arg(&take).arg("--transcript").arg(&words).output().unwrap().status.success());
    assert_eq!(told(&server, &["1", "--finding", "9"]).0, 1);
    std::fs::remove_file(&take).unwrap();
    let (code, text) = told(&server, &["1"]);
    assert!(code == 1 && text.contains("not there any more") && text.contains("history repair"), "{text}");
    server.end();
    let (code, text) = told(&server, &[file]);
    assert!(
        code == 1 && text.contains("error: ") && text.contains("\n\nhint: ") && !text.contains("ALSA lib"),
        "{text}"
    );
}

#[test]
fn slower_is_longer_and_of_the_same_pitch() {
    let server = Server::start();
    let tone = |n: usize| (n as f32 * 440.0 / RATE_HZ as f32 * std::f32::consts::TAU).sin() / 4.0;
    let file = write(&server, "tone.wav", &(0..3 * RATE_HZ).map(tone).collect::<Vec<_>>(), RATE_HZ);
    let listener = Listener::start(&server);
    let output = play(&server, &[file.to_str().unwrap(), "--speed", "0.75"]);
    assert!(output.status.success(), "{output:?}");
    let heard = listener.finish();
    let all = sounds(&heard);
    let sound = &heard[all[0].start..all.last().unwrap().end];
    assert!(sound.len().abs_diff(4 * RATE_HZ) < RATE_HZ / 10, "{} frames", sound.len());
    let seconds = sound.len() as f64 / RATE_HZ as f64;
    let pitch_hz = sound.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count() as f64 / seconds;
    assert!((pitch_hz - 440.0).abs() < 4.4, "{pitch_hz} Hz");
    assert_eq!(told(&server, &[file.to_str().unwrap(), "--speed", "3"]).0, 2);
}

#[test]
fn a_recording_of_another_rate_lasts_as_long_as_it_is() {
    let server = Server::start();
    let file = write(&server, "noise.wav", &noise(1)[..32_000], 16_000);
    let listener = Listener::start(&server);
    let output = play(&server, &[file.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let heard = listener.finish();
    let all = sounds(&heard);
    let length = all.last().unwrap().end - all[0].start;
    assert!(length.abs_diff(2 * RATE_HZ) < RATE_HZ / 20, "{length} frames");
}

#[cfg(target_os = "linux")]
#[test]
fn after_a_report_at_a_terminal_one_key_plays_and_shows_the_words_being_said() {
    use std::io::Write;
    let server = Server::start();
    let (audio, words) = (fixture("audio/fillers-awb.flac"), fixture("transcripts/fillers-awb.json"));
    let outloud = env!("CARGO_BIN_EXE_outloud");
    let line = format!("{outloud} analyze {} --transcript {}", audio.display(), words.display());
    let mut script = server.run("script");
    script.env("NO_COLOR", "1");
    let (mut child, mut keyboard, mut screen) = in_terminal(script, &line);
    for (key, answer) in
        [("", "p plays number 1, any other key ends"), ("p", "▶ 0:5"), (" ", "paused 0:5"), (" ", "all day.  ")]
    {
        keyboard.write_all(key.as_bytes()).unwrap();
        screen.wait_for(answer);
    }
    assert!(child.wait().unwrap().success(), "{}", screen.rest());
}

#[cfg(target_os = "linux")]
#[test]
fn for_ears_the_keys_are_named_once_and_answered_in_words() {
    use std::io::Write;
    let server = Server::start();
    let file = write(&server, "noise.wav", &noise(20), RATE_HZ);
    let line = format!("{} play {} --plain", env!("CARGO_BIN_EXE_outloud"), file.display());
    let (mut child, mut keyboard, mut screen) = in_terminal(server.run("script"), &line);
    screen.wait_for("the left and right arrows skip");
    for (key, answer) in [(" ", "paused at 0:0"), (" ", "it goes on"), ("-", "at 75 % of its speed"), ("]", "at 100 %")]
    {
        keyboard.write_all(key.as_bytes()).unwrap();
        screen.wait_for(answer);
    }
    keyboard.write_all(b"q").unwrap();
    assert!(child.wait().unwrap().success());
    let told = screen.rest();
    assert!(told.is_ascii() && !told.contains('\u{1b}') && told.matches("q ends").count() == 1, "{told:?}");
}
