//! A labelled answer in, its timeline out: how long each part takes, in which order they come, and what stands out.

use serde::Serialize;

use super::bands::{self, CLEAR, Standing};
use crate::structure::{Kind, Label, Part, Structure};
use crate::transcribe::Transcript;

/// Words quoted of a part at most.
const QUOTED: usize = 8;
/// A result that begins after this share of the answer comes late. Our judgement.
const LATE: f64 = 0.9;

/// The parts of a story against the clock. Only sentences whose label is clear count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    /// Each part that is told, in the order in which it first is.
    pub parts: Vec<Told>,
    /// What no label can be given to, as a share of the answer, 0–1.
    pub unclear: f64,
    /// Situation and task take over 40 % or 45 s; null where bands do not apply.
    pub long_setup: Option<bool>,
    /// The action takes under 40 %, even with all that is unclear; null where bands do not apply.
    pub thin_action: Option<bool>,
    /// How the result stands.
    pub result: Outcome,
}

/// One part of the story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// Which.
    pub part: Label,
    /// How long its sentences take together, s; null without times.
    pub seconds: Option<f64>,
    /// Its share of the answer, 0–1: of the speaking time, or of the characters without times.
    pub share: f64,
    /// The first words of its first sentence.
    pub first_words: String,
    /// When its first sentence begins, s; null without times.
    pub start_s: Option<f64>,
    /// First character of its first sentence.
    pub char_start: usize,
}

/// Whether and where a result is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// In time.
    Told,
    /// Only in the last tenth of the answer.
    Late,
    /// It is more probably left out than told.
    Missing,
    /// Nothing can be said for sure.
    Unclear,
}

/// The timeline of the story that `structure` finds in `transcript`; `None` when no story is told. `judged` says whether there is
/// enough speech for bands.
#[must_use]
pub fn of(transcript: &Transcript, structure: &Structure, judged: bool) -> Option<Timeline> {
    let sentences = &structure.sentences;
    if structure.kind != Kind::Story || sentences.is_empty() {
        return None;
    }
    let timed = sentences.iter().all(|part| part.span.is_some_and(|span| span.length_s() > 0.0));
    let size = |part: &Part| match part.span {
        Some(span) if timed => span.length_s(),
        _ => part.char_end.saturating_sub(part.char_start) as f64,
    };
    let whole: f64 = sentences.iter().map(size).sum::<f64>().max(f64::MIN_POSITIVE);
    let mut parts: Vec<Told> = Vec::new();
    for sentence in sentences.iter().filter(|part| part.confidence >= CLEAR) {
        let seconds = sentence.span.map(crate::units::TimeSpan::length_s);
        if let Some(told) = parts.iter_mut().find(|told| told.part == sentence.label) {
            told.share += size(sentence) / whole;
            told.seconds = told.seconds.zip(seconds).map(|(a, b)| a + b);
        } else {
            parts.push(Told {
                part: sentence.label,
                seconds,
                share: size(sentence) / whole,
                first_words: first_words(transcript, sentence),
                start_s: sentence.span.map(|span| span.start_s),
                char_start: sentence.char_start,
            });
        }
    }
    let share = |label: Label| parts.iter().find(|told| told.part == label).map_or(0.0, |told| told.share);
    let unclear = (1.0 - parts.iter().map(|told| told.share).sum::<f64>()).max(0.0);
    let setup = |told: &&Told| matches!(told.part, Label::Situation | Label::Task);
    let setup_s: Option<f64> = parts.iter().filter(setup).map(|told| told.seconds).sum();
    let setup_share = share(Label::Situation) + share(Label::Task);
    let long_setup = bands::SETUP_PERCENT.judge(100.0 * setup_share) == Standing::FarAbove
        || setup_s.is_some_and(|s| bands::SETUP_S.judge(s) == Standing::FarAbove);
    let thin_action = bands::ACTION_PERCENT.judge(100.0 * (share(Label::Action) + unclear)) == Standing::FarBelow;
    Some(Timeline {
        long_setup: judged.then_some(long_setup),
        thin_action: judged.then_some(thin_action),
        result: outcome(structure, whole, size),
        unclear,
        parts,
    })
}

fn outcome(structure: &Structure, whole: f64, size: impl Fn(&Part) -> f64) -> Outcome {
    let mut before = 0.0;
    for sentence in &structure.sentences {
        if sentence.label == Label::Result {
            return match before / whole {
                _ if sentence.confidence < CLEAR => Outcome::Unclear,
                share if share > LATE => Outcome::Late,
                _ => Outcome::Told,
            };
        }
        before += size(sentence);
    }
    if structure.missing.contains(&Label::Result) { Outcome::Missing } else { Outcome::Unclear }
}

/// The first words of `sentence` as the transcript has them.
fn first_words(transcript: &Transcript, sentence: &Part) -> String {
    let inside = transcript.words.iter().filter(|word| sentence.holds(word.char_start)).take(QUOTED);
    let end = inside.last().map_or(sentence.char_start, |word| word.char_end);
    transcript.text.chars().take(end).skip(sentence.char_start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{self, ANSWER, STUCK};

    fn timeline(script: &[(Label, f64, &str)]) -> Timeline {
        let take = sample::take(script);
        of(&take.transcript, &take.structure, true).unwrap()
    }

    #[test]
    fn parts_come_in_the_order_told_with_their_first_words() {
        let line = timeline(ANSWER);
        let order: Vec<Label> = line.parts.iter().map(|told| told.part).collect();
        assert_eq!(order, [Label::Situation, Label::Task, Label::Action, Label::Result, Label::Reflection]);
        assert_eq!(line.parts[1].first_words, "I was asked to find out why before");
        assert!((line.parts.iter().map(|told| told.share).sum::<f64>() + line.unclear - 1.0).abs() < 1e-9);
        assert_eq!((line.long_setup, line.thin_action, line.result), (Some(false), Some(false), Outcome::Told));
    }

    #[test]
    fn a_long_setup_without_result_says_so() {
        let line = timeline(STUCK);
        assert_eq!((line.long_setup, line.result), (Some(true), Outcome::Missing));
        let unsure = timeline(&[(Label::Situation, 0.9, "It was cold."), (Label::Result, 0.5, "It was warm.")]);
        assert_eq!(unsure.result, Outcome::Unclear);
    }

    #[test]
    fn a_result_in_the_last_words_is_late() {
        let mut script = ANSWER[..7].to_vec();
        script.push((Label::Result, 0.9, "It worked."));
        assert_eq!(timeline(&script).result, Outcome::Late);
    }

    #[test]
    fn without_a_story_there_is_no_timeline() {
        let take = sample::nothing();
        assert_eq!(of(&take.transcript, &take.structure, false), None);
    }
}
