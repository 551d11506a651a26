//! A dashboard in, its page out: trends, days, questions with their best and last answer, and what of the bank was practised.

use maud::{Markup, html};

use crate::figure::count;
use crate::history::trend::Trend;
use crate::report::clean::clean;
use crate::report::course::unit;
use crate::report::dashboard::{Answered, AnsweredQuestion, Covered, Dashboard, WrittenStory};
use crate::report::terminal::trend::verdict_told;

use super::{course, inline};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub(super) fn body(dashboard: &Dashboard) -> Markup {
    html! {
        header {
            h1 { "Progress" }
            p.verdict { (count(dashboard.takes, "take")) " on " (count(dashboard.days, "day")) }
            @for note in &dashboard.notes { p.watch { (clean(note)) } }
        }
        main {
            (how_it_went(&dashboard.trends))
            section { h2 { "Days" } (calendar(&dashboard.weeks)) }
            @if !dashboard.questions.is_empty() {
                section { h2 { "Best and last answers" } @for question in &dashboard.questions { (practised(question)) } }
            }
            section {
                h2 { "Questions of the bank" }
                table.coverage {
                    thead { tr {
                        th scope="col" { "kind" }
                        th scope="col" { "answered" }
                        @if !dashboard.stories.is_empty() { th scope="col" { "your stories" } }
                    } }
                    tbody { @for kind in &dashboard.coverage {
                        tr {
                            th scope="row" { (clean(&kind.title)) }
                            td { (kind.answered) " of " (kind.of) }
                            @if !dashboard.stories.is_empty() { td { (stories_of(kind)) } }
                        }
                    } }
                }
            }
            @if !dashboard.stories.is_empty() {
                section {
                    h2 { "Your stories" }
                    ul { @for story in &dashboard.stories { li { (clean(&story.title)) ": " (lacks(story)) } } }
                }
            }
        }
    }
}

/// The weeks side by side, a row for each day of the week: how many takes on each day.
fn calendar(weeks: &[Vec<(String, usize)>]) -> Markup {
    // "25 Nov 2026" without its year.
    let monday = |week: &[(String, usize)]| {
        week.first().and_then(|(day, _)| day.rsplit_once(' ')).map(|(day, _)| day.to_owned())
    };
    html! {
        table.calendar {
            caption { "Takes on each day of the last " (count(weeks.len(), "week")) "; a column is a week from Monday on" }
            thead { tr { th scope="col" { "day" } @for week in weeks { th scope="col" { (monday(week).unwrap_or_default()) } } } }
            tbody { @for (n, name) in WEEKDAYS.into_iter().enumerate() {
                tr {
                    th scope="row" { (name) }
                    @for week in weeks {
                        @match week.get(n) {
                            Some((_, takes)) => td.practised[*takes > 0] { (takes) },
                            None => td {},
                        }
                    }
                }
            } }
        }
    }
}

fn stories_of(kind: &Covered) -> String {
    if kind.stories.is_empty() { "none".into() } else { clean(&kind.stories.join("; ")) }
}

fn lacks(story: &WrittenStory) -> String {
    if story.lacks.is_empty() { "has all it needs".into() } else { clean(&story.lacks.join("; ")) }
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
            div.pair { @for trend in trends { (course_of(trend)) } }
        }
    }
}

/// A measure that was never measured is left out.
fn course_of(trend: &Trend) -> Markup {
    html! {
        @if let Some(chart) = course::chart(trend) {
            div {
                h3 { (trend.metric.title()) span.faint { (unit(trend)) } }
                (chart)
                p { (verdict_told(trend)) }
                @if let Some(left_out) = &trend.left_out { p.faint { (clean(left_out)) } }
            }
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
