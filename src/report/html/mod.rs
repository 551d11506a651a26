//! A document in, HTML out: one page that holds everything, its sound too, and loads nothing.
//!
//! The page runs one script of ours and only where it has a sound to play: a policy in its head names both script and style by their
//! hash, so that nothing that was said or named can run, dress the page or fetch.

mod chart;
mod inline;
mod places;
mod sections;
#[cfg(test)]
mod tests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::playable::Playable;

use super::document::Document;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("page.js");

/// `document` as a self-contained page, for a screen of any size, light or dark, and for paper; it plays what is `playable`.
pub(super) fn document(document: &Document, playable: Option<&Playable>) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(playable.is_some()));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (document.title) @if let Some(day) = &document.day { " – " (day) } " – outloud" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header(document))
                @if let Some(playable) = playable { (player(playable)) }
                main { (sections::all(document, playable)) }
                @if playable.is_some() { script { (PreEscaped(SCRIPT)) } }
            }
        }
    };
    page.into_string() + "\n"
}

/// What the page may do: wear its style, and with a sound run its script and play what it holds itself.
fn policy(sounds: bool) -> String {
    let style = inline::hash(STYLE);
    let sound = if sounds { format!("; script-src {}; media-src data:", inline::hash(SCRIPT)) } else { String::new() };
    format!("default-src 'none'; style-src {style}{sound}; base-uri 'none'; form-action 'none'")
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
