//! The sections of a document in, the same as HTML out. Where the page `sounds`, everything that has a moment plays from there.

use maud::{Markup, html};

use crate::figure::clock;
use crate::playable::Playable;
use crate::report::document::figures::Figures;
use crate::report::document::lanes::Spot;
use crate::report::document::noticed::Noticed;
use crate::report::document::script::{Mark, NO_WORDS, Piece, Run, Script};
use crate::report::document::story::{Chapter, Story};
use crate::report::document::{Body, Document, Section};
use crate::report::tone::Tone;

use super::chart;
use super::places::{lead_in, seconds};

pub(super) fn all(document: &Document, playable: Option<&Playable>) -> Markup {
    let sounds = playable.is_some();
    html! {
        @for one in &document.sections {
            (section(one, &document.language, sounds))
            // What to do comes first, and then where it shows.
            @if let (Body::Next(_), Some(lanes)) = (&one.body, &document.lanes) {
                section {
                    h2 { "Along the answer" }
                    @if sounds { p.faint.screen { "Click anywhere in the chart to hear the answer from there." } }
                    (chart::lanes(lanes, document.pace(), playable))
                    (list("Every filler", &lanes.fillers, sounds))
                    (list("Every pause", &lanes.pauses, sounds))
                }
            }
        }
    }
}

fn section(section: &Section, language: &str, sounds: bool) -> Markup {
    let next = matches!(section.body, Body::Next(_));
    html! {
        section class=[next.then_some("next")] {
            @if !section.heading.is_empty() { h2 { (section.heading) } }
            @match &section.body {
                Body::Figures(figures) => (table(figures)),
                Body::Pace(chart) => @for remark in &chart.remarks { p { (remark) } },
                Body::Story(story) => (parts(story, sounds)),
                Body::List(items) => ul { @for item in items { li { (item) } } },
                Body::Transcript(script) => (transcript(script, language, sounds)),
                Body::Findings(findings) => ol.findings { @for finding in findings { li { (noticed(finding, sounds)) } } },
                Body::Next(next) => p { (next.action) },
                Body::Remarks(remarks) => @for remark in remarks { p { (remark) } },
                Body::Opinion(said) => @for (n, said) in said.iter().enumerate() { p class=[(n == 0).then_some("faint")] { (said) } },
            }
        }
    }
}

/// A moment, called `name`: a button that plays from there where the page has a sound.
fn moment(start_s: Option<f64>, name: &str, sounds: bool) -> Markup {
    let start_s = start_s.filter(|_| sounds);
    html! {
        @match start_s {
            Some(start_s) => button.time type="button" data-at=(seconds(start_s)) { (name) },
            None => span.time { (name) },
        }
    }
}

/// All `spots` of a lane, to be read and to be reached with the keyboard.
fn list(name: &str, spots: &[Spot], sounds: bool) -> Markup {
    html! {
        @if !spots.is_empty() {
            details {
                summary { (name) " (" (spots.len()) ")" }
                ul.spots { @for spot in spots { li { (moment(Some(lead_in(spot.span.start_s)), &spot.text, sounds)) } } }
            }
        }
    }
}

fn table(figures: &Figures) -> Markup {
    html! {
        table.figures {
            thead { tr { th scope="col" { "figure" } th scope="col" { "measured" } th scope="col" { "usual" } th scope="col" { "against it" } } }
            tbody {
                @for figure in &figures.lines {
                    tr {
                        @if figure.label.is_empty() { td {} } @else { th scope="row" { (figure.label) } }
                        td { (figure.value) }
                        td.faint { (figure.usual.as_deref().unwrap_or_default()) }
                        td class=[figure.tone().map(Tone::class)] { (figure.remark()) }
                    }
                }
            }
        }
        @if let Some(legend) = figures.legend { p.faint { (legend) } }
        @if let Some(unmeasured) = &figures.unmeasured {
            p.faint { "Not measured: " (unmeasured) }
        }
    }
}

fn parts(story: &Story, sounds: bool) -> Markup {
    html! {
        @if !story.blocks.is_empty() {
            @if story.axis.is_none() { (chart::story(story)) }
            table.parts {
                thead { tr { th scope="col" { "part" } th scope="col" { "time" } th scope="col" { "first words" } } }
                tbody {
                    @for block in &story.blocks {
                        tr {
                            th scope="row" { (letter(block.chapter, true)) " " (block.chapter.name()) }
                            td {
                                @if let Some(time) = block.time() {
                                    (moment(block.span.map(|span| span.start_s), &time, sounds))
                                }
                            }
                            td.faint { (block.quoted()) }
                        }
                    }
                }
            }
        }
        @for line in story.lines() { p { (line) } }
    }
}

/// What stands for a part of the story; passed over by a screen reader where the part is `named` beside it.
fn letter(chapter: Chapter, named: bool) -> Markup {
    html! {
        @if named {
            span.letter.(chapter.name()) aria-hidden="true" { (chapter.letter()) }
        } @else {
            span.letter.(chapter.name()) role="img" aria-label=(chapter.name()) { (chapter.letter()) }
        }
    }
}

fn transcript(script: &Script, language: &str, sounds: bool) -> Markup {
    html! {
        @if script.paragraphs.is_empty() { p { (NO_WORDS) } }
        @let legend = script.legend();
        @if !legend.is_empty() {
            p.faint { @for (n, run) in legend.iter().enumerate() {
                @if n > 0 { " · " } (marked(run, false)) " " (run.mark.meaning())
            } }
        }
        @if sounds {
            p.faint.screen { "Click a word to hear it. With the keyboard: Tab to the words, ← and → between them, Enter plays." }
        }
        div.script {
            @for paragraph in &script.paragraphs {
                div.paragraph {
                    div.gutter {
                        @if let Some(start_s) = paragraph.start_s { (moment(Some(start_s), &clock(start_s), sounds)) " " }
                        @if let Some(chapter) = paragraph.chapter { (letter(chapter, false)) }
                    }
                    p lang=(language) { @for run in &paragraph.runs { (marked(run, sounds)) } }
                }
            }
        }
    }
}

fn marked(run: &Run, sounds: bool) -> Markup {
    let said = html! { @for piece in &run.pieces { (spoken(piece, sounds)) } };
    match run.mark {
        Mark::Said => said,
        Mark::Filler => html! { mark { (said) } },
        Mark::Repeat => html! { s { (said) } },
        Mark::Unsure => html! { span.unsure { (said) } },
        Mark::Stall => html! { span.pause.stall { (aside(run, sounds)) } },
        Mark::Suspected => html! { span.pause.suspected { (aside(run, sounds)) } },
        Mark::Lost => html! { span.pause { (aside(run, sounds)) } },
        Mark::Pause => html! { span.pause.long { (aside(run, sounds)) } },
    }
}

/// A word that plays itself, lit while it is said; what stands between words as it is.
fn spoken(piece: &Piece, sounds: bool) -> Markup {
    let span = piece.span.filter(|_| sounds && piece.text.contains(char::is_alphanumeric));
    html! {
        @match span {
            Some(span) => span data-at=(seconds(span.start_s)) data-to=(seconds(span.end_s)) { (piece.text) },
            None => (piece.text),
        }
    }
}

/// What is heard between words.
fn aside(run: &Run, sounds: bool) -> Markup {
    let span = run.pieces.first().and_then(|piece| piece.span).filter(|_| sounds);
    html! {
        @match span {
            Some(span) => span data-at=(seconds(lead_in(span.start_s))) { "⟨" (run.text()) "⟩" },
            None => { "⟨" (run.text()) "⟩" },
        }
    }
}

fn noticed(finding: &Noticed, sounds: bool) -> Markup {
    html! {
        p { span.badge.(finding.tone.class()) { (finding.tone.word()) } " " (finding.message) }
        p.advice { (finding.advice) }
        @for replayed in &finding.moments {
            p.moment {
                @if let Some(at) = replayed.at() { (moment(replayed.start_s, &at, sounds)) " " }
                @if !replayed.quote.is_empty() { q { (replayed.quote) } }
            }
        }
    }
}
