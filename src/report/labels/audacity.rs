//! A take in, a label track of Audacity out: start, end and text, with tabs between.

use super::tiers::{self, TierLabel, seconds};
use crate::take::Take;

/// The `words` as they are, and whatever was found with its kind before it, in the order of time.
pub(crate) fn render(take: &Take, words: &[TierLabel]) -> String {
    let mut labels: Vec<TierLabel> = Vec::new();
    for tier in tiers::all(take, words) {
        let kind = if tier.name == "words" { String::new() } else { format!("{}: ", tier.name) };
        labels.extend(tier.labels.into_iter().map(|label| TierLabel { text: kind.clone() + &label.text, ..label }));
    }
    labels.sort_by_key(|label| label.start_ms);
    let line = |label: &TierLabel| format!("{}\t{}\t{}\n", seconds(label.start_ms), seconds(label.end_ms), label.text);
    labels.iter().map(line).collect::<Vec<_>>().concat()
}
