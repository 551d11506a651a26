//! Measures in, the reason for each that is missing out.

use crate::language::{is_english, scripts};
use crate::measures::answer::Measures;
use crate::note::Unmeasured;
use crate::structure::MOST_SENTENCES;

/// The reason for everything in `take` that is null.
pub(super) fn reasons(take: &Measures) -> Vec<Unmeasured> {
    Unmeasured::ALL.into_iter().filter(|&what| applies(what, take)).collect()
}

fn applies(what: Unmeasured, take: &Measures) -> bool {
    let audio = take.source.duration_s.is_some();
    let timed = take.transcript.is_timed();
    let (delivery, words) = (&take.delivery, !take.transcript.words.is_empty());
    match what {
        Unmeasured::NoWords => !words,
        Unmeasured::NoTimes => !audio && !timed,
        Unmeasured::NoSpaces => words && !scripts::sets_words_apart(&take.transcript.text),
        Unmeasured::NoAudio => !audio,
        Unmeasured::NoWordTimes => audio && !timed,
        Unmeasured::NoPauses => take.pauses.as_ref().is_some_and(|pauses| pauses.count.is_none()),
        Unmeasured::NoVoice => audio && delivery.pitch.is_none(),
        Unmeasured::NoMonotone => delivery.pitch.as_ref().is_some_and(|voice| voice.monotone.is_none()),
        Unmeasured::NoLoudness => audio && delivery.loudness_lufs.is_none(),
        Unmeasured::NoLoudnessRange => delivery.loudness_lufs.is_some() && delivery.loudness_range_lu.is_none(),
        Unmeasured::NoSentenceEnds => audio && delivery.sentence_ends.is_none(),
        Unmeasured::NoHum => audio && delivery.hum.is_none(),
        Unmeasured::NoNoise => audio && delivery.snr_db.is_none(),
        Unmeasured::NotEnglish => !is_english(&take.transcript.language),
        Unmeasured::NoSentences => words && take.wording.sentences.is_none(),
        Unmeasured::NoSuspected => take.fillers.heard.is_some() && take.fillers.suspected.is_none(),
        Unmeasured::NoVerdicts => take.duration.target.is_none() && take.duration.speech_span_s.is_some(),
        Unmeasured::NotOneAnswer => {
            is_english(&take.transcript.language)
                && scripts::sets_words_apart(&take.transcript.text)
                && take.structure.sentences.is_empty()
                && take.transcript.words.len() > MOST_SENTENCES
        }
        Unmeasured::NoResult => take.content.quantities.is_some() && take.content.quantified_result.is_none(),
    }
}
