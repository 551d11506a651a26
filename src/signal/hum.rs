//! Samples and stretches of speech in, the hum of the mains out: 50 or 60 Hz and what is in tune with it.
//!
//! Heard where nobody speaks: a hum stands there as narrow lines above whatever else sounds in the room.

use crate::acoustics::Hum;
use crate::signal::fourier::Fourier;
use crate::signal::quality::MARGIN_S;
use crate::signal::window::{copy_around, hann};
use crate::sound::Mono;
use crate::stats::median;
use crate::units::TimeSpan;

/// Samples in a window at 16 kHz, a quarter of a second: lines 4 Hz apart tell 50 Hz from 60.
const WINDOW: usize = 4096;
/// Windows without speech that tell a hum, each half over the one before: about half a second.
const MIN_WINDOWS: usize = 3;
/// Frequencies of the world's mains, Hz.
const MAINS_HZ: [u32; 2] = [50, 60];
/// The mains' own tone and its overtones that are looked for.
const TONES: usize = 6;
/// Spectral lines on either side of a tone that hold its power (raised cosine).
const REACH: usize = 2;
/// Lines that hold all tones and what lies between them.
const LINES: usize = 128;
/// A tone stands this far above the lines between the tones, dB.
const STANDS_OUT_DB: f64 = 10.0;
/// A hum has at least so many tones: one alone may be anything.
const MIN_TONES: usize = 2;

/// The hum in `audio` outside `speech`, at most one; `voice_power` is the mean power of the speech. `None` without half a
/// second outside.
#[must_use]
pub fn find(audio: &Mono, speech: &[TimeSpan], voice_power: f64) -> Option<Vec<Hum>> {
    let powers = powers_outside(audio, speech)?;
    let line_hz = f64::from(audio.sample_rate_hz) / WINDOW as f64;
    let around = |hz: f64| {
        let line = (hz / line_hz).round() as usize;
        powers[line - REACH..=line + REACH].iter().sum::<f64>()
    };
    let hums = MAINS_HZ.iter().filter_map(|&mains_hz| {
        let tone_hz = |number: f64| number * f64::from(mains_hz);
        let tones = (1..=TONES).map(|number| number as f64);
        let between = median(tones.clone().map(|number| around(tone_hz(number + 0.5))))?;
        let least = between * 10f64.powf(STANDS_OUT_DB / 10.0);
        let standing: Vec<f64> = tones.map(|number| around(tone_hz(number))).filter(|power| *power > least).collect();
        let power = standing.iter().sum::<f64>() - between * standing.len() as f64;
        (standing.len() >= MIN_TONES).then(|| Hum { mains_hz, below_voice_db: 10.0 * (voice_power / power).log10() })
    });
    Some(hums.min_by(|a, b| a.below_voice_db.total_cmp(&b.below_voice_db)).into_iter().collect())
}

/// Power spectrum outside `speech`, the middle of all windows for each line, so that what comes and goes is left out. The
/// lines of a tone add up to its power.
fn powers_outside(audio: &Mono, speech: &[TimeSpan]) -> Option<Vec<f64>> {
    let window = hann(WINDOW);
    let scale = 2.0 / (WINDOW as f64 * window.iter().map(|w| f64::from(w * w)).sum::<f64>());
    let second = f64::from(audio.sample_rate_hz);
    let mut fourier = Fourier::new(WINDOW);
    let mut frame = vec![0.0; WINDOW];
    let mut windows: Vec<[f64; LINES]> = Vec::new();
    let mut speech = speech.iter().peekable();
    for middle in (WINDOW / 2..(audio.samples.len() + 1).saturating_sub(WINDOW / 2)).step_by(WINDOW / 2) {
        let (start_s, end_s) = ((middle - WINDOW / 2) as f64 / second, (middle + WINDOW / 2) as f64 / second);
        while speech.next_if(|span| span.end_s + MARGIN_S <= start_s).is_some() {}
        if speech.peek().is_some_and(|span| span.start_s - MARGIN_S < end_s) {
            continue;
        }
        copy_around(&audio.samples, middle, &mut frame);
        frame.iter_mut().zip(&window).for_each(|(x, w)| *x *= w);
        let powers = fourier.powers(&mut frame);
        windows.push(std::array::from_fn(|line| scale * f64::from(powers[line])));
    }
    if windows.len() < MIN_WINDOWS {
        return None;
    }
    (0..LINES).map(|line| median(windows.iter().map(|powers| powers[line]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::synthetic::{RATE_HZ, harmonics, mix, noise, silence, sine, sweep, talk};

    /// Someone talks from 1 s to 3 s of 4 s; their mean power counts as 0.0025, −26 dB.
    fn hums_under_talk(room: &[f32]) -> Vec<Hum> {
        let samples = mix(&[silence(1.0), talk(2.0, 1), silence(1.0)].concat(), room);
        find(&Mono { samples, sample_rate_hz: RATE_HZ }, &[TimeSpan::new(1.0, 3.0)], 0.0025).unwrap()
    }

    #[test]
    fn a_hum_is_found_with_its_mains_and_its_level() {
        for mains_hz in [50, 60] {
            for amplitude in [0.001, 0.02] {
                let hum = harmonics(f64::from(mains_hz), f64::from(mains_hz), 6, amplitude, 4.0);
                let found = hums_under_talk(&mix(&hum, &noise(amplitude / 10.0, 4.0, 3)));
                assert!(found.len() == 1 && found[0].mains_hz == mains_hz, "{found:?}");
                // Harmonics of 1, 1/2 … 1/6: half the sum of the squares, 1.49.
                let wanted_db = 10.0 * (0.0025 / (0.5 * 1.491 * f64::from(amplitude).powi(2))).log10();
                assert!((found[0].below_voice_db - wanted_db).abs() < 0.7, "{found:?}, wanted {wanted_db}");
            }
        }
    }

    #[test]
    fn a_rectifier_that_buzzes_at_twice_the_mains_is_a_hum() {
        let found = hums_under_talk(&mix(&harmonics(120.0, 120.0, 3, 0.01, 4.0), &noise(0.0005, 4.0, 3)));
        assert!(found.len() == 1 && found[0].mains_hz == 60, "{found:?}");
    }

    #[test]
    fn noise_fans_and_single_tones_are_no_hum() {
        for seed in 0..20 {
            assert_eq!(hums_under_talk(&noise(0.01, 4.0, seed)), []);
        }
        assert_eq!(hums_under_talk(&silence(4.0)), []);
        assert_eq!(hums_under_talk(&mix(&sine(100.0, 0.02, 4.0), &noise(0.001, 4.0, 2))), []);
        // A fan whose blades pass 85 times a second, and a motor that runs up.
        assert_eq!(hums_under_talk(&mix(&harmonics(85.0, 85.0, 4, 0.01, 4.0), &noise(0.003, 4.0, 2))), []);
        assert_eq!(hums_under_talk(&mix(&sweep(40.0, 400.0, 0.02, 4.0), &noise(0.003, 4.0, 2))), []);
    }

    #[test]
    fn a_voice_on_the_same_note_is_no_hum() {
        let samples = [noise(0.001, 1.0, 1), harmonics(100.0, 100.0, 20, 0.1, 2.0), noise(0.001, 1.0, 2)].concat();
        let audio = Mono { samples, sample_rate_hz: RATE_HZ };
        assert_eq!(find(&audio, &[TimeSpan::new(1.0, 3.0)], 0.01), Some(Vec::new()));
    }

    #[test]
    fn someone_who_never_stops_hides_it() {
        let audio = Mono { samples: harmonics(50.0, 50.0, 6, 0.01, 4.0), sample_rate_hz: RATE_HZ };
        assert_eq!(find(&audio, &[TimeSpan::new(0.2, 3.8)], 0.01), None);
        assert_eq!(find(&Mono { samples: Vec::new(), sample_rate_hz: RATE_HZ }, &[], 0.0), None);
    }
}
