//! Samples in, loudness and its range out: over the whole recording, as broadcasters measure it (ITU-R BS.1770-4, EBU Tech 3342).
//!
//! The only file that names the `ebur128` crate.

use ebur128::{EbuR128, Mode};

use crate::acoustics::Loudness;
use crate::sound::Decoded;

/// The loudness range of a shorter recording has not settled yet, s (EBU Tech 3341).
pub const MIN_RANGE_S: f64 = 60.0;

/// The loudness of `audio`; nothing is known of more channels than the standard can weigh.
#[must_use]
pub fn measure(audio: &Decoded) -> Loudness {
    measured(audio).unwrap_or_default()
}

fn measured(audio: &Decoded) -> Option<Loudness> {
    let long = audio.duration_s() >= MIN_RANGE_S;
    let mode = if long { Mode::I | Mode::LRA } else { Mode::I };
    let mut meter = EbuR128::new(u32::try_from(audio.channels).ok()?, audio.sample_rate_hz, mode).ok()?;
    meter.add_frames_f32(&audio.samples).ok()?;
    let integrated_lufs = meter.loudness_global().ok().filter(|lufs| lufs.is_finite());
    let range_lu = integrated_lufs.filter(|_| long).and_then(|_| meter.loudness_range().ok());
    Some(Loudness { integrated_lufs, range_lu })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integrated_lufs(audio: &Decoded) -> Option<f64> {
        measure(audio).integrated_lufs
    }

    /// A 1 kHz sine with its peak at `level_dbfs` in every channel.
    fn tone(level_dbfs: f64, seconds: u32, channels: usize, sample_rate_hz: u32) -> Decoded {
        let amplitude = 10f64.powf(level_dbfs / 20.0);
        let samples = (0..seconds * sample_rate_hz)
            .flat_map(|i| {
                let cycles = 1000.0 * f64::from(i) / f64::from(sample_rate_hz);
                std::iter::repeat_n((amplitude * (std::f64::consts::TAU * cycles).sin()) as f32, channels)
            })
            .collect();
        Decoded { samples, channels, sample_rate_hz, damage: None, track: None }
    }

    #[test]
    fn a_stereo_sine_reads_its_level_as_ebu_tech_3341_demands() {
        // Cases 1 and 2 of the standard's minimum requirements, at the rates recordings come in.
        for rate in [16_000, 44_100, 48_000] {
            for level in [-23.0, -33.0] {
                let lufs = integrated_lufs(&tone(level, 20, 2, rate)).unwrap();
                assert!((lufs - level).abs() <= 0.1, "{lufs} LUFS at {rate} Hz, wanted {level}");
            }
        }
    }

    #[test]
    fn the_gate_leaves_out_what_is_far_quieter() {
        // Case 3: 10 s at −36, 60 s at −23, 10 s at −36 dBFS.
        let mut audio = tone(-36.0, 10, 2, 48_000);
        let quiet = audio.samples.clone();
        audio.samples.extend(tone(-23.0, 60, 2, 48_000).samples);
        audio.samples.extend(quiet);
        let lufs = integrated_lufs(&audio).unwrap();
        assert!((lufs - -23.0).abs() <= 0.1, "{lufs}");
    }

    #[test]
    fn one_channel_is_half_the_power_of_two() {
        let lufs = integrated_lufs(&tone(-23.0, 5, 1, 48_000)).unwrap();
        assert!((lufs - -26.0).abs() <= 0.1, "{lufs}");
    }

    #[test]
    fn silence_and_nothing_have_no_loudness() {
        assert_eq!(integrated_lufs(&tone(-90.0, 2, 2, 48_000)), None);
        let empty = Decoded { samples: Vec::new(), channels: 1, sample_rate_hz: 16_000, damage: None, track: None };
        assert_eq!(integrated_lufs(&empty), None);
    }
    #[test]
    fn the_range_is_that_of_ebu_tech_3342() {
        // Cases 1 to 3 of the standard's minimum requirements: 20 s at each level, within 1 LU; but a minute's worth.
        for (levels, wanted) in [([-20.0, -30.0], 10.0), ([-20.0, -15.0], 5.0), ([-40.0, -20.0], 20.0)] {
            let mut audio = tone(levels[0], 30, 2, 48_000);
            audio.samples.extend(tone(levels[1], 30, 2, 48_000).samples);
            let range = measure(&audio).range_lu.unwrap();
            assert!((range - wanted).abs() <= 1.0, "{range} LU, wanted {wanted}");
        }
    }

    #[test]
    fn under_a_minute_and_in_silence_there_is_no_range() {
        assert_eq!(measure(&tone(-23.0, 59, 1, 16_000)).range_lu, None);
        assert_eq!(measure(&tone(-90.0, 61, 1, 16_000)), Loudness::default());
        assert!(measure(&tone(-23.0, 61, 1, 16_000)).range_lu.unwrap() < 0.1);
    }
}
