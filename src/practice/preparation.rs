//! How far somebody is with preparing for an interview, as it is told and written for other programs: days are "2026-12-03".

use serde::Serialize;

use super::agenda::WhyPlanned;
use super::interview::PlanNote;
use super::outcome::TakeOutcome;

/// A plan, what is done of it, and what is to be done on which day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preparation {
    /// Whom it is for; null where nobody said.
    pub company: Option<String>,
    /// The day of the interview.
    pub date: String,
    /// The same as people say it.
    #[serde(skip)]
    pub date_told: String,
    /// Midnights until then; less than 0 when it is over.
    pub days_left: i64,
    /// The day on which the plan was made.
    pub begun: String,
    /// Time for each day, min.
    pub minutes: u32,
    /// Who is to speak; null where nobody is named.
    pub speaker: Option<String>,
    /// Categories that it keeps to; none for all.
    pub categories: Vec<String>,
    /// The file of the plan.
    pub file: String,
    /// What is not there yet.
    pub gaps: OpenGaps,
    /// Questions that were answered since the plan was made, the last first.
    pub done: Vec<DoneQuestion>,
    /// The days that are left, today first.
    pub days: Vec<AgendaDay>,
    /// What was noted, in the order of the file.
    pub notes: Vec<PlanNote>,
}

/// What is not there yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenGaps {
    /// Questions whose last answer that could be judged was weak.
    pub weak: Vec<String>,
    /// Questions that were never answered,
    pub never: usize,
    /// of so many.
    pub of: usize,
    /// Categories of which no question was ever answered.
    pub untouched: Vec<String>,
    /// Categories that no story is for.
    pub without_story: Vec<String>,
    /// Stories that were never told, of which numbers were left out, or that lack something.
    pub stories: Vec<OpenStory>,
    /// Recordings that wait to be analysed.
    pub waiting: usize,
}

/// A story that is not ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenStory {
    /// Its name.
    pub name: String,
    /// The day on which it was told last; null where it never was.
    pub told: Option<String>,
    /// Its numbers that were not heard then.
    pub missed: Vec<String>,
    /// What is not written down of it.
    pub lacks: Vec<String>,
}

/// A question that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoneQuestion {
    /// Its name.
    pub id: String,
    /// How often.
    pub takes: usize,
    /// The day on which it was answered last.
    pub last: String,
    /// What that answer was like.
    pub outcome: TakeOutcome,
}

/// A day that is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgendaDay {
    /// Which.
    pub date: String,
    /// The same as people say it.
    #[serde(skip)]
    pub date_told: String,
    /// What it is for.
    pub kind: AgendaKind,
    /// What it takes, min.
    pub minutes: u32,
    /// Questions of a mock interview; 0 on other days.
    pub mock: u32,
    /// What to say, in this order.
    pub questions: Vec<AgendaQuestion>,
}

/// What a day is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AgendaKind {
    /// Questions one by one.
    Practice,
    /// Nothing: none is due.
    Free,
    /// A mock interview.
    Mock,
    /// Half as much: the last day.
    Light,
}

/// A question on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgendaQuestion {
    /// Its name.
    pub id: String,
    /// Its words.
    pub ask: String,
    /// Its category.
    pub category: String,
    /// What it takes, min.
    pub minutes: u32,
    /// Why it is on that day.
    pub why: WhyPlanned,
    /// The story to tell; null where none is for its category.
    pub story: Option<String>,
}
