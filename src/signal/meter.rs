//! Samples in as they come; how loud they are, whether that is too loud or too quiet, and how long nobody has spoken.

use crate::signal::clipping::Clipping;
use crate::signal::level;

/// How long the meter remembers its highest mark, s.
const HOLD_S: f64 = 1.5;
/// How long samples at full scale are told of, s.
const CLIP_HOLD_S: f64 = 2.0;
/// A pause for thought is not a quiet microphone: the loudest of so many seconds counts.
const HINT_S: f64 = 8.0;
/// A voice that stays below this, dBFS (mean power of 50 ms), is near the -46 dBFS that the analysis calls silence.
const TOO_QUIET_DBFS: f64 = -38.0;
/// Speech is what comes this near, dB, to the loudest moment so far: pauses in ordinary rooms lie further below.
const SPEECH_RANGE_DB: f64 = 25.0;

/// How loud it is at this moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Level {
    /// Mean power of the last block, dBFS; `None` for digital silence.
    pub now_dbfs: Option<f64>,
    /// Its highest value in the last moments, dBFS.
    pub held_dbfs: Option<f64>,
    /// The loudest in the last seconds, dBFS.
    pub loudest_dbfs: Option<f64>,
    /// What to say about it.
    pub hint: Option<Hint>,
}

/// What is wrong with the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Samples at full scale: what was above it is gone.
    TooLoud,
    /// So quiet that the analysis may not hear it.
    TooQuiet,
}

/// A level meter.
#[derive(Clone, Debug)]
pub struct Meter {
    rate_hz: f64,
    now: Option<f64>,
    held: Option<f64>,
    held_s: f64,
    loudest: Option<f64>,
    loudest_s: f64,
    heard_s: f64,
    /// One for each channel.
    clipping: Vec<Clipping>,
    since_clip_s: f64,
}

impl Meter {
    /// A meter for sound of this rate.
    #[must_use]
    pub fn new(rate_hz: u32) -> Self {
        Self {
            rate_hz: rate_hz.into(),
            now: None,
            held: None,
            held_s: 0.0,
            loudest: None,
            loudest_s: 0.0,
            heard_s: 0.0,
            clipping: Vec::new(),
            since_clip_s: f64::INFINITY,
        }
    }

    /// Takes one block: its interleaved samples as the device gave them, and the same mixed to one channel.
    pub fn hear(&mut self, raw: &[f32], mono: &[f32]) {
        let channels = (raw.len() / mono.len().max(1)).max(1);
        let block_s = mono.len() as f64 / self.rate_hz;
        self.now = power_dbfs(mono);
        self.heard_s += block_s;
        hold(&mut self.held, &mut self.held_s, self.now, block_s, HOLD_S);
        hold(&mut self.loudest, &mut self.loudest_s, self.now, block_s, HINT_S);
        self.clipping.resize_with(channels, Clipping::default);
        let each = self.clipping.iter_mut().enumerate();
        let clipped: usize = each.map(|(n, one)| one.hear(raw.iter().skip(n).step_by(channels).copied())).sum();
        self.since_clip_s = if clipped > 0 { 0.0 } else { self.since_clip_s + block_s };
    }

    /// How loud it is.
    #[must_use]
    pub fn level(&self) -> Level {
        let hint = if self.since_clip_s < CLIP_HOLD_S {
            Some(Hint::TooLoud)
        } else if self.heard_s > HINT_S && self.loudest.is_none_or(|loudest| loudest < TOO_QUIET_DBFS) {
            Some(Hint::TooQuiet)
        } else {
            None
        };
        Level { now_dbfs: self.now, held_dbfs: self.held, loudest_dbfs: self.loudest, hint }
    }
}

fn power_dbfs(samples: &[f32]) -> Option<f64> {
    let sum: f64 = samples.iter().map(|&x| f64::from(x) * f64::from(x)).sum();
    level::dbfs(sum / samples.len().max(1) as f64)
}

/// Keeps the highest value of the last `for_s` seconds or so: a mark that is older gives way to what is now.
fn hold(mark: &mut Option<f64>, age_s: &mut f64, now: Option<f64>, block_s: f64, for_s: f64) {
    *age_s += block_s;
    if *age_s > for_s || mark.is_none_or(|mark| now.is_some_and(|now| now >= mark)) {
        *mark = now;
        *age_s = 0.0;
    }
}

/// How long nobody has spoken, for somebody who has spoken before. Told from the level alone: a voice that sinks, and a room
/// less than 25 dB below the voice, are taken for speech that goes on.
#[derive(Clone, Debug, Default)]
pub struct Quiet {
    loudest_dbfs: Option<f64>,
    silent_s: f64,
}

impl Quiet {
    /// Takes one block; how long it has been silent by now, s, 0 while nobody has spoken at all.
    pub fn hear(&mut self, block: &[f32], rate_hz: u32) -> f64 {
        let now = power_dbfs(block);
        if now > self.loudest_dbfs {
            self.loudest_dbfs = now;
        }
        let has_spoken = !level::is_silence(self.loudest_dbfs);
        let speaks = matches!((now, self.loudest_dbfs), (Some(now), Some(most)) if now > most - SPEECH_RANGE_DB);
        if speaks || !has_spoken {
            self.silent_s = 0.0;
        } else {
            self.silent_s += block.len() as f64 / f64::from(rate_hz);
        }
        self.silent_s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE_HZ: u32 = 1000;

    /// 50 ms of a square wave, whose mean power is its peak.
    fn block(level_dbfs: f64) -> Vec<f32> {
        let peak = 10_f64.powf(level_dbfs / 20.0) as f32;
        (0..50).map(|n| if n % 2 == 0 { peak } else { -peak }).collect()
    }

    fn hear(meter: &mut Meter, level_dbfs: f64, seconds: f64) -> Level {
        for _ in 0..(seconds / 0.05).round() as usize {
            meter.hear(&block(level_dbfs), &block(level_dbfs));
        }
        meter.level()
    }

    #[test]
    fn the_peak_is_held_and_then_let_go() {
        let mut meter = Meter::new(RATE_HZ);
        hear(&mut meter, -10.0, 0.1);
        let soon = hear(&mut meter, -40.0, 1.0);
        assert!((soon.now_dbfs.unwrap() + 40.0).abs() < 0.01 && (soon.held_dbfs.unwrap() + 10.0).abs() < 0.01);
        assert!((hear(&mut meter, -40.0, 1.0).held_dbfs.unwrap() + 40.0).abs() < 0.01);
    }

    #[test]
    fn a_pause_for_thought_is_not_a_quiet_microphone() {
        let mut meter = Meter::new(RATE_HZ);
        assert_eq!(hear(&mut meter, -60.0, 4.0).hint, None);
        assert_eq!(hear(&mut meter, -20.0, 1.0).hint, None);
        assert_eq!(hear(&mut meter, -60.0, 4.0).hint, None);
        assert_eq!(hear(&mut meter, -60.0, 20.0).hint, Some(Hint::TooQuiet));
        assert_eq!(hear(&mut meter, -20.0, 1.0).hint, None);
    }

    #[test]
    fn a_flat_top_on_one_channel_is_too_loud_and_a_lone_peak_is_not() {
        let mut meter = Meter::new(RATE_HZ);
        meter.hear(&[0.1, 1.0, 0.1, 0.1, 0.1, 0.1], &[0.55, 0.1, 0.1]);
        assert_eq!(meter.level().hint, None);
        meter.hear(&[0.1, 1.0, 0.1, 1.0, 0.1, 1.0], &[0.55, 0.55, 0.55]);
        assert_eq!(meter.level().hint, Some(Hint::TooLoud));
        assert_eq!(hear(&mut meter, -20.0, 2.5).hint, None);
    }

    #[test]
    fn silence_counts_only_behind_speech() {
        let mut quiet = Quiet::default();
        let mut hear = |level_dbfs: f64, seconds: f64| {
            (0..(seconds / 0.05).round() as usize).map(|_| quiet.hear(&block(level_dbfs), RATE_HZ)).last().unwrap()
        };
        assert!(hear(-60.0, 10.0).abs() < 1e-9);
        assert!(hear(-20.0, 1.0).abs() < 1e-9);
        assert!((hear(-60.0, 3.0) - 3.0).abs() < 1e-6);
        assert!(hear(-30.0, 0.1).abs() < 1e-9);
    }
}
