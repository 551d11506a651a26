//! Real capture on a machine without sound hardware: a PulseAudio daemon of the test's own with a sink that leads nowhere, a
//! known signal played into it, and its monitor recorded by the built binary through ALSA. Sample by sample the same, or it
//! fails. Each test has its own daemon, so that all may run at once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stderr, reason = "a passed test says how much it compared")]
mod common;

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use common::sound_server::{RATE_HZ, Server, align, correlation};
use common::wait_for_bytes;

/// Length of the signal, s. The first second is for finding it, and for the sink to settle: when somebody begins to play into
/// an idle sink, it takes back what it has rendered ahead, and its monitor has a seam there.
const PLAYED_S: usize = 62;
const COMPARED_FROM_S: usize = 1;

/// `outloud record ARGUMENTS` of the sink's monitor, once the first samples are there.
fn record(server: &Server, path: &Path, arguments: &[&str]) -> (Child, BufReader<std::process::ChildStderr>) {
    let mut child = server
        .run(env!("CARGO_BIN_EXE_outloud"))
        .args(["record", "--no-analyze", "-o", path.to_str().unwrap()])
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    told.read_line(&mut line).unwrap();
    assert!(line.starts_with("recording from alsa:default"), "{line}");
    (child, told)
}

/// Noise with a fixed seed: no stretch of it is like another, so that one missing sample is seen.
fn signal() -> Vec<f32> {
    let mut random = fastrand::Rng::with_seed(1);
    // Whole steps of 16 bits, so that writing and reading change nothing.
    (0..PLAYED_S * RATE_HZ).map(|_| f32::from(random.i16(-4096..4096)) / 32_768.0).collect()
}

/// Plays the signal, records it, and compares second by second.
fn compare() {
    let server = Server::start();
    let known = signal();
    let file = server.folder().join("signal.wav");
    let mut writer = ::outloud::capture::wav_file::Writer::create(&file, RATE_HZ as u32).unwrap();
    writer.write(&known).unwrap();
    writer.finish().unwrap();

    let take = server.folder().join("take.wav");
    let (mut outloud, mut told) = record(&server, &take, &[]);
    let paplay = server.run("paplay").args(["--device=mic", "--latency-msec=1000"]).arg(&file).status().unwrap();
    assert!(paplay.success());
    assert!(Command::new("kill").args(["-INT", &outloud.id().to_string()]).status().unwrap().success());
    let mut rest = String::new();
    told.read_to_string(&mut rest).unwrap();
    assert!(outloud.wait().unwrap().success(), "{rest}");
    assert!(!rest.contains("warning"), "{rest}");

    let recorded = ::outloud::decode::from_path(&take, &mut |_| ()).unwrap();
    assert_eq!((recorded.sample_rate_hz as usize, recorded.damage), (RATE_HZ, None));
    let from = COMPARED_FROM_S * RATE_HZ;
    let place = align(&known, from, &recorded.samples);
    let pairs = known[from..].chunks_exact(RATE_HZ).zip(recorded.samples[place..].chunks_exact(RATE_HZ));
    let seconds: Vec<f64> = pairs.map(|(played, recorded)| correlation(played, recorded)).collect();
    let worst = seconds.iter().copied().fold(1.0, f64::min);
    eprintln!("{} samples compared, lowest correlation of a second {worst:.6}", seconds.len() * RATE_HZ);
    assert!(seconds.len() >= 60 && worst > 0.99, "{seconds:?}");
}

/// On an idle machine it is easier, and this is run beside other tests: nobody could say that it was idle.
#[test]
fn nothing_is_lost_on_a_busy_machine() {
    let over = Arc::new(AtomicBool::new(false));
    let busy: Vec<_> = (0..2 * std::thread::available_parallelism().unwrap().get())
        .map(|_| {
            let over = Arc::clone(&over);
            std::thread::spawn(move || while !over.load(Ordering::Relaxed) {})
        })
        .collect();
    let outcome = std::panic::catch_unwind(compare);
    over.store(true, Ordering::Relaxed);
    for thread in busy {
        thread.join().unwrap();
    }
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

#[test]
fn what_was_recorded_before_the_device_went_away_is_kept() {
    let mut server = Server::start();
    let take: PathBuf = server.folder().join("take.wav");
    let (mut outloud, mut told) = record(&server, &take, &[]);
    wait_for_bytes(&take, 44 + 2 * 2 * RATE_HZ);
    server.end();
    let mut rest = String::new();
    told.read_to_string(&mut rest).unwrap();
    assert_eq!(outloud.wait().unwrap().code(), Some(1), "{rest}");
    assert!(rest.contains("kept 0:0") && rest.contains("hint: what was recorded is kept"), "{rest}");
    assert!(outloud::decode::from_path(&take, &mut |_| ()).unwrap().duration_s() >= 2.0);
}

#[test]
fn no_alsa_message_reaches_the_user_and_a_missing_server_is_named() {
    let mut server = Server::start();
    server.end();
    let output = server.run(env!("CARGO_BIN_EXE_outloud")).args(["record", "--no-analyze"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.starts_with("error: the sound server does not answer: alsa:default\n\nhint: "), "{told}");
    assert!(!told.contains("ALSA lib"), "{told}");
}
