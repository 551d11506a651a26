//! Recognised words and the voice in, the words without the ums that the sound does not bear out.

use super::words::RecognisedWord;
use super::{Heard, guards};
use crate::language::lexicon;
use crate::signal::filled_pause;
use crate::stats::mean;
use crate::units::TimeSpan;
use crate::usual::TRUSTED_WORDS;

/// So many words on each side tell whether the recogniser follows the speaker there.
const BESIDE: usize = 2;

/// A recogniser's attention misses an um by so much at most, s.
const ASTRAY_S: f64 = 0.5;

/// Leaves out of `said`, whose words are where the sound has them, each um and uh that is likelier none: a recogniser that is
/// asked for them writes some too many. Its own odds, those of the sound and those of the words on either side speak together
/// (naive Bayes): where it guesses, an um is its guess, too. One that is silent where it stands but sounds elsewhere between
/// the same two words is put there.
pub(super) fn keep_heard(said: &mut Vec<RecognisedWord>, heard: Heard<'_>) {
    // Without a pitch the sound says nothing.
    if heard.voice.is_empty() {
        return;
    }
    let mut at = 0;
    while at < said.len() {
        if !is_um(&said[at]) {
            at += 1;
            continue;
        }
        if let Some(span) = heard_at(said, at, heard) {
            said[at].span = span;
            at += 1;
            continue;
        }
        let gone = said.remove(at);
        // The sentence ends where it did.
        let stop = gone.text.chars().last().filter(|mark| ".?!".contains(*mark));
        if let (Some(stop), Some(before)) = (stop, at.checked_sub(1).and_then(|before| said.get_mut(before))) {
            before.text = before.text.trim_end_matches([',', ';', ':']).to_owned();
            if !before.text.ends_with(['.', '?', '!']) {
                before.text.push(stop);
            }
        }
    }
}

/// Where the um at `at` is heard; `None` where it is likelier none.
fn heard_at(said: &[RecognisedWord], at: usize, heard: Heard<'_>) -> Option<TimeSpan> {
    let place = said[at].span;
    let before_s = at.checked_sub(1).map_or(f64::NEG_INFINITY, |before| said[before].span.end_s);
    let after_s = said.get(at + 1).map_or(f64::INFINITY, |after| after.span.start_s);
    let room = TimeSpan::new(before_s.max(place.start_s - ASTRAY_S), after_s.min(place.end_s + ASTRAY_S));
    let listen = |span| filled_pause::evidence(heard.voice, heard.nuclei, span);
    let here = listen(place).map(|(_, sound)| (place, sound));
    let (span, sound) = here.or_else(|| listen(room))?;
    let beside = doubt(said[..at].iter().rev()) + doubt(said[at + 1..].iter());
    (log_odds(said[at].confidence) + sound + beside > 0.0).then_some(span)
}

fn is_um(word: &RecognisedWord) -> bool {
    lexicon::is_sound(&guards::bare(&word.text))
}

fn log_odds(probability: f64) -> f64 {
    (probability / (1.0 - probability).max(f64::EPSILON)).ln()
}

/// What the words next to an um say against it, the nearest first: nothing where they are as sure as words usually are.
fn doubt<'a>(beside: impl Iterator<Item = &'a RecognisedWord>) -> f64 {
    let sure = mean(beside.filter(|word| !is_um(word)).take(BESIDE).map(|word| word.confidence));
    sure.map_or(0.0, |sure| (log_odds(sure) - log_odds(TRUSTED_WORDS)).min(0.0))
}
