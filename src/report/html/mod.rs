//! A take in, HTML out: one page that holds everything, without scripts and without anything to load.

mod charts;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::findings::Severity;
use crate::take::Take;
use crate::usual::Standing;

use super::view::script::{Mark, Run};
use super::view::{View, clean};

const STYLE: &str = include_str!("report.css");

/// `take` as a self-contained page, for a screen of any size, light or dark, and for paper; `closing` are sentences about
/// it and the takes before it, a paragraph each.
#[must_use]
pub fn render(take: &Take, closing: &[String]) -> String {
    let view = View::of(take);
    let language = clean(&take.transcript.language);
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
                    (list(&view.steps.0, &view.steps.1))
                    (list("Named in the answer", &view.named))
                    (transcript(&view, &language))
                    (findings(&view))
                    section.next { h2 { "Next time" } p { (view.next) } }
                    (list("Warnings", &view.warnings))
                    (list("Notes", &view.notes))
                    @if !closing.is_empty() { section { @for sentence in closing { p { (clean(sentence)) } } } }
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
        Mark::Unsure => html! { span.unsure title="hard to recognise" { (said) } },
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings;
    use crate::report::sample::{self, STUCK};
    use crate::structure::StoryKind;

    fn page(mut take: Take) -> String {
        take.findings = findings::find(&take, &crate::usual::USUAL);
        render(&take, &[])
    }

    #[test]
    fn it_says_what_the_other_reports_say() {
        let html = page(sample::take(STUCK));
        for said in [
            "<h1>answer.wav</h1>",
            "0:40 of speech, 77 words",
            "130–170 words/min",
            "<mark title=\"filler\">um</mark>",
            "⟨0.7 s⟩",
            "The answer ends at 0:40",
            "not found: result",
        ] {
            assert!(html.contains(said), "{said:?} in:\n{html}");
        }
    }

    #[test]
    fn what_was_said_is_no_markup() {
        let mut take = sample::answer();
        take.source.path = "<script>alert(1)</script>\u{1b}[31m".into();
        take.transcript.text = take.transcript.text.replacen("in my", "<b>&x", 1);
        take.transcript.language = "en\" onload=\"x".into();
        let html = page(take);
        assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains('\u{1b}'));
        assert!(html.contains("&lt;b&gt;&amp;x") && !html.contains("\" onload=\""), "{html}");
    }

    #[test]
    fn it_loads_nothing() {
        let html = page(sample::answer());
        for word in ["http:", "https:", "src=", "href=", "url(", "@import", "<script", "<link"] {
            assert!(!html.contains(word), "{word}");
        }
    }

    #[test]
    fn the_curve_rises_with_the_pace() {
        let mut take = sample::answer();
        take.pace.curve.truncate(2);
        take.pace.curve[0].wpm = 110.0;
        take.pace.curve[1].wpm = 190.0;
        let html = page(take);
        let points = html.split("points=\"").nth(1).unwrap().split('"').next().unwrap();
        let heights: Vec<f64> =
            points.split(' ').map(|point| point.split(',').nth(1).unwrap().parse().unwrap()).collect();
        // From the first window's start over both middles to the last one's end, slowest at the bottom of the plot.
        assert_eq!(heights, [180.0, 180.0, 0.0, 0.0]);
    }

    #[test]
    fn the_bars_parts_fill_it() {
        let html = page(sample::answer());
        let widths =
            html.split("<rect class=\"").filter(|rect| rect.contains(" height=\"56\"") && !rect.starts_with("usual"));
        let widths: Vec<f64> =
            widths.filter_map(|rect| rect.split(" width=\"").nth(1)?.split('"').next()?.parse().ok()).collect();
        assert_eq!(widths.len(), 6, "{html}");
        assert!((widths.iter().sum::<f64>() - 1000.0).abs() < 0.5, "{widths:?}");
    }

    #[test]
    fn nothing_to_draw_is_no_chart() {
        let mut generic = sample::text_alone(sample::answer());
        generic.structure.kind = StoryKind::Generic;
        for take in [generic, sample::nothing()] {
            let html = page(take);
            assert!(!html.contains("<svg") && html.ends_with("</html>"), "{html}");
        }
    }
}
