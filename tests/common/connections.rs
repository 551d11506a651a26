//! Every attempt of the program to reach a network, told by a library that comes before the system's.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the library is, and what it writes.
pub struct Connections {
    library: PathBuf,
    log: PathBuf,
}

impl Connections {
    /// Builds the library in `folder`.
    pub fn watch(folder: &Path) -> Self {
        let (library, log) = (folder.join("connections.so"), folder.join("connections"));
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
        let mut build = Command::new(compiler);
        build.args(["-shared", "-fPIC", "-o"]).arg(&library).arg("tests/common/connections.c");
        assert!(build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success());
        Self { library, log }
    }

    /// What `command` says, and every connection that it tried: a line each.
    pub fn of(&self, command: &mut assert_cmd::Command) -> ((i32, String, String), String) {
        let _ = fs::remove_file(&self.log);
        let said = crate::common::said(command.env("LD_PRELOAD", &self.library).env("CONNECTIONS", &self.log));
        (said, fs::read_to_string(&self.log).unwrap_or_default())
    }
}
