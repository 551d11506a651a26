//! One channel at any sample rate in, the same sound at 16 kHz out, on the same clock.
//!
//! The only file that names rubato.

use rubato::audioadapter_buffers::direct::SequentialSlice;
use rubato::{Fft, FixedSync, Resampler, WindowFunction};

use crate::decode::error::Error;
use crate::sound::Mono;

/// The rate that recognition and every acoustic measure work at, Hz.
pub const RATE_HZ: u32 = 16_000;

/// Frames that the filter spans, about: 8192 at 44.1 kHz make the step from pass to stop 100 Hz wide.
const FILTER_FRAMES: usize = 8192;

/// Resamples to [`RATE_HZ`], band-limited; audio that already has this rate is passed through untouched.
///
/// The filter's delay is taken out, so that every moment keeps its time, and the length is the old one to the nearest
/// sample. Speech up to 7.5 kHz keeps its level; what 16 kHz cannot hold is removed, not folded back.
///
/// # Errors
/// [`Error::Resample`] when the rate is 0.
pub fn to_16k(mono: Mono) -> Result<Mono, Error> {
    to_rate(mono, RATE_HZ)
}

/// The same to `wanted_hz`.
///
/// # Errors
/// [`Error::Resample`] when one of the rates is 0.
pub fn to_rate(mono: Mono, wanted_hz: u32) -> Result<Mono, Error> {
    if mono.sample_rate_hz == wanted_hz {
        return Ok(mono);
    }
    let (rate_hz, length) = (mono.sample_rate_hz, mono.samples.len());
    let error = |reason: String| Error::Resample { rate_hz, reason };
    let mut resampler = Fft::<f32>::new_custom(
        rate_hz as usize,
        wanted_hz as usize,
        chunk_frames(rate_hz, wanted_hz),
        1,
        1,
        WindowFunction::BlackmanHarris2,
        FixedSync::Both,
    )
    .map_err(|e| error(e.to_string()))?;
    let input = SequentialSlice::new(mono.samples.as_slice(), 1, length).map_err(|e| error(e.to_string()))?;
    let output = resampler.process_all(&input, length, None).map_err(|e| error(e.to_string()))?;
    let mut samples = output.take_data();
    samples.resize((length as f64 * f64::from(wanted_hz) / f64::from(rate_hz)).round() as usize, 0.0);
    samples.shrink_to_fit();
    Ok(Mono { samples, sample_rate_hz: wanted_hz })
}

/// A chunk little above [`FILTER_FRAMES`] that holds an even number of frames on both sides: the delay is half a
/// chunk, and half a frame of it could not be taken out. The Fourier transform of a length with a large prime in it takes
/// longer.
fn chunk_frames(rate_hz: u32, wanted_hz: u32) -> usize {
    let step = 2 * (rate_hz / greatest_common_divisor(rate_hz, wanted_hz).max(1)) as usize;
    let least = FILTER_FRAMES.div_ceil(step.max(1));
    // A power of two is among them.
    (least..=2 * least).find(|&steps| is_smooth(steps)).unwrap_or(least) * step
}

/// Whether `n` has no prime above 7 in it.
fn is_smooth(n: usize) -> bool {
    [2, 3, 5, 7].into_iter().fold(n.max(1), |mut rest, prime| {
        while rest % prime == 0 {
            rest /= prime;
        }
        rest
    }) == 1
}

fn greatest_common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests;
