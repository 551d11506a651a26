//! A document in, HTML out: one page that holds everything, its sound too, and loads nothing.
//!
//! The page runs one script of ours and only where it has a sound to play: a policy in its head names both script and style by their
//! hash, so that nothing that was said or named can run, dress the page or fetch.

mod chart;
mod course;
mod dashboard;
mod image;
mod index;
mod inline;
mod places;
mod sections;
#[cfg(test)]
mod tests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::history::trend::Trend;
use crate::playable::Playable;

use super::dashboard::Dashboard;
use super::document::Document;
use super::summary::SummaryLine;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("page.js");

/// `document` as a self-contained page, for a screen of any size, light or dark, and for paper; it plays what is `playable`.
pub(super) fn document(document: &Document, playable: Option<&Playable>) -> String {
    let title = html! { (document.title) @if let Some(day) = &document.day { " – " (day) } };
    let body = html! {
        (header(document))
        @if let Some(playable) = playable { (player(playable)) }
        main { (sections::all(document, playable)) }
        @if playable.is_some() { script { (PreEscaped(SCRIPT)) } }
    };
    let sound = format!("; script-src {}; media-src data:", inline::hash(SCRIPT));
    page(&title, if playable.is_some() { &sound } else { "" }, &body)
}

/// `dashboard` as a page of the same kind, without a script.
pub(super) fn dashboard(dashboard: &Dashboard) -> String {
    page(&html! { "Progress" }, "; media-src data:", &dashboard::body(dashboard))
}

/// `trends` as a page of the same kind, under a `title`.
pub(super) fn trends(title: &str, trends: &[Trend], notes: &[String]) -> String {
    page(&html! { "Trend" }, "", &dashboard::trends_alone(title, trends, notes))
}

/// The same as a picture of its own, without a page around it.
pub(super) fn trends_picture(title: &str, trends: &[Trend], notes: &[String]) -> String {
    image::picture(title, trends, notes)
}

/// `lines` as a page of the same kind that leads to the report of each.
pub(super) fn index(lines: &[SummaryLine]) -> String {
    page(&html! { (index::title(lines)) }, "", &index::body(lines))
}

/// A page that may wear its style and do what it is `allowed`, and nothing else.
fn page(title: &Markup, allowed: &str, body: &Markup) -> String {
    let style = inline::hash(STYLE);
    let policy = format!("default-src 'none'; style-src {style}{allowed}; base-uri 'none'; form-action 'none'");
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – outloud" }
                style { (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    page.into_string() + "\n"
}

fn header(document: &Document) -> Markup {
    html! {
        header {
            h1 { (document.title) }
            p.verdict.(document.tone.class()) { (document.verdict) }
            p.faint { (document.about) }
            @if let Some(doubt) = &document.doubt { p.watch { (doubt) } }
            @if let Some(silence) = document.silence { p.faint { (silence) } }
        }
    }
}

fn player(playable: &Playable) -> Markup {
    html! {
        section.player aria-label="Sound" {
            audio controls preload="auto" src=(inline::flac(&playable.flac)) aria-label="The answer" {}
        }
    }
}
