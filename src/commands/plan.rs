//! `outloud plan`: the days until an interview, what is done, what is to be done on which of them, and what was noted.

mod prepared;

use std::path::Path;

use outloud::history::SpokenBy;
use outloud::moment::Moment;
use outloud::practice::interview::{self, InterviewPlan};
use outloud::questions::Bank;
use outloud::report::terminal;
use serde_json::json;

use super::{Session, questions};
use crate::cli::{Listed, PlanArgs, PlanCommand};
use crate::error::Error;
use crate::output::Printer;

/// Days that a plan reaches ahead, at most.
const FURTHEST: i64 = 365;

pub(crate) fn run(request: &PlanArgs, session: &Session<'_>) -> Result<(), Error> {
    let (folder, now) = (session.paths.plans(), Moment::now());
    let plans = interview::plans(&folder)?;
    if let Some(PlanCommand::Note { text, company }) = &request.command {
        let plan = known(&plans, company.as_deref(), now)?;
        if text.trim().is_empty() {
            let hint = "outloud plan note \"They asked how I handle pressure.\"".into();
            return Err(Error::Usage { message: "a note needs words".into(), hint });
        }
        plan.note(&folder, text, now)?;
        session.printer.say(&format!("noted in {}", plan.path(&folder).display()));
        return Ok(());
    }
    let plan = match request.date {
        Some(date) => begun(request, date, &plans, now)?,
        None => known(&plans, request.company.as_deref(), now)?.clone(),
    };
    let changed = changed(&plan, request);
    let bank = Bank::load(&session.paths.questions())?;
    let is_known = |name: &String| bank.categories().iter().any(|category| category.name == *name);
    if !changed.categories.iter().all(is_known) {
        return Err(questions::no_category(&bank));
    }
    if plans.iter().all(|known| *known != changed) {
        changed.write(&folder)?;
        session.printer.say(&format!("the plan is in {}", changed.path(&folder).display()));
    }
    let told = prepared::prepare(&changed, &bank, now, session)?;
    let text = match request.format {
        Listed::Json => format!("{:#}\n", json!(told)),
        Listed::Text => terminal::plan::render(&told, request.all, &super::options(session.printer)),
    };
    Printer::data(Path::new("-"), &text)?;
    let others: Vec<String> = plans.iter().filter(|other| other.name != changed.name).map(listed).collect();
    if !others.is_empty() {
        session.printer.say(&format!("other plans: {}; `--company` chooses", others.join(", ")));
    }
    Ok(())
}

fn listed(plan: &InterviewPlan) -> String {
    format!("{}, {}", plan.company.as_deref().unwrap_or(&plan.name), plan.date.day())
}

/// The plan that is meant, or that there is none.
fn known<'a>(plans: &'a [InterviewPlan], company: Option<&str>, now: Moment) -> Result<&'a InterviewPlan, Error> {
    interview::meant(plans, company, now).ok_or_else(|| {
        let message = company.map_or("no plan yet".into(), |company| format!("no plan for {company}"));
        let hint = match plans {
            [] => "`outloud plan --date 2026-12-03`, with the day of your interview, makes one".into(),
            plans => format!("there are {}", plans.iter().map(listed).collect::<Vec<_>>().join("; ")),
        };
        if company.is_some() { Error::Unknown { message, hint } } else { Error::Usage { message, hint } }
    })
}

/// The plan that is meant, or a new one, for the day of `date`.
fn begun(request: &PlanArgs, date: Moment, plans: &[InterviewPlan], now: Moment) -> Result<InterviewPlan, Error> {
    let left = date.days_since(now);
    if left < 1 {
        let (day, hint) = match left {
            0 => ("today: no day is left to plan", "say your opener once: outloud practice --question about-yourself"),
            _ => ("over", "`outloud plan note \"…\"` keeps what was asked; `--date` takes a day to come"),
        };
        return Err(Error::Usage { message: format!("{} is {day}", date.weekday()), hint: hint.into() });
    }
    if left > FURTHEST {
        let message = format!("{} is {left} days away, and a plan reaches {FURTHEST} ahead", date.weekday());
        return Err(Error::Usage { message, hint: "until then: `outloud practice` asks what is due".into() });
    }
    let company = request.company.as_deref();
    Ok(match interview::meant(plans, company, now) {
        // The next round with the same people begins anew; what was noted stays.
        Some(plan) if plan.date.days_since(now) < 0 => InterviewPlan { date, begun: today(now), ..plan.clone() },
        Some(plan) => InterviewPlan { date, ..plan.clone() },
        None => InterviewPlan::new(company, date, today(now)),
    })
}

/// The first moment of the day of `now`.
fn today(now: Moment) -> Moment {
    Moment::coming(&now.date()).unwrap_or(now)
}

/// `plan` with what else the user wants of it.
fn changed(plan: &InterviewPlan, request: &PlanArgs) -> InterviewPlan {
    let categories = if request.category.is_empty() { &plan.categories } else { &request.category };
    InterviewPlan {
        minutes: request.minutes.unwrap_or(plan.minutes),
        speaker: request.speaker.clone().or_else(|| plan.speaker.clone()),
        categories: categories.clone(),
        ..plan.clone()
    }
}

/// Whose takes count for `plan`.
fn spoken_by(plan: &InterviewPlan, session: &Session<'_>) -> SpokenBy {
    SpokenBy::named(super::speaker(plan.speaker.as_deref(), session))
}
