//! A window of samples in, its power spectrum or autocorrelation out: the only file that names realfft.

use std::fmt;
use std::sync::Arc;

use realfft::num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

/// Transforms windows of one length.
pub struct Fourier {
    forward: Arc<dyn RealToComplex<f32>>,
    backward: Arc<dyn ComplexToReal<f32>>,
    spectrum: Vec<Complex<f32>>,
    scratch: Vec<Complex<f32>>,
    powers: Vec<f32>,
}

impl fmt::Debug for Fourier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fourier").field("length", &self.forward.len()).finish_non_exhaustive()
    }
}

impl Fourier {
    /// For windows of `length` samples.
    #[must_use]
    pub fn new(length: usize) -> Self {
        let mut planner = RealFftPlanner::<f32>::new();
        let (forward, backward) = (planner.plan_fft_forward(length), planner.plan_fft_inverse(length));
        let scratch = forward.get_scratch_len().max(backward.get_scratch_len());
        Self {
            spectrum: forward.make_output_vec(),
            scratch: vec![Complex::default(); scratch],
            powers: vec![0.0; length / 2 + 1],
            forward,
            backward,
        }
    }

    /// Squared magnitude of each spectral line of `samples`, from 0 to half the rate. The samples are used up.
    pub fn powers(&mut self, samples: &mut [f32]) -> &[f32] {
        let done = self.forward.process_with_scratch(samples, &mut self.spectrum, &mut self.scratch);
        debug_assert!(done.is_ok(), "a window of another length");
        self.powers.iter_mut().zip(&self.spectrum).for_each(|(power, line)| *power = line.norm_sqr());
        &self.powers
    }

    /// Turns `samples` into their circular autocorrelation, times their number.
    pub fn correlate(&mut self, samples: &mut [f32]) {
        self.powers(samples);
        self.spectrum.iter_mut().zip(&self.powers).for_each(|(line, &power)| *line = Complex::new(power, 0.0));
        let done = self.backward.process_with_scratch(&mut self.spectrum, samples, &mut self.scratch);
        debug_assert!(done.is_ok(), "a window of another length");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_autocorrelation_of_a_few_numbers_is_the_one_by_hand() {
        let mut samples = [1.0, 2.0, 0.0, 0.0];
        Fourier::new(4).correlate(&mut samples);
        // Lags 0 to 3: 1 + 4, 2, 0, 2 (around the end), each times 4 samples.
        for (found, expected) in samples.iter().zip([20.0, 8.0, 0.0, 8.0]) {
            assert!((found - expected).abs() < 1e-4, "{samples:?}");
        }
    }
}
