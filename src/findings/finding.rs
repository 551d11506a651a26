//! What is told of an answer: one thing a listener noticed, in words, and where to hear it.

use serde::{Deserialize, Serialize};

use crate::units::{self, TimeSpan};

/// Which finding it is. In JSON, for scripts: "result-missing".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingId {
    /// A story without a result.
    ResultMissing,
    /// No particular time is told.
    GenericAnswer,
    /// Longer than is usual.
    LengthOver,
    /// Shorter than is usual.
    LengthShort,
    /// More fillers than are usual.
    FillersMany,
    /// Faster than is usual.
    PaceFast,
    /// Slower than is usual.
    PaceSlow,
    /// Stalls: pauses inside a clause.
    PausesMidClause,
    /// Situation and task take long.
    LongSetup,
    /// The action takes little of the answer.
    ActionThin,
    /// Somebody is run down.
    Blame,
    /// The result is taken back.
    HedgedResult,
    /// A step of the shape was left out.
    StepNotHeard,
    /// A result that says no amount where one would fit.
    ResultNotQuantified,
    /// Something got better, but not what.
    VagueClaim,
    /// "We" and never "I".
    ActionOnlyWe,
    /// The result comes last.
    ResultLate,
    /// One stretch is much faster than the rest.
    PaceRushedStretch,
    /// More silence than is usual.
    SilenceMuch,
    /// More hedges than are usual.
    HedgesMany,
    /// More repeats than are usual.
    Repeats,
    /// Long sentences.
    SentencesLong,
    /// Many sentences begin alike.
    SameOpener,
    /// The last words let the answer fade.
    TrailingEnd,
    /// The pitch hardly moves.
    PitchFlat,
    /// The pitch of a lively voice hardly moves for a while.
    PitchMonotoneStretch,
    /// Sentences end quietly.
    SentencesFade,
    /// A result with an amount.
    ResultQuantified,
    /// A lesson is told.
    LessonTold,
    /// What else there was is told.
    ChoiceTold,
    /// Hardly any fillers.
    FillersFew,
    /// A usual length.
    LengthGood,
    /// An even, usual pace.
    PaceSteady,
    /// Pauses where listeners need them.
    PausesPlaced,
    /// An amount, a time, a place or a person is named.
    DetailNamed,
    /// Who did it is said.
    OwnPartClear,
    /// The pitch moves.
    PitchLively,
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Change this first.
    Fix,
    /// Keep an eye on it.
    Watch,
    /// Keep doing it.
    Good,
}

/// A moment to hear again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replay {
    /// When; null without times.
    #[serde(flatten, with = "units::span_or_null")]
    pub span: Option<TimeSpan>,
    /// The words said there.
    pub quote: String,
}

/// One thing a listener noticed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Which it is.
    pub id: FindingId,
    /// How much it matters.
    pub severity: Severity,
    /// What was measured, with its unit, and what it does to a listener.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// Where to hear it.
    pub evidence: Vec<Replay>,
}
