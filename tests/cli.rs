//! The command line as scripts see it: exit status, stdout and stderr together.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use common::{MODEL, analyze, outloud};

const ANSWER: &str = "fixtures/audio/short-espeak.flac";
const WORDS: &str = "fixtures/transcripts/short-espeak.json";

fn run(arguments: &[&str]) -> Output {
    outloud().args(arguments).output().unwrap()
}

/// Exit status, stdout and stderr as one text.
fn told(arguments: &[&str]) -> String {
    let output = run(arguments);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    format!(
        "exit: {}\n--- stdout\n{}--- stderr\n{}",
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr)
    )
}

#[test]
fn the_version_is_one_line_and_in_full_names_what_is_inside() {
    let version = format!("exit: 0\n--- stdout\noutloud {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(told(&["-V"]), format!("{version}--- stderr\n"));
    let full = told(&["--version"]);
    assert!(full.starts_with(&version), "{full}");
    for inside in ["commit: ", "built for: ", "whisper.cpp: 1.", "SQLite: 3.", "schema of the JSON: 1\n"] {
        assert!(full.contains(inside), "{full}");
    }
}

#[test]
fn help_names_every_option() {
    insta::assert_snapshot!(told(&["analyze", "--help"]));
    insta::assert_snapshot!(told(&["record", "--help"]));
    insta::assert_snapshot!(told(&["devices", "--help"]));
    insta::assert_snapshot!(told(&["--help"]));
}

#[test]
fn wrong_usage_is_status_2_and_says_what_to_do() {
    for arguments in [
        vec!["analyze"],
        vec!["analyze", ANSWER, ANSWER, "--transcript", WORDS],
        vec!["analyze", ANSWER, ANSWER, "--format", "json"],
        vec!["analyze", ANSWER, "--transcript", WORDS, "--output", ANSWER],
        vec!["analyze", ANSWER, "--jobs", "0"],
        vec!["analyze", ANSWER, "--no-such-option"],
        vec!["no-such-command"],
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: "), "{arguments:?}");
    }
}

#[test]
fn settings_of_no_use_are_named_with_their_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), "language = \"en\"\nmodell = \"base.en\"\n").unwrap();
    let output = outloud().args(["models", "list"]).env("OUTLOUD_CONFIG", folder.path()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("config.toml") && told.contains("line 2") && told.contains("hint: "), "{told}");
}

#[test]
fn a_settings_file_of_no_use_is_told_by_doctor_and_mended_by_edit() {
    let in_folder = |arguments: &[&str]| {
        let output = outloud().args(arguments).env("EDITOR", "sed -i s/modell/model/").output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let path = common::home().join("config/config.toml");
    assert_eq!(in_folder(&["config", "path"]), (0, format!("{}\n", path.display()), String::new()));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "modell = \"tiny.en\"\n").unwrap();
    let (status, report, _) = in_folder(&["doctor", "--device", "tone:440"]);
    assert!(status == 1 && report.contains("FIX  settings: ") && report.contains("line 1"), "{report}");
    assert!(report.contains("ok   microphone: ") && report.contains("ok   history: "), "{report}");
    assert_eq!(in_folder(&["config", "show"]).0, 1);
    assert_eq!(in_folder(&["config", "edit"]).0, 0);
    let shown = outloud().args(["config", "show"]).env("OUTLOUD_LANGUAGE", "de").output().unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    let expected = format!(
        "model: tiny.en ({})\nlanguage: de (OUTLOUD_LANGUAGE)\naim: not set\nspeaker: not set\nplain: not set\nrecord.device: not set\n\
         practice.say: not set\nstories.folder: not set\nopinion.url: not set\nopinion.model: not set\nopinion.elsewhere: not set\nopinion.limit: not set\n",
        path.display()
    );
    assert_eq!(shown, expected);
}

#[test]
fn a_new_settings_file_explains_every_key_and_an_editor_is_asked_for() {
    let edit =
        |editor: &str| outloud().args(["config", "edit"]).env("EDITOR", editor).env_remove("VISUAL").output().unwrap();
    assert_eq!(edit("").status.code(), Some(2));
    assert!(edit("true").status.success());
    assert!(fs::read_to_string(common::home().join("config/config.toml")).unwrap().contains("#model = "));
    let told = String::from_utf8(edit("no-such-editor").stderr).unwrap();
    assert!(
        told.starts_with("error: cannot edit the settings with `no-such-editor`: ") && told.contains("hint: "),
        "{told}"
    );
}

#[test]
fn shells_and_manuals_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = String::from_utf8(run(&["completions", shell]).stdout).unwrap();
        assert!(["analyze", "reanalyze", "no-save"].iter().all(|word| script.contains(word)), "{shell}");
        // PowerShell is not told the values of options.
        assert!(shell == "powershell" || script.contains("textgrid"), "{shell}");
    }
    let folder = common::home().join("man");
    assert!(run(&["man", folder.to_str().unwrap()]).status.success());
    assert!(fs::read_to_string(folder.join("outloud-history-show.1")).unwrap().contains("textgrid"));
    let page = String::from_utf8(run(&["man"]).stdout).unwrap();
    assert!(page.contains(".TH outloud") && page.contains("OUTLOUD_DATA"), "{page}");
}

#[test]
fn the_language_of_the_settings_holds_until_the_command_line_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.toml"), "language = \"de\"\n").unwrap();
    let language = |more: &[&str]| -> Value {
        let arguments =
            ["analyze", "--no-save", "--transcript", "fixtures/transcripts/short-espeak.txt", "--format", "json"];
        let output = outloud().args(arguments).args(more).env("OUTLOUD_CONFIG", folder.path()).output().unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()["transcript"]["language"].clone()
    };
    assert_eq!(language(&[]), "de");
    assert_eq!(language(&["--language", "en"]), "en");
}

#[test]
fn a_report_goes_to_stdout_and_nothing_else_does() {
    let output = run(&["analyze", ANSWER, "--transcript", WORDS, "--no-save"]);
    assert!(output.status.success() && output.stderr.is_empty());
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(report.contains("short-espeak.flac") && report.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn colour_comes_only_when_asked_for() {
    let plain = run(&["analyze", "--transcript", WORDS]).stdout;
    let coloured = run(&["analyze", "--transcript", WORDS, "--color", "always"]).stdout;
    assert!(!plain.contains(&0x1b) && coloured.contains(&0x1b));
}

#[test]
fn a_file_is_written_whole_and_an_old_one_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("take.json");
    fs::write(&path, "an older report").unwrap();
    let output = run(&["analyze", "--transcript", WORDS, "--format", "json", "-o", path.to_str().unwrap()]);
    assert!(output.status.success() && output.stdout.is_empty());
    let take: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    assert_eq!(take["schema"], 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something is left beside the report");
}

#[test]
fn a_pipe_is_written_to_and_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
    let output =
        run(&["analyze", "--transcript", WORDS, "--no-save", "--format", "json", "-o", pipe.to_str().unwrap()]);
    assert!(output.status.success());
    assert!(!fs::metadata(&pipe).unwrap().is_file(), "a file was put in the place of the pipe");
    let take: Value = serde_json::from_slice(&reader.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(take["schema"], 1);
}

#[test]
fn nowhere_to_write_is_an_error_with_the_place() {
    let told = told(&["analyze", "--transcript", WORDS, "--no-save", "-o", "/no/such/folder/report.txt"]);
    assert!(
        told.starts_with("exit: 1\n--- stdout\n--- stderr\nerror: cannot write /no/such/folder/report.txt"),
        "{told}"
    );
    assert!(told.contains("\n\nhint: "));
}

#[test]
fn a_folder_is_every_recording_in_it_in_order_whatever_the_jobs() {
    let paths = |jobs: &str| -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.wav", "a.wav", "c.wav"] {
            tone(&folder.path().join(name), |t| (t * 3000.0).sin() * 0.3);
        }
        let output = run(&["analyze", folder.path().to_str().unwrap(), "--format", "jsonl", "--jobs", jobs]);
        assert_eq!(output.status.code(), Some(1));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.ends_with("error: 3 of 3 recordings could not be analysed\n"), "{told}");
        let names = told.lines().filter(|l| l.contains("no speech"));
        names.map(|line| line.split('/').next_back().unwrap().split(':').next().unwrap().to_owned()).collect()
    };
    assert_eq!(paths("1"), ["a.wav", "b.wav", "c.wav"]);
    assert_eq!(paths("3"), ["a.wav", "b.wav", "c.wav"]);
}

/// Five seconds of `sound` at 16 kHz.
fn tone(path: &Path, mut sound: impl FnMut(f64) -> f64) {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 16_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = hound::WavWriter::create(path, spec).unwrap();
    for i in 0..80_000 {
        file.write_sample((sound(f64::from(i) / 16_000.0) * 32_767.0) as i16).unwrap();
    }
    file.finalize().unwrap();
}

#[test]
fn noise_and_music_are_not_taken_for_speech() {
    let folder = tempfile::tempdir().unwrap();
    let noise = folder.path().join("noise.wav");
    let mut random = fastrand::Rng::with_seed(1);
    tone(&noise, |_| (2.0 * random.f64() - 1.0) * 0.2);
    let chord = folder.path().join("chord.wav");
    tone(&chord, |t| {
        let note = [220.0, 261.6, 329.6, 220.0][(t * 2.0) as usize % 4];
        [1.0, 1.26, 1.5].iter().map(|step| (std::f64::consts::TAU * note * step * t).sin()).sum::<f64>() * 0.15
    });
    for path in [noise, chord] {
        let told = told(&["analyze", path.to_str().unwrap()]);
        assert!(told.starts_with("exit: 1\n--- stdout\n--- stderr\nerror: "), "{told}");
        assert!(told.contains("no speech was found") && told.contains("\n\nhint: "), "{told}");
    }
}

#[test]
fn text_alone_leaves_null_what_needs_sound_and_says_why() {
    let take = analyze(&["--transcript", "fixtures/transcripts/short-espeak.txt"]);
    for path in [
        "/source/duration_s",
        "/duration/speech_span_s",
        "/pace/wpm",
        "/pauses",
        "/fillers/per_minute",
        "/delivery/loudness_lufs",
        "/delivery/pitch",
        "/transcript/words/0/start_s",
    ] {
        assert_eq!(take.pointer(path), Some(&Value::Null), "{path}");
    }
    assert_eq!(take["pace"]["words"], 84);
    assert_eq!(take["fillers"]["percent"], 0.0);
    let notes = take["notes"].to_string();
    assert!(notes.contains("pace") && notes.contains("no audio"), "{notes}");
}

#[test]
fn what_the_transcript_lacks_is_suspected_and_what_it_has_is_not() {
    let transcript = common::fixture("transcripts/fillers-awb.json");
    let said: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&transcript).unwrap()).unwrap();
    let is_um = |word: &serde_json::Value| {
        word["text"]
            .as_str()
            .is_some_and(|text| text.to_lowercase().starts_with("um") || text.to_lowercase().starts_with("uh"))
    };
    let (ums, rest): (Vec<_>, Vec<_>) = said["words"].as_array().unwrap().iter().cloned().partition(is_um);
    let folder = tempfile::tempdir().unwrap();
    let without = folder.path().join("without.json");
    std::fs::write(&without, serde_json::json!({ "words": rest }).to_string()).unwrap();
    let fillers = |transcript: &Path| {
        let audio = common::fixture("audio/fillers-awb.flac");
        analyze(&[audio.to_str().unwrap(), "--transcript", transcript.to_str().unwrap()])["fillers"].clone()
    };
    assert_eq!(fillers(&transcript)["suspected"], 0);

    let found = fillers(&without);
    let suspected: Vec<_> =
        found["occurrences"].as_array().unwrap().iter().filter(|o| o["kind"] == "suspected").collect();
    assert_eq!(found["suspected"], suspected.len());
    assert!(2 * suspected.len() > ums.len(), "{suspected:?}");
    let seconds = |value: &serde_json::Value| value.as_f64().unwrap();
    for sound in suspected {
        let meets = |um: &serde_json::Value| {
            seconds(&sound["start_s"]) < seconds(&um["end_s"]) && seconds(&um["start_s"]) < seconds(&sound["end_s"])
        };
        assert!(ums.iter().any(meets), "{sound}");
        assert!(sound["counted"] == false && seconds(&sound["confidence"]) > 0.5);
    }
}

#[test]
fn the_question_goes_with_the_answer() {
    let asked = |more: &[&str]| {
        let arguments = [&["--transcript", "fixtures/transcripts/star-90s-slt.txt"], more].concat();
        analyze(&arguments)["question"].clone()
    };
    assert_eq!(asked(&[]), serde_json::json!({"id": null, "prompt": null}));
    let named = asked(&["--prompt", " Tell me about a failure. ", "--question", "failure-1"]);
    assert_eq!(named, serde_json::json!({"id": "failure-1", "prompt": "Tell me about a failure."}));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_outloud"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["analyze", "--transcript", WORDS, "--format", "json", "--no-save"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_broken_or_unknown_model_is_refused_before_it_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.bin");
    fs::write(&broken, b"RIFF, not ggml").unwrap();
    let claims = folder.path().join("ggml-base.en.bin");
    fs::write(&claims, b"lmgg and then nothing").unwrap();
    for (model, reason) in [
        (broken.to_str().unwrap(), "not a whisper.cpp model"),
        (claims.to_str().unwrap(), "cannot use model"),
        ("base.en", "not installed"),
        ("no-such-model", "unknown model: `no-such-model`"),
    ] {
        let told = told(&["analyze", ANSWER, "--model", model]);
        assert!(told.starts_with("exit: 1\n--- stdout\n--- stderr\nerror: "), "{told}");
        assert!(told.contains(reason) && told.contains("\n\nhint: "), "{told}");
    }
}

#[test]
fn a_language_the_model_does_not_know_is_refused() {
    for (language, reason) in [("de", "knows only English"), ("xx", "`xx` is no language that whisper knows")] {
        let told = told(&["analyze", ANSWER, "--language", language, "--model", MODEL]);
        assert!(told.starts_with("exit: 1") && told.contains(reason) && told.contains("\n\nhint: "), "{told}");
    }
}

#[test]
fn models_tell_what_is_here_and_where_the_rest_belongs() {
    let folder = tempfile::tempdir().unwrap();
    let models = |arguments: &[&str]| {
        let output = outloud().arg("models").args(arguments).env("OUTLOUD_MODELS", folder.path()).output().unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (status, list, _) = models(&["list"]);
    assert!(status == 0 && list.contains("base.en") && !list.contains("installed"), "{list}");
    assert_eq!(models(&["path"]).1.trim_end(), folder.path().to_str().unwrap());
    assert_eq!(models(&["path", "base.en"]).0, 1);
    fs::write(folder.path().join("ggml-base.en.bin"), b"cut off").unwrap();
    assert!(models(&["path", "base.en"]).1.ends_with("ggml-base.en.bin\n"));
    let (status, _, told) = models(&["verify"]);
    assert!(status == 1 && told.contains("ggml-base.en.bin"), "{told}");
}

#[test]
fn another_language_has_no_english_fillers_or_structure() {
    let take = analyze(&["--transcript", "fixtures/transcripts/fillers-awb.json", "--language", "de"]);
    assert_eq!(take["fillers"]["heard"], Value::Null);
    assert_eq!(take["structure"]["kind"], "unclear");
    assert!(take["content"].as_object().unwrap().values().all(Value::is_null), "{}", take["content"]);
    assert_eq!(take["pace"]["syllables"], Value::Null);
    assert!(take["pace"]["wpm"].as_f64().is_some());
    assert!(take["notes"].to_string().contains("are English"));
}

#[test]
fn a_place_that_cannot_be_written_is_told_before_the_work() {
    let folder = common::home().join("folder");
    fs::create_dir_all(&folder).unwrap();
    for place in ["/no/such/folder/x.html", folder.to_str().unwrap()] {
        let output =
            outloud().args(["analyze", "--transcript", WORDS, "--format", "html", "-o", place]).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.starts_with(&format!("error: cannot write {place}: ")) && !told.contains("at path"), "{told}");
    }
    assert!(!common::home().join("data/history.db").exists(), "nothing was analysed");
    let output = outloud().args(["record", "-o", "-", "--device", "tone:440"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_report_goes_where_a_link_leads_and_leaves_the_mode_of_the_file() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = common::home().join("links");
    fs::create_dir_all(folder.join("far")).unwrap();
    let (link, file) = (folder.join("page.html"), folder.join("far/page.html"));
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
    symlink("far/page.html", &link).unwrap();
    let output = outloud()
        .args(["analyze", "--transcript", WORDS, "--format", "html", "--no-save", "-o", link.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(output.status.success());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().contains("<html"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o664);
    assert_eq!(fs::read_dir(folder.join("far")).unwrap().count(), 1, "nothing unfinished is left");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_report_and_nothing_half_written() {
    let folder = common::home().join("full");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("page.html");
    fs::write(&file, "old").unwrap();
    let analysis = ["analyze", "--transcript", WORDS, "--format", "html", "--no-save", "-o"];
    // No file may grow beyond 1 kB; then a device on which there is never room.
    let script = "trap '' XFSZ; ulimit -f 2; exec \"$0\" \"$@\"";
    let output = std::process::Command::new("sh")
        .args(["-c", script, outloud().get_program().to_str().unwrap()])
        .args(analysis)
        .arg(&file)
        .envs(outloud().get_envs().filter_map(|(name, value)| Some((name, value?))))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let device = outloud().args(analysis).arg("/dev/full").output().unwrap();
    for (output, place) in [(output, file.to_str().unwrap()), (device, "/dev/full")] {
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{told}");
        assert!(told.starts_with(&format!("error: cannot write {place}")), "{told}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing unfinished is left");
    assert!(!fs::metadata("/dev/full").unwrap().is_file());
}

#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_writes_what_it_has() {
    let report = common::home().join("reports.jsonl");
    let mut command = Command::new(outloud().get_program());
    for (name, value) in outloud().get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.args(["analyze", ANSWER, "fixtures/audio/long-rms.flac", "--format", "jsonl", "-o"]).arg(&report);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut told = common::Stream::read(child.stderr.take().unwrap());
    told.wait_for("kept as take 1");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(fs::read_to_string(&report).unwrap().lines().count(), 1, "{}", told.rest());
}

#[test]
fn words_that_people_are_used_to_are_understood() {
    let spelt = |arguments: &[&str]| outloud().args(arguments).output().unwrap();
    let usual = spelt(&["analyze", "--transcript", WORDS, "--no-save", "--shape", "star", "--format", "json"]);
    let other = spelt(&[
        "analyse", "--transcript", WORDS, "--no-save", "--shape", "STAR", "--format", "JSON", "--colour", "never",
        "--language", "English",
    ]);
    assert!(usual.status.success() && usual.stdout == other.stdout, "{}", String::from_utf8_lossy(&other.stderr));
    let told = spelt(&["models", "install", "no-such"]);
    assert!(String::from_utf8_lossy(&told.stderr).contains("unknown model: `no-such`"));
    for arguments in [
        &["history", "ls"][..],
        &["questions", "ls", "--shape", "STAR", "--format", "TEXT"],
        &["completions", "Bash"],
        &["schema", "TAKE"],
    ] {
        let output = spelt(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let short = spelt(&["analyze", "--transcript", WORDS, "--no-save", "--shape", "star", "--json"]);
    assert!(short.stdout == usual.stdout && spelt(&["questions", "list", "--json"]).stdout.starts_with(b"["));
}

#[test]
fn a_transcript_from_standard_input_is_known_by_what_it_is() {
    for ending in ["json", "srt", "vtt", "txt"] {
        let file = format!("fixtures/transcripts/short-espeak.{ending}");
        let [named, piped] = [&*file, "-"].map(|transcript| {
            let mut command = outloud();
            command.args(["analyze", ANSWER, "--transcript", transcript, "--no-save", "--json"]);
            let output = command.write_stdin(fs::read(&file).unwrap()).output().unwrap();
            assert!(output.status.success(), "{ending}: {}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        });
        assert!(named == piped, "{ending}");
    }
    let both = outloud().args(["analyze", "-", "--transcript", "-"]).write_stdin("um").output().unwrap();
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn verbose_tells_how_it_was_done_and_leaves_the_result_alone() {
    let said = |more: &[&str]| run(&[&["analyze", ANSWER, "--no-save", "--json"], more].concat());
    let (usual, verbose) = (said(&[]), said(&["-v"]));
    assert!(usual.stdout == verbose.stdout && usual.stderr.is_empty());
    let told = String::from_utf8(verbose.stderr).unwrap();
    for line in
        ["model tiny.en in ", "language en, ", " thread", "\nreading: ", "\nloading the model: ", "\nrecognising "]
    {
        assert!(told.contains(line), "{line}: {told}");
    }
}

#[test]
fn a_narrow_list_says_what_each_take_is_about() {
    assert!(run(&["analyze", ANSWER, "--transcript", WORDS, "--question", "oven"]).status.success());
    let output = outloud().args(["history", "list"]).env("COLUMNS", "60").output().unwrap();
    let list = String::from_utf8(output.stdout).unwrap();
    assert!(list.contains("oven") && list.lines().all(|line| line.chars().count() <= 60), "{list}");
}

#[test]
fn a_slip_in_a_name_is_told_with_what_may_be_meant() {
    let slip = "conflict-colleage";
    let kept = run(&["analyze", "--transcript", WORDS, "--no-save", "--question", slip]);
    let told = String::from_utf8(kept.stderr).unwrap();
    assert!(kept.status.success() && told.contains("do you mean conflict-colleague?"), "{told}");
    assert!(run(&["analyze", "--transcript", WORDS, "--no-save", "--question", "oven"]).stderr.is_empty());
    for unknown in [&["questions", "show", slip][..], &["stories", "list", "--question", slip]] {
        let refused = run(unknown);
        let told = String::from_utf8(refused.stderr).unwrap();
        assert!(refused.status.code() == Some(1) && told.contains("do you mean conflict-colleague?"), "{told}");
    }
}
