//! Measures in, the reason for each that is missing out.

use crate::language::is_english;
use crate::measures::answer::Measures;
use crate::structure::MOST_SENTENCES;

/// The reason for everything in `take` that is null.
pub(super) fn reasons(take: &Measures) -> Vec<String> {
    let audio = take.source.duration_s.is_some();
    let timed = take.transcript.is_timed();
    let mut notes = Vec::new();
    let mut note = |applies: bool, text: &str| {
        if applies {
            notes.push(text.to_owned());
        }
    };
    note(take.transcript.words.is_empty(), "pace, fillers, structure, content: no words were recognised in the speech");
    note(!audio && !timed, "duration, pace, filler rate: a transcript without times and without audio");
    note(!audio, "pauses, articulation rate, syllables in the sound, pitch, loudness, noise, hum, clipping: no audio");
    note(audio && !timed, "pace curve, position of pauses: the transcript has no word times");
    note(audio && take.delivery.pitch.is_none(), "pitch, syllables in the sound: less than 1 s of voiced speech");
    note(
        take.delivery.pitch.as_ref().is_some_and(|voice| voice.monotone.is_none()),
        "monotone stretches: no 10 s of speech with 3 s of voice in them",
    );
    note(audio && take.delivery.loudness_lufs.is_none(), "loudness: below the gate of ITU-R BS.1770-4");
    note(
        take.delivery.loudness_lufs.is_some() && take.delivery.loudness_range_lu.is_none(),
        "loudness range: it has not settled in less than a minute (EBU Tech 3341)",
    );
    note(
        audio && take.delivery.sentence_ends.is_none(),
        "sentence ends: fewer than five sentences of six words that full stops tell apart and whose words have times",
    );
    note(audio && take.delivery.hum.is_none(), "hum: less than half a second without speech to hear it in");
    note(
        audio && take.delivery.snr_db.is_none(),
        "signal-to-noise ratio: no stretch without speech to hear the noise in",
    );
    note(
        !is_english(&take.transcript.language),
        "fillers, syllables, structure, shape, content: the word lists behind them are English",
    );
    note(
        !take.transcript.words.is_empty() && take.wording.sentences.is_none(),
        "sentences: the transcript has no full stops to tell them by",
    );
    note(
        take.fillers.heard.is_some() && take.fillers.suspected.is_none(),
        "suspected fillers: what the transcript lacks is only known where every word has its time in the audio",
    );
    note(
        take.duration.target.is_none() && take.duration.speech_span_s.is_some(),
        "verdicts: fewer than 15 s or 30 words, so values are given without judging them",
    );
    note(
        is_english(&take.transcript.language)
            && take.structure.sentences.is_empty()
            && take.transcript.words.len() > MOST_SENTENCES,
        &format!("structure, shape: more than {MOST_SENTENCES} sentences are no single answer"),
    );
    note(
        take.content.quantities.is_some() && take.content.quantified_result.is_none(),
        "quantified result: no sentence was recognised as the result",
    );
    notes
}
