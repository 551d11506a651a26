//! The microphones of this machine. Beside `playback/output.rs` the only file that names cpal.
//!
//! # What a recorder has to know about ALSA and sound servers
//!
//! **A stream that has been told to begin has not begun.** A PulseAudio sink that nobody listens to works in blocks of up to
//! two seconds, and the first samples of its monitor come when the current block is over: 0.7 to 2.1 s after the start in
//! five measurements, and sound from before that moment never comes. A wireless microphone that has to change its profile
//! takes as long. Five seconds by the clock are then three seconds of sound, although not one sample was lost. So nobody is
//! told to speak before the first samples are here ([`recorder`](super::recorder) waits for them), and a take is as long as
//! its samples, not as long as the clock says.
//!
//! **cpal's default is two periods as the driver likes them**, here 2 × 512 frames or 21 ms. A thread that is not woken for
//! 21 ms, which on a busy machine is nothing, has lost sound on real hardware. Nobody listens to a recording while it is
//! made, so latency costs nothing: we ask for `PERIOD_S` and get two of them. Sound servers keep seconds on their side.
//!
//! **Only whole periods are handed over**, so the last moments before the stop are still on their way when it is asked for:
//! the recorder waits for one more period.
//!
//! **alsa-lib talks on stderr** whenever a plugin fails, even if the next one works. While a device is opened, that goes to
//! a file which is read afterwards (see `hush`): it holds the reason when opening fails.

use std::sync::Arc;

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{BufferSize, Data, ErrorKind, FromSample, I24, Sample, SampleFormat, SizedSample, SupportedBufferSize, U24};

use crate::capture::hush::hushed;
use crate::capture::ring::{AudioFormat, Ended, Feed, StreamHealth};
use crate::capture::source::{AudioSource, Error, Running};
use crate::capture::surroundings::Surroundings;

/// Sound handed over at once, s: as long as the eye accepts for a level meter.
const PERIOD_S: f64 = 0.1;
/// Devices of ALSA that are no microphones: plugins that convert, and the same card under other names.
const NO_MICROPHONES: [&str; 18] = [
    "null", "lavrate", "samplerate", "speexrate", "speex", "upmix", "vdownmix", "usbstream", "oss", "jack", "front",
    "surround", "dsnoop", "dmix", "iec958", "hdmi", "hw", "a52",
];

/// An input of this machine.
#[derive(Clone, Debug, PartialEq)]
pub struct InputDevice {
    /// What `--device` takes.
    pub id: String,
    /// What its maker calls it.
    pub name: String,
    /// Whether it is recorded from when nobody says otherwise.
    pub is_default: bool,
    /// How its sound comes when recorded; the reason where that is not known.
    pub format: Result<(AudioFormat, String), Error>,
}

/// Every input that can be recorded from, the default first. Opening each of them is the only way to know.
///
/// # Errors
/// [`Error::NoDevice`] where there is none, or why the sound system does not answer.
pub fn inputs() -> Result<Vec<InputDevice>, Error> {
    let host = cpal::default_host();
    let default = host.default_input_device();
    let default_id = default.as_ref().and_then(|d| d.id().ok());
    let (devices, _) = hushed(|| host.devices());
    let others = devices.map_err(|e| explain(&e, "the sound system", ""))?;
    let others = others.filter(|d| d.id().ok() != default_id && is_microphone(d));
    let mut inputs = Vec::new();
    for (index, device) in default.into_iter().chain(others).enumerate() {
        let Ok(id) = device.id() else { continue };
        let name = device.description().map_or_else(|_| id.to_string(), |d| d.name().to_owned());
        let (config, said) = hushed(|| device.default_input_config());
        let format = config.map(|c| (format_of(&c), c.sample_format().to_string().to_uppercase()));
        let input = InputDevice {
            id: id.to_string(),
            name,
            is_default: index == 0,
            format: format.map_err(|e| explain(&e, &id.to_string(), &said)),
        };
        // Others that cannot be opened are outputs, or what a plugin would do if something else were installed.
        if index == 0 || input.format.is_ok() || matches!(input.format, Err(Error::Busy(_) | Error::Denied(_))) {
            inputs.push(input);
        }
    }
    Ok(inputs)
}

fn is_microphone(device: &cpal::Device) -> bool {
    let Ok(id) = device.id() else { return false };
    let plugin: String = id.id().chars().take_while(char::is_ascii_alphanumeric).collect();
    device.supports_input()
        && !NO_MICROPHONES.iter().any(|no| plugin == *no || (*no == "surround" && plugin.starts_with(no)))
}

fn format_of(config: &cpal::SupportedStreamConfig) -> AudioFormat {
    AudioFormat { rate_hz: config.sample_rate(), channels: usize::from(config.channels()) }
}

/// A microphone that can be recorded from.
pub struct Microphone {
    device: cpal::Device,
    config: cpal::SupportedStreamConfig,
    name: String,
}

impl Microphone {
    /// The input called `id`, as [`inputs`] names it, or the default one.
    ///
    /// # Errors
    /// Why it cannot be recorded from.
    pub fn open(id: Option<&str>) -> Result<Self, Error> {
        let host = cpal::default_host();
        let default = host.default_input_device();
        let device = match id {
            None => default.ok_or(Error::NoDevice)?,
            Some(id) => {
                let is_it = |d: &cpal::Device| d.id().is_ok_and(|i| i.to_string() == id || i.id() == id);
                let found = default.filter(is_it).or_else(|| hushed(|| host.devices()).0.ok()?.find(is_it));
                found.ok_or_else(|| Error::Unknown(id.to_owned()))?
            }
        };
        let name = device.id().map_or_else(|_| id.unwrap_or("default").to_owned(), |i| i.to_string());
        let (config, said) = hushed(|| device.default_input_config());
        let config = config.map_err(|e| explain(&e, &name, &said))?;
        Ok(Self { device, config, name })
    }

    fn build(&self, feed: Feed, buffer: BufferSize) -> Result<cpal::Stream, cpal::Error> {
        let mut config = self.config.config();
        config.buffer_size = buffer;
        let health = feed.health();
        match self.config.sample_format() {
            SampleFormat::I8 => self.stream::<i8>(config, feed, health),
            SampleFormat::I16 => self.stream::<i16>(config, feed, health),
            SampleFormat::I24 => self.stream::<I24>(config, feed, health),
            SampleFormat::I32 => self.stream::<i32>(config, feed, health),
            SampleFormat::U8 => self.stream::<u8>(config, feed, health),
            SampleFormat::U16 => self.stream::<u16>(config, feed, health),
            SampleFormat::U24 => self.stream::<U24>(config, feed, health),
            SampleFormat::U32 => self.stream::<u32>(config, feed, health),
            SampleFormat::F32 => self.stream::<f32>(config, feed, health),
            SampleFormat::F64 => self.stream::<f64>(config, feed, health),
            other => Err(cpal::Error::with_message(ErrorKind::UnsupportedConfig, format!("its samples are {other}"))),
        }
    }

    fn stream<S>(
        &self,
        config: cpal::StreamConfig,
        mut feed: Feed,
        health: Arc<StreamHealth>,
    ) -> Result<cpal::Stream, cpal::Error>
    where
        S: SizedSample,
        f32: FromSample<S>,
    {
        let hear = move |data: &Data, _: &cpal::InputCallbackInfo| {
            if let Some(samples) = data.as_slice::<S>() {
                feed.push(samples.iter().map(|&sample| f32::from_sample(sample)));
            }
        };
        self.device.build_input_stream_raw(config, S::FORMAT, hear, move |e| tell(&health, &e), None)
    }
}

/// What the device says while it is recorded. Called in the audio thread.
fn tell(health: &StreamHealth, error: &cpal::Error) {
    match error.kind() {
        ErrorKind::Xrun => health.overrun(),
        // The stream goes on.
        ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied => {}
        ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable | ErrorKind::StreamInvalidated => {
            health.end(Ended::Gone);
        }
        _ => health.end(Ended::Failed(error.to_string())),
    }
}

impl AudioSource for Microphone {
    fn name(&self) -> &str {
        &self.name
    }

    fn format(&self) -> AudioFormat {
        format_of(&self.config)
    }

    fn start(&mut self, feed: Feed) -> Result<Running, Error> {
        let wanted = (f64::from(self.config.sample_rate()) * PERIOD_S) as u32;
        let buffer = match *self.config.buffer_size() {
            SupportedBufferSize::Range { min, max } => BufferSize::Fixed(wanted.max(min).min(max)),
            SupportedBufferSize::Unknown => BufferSize::Default,
        };
        let (stream, said) = hushed(|| {
            let stream = self.build(feed, buffer)?;
            stream.play().map(|()| stream)
        });
        stream.map(Running::new).map_err(|e| explain(&e, &self.name, &said))
    }
}

/// Why `device` cannot be opened, from what cpal says and what the sound library said meanwhile.
fn explain(error: &cpal::Error, device: &str, said: &str) -> Error {
    let device = device.to_owned();
    match error.kind() {
        ErrorKind::PermissionDenied => Error::Denied(device),
        ErrorKind::DeviceBusy => Surroundings::here().explain(device, true, said),
        ErrorKind::UnsupportedConfig | ErrorKind::UnsupportedOperation | ErrorKind::InvalidInput => {
            Error::Unsupported { device, reason: error.to_string() }
        }
        ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable => Surroundings::here().explain(device, false, said),
        _ if said.contains("PulseAudio: ") => Surroundings::here().explain(device, false, said),
        _ => Error::Failed { device, reason: error.to_string() },
    }
}
