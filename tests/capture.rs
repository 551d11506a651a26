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

use tempfile::TempDir;

use common::{Stream, wait_for_bytes};

const RATE_HZ: usize = 48_000;
/// Length of the signal, s. The first second is for finding it, and for the sink to settle: when somebody begins to play into
/// an idle sink, it takes back what it has rendered ahead, and its monitor has a seam there.
const PLAYED_S: usize = 62;
const COMPARED_FROM_S: usize = 1;

/// A sound server with a sink called `mic`; ended when dropped.
struct Server {
    folder: TempDir,
    daemon: Child,
}

impl Server {
    fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let socket = folder.path().join("native");
        std::fs::write(
            folder.path().join("asound.conf"),
            format!("pcm.!default {{ type pulse server \"unix:{}\" device \"mic.monitor\" }}\n", socket.display()),
        )
        .unwrap();
        let mut daemon = surrounded(Command::new("pulseaudio"), folder.path())
            .args(["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"])
            .args(["-L", &format!("module-native-protocol-unix socket={} auth-anonymous=1", socket.display())])
            .args(["-L", &format!("module-null-sink sink_name=mic rate={RATE_HZ} channels=2")])
            .args(["--log-target=stderr", "--log-level=info"])
            .env("LC_ALL", "C")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = Stream::read(daemon.stderr.take().unwrap());
        log.wait_for("Daemon startup complete");
        Self { folder, daemon }
    }

    /// A command that finds this server and no other.
    fn run(&self, program: &str) -> Command {
        surrounded(Command::new(program), self.folder.path())
    }

    /// `outloud record ARGUMENTS` of the sink's monitor, once the first samples are there.
    fn record(&self, path: &Path, arguments: &[&str]) -> (Child, BufReader<std::process::ChildStderr>) {
        let mut child = self
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
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

fn surrounded(mut command: Command, folder: &Path) -> Command {
    let alsa = format!("/usr/share/alsa/alsa.conf:{}", folder.join("asound.conf").display());
    command
        .env("HOME", folder)
        .env("XDG_RUNTIME_DIR", folder)
        .env("PULSE_SERVER", format!("unix:{}", folder.join("native").display()))
        .env("ALSA_CONFIG_PATH", alsa)
        .env("OUTLOUD_DATA", folder.join("data"))
        .env("OUTLOUD_CONFIG", folder.join("config"));
    command
}

/// Noise with a fixed seed: no stretch of it is like another, so that one missing sample is seen.
fn signal() -> Vec<f32> {
    let mut random = fastrand::Rng::with_seed(1);
    // Whole steps of 16 bits, so that writing and reading change nothing.
    (0..PLAYED_S * RATE_HZ).map(|_| f32::from(random.i16(-4096..4096)) / 32_768.0).collect()
}

fn correlation(a: &[f32], b: &[f32]) -> f64 {
    let dot = |a: &[f32], b: &[f32]| -> f64 { a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum() };
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt().max(f64::MIN_POSITIVE)
}

/// Where in `recorded` the sample `at` of `played` is.
fn align(played: &[f32], at: usize, recorded: &[f32]) -> usize {
    let piece = &played[at..at + 1024];
    let places = 0..recorded.len().min(at + 10 * RATE_HZ) - piece.len();
    let fit = |&place: &usize| (correlation(piece, &recorded[place..place + piece.len()]) * 1e9) as i64;
    places.max_by_key(fit).unwrap()
}

/// Plays the signal, records it, and compares second by second.
fn compare() {
    let server = Server::start();
    let known = signal();
    let file = server.folder.path().join("signal.wav");
    let mut writer = ::outloud::capture::wav_file::Writer::create(&file, RATE_HZ as u32).unwrap();
    writer.write(&known).unwrap();
    writer.finish().unwrap();

    let take = server.folder.path().join("take.wav");
    let (mut outloud, mut told) = server.record(&take, &[]);
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
    let take: PathBuf = server.folder.path().join("take.wav");
    let (mut outloud, mut told) = server.record(&take, &[]);
    wait_for_bytes(&take, 44 + 2 * 2 * RATE_HZ);
    server.daemon.kill().unwrap();
    let mut rest = String::new();
    told.read_to_string(&mut rest).unwrap();
    assert_eq!(outloud.wait().unwrap().code(), Some(1), "{rest}");
    assert!(rest.contains("kept 0:0") && rest.contains("hint: what was recorded is kept"), "{rest}");
    assert!(outloud::decode::from_path(&take, &mut |_| ()).unwrap().duration_s() >= 2.0);
}

#[test]
fn no_alsa_message_reaches_the_user_and_a_missing_server_is_named() {
    let mut server = Server::start();
    server.daemon.kill().unwrap();
    server.daemon.wait().unwrap();
    let output = server.run(env!("CARGO_BIN_EXE_outloud")).args(["record", "--no-analyze"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.starts_with("error: the sound server does not answer: alsa:default\n\nhint: "), "{told}");
    assert!(!told.contains("ALSA lib"), "{told}");
}
