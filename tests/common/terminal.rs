//! A line for a shell in, the program that runs it in a terminal of its own out: its keyboard, and what is drawn.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use super::{Stream, outloud};

/// Runs `line` in a terminal of its own, as `script` would be run, which has the environment for it.
pub fn in_terminal(mut script: Command, line: &str) -> (Child, ChildStdin, Stream) {
    script.args(["-qec", line, "/dev/null"]).env("TERM", "xterm");
    let mut child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (keyboard, screen) = (child.stdin.take().unwrap(), Stream::read(child.stdout.take().unwrap()));
    (child, keyboard, screen)
}

/// The built binary with these arguments in a terminal of so many columns, in the folders of the test that calls it.
pub fn outloud_in_terminal(columns: usize, arguments: &[&str]) -> (Child, ChildStdin, Stream) {
    let outloud = outloud();
    let mut script = Command::new("script");
    script.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
    for (name, value) in outloud.get_envs() {
        match value {
            Some(value) => script.env(name, value),
            None => script.env_remove(name),
        };
    }
    let program = env!("CARGO_BIN_EXE_outloud");
    in_terminal(script, &format!("stty cols {columns} rows 40; exec {program} {}", arguments.join(" ")))
}
