//! What every end-to-end test needs: the built binary away from the user's own files, the fixtures, and what they hold.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

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
