//! Tokens in, fillers out: the sounds (um, uh), and the words that are sometimes fillers and sometimes not.

mod context;
mod like;
mod openers;
mod phrases;
#[cfg(test)]
mod tests;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::language::sentences::Sentence;
use crate::language::tokens::Token;
use crate::language::{is_english, lexicon};
use crate::transcript::{Place, chars_or_null};
use crate::units::{TimeSpan, span_or_null};
use context::FillerContext;

/// What sort of filler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FillerKind {
    /// A filled pause: um, uh, er, hmm. Tier 1.
    Sound,
    /// A word or phrase used as a filler: like, you know, I mean. Tier 2.
    Discourse,
    /// So, well, right, okay at the start of a sentence. Tier 3: listed, never counted.
    Opener,
    /// A sound without a word, heard in the audio only.
    Suspected,
}

/// One filler where it happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Occurrence {
    /// As in the transcript, lower case, single spaces: "um", "you know".
    pub text: String,
    /// 1 sounds, 2 discourse words, 3 openers.
    pub tier: u8,
    /// What sort.
    pub kind: FillerKind,
    /// Whether the headline count has it: tiers 1 and 2.
    pub counted: bool,
    /// How sure a suspected one is, 0–1; null for the words of the transcript.
    pub confidence: Option<f64>,
    /// When; null without times.
    #[serde(flatten, with = "span_or_null")]
    pub span: Option<TimeSpan>,
    /// Its characters in the transcript's text; null for what only the audio holds.
    #[serde(flatten, with = "chars_or_null")]
    pub chars: Option<Range<usize>>,
}

/// Every filler in `tokens`, in order, without overlaps. The list is English: another `language` gets none.
#[must_use]
pub fn find(tokens: &[Token], sentences: &[Sentence], language: &str) -> Vec<Occurrence> {
    if !is_english(language) {
        return Vec::new();
    }
    let context = FillerContext::new(tokens, sentences);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match filler_at(&context, at) {
            Some((kind, length)) => {
                found.extend(occurrence(kind, &tokens[at..at + length]));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// What filler begins at `at`, and how many tokens it has.
fn filler_at(context: &FillerContext, at: usize) -> Option<(FillerKind, usize)> {
    let word = context.word(at);
    if lexicon::is_sound(word) {
        return Some((FillerKind::Sound, 1));
    }
    let discourse = |length: usize, is: bool| is.then_some((FillerKind::Discourse, length));
    match (word, context.word(at + 1)) {
        ("you" | "ya", "know") => discourse(2, phrases::is_you_know(context, at)),
        ("y'know", _) => discourse(1, true),
        ("i", "mean") => discourse(2, phrases::is_i_mean(context, at)),
        ("kind" | "sort", "of") => discourse(2, phrases::is_kind_of(context, at, at + 2)),
        ("kinda" | "sorta", _) => discourse(1, phrases::is_kind_of(context, at, at + 1)),
        ("like", _) => discourse(1, like::is_filler(context, at)),
        ("basically" | "actually" | "literally", _) => discourse(1, phrases::is_adverb(context, at)),
        ("so" | "well" | "right" | "okay" | "ok", _) => {
            openers::is_opener(context, at).then_some((FillerKind::Opener, 1))
        }
        _ => None,
    }
}

fn occurrence(kind: FillerKind, tokens: &[Token]) -> Option<Occurrence> {
    let tier = match kind {
        FillerKind::Sound | FillerKind::Suspected => 1,
        FillerKind::Discourse => 2,
        FillerKind::Opener => 3,
    };
    let place = Place::covering(tokens.iter().map(|t| &t.place))?;
    Some(Occurrence {
        text: tokens.iter().map(|t| t.norm.as_str()).collect::<Vec<_>>().join(" "),
        tier,
        kind,
        counted: tier < 3,
        confidence: None,
        span: place.span,
        chars: Some(place.chars),
    })
}
