//! The bank and the history in, the questions of a session out, in the order in which they are to be asked.

use outloud::evidence::Asked;
use outloud::figure::length;
use outloud::moment::Moment;
use outloud::practice::schedule::{self, Due, Practised};
use outloud::questions::{Bank, Category, Question};
use outloud::stories::told::ToTell;
use outloud::take::Take;
use outloud::usual::Aim;

use crate::cli::PracticeArgs;
use crate::commands::practised::Past;
use crate::commands::{Session, look_at, questions, speaker, stories};
use crate::error::Error;

/// A question that is asked.
#[derive(Clone)]
pub(super) struct Posed {
    pub(super) asked: Asked,
    pub(super) category: Option<String>,
    /// What is said above it: its category,
    title: String,
    /// how long it is to be and with which story it is to be told,
    plan: String,
    /// and where it stands: when it was answered last, or which one of how many it is.
    pub(super) standing: String,
    /// What may be asked next.
    follow_ups: Vec<String>,
}

impl Posed {
    fn new(
        (category, question): (&Category, &Question),
        aim: Option<Aim>,
        to_tell: Option<ToTell>,
        standing: String,
    ) -> Self {
        let asked = Asked { aim, to_tell: to_tell.map(Box::new), ..Asked::from_bank(question) };
        let story = asked.to_tell.as_ref().map(|to_tell| format!(" · your story: {}", to_tell.title));
        let time = asked.aim().map(|aim| format!(" · about {}", length(aim.length_s.into()))).unwrap_or_default();
        Self {
            asked,
            category: Some(category.name.clone()),
            title: category.title.clone(),
            plan: time + &story.unwrap_or_default(),
            standing,
            follow_ups: question.follow_ups.iter().map(|follow_up| follow_up.ask.clone()).collect(),
        }
    }

    /// The same, to be answered once more.
    pub(super) fn again(self) -> Self {
        Self { standing: "once more".into(), ..self }
    }

    /// What is said above it.
    pub(super) fn about(&self) -> String {
        format!("{}{} · {}", self.title, self.plan, self.standing)
    }

    /// Its words.
    pub(super) fn words(&self) -> &str {
        self.asked.prompt.as_deref().unwrap_or_default()
    }

    /// A question that follows it: one that asks for what `take`, its answer, lacks, if there is one.
    pub(super) fn follow_up(&self, take: Option<&Take>) -> Option<Self> {
        let asked_for = take.and_then(|take| take.rubric.as_ref()).map(|rubric| rubric.follow_ups.as_slice());
        let lacking = asked_for.unwrap_or_default().iter().find(|ask| self.follow_ups.contains(ask));
        let ask = lacking.or(self.follow_ups.first())?;
        Some(Self {
            asked: Asked { prompt: Some(ask.clone()), aim: self.asked.aim, ..Asked::default() },
            category: self.category.clone(),
            title: self.title.clone(),
            plan: String::new(),
            standing: "a question that follows".into(),
            follow_ups: self.follow_ups.iter().filter(|other| *other != ask).cloned().collect(),
        })
    }
}

/// What can be asked in a session, the most urgent first.
pub(super) struct Questions {
    posed: Vec<Posed>,
}

impl Questions {
    /// The questions that are meant: that of `--question` first, else what is due, then what is new.
    pub(super) fn choose(request: &PracticeArgs, session: &Session<'_>) -> Result<Self, Error> {
        let bank = Bank::load(&session.paths.questions())?;
        let first = request.question.as_deref();
        if let Some(id) = first.filter(|id| bank.get(id).is_none()) {
            return Err(questions::unknown(id, &bank));
        }
        let meant = |category: &Category| request.category.as_ref().is_none_or(|name| *name == category.name);
        let candidates: Vec<_> = bank.questions().filter(|(category, _)| meant(category)).collect();
        if candidates.is_empty() {
            return Err(questions::no_category(&bank));
        }
        let past = Past::read(look_at(session)?.as_ref(), &bank, speaker(request.speaker.as_deref(), session))?;
        let practised: Vec<Practised> =
            candidates.iter().map(|(category, question)| past.of(category, question)).collect();
        let (now, aim) = (Moment::now(), request.aim.or(session.config.aim()));
        let named = stories::to_tell(request.story.as_deref(), session)?;
        let own = stories::known(session)?;
        let mut order = schedule::order(&practised, now);
        order.sort_by_key(|&place| first != Some(&*candidates[place].1.id));
        let posed = order.into_iter().map(|place| {
            let (category, question) = candidates[place];
            let to_tell = named.clone().or_else(|| stories::fitting_one(&own, category, question));
            Posed::new((category, question), aim, to_tell, standing(&practised[place], now))
        });
        Ok(Self { posed: posed.collect() })
    }

    /// All of them, the most urgent first.
    pub(super) fn in_order(self) -> Vec<Posed> {
        self.posed
    }

    /// So many of them, of one category after the other.
    pub(super) fn mixed(self, most: usize) -> Vec<Posed> {
        let names: Vec<_> = self.posed.iter().map(|posed| posed.category.clone()).collect();
        let category = |place: usize| names.iter().position(|name| *name == names[place]).unwrap_or(place);
        let places: Vec<usize> = (0..names.len()).collect();
        schedule::mixed(&places, category, most).into_iter().map(|place| self.posed[place].clone()).collect()
    }
}

/// Where a question stands, in a few words.
fn standing(practised: &Practised, now: Moment) -> String {
    let last = practised.last.map(|last| match now.days_since(last) {
        0 => "today".to_owned(),
        1 => "yesterday".into(),
        days => format!("{days} days ago"),
    });
    let last = last.unwrap_or_default();
    match practised.due(now) {
        Due::New => "not answered yet".into(),
        Due::Again { leitner } => format!("due again, answered {last}, box {leitner} of 5"),
        Due::Later { leitner } => format!("answered {last}, box {leitner} of 5"),
    }
}
