//! The text of a SubRip or WebVTT file in, its captions out.

use super::asides::{self, Speakers};
use super::clock::{self, Line};
use super::cue::{self, ImportedCue, Spoken};
use super::fault::Fault;
use super::{markup, plain, rolling};
use crate::units::TimeSpan;

/// The captions of a file.
#[derive(Debug)]
pub(super) struct Captions {
    /// In the order of time, what rolls in left out.
    pub(super) cues: Vec<ImportedCue>,
    /// The line of the first caption whose time cannot be read, from 1, and how many there are.
    pub(super) unread: Option<(usize, usize)>,
}

/// Whether any line of `text` has the times of a caption.
pub(super) fn are_in(text: &str) -> bool {
    text.lines().any(|line| matches!(clock::line(line), Line::Times { .. }))
}

/// Reads a file leniently: a line with two times opens a caption, which reaches to the next such line; `web` says that blocks
/// before captions may be comments and names of any sort, as in WebVTT.
pub(super) fn read(text: &str, web: bool) -> Result<Captions, Fault> {
    let lines: Vec<&str> = plain::lines(text).collect();
    let mut opened: Vec<Opened> = Vec::new();
    for at in 0..lines.len() {
        let border = at == 0 || is_border(lines[at - 1]) || opened.last().is_some_and(|o| o.at + 1 == at);
        let span = match clock::line(lines[at]) {
            Line::Text => continue,
            Line::Garbled => None,
            Line::Times { rest, .. } if !border && !is_settings(rest) && !lines[at].starts_with('[') => continue,
            // One that ends before it begins is still said from there on.
            Line::Times { start_s, end_s, rest } => Some((TimeSpan::new(start_s, end_s), rest, end_s < start_s)),
        };
        opened.push(Opened { at, span });
    }
    let bad = |o: &&Opened| o.span.is_none_or(|(_, _, backwards)| backwards);
    let first_bad = opened.iter().find(bad).map(|o| o.at + 1);
    match first_bad {
        None if opened.is_empty() && !text.trim().is_empty() => return Err(Fault::NoCues),
        Some(line) if opened.iter().all(|o| bad(&o)) => return Err(Fault::Time(line)),
        _ => {}
    }
    let speakers = Speakers::of(lines.iter().copied());
    let mut cues = Vec::with_capacity(opened.len());
    for (k, this) in opened.iter().enumerate() {
        let Some((span, rest, _)) = this.span else { continue };
        let next = opened.get(k + 1).map_or(lines.len(), |next| next.at);
        let number = this.at.checked_sub(1).and_then(|at| number(lines[at]));
        let body = body(&lines[this.at + 1..next], next < lines.len(), number, web);
        let beside = Some(rest).filter(|rest| !is_settings(rest));
        let said = |line: &str| asides::said(markup::words(line), &speakers);
        let words: Vec<Spoken> =
            beside.into_iter().chain(body).filter(|line| !plain::is_credit(line)).flat_map(said).collect();
        cues.push(ImportedCue { span, words: asides::without_sounds(words, |word| word.text.as_str()) });
    }
    let unread = opened.iter().filter(|o| o.span.is_none());
    let unread = unread.clone().next().map(|first| (first.at + 1, unread.count()));
    Ok(Captions { cues: rolling::once(cue::in_order(cues)), unread })
}

/// A line with the times of a caption: `None` where they cannot be read, else its span, what stands behind it, and whether it ends
/// before it begins.
struct Opened<'a> {
    at: usize,
    span: Option<(TimeSpan, &'a str, bool)>,
}

/// What may stand right before the times of a caption: nothing, or its number.
fn is_border(line: &str) -> bool {
    line.trim().is_empty() || number(line).is_some()
}

fn number(line: &str) -> Option<u64> {
    line.trim().trim_start_matches('#').trim_end_matches('.').parse().ok()
}

/// Whether what stands behind the times says only where on the screen the caption is: `align:start`, `X1:40 X2:600`.
fn is_settings(rest: &str) -> bool {
    rest.split_whitespace()
        .all(|part| part.split_once(':').is_some_and(|(name, value)| !name.is_empty() && !value.is_empty()))
}

/// The lines of a caption: `lines` up to the next one's times without the number or name of that one, and without comments. Empty
/// lines within are no end: what follows them was said.
fn body<'a>(lines: &[&'a str], more: bool, number_of_this: Option<u64>, web: bool) -> Vec<&'a str> {
    let mut end = lines.len();
    if let Some((last, before)) = lines.split_last().filter(|_| more) {
        let apart = before.last().is_some_and(|line| line.trim().is_empty());
        let token = !last.trim().contains(' ') && last.contains(|c: char| c.is_ascii_digit());
        let next = number(last).is_some_and(|n| number_of_this.is_some_and(|this| n == this + 1));
        let names_next = !last.trim().is_empty() && (next || apart && (web || token));
        end -= usize::from(names_next);
    }
    let mut comment = false;
    let mut empty = false;
    let said = lines[..end].iter().filter(|line| {
        let line = line.trim();
        if line.is_empty() {
            (empty, comment) = (true, false);
            return false;
        }
        let opens = line == "STYLE" || line == "REGION" || line == "NOTE" || line.starts_with("NOTE ");
        comment |= web && empty && opens;
        empty = false;
        !comment
    });
    said.copied().collect()
}
