//! A transcript and its silences in, comparable words out: lower case, without punctuation, with what surrounds each.

mod cut;
mod stutter;
#[cfg(test)]
mod tests;
mod token;

use crate::transcript::Transcript;
use crate::units::TimeSpan;

pub use token::Token;

/// Splits `transcript` into tokens, in order. `silences` are the silent pauses measured in the audio (`None` without audio);
/// each is put before the word whose neighbouring boundary lies nearest to it, when the words carry times.
#[must_use]
pub fn tokenize(transcript: &Transcript, silences: Option<&[TimeSpan]>) -> Vec<Token> {
    let mut tokens = cut::cut(transcript);
    if let Some(silences) = silences {
        place_silences(&mut tokens, silences);
    }
    tokens
}

/// Sets `pause_before_s` of every token with a time. What lies after the last word belongs to no token.
fn place_silences(tokens: &mut [Token], silences: &[TimeSpan]) {
    let timed: Vec<(usize, TimeSpan)> =
        tokens.iter().enumerate().filter_map(|(i, t)| Some((i, t.place.span?))).collect();
    for (i, _) in &timed {
        tokens[*i].pause_before_s = Some(0.0);
    }
    // Words that overlap may begin or end out of order: then a silence is held against every boundary.
    let ordered = timed.is_sorted_by(|a, b| a.1.start_s <= b.1.start_s && a.1.end_s <= b.1.end_s);
    for silence in silences {
        if let Some(i) = nearest_gap(&timed, *silence, ordered).and_then(|gap| timed.get(gap)) {
            let pause = &mut tokens[i.0].pause_before_s;
            *pause = Some(pause.unwrap_or(0.0) + silence.length_s());
        }
    }
}

/// Which boundary a silence belongs to: `k` is the one before word `k`, `timed.len()` the end. Most shared time wins, then nearness:
/// recognisers stretch words over silence, so that the silence may lie inside a word.
fn nearest_gap(timed: &[(usize, TimeSpan)], silence: TimeSpan, ordered: bool) -> Option<usize> {
    let rank = |gap: usize| {
        let left = if gap == 0 { f64::NEG_INFINITY } else { timed[gap - 1].1.end_s };
        let right = timed.get(gap).map_or(f64::INFINITY, |w| w.1.start_s);
        let shared = (silence.end_s.min(right) - silence.start_s.max(left)).max(0.0);
        let away = (left.min(right) - silence.middle_s()).max(silence.middle_s() - right.max(left)).max(0.0);
        (shared, away)
    };
    let near = if ordered {
        let begun = timed.partition_point(|w| w.1.start_s <= silence.start_s);
        let ended = timed.partition_point(|w| w.1.end_s < silence.end_s);
        begun.min(ended).saturating_sub(1)..=(begun.max(ended) + 1).min(timed.len())
    } else {
        0..=timed.len()
    };
    near.min_by(|&a, &b| {
        let (a, b) = (rank(a), rank(b));
        b.0.total_cmp(&a.0).then(a.1.total_cmp(&b.1))
    })
}
