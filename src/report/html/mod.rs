//! A document in, HTML out: one page that holds everything, without scripts and without anything to load.

mod charts;
pub(super) mod index;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::document::figures::Figures;
use super::document::noticed::Noticed;
use super::document::script::{Mark, NO_WORDS, Run, Script};
use super::document::story::Story;
use super::document::{Body, Document, Section};
use super::tone::Tone;

const STYLE: &str = include_str!("report.css");

/// `document` as a self-contained page, for a screen of any size, light or dark, and for paper.
pub(super) fn document(document: &Document) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (document.title) @if let Some(day) = &document.day { " – " (day) } " – outloud" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (header(document))
                main { @for one in &document.sections { (section(one, &document.language)) } }
            }
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
        }
    }
}

fn section(section: &Section, language: &str) -> Markup {
    let next = matches!(section.body, Body::Next(_));
    html! {
        section class=[next.then_some("next")] {
            @if !section.heading.is_empty() { h2 { (section.heading) } }
            @match &section.body {
                Body::Figures(figures) => (table(figures)),
                Body::Pace(chart) => { (charts::pace(chart)) @for remark in &chart.remarks { p { (remark) } } },
                Body::Story(story) => (parts(story)),
                Body::List(items) => ul { @for item in items { li { (item) } } },
                Body::Transcript(script) => (transcript(script, language)),
                Body::Findings(findings) => ol.findings { @for finding in findings { li { (noticed(finding)) } } },
                Body::Next(next) => p { (next.action) },
                Body::Remarks(remarks) => @for remark in remarks { p { (remark) } },
            }
        }
    }
}

fn table(figures: &Figures) -> Markup {
    html! {
        table.figures {
            thead { tr { th {} th { "measured" } th { "usual" } th {} } }
            tbody {
                @for figure in &figures.lines {
                    tr {
                        th scope="row" { (figure.label) }
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

fn parts(story: &Story) -> Markup {
    html! {
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
        @for line in story.lines() { p { (line) } }
    }
}

fn transcript(script: &Script, language: &str) -> Markup {
    html! {
        @if script.paragraphs.is_empty() { p { (NO_WORDS) } }
        @let legend = script.legend();
        @if !legend.is_empty() {
            p.faint { @for (n, run) in legend.iter().enumerate() {
                @if n > 0 { " · " } (marked(run)) " " (run.mark.meaning())
            } }
        }
        @for paragraph in &script.paragraphs {
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

fn marked(run: &Run) -> Markup {
    let (said, meaning) = (&run.text, run.mark.meaning());
    match run.mark {
        Mark::Said => html! { (said) },
        Mark::Filler => html! { mark title=(meaning) { (said) } },
        Mark::Repeat => html! { s title=(meaning) { (said) } },
        Mark::Unsure => html! { span.unsure title=(meaning) { (said) } },
        Mark::Stall | Mark::Suspected | Mark::Lost => html! { span.pause title=(meaning) { "⟨" (said) "⟩" } },
        Mark::Pause => html! { span.pause.long title=(meaning) { "⟨" (said) "⟩" } },
    }
}

fn noticed(finding: &Noticed) -> Markup {
    html! {
        p { span.badge.(finding.tone.class()) { (finding.tone.word()) } " " (finding.message) }
        p.advice { (finding.advice) }
        @for moment in &finding.moments {
            p.moment {
                @if let Some(at) = &moment.at { span.time { (at) } " " }
                @if !moment.quote.is_empty() { q { (moment.quote) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings;
    use crate::report::options::Context;
    use crate::sample::{self, STUCK};
    use crate::structure::StoryKind;
    use crate::take::Take;
    use crate::usual::USUAL;

    fn page(mut take: Take) -> String {
        take.findings = findings::find(&take, &USUAL);
        document(&Document::new(&take, &Context::default(), &USUAL))
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
        let windows = [take.pace.curve.first(), take.pace.curve.last()].into_iter().flatten().copied();
        take.pace.curve = windows.collect();
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
            assert!(!html.contains("<svg") && html.ends_with("</html>\n"), "{html}");
        }
    }
}
