//! Recording, from the command line: what is kept when everything goes well, and when it does not. Each fault is real: a
//! killed process, a limit on the size of a file, a folder that cannot be.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
#[cfg(target_os = "linux")]
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};

use tempfile::TempDir;

#[cfg(target_os = "linux")]
use common::terminal::in_terminal;
#[cfg(target_os = "linux")]
use common::window::Window;
#[cfg(unix)]
use common::window::ends_at_once;
use common::{PATIENCE, Stream, wait_for_bytes};

/// `outloud record` of a tone, with a data folder of its own and nothing analysed.
fn record(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outloud"));
    command.args(["record", "--no-analyze"]).args(arguments);
    if !arguments.contains(&"--device") {
        command.args(["--device", "tone:440"]);
    }
    command.env("OUTLOUD_DATA", data).env("OUTLOUD_CONFIG", "/nonexistent").stdin(Stdio::null());
    command
}

/// `outloud record` of somebody who speaks for more than a minute, which is then analysed.
fn analysed(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outloud"));
    command.args(["record", "--device", "file:fixtures/audio/long-rms.flac"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    for (name, value) in common::outloud().get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.env("OUTLOUD_DATA", data).stdin(Stdio::null());
    command
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The recordings below `data`, in order.
fn takes(data: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(data.join("recordings")).into_iter().flatten();
    let mut takes: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
    takes.sort();
    takes
}

/// Length of a valid WAV file, s, which holds what its header says and all of it the tone.
fn length_s(path: &Path) -> f64 {
    let decoded = outloud::decode::from_path(path, &mut |_| ()).unwrap();
    assert_eq!(decoded.damage, None, "{}", path.display());
    // A sine of 440 Hz at 48 kHz: each sample follows from the two before it, so that not one can be missing.
    let twice_cosine = 2.0 * (std::f32::consts::TAU * 440.0 / 48_000.0).cos();
    for three in decoded.samples.windows(3) {
        assert!((three[2] - (twice_cosine * three[1] - three[0])).abs() < 2e-4, "a gap in {}", path.display());
    }
    decoded.duration_s()
}

/// Begins to record: the process, what it says, and its take once so many bytes of sound are in it.
fn begin(command: &mut Command, bytes: usize) -> (Child, Stream, PathBuf) {
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut told = Stream::read(child.stderr.take().unwrap());
    let said = told.wait_for(".wav\n");
    // The next line may have come with it.
    let take = said.lines().find_map(|line| line.split_once(" into ")).map(|(_, take)| PathBuf::from(take)).unwrap();
    wait_for_bytes(&take, 44 + bytes);
    (child, told, take)
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn a_take_of_a_given_length_is_exactly_that_long_and_named_by_its_question() {
    let data = TempDir::new().unwrap();
    let output = record(data.path(), &["--for", "1s", "--question", "why us"]).output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty(), "{}", told(&output));
    let [take] = &takes(data.path())[..] else { panic!("not one take") };
    assert!(take.to_str().unwrap().ends_with("-why-us.wav"));
    assert!((length_s(take) - 1.0).abs() < f64::EPSILON);
    assert_eq!(fs::read_dir(data.path().join("recordings/unfinished")).unwrap().count(), 0);
}

#[test]
fn signals_stop_and_keep() {
    for name in ["-INT", "-TERM", "-HUP"] {
        let data = TempDir::new().unwrap();
        let (mut child, told, take) = begin(&mut record(data.path(), &[]), 48_000);
        signal(&child, name);
        let (status, told) = (child.wait().unwrap(), told.rest());
        assert!(status.success() && told.contains("kept "), "{name}: {told}");
        assert!(length_s(&take) >= 0.5, "{name}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_window_that_is_closed_ends_the_recording_and_keeps_it() {
    // A terminal hangs up on the program that it controls; on another it only goes away.
    for controlling in [true, false] {
        // With the keys and without them.
        for live in [true, false] {
            let data = TempDir::new().unwrap();
            let recorder = record(data.path(), if live { &[] } else { &["--no-progress"] });
            let mut command = Command::new("setsid");
            if controlling {
                command.arg("--ctty");
            }
            command.arg(recorder.get_program()).args(recorder.get_args());
            command.env("OUTLOUD_DATA", data.path()).env("OUTLOUD_CONFIG", "/nonexistent");
            let window = Window::open();
            let child = window.run(&mut command);
            window.wait_for(if live { "● 0:0" } else { "Ctrl-C stops" });
            wait_for_bytes(&takes(data.path())[0], 44 + 48_000);
            drop((window, command));
            assert!(ends_at_once(child).success(), "controlling {controlling}, live {live}");
            assert!(length_s(&takes(data.path())[0]) >= 0.5);
            assert_eq!(fs::read_dir(data.path().join("recordings/unfinished")).unwrap().count(), 0);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_recording_ends_when_whoever_holds_its_standard_input_lets_go() {
    let data = TempDir::new().unwrap();
    let (mut child, told, take) = begin(record(data.path(), &[]).stdin(Stdio::piped()), 48_000);
    drop(child.stdin.take());
    assert!(ends_at_once(child).success() && told.rest().contains("kept "));
    assert!(length_s(&take) >= 0.5);
}

#[cfg(unix)]
#[test]
fn whoever_logs_out_waits_for_no_analysis() {
    for name in ["-TERM", "-HUP"] {
        let data = TempDir::new().unwrap();
        let (child, told, take) = begin(&mut analysed(data.path()), 5 * 16_000 * 2);
        signal(&child, name);
        assert_eq!(ends_at_once(child).code(), Some(130), "{name}");
        let said = told.rest();
        assert!(said.contains(&format!("outloud analyze {}", take.display())), "{said}");
        assert!(outloud::decode::from_path(&take, &mut |_| ()).unwrap().damage.is_none());
    }
}

#[test]
fn a_killed_take_is_valid_at_once_and_whole_after_the_next_start() {
    let data = TempDir::new().unwrap();
    let (mut child, _told, take) = begin(&mut record(data.path(), &[]), 2 * 48_000 * 2);
    signal(&child, "-KILL");
    child.wait().unwrap();
    let on_disk_s = (fs::metadata(&take).unwrap().len() - 44) as f64 / 96_000.0;
    let decoded = outloud::decode::from_path(&take, &mut |_| ()).unwrap();
    assert!(decoded.duration_s() >= on_disk_s - 1.1, "more than the last second is missing");
    let output = record(data.path(), &["--for", "0.2s"]).output().unwrap();
    assert!(told(&output).contains("was not finished") && told(&output).contains(take.to_str().unwrap()));
    assert!((length_s(&take) - on_disk_s).abs() < 1e-4);
    let again = record(data.path(), &["--for", "0.2s"]).output().unwrap();
    assert!(!told(&again).contains("was not finished"));
}

/// Kills a recorder at work: where its take is.
fn killed(data: &Path, arguments: &[&str]) -> PathBuf {
    let (mut child, _told, take) = begin(&mut record(data, arguments), 48_000 * 2);
    signal(&child, "-KILL");
    child.wait().unwrap();
    take
}

/// What `outloud` says to these arguments with this data folder.
fn outloud(data: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_outloud"));
    command.args(arguments).env("OUTLOUD_DATA", data).env("OUTLOUD_CONFIG", "/nonexistent").env("NO_COLOR", "1");
    String::from_utf8(command.stdin(Stdio::null()).output().unwrap().stdout).unwrap()
}

#[test]
fn a_killed_take_is_in_the_history_with_its_question_once_it_is_mended() {
    let data = TempDir::new().unwrap();
    killed(data.path(), &["--question", "oven", "--speaker", "Ann", "--tag", "acme"]);
    record(data.path(), &["--for", "0.2s", "--no-save"]).output().unwrap();
    let list = outloud(data.path(), &["history", "list"]);
    assert!(list.lines().count() == 1 && list.contains("Ann: oven [acme]"), "{list}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_doctor_has_mended_is_offered_at_the_next_start_once() {
    let data = TempDir::new().unwrap();
    killed(data.path(), &["--question", "oven"]);
    assert!(outloud(data.path(), &["doctor", "--device", "tone:440"]).contains("unfinished takes: 1, made whole"));
    let list = outloud(data.path(), &["history", "list"]);
    assert!(list.contains("recording broke off") && list.contains("oven"), "{list}");
    let window = Window::open();
    let child = window.run(&mut record(data.path(), &[]));
    window.wait_for("oven broke off: analyse it now");
    window.press("n\n");
    // The line is there before the first sound is.
    window.wait_for("● 0:01");
    signal(&child, "-INT");
    assert!(ends_at_once(child).success());
    assert!(outloud(data.path(), &["history", "list"]).contains("analysis not finished"));
}

/// What a recorder says that has room for so many blocks of 512 bytes in each file.
fn record_with_room(data: &Path, blocks: u32) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let recorder = record(data, &[]);
    let mut limited = Command::new("sh");
    limited.args(["-c", &script]).arg(recorder.get_program()).args(recorder.get_args());
    limited.env("OUTLOUD_DATA", data).env("OUTLOUD_CONFIG", "/nonexistent").output().unwrap()
}

#[test]
fn no_room_at_all_leaves_neither_a_recording_nor_a_sign_of_one() {
    let data = TempDir::new().unwrap();
    let output = record_with_room(data.path(), 0);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("no room left") && told(&output).contains("hint: make room"), "{}", told(&output));
    assert_eq!(takes(data.path()), [] as [PathBuf; 0]);
    let left = |folder: &str| fs::read_dir(data.path().join(folder)).map_or(0, Iterator::count);
    assert_eq!(left("recordings/unfinished"), 0);
}

#[test]
fn no_room_ends_the_take_and_keeps_it() {
    let data = TempDir::new().unwrap();
    let output = record_with_room(data.path(), 400);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("no room left") && told(&output).contains("is kept"), "{}", told(&output));
    let take = takes(data.path()).remove(0);
    let bytes = fs::metadata(&take).unwrap().len();
    assert!(length_s(&take) > 1.0 && bytes > 200_000 - 16_384, "{bytes} bytes kept");
}

#[test]
fn a_limit_that_kills_loses_no_more_than_a_second() {
    let data = TempDir::new().unwrap();
    let recorder = record(data.path(), &[]);
    let mut limited = Command::new("sh");
    limited.args(["-c", "ulimit -f 400; exec \"$0\" \"$@\""]).arg(recorder.get_program()).args(recorder.get_args());
    limited.env("OUTLOUD_DATA", data.path()).env("OUTLOUD_CONFIG", "/nonexistent").output().unwrap();
    record(data.path(), &["--for", "0.2s"]).output().unwrap();
    let take = takes(data.path()).remove(0);
    assert!(length_s(&take) > 1.0);
}

#[test]
fn two_recorders_at_once_leave_each_other_alone() {
    let data = TempDir::new().unwrap();
    let (mut first, _told, _) = begin(&mut record(data.path(), &["--for", "2s"]), 48_000);
    let second = record(data.path(), &["--for", "1s"]).output().unwrap();
    assert!(second.status.success() && !told(&second).contains("was not finished"));
    assert!(first.wait().unwrap().success());
    let mut lengths: Vec<f64> = takes(data.path()).iter().map(|take| length_s(take)).collect();
    lengths.sort_by(f64::total_cmp);
    assert_eq!(lengths, [1.0, 2.0]);
}

/// For how long `device` is said to have given nothing, s; fails where it is not said that it is, and what to check.
fn silent_s(told: &str, device: &str) -> f64 {
    assert!(told.contains("hint: ") && told.contains("plugged in"), "{told}");
    let seconds = told
        .split_once(&format!("error: no sound came from {device} for "))
        .and_then(|(_, rest)| rest.split_once(" s\n"));
    let Some((seconds, _)) = seconds else { panic!("{told}") };
    seconds.parse().unwrap()
}

#[test]
fn a_device_that_gives_nothing_is_an_error_that_names_it() {
    let data = TempDir::new().unwrap();
    let command = record(data.path(), &["--device", "stalled:0"]);
    let output = assert_cmd::Command::from_std(command).timeout(PATIENCE).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!((2.5..2.8).contains(&silent_s(&told(&output), "stalled:0")));
    assert!(!told(&output).contains("recording from") && takes(data.path()).is_empty(), "{}", told(&output));
}

#[test]
fn a_device_that_hangs_ends_the_take_and_keeps_it() {
    let data = TempDir::new().unwrap();
    let command = record(data.path(), &["--device", "stalled:1"]);
    let output = assert_cmd::Command::from_std(command).timeout(PATIENCE).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!((2.0..2.3).contains(&silent_s(&told(&output), "stalled:1")));
    let take = takes(data.path()).remove(0);
    assert!(told(&output).contains(&format!("what was recorded is kept: {}", take.display())), "{}", told(&output));
    assert!((0.5..=1.0).contains(&length_s(&take)));
}

#[test]
fn a_second_interrupt_ends_the_analysis_and_keeps_the_recording() {
    let data = TempDir::new().unwrap();
    let (child, mut told, take) = begin(analysed(data.path()).stdout(Stdio::piped()), 5 * 16_000 * 2);
    signal(&child, "-INT");
    told.wait_for("kept ");
    signal(&child, "-INT");
    let (output, said) = (child.wait_with_output().unwrap(), told.rest());
    assert!(output.status.code() == Some(130) && output.stdout.is_empty(), "{said}");
    assert!(said.contains("error: the analysis was interrupted"), "{said}");
    assert!(said.contains(&format!("outloud analyze {}", take.display())), "{said}");
    let decoded = outloud::decode::from_path(&take, &mut |_| ()).unwrap();
    assert!(decoded.damage.is_none() && decoded.duration_s() >= 5.0);
}

/// A recorder with a terminal of its own: its keyboard, and what is drawn.
#[cfg(target_os = "linux")]
fn at_a_terminal(data: &Path, arguments: &[&str]) -> (Child, ChildStdin, Stream) {
    let recorder = record(data, arguments);
    let line = [recorder.get_program()].into_iter().chain(recorder.get_args()).map(|word| word.to_str().unwrap());
    let mut script = Command::new("script");
    script.env("OUTLOUD_DATA", data).env("OUTLOUD_CONFIG", "/nonexistent").env("NO_COLOR", "1");
    in_terminal(script, &line.collect::<Vec<_>>().join(" "))
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_q_and_y_discard_and_a_pause_is_still_shown() {
    let data = TempDir::new().unwrap();
    let (mut child, mut keyboard, mut screen) = at_a_terminal(data.path(), &[]);
    screen.wait_for("● 0:00");
    for (key, answer) in [(" ", "paused 0:"), ("q", "  throw it away?"), ("y", "nothing was recorded")] {
        keyboard.write_all(key.as_bytes()).unwrap();
        screen.wait_for(answer);
    }
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let shown = screen.rest();
    let questions: Vec<&str> = shown.split('\r').filter(|line| line.contains("throw it away?")).collect();
    assert!(questions.iter().all(|line| line.contains("paused 0:") && !line.contains('●')), "{questions:?}");
    assert!(takes(data.path()).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn the_keys_work_where_no_line_is_drawn() {
    let data = TempDir::new().unwrap();
    let (mut child, mut keyboard, mut screen) = at_a_terminal(data.path(), &["--no-progress"]);
    screen.wait_for("space pauses, q discards");
    wait_for_bytes(&takes(data.path())[0], 44 + 48_000);
    for (key, answer) in [
        (" ", "paused: space goes on"),
        (" ", "it is recorded"),
        ("q", "throw it away?"),
        ("x", "it is recorded"),
        ("\r", "kept "),
    ] {
        keyboard.write_all(key.as_bytes()).unwrap();
        screen.wait_for(answer);
    }
    assert!(child.wait().unwrap().success());
    assert!(!screen.rest().contains('●') && takes(data.path()).len() == 1);
}

#[cfg(target_os = "linux")]
#[test]
fn for_ears_each_light_is_a_line_and_a_bell_and_the_keys_are_named_once() {
    let data = TempDir::new().unwrap();
    let (mut child, mut keyboard, mut screen) = at_a_terminal(data.path(), &["--plain", "--bell", "--aim", "15s"]);
    screen.wait_for("space pauses, q discards");
    // The least that any aim makes long enough is ten seconds.
    screen.wait_for("0:10: green, long enough");
    screen.wait_for("\u{7}");
    for (key, answer) in [(" ", "paused: space goes on"), ("\r", "kept ")] {
        keyboard.write_all(key.as_bytes()).unwrap();
        screen.wait_for(answer);
    }
    assert!(child.wait().unwrap().success());
    let shown = screen.rest();
    assert!(!shown.contains(['●', '█', '\u{1b}']), "{shown:?}");
    assert_eq!((shown.matches('\u{7}').count(), shown.matches("stops and keeps it").count()), (1, 1), "{shown:?}");
    assert_eq!(takes(data.path()).len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn the_keys_work_where_nothing_is_said() {
    let data = TempDir::new().unwrap();
    let take = data.path().join("take.wav");
    let (mut child, mut keyboard, screen) = at_a_terminal(data.path(), &["--quiet", "-o", take.to_str().unwrap()]);
    wait_for_bytes(&take, 44 + 48_000);
    keyboard.write_all(b"\r").unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(screen.rest().trim(), "");
    assert!(length_s(&take) >= 0.5);
}

#[test]
fn nowhere_to_record_is_an_error_before_anybody_speaks() {
    let data = TempDir::new().unwrap();
    fs::write(data.path().join("file"), "mine").unwrap();
    let below_a_file = data.path().join("file");
    for (folder, output) in [(data.path(), "/no/such/folder/take.wav"), (below_a_file.as_path(), "")] {
        let arguments = if output.is_empty() { vec![] } else { vec!["-o", output] };
        let output = record(folder, &arguments).output().unwrap();
        let told = told(&output);
        assert_eq!(output.status.code(), Some(1));
        assert!(told.starts_with("error: cannot write ") && told.contains("\n\nhint: "), "{told}");
    }
}

#[test]
fn nowhere_to_report_is_an_error_before_anybody_speaks() {
    let data = TempDir::new().unwrap();
    let output = record(data.path(), &["--report", "/no/such/folder/page.html"]).output().unwrap();
    assert!(
        output.status.code() == Some(1) && told(&output).contains("/no/such/folder/page.html"),
        "{}",
        told(&output)
    );
    assert!(takes(data.path()).is_empty());
}

#[test]
fn a_silent_recording_leads_to_the_microphone_and_not_to_another_file() {
    let data = TempDir::new().unwrap();
    let mut command = common::outloud();
    command.args(["record", "--device", "file:fixtures/malformed/silence.wav"]).env("OUTLOUD_DATA", data.path());
    let output = command.output().unwrap();
    let told = told(&output);
    assert!(output.status.code() == Some(1) && told.contains("`outloud doctor`"), "{told}");
    assert!(!told.contains("right file") && told.contains(takes(data.path())[0].to_str().unwrap()), "{told}");
}

#[test]
fn nothing_is_overwritten() {
    let data = TempDir::new().unwrap();
    let path = data.path().join("answer.wav");
    fs::write(&path, "mine").unwrap();
    let output = record(data.path(), &["-o", path.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("already"));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}
