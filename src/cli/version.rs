//! What `--version` tells beside the number: of which commit, for which machines, with which libraries and forms of files.

use outloud::history::store;
use outloud::take::{ANALYSER, SCHEMA};
use outloud::transcribe::whisper;

/// The commit, where whoever built it named it: `make build` does.
const COMMIT: Option<&str> = option_env!("OUTLOUD_COMMIT");

/// As `--version` tells it.
pub(super) fn long() -> String {
    let commit = COMMIT.filter(|commit| !commit.is_empty()).unwrap_or("not known");
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    format!(
        "{}\ncommit: {commit}\nbuilt for: {system} {machine}\nwhisper.cpp: {}\nSQLite: {}\ndefinitions of measures: {ANALYSER}\n\
         schema of the JSON: {SCHEMA}\nschema of the history: {}",
        env!("CARGO_PKG_VERSION"),
        whisper::library_version(),
        store::library_version(),
        store::SCHEMA,
    )
}
