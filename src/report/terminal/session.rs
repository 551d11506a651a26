//! The takes of one session of practice in, a summary for a terminal out.

use std::collections::BTreeMap;

use super::pen::{Pen, text};
use super::styles;
use crate::figure::{count, length};
use crate::findings::{FindingId, Severity};
use crate::report::document::Document;
use crate::report::options::{Context, Options};
use crate::report::tone::Tone;
use crate::take::Take;
use crate::usual::USUAL;

/// Columns left of what is said about a take.
const INDENT: usize = 4;

/// A take of the session.
#[derive(Clone, Debug)]
pub struct SessionTake {
    /// Its number in the history; `None` where it is not kept.
    pub id: Option<i64>,
    /// All of it.
    pub take: Take,
}

/// What was said in a session, take by take, and what came back in most of them.
#[must_use]
pub fn summary(said: &[SessionTake], options: &Options) -> String {
    let pen = Pen::new(options);
    let spoken_s: f64 = said.iter().filter_map(|said| said.take.duration.speech_span_s).sum();
    let head = format!("This session: {}, {} of speech", count(said.len(), "answer"), length(spoken_s));
    let mut parts = vec![vec![pen.paint(styles::STRONG, &head)]];
    let often = often(said);
    let advice = often.as_ref().map(|often| often.advice);
    parts.extend(said.iter().enumerate().map(|(n, said)| one(n + 1, said, advice, &pen)));
    parts.extend(often.map(|often| pen.wrap(&text(styles::CYAN, &often.told(said.len())), 0)));
    pen.page(parts.iter().map(|lines| lines.join("\n") + "\n").collect::<Vec<_>>().join("\n"))
}

/// Question, verdict, the figures that tell most, one thing to keep and one to try: none where it is `told` of several answers at once.
fn one(number: usize, said: &SessionTake, told: Option<&str>, pen: &Pen) -> Vec<String> {
    let document = Document::new(&said.take, &Context::default(), &USUAL);
    let id = said.id.map(|id| format!(" (take {id})")).unwrap_or_default();
    let title = text(styles::STRONG, &format!("{}{id}", document.title));
    let mut lines = pen.hang(&format!("{number}.  "), &title, INDENT);
    lines.extend(pen.wrap(&text(styles::style(document.tone), &document.verdict), INDENT));
    lines.extend(document.key.iter().flat_map(|key| pen.wrap(&text(styles::PLAIN, key), INDENT)));
    let first = |keep: bool| document.findings().iter().find(|found| (found.tone == Tone::Keep) == keep);
    let attempt = first(false).map(|found| &found.advice).filter(|advice| told != Some(advice.as_str()));
    for (word, said) in [("keep", first(true).map(|found| &found.message)), ("try", attempt)] {
        lines.extend(
            said.into_iter().flat_map(|said| pen.wrap(&text(styles::PLAIN, &format!("{word}: {said}")), INDENT)),
        );
    }
    lines
}

/// A thing to try that several answers ask for.
struct Often<'a> {
    times: usize,
    advice: &'a str,
}

impl Often<'_> {
    /// In a sentence about so many answers.
    fn told(&self, answers: usize) -> String {
        format!("In {} of {answers} answers: {}", self.times, self.advice)
    }
}

/// The thing to try that most answers ask for, where at least two do.
fn often(said: &[SessionTake]) -> Option<Often<'_>> {
    let mut all: BTreeMap<String, Often<'_>> = BTreeMap::new();
    for finding in said.iter().flat_map(|said| &said.take.findings).filter(|found| found.severity != Severity::Good) {
        all.entry(name(finding.id)).or_insert(Often { times: 0, advice: &finding.advice }).times += 1;
    }
    all.into_values().max_by_key(|often| often.times).filter(|often| often.times > 1)
}

/// What scripts call it: a name to sort by.
fn name(id: FindingId) -> String {
    format!("{id:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn said(ids: &[Option<i64>]) -> Vec<SessionTake> {
        ids.iter().map(|&id| SessionTake { id, take: sample::take(sample::STUCK) }).collect()
    }

    #[test]
    fn a_summary_tells_each_answer_and_what_came_back() {
        for width in [40, 60, 100] {
            let options = Options { width, colour: false, plain: false, full: false };
            let text = summary(&said(&[Some(7), None]), &options);
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.starts_with("This session: 2 answers, 1:20 of speech 1. "), "{text}");
            assert!(flat.contains("(take 7)") && flat.contains(" 2. "), "{text}");
            let (_, often) = flat.split_once("In 2 of 2 answers: ").unwrap();
            assert_eq!(flat.matches(often).count(), 1, "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
        }
    }

    #[test]
    fn what_came_once_is_nothing_that_comes_back() {
        let said = said(&[None]);
        assert!(often(&said).is_none());
        assert!(summary(&said, &Options { width: 100, colour: false, plain: false, full: false }).contains("try: "));
    }
}
