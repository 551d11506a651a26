//! A voice moment by moment and where the words are in, the filled pauses that no word accounts for out.
//!
//! An "um" is a voice that holds still: the mouth keeps its shape and the pitch hardly moves (Goto et al. 1999; Audhkhasi
//! et al. 2009). So do lengthened vowels, which is why sound alone is not enough: only what lies outside every word is
//! suspected, or what lies inside a word that goes on for far longer than it takes to say it.

use crate::acoustics::{PITCH_HOP_S, VoicedMoment};
use crate::signal::spectrum;
use crate::signal::spectrum::Frame;
use crate::signal::steady;
use crate::stats::median;
use crate::units::TimeSpan;

/// A word of the transcript, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpokenWord {
    /// When it is said.
    pub span: TimeSpan,
    /// Its syllables.
    pub syllables: usize,
    /// Whether it is an "um" itself: what sounds there is no news.
    pub filled: bool,
}

/// A filled pause that the transcript lacks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FilledPause {
    /// From the first to the last moment of its voice.
    pub span: TimeSpan,
    /// How likely it is one, 0–1: our judgement of its length, its steadiness and its place, not a probability that was counted.
    pub confidence: f64,
}

/// A voice that stops for no longer than this goes on, s.
const BRIDGE_S: f64 = 0.030;
/// Two that are no further apart are one, s: "mm-hmm".
const SAME_S: f64 = 0.150;
/// Where less of a stretch of voice than this is outside the words, it belongs to a word whose border is a little off.
const OUTSIDE_SHARE: f64 = 0.5;
/// A sound of its own is voiced for at least this share of it: a filled pause has no consonants but its m.
const VOICED_SHARE: f64 = 0.7;
/// A gap between words no longer than this may be their borders' error, a tenth of a second on either side, s.
const GAP_S: f64 = 0.200;
/// The borders of a recognised word are off by so much, s.
const BORDER_S: f64 = 0.080;
/// Words said at once, at most: those of several people may overlap.
const AT_ONCE: usize = 4;
/// A word that hides another sound must have this share of its usual voice without it: each syllable has a vowel of its own.
const WORD_SHARE: f64 = 0.6;

/// A filled pause has one syllable or two ("mm-hmm"); a voice with more says words that the transcript lacks.
pub(crate) const MOST_SYLLABLES: usize = 2;
/// A syllable takes this long at a usual pace, five a second, s.
const SYLLABLE_S: f64 = 0.2;
/// No filled pause that lacks a word is shorter, s, …
const SHORTEST_S: f64 = 0.100;
/// … and none that a word was written for is shorter than a quick vowel, s.
const SHORTEST_VOWEL_S: f64 = 0.060;

// The score: log-odds, 0 is as likely as not. Weights are our judgement.

/// At this length nothing speaks for or against, s: few syllables are shorter, few filled pauses.
const NEUTRAL_S: f64 = 0.150;
/// For each e-fold of the length.
const PER_LENGTH: f64 = 3.0;
/// The pitch of words, laughs and coughs strays this far from a straight line, semitones (standard deviation); that of a
/// filled pause stays level or falls evenly.
const NEUTRAL_SEMITONES: f64 = 2.0;
/// For each semitone less.
const PER_SEMITONE: f64 = 2.0;
/// The balance of the spectrum changes by as much as this in half of all words' moments, dB.
const NEUTRAL_CHANGE_DB: f64 = 6.0;
/// For each decibel less.
const PER_CHANGE_DB: f64 = 0.4;
/// For each e-fold of the share that it has of the voice of a word "um".
const PER_SHARE: f64 = 3.0;
/// Against a sound that lies inside a word.
const INSIDE_WORD: f64 = 1.5;
/// Nothing that a word does not prove is surer than this.
const MOST_SURE: f64 = 0.95;

/// The voice of `track` (time s, F0 Hz) with the restlessness of the spectrum in `frames`.
#[must_use]
pub fn voice(track: &[(f64, f64)], frames: &[Frame]) -> Vec<VoicedMoment> {
    let changes = steady::changes_around(frames);
    let moment = |&(time_s, hz): &(f64, f64)| {
        let change_db = *changes.get((time_s / spectrum::HOP_S).round() as usize)?;
        Some(VoicedMoment { time_s, hz, change_db })
    };
    track.iter().filter_map(moment).collect()
}

/// Filled pauses in `voice` that `words` do not account for, in order. `sounds` are the sounds of speech, apart by at
/// least the closure of a stop; `nuclei` the moments of its syllables, s, in order; `words` are in the order in which they
/// begin.
#[must_use]
pub fn find(voice: &[VoicedMoment], sounds: &[TimeSpan], nuclei: &[f64], words: &[SpokenWord]) -> Vec<FilledPause> {
    let stretches: Vec<&[VoicedMoment]> =
        voice.chunk_by(|a, b| b.time_s - a.time_s <= BRIDGE_S + 1.5 * PITCH_HOP_S).collect();
    let mut found = between_words(&stretches, nuclei, words);
    found.extend(inside_words(&stretches, sounds, words));
    found.retain(|filled| syllables_in(filled.span, nuclei) <= MOST_SYLLABLES);
    found.retain(|filled| {
        let near = TimeSpan::new(filled.span.start_s - SAME_S, filled.span.end_s + SAME_S);
        !words.iter().any(|word| word.filled && word.span.overlap_s(near) > 0.0)
    });
    found.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    found.dedup_by(|next, last| {
        let same = next.span.start_s - last.span.end_s <= SAME_S;
        if same {
            last.span = last.span.join(next.span);
            last.confidence = last.confidence.max(next.confidence);
        }
        same
    });
    found
}

/// The word that is being said at `time_s`; the one that began last when there are two.
fn word_at(time_s: f64, words: &[SpokenWord]) -> Option<usize> {
    let begun = words.partition_point(|word| word.span.start_s <= time_s);
    (begun.saturating_sub(AT_ONCE)..begun).rev().find(|&word| time_s < words[word].span.end_s)
}

/// The time without a word around `time_s`, s; endless before the first and after the last.
fn gap_s(time_s: f64, words: &[SpokenWord]) -> f64 {
    let begun = words.partition_point(|word| word.span.start_s <= time_s);
    let ends_s = words[begun.saturating_sub(AT_ONCE)..begun].iter().map(|word| word.span.end_s);
    let next_s = words.get(begun).map_or(f64::INFINITY, |word| word.span.start_s);
    next_s - ends_s.fold(f64::NEG_INFINITY, f64::max)
}

/// Voices that hold still outside the words.
fn between_words(stretches: &[&[VoicedMoment]], nuclei: &[f64], words: &[SpokenWord]) -> Vec<FilledPause> {
    let is_said = |moment: &VoicedMoment| word_at(moment.time_s, words).is_some();
    let outside = stretches.iter().flat_map(|stretch| {
        let runs = stretch.chunk_by(move |a, b| is_said(a) == is_said(b)).filter(move |run| !is_said(&run[0]));
        runs.filter(|run| span_of(run).length_s() >= OUTSIDE_SHARE * span_of(stretch).length_s())
    });
    outside
        .filter(|run| gap_s(run[0].time_s, words) >= GAP_S && !ends_a_word(span_of(run), nuclei, words))
        .filter_map(|run| judged(run, 0.0))
        .collect()
}

/// Whether `run` goes on without a break from a word that is short and still lacks a syllable: recognisers end words early.
fn ends_a_word(run: TimeSpan, nuclei: &[f64], words: &[SpokenWord]) -> bool {
    let begun = words.partition_point(|word| word.span.start_s < run.start_s);
    let before = words[begun.saturating_sub(AT_ONCE)..begun].iter();
    before.filter(|word| (run.start_s - word.span.end_s).abs() <= BRIDGE_S).any(|word| {
        let is_short = word.span.length_s() < SYLLABLE_S * word.syllables as f64;
        let spoken = syllables_in(word.span, nuclei);
        is_short && spoken > 0 && spoken + syllables_in(run, nuclei) <= word.syllables
    })
}

fn syllables_in(span: TimeSpan, nuclei: &[f64]) -> usize {
    nuclei.partition_point(|time_s| *time_s < span.end_s) - nuclei.partition_point(|time_s| *time_s < span.start_s)
}

/// Voices that stand alone, hold still and lie in a word too short to need them.
fn inside_words(stretches: &[&[VoicedMoment]], sounds: &[TimeSpan], words: &[SpokenWord]) -> Vec<FilledPause> {
    let mut left_s = vec![0.0; words.len()];
    for moment in stretches.iter().copied().flatten() {
        if let Some(word) = word_at(moment.time_s, words) {
            left_s[word] += PITCH_HOP_S;
        }
    }
    let syllables = |word: &SpokenWord| word.syllables.max(1) as f64;
    let each = words.iter().zip(&left_s).map(|(word, voiced_s)| voiced_s / syllables(word));
    let Some(usual_s) = median(each) else { return Vec::new() };
    let mut hidden: Vec<(usize, FilledPause)> = stretches
        .iter()
        .filter_map(|stretch| {
            let span = span_of(stretch);
            let sound = sounds.get(sounds.partition_point(|sound| sound.end_s <= span.middle_s()))?;
            let alone = span.overlap_s(*sound) >= VOICED_SHARE * sound.length_s();
            let word = word_at(span.middle_s(), words).filter(|_| alone)?;
            Some((word, judged(stretch, INSIDE_WORD)?))
        })
        .collect();
    // The likeliest first: a word has room for one or two at most.
    hidden.sort_by(|a, b| b.1.confidence.total_cmp(&a.1.confidence));
    hidden.retain(|(word, filled)| {
        let rest_s = left_s[*word] - filled.span.length_s();
        let has_room = rest_s >= WORD_SHARE * usual_s * syllables(&words[*word]);
        if has_room {
            left_s[*word] = rest_s;
        }
        has_room
    });
    hidden.into_iter().map(|(_, filled)| filled).collect()
}

/// What the sound says of a word "um" within `span`: where its likeliest voice that holds still is, and the log-odds of that
/// one, less what else is voiced. `None` where no voice goes on for as long as a vowel, or where more than two syllables are
/// heard.
#[must_use]
pub fn evidence(voice: &[VoicedMoment], nuclei: &[f64], span: TimeSpan) -> Option<(TimeSpan, f64)> {
    if syllables_in(span, nuclei) > MOST_SYLLABLES {
        return None;
    }
    let from = voice.partition_point(|moment| moment.time_s < span.start_s - BORDER_S);
    let to = voice.partition_point(|moment| moment.time_s <= span.end_s + BORDER_S);
    let stretches = voice[from..to].chunk_by(|a, b| b.time_s - a.time_s <= BRIDGE_S + 1.5 * PITCH_HOP_S);
    let inside =
        voice[from..to].iter().filter(|m| span.start_s <= m.time_s && m.time_s <= span.end_s).count().max(1) as f64;
    let share = |run: &[VoicedMoment]| (run.len() as f64 / inside).min(1.0);
    let judged = stretches.filter(|run| span_of(run).length_s() >= SHORTEST_VOWEL_S);
    judged.map(|run| (span_of(run), score(run) + PER_SHARE * share(run).ln())).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// `run` as a filled pause, when that is likelier than not with `against` speaking against it.
fn judged(run: &[VoicedMoment], against: f64) -> Option<FilledPause> {
    let score = Some(run).filter(|run| span_of(run).length_s() >= SHORTEST_S).map(score)? - against;
    let confidence = (1.0 / (1.0 + (-score).exp())).min(MOST_SURE);
    (score > 0.0).then_some(FilledPause { span: span_of(run), confidence })
}

/// The log-odds of `run` being a filled pause.
fn score(run: &[VoicedMoment]) -> f64 {
    let span = span_of(run);
    // Nearer to an end the change is that of the voice beginning or ending.
    let inner = run.iter().filter(|moment| {
        moment.time_s - span.start_s >= steady::LAG_S / 2.0 && span.end_s - moment.time_s >= steady::LAG_S / 2.0
    });
    let change_db = median(inner.map(|moment| f64::from(moment.change_db))).unwrap_or(NEUTRAL_CHANGE_DB);
    PER_LENGTH * (span.length_s() / NEUTRAL_S).ln()
        + PER_SEMITONE * (NEUTRAL_SEMITONES - unevenness_semitones(run))
        + PER_CHANGE_DB * (NEUTRAL_CHANGE_DB - change_db)
}

/// How far the pitch strays from the straight line through it, semitones (standard deviation).
fn unevenness_semitones(run: &[VoicedMoment]) -> f64 {
    let points: Vec<(f64, f64)> = run.iter().map(|moment| (moment.time_s, 12.0 * moment.hz.log2())).collect();
    let count = points.len() as f64;
    let mean = |values: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(values).sum::<f64>() / count;
    let (middle_s, height) = (mean(&|p| p.0), mean(&|p| p.1));
    let spread = mean(&|p| (p.0 - middle_s).powi(2));
    let slope = if spread > 0.0 { mean(&|p| (p.0 - middle_s) * (p.1 - height)) / spread } else { 0.0 };
    mean(&|p| (p.1 - height - slope * (p.0 - middle_s)).powi(2)).sqrt()
}

/// From the first moment to the last, each [`PITCH_HOP_S`] long.
fn span_of(run: &[VoicedMoment]) -> TimeSpan {
    let (first_s, last_s) = (run.first().map_or(0.0, |m| m.time_s), run.last().map_or(0.0, |m| m.time_s));
    TimeSpan::new(first_s - PITCH_HOP_S / 2.0, last_s + PITCH_HOP_S / 2.0)
}

#[cfg(test)]
mod tests;
