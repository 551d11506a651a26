//! Measures and what is usual in, at most three findings and one next action out: what was seen, what it does to a listener,
//! what to do.

mod content;
mod facts;
mod finding;
mod seen;
mod sound;
mod story;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use finding::{Finding, FindingId, Replay, Severity};

use facts::Grounds;
use seen::Sighting;

use crate::measures::{Doubt, Measures};
use crate::usual::Ranges;

/// Findings shown at most.
const MOST: usize = 3;
/// Those among them that say what to change, at most.
const MOST_TO_TRY: usize = 2;

/// What a finding stands on: judgement about words is only as good as the words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Basis {
    /// Time, silence, pitch, and how many words in all: true whatever was recognised.
    Sound,
    /// Which words were said, and when.
    Words,
}

type Rule = fn(&Grounds<'_>) -> Option<Sighting>;

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
    (Basis::Words, content::named),
    (Basis::Words, content::own_part),
    (Basis::Sound, sound::voice_lively),
];

/// The findings of an answer judged by `ranges`, most important first: at most two things to try and one strength, or up to three
/// strengths where there is nothing to change. The first one's advice is the next action.
/// None for an answer too short to judge.
#[must_use]
pub fn find(measures: &Measures, ranges: &Ranges) -> Vec<Finding> {
    if !measures.is_enough() {
        return Vec::new();
    }
    let ranges = &ranges.aimed_at(measures.duration.aim);
    let facts = Grounds::new(measures, ranges);
    let told = |&(basis, rule): &(Basis, Rule)| {
        let doubt = measures.doubt.filter(|_| basis == Basis::Words);
        Some((doubt, tell(rule(&facts)?, doubt, ranges)?))
    };
    let mut found: Vec<(Option<Doubt>, Finding)> = RULES.iter().filter_map(told).collect();
    // The sort keeps the rules' order, but what words say counts less where words are in doubt.
    found.sort_by_key(|(doubt, finding)| (finding.severity, doubt.is_some()));
    let mut found: Vec<Finding> = found.into_iter().map(|(_, finding)| finding).collect();
    let first_good = found.partition_point(|finding| finding.severity != Severity::Good);
    let good = found.split_off(first_good);
    // Nobody changes three things at once; and whoever is to change something hears one true strength beside it.
    found.truncate(MOST_TO_TRY);
    let strengths = if found.is_empty() { MOST } else { 1 };
    found.extend(good.into_iter().take(strengths));
    found
}

/// `noticed` in words. Judgement about words that may be wrong is no reason to change anything before listening, nor for praise.
fn tell(noticed: Sighting, doubt: Option<Doubt>, ranges: &Ranges) -> Option<Finding> {
    let Sighting { seen, severity, evidence } = noticed;
    let message = text::message(&seen, ranges);
    let (severity, message) = match doubt {
        None => (severity, message),
        Some(_) if severity == Severity::Good => return None,
        Some(doubt) => (Severity::Watch, format!("{message} (Check by ear: {doubt}.)")),
    };
    Some(Finding { id: seen.id(), severity, message, advice: text::advice(&seen, ranges), evidence })
}
