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
use crate::language::reading::Reading;
use crate::language::tokens::Token;
use crate::language::{syllables, tokens};
use crate::note::Note;
use crate::questions::rubric;
use crate::stories::told;
use crate::structure::steps::{self, Shaped};
use crate::structure::{self, Structure};
use crate::usual::{self, Ranges};
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
    pub notes: Vec<Note>,
}

/// Measures everything the evidence allows, judged by `ranges` where a verdict is a measure, and says why of the rest.
#[must_use]
pub fn measure(evidence: Evidence, ranges: &Ranges) -> Measured {
    measure_by(structure::outline, evidence, ranges)
}

/// The same with the story read off its sentences by `outline`.
pub(crate) fn measure_by(
    outline: impl FnOnce(&Reading<'_>) -> Structure,
    evidence: Evidence,
    ranges: &Ranges,
) -> Measured {
    let clock = Clock::new(&evidence);
    let Evidence { source, asked, acoustics, said: transcript, warnings } = evidence;
    let ranges = &ranges.aimed_at(asked.aim());
    let tokens = tokens::tokenize(&transcript, acoustics.as_ref().map(|a| a.silences.as_slice()));
    let reading = Reading::new(&transcript, &tokens);
    let words: Vec<_> = tokens.iter().filter(|token| !reading.is_sound(token)).collect();
    // Figures count as the words that they are read as; a text without spaces between words has none to count.
    let counted = |tokens: &[&Token]| tokens.iter().map(|token| reading.words(token)).sum::<usize>();
    let spoken = if reading.apart { counted(&words) } else { 0 };
    let sounds = tokens.len() - words.len();
    let english = reading.english;
    let nuclei = acoustics.as_ref().filter(|a| a.pitch.is_some()).map(|a| a.nuclei.len());
    let doubted = nuclei.zip(acoustics.as_ref()).filter(|_| english && !tokens.is_empty()).and_then(|(nuclei, a)| {
        crosscheck::doubted(nuclei, a.snr_db, tokens.iter().map(|t| syllables::count(&t.norm)).sum())
    });
    let lost = acoustics.as_ref().filter(|_| english).map(|a| crosscheck::lost(a, &tokens)).unwrap_or_default();
    let elsewhere = || crosscheck::rests_elsewhere(&acoustics.as_ref()?.silences, &tokens);
    let against = crosscheck::missing(&lost).or(doubted).or_else(elsewhere);
    let suspected = acoustics.as_ref().and_then(|a| fillers::suspected(a, &tokens, &transcript.words, &lost));
    let structure = if english { outline(&reading) } else { Structure::unclear() };
    let content = if english { content::measure(&reading, &structure) } else { Content::default() };
    let content = content.among(spoken);
    let shape = content.lessons.as_ref().map(|lessons| {
        let (name, chosen_by) = asked.shape();
        Shaped { name, chosen_by, steps: steps::heard(name, &reading, &structure, lessons) }
    });
    let rubric = asked.entry.as_ref().filter(|_| english).map(|question| rubric::measure(question, &reading));
    let story = asked.to_tell.as_ref().filter(|_| english).map(|to_tell| told::measure(to_tell, &reading));
    let duration = duration::measure(&clock, spoken, ranges);
    let pace = pace::measure(&clock, &reading, &words, nuclei, &lost);
    let pauses = acoustics.is_some().then(|| pauses::measure(&clock, &reading, &lost));
    let delivery =
        acoustics.map(|a| delivery::measure(a, &tokens, &reading.sentences, &reading.quotes)).unwrap_or_default();
    let wording = wording::measure(&reading, ranges);
    let Reading { fillers, repetition, .. } = reading;
    let judged = usual::apply(duration.speech_span_s, pace.words).then_some(ranges);
    let timeline = timeline::measure(&transcript, &structure, judged);
    let measures = Measures {
        duration,
        pace,
        pauses,
        fillers: fillers::measure(&clock, fillers, suspected, if english { spoken + sounds } else { 0 }),
        repetition: repetition.outside(&lost).among(spoken),
        wording,
        content,
        shape,
        rubric,
        story,
        timeline,
        structure,
        delivery,
        lost,
        doubt: doubt::find(&transcript, against.as_ref().map(|warning| warning.id)),
        source,
        question: asked,
        transcript,
    };
    let caveats = &measures.transcript.caveats;
    let warnings =
        warnings.into_iter().chain(caveats.iter().filter_map(|caveat| caveat.warning())).chain(against).collect();
    let told = caveats.iter().filter(|caveat| caveat.warning().is_none()).map(|&caveat| Note::Words(caveat));
    let notes = told.chain(unmeasured::reasons(&measures).into_iter().map(Note::Unmeasured)).collect();
    Measured { measures, warnings, notes }
}
