//! A document in, Markdown out.

use std::fmt::Write as _;

use super::document::figures::Figures;
use super::document::noticed::Noticed;
use super::document::script::{Mark, NO_WORDS, Paragraph, Run, Script};
use super::document::story::Story;
use super::document::{Body, Document, Section};

/// `document` as Markdown that any common renderer reads; whatever was said is escaped.
pub(super) fn document(document: &Document) -> String {
    let Document { title, verdict, about, doubt, .. } = document;
    let title = format!("# {}\n\n**{}**\n\n{}", escape(title), escape(verdict), escape(about));
    let parts: Vec<String> =
        [title].into_iter().chain(doubt.as_deref().map(escape)).chain(document.sections.iter().map(section)).collect();
    parts.join("\n\n") + "\n"
}

fn section(section: &Section) -> String {
    let body = match &section.body {
        Body::Figures(figures) => table(figures),
        Body::Pace(chart) => list(&chart.remarks),
        Body::Story(story) => parts(story),
        Body::List(items) => list(items),
        Body::Transcript(script) => transcript(script),
        Body::Findings(findings) => noticed(findings),
        Body::Next(next) => format!("**{}**", escape(&next.action)),
        Body::Remarks(remarks) | Body::Opinion(remarks) => {
            remarks.iter().map(|remark| first_in_line(&escape(remark))).collect::<Vec<_>>().join("\n\n")
        }
    };
    if section.heading.is_empty() { body } else { format!("## {}\n\n{body}", escape(&section.heading)) }
}

fn table(figures: &Figures) -> String {
    let mut text = String::from("| | measured | usual | |\n|---|---|---|---|");
    for figure in &figures.lines {
        let usual = figure.usual.as_deref().unwrap_or_default();
        let cells = [figure.label, &figure.value, usual, figure.remark()].map(escape);
        // Writing to a string cannot fail.
        let _ = write!(text, "\n| {} |", cells.join(" | "));
    }
    if let Some(legend) = figures.legend {
        let _ = write!(text, "\n\n{legend}");
    }
    if let Some(unmeasured) = &figures.unmeasured {
        let _ = write!(text, "\n\nNot measured: {}", escape(unmeasured));
    }
    text
}

fn parts(story: &Story) -> String {
    let rows = story.blocks.iter().map(|block| {
        let time = block.time().unwrap_or_default();
        let cells = [block.chapter.name(), &time, &block.quoted()].map(escape);
        format!("| {} |\n", cells.join(" | "))
    });
    let head = if story.blocks.is_empty() { "" } else { "| part | time | first words |\n|---|---|---|\n" };
    let table: String = std::iter::once(head.to_owned()).chain(rows).collect();
    [table, list(story.lines())].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn transcript(script: &Script) -> String {
    if script.paragraphs.is_empty() {
        return NO_WORDS.into();
    }
    let legend =
        script.legend().iter().map(|run| format!("{} {}", marked(run), run.mark.meaning())).collect::<Vec<_>>();
    let legend = Some(legend.join(" · ")).filter(|legend| !legend.is_empty());
    legend.into_iter().chain(script.paragraphs.iter().map(passage)).collect::<Vec<_>>().join("\n\n")
}

fn passage(paragraph: &Paragraph) -> String {
    let words: String = paragraph.runs.iter().map(marked).collect();
    let heads = [paragraph.at(), paragraph.chapter.map(|chapter| chapter.name().to_owned())];
    let head = heads.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if head.is_empty() { first_in_line(words.trim()) } else { format!("**{head}** {}", words.trim()) }
}

fn marked(run: &Run) -> String {
    let said = escape(&run.text());
    match run.mark {
        Mark::Said => said,
        Mark::Filler => format!("**\\[{said}\\]**"),
        Mark::Repeat => format!("~~{said}~~"),
        Mark::Unsure => format!("‹{said}›"),
        Mark::Stall | Mark::Suspected | Mark::Lost => format!("⟨{said}⟩"),
        Mark::Pause => format!("*⟨{said}⟩*"),
    }
}

fn noticed(findings: &[Noticed]) -> String {
    let one = |(n, finding): (usize, &Noticed)| {
        let mut text = format!("{}. **{}**: {}", n + 1, finding.tone.word(), escape(&finding.message));
        let _ = write!(text, "\n   **{}**", escape(&finding.advice));
        for moment in &finding.moments {
            let quote = escape(moment.quote.trim());
            let quote = Some(quote).filter(|quote| !quote.is_empty()).map(|quote| format!("“{quote}”"));
            let place: Vec<String> = moment.at().into_iter().chain(quote).collect();
            let _ = write!(text, "\n   - {}", place.join(" "));
        }
        text
    };
    findings.iter().enumerate().map(one).collect::<Vec<_>>().join("\n")
}

fn list<'a>(items: impl IntoIterator<Item = &'a String>) -> String {
    items.into_iter().map(|item| format!("- {}", escape(item))).collect::<Vec<_>>().join("\n")
}

/// `text` with everything that Markdown or the HTML in it could take for markup behind a backslash.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// `text`, escaped already, as the first thing of a line, where "1." and "-" would start a list.
fn first_in_line(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text.chars().nth(digits) {
        Some('.' | ')') if digits > 0 => {
            text.chars().take(digits).chain(['\\']).chain(text.chars().skip(digits)).collect()
        }
        Some('-' | '+' | '=') if digits == 0 => format!("\\{text}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings;
    use crate::report::options::Context;
    use crate::sample::{self, STUCK};
    use crate::take::Take;
    use crate::usual::USUAL;

    fn render(take: &Take) -> String {
        document(&Document::new(take, &Context::default(), &USUAL))
    }

    #[test]
    fn it_says_what_the_other_reports_say() {
        let mut take = sample::take(STUCK);
        take.findings = findings::find(&take, &crate::usual::USUAL);
        let text = render(&take);
        for said in [
            "# answer.wav",
            "0:40 of speech, 77 words",
            "| pace | 115 words/min | 130–170 words/min | ▽ below |",
            "| situation | 0:00–0:22 |",
            "**0:23 task** And **\\[uh\\]** somebody had to sort that out, and that ⟨0.7 s⟩ was me.",
            "1. **try**: The answer ends at 0:40",
            "## Next time",
        ] {
            assert!(text.contains(said), "{said:?} in:\n{text}");
        }
        assert!(!text.contains('\u{1b}') && text.ends_with('\n'));
    }

    #[test]
    fn what_was_said_is_no_markup() {
        let mut take = sample::text_alone(sample::answer());
        take.structure.sentences.clear();
        take.source.path = "a|b_*c*<img src=x>".into();
        take.transcript.text = take.transcript.text.replacen("Um, in", "1. #xy", 1);
        let text = render(&take);
        assert!(text.starts_with("# a\\|b\\_\\*c\\*\\<img src=x\\>\n"), "{text}");
        assert!(text.contains("\\[1.\\]"), "{text}");
        take.fillers.occurrences.clear();
        assert!(render(&take).contains("\n1\\. \\#xy my last role"), "{}", render(&take));
    }

    #[test]
    fn an_empty_take_is_still_a_document() {
        let text = render(&sample::nothing());
        assert!(text.contains("No words.") && text.contains("Not measured: length, pace"), "{text}");
    }
}
