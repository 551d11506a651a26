//! A take in, HTML out: one page that holds everything, without scripts and without anything to load.

mod charts;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::findings::Severity;
use crate::measures::bands::Standing;
use crate::take::Take;

use super::view::View;
use super::view::script::{Mark, Run};

const STYLE: &str = include_str!("report.css");

/// `take` as a self-contained page, for a screen of any size, light or dark, and for paper.
#[must_use]
pub fn render(take: &Take) -> String {
    let view = View::of(take);
    let language = &take.transcript.language;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (view.title) " – outloud" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header(&view))
                main {
                    (figures(&view))
                    (pace(&view))
                    (story(&view))
                    (transcript(&view, language))
                    (findings(&view))
                    section.next { h2 { "Next time" } p { (view.next) } }
                    (list("Warnings", &view.warnings))
                    (list("Notes", &view.notes))
                }
            }
        }
    };
    page.into_string()
}

fn header(view: &View) -> Markup {
    html! {
        header {
            h1 { (view.title) }
            p.verdict.(standing(view.length)) { (view.verdict) }
            p.faint { (view.about) }
            @if let Some(doubt) = &view.doubt { p.watch { (doubt) } }
        }
    }
}

fn figures(view: &View) -> Markup {
    html! {
        section {
            table.figures {
                thead { tr { th {} th { "measured" } th { "usual" } th {} } }
                tbody {
                    @for figure in &view.figures {
                        tr {
                            th scope="row" { (figure.label) }
                            td { (figure.value) }
                            td.faint { (figure.usual.as_deref().unwrap_or_default()) }
                            td class=[figure.standing.map(standing)] { (figure.remark()) }
                        }
                    }
                }
            }
            @if let Some(unmeasured) = &view.unmeasured {
                p.faint { "Not measured: " (unmeasured) }
            }
        }
    }
}

fn pace(view: &View) -> Markup {
    let chart = view.axis.zip(view.pace.as_ref());
    html! {
        @if let Some((axis, pace)) = chart {
            section {
                h2 { "Pace" }
                (charts::pace(pace, axis))
                @for remark in &pace.remarks { p { (remark) } }
            }
        }
    }
}

fn story(view: &View) -> Markup {
    let story = &view.story;
    html! {
        section {
            h2 { "Story" }
            @if !story.blocks.is_empty() {
                (charts::story(story))
                table.parts {
                    @for block in &story.blocks {
                        tr {
                            th scope="row" { span.swatch.(block.chapter.name()) {} (block.chapter.name()) }
                            td.time { (block.time.as_deref().unwrap_or_default()) }
                            td.faint { (block.quoted()) }
                        }
                    }
                }
            }
            @for remark in &story.remarks { p { (remark) } }
        }
    }
}

fn transcript(view: &View, language: &str) -> Markup {
    html! {
        section {
            h2 { "Transcript" }
            @if view.script.paragraphs.is_empty() { p { "No words." } }
            @for paragraph in &view.script.paragraphs {
                div.paragraph {
                    div.gutter {
                        @if let Some(at) = &paragraph.at { span.time { (at) } " " }
                        @if let Some(chapter) = paragraph.chapter {
                            span.letter.(chapter.name()) title=(chapter.name()) { (chapter.letter()) }
                        }
                    }
                    p lang=(language) { @for run in &paragraph.runs { (marked(run)) } }
                }
            }
        }
    }
}

fn marked(run: &Run) -> Markup {
    let said = &run.text;
    match run.mark {
        Mark::Said => html! { (said) },
        Mark::Filler => html! { mark title="filler" { (said) } },
        Mark::Repeat => html! { s title="said again" { (said) } },
        Mark::Stall => html! { span.pause title="pause inside a clause" { "⟨" (said) "⟩" } },
        Mark::Pause => html! { span.pause.long title="long pause" { "⟨" (said) "⟩" } },
        Mark::Suspected => html! { span.pause title="sound without a word" { "⟨" (said) "⟩" } },
    }
}

fn findings(view: &View) -> Markup {
    html! {
        @if !view.findings.is_empty() {
            section {
                h2 { "What a listener noticed" }
                ol.findings {
                    @for finding in &view.findings {
                        li {
                            p { span.badge.(severity(finding.severity)) { (finding.word) } " " (finding.message) }
                            p.advice { (finding.advice) }
                            @for moment in &finding.moments {
                                p.moment {
                                    @if let Some(at) = &moment.at { span.time { (at) } " " }
                                    @if !moment.quote.is_empty() { q { (moment.quote) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn list(heading: &str, items: &[String]) -> Markup {
    html! {
        @if !items.is_empty() {
            section { h2 { (heading) } ul { @for item in items { li { (item) } } } }
        }
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::FarBelow | Standing::FarAbove => "fix",
        Standing::Below | Standing::Above => "watch",
        Standing::Usual => "keep",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Fix => "fix",
        Severity::Watch => "watch",
        Severity::Good => "keep",
    }
}
