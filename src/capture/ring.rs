//! Samples in at the audio thread, the same samples out at the recorder: a ring that makes neither wait for the other.
//!
//! The only file that names rtrb. The audio thread must never block: while it waits, the device has nowhere to put sound.
//! So it puts samples into memory taken beforehand, counts what finds no room, and goes on.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use rtrb::{Consumer, Producer, RingBuffer};

/// How long the writer may be held up, by a disk that does not answer or a machine that does other things, before sound is
/// lost, s.
const HOLDS_S: usize = 20;
/// Most samples held, whatever the device: 256 MB.
const MAX_SAMPLES: usize = 1 << 26;

/// How sound comes from a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AudioFormat {
    /// Frames per second.
    pub rate_hz: u32,
    /// Samples per frame, at least 1.
    pub channels: usize,
}

/// Why no more samples come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// There are no more: a file was played to its end.
    Finished,
    /// The device is not there any more.
    Gone,
    /// The system said something else.
    Failed(String),
}

/// What a source has to tell besides its samples. Counts only grow.
#[derive(Debug, Default)]
pub struct StreamHealth {
    dropped_frames: AtomicU64,
    overruns: AtomicU64,
    ended: OnceLock<Ended>,
}

impl StreamHealth {
    /// Frames that came while the ring was full.
    #[must_use]
    pub fn dropped_frames(&self) -> u64 {
        self.dropped_frames.load(Ordering::Relaxed)
    }

    /// How often the device overwrote sound before it was fetched; how much was lost, no device says.
    #[must_use]
    pub fn overruns(&self) -> u64 {
        self.overruns.load(Ordering::Relaxed)
    }

    /// Why no more samples come; `None` while they may.
    #[must_use]
    pub fn ended(&self) -> Option<&Ended> {
        self.ended.get()
    }

    /// Counts one overrun.
    pub fn overrun(&self) {
        self.overruns.fetch_add(1, Ordering::Relaxed);
    }

    /// Says that no more samples come; the first reason stands.
    pub fn end(&self, why: Ended) {
        let _ = self.ended.set(why);
    }
}

/// The end where samples go in.
#[derive(Debug)]
pub struct Feed {
    ring: Producer<f32>,
    channels: usize,
    health: Arc<StreamHealth>,
}

impl Feed {
    /// Takes interleaved samples, full scale −1 to 1, whole frames; what finds no room is dropped and counted. Never waits,
    /// never allocates.
    pub fn push(&mut self, samples: impl ExactSizeIterator<Item = f32>) {
        let frames = samples.len() / self.channels;
        let room = (self.ring.slots() / self.channels).min(frames);
        let taken = room * self.channels;
        if let Ok(chunk) = self.ring.write_chunk_uninit(taken) {
            chunk.fill_from_iter(samples.take(taken));
        }
        if room < frames {
            self.health.dropped_frames.fetch_add((frames - room) as u64, Ordering::Relaxed);
        }
    }

    /// Where to tell what is not a sample.
    #[must_use]
    pub fn health(&self) -> Arc<StreamHealth> {
        Arc::clone(&self.health)
    }
}

/// The end where samples come out.
#[derive(Debug)]
pub struct Intake {
    ring: Consumer<f32>,
    channels: usize,
    health: Arc<StreamHealth>,
}

impl Intake {
    /// Appends to `into` all samples that are there, at most `frames` frames; how many frames that was.
    pub fn take(&mut self, frames: usize, into: &mut Vec<f32>) -> usize {
        let frames = (self.ring.slots() / self.channels).min(frames);
        if let Ok(chunk) = self.ring.read_chunk(frames * self.channels) {
            let (first, second) = chunk.as_slices();
            into.extend_from_slice(first);
            into.extend_from_slice(second);
            chunk.commit_all();
        }
        frames
    }

    /// What the source has told besides its samples.
    #[must_use]
    pub fn health(&self) -> &StreamHealth {
        &self.health
    }
}

/// A ring for sound of this `format`: the end for the source, and the end for the recorder.
#[must_use]
pub fn ring(format: AudioFormat) -> (Feed, Intake) {
    let channels = format.channels.max(1);
    let frames = (format.rate_hz as usize * HOLDS_S).min(MAX_SAMPLES / channels);
    let (producer, consumer) = RingBuffer::new(frames * channels);
    let health = Arc::new(StreamHealth::default());
    (Feed { ring: producer, channels, health: Arc::clone(&health) }, Intake { ring: consumer, channels, health })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_ring_drops_whole_frames_counts_them_and_goes_on() {
        let (mut feed, mut intake) = ring(AudioFormat { rate_hz: 10, channels: 2 });
        let frame = |n: usize| [n as f32, -(n as f32)];
        let samples: Vec<f32> = (0..203).flat_map(frame).collect();
        feed.push(samples.iter().copied());
        assert_eq!(intake.health().dropped_frames(), 3);
        let mut out = Vec::new();
        assert_eq!(intake.take(150, &mut out), 150);
        feed.push(frame(203).into_iter());
        assert_eq!(intake.take(usize::MAX, &mut out), 51);
        let expected: Vec<f32> = (0..200).chain([203]).flat_map(frame).collect();
        assert_eq!(out, expected);
    }

    #[test]
    fn nothing_is_lost_between_two_threads() {
        let (mut feed, mut intake) = ring(AudioFormat { rate_hz: 48_000, channels: 1 });
        let source = std::thread::spawn(move || {
            for start in (0..400_000).step_by(100) {
                feed.push((start..start + 100).map(|n| n as f32).collect::<Vec<_>>().into_iter());
            }
        });
        let mut out = Vec::new();
        while out.len() < 400_000 {
            if intake.take(usize::MAX, &mut out) == 0 {
                std::thread::yield_now();
            }
        }
        source.join().unwrap();
        assert!(out.iter().enumerate().all(|(n, &x)| x as usize == n));
        assert_eq!(intake.health().dropped_frames(), 0);
    }
}
