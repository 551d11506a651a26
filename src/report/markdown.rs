//! A take in, Markdown out.

use std::fmt::Write as _;

use crate::take::Take;

use super::view::View;
use super::view::script::{Mark, Paragraph, Run};
use super::view::story::Chapter;

/// `take` as Markdown that any common renderer reads; whatever was said is escaped.
#[must_use]
pub fn render(take: &Take) -> String {
    let view = View::of(take);
    let sections = [
        format!("# {}\n\n**{}**\n\n{}", escape(&view.title), escape(&view.verdict), escape(&view.about)),
        view.doubt.as_deref().map(escape).unwrap_or_default(),
        figures(&view),
        list("Pace", view.pace.iter().flat_map(|pace| &pace.remarks)),
        story(&view),
        list(&view.steps.0, &view.steps.1),
        list("Named in the answer", &view.named),
        transcript(&view),
        findings(&view),
        format!("## Next time\n\n**{}**", escape(&view.next)),
        list("Warnings", &view.warnings),
        list("Notes", &view.notes),
    ];
    let mut text = sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

/// What is said after a report, about takes before it.
#[must_use]
pub fn closing(sentences: &[String]) -> String {
    sentences.iter().map(|sentence| format!("\n{}\n", escape(sentence))).collect::<Vec<_>>().concat()
}

fn figures(view: &View) -> String {
    let mut text = String::from("| | measured | usual | |\n|---|---|---|---|");
    for figure in &view.figures {
        let usual = figure.usual.as_deref().unwrap_or_default();
        let cells = [figure.label, &figure.value, usual, figure.remark()].map(escape);
        // Writing to a string cannot fail.
        let _ = write!(text, "\n| {} |", cells.join(" | "));
    }
    if let Some(unmeasured) = &view.unmeasured {
        let _ = write!(text, "\n\nNot measured: {}", escape(unmeasured));
    }
    text
}

fn story(view: &View) -> String {
    let mut text = String::from("## Story\n");
    if !view.story.blocks.is_empty() {
        text.push_str("\n| part | time | first words |\n|---|---|---|\n");
    }
    for block in &view.story.blocks {
        let cells = [block.chapter.name(), block.time.as_deref().unwrap_or_default(), &block.quoted()].map(escape);
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    for remark in &view.story.remarks {
        let _ = write!(text, "\n- {}", escape(remark));
    }
    text
}

fn transcript(view: &View) -> String {
    let mut text = String::from("## Transcript");
    if view.script.paragraphs.is_empty() {
        text.push_str("\n\nNo words.");
    }
    for paragraph in &view.script.paragraphs {
        let _ = write!(text, "\n\n{}", passage(paragraph));
    }
    text
}

fn passage(paragraph: &Paragraph) -> String {
    let words: String = paragraph.runs.iter().map(marked).collect();
    let heads = [paragraph.at.as_deref(), paragraph.chapter.map(Chapter::name)];
    let head = heads.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if head.is_empty() { first_in_line(words.trim()) } else { format!("**{head}** {}", words.trim()) }
}

fn marked(run: &Run) -> String {
    let said = escape(&run.text);
    match run.mark {
        Mark::Said => said,
        Mark::Filler => format!("**\\[{said}\\]**"),
        Mark::Repeat => format!("~~{said}~~"),
        Mark::Unsure => format!("‹{said}›"),
        Mark::Stall | Mark::Suspected => format!("⟨{said}⟩"),
        Mark::Pause => format!("*⟨{said}⟩*"),
    }
}

fn findings(view: &View) -> String {
    if view.findings.is_empty() {
        return String::new();
    }
    let mut text = String::from("## What a listener noticed\n");
    for (n, finding) in view.findings.iter().enumerate() {
        let _ = write!(text, "\n{}. **{}**: {}", n + 1, finding.word, escape(&finding.message));
        let _ = write!(text, "\n   **{}**", escape(&finding.advice));
        for moment in &finding.moments {
            let at = moment.at.as_ref().map(|at| format!("{at} ")).unwrap_or_default();
            let _ = write!(text, "\n   - {at}“{}”", escape(moment.quote.trim()));
        }
    }
    text
}

fn list<'a>(heading: &str, items: impl IntoIterator<Item = &'a String>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| format!("- {}", escape(item))).collect();
    if items.is_empty() { String::new() } else { format!("## {heading}\n\n{}", items.join("\n")) }
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
    use crate::report::sample::{self, STUCK};

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
            "1. **fix**: The answer ends at 0:40",
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
        assert!(text.contains("No words.") && text.contains("Not measured: pace"), "{text}");
    }
}
