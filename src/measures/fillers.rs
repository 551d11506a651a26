//! How many fillers, against time and against words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::acoustics::Acoustics;
use crate::language::fillers::{FillerKind, Occurrence};
use crate::language::tokens::Token;
use crate::language::{lexicon, syllables};
use crate::measures::clock::Clock;
use crate::signal::filled_pause::{self, FilledPause, SpokenWord};
use crate::transcript::Word;
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

/// The words around a suspected sound are those that lie this near, s, …
const NEAR_S: f64 = 2.0;
/// … at least so many, …
const NEAR_WORDS: usize = 3;
/// … of at least this mean probability, all of them and the two on either side, …
const NEAR_SURE: f64 = 0.7;
const BESIDE: usize = 2;
/// … and the syllables heard are theirs, but for this share and one.
const NEAR_OFF: f64 = 0.25;
/// A sound that is no further than this from a recognised word, s, may be that word drawn out.
const DRAWN_OUT_S: f64 = 0.060;

/// The filled pauses that the ear hears and `tokens`, those of `words`, lack: in no stretch that is `lost`, and among
/// recognised words only where those around fit the sound. `None` where not every word has its time: an "um" in the
/// transcript would be suspected again.
#[must_use]
pub fn suspected(
    acoustics: &Acoustics,
    tokens: &[Token],
    words: &[Word],
    lost: &[TimeSpan],
) -> Option<Vec<Occurrence>> {
    let spoken = |token: &Token| {
        let (syllables, filled) = (syllables::count(&token.norm), lexicon::is_sound(&token.norm));
        Some(SpokenWord { span: token.place.span?, syllables, filled })
    };
    let mut places: Vec<SpokenWord> = tokens.iter().map(spoken).collect::<Option<_>>()?;
    places.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    let mut found = filled_pause::find(&acoustics.voice, &acoustics.sounds, &acoustics.nuclei, &places);
    let recognised = words.iter().any(|word| word.confidence.is_some());
    found.retain(|filled| {
        let is_lost = lost.iter().any(|lost| lost.overlap_s(filled.span) > 0.0);
        !is_lost && (!recognised || fits(filled.span, &acoustics.nuclei, &places, words))
    });
    Some(found.into_iter().map(occurrence).collect())
}

/// Whether the recognised words around `sound` are those that are heard there.
fn fits(sound: TimeSpan, nuclei: &[f64], places: &[SpokenWord], words: &[Word]) -> bool {
    let near = TimeSpan::new(sound.start_s - NEAR_S, sound.end_s + NEAR_S);
    let is_near = |span: TimeSpan| near.start_s <= span.middle_s() && span.middle_s() <= near.end_s;
    let near_places: Vec<&SpokenWord> = places.iter().filter(|place| is_near(place.span)).collect();
    let written: usize = near_places.iter().map(|place| place.syllables).sum();
    let edges = near_places.iter().map(|place| place.span).fold(sound, TimeSpan::join);
    let heard = nuclei.iter().filter(|&&at_s| {
        (edges.start_s..=edges.end_s).contains(&at_s) && !(sound.start_s..=sound.end_s).contains(&at_s)
    });
    let off = (heard.count() as f64 - written as f64).abs();
    let is_sure = |some: &[f64]| some.iter().sum::<f64>() >= NEAR_SURE * some.len() as f64;
    let near_words = words.iter().filter_map(|w| Some((w.span.filter(|span| is_near(*span))?, w.confidence?)));
    let (spans, sure): (Vec<TimeSpan>, Vec<f64>) = near_words.unzip();
    let before = spans.partition_point(|span| span.middle_s() < sound.middle_s());
    let (left, right) = (before.saturating_sub(BESIDE)..before, before..sure.len().min(before + BESIDE));
    let doubtful = ![&sure[..], &sure[left], &sure[right]].into_iter().all(is_sure);
    let beside = TimeSpan::new(sound.start_s - DRAWN_OUT_S, sound.end_s + DRAWN_OUT_S);
    let drawn_out = near_places.iter().any(|place| place.span.overlap_s(beside) > 0.0);
    near_places.len() >= NEAR_WORDS && off <= 1.0 + NEAR_OFF * written as f64 && !doubtful && !drawn_out
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of two syllables every half a second from 0 to `to_s`, less those at `gap`.
    fn places(to_s: f64, gap: TimeSpan) -> Vec<SpokenWord> {
        let span = |i: usize| TimeSpan::new(0.5 * i as f64, 0.5 * (i + 1) as f64);
        let all = (0..(to_s * 2.0) as usize).map(span).filter(|word| word.overlap_s(gap) <= 0.0);
        all.map(|span| SpokenWord { span, syllables: 2, filled: false }).collect()
    }

    fn nuclei(to_s: f64) -> Vec<f64> {
        (0..(to_s * 4.0) as usize).map(|i| 0.125 + 0.25 * i as f64).collect()
    }

    fn words(places: &[SpokenWord], sure: f64) -> Vec<Word> {
        let word = |place: &SpokenWord| Word {
            text: "word".into(),
            span: Some(place.span),
            confidence: Some(sure),
            char_start: 0,
            char_end: 4,
        };
        places.iter().map(word).collect()
    }

    #[test]
    fn a_sound_is_suspected_only_among_words_that_fit() {
        let um = TimeSpan::new(5.1, 5.4);
        let places_around = places(10.0, um);
        assert!(fits(um, &nuclei(10.0), &places_around, &words(&places_around, 0.9)));
        // It goes on from a word, or into one.
        for touching in [TimeSpan::new(5.0, 5.4), TimeSpan::new(5.1, 5.5)] {
            assert!(!fits(touching, &nuclei(10.0), &places_around, &words(&places_around, 0.9)));
        }
        // The recogniser was not sure of the words.
        assert!(!fits(um, &nuclei(10.0), &places_around, &words(&places_around, 0.5)));
        // Nor of the one that follows.
        let mut unsure = words(&places_around, 0.9);
        unsure.iter_mut().find(|word| word.span.unwrap().start_s > 5.4).unwrap().confidence = Some(0.3);
        assert!(!fits(um, &nuclei(10.0), &places_around, &unsure));
        // Words are missing around it.
        let few = places(10.0, TimeSpan::new(4.0, 6.5));
        assert!(!fits(um, &nuclei(10.0), &few, &words(&few, 0.9)));
        // There are hardly any.
        assert!(!fits(TimeSpan::new(11.0, 11.3), &nuclei(10.0), &places_around, &[]));
    }
}
