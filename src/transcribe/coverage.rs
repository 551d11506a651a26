//! Syllables in the sound and words with times in, the stretches of speech out for which there are no words.
//!
//! Recognisers drop up to a dozen seconds and say nothing of it. Each syllable has a vowel that the sound shows, so that
//! where many more are heard than the words have, words are missing.

use crate::units::TimeSpan;

/// A word as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written {
    /// When it is said.
    pub span: TimeSpan,
    /// Its syllables.
    pub syllables: usize,
}

/// So many syllables may be heard for each that is written: in speech whose words are all there it is 0.7 (quick talk) to
/// 1.05 over a whole answer.
const HEARD_FOR_WRITTEN: f64 = 1.25;
/// So many more are heard where words are missing: about five words, or a few seconds.
const MISSING: f64 = 5.0;
/// Syllables further apart than this belong to two stretches, s: the speaker rested in between.
const REST_S: f64 = 3.0;

/// Stretches for which `words` are missing, in order, each from its first syllable to its last. `nuclei` are the moments of
/// the syllables in the sound, s, in order.
#[must_use]
pub fn lost(nuclei: &[f64], words: &[Written]) -> Vec<TimeSpan> {
    // Each syllable heard speaks for a gap, each one written against it, at about the moment it is said.
    let mut moments: Vec<(f64, f64)> = nuclei.iter().map(|&at_s| (at_s, 1.0)).collect();
    for word in words {
        let each_s = word.span.length_s() / word.syllables.max(1) as f64;
        let middle_s = |i: usize| word.span.start_s + (i as f64 + 0.5) * each_s;
        moments.extend((0..word.syllables).map(|i| (middle_s(i), -HEARD_FOR_WRITTEN)));
    }
    moments.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut found = Vec::new();
    deepest(&moments, &mut found);
    found.sort_by(|a: &TimeSpan, b| a.start_s.total_cmp(&b.start_s));
    found
}

/// The run of `moments` whose sum is greatest, and those on either side of it, as long as the sum says that words are missing.
fn deepest(moments: &[(f64, f64)], found: &mut Vec<TimeSpan>) {
    let (mut best, mut range) = (0.0, 0..0);
    let (mut sum, mut from) = (0.0_f64, 0);
    for (i, &(at_s, counts)) in moments.iter().enumerate() {
        let rested = i > 0 && at_s - moments[i - 1].0 > REST_S;
        if sum <= 0.0 || rested {
            (sum, from) = (0.0, i);
        }
        sum += counts;
        if sum > best {
            (best, range) = (sum, from..i + 1);
        }
    }
    if best < MISSING {
        return;
    }
    found.push(TimeSpan::new(moments[range.start].0, moments[range.end - 1].0));
    deepest(&moments[..range.start], found);
    deepest(&moments[range.end..], found);
}

/// How badly `words` and `nuclei` go together, in syllables: those heard without a word, and those of words that nobody said.
#[must_use]
pub fn misfit(nuclei: &[f64], words: &[Written]) -> f64 {
    let heard_in = |span: TimeSpan| {
        nuclei.partition_point(|&at_s| at_s < span.end_s) - nuclei.partition_point(|&at_s| at_s < span.start_s)
    };
    let without: usize = lost(nuclei, words).into_iter().map(heard_in).sum();
    let written: usize = words.iter().map(|word| word.syllables).sum();
    let unsaid = written as f64 - MOST_WRITTEN * nuclei.len() as f64;
    without as f64 + unsaid.max(0.0)
}

/// No more syllables are written for each one heard, even in quick talk.
const MOST_WRITTEN: f64 = 1.6;

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of two syllables every half a second within `spans`.
    fn words(spans: &[(f64, f64)]) -> Vec<Written> {
        let starts =
            |&(from_s, to_s): &(f64, f64)| (0..((to_s - from_s) * 2.0) as usize).map(move |i| from_s + 0.5 * i as f64);
        spans.iter().flat_map(starts).map(|s| Written { span: TimeSpan::new(s, s + 0.5), syllables: 2 }).collect()
    }

    /// Syllables every `1 / rate` s from 0 to `to_s`.
    fn nuclei(rate: f64, to_s: f64) -> Vec<f64> {
        (0..(to_s * rate) as usize).map(|i| (i as f64 + 0.5) / rate).collect()
    }

    #[test]
    fn speech_without_words_is_found_where_it_is() {
        let found = lost(&nuclei(4.0, 20.0), &words(&[(0.0, 6.0), (9.0, 20.0)]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((found[0].start_s - 6.0).abs() < 0.5 && (found[0].end_s - 9.0).abs() < 0.5, "{found:?}");
    }

    #[test]
    fn one_word_for_ten_seconds_is_none() {
        let mut said = words(&[(10.0, 20.0)]);
        said.insert(0, Written { span: TimeSpan::new(0.0, 10.0), syllables: 1 });
        let found = lost(&nuclei(4.0, 20.0), &said);
        assert!(found.len() == 1 && found[0].length_s() > 9.0, "{found:?}");
    }

    #[test]
    fn words_that_are_all_there_lose_nothing_quick_slow_or_a_little_off() {
        for rate in [2.8, 4.0, 4.4] {
            assert_eq!(lost(&nuclei(rate, 60.0), &words(&[(0.0, 60.0)])), [], "{rate} syllables a second");
        }
        let mut late = words(&[(0.0, 20.0)]);
        for word in &mut late {
            word.span = TimeSpan::new(word.span.start_s + 0.3, word.span.end_s + 0.3);
        }
        assert_eq!(lost(&nuclei(4.0, 20.0), &late), []);
        assert!(lost(&[], &late).is_empty() && lost(&[], &[]).is_empty());
    }

    #[test]
    fn two_gaps_are_two() {
        let found = lost(&nuclei(4.0, 30.0), &words(&[(0.0, 5.0), (9.0, 20.0), (24.0, 30.0)]));
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn text_that_leaves_speech_out_or_makes_some_up_fits_worse() {
        let heard = nuclei(4.0, 10.0);
        let fits = misfit(&heard, &words(&[(0.0, 10.0)]));
        assert!(fits < misfit(&heard, &words(&[(0.0, 6.0)])));
        let double: Vec<Written> =
            words(&[(0.0, 10.0)]).into_iter().map(|word| Written { syllables: 2 * word.syllables, ..word }).collect();
        assert!(fits < misfit(&heard, &double));
    }
}
