//! A second opinion of a language model: asked for by name only, on this machine only, and harmless whatever its server does.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;
#[path = "common/connections.rs"]
mod connections;
#[path = "common/server.rs"]
mod server;

use std::fs;
use std::io::Write;
use std::net::{Shutdown, TcpListener};
use std::process::Stdio;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use assert_cmd::Command;
use serde_json::{Value, json};

use common::{flat, home, outloud, run, said, written};
use connections::Connections;
use server::{Server, give, hang, head};

const ANSWER: &str = "fixtures/audio/short-espeak.flac";
const WORDS: &str = "fixtures/transcripts/short-espeak.json";
const OPINION: &str = "The breakfast is a fine picture.\n\n1. What did it cost?";

/// A server that says this.
fn saying(content: &'static str) -> Server {
    let body = json!({"choices": [{"message": {"role": "assistant", "content": content}}]}).to_string();
    Server::of(body.into_bytes())
}

/// The program, told of a model behind `url` that it waits so long for.
fn told_of(url: &str, limit: &str) -> Command {
    let mut command = outloud();
    command.env("OUTLOUD_OPINION_URL", url).env("OUTLOUD_OPINION_MODEL", "small").env("OUTLOUD_OPINION_LIMIT", limit);
    command
}

/// A take in the history.
fn keep() {
    written(&["analyze", ANSWER, "--transcript", WORDS, "--question", "conflict-colleague"]);
}

fn shown(url: &str, format: &str) -> (i32, String, String) {
    said(told_of(url, "20s").args(["history", "show", "--opinion", "--format", format]))
}

#[test]
fn an_opinion_stands_beside_the_report_and_changes_nothing_in_it() {
    keep();
    let server = saying(OPINION);
    let url = server.url("");
    let plain: Value = serde_json::from_str(&written(&["history", "show", "--format", "json"])).unwrap();
    let (status, text, told) = shown(&url, "json");
    assert_eq!(status, 0, "{told}");
    let sent = "asking small at http://127.0.0.1:";
    assert!(told.contains(sent) && told.contains("the words of question and answer, nothing else"), "{told}");
    let mut with: Value = serde_json::from_str(&text).unwrap();
    let opinion = with.as_object_mut().unwrap().remove("opinion").unwrap();
    assert_eq!(opinion, json!({"model": "small", "text": OPINION, "reason": null}));
    assert_eq!(with, plain, "no number and no finding is another one");
    let schema: Value = serde_json::from_str(&written(&["schema"])).unwrap();
    let wrong: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&serde_json::from_str(&text).unwrap())
        .map(|error| error.to_string())
        .collect();
    assert_eq!(wrong, [""; 0]);
    let line = shown(&url, "jsonl").1;
    assert!(line.lines().count() == 1 && line.contains("\"opinion\":{\"model\":\"small\""), "{line}");

    let text = flat(&shown(&url, "text").1);
    let marked = "A SECOND OPINION Of small, a language model that read the words alone: an opinion, which may be wrong. Nothing above \
        comes from it. The breakfast is a fine picture. 1. What did it cost?";
    assert!(text.ends_with(marked), "{text}");
    let page = shown(&url, "html").1;
    let heading = page.find("<h2>A second opinion</h2>").unwrap();
    assert!(heading < page.find("<p>1. What did it cost?</p>").unwrap());
    assert!(shown(&url, "md").1.contains("## A second opinion\n\nOf small, a language model"));
    assert!(shown(&url, "md").1.contains("\n\n1\\. What did it cost?"), "it is no list of ours");

    // It is nowhere kept.
    assert!(!written(&["history", "export", "--format", "jsonl"]).contains("breakfast is a fine"));
    assert!(!written(&["history", "show", "--full"]).contains("SECOND OPINION"));
}

#[test]
fn only_the_words_of_question_and_answer_are_sent() {
    keep();
    let server = saying(OPINION);
    shown(&server.url("/v1/"), "text");
    let asked = server.requests();
    assert_eq!((asked.len(), &*asked[0].method, &*asked[0].target), (1, "POST", "/v1/chat/completions"));
    let body: Value = serde_json::from_str(&asked[0].body).unwrap();
    let mut fields: Vec<&String> = body.as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(fields, ["messages", "model", "stream"]);
    assert_eq!(body["messages"].as_array().unwrap().len(), 2);
    let take: Value = serde_json::from_str(&written(&["history", "show", "--format", "json"])).unwrap();
    let (question, answer) =
        (take["question"]["prompt"].as_str().unwrap(), take["transcript"]["text"].as_str().unwrap());
    assert_eq!(body["messages"][1]["content"], format!("Question: {question}\n\nAnswer: {}", answer.trim()));
    assert!(!asked[0].body.contains("short-espeak") && !asked[0].body.contains(home().to_str().unwrap()));
}

/// Fails unless a report stands without the opinion of the model behind `url`, and one line tells that `reason`.
fn stands_without(url: &str, limit: &str, reason: &str) {
    let plain: Value = serde_json::from_str(&written(&["history", "show", "--format", "json"])).unwrap();
    let (status, text, told) = said(told_of(url, limit).args(["history", "show", "--opinion", "--format", "json"]));
    let warned: Vec<&str> = told.lines().filter(|line| line.starts_with("warning: ")).collect();
    assert!(status == 0 && warned.len() == 1, "{told}");
    assert!(warned[0].starts_with("warning: no second opinion: ") && warned[0].contains(reason), "{told}");
    let mut with: Value = serde_json::from_str(&text).unwrap();
    let opinion = with.as_object_mut().unwrap().remove("opinion").unwrap();
    assert!(opinion["text"].is_null() && opinion["reason"].as_str().unwrap().contains(reason), "{opinion}");
    assert_eq!(with, plain);
}

#[test]
fn a_server_that_misbehaves_costs_a_line_and_no_report() {
    keep();
    let refuses = Server::new(|_, stream| head(stream, "500 Internal Server Error", &["Content-Length: 0".into()]));
    let cuts = Server::new(|_, stream| {
        head(stream, "200 OK", &["Content-Length: 1000".into()]);
        let _ = stream.write_all(b"{\"choices\": [");
    });
    let closes = Server::new(|_, stream| stream.shutdown(Shutdown::Both).unwrap());
    let endless = Server::new(|_, stream| {
        head(stream, "200 OK", &[]);
        while stream.write_all(&[b' '; 4096]).is_ok() {}
    });
    let other = Server::of(b"{\"choices\": []}".to_vec());
    for (server, reason) in [
        (refuses, "answered with status 500 Internal Server Error"),
        (Server::of(b"<html>".to_vec()), "is no chat completion"),
        (Server::of(vec![0xff; 100]), "is no chat completion"),
        (other, "is no chat completion"),
        (saying(" \n "), "small said nothing"),
        (cuts, "no answer from http://127.0.0.1:"),
        (closes, "no answer from http://127.0.0.1:"),
        (endless, "has more than 256 kB"),
    ] {
        stands_without(&server.url(""), "20s", reason);
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    stands_without(&format!("http://{nobody}"), "20s", "no answer from http://127.0.0.1:");
}

#[test]
fn a_server_that_takes_its_time_is_waited_for_until_the_limit() {
    keep();
    let begins_and_hangs = Server::new(|_, stream| {
        head(stream, "200 OK", &["Content-Length: 1000".into()]);
        hang(stream);
    });
    let trickles = Server::new(|_, stream| {
        head(stream, "200 OK", &[]);
        // A byte at a time, so that no single wait is long.
        while stream.write_all(b" ").and_then(|()| stream.flush()).is_ok() {
            thread::sleep(Duration::from_millis(5));
        }
    });
    for server in [Server::new(|_, stream| hang(stream)), begins_and_hangs, trickles] {
        stands_without(&server.url(""), "0.4s", "within 0.4 s");
    }
}

#[test]
fn who_does_not_want_to_wait_gets_the_report_at_once() {
    keep();
    let (asked, was_asked) = mpsc::channel();
    let asked = Mutex::new(asked);
    let server = Server::new(move |_, stream| {
        asked.lock().unwrap().send(()).unwrap();
        hang(stream);
    });
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_outloud"));
    for (name, value) in told_of(&server.url(""), "10m").get_envs() {
        value.map(|value| command.env(name, value));
    }
    command.args(["history", "show", "--opinion"]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    was_asked.recv_timeout(common::PATIENCE).unwrap();
    let interrupted = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        interrupted.success() && output.status.success() && told.contains("no second opinion: interrupted"),
        "{told}"
    );
    assert!(!output.stdout.is_empty());
}

#[test]
fn nothing_a_model_says_can_steer_a_terminal() {
    keep();
    let server = saying("Clear\u{1b}[2J and\u{202e} loud\r\u{7}.\n<script>alert(1)</script>");
    for format in ["text", "md", "html", "json", "jsonl"] {
        let text = shown(&server.url(""), format).1;
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\r', '\u{7}']), "{format}");
        assert!(format.starts_with("json") || text.contains("Clear\u{fffd}"), "{format}");
    }
    assert!(!shown(&server.url(""), "html").1.contains("<script>alert"));
}

#[test]
fn words_leave_this_machine_only_where_the_settings_say_so() {
    keep();
    let watched = Connections::watch(&home());
    let ask = |command: &mut Command| watched.of(command.args(["history", "show", "--opinion", "--format", "json"]));
    let refused = "leads to 192.0.2.7, which is not this machine; the words would leave this machine";
    // 192.0.2.7 is nobody's (RFC 5737).
    for url in ["http://192.0.2.7:9", "http://model.test:9", "http://[::ffff:192.0.2.7]:9"] {
        let ((status, _, told), tried) = ask(told_of(url, "20s").env("NAMES_LEAD_TO", "192.0.2.7"));
        assert!(status == 0 && told.contains(refused), "{url}: {told}");
        assert!(!tried.contains("connect") && !tried.contains("sendto"), "{url}: {tried}");
    }
    let (_, tried) = ask(told_of("http://192.0.2.7:9", "0.4s").env("OUTLOUD_OPINION_ELSEWHERE", "allowed"));
    assert!(tried.contains("connect"), "the test sees connections: {tried}");
    // A name of this machine is this machine.
    let server = saying(OPINION);
    let url = server.url("").replace("127.0.0.1", "model.test");
    let ((_, text, _), _) = ask(told_of(&url, "20s").env("NAMES_LEAD_TO", "127.0.0.1"));
    assert!(text.contains("The breakfast"), "{text}");
}

#[test]
fn neither_a_redirect_nor_a_proxy_leads_elsewhere() {
    keep();
    let other = saying(OPINION);
    let place = format!("Location: {}", other.url("/v1/chat/completions"));
    let leads_on = Server::new(move |_, stream| head(stream, "307 Temporary Redirect", std::slice::from_ref(&place)));
    stands_without(&leads_on.url(""), "20s", "answered with status 307");
    let server = Server::new(|request, stream| give(request, stream, b"{}"));
    let mut command = told_of(&server.url(""), "20s");
    for name in ["ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY"] {
        command.env(name, other.url("")).env(name.to_lowercase(), other.url(""));
    }
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    said(command.args(["history", "show", "--opinion"]));
    assert_eq!((server.requests().len(), other.requests().len()), (1, 0));
}

#[test]
fn nobody_is_asked_unless_the_user_asks() {
    let (status, _, told) = run(&["analyze", ANSWER, "--transcript", WORDS, "--opinion"]);
    assert!(status == 2 && told.contains("no language model is named") && told.contains("config edit"), "{told}");
    let server = saying(OPINION);
    let url = server.url("");
    let analyze = ["analyze", ANSWER, "--transcript", WORDS, "--no-save"];
    let watched = Connections::watch(&home());
    let (said_without, tried) = watched.of(told_of(&url, "20s").args(analyze));
    assert_eq!((said_without.0, &*tried), (0, ""));
    let (status, text, _) = said(told_of(&url, "20s").args(analyze).arg("--opinion"));
    assert!(status == 0 && text.contains("A SECOND OPINION") && server.requests().len() == 1, "{text}");
    let (status, _, told) = said(told_of(&url, "20s").args(analyze).args(["--opinion", "--format", "srt"]));
    assert!(status == 2 && told.contains("`srt` has no place for an opinion"), "{told}");
    let (status, _, told) = said(told_of("localhost:1", "20s").args(["trend"]));
    assert!(status == 1 && told.contains("OUTLOUD_OPINION_URL=localhost:1: not an address"), "{told}");
    fs::create_dir_all(home().join("config")).unwrap();
    let settings = format!("[opinion]\nurl = \"{url}\"\nmodel = \"small\"\n");
    fs::write(home().join("config/config.toml"), settings).unwrap();
    let text = written(&[&analyze[..], &["--opinion"]].concat());
    assert!(flat(&text).contains("Of small, a language model"), "{text}");
    let shown = written(&["config", "show"]);
    assert!(shown.contains("opinion.model: small (") && shown.contains("opinion.elsewhere: not set"), "{shown}");
}
