//! The loudspeakers of this machine. Beside `capture/device.rs` the only file that names cpal.
//!
//! A device that is dropped plays no more of what it was given. So when a reel is over, silence is handed over until all of it has
//! been heard: for as long as the device says that it is behind, and a moment more.
//!
//! ALSA's bridge to PulseAudio now and then answers a question with an I/O error and goes on (one start in thirty on a busy machine).
//! So an error ends nothing by itself: what ends it is that the device goes away, or takes no sound for seconds.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{BufferSize, Data, ErrorKind, FromSample, I24, SampleFormat, SizedSample, SupportedBufferSize, U24};

use crate::capture::hush::hushed;
use crate::decode::resample;
use crate::playback::Error;
use crate::playback::reel::Reel;
use crate::playback::tempo::{SPEEDS, Tempo};
use crate::sound::Mono;

/// Sound asked for at once, s: keys are answered after it.
const PERIOD_S: f64 = 0.05;
/// Silence before the beginning, s: a sink that was idle, and wireless headphones that were asleep, swallow what comes first.
const LEAD_S: f64 = 0.3;
/// Silence after the end beyond what the device says, s.
const MARGIN_S: f64 = 0.2;

/// A device that takes no sound for so long is given up.
const PATIENCE: Duration = Duration::from_secs(5);

/// What plays and whoever leads it tell each other.
#[derive(Debug, Default)]
struct Shared {
    /// The next frame of the reel that is handed over.
    next: AtomicUsize,
    /// How often the device has asked for sound.
    asked: AtomicUsize,
    /// Frames between what is handed over and what is heard.
    behind: AtomicUsize,
    /// How fast it is played, percent.
    speed: AtomicU32,
    paused: AtomicBool,
    /// All of it has been heard.
    over: AtomicBool,
    gone: AtomicBool,
    /// What the device complained of last.
    complaint: Mutex<Option<String>>,
}

/// A reel that is being heard; dropping it ends it.
pub struct Playing {
    shared: Arc<Shared>,
    reel: Arc<Reel>,
    name: String,
    /// How often it had asked for sound when that was last looked at, and when that changed.
    asked: (usize, Instant),
    _stream: cpal::Stream,
}

impl Playing {
    /// The moment of the recording that is heard now, s.
    #[must_use]
    pub fn time_s(&self) -> f64 {
        self.reel.time_s(self.frame())
    }

    /// Goes on `by_s` seconds away, or at the moment before or after, as [`Reel::skip`] has it.
    pub fn skip(&self, by_s: f64) {
        self.shared.next.store(self.reel.skip(self.frame(), by_s), Ordering::Relaxed);
    }

    /// The frame of the reel that is heard now.
    fn frame(&self) -> usize {
        let behind = self.shared.behind.load(Ordering::Relaxed) * self.speed() as usize / 100;
        self.shared.next.load(Ordering::Relaxed).saturating_sub(behind)
    }

    /// How fast it is played, percent.
    #[must_use]
    pub fn speed(&self) -> u32 {
        self.shared.speed.load(Ordering::Relaxed)
    }

    /// Plays it at `percent` of its own speed from now on, as far as [`SPEEDS`] go; the pitch stays.
    pub fn set_speed(&self, percent: u32) {
        self.shared.speed.store(percent.clamp(SPEEDS.0, SPEEDS.1), Ordering::Relaxed);
    }

    /// Waits, or goes on.
    pub fn pause(&self, paused: bool) {
        self.shared.paused.store(paused, Ordering::Relaxed);
    }

    /// Whether all of it has been heard; to be asked again and again.
    ///
    /// # Errors
    /// [`Error::Gone`] and [`Error::Failed`] where the device gave up.
    pub fn is_over(&mut self) -> Result<bool, Error> {
        if self.shared.gone.load(Ordering::Relaxed) {
            return Err(Error::Gone(self.name.clone()));
        }
        let asked = self.shared.asked.load(Ordering::Relaxed);
        if asked != self.asked.0 {
            self.asked = (asked, Instant::now());
        } else if self.asked.1.elapsed() > PATIENCE {
            let complaint = self.shared.complaint.lock().unwrap_or_else(PoisonError::into_inner).take();
            let reason = complaint.unwrap_or_else(|| "it takes no sound".into());
            return Err(Error::Failed { device: self.name.clone(), reason });
        }
        Ok(self.shared.over.load(Ordering::Relaxed))
    }
}

/// The system's default output, open for sound.
pub struct Output {
    device: cpal::Device,
    name: String,
    config: cpal::SupportedStreamConfig,
}

impl Output {
    /// Opens it for sound of `rate_hz` frames a second, if it takes that rate, else for a rate of its own.
    ///
    /// # Errors
    /// [`Error::NoDevice`] where there is none, or why it cannot be used.
    pub fn open(rate_hz: u32) -> Result<Self, Error> {
        let device = cpal::default_host().default_output_device().ok_or(Error::NoDevice)?;
        let name = device.id().map_or_else(|_| "the default output".to_owned(), |id| id.to_string());
        let (config, said) = hushed(|| {
            let own = device.default_output_config()?;
            let alike = |range: &cpal::SupportedStreamConfigRange| {
                range.channels() == own.channels() && range.sample_format() == own.sample_format()
            };
            let mut fitting = device.supported_output_configs()?.filter(alike);
            Ok(fitting.find_map(|range| range.try_with_sample_rate(rate_hz)).unwrap_or(own))
        });
        let config = config.map_err(|error: cpal::Error| explain(&error, &name, &said))?;
        Ok(Self { device, name, config })
    }

    /// Begins to play `reel` at `percent` of its own speed.
    ///
    /// # Errors
    /// Why the device does not.
    pub fn play(self, reel: Reel, percent: u32) -> Result<Playing, Error> {
        let reel = at_rate(reel, self.config.sample_rate())
            .map_err(|reason| Error::Failed { device: self.name.clone(), reason })?;
        let (shared, reel) = (Arc::new(Shared::default()), Arc::new(reel));
        shared.speed.store(percent.clamp(SPEEDS.0, SPEEDS.1), Ordering::Relaxed);
        let (stream, said) = hushed(|| {
            let stream = self.build(Arc::clone(&reel), &shared)?;
            stream.play().map(|()| stream)
        });
        let stream = stream.map_err(|error| explain(&error, &self.name, &said))?;
        Ok(Playing { shared, reel, name: self.name, asked: (0, Instant::now()), _stream: stream })
    }

    fn build(&self, reel: Arc<Reel>, shared: &Arc<Shared>) -> Result<cpal::Stream, cpal::Error> {
        match self.config.sample_format() {
            SampleFormat::I8 => self.stream::<i8>(reel, shared),
            SampleFormat::I16 => self.stream::<i16>(reel, shared),
            SampleFormat::I24 => self.stream::<I24>(reel, shared),
            SampleFormat::I32 => self.stream::<i32>(reel, shared),
            SampleFormat::U8 => self.stream::<u8>(reel, shared),
            SampleFormat::U16 => self.stream::<u16>(reel, shared),
            SampleFormat::U24 => self.stream::<U24>(reel, shared),
            SampleFormat::U32 => self.stream::<u32>(reel, shared),
            SampleFormat::F32 => self.stream::<f32>(reel, shared),
            SampleFormat::F64 => self.stream::<f64>(reel, shared),
            other => Err(cpal::Error::with_message(ErrorKind::UnsupportedConfig, format!("its samples are {other}"))),
        }
    }

    fn stream<S>(&self, reel: Arc<Reel>, shared: &Arc<Shared>) -> Result<cpal::Stream, cpal::Error>
    where
        S: SizedSample + FromSample<f32>,
    {
        let mut config = self.config.config();
        let wanted = (f64::from(self.config.sample_rate()) * PERIOD_S) as u32;
        config.buffer_size = match *self.config.buffer_size() {
            SupportedBufferSize::Range { min, max } => BufferSize::Fixed(wanted.max(min).min(max)),
            SupportedBufferSize::Unknown => BufferSize::Default,
        };
        let channels = usize::from(config.channels);
        let rate_hz = f64::from(self.config.sample_rate());
        let margin = (MARGIN_S * rate_hz) as usize;
        let (shared, told) = (Arc::clone(shared), Arc::clone(shared));
        let (mut lead, mut silent) = ((LEAD_S * rate_hz) as usize, 0);
        let mut tempo = Tempo::new(&reel);
        let fill = move |data: &mut Data, info: &cpal::OutputCallbackInfo| {
            let time = info.timestamp();
            let behind_s = time.playback.saturating_duration_since(time.callback).as_secs_f64();
            let behind = (behind_s * rate_hz) as usize;
            shared.behind.store(behind, Ordering::Relaxed);
            shared.asked.fetch_add(1, Ordering::Relaxed);
            let Some(samples) = data.as_slice_mut::<S>() else { return };
            let paused = shared.paused.load(Ordering::Relaxed);
            let from = shared.next.load(Ordering::Relaxed);
            let speed = shared.speed.load(Ordering::Relaxed);
            let mut changed = tempo.as_mut().filter(|_| speed != 100);
            if let Some(tempo) = &mut changed {
                tempo.go_on(from, speed);
            }
            let mut at = from;
            for frame in samples.chunks_exact_mut(channels) {
                let waits = paused || lead > 0;
                lead = lead.saturating_sub(1);
                let sound = match &mut changed {
                    _ if waits => None,
                    Some(tempo) => tempo.next(&reel),
                    None => reel.samples.get(at * reel.channels..(at + 1) * reel.channels),
                };
                for (channel, sample) in frame.iter_mut().enumerate() {
                    // One channel comes out of all, two out of the first two.
                    let value = sound.and_then(|sound| sound.get(if sound.len() == 1 { 0 } else { channel }));
                    *sample = S::from_sample(value.copied().unwrap_or(0.0));
                }
                at += usize::from(sound.is_some());
            }
            if let Some(tempo) = changed {
                at = tempo.frame();
            }
            // Whoever has moved on meanwhile is not moved back.
            let _ = shared.next.compare_exchange(from, at, Ordering::Relaxed, Ordering::Relaxed);
            let ended = at >= reel.frames() && !paused;
            silent = if ended { silent + samples.len() / channels } else { 0 };
            if silent > behind + margin {
                shared.over.store(true, Ordering::Relaxed);
            }
        };
        let tell = move |error: cpal::Error| match error.kind() {
            ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable | ErrorKind::StreamInvalidated => {
                told.gone.store(true, Ordering::Relaxed);
            }
            _ => *told.complaint.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.to_string()),
        };
        self.device.build_output_stream_raw(config, S::FORMAT, fill, tell, None)
    }
}

/// `reel` at `rate_hz`, unless it has that rate already. Its moments stay where they are in time.
fn at_rate(reel: Reel, rate_hz: u32) -> Result<Reel, String> {
    if reel.rate_hz == rate_hz {
        return Ok(reel);
    }
    let one = |channel: usize| {
        let samples = reel.samples.iter().skip(channel).step_by(reel.channels).copied().collect();
        resample::to_rate(Mono { samples, sample_rate_hz: reel.rate_hz }, rate_hz).map_err(|error| error.to_string())
    };
    let channels = (0..reel.channels).map(one).collect::<Result<Vec<_>, _>>()?;
    let frames = channels.iter().map(|channel| channel.samples.len()).min().unwrap_or(0);
    let samples = (0..frames).flat_map(|frame| channels.iter().map(move |channel| channel.samples[frame])).collect();
    Ok(reel.at_rate(samples, rate_hz))
}

/// Why the output cannot be opened, from what cpal says and what the sound library said meanwhile.
fn explain(error: &cpal::Error, device: &str, said: &str) -> Error {
    let heard = said.lines().map(str::trim).rfind(|line| line.contains("PulseAudio: "));
    match (error.kind(), heard) {
        (_, Some(line)) => Error::Failed {
            device: device.to_owned(),
            reason: line.rsplit("PulseAudio: ").next().unwrap_or(line).to_lowercase(),
        },
        (ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable, None) => Error::NoDevice,
        (_, None) => Error::Failed { device: device.to_owned(), reason: error.to_string() },
    }
}
