//! What a rule saw in an answer, as data: [`super::text`] makes words of it.

use super::finding::{FindingId, Replay, Severity};
use crate::structure::Shape;
use crate::structure::steps::Step;
use crate::units::TimeSpan;

/// What a rule saw: what, how much it matters, and where to hear it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sighting {
    pub(super) seen: Seen,
    pub(super) severity: Severity,
    pub(super) evidence: Vec<Replay>,
}

impl Seen {
    pub(super) fn fix(self, evidence: Vec<Replay>) -> Sighting {
        Sighting { seen: self, severity: Severity::Fix, evidence }
    }

    pub(super) fn watch(self, evidence: Vec<Replay>) -> Sighting {
        Sighting { seen: self, severity: Severity::Watch, evidence }
    }

    pub(super) fn good(self, evidence: Vec<Replay>) -> Sighting {
        Sighting { seen: self, severity: Severity::Good, evidence }
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
        /// Whether a story is expected.
        story: bool,
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
    Named {
        words: String,
    },
    OwnPart {
        i: usize,
    },
    VoiceLively {
        sd_semitones: f64,
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
    pub(super) fn id(&self) -> FindingId {
        match self {
            Self::ResultMissing { .. } => FindingId::ResultMissing,
            Self::GenericAnswer { .. } => FindingId::GenericAnswer,
            Self::LengthOver { .. } => FindingId::LengthOver,
            Self::LengthShort { .. } => FindingId::LengthShort,
            Self::LengthGood { .. } => FindingId::LengthGood,
            Self::FillersMany { .. } => FindingId::FillersMany,
            Self::FillersFew { .. } => FindingId::FillersFew,
            Self::PaceFast { .. } => FindingId::PaceFast,
            Self::PaceSlow { .. } => FindingId::PaceSlow,
            Self::PaceSteady { .. } => FindingId::PaceSteady,
            Self::RushedStretch { .. } => FindingId::PaceRushedStretch,
            Self::Stalls { .. } => FindingId::PausesMidClause,
            Self::PausesPlaced { .. } => FindingId::PausesPlaced,
            Self::SilenceMuch { .. } => FindingId::SilenceMuch,
            Self::LongSetup { .. } => FindingId::LongSetup,
            Self::ActionThin { .. } => FindingId::ActionThin,
            Self::Blame { .. } => FindingId::Blame,
            Self::HedgedResult { .. } => FindingId::HedgedResult,
            Self::VagueClaim { .. } => FindingId::VagueClaim,
            Self::LessonTold { .. } => FindingId::LessonTold,
            Self::ChoiceTold { .. } => FindingId::ChoiceTold,
            Self::Named { .. } => FindingId::DetailNamed,
            Self::OwnPart { .. } => FindingId::OwnPartClear,
            Self::VoiceLively { .. } => FindingId::PitchLively,
            Self::TrailingEnd { .. } => FindingId::TrailingEnd,
            Self::StepNotHeard { .. } => FindingId::StepNotHeard,
            Self::OnlyWe { .. } => FindingId::ActionOnlyWe,
            Self::ResultLate => FindingId::ResultLate,
            Self::ResultNotQuantified => FindingId::ResultNotQuantified,
            Self::ResultQuantified { .. } => FindingId::ResultQuantified,
            Self::HedgesMany { .. } => FindingId::HedgesMany,
            Self::Repeats { .. } => FindingId::Repeats,
            Self::LongSentences { .. } => FindingId::SentencesLong,
            Self::SameOpener { .. } => FindingId::SameOpener,
            Self::PitchFlat { .. } => FindingId::PitchFlat,
            Self::MonotoneStretch { .. } => FindingId::PitchMonotoneStretch,
            Self::SentencesFade { .. } => FindingId::SentencesFade,
        }
    }
}
