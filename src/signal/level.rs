//! Samples in, level over time out: RMS over 20 ms, every 10 ms, and whether all of it is silence.

use crate::signal::window::samples_in;
use crate::sound::Mono;

/// Time between the starts of two windows, s.
pub const HOP_S: f64 = 0.010;
/// Length of a window, s.
pub const WINDOW_S: f64 = 2.0 * HOP_S;
/// A recording whose loudest window stays below this RMS (−46 dBFS) holds nothing to analyse: recognisers invent words there.
const SILENT_BELOW_RMS: f64 = 0.005;

/// Mean power of each window, full scale 1: window `i` runs from `i * HOP_S` for [`WINDOW_S`], the last ones as far as
/// there are samples. Empty without samples.
#[must_use]
pub fn powers(audio: &Mono) -> Vec<f32> {
    let hop = samples_in(HOP_S, audio.sample_rate_hz);
    let halves: Vec<(f32, usize)> =
        audio.samples.chunks(hop).map(|half| (half.iter().map(|x| x * x).sum(), half.len())).collect();
    (0..halves.len())
        .map(|i| {
            let (sum, count) = halves[i];
            let (next_sum, next_count) = halves.get(i + 1).copied().unwrap_or((0.0, 0));
            (sum + next_sum) / (count + next_count) as f32
        })
        .collect()
}

/// Level of a mean power, dBFS (full-scale RMS is 0, so a full-scale sine is −3.0); `None` for digital silence.
#[must_use]
pub fn dbfs(power: f64) -> Option<f64> {
    (power > 0.0).then(|| 10.0 * power.log10())
}

/// Level of the loudest window, dBFS; `None` for digital silence.
#[must_use]
pub fn peak_dbfs(powers: &[f32]) -> Option<f64> {
    dbfs(f64::from(powers.iter().copied().fold(0.0, f32::max)))
}

/// The level that the loudest 20 ms of a recording reach at least where there is something to analyse, dBFS.
#[must_use]
pub fn silent_below_dbfs() -> f64 {
    20.0 * SILENT_BELOW_RMS.log10()
}

/// Whether a recording whose loudest 20 ms have this level, dBFS, is too quiet to hold speech.
#[must_use]
pub fn is_silence(peak_level_dbfs: Option<f64>) -> bool {
    peak_level_dbfs.is_none_or(|level| level < silent_below_dbfs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::synthetic::{RATE_HZ, silence, sine};

    fn mono(samples: Vec<f32>) -> Mono {
        Mono { samples, sample_rate_hz: RATE_HZ }
    }

    #[test]
    fn a_full_scale_sine_is_three_decibels_below_full_scale() {
        let level = peak_dbfs(&powers(&mono(sine(1000.0, 1.0, 1.0)))).unwrap();
        assert!((level - -3.01).abs() < 0.01, "{level}");
    }

    #[test]
    fn digital_silence_has_no_level() {
        assert_eq!(peak_dbfs(&powers(&mono(silence(1.0)))), None);
        assert_eq!(peak_dbfs(&powers(&mono(Vec::new()))), None);
        assert!(is_silence(None));
    }

    #[test]
    fn the_gate_lies_at_an_rms_of_one_two_hundredth() {
        // The RMS of a sine is its amplitude over the square root of two.
        let peak = |rms: f32| peak_dbfs(&powers(&mono(sine(500.0, rms * 2f32.sqrt(), 0.5))));
        assert!(is_silence(peak(0.0049)));
        assert!(!is_silence(peak(0.0051)));
    }

    #[test]
    fn a_short_burst_is_seen_where_it_is() {
        let audio = mono([silence(0.5), sine(500.0, 0.5, 0.02), silence(0.5)].concat());
        let powers = powers(&audio);
        let loudest = powers.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap().0;
        assert!((loudest as f64 * HOP_S - 0.5).abs() < 0.011);
    }
}
