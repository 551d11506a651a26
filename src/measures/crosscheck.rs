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

/// Silences between words shorter than this may be those of a stop, s.
const REST_S: f64 = 0.15;
/// So much silence in the sound, and as much between the words, tells whether the two go together, s.
const MIN_REST_S: f64 = 2.0;
/// This share of the one is in the other where they do; where the words are of something else, no more than chance has there.
const SAME_REST: f64 = 0.5;

/// Tells where `tokens` rest while somebody speaks in the sound, and the other way round: they have the times of another
/// recording, though there may be as many of them. Words without times, or that leave no time between them, do not tell.
#[must_use]
pub fn rests_elsewhere(silences: &[TimeSpan], tokens: &[Token]) -> Option<Warning> {
    let spans = tokens.iter().map(|token| token.place.span).collect::<Option<Vec<_>>>()?;
    let between = spans.windows(2).map(|pair| (pair[0].end_s, pair[1].start_s));
    let rests: Vec<TimeSpan> =
        between.filter(|(end_s, start_s)| start_s - end_s >= REST_S).map(|(a, b)| TimeSpan::new(a, b)).collect();
    let total_s = |spans: &[TimeSpan]| spans.iter().map(|span| span.length_s()).sum::<f64>();
    let least_s = total_s(silences).min(total_s(&rests));
    let common_s: f64 = rests.iter().flat_map(|rest| silences.iter().map(|silence| silence.overlap_s(*rest))).sum();
    (least_s >= MIN_REST_S && common_s < SAME_REST * least_s).then(|| Warning {
        id: WarningId::TranscriptDoubtful,
        message: "the transcript has pauses where the sound has speech, and words where it is silent: is it the transcript of this \
                  recording?"
            .into(),
    })
}

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
    use crate::language::tokens::tokenize;
    use crate::transcript::Transcript;

    #[test]
    fn each_stretch_without_words_is_told_by_the_clock() {
        let span = TimeSpan::new;
        let message = missing(&[span(0.4, 12.2), span(65.0, 70.0)]).unwrap().message;
        assert!(message.contains("from 0:00 to 0:12, from 1:05 to 1:10"), "{message}");
        assert_eq!(missing(&[]), None);
    }

    #[test]
    fn words_of_another_recording_are_known_by_their_pauses() {
        // A word a second with a rest of 0.4 s after each; `late_s` into the second.
        let words = |late_s: f64| {
            let word = |i: u32| {
                let at_s = f64::from(i) + late_s;
                ("word".to_owned(), Some(TimeSpan::new(at_s, at_s + 0.6)), None)
            };
            Transcript::from_words("test", None, "en", (0..20).map(word))
        };
        let silences: Vec<TimeSpan> = (0..19).map(|i| TimeSpan::new(f64::from(i) + 0.6, f64::from(i) + 1.0)).collect();
        let told = |said: &Transcript| rests_elsewhere(&silences, &tokenize(said, None));
        assert_eq!(told(&words(0.1)), None);
        assert!(told(&words(0.5)).unwrap().message.contains("transcript of this recording?"));
        // Words that follow each other without a gap, or have no times, say nothing about pauses.
        let touching = |i: u32| ("word".to_owned(), Some(TimeSpan::new(f64::from(i), f64::from(i + 1))), None);
        assert_eq!(told(&Transcript::from_words("test", None, "en", (0..20).map(touching))), None);
        let untimed = (0..20).map(|_| ("word".to_owned(), None, None));
        assert_eq!(told(&Transcript::from_words("test", None, "en", untimed)), None);
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
