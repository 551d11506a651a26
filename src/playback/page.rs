//! A decoded recording in, the same as a page plays and draws it out. The only file that names `flacenc`.
//!
//! FLAC is what every browser plays and needs half the bytes of WAV; 16 kHz is what every measure heard.

use flacenc::bitsink::ByteSink;
use flacenc::component::BitRepr;
use flacenc::config;
use flacenc::error::Verify;
use flacenc::source::MemSource;

use crate::decode::resample;
use crate::playable::Playable;
use crate::playback::Error;
use crate::signal;
use crate::sound::{Decoded, Mono};

/// Stretches that a waveform is drawn from: one for two pixels of a wide screen.
const STRETCHES: usize = 600;
/// Largest sample of 16 bits.
const FULL_SCALE: f32 = 32_767.0;

/// `recording` as a page plays and draws it; with its pitch where `with_pitch`, which takes longer than all else.
///
/// # Errors
/// [`Error::Unplayable`] where it cannot be brought into the form that browsers play.
pub fn playable(recording: Decoded, with_pitch: bool) -> Result<Playable, Error> {
    let mono = resample::to_16k(recording.downmix()).map_err(|e| Error::Unplayable(e.to_string()))?;
    let pitch = if with_pitch { signal::pitch(&mono).map(|pitch| pitch.track) } else { None };
    Ok(Playable {
        flac: encoded(&mono)?,
        duration_s: mono.duration_s(),
        peaks: peaks(&mono.samples),
        pitch: pitch.unwrap_or_default(),
    })
}

fn encoded(mono: &Mono) -> Result<Vec<u8>, Error> {
    let unplayable = |reason: &dyn ToString| Error::Unplayable(reason.to_string());
    let samples: Vec<i32> = mono.samples.iter().map(|x| (x.clamp(-1.0, 1.0) * FULL_SCALE).round() as i32).collect();
    let config = config::Encoder::default().into_verified().map_err(|(_, e)| unplayable(&e))?;
    let source = MemSource::from_samples(&samples, 1, 16, mono.sample_rate_hz as usize);
    let mut stream =
        flacenc::encode_with_fixed_block_size(&config, source, config.block_size).map_err(|e| unplayable(&e))?;
    // The encoder counts the last block as the smallest, which makes a header that players refuse when it is under 16 samples.
    let info = stream.stream_info_mut();
    info.set_block_sizes(config.block_size, config.block_size).map_err(|e| unplayable(&e))?;
    let mut sink = ByteSink::new();
    stream.write(&mut sink).map_err(|e| unplayable(&e))?;
    Ok(sink.into_inner())
}

fn peaks(samples: &[f32]) -> Vec<f32> {
    let peak = |stretch: &[f32]| stretch.iter().fold(0.0, |peak: f32, x| peak.max(x.abs())).min(1.0);
    samples.chunks(samples.len().div_ceil(STRETCHES).max(1)).map(peak).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode;

    fn recording(samples: Vec<f32>, channels: usize, sample_rate_hz: u32) -> Decoded {
        Decoded { samples, channels, sample_rate_hz, damage: None, track: None }
    }

    /// A tone that grows from nothing to full scale over `frames` frames.
    fn growing(frames: usize, rate_hz: u32) -> Vec<f32> {
        let at =
            |n: usize| (n as f32 * 220.0 * std::f32::consts::TAU / rate_hz as f32).sin() * n as f32 / frames as f32;
        (0..frames).map(at).collect()
    }

    #[test]
    fn what_is_played_is_what_was_recorded() {
        // Shorter than a block of the encoder, a few frames longer than two, longer than many.
        for frames in [1, 700, 8_195, 160_000] {
            let samples = growing(frames, 16_000);
            let playable = playable(recording(samples.clone(), 1, 16_000), false).unwrap();
            let back = decode::from_bytes(playable.flac, "page.flac".as_ref(), &mut |_| ()).unwrap();
            assert_eq!((back.channels, back.sample_rate_hz, back.samples.len()), (1, 16_000, frames));
            let off = |(a, b): (&f32, &f32)| (a - b).abs();
            assert!(back.samples.iter().zip(&samples).map(off).fold(0.0, f32::max) < 1.0 / 16_000.0);
        }
    }

    #[test]
    fn a_file_of_two_channels_becomes_one_of_the_same_length() {
        let stereo = growing(44_100, 44_100).iter().flat_map(|&x| [x, x]).collect();
        let playable = playable(recording(stereo, 2, 44_100), false).unwrap();
        assert!((playable.duration_s - 1.0).abs() < 1e-4, "{}", playable.duration_s);
    }

    #[test]
    fn the_waveform_grows_with_the_sound() {
        let peaks = playable(recording(growing(160_000, 16_000), 1, 16_000), false).unwrap().peaks;
        assert!(peaks.len() <= STRETCHES && peaks.len() > STRETCHES / 2);
        assert!(peaks[0] < 0.01 && (0.45..0.55).contains(&peaks[peaks.len() / 2]) && peaks[peaks.len() - 1] > 0.9);
    }

    #[test]
    fn the_pitch_is_that_of_the_voice() {
        let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/audio/short-espeak.flac");
        let voice = || decode::from_path(fixture.as_ref(), &mut |_| ()).unwrap();
        let playable = playable(voice(), true).unwrap();
        let mono = resample::to_16k(voice().downmix()).unwrap();
        let native = signal::Native::measure(&voice());
        let heard = signal::listen(&mono, &signal::level::powers(&mono), native).pitch.unwrap();
        assert_eq!(playable.pitch, heard.track);
    }
}
