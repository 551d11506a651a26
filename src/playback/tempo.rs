//! A reel in, its sound at another speed and the same pitch out. The only file that names wsola.

use std::num::{NonZeroU16, NonZeroU32};

use wsola::TimeStretch;

use super::reel::Reel;

/// Frames that are taken from the reel at once.
const FED: usize = 4096;

/// Slowest and fastest that a voice can still be understood at, percent of its own speed.
pub const SPEEDS: (u32, u32) = (50, 200);

/// Plays a reel faster or slower.
pub(super) struct Tempo {
    stretch: TimeStretch,
    channels: usize,
    /// Frames of the reel for each that comes out.
    speed: f64,
    /// The next frame of the reel that is heard, and the next that goes in.
    at: f64,
    fed: usize,
    /// What has come out, and how much of it is taken and is there, samples.
    out: Vec<f32>,
    taken: usize,
    there: usize,
    /// Whether everything has gone in.
    ends: bool,
}

impl Tempo {
    /// For sound like that of `reel`, from its beginning.
    pub(super) fn new(reel: &Reel) -> Option<Self> {
        let channels = NonZeroU16::new(u16::try_from(reel.channels).ok()?)?;
        let stretch = TimeStretch::new(NonZeroU32::new(reel.rate_hz)?, channels).ok()?;
        let out = vec![0.0; stretch.min_output_buff_size()];
        Some(Self {
            stretch,
            channels: reel.channels,
            speed: 1.0,
            at: 0.0,
            fed: 0,
            out,
            taken: 0,
            there: 0,
            ends: false,
        })
    }

    /// Goes on at `frame` of the reel, with `speed` percent of its own speed.
    pub(super) fn go_on(&mut self, frame: usize, speed: u32) {
        if frame != self.frame() {
            self.stretch.reset();
            (self.at, self.fed, self.taken, self.there, self.ends) = (frame as f64, frame, 0, 0, false);
        }
        self.speed = f64::from(speed) / 100.0;
        self.stretch.set_tempo(self.speed as f32);
    }

    /// The next frame of sound; `None` at the end of `reel`.
    pub(super) fn next(&mut self, reel: &Reel) -> Option<&[f32]> {
        while self.taken >= self.there {
            if let Ok(there @ 1..) = self.stretch.pull(&mut self.out) {
                (self.taken, self.there) = (0, there);
            } else if self.ends {
                self.at = reel.frames() as f64;
                return None;
            } else if self.fed < reel.frames() {
                let to = (self.fed + FED).min(reel.frames());
                self.stretch.push(&reel.samples[self.fed * self.channels..to * self.channels]);
                self.fed = to;
            } else {
                self.stretch.set_draining();
                self.ends = true;
            }
        }
        self.taken += self.channels;
        // What comes out last may be a moment longer than what went in.
        self.at = (self.at + self.speed).min(reel.frames() as f64 - 1.0);
        self.out.get(self.taken - self.channels..self.taken)
    }

    /// The frame of the reel that comes next.
    pub(super) fn frame(&self) -> usize {
        self.at as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::Decoded;

    const RATE_HZ: u32 = 16_000;

    /// Two seconds of a tone of 200 Hz, on so many channels.
    fn tone(channels: usize) -> Reel {
        let sample = |n: u32| (f64::from(n) * 200.0 / f64::from(RATE_HZ) * std::f64::consts::TAU).sin() as f32 / 2.0;
        let samples = (0..2 * RATE_HZ).flat_map(|n| std::iter::repeat_n(sample(n), channels)).collect();
        Reel::new(&Decoded { samples, channels, sample_rate_hz: RATE_HZ, damage: None, track: None }, &[])
    }

    #[test]
    fn the_length_goes_with_the_speed_and_the_pitch_stays() {
        for (channels, speed) in [(1, 50), (1, 75), (2, 150), (1, 200)] {
            let reel = tone(channels);
            let mut tempo = Tempo::new(&reel).unwrap();
            tempo.go_on(0, speed);
            let mut heard = Vec::new();
            while let Some(frame) = tempo.next(&reel) {
                heard.push(frame[0]);
            }
            let seconds = heard.len() as f64 / f64::from(RATE_HZ);
            assert!((seconds - 200.0 / f64::from(speed)).abs() < 0.1, "{seconds} s at {speed} %");
            let rises = heard.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
            assert!((rises as f64 / seconds - 200.0).abs() < 4.0, "{rises} waves in {seconds} s at {speed} %");
            assert_eq!(tempo.frame(), reel.frames());
        }
    }

    #[test]
    fn it_goes_on_where_it_is_told_to() {
        let reel = tone(1);
        let mut tempo = Tempo::new(&reel).unwrap();
        tempo.go_on(16_000, 200);
        let mut frames = 0;
        while tempo.next(&reel).is_some() {
            frames += 1;
            assert!(frames != 4000 || tempo.frame().abs_diff(24_000) < 2, "{}", tempo.frame());
        }
        assert!((7_000..9_000).contains(&frames), "{frames}");
    }
}
