//! What samples come from: a microphone, or what stands in for one.

use std::any::Any;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::capture::ring::{AudioFormat, Ended, Feed};
use crate::decode;
use crate::sound::Decoded;

/// How often a stand-in hands over samples, as a device does.
const PERIOD: Duration = Duration::from_millis(20);
/// Rate of a tone, Hz: what most microphones have.
const TONE_RATE_HZ: u32 = 48_000;
/// Level of a tone: -12 dBFS, that of a voice close to the microphone.
const TONE_PEAK: f32 = 0.25;

/// Something that can be recorded.
pub trait AudioSource {
    /// What the user calls it.
    fn name(&self) -> &str;

    /// How its sound comes.
    fn format(&self) -> AudioFormat;

    /// Begins: from now on samples go into `feed`, until what is returned is dropped.
    ///
    /// # Errors
    /// Why the device does not begin.
    fn start(&mut self, feed: Feed) -> Result<Running, Error>;
}

/// A source that has begun; dropping it ends it.
pub struct Running {
    _stream: Box<dyn Any>,
}

impl Running {
    pub(super) fn new(stream: impl Any) -> Self {
        Self { _stream: Box::new(stream) }
    }
}

/// Why a source gives no sound; one variant for each decision the user can take.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// The name of a stand-in for a microphone, with something behind it that cannot be.
    #[error("{what}: {given}")]
    Misnamed {
        /// "not a frequency that can be heard, in Hz".
        what: &'static str,
        /// What was given.
        given: String,
        /// A name that can be, such as "tone:440".
        example: &'static str,
    },
    /// The recording that is to be played cannot be read.
    #[error(transparent)]
    Recording(#[from] decode::Error),
    /// The system knows no input at all.
    #[error("no microphone was found")]
    NoDevice,
    /// No input has this name.
    #[error("no input device of this name: {0}")]
    Unknown(String),
    /// It is there, but not for this user.
    #[error("no permission to use the microphone: {0}")]
    Denied(String),
    /// Another program has it.
    #[error("the microphone is in use by another program: {0}")]
    Busy(String),
    /// A sound server runs, and ALSA does not know how to reach it.
    #[error("{server} is running, but programs that use ALSA cannot reach it: {device}")]
    NoBridge {
        /// The device asked for.
        device: String,
        /// "PipeWire" or "PulseAudio".
        server: &'static str,
        /// The package that holds the bridge.
        package: &'static str,
    },
    /// ALSA asks a sound server that does not answer.
    #[error("the sound server does not answer: {0}")]
    NoServer(String),
    /// No sound in any format that is understood.
    #[error("cannot record from {device}: {reason}")]
    Unsupported {
        /// The device.
        device: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It began, and then not one sample came for seconds.
    #[error("no sound came from {device} for {seconds:.1} s")]
    Stalled {
        /// The device.
        device: String,
        /// How long was waited, s.
        seconds: f64,
    },
    /// It went away while it was recorded.
    #[error("the microphone went away: {0}")]
    Gone(String),
    /// Anything else that the system said.
    #[error("cannot record from {device}: {reason}")]
    Failed {
        /// The device.
        device: String,
        /// What the system said.
        reason: String,
    },
}

impl Error {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Misnamed { example, .. } => format!("such as {example}"),
            Self::Recording(e) => e.hint(),
            Self::NoDevice => {
                "connect a microphone, then look for it with `outloud devices`; in a container or over ssh there may be none"
                    .into()
            }
            Self::Unknown(_) => "`outloud devices` lists what there is; `--device` and the settings take one of its names".into(),
            Self::Denied(_) => {
                "allow it in the system's privacy settings; on Linux your user may have to join the group `audio`: \
                 sudo usermod -aG audio $USER, then log in again"
                    .into()
            }
            Self::Busy(_) => {
                "end the call or recorder that uses it; to share a microphone, record through PipeWire or PulseAudio: \
                 `outloud devices` shows how"
                    .into()
            }
            Self::NoBridge { package, .. } => format!("install the bridge, on Debian and Ubuntu: sudo apt install {package}"),
            Self::NoServer(_) => {
                "start it, with `systemctl --user start pipewire-pulse` or `pulseaudio --start`; or record from the card itself: \
                 `outloud devices` lists it"
                    .into()
            }
            Self::Unsupported { .. } => "choose another input: `outloud devices` lists them".into(),
            Self::Stalled { .. } => {
                "is it plugged in, switched on and not muted by its own button? `outloud devices` lists others, \
                 `outloud doctor` checks the rest"
                    .into()
            }
            Self::Gone(_) => "plug it in again; a wireless one may be out of range or out of battery".into(),
            Self::Failed { .. } => "`outloud doctor` looks for the reason".into(),
        }
    }
}

/// A recording that is played as if it were spoken now.
pub struct Player {
    name: String,
    decoded: Decoded,
}

impl Player {
    /// Plays the recording at `path`.
    ///
    /// # Errors
    /// As [`decode::from_path`].
    pub fn open(path: &Path) -> Result<Self, decode::Error> {
        let decoded = decode::from_path(path, &mut |_| ())?;
        Ok(Self { name: format!("file:{}", path.display()), decoded })
    }
}

impl AudioSource for Player {
    fn name(&self) -> &str {
        &self.name
    }

    fn format(&self) -> AudioFormat {
        AudioFormat { rate_hz: self.decoded.sample_rate_hz, channels: self.decoded.channels }
    }

    fn start(&mut self, feed: Feed) -> Result<Running, Error> {
        let samples = std::mem::take(&mut self.decoded.samples);
        let mut position = 0;
        let channels = self.decoded.channels;
        Ok(Playback::start(self.format(), feed, move |frames, out| {
            let end = (position + frames * channels).min(samples.len());
            out.extend_from_slice(&samples[position..end]);
            position = end;
            position < samples.len()
        }))
    }
}

/// A sine, for trying out.
pub struct TestTone {
    name: String,
    frequency_hz: f32,
    /// Frames after which no more come, though it does not end.
    stalls_after: usize,
}

impl TestTone {
    /// A tone of this frequency, Hz.
    #[must_use]
    pub fn new(frequency_hz: f32) -> Self {
        Self { name: format!("tone:{frequency_hz}"), frequency_hz, stalls_after: usize::MAX }
    }

    /// A tone that stops coming after so many seconds and says nothing about it, as a device does that has hung.
    #[must_use]
    pub fn stalled(after_s: f64) -> Self {
        let stalls_after = (after_s * f64::from(TONE_RATE_HZ)) as usize;
        Self { name: format!("stalled:{after_s}"), frequency_hz: 440.0, stalls_after }
    }
}

impl AudioSource for TestTone {
    fn name(&self) -> &str {
        &self.name
    }

    fn format(&self) -> AudioFormat {
        AudioFormat { rate_hz: TONE_RATE_HZ, channels: 1 }
    }

    fn start(&mut self, feed: Feed) -> Result<Running, Error> {
        let step = f64::from(self.frequency_hz) / f64::from(TONE_RATE_HZ);
        let (mut turns, mut left) = (0.0_f64, self.stalls_after);
        Ok(Playback::start(self.format(), feed, move |frames, out| {
            let frames = frames.min(left);
            left -= frames;
            out.extend((0..frames).map(|_| {
                turns = (turns + step).fract();
                (turns * std::f64::consts::TAU).sin() as f32 * TONE_PEAK
            }));
            true
        }))
    }
}

/// Hands over samples at the pace of their rate.
struct Playback {
    stop: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Playback {
    /// Asks `next` for so many frames at a time; it answers whether there are more.
    fn start(
        format: AudioFormat,
        mut feed: Feed,
        mut next: impl FnMut(usize, &mut Vec<f32>) -> bool + Send + 'static,
    ) -> Running {
        let (stop, stopped) = mpsc::channel();
        let thread = thread::spawn(move || {
            let (begun, mut given) = (Instant::now(), 0);
            let mut samples = Vec::new();
            while stopped.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
                let due = (begun.elapsed().as_secs_f64() * f64::from(format.rate_hz)) as usize - given;
                samples.clear();
                let goes_on = next(due, &mut samples);
                feed.push(samples.iter().copied());
                given += due;
                if !goes_on {
                    feed.health().end(Ended::Finished);
                    break;
                }
            }
        });
        Running::new(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Playback {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            // A stand-in that panicked has nothing more to say.
            let _ = thread.join();
        }
    }
}
