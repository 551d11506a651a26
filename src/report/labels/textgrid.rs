//! A take in, a Praat `TextGrid` out: an interval tier for each of words, fillers, pauses and parts of the story.

use super::tiers::{self, Tier, TierLabel, ms, seconds};
use crate::take::Take;

/// The tiers of `take`, from 0 to the end of its sound, or of the last label where that is later or there is no sound.
pub(crate) fn render(take: &Take, words: &[TierLabel]) -> String {
    let tiers: Vec<(&str, Vec<TierLabel>)> =
        tiers::all(take, words).into_iter().map(|Tier { name, labels }| (name, apart(labels))).collect();
    let ends = tiers.iter().flat_map(|tier| &tier.1).map(|label| label.end_ms);
    // Praat reads no file of no length.
    let end_ms = ends.fold(take.source.duration_s.map_or(1, ms).max(1), u64::max);
    let mut text = format!(
        "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = {}\ntiers? <exists>\nsize = {}\nitem []:\n",
        seconds(end_ms),
        tiers.len()
    );
    for (at, (name, labels)) in tiers.into_iter().enumerate() {
        text.push_str(&tier(at + 1, name, &filled(labels, end_ms), end_ms));
    }
    text
}

fn tier(number: usize, name: &str, intervals: &[TierLabel], end_ms: u64) -> String {
    let mut text = format!(
        "    item [{number}]:\n        class = \"IntervalTier\"\n        name = \"{name}\"\n        xmin = 0\n        xmax = {}\n        \
         intervals: size = {}\n",
        seconds(end_ms),
        intervals.len()
    );
    for (at, label) in intervals.iter().enumerate() {
        let (from, to) = (seconds(label.start_ms), seconds(label.end_ms));
        let said = label.text.replace('"', "\"\"");
        let interval = format!(
            "        intervals [{}]:\n            xmin = {from}\n            xmax = {to}\n            text = \"{said}\"\n",
            at + 1
        );
        text.push_str(&interval);
    }
    text
}

/// `labels`, which are in order, without overlap: each ends where the next begins, and those that begin together are one.
fn apart(labels: Vec<TierLabel>) -> Vec<TierLabel> {
    let mut kept: Vec<TierLabel> = Vec::with_capacity(labels.len());
    for label in labels {
        let end_ms = label.end_ms.max(label.start_ms + 1);
        match kept.last_mut() {
            Some(last) if last.start_ms == label.start_ms => {
                last.end_ms = last.end_ms.max(end_ms);
                last.text.extend([" ", &label.text]);
            }
            last => {
                if let Some(last) = last {
                    last.end_ms = last.end_ms.min(label.start_ms);
                }
                kept.push(TierLabel { end_ms, ..label });
            }
        }
    }
    kept
}

/// `labels` with empty ones between, from 0 to `end_ms`.
fn filled(labels: Vec<TierLabel>, end_ms: u64) -> Vec<TierLabel> {
    let empty =
        |start_ms, end_ms| Some(TierLabel { start_ms, end_ms, text: String::new() }).filter(|_| start_ms < end_ms);
    let mut at_ms = 0;
    let mut intervals = Vec::with_capacity(2 * labels.len() + 1);
    for label in labels {
        intervals.extend(empty(at_ms, label.start_ms));
        at_ms = label.end_ms;
        intervals.push(label);
    }
    intervals.extend(empty(at_ms, end_ms));
    intervals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::TimeSpan;

    #[test]
    fn intervals_touch_and_none_is_empty_whatever_the_words() {
        let words = [(0.0, 0.4, "a"), (0.3, 0.3, "b"), (0.3, 0.9, "c"), (1.0, 1.0, "d")];
        let labels = words.map(|(start_s, end_s, text)| TierLabel::new(TimeSpan::new(start_s, end_s), text));
        let intervals = filled(apart(labels.to_vec()), 1500);
        let told: Vec<_> = intervals.iter().map(|one| (one.start_ms, one.end_ms, one.text.as_str())).collect();
        assert_eq!(told, [(0, 300, "a"), (300, 900, "b c"), (900, 1000, ""), (1000, 1001, "d"), (1001, 1500, "")]);
    }
}
