//! Numbers of earlier takes in, whether a new one is a real change out: judged by how far the speaker's own takes lie apart.
//!
//! For what is measured; for what is counted see [`counts`](super::counts). The middle is the median and the spread the median distance from it (MAD, scaled to a standard deviation), so that one odd
//! take moves neither. A change counts when it is farther from the middle than a speaker who does not change would get by chance
//! once in fifty times, and big enough for anyone to notice.

use crate::stats::median;

/// Earlier takes that a spread needs.
pub const FEWEST: usize = 4;
/// Takes that two are compared with: a voice of years ago says little about today's.
pub const MOST: usize = 20;
/// How often somebody who does not change may be told of a change.
pub(super) const CHANCE: f64 = 0.02;
/// Standard deviations that a normal number exceeds so often, above or below.
pub(super) const Z: f64 = 2.326;
/// A MAD of a normal distribution times this is its standard deviation.
const NORMAL: f64 = 1.4826;

/// How far the takes of one speaker lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The middle of the takes.
    pub median: f64,
    /// Standard deviation, estimated from the median distance.
    pub deviation: f64,
    /// Number of takes.
    pub takes: usize,
}

impl Spread {
    /// The spread of `values`; `None` for fewer than [`FEWEST`].
    #[must_use]
    pub fn measure(values: &[f64]) -> Option<Self> {
        let middle = median(values.iter().copied()).filter(|_| values.len() >= FEWEST)?;
        let deviation = NORMAL * median(values.iter().map(|value| (value - middle).abs()))?;
        Some(Self { median: middle, deviation, takes: values.len() })
    }

    /// With a deviation of `floor` at least: what takes vary by in any case.
    #[must_use]
    pub fn at_least(self, floor: f64) -> Self {
        Self { deviation: self.deviation.max(floor), ..self }
    }

    /// How far from the median the mean of `takes` takes may be and still be no real change.
    #[must_use]
    pub fn reach(&self, takes: usize) -> f64 {
        // The median of n takes varies as the mean of n/1.57 does.
        let variance = 1.0 / takes as f64 + std::f64::consts::FRAC_PI_2 / self.takes as f64;
        self.factor() * self.deviation * variance.sqrt()
    }

    /// How far apart two single takes may be and still be no real change.
    #[must_use]
    pub fn reach_between(&self) -> f64 {
        self.factor() * self.deviation * std::f64::consts::SQRT_2
    }

    /// Standard deviations that a change must exceed to come by chance once in fifty times only: [`Z`] for a spread known
    /// exactly, more for one estimated from few takes. The curve follows a simulation with normal numbers to 5 %.
    fn factor(&self) -> f64 {
        // The median of an odd number is one of them, whose distance of 0 says nothing.
        let telling = self.takes - self.takes % 2;
        Z * (1.0 + 4.5 / (telling as f64 - 2.4))
    }

    /// What most single takes lie between.
    #[must_use]
    pub fn usual(&self) -> (f64, f64) {
        (self.median - 2.0 * self.deviation, self.median + 2.0 * self.deviation)
    }
}

/// What a difference is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A real change, upwards.
    Up,
    /// A real change, downwards.
    Down,
    /// Within what the speaker's takes vary by, or too small to notice.
    None,
}

impl Change {
    /// The same seen from what is left of a whole: fewer parts missing are more parts told.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            Self::None => Self::None,
        }
    }

    /// Judges a difference against what it may be by chance and the least that anyone would notice.
    #[must_use]
    pub fn judge(difference: f64, reach: f64, least: f64) -> Self {
        if difference.abs() <= reach || difference.abs() < least {
            Self::None
        } else if difference > 0.0 {
            Self::Up
        } else {
            Self::Down
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Normal numbers, the same every time.
    struct Normal(fastrand::Rng);

    impl Normal {
        fn next(&mut self) -> f64 {
            // By Box and Muller; one less a draw is never 0.
            (-2.0 * (1.0 - self.0.f64()).ln()).sqrt() * (std::f64::consts::TAU * self.0.f64()).cos()
        }

        fn mean(&mut self, takes: usize) -> f64 {
            (0..takes).map(|_| self.next()).sum::<f64>() / takes as f64
        }
    }

    #[test]
    fn a_speaker_who_does_not_change_hears_of_a_change_once_in_fifty_times() {
        let mut normal = Normal(fastrand::Rng::with_seed(3));
        for earlier in [4, 5, 6, 8, 12, 20] {
            for recent in [1, 2, 5, 8] {
                let runs = 5_000;
                let mut alarms = [0, 0];
                for _ in 0..runs {
                    let takes: Vec<f64> = (0..earlier).map(|_| normal.next()).collect();
                    let spread = Spread::measure(&takes).unwrap();
                    let change = normal.mean(recent) - spread.median;
                    alarms[0] += usize::from(Change::judge(change, spread.reach(recent), 0.0) != Change::None);
                    let between = normal.next() - normal.next();
                    alarms[1] += usize::from(Change::judge(between, spread.reach_between(), 0.0) != Change::None);
                }
                for alarms in alarms {
                    let rate = alarms as f64 / f64::from(runs);
                    assert!((0.01..0.03).contains(&rate), "{earlier} and {recent}: {rate}");
                }
            }
        }
    }

    #[test]
    fn a_clear_change_is_found_and_one_odd_take_hides_nothing() {
        let mut takes = vec![150.0, 154.0, 147.0, 151.0, 149.0, 153.0, 146.0, 152.0, 150.0];
        let calm = Spread::measure(&takes).unwrap();
        takes.push(300.0);
        let odd = Spread::measure(&takes).unwrap();
        assert!((calm.median - odd.median).abs() < 1.0 && odd.deviation < 2.0 * calm.deviation);
        assert_eq!(Change::judge(175.0 - odd.median, odd.reach(5), 15.0), Change::Up);
        assert_eq!(Change::judge(120.0 - odd.median, odd.reach(5), 15.0), Change::Down);
        assert_eq!(Change::judge(156.0 - odd.median, odd.reach(1), 0.0), Change::None);
    }

    #[test]
    fn what_nobody_would_notice_is_no_change_however_steady_the_speaker() {
        let steady = Spread::measure(&[150.0, 150.0, 151.0, 150.0, 150.0]).unwrap();
        assert!(steady.reach(5) < 4.0);
        assert_eq!(Change::judge(-4.0, steady.reach(5), 15.0), Change::None);
        assert_eq!(Change::judge(-16.0, steady.reach(5), 15.0), Change::Down);
    }

    #[test]
    fn three_takes_have_no_spread() {
        assert_eq!(Spread::measure(&[1.0, 2.0, 3.0]), None);
        assert!(Spread::measure(&[1.0, 2.0, 3.0, 4.0]).is_some());
    }
}
