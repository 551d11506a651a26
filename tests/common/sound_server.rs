//! A machine with sound hardware, without any: a PulseAudio daemon of the test's own with a sink that leads nowhere. What is played
//! comes out of its monitor, and what is recorded comes from there.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::Stream;

/// Frames a second of its sink.
pub const RATE_HZ: usize = 48_000;

/// A sound server with a sink called `mic`; ended when dropped.
pub struct Server {
    folder: TempDir,
    daemon: Child,
}

impl Server {
    pub fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let socket = folder.path().join("native");
        std::fs::write(
            folder.path().join("asound.conf"),
            format!(
                "pcm.!default {{ type asym
                   playback.pcm {{ type pulse server \"unix:{0}\" device \"mic\" }}
                   capture.pcm {{ type pulse server \"unix:{0}\" device \"mic.monitor\" }} }}\n",
                socket.display()
            ),
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

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends it as a device that goes away does.
    pub fn end(&mut self) {
        self.daemon.kill().unwrap();
        self.daemon.wait().unwrap();
    }

    /// A command that finds this server and no other.
    pub fn run(&self, program: &str) -> Command {
        surrounded(Command::new(program), self.folder.path())
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

/// How alike two stretches of sound are: 1 where they are the same but for their level.
pub fn correlation(a: &[f32], b: &[f32]) -> f64 {
    let dot = |a: &[f32], b: &[f32]| -> f64 { a.iter().zip(b).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum() };
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt().max(f64::MIN_POSITIVE)
}

/// Where in `recorded` the sample `at` of `played` is.
pub fn align(played: &[f32], at: usize, recorded: &[f32]) -> usize {
    let piece = &played[at..at + 1024];
    let places = 0..recorded.len().min(at + 10 * RATE_HZ) - piece.len();
    let fit = |&place: &usize| (correlation(piece, &recorded[place..place + piece.len()]) * 1e9) as i64;
    places.max_by_key(fit).unwrap()
}
