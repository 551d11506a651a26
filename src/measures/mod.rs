//! Evidence in, numbers out: each measure with its definition, its window and its source.
//!
//! Pure. `Option` means "not measurable from this evidence"; the reason goes to the notes.

pub mod bands;
pub mod content;
pub mod crosscheck;
pub mod delivery;
pub mod duration;
pub mod fading;
pub mod fillers;
pub mod pace;
pub mod pauses;
pub mod timeline;
pub mod wording;

use content::Content;

use crate::findings;
use crate::language::{fillers as filler_words, is_english, repetition, sentences, syllables, tokens};
use crate::signal::Acoustics;
use crate::structure::{self, Structure, steps};
use crate::take::{Asked, SCHEMA, Shaped, Source, Take, Warning};
use crate::transcribe::Said;
use crate::transcribe::quote::Quotes;
use crate::units::TimeSpan;

/// All that is known about an answer before anything is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Where it came from.
    pub source: Source,
    /// What it answers.
    pub asked: Asked,
    /// What the sound tells; `None` for a transcript alone.
    pub acoustics: Option<Acoustics>,
    /// What the words tell.
    pub said: Said,
    /// What may be wrong with the recording.
    pub warnings: Vec<Warning>,
}

/// The clock of an answer: what rates are counted against.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// From the first speech to the last; from the first word to the last when there is no audio; `None` without times.
    pub span: Option<TimeSpan>,
    /// The span without its pauses, s; `None` without audio, since gaps between words are not pauses, and where noise fills them.
    pub speaking_s: Option<f64>,
    /// Silent pauses of 250 ms and more, in order; empty without audio.
    pub pauses: Vec<TimeSpan>,
}

/// A sound without words at the start or the end of a recording is no longer than this, and apart from the words by at least
/// so much, s: a cough, a chair, someone else's "hmm".
const NOISE_S: f64 = 1.5;
const NOISE_APART_S: f64 = 1.0;

impl Frame {
    fn of(evidence: &Evidence) -> Self {
        let words: Option<Vec<TimeSpan>> = evidence.said.transcript.words.iter().map(|w| w.span).collect();
        let Some(acoustics) = &evidence.acoustics else {
            let words = evidence.said.transcript.words.iter().filter_map(|w| w.span);
            return Self { span: words.reduce(TimeSpan::join), ..Self::default() };
        };
        let speech = without_noise(&acoustics.speech, &words.unwrap_or_default());
        let span = speech.iter().copied().reduce(TimeSpan::join);
        let counts =
            |s: &&TimeSpan| s.length_s() >= pauses::THRESHOLD_S && span.is_some_and(|span| span.overlap_s(**s) > 0.0);
        let pauses: Vec<TimeSpan> = acoustics.silences.iter().filter(counts).copied().collect();
        let paused_s: f64 = pauses.iter().map(|p| p.length_s()).sum();
        let tells = acoustics.snr_db.is_none_or(|snr_db| snr_db >= pauses::MIN_SNR_DB);
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

/// Measures everything the evidence allows, and says why of the rest.
#[must_use]
pub fn take(evidence: Evidence) -> Take {
    let frame = Frame::of(&evidence);
    let Evidence { source, asked, acoustics, said, warnings } = evidence;
    let transcript = said.transcript;
    let tokens = tokens::tokenize(&transcript, acoustics.as_ref().map(|a| a.silences.as_slice()));
    let sentences = sentences::split(&tokens);
    let occurrences = filler_words::find(&tokens, &sentences, &transcript.language);
    let sounds: Vec<_> =
        occurrences.iter().filter(|o| o.kind == filler_words::Kind::Sound).filter_map(|o| o.char_start).collect();
    let words: Vec<_> = tokens.iter().filter(|t| !sounds.contains(&t.char_start)).collect();
    let english = is_english(&transcript.language);
    let nuclei = acoustics.as_ref().filter(|a| a.pitch.is_some()).map(|a| a.nuclei.len());
    let doubted = nuclei.zip(acoustics.as_ref()).filter(|_| english && !tokens.is_empty()).and_then(|(nuclei, a)| {
        crosscheck::doubted(nuclei, a.snr_db, tokens.iter().map(|t| syllables::count(&t.norm)).sum())
    });
    let lost = acoustics.as_ref().filter(|_| english).map(|a| crosscheck::lost(a, &tokens)).unwrap_or_default();
    let suspected = acoustics.as_ref().and_then(|a| fillers::suspected(a, &tokens, &transcript.words, &lost));
    let structure = if english { structure::outline(&tokens, &sentences) } else { Structure::unclear() };
    let content =
        if english { content::of(&transcript.text, &tokens, &sentences, &structure) } else { Content::default() };
    let shape = content.lessons.as_ref().map(|lessons| {
        let (name, chosen_by) = asked.shape();
        let steps = steps::heard(name, &transcript.text, &tokens, &sentences, &structure, lessons);
        Shaped { name, chosen_by, steps }
    });
    let quotes = Quotes::of(&transcript);
    let pace = pace::of(&frame, &words, english, nuclei, &lost, &quotes);
    let pauses = acoustics.is_some().then(|| pauses::of(&frame, &tokens, &occurrences, &lost));
    let delivery = acoustics.map(|a| delivery::of(a, &tokens, &sentences, &quotes)).unwrap_or_default();
    let mut take = Take {
        schema: SCHEMA,
        outloud: env!("CARGO_PKG_VERSION").into(),
        duration: duration::of(&frame, words.len()),
        pace,
        pauses,
        fillers: fillers::of(&frame, occurrences, suspected, if english { tokens.len() } else { 0 }),
        repetition: repetition::find(&tokens).outside(&lost),
        wording: wording::of(&tokens, &sentences, english),
        content,
        shape,
        timeline: None,
        structure,
        delivery,
        findings: Vec::new(),
        warnings: [warnings, said.warnings, Vec::from_iter(crosscheck::missing(&lost).or(doubted))].concat(),
        lost,
        notes: said.notes,
        source,
        question: asked,
        transcript,
    };
    let notes = why_null(&take);
    take.notes.extend(notes);
    take.timeline =
        timeline::of(&take.transcript, &take.structure, bands::apply(take.duration.speech_span_s, take.pace.words));
    take.findings = findings::of(&take);
    take
}

/// The reason for everything in `take` that is null.
fn why_null(take: &Take) -> Vec<String> {
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
    note(
        take.pauses.as_ref().is_some_and(|pauses| pauses.count.is_none()),
        "pauses, articulation rate: the voice is less than 13 dB above the noise, which fills silences",
    );
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
        take.content.quantities.is_some() && take.content.quantified_result.is_none(),
        "quantified result: no sentence was recognised as the result",
    );
    notes
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
