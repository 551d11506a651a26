//! A summary of several recordings in, the body of a page out that leads to the report of each.

use maud::{Markup, html};

use crate::figure::count;
use crate::report::clean::clean;
use crate::report::summary::{COLUMNS, SummaryLine};

/// What the page is called.
pub(super) fn title(lines: &[SummaryLine]) -> String {
    count(lines.len(), "recording")
}

/// A row for each of `lines`, with a link where it has a page of its own.
pub(super) fn body(lines: &[SummaryLine]) -> Markup {
    html! {
        header { h1 { (title(lines)) } }
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

fn row(line: &SummaryLine) -> Markup {
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
    use crate::report::html;

    #[test]
    fn names_and_reasons_are_text_and_nothing_else() {
        let hostile = "<script>alert(1)</script>";
        let line = SummaryLine {
            name: format!("{hostile}.wav"),
            page: Some("a.html".into()),
            outcome: Err(format!("\"{hostile}")),
        };
        let page = html::index(&[line]);
        assert!(!page.contains("<script") && page.contains("<a href=\"a.html\">&lt;script&gt;"), "{page}");
    }
}
