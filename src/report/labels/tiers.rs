//! A take in, labels on its time axis out: what all formats of labels are written from. Times are whole milliseconds, as in the JSON.

use crate::language::fillers::{FillerKind, Occurrence};
use crate::report::clean::clean;
use crate::report::error::Error;
use crate::report::json;
use crate::report::options::Format;
use crate::structure::{Label, StoryKind};
use crate::take::Take;
use crate::units::TimeSpan;

/// A text and when it holds; on one line, and harmless to a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TierLabel {
    pub(super) start_ms: u64,
    pub(super) end_ms: u64,
    pub(super) text: String,
}

impl TierLabel {
    pub(super) fn new(span: TimeSpan, text: &str) -> Self {
        Self { start_ms: ms(span.start_s), end_ms: ms(span.end_s), text: clean(text) }
    }
}

/// Seconds as whole milliseconds.
pub(super) fn ms(seconds: f64) -> u64 {
    (seconds * 1000.0).round() as u64
}

/// Milliseconds as seconds with three decimals.
pub(super) fn seconds(ms: u64) -> String {
    format!("{}.{:03}", ms / 1000, ms % 1000)
}

/// Labels of one kind.
pub(super) struct Tier {
    pub(super) name: &'static str,
    pub(super) labels: Vec<TierLabel>,
}

/// The words with their times, which `format` needs.
///
/// # Errors
/// [`Error::Untimed`] unless every word has its times.
pub(crate) fn words(take: &Take, format: Format) -> Result<Vec<TierLabel>, Error> {
    let words = &take.transcript.words;
    let untimed = words.iter().filter(|word| word.span.is_none()).count();
    if untimed > 0 {
        let path = take.source.path.clone();
        return Err(Error::Untimed { path, format: format.name(), untimed, words: words.len() });
    }
    let labels = words.iter().filter_map(|word| Some(TierLabel::new(word.span?, &word.text)));
    let mut labels: Vec<TierLabel> = labels.filter(|label| !label.text.trim().is_empty()).collect();
    labels.sort_by_key(|label| label.start_ms);
    Ok(labels)
}

/// The `words`, and a tier for each of fillers, pauses and parts of the story that was measured: an empty one would say that there
/// are none.
pub(super) fn all(take: &Take, words: &[TierLabel]) -> Vec<Tier> {
    let found = [("fillers", fillers(take)), ("pauses", pauses(take)), ("STAR", parts(take))];
    let mut tiers = vec![Tier { name: "words", labels: words.to_vec() }];
    for (name, labels) in found {
        if let Some(mut labels) = labels {
            labels.sort_by_key(|label| label.start_ms);
            tiers.push(Tier { name, labels });
        }
    }
    tiers
}

/// Counted fillers as they are, the others in parentheses, suspected ones with a question mark.
fn fillers(take: &Take) -> Option<Vec<TierLabel>> {
    take.fillers.heard?;
    let text = |filler: &Occurrence| match filler.kind {
        _ if filler.counted => filler.text.clone(),
        FillerKind::Suspected => format!("{}?", filler.text),
        _ => format!("({})", filler.text),
    };
    let timed = take.fillers.occurrences.iter().filter_map(|filler| Some(TierLabel::new(filler.span?, &text(filler))));
    Some(timed.collect())
}

/// Each pause by where it falls, named as in the JSON.
fn pauses(take: &Take) -> Option<Vec<TierLabel>> {
    let pauses = take.pauses.as_ref().filter(|pauses| pauses.count.is_some())?;
    Some(pauses.items.iter().map(|pause| TierLabel::new(pause.span, &json::name(&pause.position))).collect())
}

/// Each sentence by the part that it tells.
fn parts(take: &Take) -> Option<Vec<TierLabel>> {
    let structure = Some(&take.structure).filter(|structure| structure.kind == StoryKind::Story)?;
    let timed = structure.sentences.iter().filter_map(|sentence| {
        Some(TierLabel::new(sentence.place.span?, sentence.clear().map_or("unclear", Label::name)))
    });
    Some(timed.collect())
}
