//! A labelled answer in, its timeline out: how long each part takes, in which order they come, and what stands out.

use serde::{Deserialize, Serialize};

use crate::quotes::Quotes;
use crate::structure::{self, Label, StoryKind, Structure};
use crate::transcript::Transcript;
use crate::usual::{CLEAR, LATE_RESULT, Ranges, Standing};

/// The parts of a story against the clock. Only sentences whose label is clear count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// Each part that is told, in the order in which it first is.
    pub parts: Vec<Told>,
    /// What no label can be given to, as a share of the answer, 0–1.
    pub unclear: f64,
    /// Situation and task take more of the answer, or more time, than is usual; null where bands do not apply.
    pub long_setup: Option<bool>,
    /// The action takes less of the answer than is usual, even with all that is unclear and one sentence more; null where bands do not apply.
    pub thin_action: Option<bool>,
    /// How the result stands.
    pub result: Outcome,
}

/// One part of the story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Which.
    pub part: Label,
    /// How long its sentences take together, s; null without times.
    pub seconds: Option<f64>,
    /// Its share of the answer, 0–1: that of [`Structure::shares`].
    pub share: f64,
    /// The first words of its first sentence.
    pub first_words: String,
    /// When its first sentence begins, s; null without times.
    pub start_s: Option<f64>,
    /// First character of its first sentence.
    pub char_start: usize,
}

/// Whether and where a result is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// In time.
    Told,
    /// Only in the last tenth of the answer.
    Late,
    /// The part is among [`Structure::missing`].
    Missing,
    /// Nothing can be said for sure.
    Unclear,
}

impl Timeline {
    /// The clear share of `parts` in the answer, percent.
    pub(crate) fn percent(&self, parts: &[Label]) -> f64 {
        100.0 * self.parts.iter().filter(|told| parts.contains(&told.part)).map(|told| told.share).sum::<f64>()
    }

    /// How long `parts` take together, s; `None` without times or when none of them is told.
    pub(crate) fn seconds(&self, parts: &[Label]) -> Option<f64> {
        let among = self.parts.iter().filter(|told| parts.contains(&told.part));
        among.map(|told| told.seconds).reduce(|a, b| a.zip(b).map(|(a, b)| a + b)).flatten()
    }
}

/// The timeline of the story that `structure` finds in `transcript`; `None` when no story is told. `ranges` are what it is judged
/// by; `None` where there is too little speech for them.
#[must_use]
pub fn measure(transcript: &Transcript, structure: &Structure, ranges: Option<&Ranges>) -> Option<Timeline> {
    let sentences = &structure.sentences;
    if structure.kind != StoryKind::Story || sentences.is_empty() {
        return None;
    }
    let quotes = Quotes::new(transcript);
    let shares = structure::shares(sentences);
    let mut parts: Vec<Told> = Vec::new();
    for sentence in sentences.iter().filter(|part| part.confidence >= CLEAR) {
        let seconds = sentence.place.span.map(crate::units::TimeSpan::length_s);
        if let Some(told) = parts.iter_mut().find(|told| told.part == sentence.label) {
            told.seconds = told.seconds.zip(seconds).map(|(a, b)| a + b);
        } else {
            parts.push(Told {
                part: sentence.label,
                seconds,
                share: shares.get(&sentence.label).copied().unwrap_or_default(),
                first_words: quotes.opening(sentence.place.chars.clone()),
                start_s: sentence.place.span.map(|span| span.start_s),
                char_start: sentence.place.chars.start,
            });
        }
    }
    let unclear = (1.0 - parts.iter().map(|told| told.share).sum::<f64>()).max(0.0);
    let mut line = Timeline { long_setup: None, thin_action: None, result: outcome(structure), unclear, parts };
    if let Some(ranges) = ranges {
        let setup = [Label::Situation, Label::Task];
        line.long_setup = Some(
            ranges.setup_percent.judge(line.percent(&setup)) == Standing::FarAbove
                || line.seconds(&setup).is_some_and(|s| ranges.setup_s.judge(s) == Standing::FarAbove),
        );
        // One sentence in ten has another label than a listener would give it: one more must not change the verdict.
        let most = line.percent(&[Label::Action]) + 100.0 * (line.unclear + 1.0 / sentences.len() as f64);
        line.thin_action = Some(ranges.action_percent.judge(most) == Standing::FarBelow);
    }
    Some(line)
}

fn outcome(structure: &Structure) -> Outcome {
    let mut before = 0.0;
    for (sentence, size) in structure.sentences.iter().zip(structure::sizes(&structure.sentences)) {
        if sentence.label == Label::Result {
            return match before {
                _ if sentence.confidence < CLEAR => Outcome::Unclear,
                share if share > LATE_RESULT => Outcome::Late,
                _ => Outcome::Told,
            };
        }
        before += size;
    }
    if structure.missing.contains(&Label::Result) { Outcome::Missing } else { Outcome::Unclear }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, ANSWER, STUCK};
    use crate::usual::USUAL;

    fn timeline(script: &[(Label, f64, &str)]) -> Timeline {
        sample::take(script).measures.timeline.unwrap()
    }

    /// Ten sentences of equal length, `action` of them about the action, `unclear` unclear.
    fn tenths(action: usize, unclear: usize) -> Timeline {
        let label = |k: usize| match k {
            k if k < action => (Label::Action, 0.9, "I put the bread on the new shelf."),
            k if k < action + unclear => (Label::Action, 0.5, "I put the bread on the new shelf."),
            _ => (Label::Situation, 0.9, "I had the bread on the old shelf."),
        };
        let mut script: Vec<_> = (0..10).map(label).collect();
        script.rotate_left(action + unclear);
        timeline(&script)
    }

    #[test]
    fn action_is_thin_only_if_no_unclear_part_and_no_other_sentence_can_change_it() {
        assert_eq!(tenths(2, 0).thin_action, Some(true));
        assert_eq!(tenths(4, 0).thin_action, Some(false));
        assert_eq!(tenths(2, 2).thin_action, Some(false));
    }

    #[test]
    fn a_long_setup_is_one_over_forty_percent_or_forty_five_seconds() {
        assert_eq!(tenths(7, 0).long_setup, Some(false));
        assert_eq!(tenths(5, 0).long_setup, Some(true));
        assert!((tenths(5, 0).percent(&[Label::Situation, Label::Task]) - 50.0).abs() < 5.0);
        let mut take = sample::answer();
        take.structure.sentences[0].place.span = Some(crate::units::TimeSpan::new(0.0, 46.0));
        take.structure.sentences[3].place.span = Some(crate::units::TimeSpan::new(46.0, 400.0));
        let line = measure(&take.transcript, &take.structure, Some(&USUAL)).unwrap();
        assert!(line.percent(&[Label::Situation, Label::Task]) < 40.0);
        assert_eq!(line.long_setup, Some(true));
    }

    #[test]
    fn seconds_of_parts_add_up() {
        let line = timeline(ANSWER);
        let each = [Label::Situation, Label::Task].map(|part| line.seconds(&[part]).unwrap());
        assert!((line.seconds(&[Label::Situation, Label::Task]).unwrap() - each[0] - each[1]).abs() < 1e-9);
        assert_eq!(line.seconds(&[Label::Other]), None);
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
        assert_eq!(measure(&take.transcript, &take.structure, None), None);
    }
}
