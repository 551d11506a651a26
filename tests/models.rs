//! `outloud models` as its user meets it: what is fetched, listed, recommended and removed, and that nothing else opens a connection.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[cfg(target_os = "linux")]
#[path = "common/connections.rs"]
mod connections;
#[path = "common/server.rs"]
mod server;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use common::{MODEL, home, model_file, outloud, said};
use server::{Server, give, head, read_request};

/// The built binary with an empty models folder of its own.
fn bare() -> assert_cmd::Command {
    let mut command = outloud();
    command.env("OUTLOUD_MODELS", folder());
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command
}

fn folder() -> PathBuf {
    home().join("empty")
}

#[test]
fn a_real_model_is_fetched_listed_checked_and_removed() {
    let server = Server::of(fs::read(model_file()).unwrap());
    let (status, data, told) = said(bare().args(["models", "pull", MODEL, "--from", &server.url("/x")]));
    assert!(status == 0 && data.is_empty() && told.contains("tiny.en is installed: "), "{told}");
    let (_, list, _) = said(bare().args(["models", "list"]));
    let row = list.lines().find(|line| line.starts_with("tiny.en ")).unwrap();
    assert!(row.contains("77.7 MB") && row.contains(" GB ") && row.ends_with("default"), "{row}");
    assert!(said(bare().args(["models", "verify"])).1.contains("size and SHA-256 as published"));
    let (status, _, told) = said(bare().args(["models", "remove", MODEL]));
    assert!(status == 0 && told.contains("77.7 MB are free again"), "{told}");
    assert!(!folder().join("ggml-tiny.en.bin").exists());
    assert!(said(bare().args(["models", "remove", MODEL])).2.contains("nothing to remove"));
    assert_eq!(said(bare().args(["models", "remove", "no-such"])).0, 1);
}

#[test]
fn two_processes_fetch_it_once() {
    let model = fs::read(model_file()).unwrap();
    let server = Server::of(model);
    let url = server.url("/x");
    let pull = || {
        let mut command = Command::new(outloud().get_program());
        command.args(["models", "pull", MODEL, "--from", &url]).env("OUTLOUD_MODELS", folder());
        command.env("OUTLOUD_DATA", home()).env("OUTLOUD_CONFIG", home()).stderr(Stdio::null()).spawn().unwrap()
    };
    let mut both = [pull(), pull()];
    assert!(both.iter_mut().all(|child| child.wait().unwrap().success()));
    assert_eq!(server.requests().len(), 1);
    assert_eq!(said(bare().args(["models", "verify", MODEL])).0, 0);
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_nothing_is_left_on_it() {
    let server = Server::of(fs::read(model_file()).unwrap());
    // No file may grow beyond 512 kB.
    let mut shell = assert_cmd::Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 1024; exec \"$0\" \"$@\""]).arg(outloud().get_program());
    shell.args(["models", "pull", MODEL, "--from", &server.url("/x")]);
    shell.env("OUTLOUD_MODELS", folder()).env("OUTLOUD_DATA", home()).env("OUTLOUD_CONFIG", home());
    let (status, _, told) = said(&mut shell);
    assert!(
        status == 1 && told.contains("error: cannot fetch ggml-tiny.en.bin: no room left for its 77.7 MB"),
        "{told}"
    );
    assert!(told.contains("hint: make room"), "{told}");
    let left: Vec<_> = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left, [".lock"]);
}

#[test]
fn the_proxy_of_the_environment_is_used() {
    let proxy = Server::new(|request, stream| {
        if request.method == "CONNECT" {
            head(stream, "200 Connection established", &[]);
            // What follows is meant for the host that was asked for.
            if let Some(inner) = read_request(stream) {
                give(&inner, stream, b"hardly a model");
            }
        }
    });
    for name in ["http_proxy", "ALL_PROXY"] {
        let (status, _, told) =
            said(bare().args(["models", "pull", MODEL, "--from", "http://models.invalid/x"]).env(name, proxy.url("")));
        assert!(status == 1 && told.contains("14 bytes in place of 77704715"), "{told}");
    }
    assert!(proxy.requests().iter().all(|asked| asked.target == "models.invalid:80"), "{:?}", proxy.requests());
    assert_eq!(proxy.requests().len(), 2);
}

#[test]
fn without_a_model_one_line_says_what_to_type_and_a_recording_is_kept() {
    let (status, report, told) = said(bare().args(["analyze", "fixtures/audio/short-espeak.flac"]));
    assert!(status == 1 && report.is_empty(), "{told}");
    let to_type = "type `outloud models pull base.en` (148 MB), or `outloud models pull tiny.en` (77.7 MB)";
    assert_eq!(told, format!("error: no speech model is installed\n\nhint: {to_type}\n"));

    let (status, _, told) =
        said(bare().args(["record", "--device", "file:fixtures/audio/short-espeak.flac", "--for", "1s"]));
    assert!(
        status == 1 && told.starts_with(&format!("no speech model is installed; {to_type}; the recording is kept")),
        "{told}"
    );
    let take = fs::read_dir(home().join("data/recordings"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .find(|path| path.is_file());
    let later = format!("to analyse it: outloud analyze {}", take.unwrap().display());
    assert!(told.contains(&later) && told.contains(&format!("hint: {to_type}")), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_a_missing_model_is_offered() {
    use std::io::Write;
    let line =
        format!("{} analyze fixtures/audio/short-espeak.flac --no-save", outloud().get_program().to_str().unwrap());
    let mut script = Command::new("script");
    script.current_dir(env!("CARGO_MANIFEST_DIR")).env("OUTLOUD_MODELS", folder());
    script.env("OUTLOUD_DATA", home()).env("OUTLOUD_CONFIG", home());
    // A proxy that refuses stands between it and the network.
    let proxy = Server::new(|_, stream| head(stream, "403 Forbidden", &[]));
    script.env("ALL_PROXY", proxy.url(""));
    let (mut child, mut keyboard, screen) = common::terminal::in_terminal(script, &line);
    keyboard.write_all(b"y\n").unwrap();
    child.wait().unwrap();
    let shown = screen.rest();
    assert!(shown.contains("no speech model is installed: fetch base.en now, 148 MB? [y/N]"), "{shown}");
    assert!(shown.contains("cannot fetch ggml-base.en.bin") && proxy.requests().len() == 1, "{shown}");
}

#[test]
fn a_model_is_recommended_with_what_it_takes() {
    let (status, data, _) = said(bare().args(["models", "recommend"]));
    assert!(status == 0 && data.contains("for an answer of two minutes"), "{data}");
    let name = data.split(':').next().unwrap();
    assert!(outloud::transcribe::models::named(name).is_some_and(|entry| entry.knows("en")), "{data}");
    assert!(data.contains(&format!("outloud models pull {name}")), "{data}");
    let (_, data, _) = said(bare().args(["models", "recommend", "--language", "de"]));
    assert!(!data.split(':').next().unwrap().contains(".en"), "{data}");
}

#[test]
fn a_named_file_that_is_not_the_published_one_is_used_with_a_warning() {
    let mut changed = fs::read(model_file()).unwrap();
    // The last number of the last tensor: next to nothing to what is heard.
    let last = changed.len() - 4;
    changed[last] ^= 1;
    let path = home().join("ggml-tiny.en.bin");
    fs::write(&path, changed).unwrap();
    let take = common::analyze(&["fixtures/audio/short-espeak.flac", "--model", path.to_str().unwrap()]);
    assert_eq!(take["warnings"][0]["id"], "model-differs");
    assert!(take["transcript"]["words"].as_array().is_some_and(|words| words.len() > 70), "{}", take["transcript"]);
}

/// What the library would end the program on is told from the real model before the library sees it.
#[test]
fn a_model_that_is_broken_in_any_way_is_refused() {
    use outloud::transcribe::ggml::{FileFault, inspect};
    let mut model = fs::read(model_file()).unwrap();
    inspect(&mut std::io::Cursor::new(&model)).unwrap();
    let space = model.windows(5).position(|bytes| bytes == [1, 0, 0, 0, b' ']).unwrap() + 4;
    let name = model.windows(20).position(|bytes| bytes == b"encoder.conv1.weight").unwrap();
    let (middle, last) = (model.len() / 2, model.len() - 4);
    let number = |n: u32| n.to_le_bytes().to_vec();
    let mut broken: Vec<(&str, usize, Vec<u8>)> = vec![
        ("a vocabulary of 59,999", 4, number(59_999)),
        ("192 heads", 16, number(192)),
        ("a filter that is no number", 60, number(f32::NAN.to_bits())),
        ("a token that is no text", space, vec![0]),
        ("a token there twice", space, vec![b'a']),
        ("another tensor", name, b"encoder.conv3.weight".to_vec()),
        ("another shape", name - 12, [number(384), number(80), number(3)].concat()),
        ("weights of 0x7f", middle, vec![0x7f; 4096]),
        ("a last weight that is no number", last, number(f32::NAN.to_bits())),
        ("a last weight that is endless", last, number(f32::INFINITY.to_bits())),
    ];
    broken.extend([4, 5, 6, 10, 14, 99].map(|format| ("another number format", 44, number(format))));
    for (what, at, bytes) in broken {
        let range = at..at + bytes.len();
        let whole = model[range.clone()].to_vec();
        model[range.clone()].copy_from_slice(&bytes);
        assert!(inspect(&mut std::io::Cursor::new(&model)).is_err(), "{what}");
        model[range].copy_from_slice(&whole);
    }
    let cut = inspect(&mut std::io::Cursor::new(&model[..3_000_000]));
    assert!(matches!(cut, Err(FileFault::Truncated(3_000_000))), "{cut:?}");

    // The whole way once, with a file that used to end the program inside the library.
    model[44] = 99;
    let path = home().join("broken.bin");
    fs::write(&path, model).unwrap();
    let (status, _, told) =
        said(outloud().args(["analyze", "fixtures/audio/short-espeak.flac", "--model", path.to_str().unwrap()]));
    assert!(status == 1 && told.contains("broken.bin: damaged: impossible value for the number format"), "{told}");
    assert!(!told.contains("delete"), "{told}");
}

#[test]
fn a_model_that_is_cut_off_is_told_everywhere_and_the_next_one_used() {
    let folder = folder();
    fs::create_dir_all(&folder).unwrap();
    fs::copy(model_file(), folder.join("ggml-tiny.en.bin")).unwrap();
    fs::write(folder.join("ggml-base.en.bin"), &fs::read(model_file()).unwrap()[..3_000_000]).unwrap();
    let (_, list, _) = said(bare().args(["models", "list"]));
    let row = |name: &str| list.lines().find(|line| line.starts_with(&format!("{name} "))).unwrap();
    assert!(row("base.en").ends_with("cut off") && row("tiny.en").ends_with("default"), "{list}");
    let (status, checks, _) = said(bare().args(["doctor", "--device", "tone:440"]));
    let checks = common::flat(&checks);
    assert!(
        status == 1 && checks.contains("model: cannot use model ") && checks.contains("cut off after 3000000"),
        "{checks}"
    );
    assert!(
        checks.contains("`outloud models pull base.en`") && checks.contains("until then tiny.en is used"),
        "{checks}"
    );
    let (status, verified, _) = said(bare().args(["models", "verify"]));
    assert!(status == 1 && verified.contains("tiny.en: ok, ") && verified.contains("base.en: cut off: "), "{verified}");
    let audio = "fixtures/audio/short-espeak.flac";
    let (status, take, told) = said(bare().args(["analyze", audio, "--no-save", "--format", "json"]));
    assert_eq!(status, 0, "{told}");
    let take: serde_json::Value = serde_json::from_str(&take).unwrap();
    assert_eq!(
        (&take["transcript"]["model"], &take["warnings"][0]["id"]),
        (&MODEL.into(), &"model-passed-over".into())
    );
    // Who names it is not given another.
    let (status, _, told) = said(bare().args(["analyze", audio, "--no-save", "--model", "base.en"]));
    assert!(status == 1 && told.contains("cut off after 3000000 bytes"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn only_pull_opens_a_connection() {
    let watched = connections::Connections::watch(&home());
    let connections = |arguments: &[&str]| watched.of(outloud().args(arguments)).1;
    let server = Server::of(Vec::new());
    let url = server.url("/x");
    let pulled = connections(&["models", "pull", "base.en", "--from", &url]);
    assert!(pulled.contains("connect"), "the library sees nothing: the rest of this test would prove nothing");
    let looked_up = connections(&["models", "pull", "base.en", "--from", "http://no.such.host.invalid/x"]);
    assert!(looked_up.contains("getaddrinfo no.such.host.invalid"), "{looked_up}");

    let (answer, words) = ("fixtures/audio/short-espeak.flac", "fixtures/transcripts/short-espeak.json");
    let page = home().join("page.html");
    for arguments in [
        &["analyze", answer, "--question", "q"][..],
        &["analyze", answer, "--transcript", words, "--format", "html", "-o", page.to_str().unwrap()],
        &["analyze", answer, "--model", "base.en"],
        &["record", "--device", "tone:440", "--for", "0.2s", "--no-analyze"],
        &["models", "list"],
        &["models", "recommend"],
        &["models", "verify"],
        &["models", "path", MODEL],
        &["models", "remove", "base.en"],
        &["history", "list"],
        &["history", "show"],
        // Nobody is asked for an opinion who is not named in the settings.
        &["history", "show", "--opinion"],
        &["history", "export"],
        &["history", "repair"],
        &["questions", "ask", "manager"],
        &["plan", "--date", "tomorrow"],
        &["plan", "note", "They were kind."],
        &["trend"],
        &["compare"],
        &["reanalyze"],
        &["devices"],
        &["doctor", "--device", "tone:440"],
        &["purge", "--yes"],
        &["--help"],
    ] {
        assert_eq!(connections(arguments), "", "{arguments:?}");
    }
}
