//! Samples and stretches of speech in, pitch track out.
//!
//! Each 40 ms are compared with themselves a period later (autocorrelation over that of the window, Boersma 1993); the
//! path through the candidates that costs least (octave jumps, voice on and off) is the track.

use crate::acoustics::{PITCH_HOP_S, Pitch};
use crate::signal::fourier::Fourier;
use crate::signal::window::{copy_around, hann, samples_in};
use crate::sound::Mono;
use crate::stats::{median, quantile, semitones};
use crate::units::TimeSpan;

/// Length of a window, s: three periods of a low voice.
const WINDOW_S: f64 = 0.040;
/// Lowest and highest pitch of a speaking voice, Hz.
const RANGE_HZ: (f64, f64) = (60.0, 500.0);
/// The second pass looks between these multiples of the first one's quartiles: an octave off falls outside.
const ADAPT: (f64, f64) = (0.75, 1.8);
/// Periods considered in each window.
const CANDIDATES: usize = 4;
/// Shares of the voiced frames that lie below the range of a voice and within or below it: a few stray frames do not widen it.
const RANGE_SHARES: (f64, f64) = (0.05, 0.95);
/// Less voiced speech than this tells nothing of a voice, s.
const MIN_VOICED_S: f64 = 1.0;

// Costs of a path, in units of correlation, as in Boersma (1993).

/// What a candidate must correlate to be as good as no voice.
const VOICING: f64 = 0.45;
/// What an octave up is worth: the longer periods of a periodic sound correlate as well.
const OCTAVE: f64 = 0.02;
/// A jump of one octave between neighbours.
const OCTAVE_JUMP: f64 = 0.35;
/// Voice beginning or ending.
const VOICE_CHANGE: f64 = 0.14;
/// A window whose peak is this share of the loudest one's is as likely silent as not.
const SILENCE: f64 = 0.03;

/// Pitch of the voice within `speech`; `None` with under 1 s of voiced speech.
#[must_use]
pub fn track(audio: &Mono, speech: &[TimeSpan]) -> Option<Pitch> {
    let mut tracker = Tracker::new(audio);
    // The first pass only wants to know whose voice it is: a third of the windows will do.
    let first: Vec<f64> = speech.iter().flat_map(|span| tracker.voiced(*span, RANGE_HZ, 3)).map(|(_, hz)| hz).collect();
    let middle = median(first.iter().copied())?;
    let low = median(first.iter().copied().filter(|hz| *hz <= middle))?;
    let high = median(first.iter().copied().filter(|hz| *hz >= middle))?;
    let range_hz = ((ADAPT.0 * low).max(RANGE_HZ.0), (ADAPT.1 * high).min(RANGE_HZ.1));

    let track: Vec<(f64, f64)> = speech.iter().flat_map(|span| tracker.voiced(*span, range_hz, 1)).collect();
    if (track.len() as f64) * PITCH_HOP_S < MIN_VOICED_S {
        return None;
    }
    let median_hz = median(track.iter().map(|(_, hz)| *hz))?;
    let semitones: Vec<f64> = track.iter().map(|(_, hz)| semitones(*hz, median_hz)).collect();
    let mean = semitones.iter().sum::<f64>() / track.len() as f64;
    let variance = semitones.iter().map(|st| (st - mean).powi(2)).sum::<f64>() / track.len() as f64;
    let range_semitones = inner_range(&semitones);
    Some(Pitch { median_hz, sd_semitones: variance.sqrt(), range_semitones, track })
}

/// From the 5th to the 95th percentile; 0 without values.
pub(super) fn inner_range(values: &[f64]) -> f64 {
    let at = |share| quantile(values.iter().copied(), share);
    at(RANGE_SHARES.1).zip(at(RANGE_SHARES.0)).map_or(0.0, |(high, low)| high - low)
}

/// A pitch a window may have; no voice at all is one too.
#[derive(Clone, Copy)]
struct Candidate {
    /// F0, Hz; `None` for no voice.
    hz: Option<f64>,
    /// How well it explains the window; about 0 to 1.
    strength: f64,
}

/// What is computed once for a recording.
struct Tracker<'a> {
    audio: &'a Mono,
    window: Vec<f32>,
    /// Autocorrelation of the window, 1 at lag 0.
    window_correlation: Vec<f32>,
    loudest: f64,
    fourier: Fourier,
    frame: Vec<f32>,
}

impl<'a> Tracker<'a> {
    fn new(audio: &'a Mono) -> Self {
        let window = hann(samples_in(WINDOW_S, audio.sample_rate_hz));
        let longest = (f64::from(audio.sample_rate_hz) / RANGE_HZ.0).ceil() as usize + 2;
        let length = (window.len() + longest).next_power_of_two();
        let mut tracker = Self {
            audio,
            window: vec![1.0; window.len()],
            window_correlation: Vec::new(),
            loudest: audio.samples.iter().fold(0.0_f32, |peak, x| peak.max(x.abs())).into(),
            frame: vec![0.0; length],
            fourier: Fourier::new(length),
        };
        tracker.frame[..window.len()].copy_from_slice(&window);
        tracker.fourier.correlate(&mut tracker.frame);
        tracker.window_correlation = tracker.frame[..longest].iter().map(|r| r / tracker.frame[0]).collect();
        tracker.window = window;
        tracker
    }

    /// `(time s, F0 Hz)` of the voiced windows inside `span`, taking every `stride`th.
    fn voiced(&mut self, span: TimeSpan, range_hz: (f64, f64), stride: usize) -> Vec<(f64, f64)> {
        let first = (span.start_s / PITCH_HOP_S).ceil() as usize;
        let last = (span.end_s / PITCH_HOP_S).floor() as usize;
        let times: Vec<f64> = (first..=last).step_by(stride).map(|i| i as f64 * PITCH_HOP_S).collect();
        let candidates = times.iter().map(|time_s| self.candidates(*time_s, range_hz)).collect::<Vec<_>>();
        times.into_iter().zip(cheapest_path(&candidates)).filter_map(|(time_s, hz)| Some((time_s, hz?))).collect()
    }

    /// No voice, and the likeliest periods of the window around `time_s`.
    fn candidates(&mut self, time_s: f64, range_hz: (f64, f64)) -> Vec<Candidate> {
        let rate = f64::from(self.audio.sample_rate_hz);
        let (start, padding) = self.frame.split_at_mut(self.window.len());
        copy_around(&self.audio.samples, (time_s * rate).round() as usize, start);
        let mean = start.iter().sum::<f32>() / start.len() as f32;
        let mut peak = 0.0_f32;
        for (x, w) in start.iter_mut().zip(&self.window) {
            *x = (*x - mean) * w;
            peak = peak.max(x.abs());
        }
        padding.fill(0.0);

        let loudness = if self.loudest > 0.0 { f64::from(peak) / self.loudest } else { 0.0 };
        let quietness = (2.0 - loudness / (SILENCE / (1.0 + VOICING))).max(0.0);
        let mut candidates = vec![Candidate { hz: None, strength: VOICING + quietness }];
        self.fourier.correlate(&mut self.frame);
        let power = self.frame[0];
        if power <= 0.0 {
            return candidates;
        }
        let normalised = |lag: usize| f64::from(self.frame[lag] / power / self.window_correlation[lag]);
        let (shortest, longest) = ((rate / range_hz.1).floor() as usize, (rate / range_hz.0).ceil() as usize);
        for lag in shortest.max(2)..=longest.min(self.window_correlation.len() - 2) {
            let (before, here, after) = (normalised(lag - 1), normalised(lag), normalised(lag + 1));
            if here > before && here >= after && here > 0.5 * VOICING {
                // The peak of the parabola through the three.
                let bend = before - 2.0 * here + after;
                let shift = 0.5 * (before - after) / bend;
                let hz = rate / (lag as f64 + shift);
                let height = (here - 0.25 * (before - after) * shift).min(1.0);
                let strength = height + OCTAVE * (hz / RANGE_HZ.0).log2();
                candidates.push(Candidate { hz: Some(hz), strength });
            }
        }
        candidates[1..].sort_by(|a, b| b.strength.total_cmp(&a.strength));
        candidates.truncate(1 + CANDIDATES);
        candidates
    }
}

/// One candidate for each window, so that strengths less the costs of change add up to the most (Viterbi 1967).
fn cheapest_path(windows: &[Vec<Candidate>]) -> Vec<Option<f64>> {
    let change = |from: Option<f64>, to: Option<f64>| match (from, to) {
        (None, None) => 0.0,
        (Some(from), Some(to)) => OCTAVE_JUMP * (to / from).log2().abs(),
        _ => VOICE_CHANGE,
    };
    let mut scores: Vec<f64> = Vec::new();
    let mut origins: Vec<Vec<usize>> = Vec::with_capacity(windows.len());
    for (t, window) in windows.iter().enumerate() {
        let (best, origin) = window
            .iter()
            .map(|to| {
                let arrivals =
                    scores.iter().enumerate().map(|(i, score)| (score - change(windows[t - 1][i].hz, to.hz), i));
                let (score, from) = arrivals.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, 0));
                (score + to.strength, from)
            })
            .unzip();
        scores = best;
        origins.push(origin);
    }
    let mut at = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
    let mut path = vec![None; windows.len()];
    for t in (0..windows.len()).rev() {
        path[t] = windows[t][at].hz;
        at = origins[t][at];
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::synthetic::{RATE_HZ, harmonics, mix, noise, silence, sine, sweep};

    fn pitch_of(samples: Vec<f32>) -> Option<Pitch> {
        let audio = Mono { samples, sample_rate_hz: RATE_HZ };
        track(&audio, &[TimeSpan::new(0.0, audio.duration_s())])
    }

    fn cents(hz: f64, wanted_hz: f64) -> f64 {
        1200.0 * (hz / wanted_hz).log2().abs()
    }

    #[test]
    fn a_steady_voice_has_its_pitch_and_no_spread() {
        for hz in [62.0, 75.0, 110.0, 163.5, 220.0, 317.0, 390.0, 450.0, 495.0] {
            let pitch = pitch_of(harmonics(hz, hz, 12, 0.1, 2.0)).unwrap();
            assert!(cents(pitch.median_hz, hz) < 5.0, "{} Hz, wanted {hz}", pitch.median_hz);
            assert!(pitch.sd_semitones < 0.05 && pitch.range_semitones < 0.15);
            assert!((pitch.track.len() as f64 * PITCH_HOP_S - 2.0).abs() < 0.06);
        }
    }

    #[test]
    fn a_tone_without_overtones_has_a_pitch_too() {
        for hz in [62.0, 90.0, 200.0, 350.0, 495.0] {
            let pitch = pitch_of(sine(hz, 0.1, 2.0)).unwrap();
            assert!(cents(pitch.median_hz, hz) < 5.0, "{} Hz, wanted {hz}", pitch.median_hz);
        }
    }

    #[test]
    fn a_glide_is_followed() {
        // An octave in 3 s: evenly spread over 12 semitones, whose standard deviation is 12/√12.
        for (from_hz, to_hz) in [(62.0, 124.0), (100.0, 200.0), (280.0, 140.0), (495.0, 247.5)] {
            let pitch = pitch_of(harmonics(from_hz, to_hz, 12, 0.1, 3.0)).unwrap();
            // Half of the first and of the last window lies outside.
            for (time_s, hz) in pitch.track.iter().filter(|(time_s, _)| (0.02..2.98).contains(time_s)) {
                let wanted_hz = from_hz * (to_hz / from_hz).powf(time_s / 3.0);
                assert!(cents(*hz, wanted_hz) < 20.0, "{hz} Hz at {time_s} s, wanted {wanted_hz}");
            }
            assert!(cents(pitch.median_hz, (from_hz * to_hz).sqrt()) < 20.0);
            assert!((pitch.sd_semitones - 3.46).abs() < 0.1, "{}", pitch.sd_semitones);
            // Nine tenths of the octave lie between the 5th and the 95th percentile.
            assert!((pitch.range_semitones - 10.8).abs() < 0.2, "{}", pitch.range_semitones);
        }
        assert!(pitch_of(sweep(150.0, 160.0, 0.1, 2.0)).unwrap().sd_semitones < 0.4);
    }

    #[test]
    fn sweeps_over_the_whole_range_are_followed_from_end_to_end() {
        // An octave and a half each: more than that in one voice is taken for octave errors.
        for (from_hz, to_hz) in [(62.0, 175.0), (175.0, 490.0), (490.0, 175.0)] {
            for samples in [sweep(from_hz, to_hz, 0.1, 4.0), harmonics(from_hz, to_hz, 12, 0.1, 4.0)] {
                let track = pitch_of(samples).unwrap().track;
                let inside: Vec<_> = track.iter().filter(|(time_s, _)| (0.05..3.95).contains(time_s)).collect();
                assert!(inside.len() >= 385, "{} of 390 frames", inside.len());
                for (time_s, hz) in inside {
                    let wanted_hz = from_hz * f64::powf(to_hz / from_hz, time_s / 4.0);
                    assert!(cents(*hz, wanted_hz) < 25.0, "{hz} Hz at {time_s} s, wanted {wanted_hz}");
                }
            }
        }
    }

    #[test]
    fn a_train_of_clicks_has_the_pitch_of_its_rate() {
        for period in [250, 160, 128, 64, 40, 33] {
            let clicks = (0..2 * RATE_HZ).map(|i| if i % period == 0 { 0.5 } else { 0.0 }).collect();
            let (found_hz, hz) = (pitch_of(clicks).unwrap().median_hz, f64::from(RATE_HZ) / f64::from(period));
            assert!(cents(found_hz, hz) < 5.0, "{found_hz} Hz, wanted {hz}");
        }
    }

    #[test]
    fn a_missing_fundamental_is_heard() {
        // 4th, 5th and 6th overtone of 100 Hz, as over a telephone.
        let samples = mix(&mix(&sine(400.0, 0.1, 2.0), &sine(500.0, 0.1, 2.0)), &sine(600.0, 0.1, 2.0));
        assert!(cents(pitch_of(samples).unwrap().median_hz, 100.0) < 10.0);
    }

    #[test]
    fn the_answer_is_the_same_at_every_gain_and_in_noise() {
        let voice = harmonics(140.0, 180.0, 12, 0.1, 2.0);
        let clean = pitch_of(voice.clone()).unwrap();
        for gain in [0.0001, 0.03, 5.0] {
            let scaled = pitch_of(voice.iter().map(|x| gain * x).collect()).unwrap();
            assert!(cents(scaled.median_hz, clean.median_hz) < 0.1 && scaled.track.len() == clean.track.len());
        }
        // Its RMS is 0.1 · √(Σ1/k²/2) ≈ 0.088: noise 10 dB below.
        let noisy = pitch_of(mix(&voice, &noise(0.028, 2.0, 6))).unwrap();
        assert!(cents(noisy.median_hz, clean.median_hz) < 20.0);
        assert!((noisy.sd_semitones - clean.sd_semitones).abs() < 0.2);
    }

    #[test]
    fn only_what_lies_in_speech_is_tracked() {
        let samples = [harmonics(300.0, 300.0, 12, 0.3, 2.0), silence(0.5), harmonics(120.0, 120.0, 12, 0.1, 2.0)];
        let audio = Mono { samples: samples.concat(), sample_rate_hz: RATE_HZ };
        let pitch = track(&audio, &[TimeSpan::new(2.5, 4.5)]).unwrap();
        assert!(cents(pitch.median_hz, 120.0) < 5.0 && pitch.track[0].0 >= 2.5);
    }

    #[test]
    fn noise_silence_and_a_short_voice_have_no_pitch() {
        assert_eq!(pitch_of(noise(0.1, 3.0, 8)), None);
        assert_eq!(pitch_of(silence(3.0)), None);
        assert_eq!(pitch_of(Vec::new()), None);
        assert_eq!(pitch_of([silence(1.0), harmonics(120.0, 120.0, 12, 0.1, 0.9), silence(1.0)].concat()), None);
    }
}
