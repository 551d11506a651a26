//! What a rule saw in an answer, as data: [`super::text`] makes words of it.

use super::finding::{Id, Replay, Severity};
use crate::structure::Shape;
use crate::structure::steps::Step;
use crate::units::TimeSpan;

/// What a rule saw: what, how much it matters, and where to hear it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Noticed {
    pub(super) seen: Seen,
    pub(super) severity: Severity,
    pub(super) evidence: Vec<Replay>,
}

impl Seen {
    pub(super) fn fix(self, evidence: Vec<Replay>) -> Noticed {
        Noticed { seen: self, severity: Severity::Fix, evidence }
    }

    pub(super) fn watch(self, evidence: Vec<Replay>) -> Noticed {
        Noticed { seen: self, severity: Severity::Watch, evidence }
    }

    pub(super) fn good(self, evidence: Vec<Replay>) -> Noticed {
        Noticed { seen: self, severity: Severity::Good, evidence }
    }
}

/// What can be seen, with the numbers and words of the answer at hand. Shares and rates are percent unless named otherwise.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Seen {
    ResultMissing {
        ends_s: Option<f64>,
    },
    GenericAnswer {
        sentences: usize,
    },
    LengthOver {
        span_s: f64,
    },
    LengthShort {
        span_s: f64,
    },
    LengthGood {
        span_s: f64,
    },
    FillersMany {
        heard: usize,
        percent: f64,
        per_minute: Option<f64>,
        /// The most frequent ones, and how often they were said.
        mostly: Vec<(String, usize)>,
    },
    FillersFew {
        heard: usize,
        percent: f64,
    },
    PaceFast {
        wpm: f64,
    },
    PaceSlow {
        wpm: f64,
    },
    PaceSteady {
        wpm: f64,
    },
    RushedStretch {
        wpm: f64,
        span: TimeSpan,
        /// Over the pace of the whole answer.
        percent: f64,
    },
    Stalls {
        count: usize,
        per_minute: f64,
        longest_s: f64,
    },
    PausesPlaced {
        pauses: usize,
    },
    SilenceMuch {
        percent: f64,
        longest_s: f64,
    },
    LongSetup {
        percent: f64,
        seconds: Option<f64>,
    },
    ActionThin {
        /// What is clearly action.
        percent: f64,
        /// What may be action too.
        unclear: f64,
    },
    Blame {
        words: String,
    },
    HedgedResult {
        words: String,
    },
    VagueClaim {
        words: String,
    },
    LessonTold {
        words: String,
    },
    ChoiceTold {
        words: String,
    },
    TrailingEnd {
        words: String,
    },
    StepNotHeard {
        shape: Shape,
        step: Step,
        heard: usize,
        of: usize,
        advice: &'static str,
    },
    OnlyWe {
        we: usize,
    },
    ResultLate,
    ResultNotQuantified,
    ResultQuantified {
        amount: String,
    },
    HedgesMany {
        count: usize,
        percent: f64,
        first: String,
    },
    Repeats {
        count: usize,
        percent: f64,
    },
    LongSentences {
        count: usize,
        of: usize,
        longest: usize,
    },
    SameOpener {
        count: usize,
        of: usize,
        percent: f64,
        opener: String,
    },
    PitchFlat {
        sd_semitones: f64,
    },
    MonotoneStretch {
        span: TimeSpan,
        range_semitones: f64,
        /// Of the whole answer.
        whole_semitones: f64,
    },
    SentencesFade {
        fall_db: f64,
        sentences: usize,
    },
}

impl Seen {
    /// Which finding it makes.
    pub(super) fn id(&self) -> Id {
        match self {
            Self::ResultMissing { .. } => Id::ResultMissing,
            Self::GenericAnswer { .. } => Id::GenericAnswer,
            Self::LengthOver { .. } => Id::LengthOver,
            Self::LengthShort { .. } => Id::LengthShort,
            Self::LengthGood { .. } => Id::LengthGood,
            Self::FillersMany { .. } => Id::FillersMany,
            Self::FillersFew { .. } => Id::FillersFew,
            Self::PaceFast { .. } => Id::PaceFast,
            Self::PaceSlow { .. } => Id::PaceSlow,
            Self::PaceSteady { .. } => Id::PaceSteady,
            Self::RushedStretch { .. } => Id::PaceRushedStretch,
            Self::Stalls { .. } => Id::PausesMidClause,
            Self::PausesPlaced { .. } => Id::PausesPlaced,
            Self::SilenceMuch { .. } => Id::SilenceMuch,
            Self::LongSetup { .. } => Id::LongSetup,
            Self::ActionThin { .. } => Id::ActionThin,
            Self::Blame { .. } => Id::Blame,
            Self::HedgedResult { .. } => Id::HedgedResult,
            Self::VagueClaim { .. } => Id::VagueClaim,
            Self::LessonTold { .. } => Id::LessonTold,
            Self::ChoiceTold { .. } => Id::ChoiceTold,
            Self::TrailingEnd { .. } => Id::TrailingEnd,
            Self::StepNotHeard { .. } => Id::StepNotHeard,
            Self::OnlyWe { .. } => Id::ActionOnlyWe,
            Self::ResultLate => Id::ResultLate,
            Self::ResultNotQuantified => Id::ResultNotQuantified,
            Self::ResultQuantified { .. } => Id::ResultQuantified,
            Self::HedgesMany { .. } => Id::HedgesMany,
            Self::Repeats { .. } => Id::Repeats,
            Self::LongSentences { .. } => Id::SentencesLong,
            Self::SameOpener { .. } => Id::SameOpener,
            Self::PitchFlat { .. } => Id::PitchFlat,
            Self::MonotoneStretch { .. } => Id::PitchMonotoneStretch,
            Self::SentencesFade { .. } => Id::SentencesFade,
        }
    }
}
