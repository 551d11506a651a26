//! How many fillers, against time and against words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::acoustics::Acoustics;
use crate::language::fillers::{FillerKind, Occurrence};
use crate::language::tokens::Token;
use crate::language::{lexicon, syllables};
use crate::measures::clock::Clock;
use crate::signal::filled_pause::{self, FilledPause, SpokenWord};
use crate::units::TimeSpan;

/// Fillers of a take. Rates are over tiers 1 and 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fillers {
    /// Counted fillers in the transcript; null where no words were recognised, and for languages other than English.
    pub heard: Option<usize>,
    /// Filled pauses found in the audio that the transcript lacks; null where not measured.
    pub suspected: Option<usize>,
    /// Heard per minute of the speech span; null without times or where `heard` is.
    pub per_minute: Option<f64>,
    /// Heard per hundred words, um and uh among them; null where `heard` is.
    pub percent: Option<f64>,
    /// Heard, by word.
    pub by_word: BTreeMap<String, usize>,
    /// Every filler, openers included, in spoken order.
    pub occurrences: Vec<Occurrence>,
}

/// What a filled pause without a word is called: the sound does not tell the two apart well enough.
const UNKNOWN: &str = "uh/um";

/// The filled pauses that the ear hears and `tokens` lack. `None` where not every word has its time: an "um" in the
/// transcript would be suspected again.
#[must_use]
pub fn suspected(acoustics: &Acoustics, tokens: &[Token]) -> Option<Vec<Occurrence>> {
    let spoken = |token: &Token| {
        let (syllables, filled) = (syllables::count(&token.norm), lexicon::is_sound(&token.norm));
        Some(SpokenWord { span: token.place.span?, syllables, filled })
    };
    let mut words: Vec<SpokenWord> = tokens.iter().map(spoken).collect::<Option<_>>()?;
    words.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    let found = filled_pause::find(&acoustics.voice, &acoustics.sounds, &acoustics.nuclei, &words);
    Some(found.into_iter().map(occurrence).collect())
}

fn occurrence(filled: FilledPause) -> Occurrence {
    Occurrence {
        text: UNKNOWN.into(),
        tier: 1,
        kind: FillerKind::Suspected,
        counted: false,
        confidence: Some(filled.confidence),
        span: Some(filled.span),
        chars: None,
    }
}

/// Counts `occurrences` among `words` words, um and uh included, and puts the `suspected` ones between them; without words
/// there is nothing to count in.
#[must_use]
pub fn measure(
    frame: &Clock,
    mut occurrences: Vec<Occurrence>,
    suspected: Option<Vec<Occurrence>>,
    words: usize,
) -> Fillers {
    if words == 0 {
        return Fillers::default();
    }
    let mut by_word = BTreeMap::new();
    for filler in occurrences.iter().filter(|o| o.counted) {
        *by_word.entry(filler.text.clone()).or_insert(0) += 1;
    }
    let heard: usize = by_word.values().sum();
    let minutes = frame.span.map(TimeSpan::length_s).filter(|&s| s > 0.0).map(|s| s / 60.0);
    let number = suspected.as_ref().map(Vec::len);
    for sound in suspected.into_iter().flatten() {
        let begins_s = |filler: &Occurrence| filler.span.map_or(0.0, |span| span.start_s);
        let place = occurrences.partition_point(|filler| begins_s(filler) <= begins_s(&sound));
        occurrences.insert(place, sound);
    }
    Fillers {
        heard: Some(heard),
        suspected: number,
        per_minute: minutes.map(|m| heard as f64 / m),
        percent: Some(100.0 * heard as f64 / words as f64),
        by_word,
        occurrences,
    }
}
