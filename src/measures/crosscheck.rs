//! Syllables in the sound against syllables in the words: whether the transcript can be that of the recording, and where words
//! are missing from it.

use crate::acoustics::Acoustics;
use crate::figure::clock;
use crate::language::syllables;
use crate::language::tokens::Token;
use crate::transcribe::coverage::{self, Written};
use crate::units::TimeSpan;
use crate::warning::{Warning, WarningId};

/// Fewer syllables do not tell.
const MIN_SYLLABLES: usize = 40;
/// A sound that the noise drowns does not tell either, dB.
const MIN_SNR_DB: f64 = 10.0;
/// So many times the syllables of the words are in the sound where words are missing. In speech whose words are all there
/// it is 0.7 (quick talk in a meeting) to 1.05.
const MISSING_WORDS: f64 = 4.0 / 3.0;
/// So few times the syllables of the words are in the sound where the words are of something else.
const OTHER_WORDS: f64 = 0.5;

/// What is doubtful about a transcript of so many `syllables`, um and uh among them, when the sound has so many `nuclei` with
/// the voice `snr_db` above the noise; `None` when nothing is, or when the sound does not tell.
#[must_use]
pub fn doubted(nuclei: usize, snr_db: Option<f64>, syllables: usize) -> Option<Warning> {
    let is_clear = snr_db.is_none_or(|snr_db| snr_db >= MIN_SNR_DB);
    if !is_clear || nuclei.max(syllables) < MIN_SYLLABLES {
        return None;
    }
    let ratio = nuclei as f64 / syllables as f64;
    let said = format!("the sound has about {nuclei} syllables and the transcript {syllables}");
    let message = if ratio > MISSING_WORDS {
        format!("{said}: words seem to be missing, so counts and rates of words are too low.")
    } else if ratio < OTHER_WORDS {
        format!("{said}: is it the transcript of this recording?")
    } else {
        return None;
    };
    Some(Warning { id: WarningId::TranscriptDoubtful, message })
}

/// Stretches of the sound for which `tokens`, those of English words with times, have too few syllables; none where the sound
/// does not tell.
#[must_use]
pub fn lost(acoustics: &Acoustics, tokens: &[Token]) -> Vec<TimeSpan> {
    let place = |token: &Token| Some(Written { span: token.place.span?, syllables: syllables::count(&token.norm) });
    let places: Option<Vec<Written>> = tokens.iter().map(place).collect();
    let is_clear = acoustics.snr_db.is_none_or(|snr_db| snr_db >= MIN_SNR_DB);
    places
        .filter(|places| is_clear && !places.is_empty())
        .map_or_else(Vec::new, |places| coverage::lost(&acoustics.nuclei, &places))
}

/// Tells where words are missing.
#[must_use]
pub fn missing(lost: &[TimeSpan]) -> Option<Warning> {
    let stretches: Vec<String> =
        lost.iter().map(|span| format!("from {} to {}", clock(span.start_s), clock(span.end_s))).collect();
    (!lost.is_empty()).then(|| Warning {
        id: WarningId::WordsMissing,
        message: format!(
            "words are missing {}: the sound has more syllables there than the transcript. Pace, stalls and repeats leave {} out.",
            stretches.join(", "),
            if lost.len() == 1 { "that stretch" } else { "those stretches" }
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stretch_without_words_is_told_by_the_clock() {
        let span = TimeSpan::new;
        let message = missing(&[span(0.4, 12.2), span(65.0, 70.0)]).unwrap().message;
        assert!(message.contains("from 0:00 to 0:12, from 1:05 to 1:10"), "{message}");
        assert_eq!(missing(&[]), None);
    }

    fn message(nuclei: usize, snr_db: Option<f64>, syllables: usize) -> String {
        doubted(nuclei, snr_db, syllables).map(|warning| warning.message).unwrap_or_default()
    }

    #[test]
    fn missing_words_and_another_transcript_are_told_apart() {
        assert!(message(300, Some(30.0), 200).contains("words seem to be missing"));
        assert!(message(300, None, 0).contains("words seem to be missing"));
        assert!(message(90, Some(30.0), 200).contains("transcript of this recording?"));
    }

    #[test]
    fn quick_talk_a_few_words_and_noise_raise_no_doubt() {
        for (nuclei, snr_db, syllables) in
            [(200, None, 200), (140, None, 200), (260, None, 200), (39, None, 10), (300, Some(9.0), 100)]
        {
            assert_eq!(doubted(nuclei, snr_db, syllables), None, "{nuclei} of {syllables}");
        }
    }
}
