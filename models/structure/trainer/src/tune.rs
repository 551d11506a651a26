//! What held-back answers show in, how scores become probabilities out: small logistic regressions.

/// One observation: what was seen, whether it was so, and how much it counts.
#[derive(Clone, Copy)]
pub(super) struct Case<const N: usize> {
    pub(super) signs: [f64; N],
    pub(super) holds: bool,
    pub(super) weight: f64,
}

/// The weights under which `cases` are most probable, by Newton's method with a little shrinkage.
pub(super) fn logistic<const N: usize>(cases: &[Case<N>]) -> [f32; N] {
    let mut weights = [0.0; N];
    for _ in 0..30 {
        let (mut slope, mut bend) = ([0.0; N], [[0.0; N]; N]);
        for case in cases {
            let odds: f64 = weights.iter().zip(&case.signs).map(|(w, s)| w * s).sum();
            let p = 1.0 / (1.0 + (-odds).exp());
            for i in 0..N {
                slope[i] += case.weight * (f64::from(u8::from(case.holds)) - p) * case.signs[i];
                for (j, sign) in case.signs.iter().enumerate() {
                    bend[i][j] += case.weight * p * (1.0 - p) * case.signs[i] * sign;
                }
            }
        }
        for i in 0..N {
            slope[i] -= 0.1 * weights[i];
            bend[i][i] += 0.1;
        }
        let step = solve(bend, slope);
        (0..N).for_each(|i| weights[i] += step[i]);
    }
    weights.map(|w| w as f32)
}

/// Gauss's elimination; `a` is positive definite.
fn solve<const N: usize>(mut a: [[f64; N]; N], mut b: [f64; N]) -> [f64; N] {
    for i in 0..N {
        for j in i + 1..N {
            let factor = a[j][i] / a[i][i];
            (i..N).for_each(|k| a[j][k] -= factor * a[i][k]);
            b[j] -= factor * b[i];
        }
    }
    for i in (0..N).rev() {
        for j in i + 1..N {
            b[i] -= a[i][j] * b[j];
        }
        b[i] /= a[i][i];
    }
    b
}
