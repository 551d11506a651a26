//! Recognised words and the voice in, the words without the ums that the sound does not bear out.

use super::words::RecognisedWord;
use super::{Heard, guards};
use crate::language::lexicon;
use crate::signal::filled_pause;

/// Leaves out of `said`, whose words are where the sound has them, each um and uh that is likelier none: a recogniser that is
/// asked for them writes some too many. Its own odds and those of the sound speak together (naive Bayes).
pub(super) fn keep_heard(said: &mut Vec<RecognisedWord>, heard: Heard<'_>) {
    // Without a pitch the sound says nothing.
    if heard.voice.is_empty() {
        return;
    }
    let mut at = 0;
    while at < said.len() {
        let word = &said[at];
        let odds = (word.confidence / (1.0 - word.confidence).max(f64::EPSILON)).ln();
        let is_um = lexicon::is_sound(&guards::bare(&word.text));
        if !is_um || odds + filled_pause::evidence(heard.voice, heard.nuclei, word.span) > 0.0 {
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
