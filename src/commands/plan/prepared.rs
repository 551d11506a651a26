//! A plan, the bank, the stories and the history in, how far its user is out.

use std::collections::HashMap;

use outloud::history::store::History;
use outloud::history::{Entry, Filter};
use outloud::moment::Moment;
use outloud::practice::TakeOutcome;
use outloud::practice::agenda::{self, DayKind, Frame, PlannedDay, Rehearsal};
use outloud::practice::interview::InterviewPlan;
use outloud::practice::preparation::{
    AgendaDay, AgendaKind, AgendaQuestion, DoneQuestion, OpenGaps, OpenStory, Preparation,
};
use outloud::questions::{Bank, Category, Question};
use outloud::stories::CoreStory;
use outloud::stories::fit::uncovered;
use outloud::structure::steps::State;

use super::spoken_by;
use crate::commands::practised::Past;
use crate::commands::{Session, look_at, speaker, stories};
use crate::error::Error;

/// The question that an interview begins with.
const OPENER: &str = "about-yourself";
/// How long an answer is taken to be where its question does not say, s: the middle of what is usual.
const USUAL_S: u32 = 120;

/// When a story was told last, and which of its numbers were not heard then.
struct LastTold {
    taken: Moment,
    missed: Vec<String>,
}

/// How far the user is with `plan` at the moment `now`.
pub(super) fn prepare(
    plan: &InterviewPlan,
    bank: &Bank,
    now: Moment,
    session: &Session<'_>,
) -> Result<Preparation, Error> {
    let history = look_at(session)?;
    let past = Past::read(history.as_ref(), bank, speaker(plan.speaker.as_deref(), session))?;
    let own = stories::known(session)?;
    let told = told(&own, &past.entries, history.as_ref())?;
    let meant = |category: &Category| plan.categories.is_empty() || plan.categories.contains(&category.name);
    let asked: Vec<(&Category, &Question)> = bank.questions().filter(|(category, _)| meant(category)).collect();
    let waiting = Filter { speaker: Some(spoken_by(plan, session)), pending: true, ..Filter::default() };
    let waiting = history.as_ref().map(|history| history.count(&waiting)).transpose()?.unwrap_or_default();
    let sources = PlanSources { asked: &asked, past: &past, own: &own, told: &told };
    let left = plan.date.days_since(now);
    let gaps = sources.gaps(bank.categories().iter().filter(|category| meant(category)), waiting);
    let path = plan.path(&session.paths.plans());
    Ok(Preparation {
        company: plan.company.clone(),
        date: plan.date.date(),
        date_told: plan.date.weekday(),
        days_left: left,
        begun: plan.begun.date(),
        minutes: plan.minutes,
        speaker: plan.speaker.clone(),
        categories: plan.categories.clone(),
        file: path.display().to_string(),
        gaps,
        done: done(&past, plan, bank),
        days: sources.days(plan, now, left),
        notes: plan.notes.clone(),
    })
}

/// Each of the stories that was told in one of `entries`, the newest first, by its name.
fn told<'s>(
    own: &'s [CoreStory],
    entries: &[Entry],
    history: Option<&History>,
) -> Result<HashMap<&'s str, LastTold>, Error> {
    let mut told: HashMap<&str, LastTold> = HashMap::new();
    let Some(history) = history else { return Ok(told) };
    for entry in entries {
        if told.len() == own.len() {
            break;
        }
        let Some(known) = own.iter().find(|known| entry.facts.story.as_deref() == Some(&*known.name)) else { continue };
        if told.contains_key(&*known.name) {
            continue;
        }
        let Some(story) = history.told(entry.id)? else { continue };
        let missed = story.numbers.into_iter().filter(|number| number.state == State::NotHeard);
        let last = LastTold { taken: entry.taken, missed: missed.map(|number| number.text).collect() };
        told.insert(&known.name, last);
    }
    Ok(told)
}

/// The questions that were answered since the plan was made, the last first.
fn done(past: &Past<'_>, plan: &InterviewPlan, bank: &Bank) -> Vec<DoneQuestion> {
    let mut done: Vec<DoneQuestion> = Vec::new();
    for entry in past.entries.iter().filter(|entry| entry.taken >= plan.begun) {
        let known = entry.facts.question.as_deref().and_then(|id| bank.get(id));
        let Some((category, question)) = known else { continue };
        if let Some(known) = done.iter_mut().find(|known| known.id == question.id) {
            known.takes += 1;
            continue;
        }
        let outcome = past.of(category, question).outcomes.first().copied();
        done.push(DoneQuestion {
            id: question.id.clone(),
            takes: 1,
            last: entry.taken.date(),
            outcome: outcome.unwrap_or(TakeOutcome::Unclear),
        });
    }
    done
}

/// All that a plan is made from.
struct PlanSources<'a> {
    asked: &'a [(&'a Category, &'a Question)],
    past: &'a Past<'a>,
    own: &'a [CoreStory],
    told: &'a HashMap<&'a str, LastTold>,
}

impl PlanSources<'_> {
    /// What is not there yet, in these `categories`.
    fn gaps<'c>(&self, categories: impl Iterator<Item = &'c Category>, waiting: usize) -> OpenGaps {
        let practised = || self.asked.iter().map(|(category, question)| (question, self.past.of(category, question)));
        let categories: Vec<Category> = categories.cloned().collect();
        let untouched = categories.iter().filter(|category| self.past.in_category(category) == 0);
        OpenGaps {
            weak: practised().filter(|(_, past)| past.is_weak()).map(|(question, _)| question.id.clone()).collect(),
            never: practised().filter(|(_, past)| past.last.is_none()).count(),
            of: self.asked.len(),
            untouched: untouched.map(|category| category.name.clone()).collect(),
            without_story: uncovered(self.own, &categories).iter().map(|category| category.name.clone()).collect(),
            stories: self.own.iter().filter_map(|story| self.open(story)).collect(),
            waiting,
        }
    }

    /// What is not there yet of `story`; `None` where nothing is missing.
    fn open(&self, story: &CoreStory) -> Option<OpenStory> {
        let last = self.told.get(&*story.name);
        let lacks: Vec<String> = story.gaps().iter().map(ToString::to_string).collect();
        let missed = last.map(|last| last.missed.clone()).unwrap_or_default();
        let is_open = last.is_none() || !missed.is_empty() || !lacks.is_empty();
        is_open.then(|| OpenStory { name: story.name.clone(), told: last.map(|last| last.taken.date()), missed, lacks })
    }

    /// What to say on which of the days that are `left`.
    fn days(&self, plan: &InterviewPlan, now: Moment, left: i64) -> Vec<AgendaDay> {
        let first = |category: &Category| self.asked.iter().position(|(other, _)| other.name == category.name);
        let rehearsal = |&(category, question): &(&Category, &Question)| Rehearsal {
            practised: self.past.of(category, question),
            minutes: agenda::minutes(question.time_s.unwrap_or(USUAL_S)),
            category: first(category).unwrap_or_default(),
            story: self.story(category, question),
        };
        let questions: Vec<Rehearsal> = self.asked.iter().map(rehearsal).collect();
        let said_today = |question: &&Rehearsal| question.practised.last.is_some_and(|last| now.days_since(last) <= 0);
        let open = |story: &CoreStory| self.told.get(&*story.name).is_none_or(|last| !last.missed.is_empty());
        let frame = Frame {
            days: (0..left).map(|n| now.days_later(n)).collect(),
            minutes: plan.minutes,
            used: questions.iter().filter(said_today).map(|question| question.minutes).sum(),
            opener: self.asked.iter().position(|(_, question)| question.id == OPENER),
        };
        let open: Vec<bool> = self.own.iter().map(open).collect();
        agenda::plan(&questions, &open, &frame).iter().map(|day| self.day(day, &questions)).collect()
    }

    fn day(&self, day: &PlannedDay, questions: &[Rehearsal]) -> AgendaDay {
        let question = |round: &agenda::PlannedRound| {
            let (category, question) = self.asked[round.place];
            AgendaQuestion {
                id: question.id.clone(),
                ask: question.ask.clone(),
                category: category.name.clone(),
                minutes: round.minutes,
                why: round.why,
                story: questions[round.place].story.map(|story| self.own[story].name.clone()),
            }
        };
        let (kind, mock) = match day.kind {
            DayKind::Mock(questions) => (AgendaKind::Mock, questions),
            DayKind::Light => (AgendaKind::Light, 0),
            DayKind::Practice if day.rounds.is_empty() => (AgendaKind::Free, 0),
            DayKind::Practice => (AgendaKind::Practice, 0),
        };
        AgendaDay {
            date: day.day.date(),
            date_told: day.day.weekday(),
            kind,
            minutes: day.minutes(),
            mock,
            questions: day.rounds.iter().map(question).collect(),
        }
    }

    /// The place of the story that `question` is told with.
    fn story(&self, category: &Category, question: &Question) -> Option<usize> {
        let named = stories::fitting_one(self.own, category, question)?.name;
        self.own.iter().position(|story| story.name == named)
    }
}
