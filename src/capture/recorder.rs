//! Samples out of a ring, a take on disk: the loop that runs while somebody speaks.
//!
//! It owns the file, so that nothing but the disk can hold it up, and the ring bridges that. Whoever shows what happens looks
//! at [`Status`] from another thread, and gives orders through [`Control`].

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::capture::ring::{AudioFormat, Ended, Intake};
use crate::capture::source;
use crate::capture::wav_file;
use crate::capture::wav_file::Writer;
use crate::signal::clipping::Clipping;
use crate::signal::downmix::Mixer;
use crate::signal::meter::{Level, Meter, Quiet};

/// A source that has given samples and gives none for so long has stalled, s.
pub const STALLED_S: f64 = 2.0;
/// A source whose first samples take longer gives none, s: an idle PulseAudio sink, which works in blocks of two seconds, took
/// 2.06 s (see [`device`](super::device)).
pub const BEGINS_WITHIN_S: f64 = 2.5;
/// How often the ring is emptied.
const PAUSE: Duration = Duration::from_millis(20);
/// Most that is taken from the ring at once, s: how often the meter moves.
const BLOCK_S: f64 = 0.05;
/// Between two moments at which everything so far is safe on the disk, s.
const CHECKPOINT_S: f64 = 1.0;
/// How long the last period of the device may be on its way, s.
const TAIL_S: f64 = 0.3;
/// The clock on the wall is this far ahead of one that stands still in sleep: the machine slept, s.
const SLEPT_S: f64 = 2.0;

/// What the recorder is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Order {
    /// Listen, and keep nothing yet.
    Listen,
    /// Keep what is heard.
    Record,
    /// Keep nothing for a while.
    Pause,
    /// End, and keep the take.
    Stop,
}

/// Orders in, what happens out; shared by the recorder and whoever steers it.
#[derive(Debug)]
pub struct Control {
    order: AtomicU8,
    status: Mutex<Status>,
}

impl Default for Control {
    fn default() -> Self {
        Self { order: AtomicU8::new(Order::Listen as u8), status: Mutex::default() }
    }
}

impl Control {
    /// Says what to do from now on.
    pub fn order(&self, order: Order) {
        self.order.store(order as u8, Ordering::Relaxed);
    }

    /// How far the recording has got.
    #[must_use]
    pub fn status(&self) -> Status {
        *self.status.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ordered(&self) -> Order {
        match self.order.load(Ordering::Relaxed) {
            0 => Order::Listen,
            1 => Order::Record,
            2 => Order::Pause,
            _ => Order::Stop,
        }
    }

    fn tell(&self, status: Status) {
        *self.status.lock().unwrap_or_else(PoisonError::into_inner) = status;
    }
}

/// What can be seen of a recording in progress.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Status {
    /// Whether the first samples are here.
    pub begun: bool,
    /// Length of the take so far, s.
    pub seconds: f64,
    /// How loud it is now; nothing before the first samples.
    pub level: Level,
    /// Whether it is over.
    pub over: bool,
}

/// When the recorder stops by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RecordingLimits {
    /// At this length, s.
    pub longest_s: Option<f64>,
    /// After so much silence behind the last speech, s.
    pub silence_s: Option<f64>,
}

/// Why a recording is over.
#[derive(Debug)]
pub enum StopReason {
    /// Somebody said so.
    Asked,
    /// It reached the length asked for.
    Length,
    /// Nobody spoke any more.
    Silence,
    /// The source had no more.
    Finished,
    /// The source gives no more, though it should.
    Source(source::Error),
    /// The disk takes no more.
    Disk(wav_file::Error),
}

/// What became of a recording.
#[derive(Debug)]
pub struct Summary {
    /// Why it is over.
    pub end: StopReason,
    /// Samples in the finished file.
    pub samples: u64,
    /// Their rate, Hz.
    pub rate_hz: u32,
    /// Frames that came while the writer was held up for longer than the ring holds.
    pub dropped_frames: u64,
    /// How often the device overwrote sound before it was fetched.
    pub overruns: u64,
    /// Samples of the file at full scale, by the rule of [`Clipping`].
    pub clipped_samples: u64,
    /// How long the machine slept meanwhile, or how far its clock was put forward, s.
    pub slept_s: f64,
}

impl Summary {
    /// Length of the take, s.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.samples as f64 / f64::from(self.rate_hz)
    }

    /// Samples of the file at full scale, percent: what its analysis will say.
    #[must_use]
    pub fn clipped_percent(&self) -> f64 {
        100.0 * self.clipped_samples as f64 / self.samples.max(1) as f64
    }
}

/// Records what comes out of `intake` into `writer` until something ends it, and finishes the file whatever that is.
///
/// # Errors
/// Where the finished file cannot be made valid, or does not hold what was recorded.
pub fn record(
    mut intake: Intake,
    mut writer: Writer,
    source: (&str, AudioFormat),
    limits: RecordingLimits,
    control: &Control,
) -> Result<Summary, wav_file::Error> {
    let mut take = Recording::new(source, limits);
    let end = loop {
        match take.step(&mut intake, &mut writer, control) {
            Ok(None) => {}
            Ok(Some(end)) => break end,
            Err(error) => break StopReason::Disk(error),
        }
    };
    let health = intake.health();
    let (dropped_frames, overruns) = (health.dropped_frames(), health.overruns());
    let status = control.status();
    control.tell(Status { over: true, ..status });
    Ok(Summary {
        end,
        samples: writer.finish()?,
        rate_hz: take.format.rate_hz,
        dropped_frames: dropped_frames - take.dropped_before,
        overruns: overruns - take.overruns_before,
        clipped_samples: take.clipped_samples,
        slept_s: take.clock.slept_s,
    })
}

/// A recording in progress.
struct Recording<'a> {
    name: &'a str,
    format: AudioFormat,
    limits: RecordingLimits,
    mixer: Mixer,
    meter: Meter,
    quiet: Quiet,
    clock: IdleClock,
    raw: Vec<f32>,
    mono: Vec<f32>,
    begun: bool,
    keeps: bool,
    dropped_before: u64,
    overruns_before: u64,
    since_checkpoint: usize,
    clipping: Clipping,
    clipped_samples: u64,
    /// Since the stop was asked for, s.
    stopping_s: Option<f64>,
}

impl<'a> Recording<'a> {
    fn new((name, format): (&'a str, AudioFormat), limits: RecordingLimits) -> Self {
        Self {
            name,
            format,
            limits,
            mixer: Mixer::new(format.channels),
            meter: Meter::new(format.rate_hz),
            quiet: Quiet::default(),
            clock: IdleClock::start(),
            raw: Vec::new(),
            mono: Vec::new(),
            begun: false,
            keeps: false,
            dropped_before: 0,
            overruns_before: 0,
            since_checkpoint: 0,
            clipping: Clipping::default(),
            clipped_samples: 0,
            stopping_s: None,
        }
    }

    /// One look into the ring: why it is over, if it is.
    fn step(
        &mut self,
        intake: &mut Intake,
        writer: &mut Writer,
        control: &Control,
    ) -> Result<Option<StopReason>, wav_file::Error> {
        // Before the ring is looked into: what comes after the end was told is nothing.
        let ended = intake.health().ended().cloned();
        let order = control.ordered();
        let block = (f64::from(self.format.rate_hz) * BLOCK_S) as usize;
        self.raw.clear();
        let frames = intake.take(block, &mut self.raw);
        let idle_s = self.clock.tick(frames > 0);
        if order == Order::Record && !self.keeps {
            self.keeps = true;
            self.dropped_before = intake.health().dropped_frames();
            self.overruns_before = intake.health().overruns();
        }
        if frames > 0 {
            self.begun = true;
            self.mono.clear();
            self.mixer.mix(&self.raw, &mut self.mono);
            self.meter.hear(&self.raw, &self.mono);
            let wanted = match order {
                Order::Record => true,
                Order::Stop => self.keeps,
                Order::Listen | Order::Pause => false,
            };
            if wanted && let Some(end) = self.keep(writer)? {
                return Ok(Some(end));
            }
        }
        let seconds = writer.samples() as f64 / f64::from(self.format.rate_hz);
        control.tell(Status { begun: self.begun, seconds, level: self.meter.level(), over: false });
        if order == Order::Stop {
            let waited = self.stopping_s.unwrap_or(0.0);
            self.stopping_s = Some(waited + self.clock.last_s);
            // The ring was emptied, and the period that was being filled has come or is not worth waiting for. On a busy
            // machine something new is in it at every look: to wait for an empty one would be to go on recording.
            let over = waited >= TAIL_S || !self.keeps || (frames == 0 && ended.is_some());
            if frames < block && over {
                return Ok(Some(StopReason::Asked));
            }
        }
        if frames < block {
            if frames == 0
                && let Some(why) = ended
            {
                return Ok(Some(self.end_of(why)));
            }
            if idle_s > if self.begun { STALLED_S } else { BEGINS_WITHIN_S } {
                let device = self.name.to_owned();
                return Ok(Some(StopReason::Source(source::Error::Stalled { device, seconds: idle_s })));
            }
            thread::sleep(PAUSE);
        }
        Ok(None)
    }

    /// Writes the block just heard, up to the length asked for.
    fn keep(&mut self, writer: &mut Writer) -> Result<Option<StopReason>, wav_file::Error> {
        let rate_hz = f64::from(self.format.rate_hz);
        let longest = self.limits.longest_s.map_or(u64::MAX, |s| (s * rate_hz).round() as u64);
        let left = usize::try_from(longest - writer.samples().min(longest)).unwrap_or(usize::MAX);
        let block = &self.mono[..self.mono.len().min(left)];
        writer.write(block)?;
        self.clipped_samples += self.clipping.hear(block.iter().copied()) as u64;
        self.since_checkpoint += block.len();
        if self.since_checkpoint as f64 >= CHECKPOINT_S * rate_hz {
            self.since_checkpoint = 0;
            writer.checkpoint()?;
        }
        if block.len() == left {
            return Ok(Some(StopReason::Length));
        }
        let silent_s = self.quiet.hear(block, self.format.rate_hz);
        Ok(self.limits.silence_s.filter(|&limit| silent_s >= limit).map(|_| StopReason::Silence))
    }

    fn end_of(&self, why: Ended) -> StopReason {
        let device = self.name.to_owned();
        match why {
            Ended::Finished => StopReason::Finished,
            Ended::Gone => StopReason::Source(source::Error::Gone(device)),
            Ended::Failed(reason) => StopReason::Source(source::Error::Failed { device, reason }),
        }
    }
}

/// Tells a source that has stopped from a machine that was busy, stopped or asleep.
struct IdleClock {
    seen: Instant,
    seen_wall: SystemTime,
    /// Since the last step, s.
    last_s: f64,
    idle_s: f64,
    slept_s: f64,
}

impl IdleClock {
    fn start() -> Self {
        Self { seen: Instant::now(), seen_wall: SystemTime::now(), last_s: 0.0, idle_s: 0.0, slept_s: 0.0 }
    }

    /// Counts the time since the last call; how long there has been nothing, s.
    fn tick(&mut self, something: bool) -> f64 {
        let (now, wall) = (Instant::now(), SystemTime::now());
        let passed_s = now.duration_since(self.seen).as_secs_f64();
        let wall_s = wall.duration_since(self.seen_wall).map_or(0.0, |d| d.as_secs_f64());
        (self.seen, self.seen_wall) = (now, wall);
        self.count(passed_s, wall_s, something)
    }

    /// `passed_s` by a clock that stands still while the machine sleeps, `wall_s` by one that does not.
    fn count(&mut self, passed_s: f64, wall_s: f64, something: bool) -> f64 {
        if wall_s - passed_s > SLEPT_S {
            self.slept_s += wall_s - passed_s;
        }
        // A step that took long says nothing about the source: it had no chance to be heard.
        self.last_s = passed_s.min(5.0 * PAUSE.as_secs_f64());
        self.idle_s = if something { 0.0 } else { self.idle_s + self.last_s };
        self.idle_s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_machine_is_no_silent_source_and_sleep_is_noticed() {
        let mut clock = IdleClock::start();
        assert!(clock.count(0.02, 0.02, true).abs() < f64::EPSILON);
        // Held up for 10 s, without a chance to look; then asleep for an hour.
        assert!(clock.count(10.0, 10.0, false) < STALLED_S);
        assert!(clock.slept_s.abs() < f64::EPSILON);
        assert!(clock.count(0.02, 3600.02, false) < STALLED_S);
        assert!((clock.slept_s - 3600.0).abs() < 1e-6);
        for _ in 0..STALLED_S as usize * 50 + 50 {
            clock.count(0.02, 0.02, false);
        }
        assert!(clock.count(0.02, 0.02, false) > STALLED_S);
    }
}
