//! Evidence in, numbers out: each measure with its definition, its window and its source.
//!
//! Pure. `Option` means "not measurable from this evidence"; the reason goes to the notes.

mod answer;
pub mod clock;
pub mod content;
pub mod crosscheck;
pub mod delivery;
mod doubt;
pub mod duration;
pub mod fading;
pub mod fillers;
pub mod pace;
pub mod pauses;
pub mod timeline;
mod unmeasured;
pub mod wording;

use crate::evidence::Evidence;
use crate::language::sentences::Sentence;
use crate::language::tokens::Token;
use crate::language::{fillers as filler_words, is_english, repetition, sentences, syllables, tokens};
use crate::quotes::Quotes;
use crate::structure::steps::{self, Shaped};
use crate::structure::{self, Structure};
use crate::usual;
use crate::warning::Warning;
use clock::Clock;
use content::Content;

pub use answer::Measures;
pub use doubt::Doubt;

/// What measuring gives: the numbers, what may make them wrong, and why some are missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The numbers.
    pub measures: Measures,
    /// What may make them wrong.
    pub warnings: Vec<Warning>,
    /// Why something is null or uncertain, in words for the user.
    pub notes: Vec<String>,
}

/// Measures everything the evidence allows, and says why of the rest.
#[must_use]
pub fn measure(evidence: Evidence) -> Measured {
    measure_by(structure::outline, evidence)
}

/// The same with the story read off its sentences by `outline`.
pub(crate) fn measure_by(outline: impl FnOnce(&[Token], &[Sentence]) -> Structure, evidence: Evidence) -> Measured {
    let clock = Clock::of(&evidence);
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
    let suspected = acoustics.as_ref().and_then(|a| fillers::suspected(a, &tokens));
    let structure = if english { outline(&tokens, &sentences) } else { Structure::unclear() };
    let content =
        if english { content::of(&transcript.text, &tokens, &sentences, &structure) } else { Content::default() };
    let content = content.among(words.len());
    let shape = content.lessons.as_ref().map(|lessons| {
        let (name, chosen_by) = asked.shape();
        let steps = steps::heard(name, &transcript.text, &tokens, &sentences, &structure, lessons);
        Shaped { name, chosen_by, steps }
    });
    let duration = duration::of(&clock, words.len());
    let quotes = Quotes::of(&transcript);
    let pace = pace::of(&clock, &words, english, nuclei, &quotes);
    let pauses = acoustics.is_some().then(|| pauses::of(&clock, &tokens, &occurrences));
    let delivery = acoustics.map(|a| delivery::of(a, &tokens, &sentences, &quotes)).unwrap_or_default();
    let warnings = [warnings, said.warnings, Vec::from_iter(doubted)].concat();
    let timeline = timeline::of(&transcript, &structure, usual::apply(duration.speech_span_s, pace.words));
    let measures = Measures {
        duration,
        pace,
        pauses,
        fillers: fillers::of(&clock, occurrences, suspected, if english { tokens.len() } else { 0 }),
        repetition: repetition::find(&tokens).among(words.len()),
        wording: wording::of(&tokens, &sentences, english),
        content,
        shape,
        timeline,
        structure,
        delivery,
        doubt: doubt::find(&transcript, &warnings),
        source,
        question: asked,
        transcript,
    };
    let notes = [said.notes, unmeasured::reasons(&measures)].concat();
    Measured { measures, warnings, notes }
}
