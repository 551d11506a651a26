//! Stretches of speech in, pieces for the recogniser out: each short enough for one call, cut where nobody speaks.

use crate::units::TimeSpan;

/// A recogniser hears 30 s at a time; two seconds stay free so that a piece never touches the end of its window.
const LONGEST_S: f64 = 28.0;
/// Recognisers say nothing, or worse, on less.
const SHORTEST_S: f64 = 1.0;
/// Silence kept on each side, so that no first or last sound is cut.
const MARGIN_S: f64 = 0.2;
/// A longer silence always ends a piece: recognisers invent text on it.
const LONG_SILENCE_S: f64 = 3.0;
/// Where more is said than fits, a piece ends no earlier than at this share of what does.
const CUT_FROM: f64 = 2.0 / 3.0;

/// Cuts `speech` (in order, s) into pieces of 1 to 28 s inside `0..duration_s`, at silences wherever there is one. `powers`
/// holds the mean power of every hundredth of a second: someone who speaks 28 s without a breath is cut at the quietest moment.
#[must_use]
pub fn plan(speech: &[TimeSpan], powers: &[f32], duration_s: f64) -> Vec<TimeSpan> {
    let mut pieces = Vec::new();
    let mut rest: Vec<TimeSpan> = speech.iter().rev().copied().collect();
    while let Some(first) = rest.pop() {
        let mut taken = vec![first];
        while let Some(next) = rest.last() {
            let silence_s = next.start_s - taken[taken.len() - 1].end_s;
            if silence_s >= LONG_SILENCE_S || next.end_s - first.start_s > LONGEST_S - 2.0 * MARGIN_S {
                break;
            }
            taken.push(*next);
            rest.pop();
        }
        let full = rest.last().is_some_and(|next| next.start_s - taken[taken.len() - 1].end_s < LONG_SILENCE_S);
        if full {
            // The last stretches may belong to the sentence that goes on: end at the longest silence of the last third.
            let length_s = taken[taken.len() - 1].end_s - first.start_s;
            let keep = longest_silence_after(&taken, first.start_s + length_s * CUT_FROM);
            rest.extend(taken.drain(keep..).rev());
        }
        let whole = first.join(taken[taken.len() - 1]);
        let cut = breathless(whole, powers);
        if cut < whole.end_s {
            rest.push(TimeSpan::new(cut, whole.end_s));
        }
        pieces.push(TimeSpan::new(whole.start_s, cut));
    }
    widen(&mut pieces, duration_s);
    pieces
}

/// The pieces of [`plan`] that will hardly change while somebody speaks on: all but the last, and of that what is cut off as soon as it
/// is full, unless a longer silence comes.
#[must_use]
pub fn plan_so_far(speech: &[TimeSpan], powers: &[f32], duration_s: f64) -> Vec<TimeSpan> {
    let Some((last, before)) = speech.split_last() else { return Vec::new() };
    let whole = plan(speech, powers, duration_s).len().saturating_sub(1);
    // As if whoever speaks drew no breath any more.
    let endless = TimeSpan::new(last.start_s, last.end_s + LONGEST_S);
    let planned = plan(&[before, &[endless]].concat(), powers, duration_s + LONGEST_S);
    // However much more fits, its last third begins no later than this.
    let is_cut =
        |piece: TimeSpan, next: TimeSpan| next.start_s - piece.start_s > (LONGEST_S - 2.0 * MARGIN_S) * CUT_FROM;
    let pairs = planned.windows(2).enumerate();
    let certain =
        pairs.take_while(|(i, pair)| *i < whole || (pair[0].end_s <= last.start_s && is_cut(pair[0], pair[1])));
    certain.map(|(_, pair)| pair[0]).collect()
}

/// How many of `taken` to keep so that the longest silence after `from_s` follows them; all when none is there.
fn longest_silence_after(taken: &[TimeSpan], from_s: f64) -> usize {
    (1..taken.len())
        .filter(|&i| taken[i].start_s > from_s)
        .max_by(|&a, &b| {
            let silence_s = |i: usize| taken[i].start_s - taken[i - 1].end_s;
            silence_s(a).total_cmp(&silence_s(b))
        })
        .unwrap_or(taken.len())
}

/// Where to end a piece that starts with `span`: its end when it fits, else the quietest moment of the last third that does.
fn breathless(span: TimeSpan, powers: &[f32]) -> f64 {
    let longest_s = LONGEST_S - 2.0 * MARGIN_S;
    if span.length_s() <= longest_s {
        return span.end_s;
    }
    let frame = |s: f64| ((s * 100.0) as usize).min(powers.len());
    let (from, to) = (frame(span.start_s + longest_s * CUT_FROM), frame(span.start_s + longest_s));
    (from..to)
        .min_by(|&a, &b| powers[a].total_cmp(&powers[b]))
        .map_or(span.start_s + longest_s, |quietest| quietest as f64 / 100.0)
}

/// Gives every piece its margin and its least length, inside the recording and up to the middle of the silence beside it.
fn widen(pieces: &mut [TimeSpan], duration_s: f64) {
    let bare = pieces.to_vec();
    for (i, piece) in pieces.iter_mut().enumerate() {
        let before = if i == 0 { 0.0 } else { f64::midpoint(bare[i - 1].end_s, bare[i].start_s) };
        let after = bare.get(i + 1).map_or(duration_s, |next| f64::midpoint(bare[i].end_s, next.start_s));
        let margin_s = MARGIN_S.max((SHORTEST_S - piece.length_s()) / 2.0);
        *piece = TimeSpan::new((piece.start_s - margin_s).max(before), (piece.end_s + margin_s).min(after));
        if piece.length_s() < SHORTEST_S {
            piece.start_s = (piece.end_s - SHORTEST_S).max(0.0);
            piece.end_s = (piece.start_s + SHORTEST_S).min(duration_s).max(piece.end_s);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spans(edges: &[(f64, f64)]) -> Vec<TimeSpan> {
        edges.iter().map(|&(a, b)| TimeSpan::new(a, b)).collect()
    }

    #[test]
    fn a_short_answer_is_one_piece_with_a_margin() {
        assert_eq!(plan(&spans(&[(1.0, 5.0), (5.5, 9.0)]), &[], 12.0), spans(&[(0.8, 9.2)]));
    }

    #[test]
    fn a_long_answer_is_cut_at_the_longest_silence_near_the_end() {
        let speech = spans(&[(0.5, 10.0), (10.4, 18.0), (19.5, 26.0), (26.2, 40.0)]);
        assert_eq!(plan(&speech, &[], 41.0), spans(&[(0.3, 18.2), (19.3, 40.2)]));
    }

    #[test]
    fn a_long_silence_always_ends_a_piece() {
        assert_eq!(plan(&spans(&[(0.5, 4.0), (8.0, 12.0)]), &[], 13.0), spans(&[(0.3, 4.2), (7.8, 12.2)]));
    }

    #[test]
    fn while_somebody_speaks_on_what_is_full_is_planned_as_it_will_be() {
        let speech = spans(&[(0.5, 10.0), (10.4, 18.0), (19.5, 26.0), (26.2, 40.0), (41.0, 48.0)]);
        let so_far = |stretches: usize, last_s: f64| {
            let mut speech = speech[..stretches].to_vec();
            speech[stretches - 1].end_s = last_s;
            plan_so_far(&speech, &[], last_s)
        };
        assert_eq!(plan_so_far(&[], &[], 1.0), []);
        assert_eq!(so_far(2, 17.5), []);
        // There is room for more, but a silence in what will be the last third is there.
        for (stretches, last_s) in [(3, 21.0), (4, 27.0), (4, 32.0)] {
            assert_eq!(so_far(stretches, last_s), spans(&[(0.3, 18.2)]));
        }
        assert_eq!(so_far(5, 47.0), plan(&speech, &[], 48.0)[..2]);
    }

    #[test]
    fn speech_without_a_breath_is_cut_at_its_quietest_moment() {
        let mut powers = vec![1.0; 6000];
        powers[2345] = 0.01;
        let pieces = plan(&spans(&[(0.2, 40.0)]), &powers, 60.0);
        assert_eq!(pieces, spans(&[(0.0, 23.45), (23.45, 40.2)]));
    }

    proptest! {
        #[test]
        fn every_piece_fits_and_all_speech_is_in_one(lengths in prop::collection::vec((0.05f64..40.0, 0.05f64..6.0), 1..20)) {
            let (mut at, mut speech) = (0.0, Vec::new());
            for (speak_s, silent_s) in lengths {
                speech.push(TimeSpan::new(at + silent_s, at + silent_s + speak_s));
                at += silent_s + speak_s;
            }
            let duration_s = at + 1.0;
            let powers = vec![1.0; (duration_s * 100.0) as usize];
            let pieces = plan(&speech, &powers, duration_s);
            for pair in pieces.windows(2) {
                prop_assert!(pair[0].start_s < pair[1].start_s);
            }
            for piece in &pieces {
                prop_assert!(piece.start_s >= 0.0 && piece.end_s <= duration_s);
                prop_assert!(piece.length_s() <= LONGEST_S + 1e-9 && piece.length_s() >= SHORTEST_S - 1e-9);
            }
            for span in &speech {
                let heard_s: f64 = pieces.iter().map(|p| p.overlap_s(*span)).sum();
                prop_assert!(heard_s >= span.length_s() - 1e-6, "{span:?} is heard for {heard_s} s only, in {pieces:?}");
            }
        }
    }
}
