//! Samples in, loudness out: integrated over the whole recording, as broadcasters measure it (ITU-R BS.1770-4, gated).
//!
//! The only file that names the `ebur128` crate.

use ebur128::{EbuR128, Mode};

use crate::audio::Decoded;

/// Integrated loudness of the file's own channels, LUFS (ITU-R BS.1770-4: 400 ms blocks, gates at −70 LUFS and 10 LU
/// below the ungated mean). `None` when no block passes the gate, or for more channels than the standard can weigh.
#[must_use]
pub fn integrated_lufs(audio: &Decoded) -> Option<f64> {
    let mut meter = EbuR128::new(u32::try_from(audio.channels).ok()?, audio.sample_rate_hz, Mode::I).ok()?;
    meter.add_frames_f32(&audio.samples).ok()?;
    meter.loudness_global().ok().filter(|lufs| lufs.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A 1 kHz sine with its peak at `level_dbfs` in every channel.
    fn tone(level_dbfs: f64, seconds: u32, channels: usize, sample_rate_hz: u32) -> Decoded {
        let amplitude = 10f64.powf(level_dbfs / 20.0);
        let samples = (0..seconds * sample_rate_hz)
            .flat_map(|i| {
                let cycles = 1000.0 * f64::from(i) / f64::from(sample_rate_hz);
                std::iter::repeat_n((amplitude * (std::f64::consts::TAU * cycles).sin()) as f32, channels)
            })
            .collect();
        Decoded { samples, channels, sample_rate_hz, damage: None }
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
        let empty = Decoded { samples: Vec::new(), channels: 1, sample_rate_hz: 16_000, damage: None };
        assert_eq!(integrated_lufs(&empty), None);
    }
}
