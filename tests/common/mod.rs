//! What every end-to-end test needs: the built binary away from the user's own files, the fixtures, and what they hold.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

pub mod axe;
pub mod browser;
pub mod sound_server;
pub mod terminal;
pub mod window;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

/// What takes longer on a busy machine never comes.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The real model that the tests recognise with.
pub const MODEL: &str = "tiny.en";

/// Its file, where `outloud models pull` puts it for whoever runs the tests.
static MODEL_FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    let output = Command::new(env!("CARGO_BIN_EXE_outloud")).args(["models", "path", MODEL]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the tests need the speech model {MODEL}, which `make test` fetches\n{told}");
    PathBuf::from(String::from_utf8(output.stdout).unwrap().trim_end())
});

/// The file of [`MODEL`], to be read.
pub fn model_file() -> &'static Path {
    &MODEL_FILE
}

thread_local! {
    /// The user's folders while one test runs, which has a thread of its own.
    static HOME: TempDir = tempfile::tempdir().unwrap();
}

/// The built binary, in the crate's folder, without colour, and with folders of its own for the test that calls it. One model
/// is installed: [`MODEL`].
pub fn outloud() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outloud"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("NO_COLOR", "1").env_remove("COLUMNS");
    for (folder, name) in [("OUTLOUD_MODELS", "models"), ("OUTLOUD_DATA", "data"), ("OUTLOUD_CONFIG", "config")] {
        command.env(folder, home().join(name));
    }
    let installed = home().join("models").join(MODEL_FILE.file_name().unwrap());
    if !installed.exists() {
        std::fs::create_dir_all(home().join("models")).unwrap();
        link(&MODEL_FILE, &installed).unwrap();
    }
    command
}

/// The same file at another place.
fn link(file: &Path, place: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::symlink(file, place);
    #[cfg(not(unix))]
    return std::fs::copy(file, place).map(drop);
}

/// Where [`outloud`] keeps things; removed when the test is over.
pub fn home() -> PathBuf {
    HOME.with(|home| home.path().to_owned())
}

/// The path of a file below `fixtures/`.
pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// What `analyze ARGUMENTS --format json` finds; fails the test when it does not end well.
pub fn analyze(arguments: &[&str]) -> Value {
    let output = outloud().arg("analyze").args(arguments).args(["--format", "json", "--no-save"]).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What `command` says: exit status, stdout, stderr.
pub fn said(command: &mut Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// What `outloud` says to these arguments: exit status, stdout, stderr.
pub fn run(arguments: &[&str]) -> (i32, String, String) {
    said(outloud().args(arguments))
}

/// What `outloud` writes on stdout to these arguments; fails the test when it does not end well.
pub fn written(arguments: &[&str]) -> String {
    let (status, text, told) = run(arguments);
    assert_eq!(status, 0, "{arguments:?}: {told}");
    text
}

/// Analyses a written answer to `question` with `fillers` of its 60 words said in vain, at a pace that `slower` lowers.
pub fn say(question: &str, fillers: usize, slower: f64) -> (i32, String, String) {
    let mut words = Vec::new();
    for n in 0..60 {
        let text = if n < fillers { "um," } else { ["we", "baked", "bread", "and", "sold", "it."][n % 6] };
        // The number keeps any two answers apart.
        let start_s = n as f64 * slower + fillers as f64 * 0.01;
        words.push(json!({"text": text, "start_s": start_s, "end_s": start_s + 0.3}));
    }
    let path = home().join(format!("{question}-{fillers}-{slower}.json"));
    std::fs::write(&path, json!({ "words": words }).to_string()).unwrap();
    let filed = ["--question", question, "--tag", "acme", "--save"];
    said(outloud().args(["analyze", "--transcript", path.to_str().unwrap()]).args(filed))
}

/// `text` whatever lines it is broken into.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is known about the spoken answer `name`: its text, and when each word, silence and filler is.
pub fn known(name: &str) -> Value {
    let path = fixture(&format!("audio/{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The middle value.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// What a running process writes, as it comes. Whoever waits for some of it sleeps until there is more.
pub struct Stream {
    pieces: Receiver<Vec<u8>>,
    so_far: Vec<u8>,
}

impl Stream {
    /// Reads `source` to its end, on a thread of its own.
    pub fn read(mut source: impl Read + Send + 'static) -> Self {
        let (sender, pieces) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            // Read on although nobody listens any more: a full pipe would hold the writer up.
            while let Ok(bytes @ 1..) = source.read(&mut buffer) {
                let _ = sender.send(buffer[..bytes].to_vec());
            }
        });
        Self { pieces, so_far: Vec::new() }
    }

    /// Waits until `there` is content with everything that came so far.
    pub fn wait_until(&mut self, what: &str, there: impl Fn(&[u8]) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !there(&self.so_far) {
            match self.pieces.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(piece) => self.so_far.extend(piece),
                Err(why) => panic!("{what} did not come ({why}): {}", self.text()),
            }
        }
    }

    /// Waits for `text`; all that came so far.
    pub fn wait_for(&mut self, text: &str) -> String {
        self.wait_until(text, |so_far| String::from_utf8_lossy(so_far).contains(text));
        self.text()
    }

    /// Waits for the end; all that came.
    pub fn rest(self) -> String {
        String::from_utf8_lossy(&self.into_bytes()).into_owned()
    }

    /// The same as it came.
    pub fn into_bytes(mut self) -> Vec<u8> {
        self.so_far.extend(self.pieces.iter().flatten());
        self.so_far
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.so_far).into_owned()
    }
}

/// Waits until the file at `path`, which is being written or soon will be, holds so many bytes.
pub fn wait_for_bytes(path: &Path, bytes: usize) {
    let mut tail = std::process::Command::new("tail");
    let mut tail =
        tail.args(["-c", "+1", "-F"]).arg(path).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut content = Stream::read(tail.stdout.take().unwrap());
    content.wait_until("as many bytes", |so_far| so_far.len() >= bytes);
    tail.kill().unwrap();
    tail.wait().unwrap();
}
