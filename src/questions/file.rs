//! The text of a question file in, its questions out, or the line of its first mistake.
//!
//! The format is explained in `docs/QUESTIONS.md`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_spanned::Spanned;

use super::pattern::Pattern;
use super::question::{FollowUp, Point, Question};
use crate::own_files::{FileMistake, OwnFiles};
use crate::structure::Shape;
use crate::toml;

/// How long an answer may be meant to take, s.
const TIMES_S: std::ops::RangeInclusive<u32> = 15..=3600;

/// Files of questions.
pub(super) const FILES: OwnFiles = OwnFiles {
    ending: "toml",
    remedy: "mend it, then `outloud questions check`; how a question is written: docs/QUESTIONS.md",
};

/// Patterns that questions share, by name.
pub(super) type Signs = BTreeMap<String, Sign>;

/// Patterns that questions share.
#[derive(Clone, Debug, Default)]
pub(super) struct Sign {
    heard: Vec<Pattern>,
    perhaps: Vec<Pattern>,
}

/// What one file holds.
pub(super) struct File {
    /// Its category: a name, and a title to show.
    pub(super) category: (String, String),
    /// Its questions, in order.
    pub(super) questions: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    category: Spanned<String>,
    title: Option<String>,
    #[serde(default)]
    question: Vec<RawQuestion>,
    #[serde(default)]
    signs: BTreeMap<String, RawSign>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSigns {
    signs: BTreeMap<String, RawSign>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSign {
    #[serde(default)]
    heard: Vec<Spanned<String>>,
    #[serde(default)]
    perhaps: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestion {
    id: Spanned<String>,
    ask: Spanned<String>,
    #[serde(default)]
    why: String,
    shape: Option<Shape>,
    time_s: Option<Spanned<u32>>,
    #[serde(default)]
    points: Vec<RawPoint>,
    #[serde(default)]
    pitfalls: Vec<RawPoint>,
    #[serde(default)]
    follow_ups: Vec<RawFollowUp>,
    #[serde(default)]
    asked_by: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPoint {
    name: Spanned<String>,
    say: String,
    #[serde(default)]
    heard: Vec<Spanned<String>>,
    #[serde(default)]
    perhaps: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFollowUp {
    ask: String,
    about: Option<Spanned<String>>,
}

/// What is wrong, and the byte it stands at.
pub(super) type Mistake = (usize, String);

/// Reads a file of signs alone.
pub(super) fn signs(path: &Path, text: &str) -> Result<Signs, FileMistake> {
    let raw: RawSigns = toml::read(text).map_err(|reason| FILES.mistake(path, None, reason))?;
    read_signs(raw.signs).map_err(|(byte, reason)| FILES.mistake_at(path, text, byte, reason))
}

/// Reads a file of questions that may use `shared` signs and its own.
pub(super) fn questions(path: &Path, text: &str, shared: &Signs) -> Result<File, FileMistake> {
    let raw: RawFile = toml::read(text).map_err(|reason| FILES.mistake(path, None, reason))?;
    read_file(raw, shared).map_err(|(byte, reason)| FILES.mistake_at(path, text, byte, reason))
}

fn read_file(raw: RawFile, shared: &Signs) -> Result<File, Mistake> {
    named(&raw.category)?;
    let mut signs = shared.clone();
    signs.extend(read_signs(raw.signs)?);
    let category = raw.category.into_inner();
    let title = raw.title.unwrap_or_else(|| category.clone());
    let mut questions: Vec<Question> = Vec::new();
    for raw in raw.question {
        let start = raw.id.span().start;
        let question = read_question(raw, &signs)?;
        if questions.iter().any(|other| other.id == question.id) {
            return Err((start, format!("the id `{}` is there twice", question.id)));
        }
        questions.push(question);
    }
    Ok(File { category: (category, title), questions })
}

fn read_signs(raw: BTreeMap<String, RawSign>) -> Result<Signs, Mistake> {
    let read = |(name, sign): (String, RawSign)| {
        let plain = |list: &[Spanned<String>]| list.iter().map(pattern).collect::<Result<Vec<_>, _>>();
        Ok((name, Sign { heard: plain(&sign.heard)?, perhaps: plain(&sign.perhaps)? }))
    };
    raw.into_iter().map(read).collect()
}

fn read_question(raw: RawQuestion, signs: &Signs) -> Result<Question, Mistake> {
    named(&raw.id)?;
    if raw.ask.get_ref().trim().is_empty() {
        return Err((raw.ask.span().start, "a question needs words".into()));
    }
    if let Some(time) = raw.time_s.as_ref().filter(|time| !TIMES_S.contains(time.get_ref())) {
        let reason = format!("time_s = {}: from {} to {} seconds", time.get_ref(), TIMES_S.start(), TIMES_S.end());
        return Err((time.span().start, reason));
    }
    let points = read_points(raw.points, signs)?;
    let pitfalls = read_points(raw.pitfalls, signs)?;
    let follow_up = |raw: RawFollowUp| match raw.about {
        Some(about) if points.iter().all(|point| point.name != *about.get_ref()) => {
            Err((about.span().start, format!("no point of this question is called `{}`", about.get_ref())))
        }
        about => Ok(FollowUp { ask: raw.ask, about: about.map(Spanned::into_inner) }),
    };
    let follow_ups = raw.follow_ups.into_iter().map(follow_up).collect::<Result<_, _>>()?;
    Ok(Question {
        id: raw.id.into_inner(),
        ask: raw.ask.into_inner().trim().into(),
        why: raw.why,
        shape: raw.shape,
        time_s: raw.time_s.map(Spanned::into_inner),
        points,
        pitfalls,
        follow_ups,
        asked_by: raw.asked_by.into_iter().collect(),
    })
}

fn read_points(raw: Vec<RawPoint>, signs: &Signs) -> Result<Vec<Point>, Mistake> {
    let mut points: Vec<Point> = Vec::new();
    for raw in raw {
        let start = raw.name.span().start;
        named(&raw.name)?;
        let name = raw.name.into_inner();
        if points.iter().any(|other| other.name == name) {
            return Err((start, format!("the name `{name}` is there twice")));
        }
        let mut point = Point { name, say: raw.say, heard: Vec::new(), perhaps: Vec::new() };
        for text in &raw.heard {
            match sign(text, signs)? {
                Some(sign) => {
                    point.heard.extend(sign.heard.iter().cloned());
                    point.perhaps.extend(sign.perhaps.iter().cloned());
                }
                None => point.heard.push(pattern(text)?),
            }
        }
        for text in &raw.perhaps {
            match sign(text, signs)? {
                Some(sign) => point.perhaps.extend(sign.heard.iter().chain(&sign.perhaps).cloned()),
                None => point.perhaps.push(pattern(text)?),
            }
        }
        points.push(point);
    }
    Ok(points)
}

/// The sign that `text` names; `None` where it is a pattern of its own.
fn sign<'a>(text: &Spanned<String>, signs: &'a Signs) -> Result<Option<&'a Sign>, Mistake> {
    let Some(name) = text.get_ref().strip_prefix('@') else { return Ok(None) };
    signs.get(name).map(Some).ok_or_else(|| (text.span().start, format!("no sign is called `@{name}`")))
}

fn pattern(text: &Spanned<String>) -> Result<Pattern, Mistake> {
    Pattern::parse(text.get_ref()).map_err(|reason| (text.span().start, reason))
}

/// Refuses what is no name.
pub(super) fn named(name: &Spanned<String>) -> Result<(), Mistake> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let text = name.get_ref();
    if text.is_empty() || !text.chars().all(plain) {
        let reason = format!("`{text}` is no name: small letters, digits and hyphens only");
        return Err((name.span().start, reason));
    }
    Ok(())
}
