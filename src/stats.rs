//! Numbers in, their middle, spread and distances out.

/// The middle value of `values`: [`quantile`] of a half, so the mean of the two middle ones when their number is even; `None`
/// when there are none.
#[must_use]
pub fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    quantile(values, 0.5)
}

/// The mean of `values`; `None` when there are none.
#[must_use]
pub fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.into_iter().fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / count as f64)
}

/// The value that `share` (0–1) of `values` stay below; `None` when there are none.
///
/// Of `n` sorted values it is number `share · (n − 1)`, counted from 0; where that falls between two of them, the straight line
/// between (type 7 of Hyndman & Fan 1996, what most statistics programs do).
#[must_use]
pub fn quantile(values: impl IntoIterator<Item = f64>, share: f64) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    let place = share.clamp(0.0, 1.0) * values.len().checked_sub(1)? as f64;
    let rank = place as usize;
    let (_, &mut low, above) = values.select_nth_unstable_by(rank, f64::total_cmp);
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    let beyond = place - rank as f64;
    // A whole place is that very value, also beside an infinite one.
    Some(if beyond > 0.0 { low + beyond * (high - low) } else { low })
}

/// How many of a hundred `part` of `whole` are; `None` of nothing.
#[must_use]
pub fn percent(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| 100.0 * part as f64 / whole as f64)
}

/// How far `hz` lies above `base_hz`, semitones.
#[must_use]
pub fn semitones(hz: f64, base_hz: f64) -> f64 {
    12.0 * (hz / base_hz).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_needs_values_and_splits_the_middle_pair() {
        assert_eq!(median([]), None);
        assert_eq!(median([3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median([4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }

    #[test]
    fn a_quantile_lies_on_the_line_between_its_neighbours() {
        let tens = [40.0, 0.0, 20.0, 10.0, 30.0];
        for (share, value) in [(0.0, 0.0), (0.25, 10.0), (0.3, 12.0), (0.95, 38.0), (1.0, 40.0)] {
            assert!((quantile(tens, share).unwrap() - value).abs() < 1e-9, "{share}");
        }
        assert_eq!(quantile([7.0], 0.99), Some(7.0));
        assert_eq!(quantile([f64::NEG_INFINITY, 1.0, 2.0], 0.5), Some(1.0));
        assert_eq!(quantile([], 0.5), None);
    }
}
