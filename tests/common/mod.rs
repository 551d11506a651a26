//! What every end-to-end test needs: the built binary away from the user's own files, the fixtures, and what they hold.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

thread_local! {
    /// The user's folders while one test runs, which has a thread of its own.
    static HOME: TempDir = tempfile::tempdir().unwrap();
}

/// The built binary, in the crate's folder, without colour, and with folders of its own for the test that calls it.
pub fn outloud() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outloud"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("NO_COLOR", "1").env_remove("COLUMNS");
    for (folder, name) in [("OUTLOUD_MODELS", "models"), ("OUTLOUD_DATA", "data"), ("OUTLOUD_CONFIG", "config")] {
        command.env(folder, home().join(name));
    }
    command
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

/// What is known about the spoken answer `name`: its text, and when each word, silence and filler is.
pub fn known(name: &str) -> Value {
    let path = fixture(&format!("audio/{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
