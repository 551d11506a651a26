//! Bytes as a history's file where they are a database; else as the analysis and as the promise of an analysis in one that is whole.
#![no_main]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use outloud::history::store::{self, History};
use outloud::history::{Facts, Filter};
use outloud::report::{self, Context, Format, Options};
use rusqlite::{Connection, params};
use tempfile::TempDir;

static WHOLE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();

fn whole() -> &'static Path {
    &WHOLE
        .get_or_init(|| {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("history.db");
            std::fs::write(&path, include_bytes!("../../fixtures/history/schema-4.db")).expect("room for a file");
            drop(History::open(&path).expect("a whole history"));
            (folder, path)
        })
        .1
}

/// Everything that is read from a history.
fn read(path: &Path) {
    let Ok(Some(history)) = History::open_existing(path) else { return };
    for pending in [false, true] {
        let _ = history.list(&Filter { pending, ..Filter::default() }, Some(100));
    }
    let _ = (history.speakers(), history.best(&Filter::default()));
    for entry in history.list(&Filter::default(), Some(4)).unwrap_or_default() {
        let (id, filter) = (entry.id, Filter::default());
        let _ = (history.transcript(id), history.told(id), history.fingerprint(id), history.count(&filter));
        let Ok(take) = history.take(id) else { continue };
        let _ = (Facts::read(&take), take.asked());
        let options = Options { full: true, width: 80, colour: false, plain: false };
        for format in Format::ALL {
            let _ = report::render(&take, &Context::default(), format, &options);
        }
    }
}

fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"SQLite format 3\0") {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("history.db");
        std::fs::write(&path, data).expect("room for a file");
        read(&path);
        let _ = store::check(&path);
        if store::repair(&path, &[]).is_ok() {
            read(&path);
        }
        return;
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    let path = whole();
    let rows = Connection::open(path).expect("a whole history");
    rows.execute("UPDATE analyses SET json = ?1", params![text]).expect("a row that is there");
    read(path);
    rows.execute("UPDATE takes SET pending = ?1", params![text]).expect("a row that is there");
    read(path);
    rows.execute("UPDATE takes SET pending = NULL", []).expect("a row that is there");
});
