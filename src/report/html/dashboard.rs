//! A dashboard in, its page out: trends, days, questions with their best and last answer, and what of the bank was practised.

use maud::{Markup, html};

use crate::figure::count;
use crate::history::trend::Trend;
use crate::report::clean::clean;
use crate::report::course::unit;
use crate::report::dashboard::{Answered, AnsweredQuestion, Dashboard};
use crate::report::terminal::trend::verdict;

use super::{course, inline};

/// Days that are listed.
const DAYS: usize = 14;

pub(super) fn body(dashboard: &Dashboard) -> Markup {
    html! {
        header {
            h1 { "Progress" }
            p.verdict { (count(dashboard.takes, "take")) " on " (count(dashboard.days.len(), "day")) }
            @for note in &dashboard.notes { p.watch { (clean(note)) } }
        }
        main {
            (how_it_went(&dashboard.trends))
            @if !dashboard.questions.is_empty() {
                section { h2 { "Best and last answers" } @for question in &dashboard.questions { (practised(question)) } }
            }
            section {
                h2 { "Days" }
                ul.days { @for (day, takes) in dashboard.days.iter().take(DAYS) { li { (day) ": " (count(*takes, "take")) } } }
                @if dashboard.days.len() > DAYS { p.faint { "and " (count(dashboard.days.len() - DAYS, "day")) " before" } }
            }
            section {
                h2 { "Questions of the bank" }
                table.coverage {
                    thead { tr { th scope="col" { "kind" } th scope="col" { "answered" } } }
                    tbody { @for kind in &dashboard.coverage {
                        tr { th scope="row" { (clean(&kind.title)) } td { (kind.answered) " of " (kind.of) } }
                    } }
                }
            }
        }
    }
}

/// `trends` alone, with what has to be said of how they were measured.
pub(super) fn trends_alone(title: &str, trends: &[Trend], notes: &[String]) -> Markup {
    html! {
        header {
            h1 { (clean(title)) }
            @for note in notes { p.watch { (clean(note)) } }
        }
        main { (how_it_went(trends)) }
    }
}

fn how_it_went(trends: &[Trend]) -> Markup {
    html! {
        section {
            h2 { "How it went" }
            p.faint { "A dot is a take, hollow where it was measured another way; the line is the mean of up to five. The green band is usual, \
                the dashed one is where most of your own takes lie." }
            @for trend in trends { (course_of(trend)) }
        }
    }
}

/// A measure that was never measured is left out.
fn course_of(trend: &Trend) -> Markup {
    let told: String = verdict(trend).into_iter().map(|(_, text)| text).collect();
    html! {
        @if let Some(chart) = course::chart(trend) {
            h3 { (trend.metric.title()) span.faint { (unit(trend)) } }
            (chart)
            p { (told) }
            @if let Some(left_out) = &trend.left_out { p.faint { (clean(left_out)) } }
        }
    }
}

fn practised(question: &AnsweredQuestion) -> Markup {
    html! {
        h3 { (clean(&question.question)) span.faint { ", " (count(question.takes, "take")) } }
        div.pair { @for answer in &question.answers { (answered(answer)) } }
    }
}

fn answered(answer: &Answered) -> Markup {
    let which = answer.which;
    let name = format!("take {}", answer.id);
    html! {
        div {
            p { span.badge { (which) } ": " @match &answer.page {
                Some(page) => a href=(page) { (name) },
                None => (name),
            } ", " (answer.taken.day()) }
            p.faint { (answer.figures) }
            @if let Some(playable) = answer.sound.playable() {
                audio controls preload="none" src=(inline::flac(&playable.flac)) aria-label=(format!("{name}, {which}")) {}
            }
        }
    }
}
