//! What was said of each question and the days that are left in, what to say on which day out. The rule stands in
//! `docs/PRACTICE.md`.

use serde::Serialize;

use super::outcome::TakeOutcome;
use super::schedule::{Due, Practised, order};
use crate::moment::Moment;

/// What a question takes besides saying it, min: to think, and to read twice what a listener noticed.
const AROUND_MIN: u32 = 3;
/// Questions of a mock interview, at most, and what each takes, min: once said, read at the end.
const MOCK: (u32, u32) = (5, 4);
/// Days from which on one of them is for a mock interview.
const DAYS_FOR_MOCK: usize = 3;

/// A question that may be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    /// What is known of it.
    pub practised: Practised,
    /// What it takes, as [`minutes`] works it out.
    pub minutes: u32,
    /// Its category, as a number.
    pub category: usize,
    /// The story that it is told with, by its place; `None` where there is none.
    pub story: Option<usize>,
}

/// How much time there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// A moment of each day, the first first; none is the day of the interview, or after it.
    pub days: Vec<Moment>,
    /// For each day, min.
    pub minutes: u32,
    /// What is used of the first day already, min.
    pub used: u32,
    /// The question that an interview begins with, by its place.
    pub opener: Option<usize>,
}

/// What a day is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Questions one by one.
    Practice,
    /// A mock interview of so many questions: the day before the last.
    Mock(u32),
    /// Half as much, and hardly anything new: the last day.
    Light,
}

/// A day of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedDay {
    /// A moment of it.
    pub day: Moment,
    /// What it is for.
    pub kind: DayKind,
    /// What to say, most urgent first; none where nothing is due.
    pub rounds: Vec<PlannedRound>,
}

/// A question on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedRound {
    /// Its place.
    pub place: usize,
    /// What it takes, min.
    pub minutes: u32,
    /// Why it is on that day.
    pub why: WhyPlanned,
}

/// Why a question is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum WhyPlanned {
    /// An interview begins with it.
    Opener,
    /// Its last answer was weak.
    Weak,
    /// It is due again.
    Due,
    /// Its story was never told, or not all of it.
    Story,
    /// It was never answered.
    New,
}

impl PlannedDay {
    /// What it takes, min.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        match self.kind {
            DayKind::Mock(questions) => questions * MOCK.1,
            DayKind::Practice | DayKind::Light => self.rounds.iter().map(|round| round.minutes).sum(),
        }
    }
}

/// What a question takes whose answer is to be `answer_s` long, min: it is said twice.
#[must_use]
pub fn minutes(answer_s: u32) -> u32 {
    (2 * answer_s).div_ceil(60) + AROUND_MIN
}

/// Which of `questions` to say on which day of `frame`. `open` says of each story whether it was never told, or not all of it. What is
/// planned is taken for said, and well: whoever says it otherwise plans anew.
#[must_use]
pub fn plan(questions: &[Rehearsal], open: &[bool], frame: &Frame) -> Vec<PlannedDay> {
    let mut left = Left { questions: questions.to_vec(), open: open.to_vec() };
    let days = frame.days.len();
    let one = |(n, &day): (usize, &Moment)| {
        let kind = if n + 1 == days {
            DayKind::Light
        } else if n + 2 == days && days >= DAYS_FOR_MOCK {
            DayKind::Mock(MOCK.0.min(frame.minutes / MOCK.1))
        } else {
            DayKind::Practice
        };
        let used = if n == 0 { frame.used } else { 0 };
        let rounds = match kind {
            DayKind::Mock(_) => Vec::new(),
            DayKind::Practice => left.fill(day, frame.minutes.saturating_sub(used), None, true),
            // Who has no other day meets what is new now or never.
            DayKind::Light => left.fill(day, (frame.minutes / 2).saturating_sub(used), frame.opener, days == 1),
        };
        PlannedDay { day, kind, rounds }
    };
    frame.days.iter().enumerate().map(one).collect()
}

/// What is left to be planned.
struct Left {
    questions: Vec<Rehearsal>,
    open: Vec<bool>,
}

impl Left {
    /// So many `minutes` of `day` with the most urgent questions that fit, the `opener` before all; what is `new` only if that is wanted.
    fn fill(&mut self, day: Moment, mut minutes: u32, opener: Option<usize>, new: bool) -> Vec<PlannedRound> {
        let mut rounds = Vec::new();
        let mut wanted: Vec<_> = opener.map(|place| (place, WhyPlanned::Opener)).into_iter().collect();
        loop {
            wanted.extend(self.urgent(day, new));
            let fits = |&(place, _): &(usize, WhyPlanned)| {
                let question = &self.questions[place];
                question.minutes <= minutes && question.practised.last.is_none_or(|last| day.days_since(last) > 0)
            };
            let Some((place, why)) = wanted.drain(..).find(fits) else { return rounds };
            let round = PlannedRound { place, minutes: self.questions[place].minutes, why };
            minutes -= round.minutes;
            self.say(place, day);
            rounds.push(round);
        }
    }

    /// What is to be said on `day`, most urgent first: what is due, what tells an open story, what is new.
    fn urgent(&self, day: Moment, new: bool) -> Vec<(usize, WhyPlanned)> {
        let practised: Vec<Practised> = self.questions.iter().map(|question| question.practised.clone()).collect();
        let mut urgent: Vec<_> =
            order(&practised, day).into_iter().filter_map(|place| Some((place, self.why(place, day, new)?))).collect();
        // Those due stay in the order of their boxes.
        urgent.sort_by_key(|(_, why)| (*why).max(WhyPlanned::Due));
        urgent
    }

    /// Why the question at `place` is to be said on `day`; `None` where it is not.
    fn why(&self, place: usize, day: Moment, new: bool) -> Option<WhyPlanned> {
        let Rehearsal { practised, story, .. } = &self.questions[place];
        let due = practised.due(day);
        match due {
            Due::Again { .. } => Some(if practised.is_weak() { WhyPlanned::Weak } else { WhyPlanned::Due }),
            Due::New if !new => None,
            Due::New | Due::Later { .. } if story.is_some_and(|story| self.open[story]) => Some(WhyPlanned::Story),
            Due::New => Some(WhyPlanned::New),
            Due::Later { .. } => None,
        }
    }

    /// Takes the question at `place` for said on `day`, and well.
    fn say(&mut self, place: usize, day: Moment) {
        let Rehearsal { practised, category, story, .. } = &mut self.questions[place];
        practised.last = Some(day);
        practised.outcomes.insert(0, TakeOutcome::Sound);
        if let Some(story) = *story {
            self.open[story] = false;
        }
        let category = *category;
        for other in self.questions.iter_mut().filter(|other| other.category == category) {
            other.practised.in_category += 1;
        }
    }
}

#[cfg(test)]
mod tests;
