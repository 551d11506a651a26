//! A summary of several recordings in, a page out that leads to the report of each.

use maud::{DOCTYPE, PreEscaped, html};

use super::STYLE;
use crate::figure::count;
use crate::report::clean::clean;
use crate::report::summary::{COLUMNS, SummaryLine};

/// `lines` as a page: a row each, with a link where it has a page of its own. It loads nothing and runs nothing.
#[must_use]
pub fn index(lines: &[SummaryLine]) -> String {
    let title = count(lines.len(), "recording");
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – outloud" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header { h1 { (title) } }
                main {
                    table {
                        thead { tr {
                            th scope="col" { "recording" }
                            @for (_, name, _) in COLUMNS { th scope="col" { (name) } }
                        } }
                        tbody { @for line in lines { (row(line)) } }
                    }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn row(line: &SummaryLine) -> maud::Markup {
    let name = clean(&line.name);
    html! {
        tr {
            th scope="row" {
                @match &line.page { Some(page) => a href=(page) { (name) }, None => (name) }
                @match &line.outcome {
                    Ok(found) => {
                        @if let Some(question) = &found.question { div.faint { (clean(question)) } }
                        @if let Some(advice) = &found.advice { div.faint { "try: " (clean(advice)) } }
                    },
                    Err(reason) => div.fix { "not analysed: " (clean(reason)) },
                }
            }
            @for (metric, _, _) in COLUMNS { td { (line.figure(metric)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_reasons_are_text_and_nothing_else() {
        let hostile = "<script>alert(1)</script>";
        let line = SummaryLine {
            name: format!("{hostile}.wav"),
            page: Some("a.html".into()),
            outcome: Err(format!("\"{hostile}")),
        };
        let page = index(&[line]);
        assert!(!page.contains("<script") && page.contains("<a href=\"a.html\">&lt;script&gt;"), "{page}");
    }
}
