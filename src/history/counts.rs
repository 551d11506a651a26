//! Things counted in two sets of takes in, whether there are really more or fewer of them out.
//!
//! Counts scatter by themselves: who says four fillers a minute says none in one take and three in the next. So a change counts
//! only when two tests find that it would come by chance once in fifty times at most. Given how many there are in all, those of the
//! latest takes are binomial if nothing changed (the exact conditional test of Przyborowski & Wilenski 1940), which holds for the
//! rarest of things. Speakers scatter more than counts must, so the difference is held against the scatter of the takes
//! themselves, too (quasi-Poisson: `McCullagh` & Nelder 1989, section 6.2). And most of the latest takes have to show it.

use super::spread::{CHANCE, Change, Z};

/// Things counted in one take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tally {
    /// How many.
    pub count: f64,
    /// What they were counted in: minutes, or 1 where they are told a take.
    pub exposure: f64,
}

/// How many there are a unit of exposure; `None` of no takes.
#[must_use]
pub fn rate(tallies: &[Tally]) -> Option<f64> {
    let (count, exposure) = sum(tallies);
    (exposure > 0.0).then(|| count / exposure)
}

/// How much the rate of a single take scatters by counting alone, as a standard deviation; `None` of no takes. One more than was
/// counted is supposed, so that it is never nothing.
#[must_use]
pub fn floor(tallies: &[Tally]) -> Option<f64> {
    let (count, exposure) = sum(tallies);
    (exposure > 0.0).then(|| ((count + 1.0) * tallies.len() as f64).sqrt() / exposure)
}

/// Whether there are more or fewer in `recent` takes than in those `before`, by `least` a unit of exposure at least; takes without
/// exposure must be in none of them.
#[must_use]
pub fn judge(before: &[Tally], recent: &[Tally], least: f64) -> Change {
    let all = [before, recent].concat();
    let (Some(old), Some(new), Some(common)) = (rate(before), rate(recent), rate(&all)) else { return Change::None };
    let showing = recent.iter().filter(|take| (take.count / take.exposure - old) * (new - old) > 0.0).count();
    // All takes together, so that one odd take among the latest widens the scatter that it is held against.
    let reach = Z * (common * scatter(&all, common).max(1.0) * exposures(before, recent)).sqrt();
    if 2 * showing > recent.len() && is_unlikely(before, recent) {
        Change::judge(new - old, reach, least)
    } else {
        Change::None
    }
}

/// Whether there are more or fewer in the take `after` than in the one `before`, by `least` a unit of exposure at least; `others`, two
/// and more, tell how much this speaker's takes scatter.
#[must_use]
pub fn judge_two(before: Tally, after: Tally, others: &[Tally], least: f64) -> Change {
    let (before, after) = ([before], [after]);
    let rates = (rate(&before), rate(&after), rate(&[before, after].concat()), rate(others));
    let (Some(old), Some(new), Some(common), Some(usual)) = rates else { return Change::None };
    // Student's t for a scatter estimated from so few, to 5 %; what counting alone scatters is known without them.
    let student = 1.0 + 1.617 / (others.len() as f64 - 1.0 - 1.38).max(0.1);
    let widened = (student * scatter(others, usual).sqrt()).max(1.0);
    let reach = Z * widened * (common * exposures(&before, &after)).sqrt();
    if is_unlikely(&before, &after) { Change::judge(new - old, reach, least) } else { Change::None }
}

/// Whether it would come by chance too seldom that the things counted in both are shared out as they are.
fn is_unlikely(before: &[Tally], recent: &[Tally]) -> bool {
    let ((count_before, before_in), (count, recent_in)) = (sum(before), sum(recent));
    let (total, share) = (count_before + count, recent_in / (before_in + recent_in));
    // So many or more; that so few or fewer come is that the others are so many or more.
    let chance = at_least(count, total, share).min(at_least(count_before, total, 1.0 - share));
    chance <= CHANCE / 2.0
}

/// What the variance of a difference of rates is in that of counts.
fn exposures(before: &[Tally], recent: &[Tally]) -> f64 {
    1.0 / sum(before).1 + 1.0 / sum(recent).1
}

fn sum(tallies: &[Tally]) -> (f64, f64) {
    tallies.iter().fold((0.0, 0.0), |(count, exposure), take| (count + take.count, exposure + take.exposure))
}

/// How many times the variance of counts that have the same `rate` the variance of `tallies` is (Pearson's χ² a degree of freedom).
fn scatter(tallies: &[Tally], rate: f64) -> f64 {
    let excess = tallies.iter().map(|take| {
        let expected = rate * take.exposure;
        if expected > 0.0 { (take.count - expected).powi(2) / expected } else { 0.0 }
    });
    excess.sum::<f64>() / (tallies.len() as f64 - 1.0)
}

/// The probability that of `total` things, each with a chance of `share`, at least `count` come.
fn at_least(count: f64, total: f64, share: f64) -> f64 {
    let odds = (share / (1.0 - share)).ln();
    let mut log = total * (1.0 - share).ln();
    let mut probability = 0.0;
    for n in 0..=total as u64 {
        let n = n as f64;
        if n >= count {
            probability += log.exp();
        }
        log += ((total - n) / (n + 1.0)).ln() + odds;
    }
    probability
}

#[cfg(test)]
mod tests;
