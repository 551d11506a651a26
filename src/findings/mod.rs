//! Measures in, at most three findings and one next action out: what was seen, what it does to a listener, what to do.

mod content;
pub(crate) mod figure;
mod sound;
mod story;
#[cfg(test)]
mod tests;
pub(crate) mod told;
mod words;

use serde::Serialize;

use crate::measures::{bands, crosscheck};
use crate::take::Take;
use crate::transcribe::quote::Quotes;
use crate::units::{TimeSpan, span_or_null};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Change this first.
    Fix,
    /// Keep an eye on it.
    Watch,
    /// Keep doing it.
    Good,
}

/// A moment to replay.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// When; null without times.
    #[serde(flatten, serialize_with = "span_or_null")]
    pub span: Option<TimeSpan>,
    /// The words said there.
    pub quote: String,
}

/// One thing a listener noticed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Stable name, for scripts: "result-missing".
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was measured, with its unit, and what it does to a listener.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// Where to hear it.
    pub evidence: Vec<Evidence>,
}

/// Findings shown at most.
const MOST: usize = 3;
/// Moments given as evidence of one finding at most.
const MOMENTS: usize = 3;

/// What a rule looks at.
struct Facts<'a> {
    take: &'a Take,
    quotes: Quotes<'a>,
    /// Why the words cannot be trusted, for the user; `None` when they can.
    doubt: Option<&'static str>,
}

impl Facts<'_> {
    /// How the answer ends.
    fn ending(&self) -> Option<Evidence> {
        self.quotes.ending().map(|(span, quote)| Evidence { span, quote })
    }
}

/// What a finding stands on: judgement about words is only as good as the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Basis {
    /// Time, silence, pitch, and how many words in all: true whatever was recognised.
    Sound,
    /// Which words were said, and when.
    Words,
}

type Rule = fn(&Facts<'_>) -> Option<Finding>;

/// Every rule; among findings of one severity the earlier counts more.
const RULES: &[(Basis, Rule)] = &[
    (Basis::Words, story::result_missing),
    (Basis::Words, story::generic_answer),
    (Basis::Sound, sound::length_over),
    (Basis::Sound, sound::length_short),
    (Basis::Words, words::fillers_many),
    (Basis::Words, sound::pace),
    (Basis::Words, words::stalls),
    (Basis::Words, story::long_setup),
    (Basis::Words, story::action_thin),
    (Basis::Words, content::blame),
    (Basis::Words, content::hedged_result),
    (Basis::Words, content::step_not_heard),
    (Basis::Words, story::result_not_quantified),
    (Basis::Words, content::vague_claim),
    (Basis::Words, content::only_we),
    (Basis::Words, content::result_late),
    (Basis::Words, sound::rushed_stretch),
    (Basis::Sound, sound::silence_much),
    (Basis::Words, words::hedges_many),
    (Basis::Words, words::repeats),
    (Basis::Words, words::long_sentences),
    (Basis::Words, words::same_opener),
    (Basis::Words, words::trailing_end),
    (Basis::Sound, sound::pitch_flat),
    (Basis::Sound, sound::monotone_stretch),
    (Basis::Words, sound::sentences_fade),
    (Basis::Words, story::result_quantified),
    (Basis::Words, content::lesson_told),
    (Basis::Words, content::choice_told),
    (Basis::Words, words::fillers_few),
    (Basis::Sound, sound::length_good),
    (Basis::Words, sound::pace_steady),
    (Basis::Words, words::no_stalls),
];

/// The findings of a take whose measures are complete, most important first, at most three. The first one's advice is the
/// next action. None for an answer too short to judge.
#[must_use]
pub fn of(take: &Take) -> Vec<Finding> {
    if !bands::apply(take.duration.speech_span_s, take.pace.words) {
        return Vec::new();
    }
    let facts = Facts { take, quotes: Quotes::of(&take.transcript), doubt: doubt(take) };
    let mut found: Vec<(Basis, Finding)> =
        RULES.iter().filter_map(|&(basis, rule)| Some((basis, facts.temper(basis, rule(&facts)?)?))).collect();
    // The sort keeps the rules' order, but what words say counts less where words are in doubt.
    let doubted = |basis| facts.doubt.is_some() && basis == Basis::Words;
    found.sort_by_key(|(basis, finding)| (finding.severity, doubted(*basis)));
    let mut found: Vec<Finding> = found.into_iter().map(|(_, finding)| finding).collect();
    let faults = found.iter().filter(|finding| finding.severity != Severity::Good).count();
    // One good word beside what to change; a fine answer hears only good ones.
    found.truncate(if faults == 0 { MOST } else { MOST.min(faults + 1) });
    found
}

impl Facts<'_> {
    /// Judgement about words that may be wrong is no reason to change anything before listening, nor for praise.
    fn temper(&self, basis: Basis, mut finding: Finding) -> Option<Finding> {
        let Some(doubt) = self.doubt.filter(|_| basis == Basis::Words) else { return Some(finding) };
        if finding.severity == Severity::Good {
            return None;
        }
        finding.severity = Severity::Watch;
        finding.message = format!("{} (Check by ear: {doubt}.)", finding.message);
        Some(finding)
    }
}

/// Why the words of `take` are not to be trusted, as a clause; `None` when they are.
#[must_use]
pub fn doubt(take: &Take) -> Option<&'static str> {
    if take.warnings.iter().any(|warning| warning.id == "demo-model") {
        return Some("the demo model gets many words wrong");
    }
    if take.warnings.iter().any(|warning| warning.id == crosscheck::DOUBTFUL) {
        return Some("the words do not match the sound");
    }
    if take.warnings.iter().any(|warning| warning.id == crosscheck::MISSING) {
        return Some("words are missing from the transcript");
    }
    let sure: Vec<f64> = take.transcript.words.iter().filter_map(|word| word.confidence).collect();
    let mean = sure.iter().sum::<f64>() / sure.len() as f64;
    (mean < bands::TRUSTED_WORDS).then_some("the words were hard to recognise")
}
