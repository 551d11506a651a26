//! Samples in, the short stretches out that spectra are made of.

/// Samples in `seconds`, at least 1.
pub(super) fn samples_in(seconds: f64, sample_rate_hz: u32) -> usize {
    ((seconds * f64::from(sample_rate_hz)).round() as usize).max(1)
}

/// The raised cosine, without its zeros.
pub(super) fn hann(length: usize) -> Vec<f32> {
    (0..length)
        .map(|i| {
            let phase = (i as f64 + 0.5) / length as f64;
            (0.5 - 0.5 * (std::f64::consts::TAU * phase).cos()) as f32
        })
        .collect()
}

/// Copies the samples around number `middle` into `frame`, silence where there are none.
pub(super) fn copy_around(samples: &[f32], middle: usize, frame: &mut [f32]) {
    let half = frame.len() / 2;
    let missing = half.saturating_sub(middle).min(frame.len());
    let from = middle.saturating_sub(half).min(samples.len());
    let count = (samples.len() - from).min(frame.len() - missing);
    frame[..missing].fill(0.0);
    frame[missing..missing + count].copy_from_slice(&samples[from..from + count]);
    frame[missing + count..].fill(0.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_the_first_and_after_the_last_sample_there_is_silence() {
        let around = |middle| {
            let mut frame = [9.0; 4];
            copy_around(&[1.0, 2.0, 3.0, 4.0, 5.0], middle, &mut frame);
            frame.map(|x| x as u8)
        };
        assert_eq!(around(0), [0, 0, 1, 2]);
        assert_eq!(around(2), [1, 2, 3, 4]);
        assert_eq!(around(5), [4, 5, 0, 0]);
        assert_eq!(around(99), [0; 4]);
    }
}
