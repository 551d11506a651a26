//! Evidence in, the clock of the answer out: what rates are counted against.

use crate::evidence::Evidence;
use crate::units::TimeSpan;
use crate::usual::PAUSES_SNR_DB;

/// Shortest silence that counts as a pause, s (de Jong & Bosker 2013).
pub const THRESHOLD_S: f64 = 0.25;

/// A sound without words at the start or the end of a recording is no longer than this, and apart from the words by at least
/// so much, s: a cough, a chair, someone else's "hmm".
const NOISE_S: f64 = 1.5;
const NOISE_APART_S: f64 = 1.0;

/// The clock of an answer: what rates are counted against.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clock {
    /// From the first speech to the last; from the first word to the last when there is no audio; `None` without times.
    pub span: Option<TimeSpan>,
    /// The span without its pauses, s; `None` without audio, since gaps between words are not pauses, and
    /// where noise fills them.
    pub speaking_s: Option<f64>,
    /// Silent pauses of 250 ms and more, in order; empty without audio.
    pub pauses: Vec<TimeSpan>,
}

impl Clock {
    /// The clock of `evidence`.
    #[must_use]
    pub fn new(evidence: &Evidence) -> Self {
        let Some(acoustics) = &evidence.acoustics else {
            let words = evidence.said.words.iter().filter_map(|w| w.span);
            return Self { span: words.reduce(TimeSpan::join), ..Self::default() };
        };
        let words: Option<Vec<TimeSpan>> = evidence.said.words.iter().map(|w| w.span).collect();
        let speech = without_noise(&acoustics.speech, &words.unwrap_or_default());
        let span = speech.iter().copied().reduce(TimeSpan::join);
        let counts = |s: &&TimeSpan| s.length_s() >= THRESHOLD_S && span.is_some_and(|span| span.overlap_s(**s) > 0.0);
        let pauses: Vec<TimeSpan> = acoustics.silences.iter().filter(counts).copied().collect();
        let paused_s: f64 = pauses.iter().map(|p| p.length_s()).sum();
        let tells = acoustics.snr_db.is_none_or(|snr_db| snr_db >= PAUSES_SNR_DB);
        Self { span, speaking_s: span.filter(|_| tells).map(|s| (s.length_s() - paused_s).max(0.0)), pauses }
    }
}

/// `speech` less short sounds at its ends that hold none of `words` and lie apart from them.
fn without_noise<'a>(mut speech: &'a [TimeSpan], words: &[TimeSpan]) -> &'a [TimeSpan] {
    let is_noise = |sound: TimeSpan, next: TimeSpan| {
        let apart_s = (next.start_s - sound.end_s).max(sound.start_s - next.end_s);
        let is_bare = !words.is_empty() && words.iter().all(|word| word.overlap_s(sound) <= 0.0);
        is_bare && sound.length_s() <= NOISE_S && apart_s >= NOISE_APART_S
    };
    while let [first, next, ..] = speech
        && is_noise(*first, *next)
    {
        speech = &speech[1..];
    }
    while let [.., before, last] = speech
        && is_noise(*last, *before)
    {
        speech = &speech[..speech.len() - 1];
    }
    speech
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start_s: f64, end_s: f64) -> TimeSpan {
        TimeSpan::new(start_s, end_s)
    }

    #[test]
    fn a_noise_before_or_after_the_answer_is_no_part_of_it() {
        let speech = [span(0.7, 1.0), span(3.0, 9.0), span(9.3, 12.0), span(14.0, 14.5)];
        let words = [span(3.0, 9.0), span(9.3, 12.0)];
        assert_eq!(without_noise(&speech, &words), &speech[1..3]);
        // A word there, a sound that is long or close by: the answer has begun.
        assert_eq!(without_noise(&speech, &[span(0.7, 1.0), span(14.0, 14.5)]), &speech);
        let speech = [span(0.5, 2.5), span(4.0, 9.0), span(9.4, 9.9)];
        assert_eq!(without_noise(&speech, &[span(4.0, 9.0)]), &speech);
        // Without words there is nothing to be a part of.
        assert_eq!(without_noise(&speech, &[]), &speech);
    }
}
