//! What speakers say in each part of a story, as data: word patterns (see `language::phrases`), the part they speak for, and how
//! strongly (in nats: 0.7 doubles the odds, 1.4 takes them times four). Set by hand from how English tells stories; to be read and argued with.

mod anywhere;
mod opening;
mod verbs;

use super::Label;
pub(super) use anywhere::ANYWHERE;
pub(super) use opening::OPENING;
pub(super) use verbs::{BETWEEN, CHANGES, DEEDS, OUTCOMES, PRESENTS, PURPOSES, STATIVE};

/// A pattern, what it speaks for, and how strongly.
pub(super) type Cue = (&'static str, (Label, f64));

const fn cue(pattern: &'static str, label: Label, weight: f64) -> Cue {
    (pattern, (label, weight))
}
