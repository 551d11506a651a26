//! Text as each file that people write for outloud: settings, questions, a story, a plan.
#![no_main]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use outloud::config::{Config, Paths};
use outloud::moment::Moment;
use outloud::practice::interview;
use outloud::questions::bank;
use outloud::stories;
use tempfile::TempDir;

static FOLDER: OnceLock<(TempDir, Paths)> = OnceLock::new();

fn folder() -> &'static (TempDir, Paths) {
    FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        // SAFETY: the first input comes before there is another thread.
        unsafe {
            std::env::set_var("OUTLOUD_CONFIG", folder.path());
            std::env::set_var("OUTLOUD_DATA", folder.path());
        }
        let paths = Paths::from_env().expect("both are set");
        (folder, paths)
    })
}

fn put(folder: PathBuf, name: &str, data: &[u8]) -> PathBuf {
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(name), data).expect("room for a file");
    folder
}

fuzz_target!(|data: &[u8]| {
    let (folder, paths) = folder();
    let (now, settings) = (Moment(1_780_000_000_000), paths.settings());
    std::fs::write(&settings, data).expect("room for a file");
    if let Ok(config) = Config::load(paths) {
        let _ = (config.aim(), config.plain());
        let _ = Config::settings(paths);
        // What is remembered can be read, and is what was meant.
        if Config::remember_device(paths, "alsa:\"a\"\n").is_ok() {
            let device = Config::load(paths).expect("settings written by us").record.device;
            assert_eq!(device.as_deref(), Some("alsa:\"a\"\n"));
        }
    }
    let _ = std::fs::remove_file(settings);

    let questions = put(folder.path().join("questions"), "a.toml", data);
    let _ = bank::check(&questions);

    let folder_of_stories = put(folder.path().join("stories"), "a.md", data);
    if let Ok(stories) = stories::folder::stories(&folder_of_stories) {
        assert_eq!(stories.len(), 1);
    }

    let plans_folder = put(folder.path().join("plans"), "a.toml", data);
    if let Ok(plans) = interview::plans(&plans_folder) {
        for plan in &plans {
            let written = plan.write(Path::new(&plans_folder)).and_then(|()| plan.note(&plans_folder, "a\n\"b\"", now));
            assert!(written.is_err() || interview::plans(&plans_folder).is_ok(), "a plan we wrote cannot be read");
        }
        let _ = interview::meant(&plans, Some("a"), now);
    }
});
