//! What comes of things: how it is told, and how it is taken back.

/// Hedges that take an outcome back whatever follows.
pub(crate) const TAKES_BACK: &[&str] = &[
    "hopefully",
    "i guess",
    "i suppose",
    "supposedly",
    "presumably",
    "more or less",
    "somewhat",
    "to some extent",
    "to a certain extent",
];
/// Hedges that do so when the outcome follows: "it probably helped".
pub(crate) const TAKES_BACK_OUTCOME: &[&str] = &[
    "i think", "i believe", "probably", "maybe", "perhaps", "possibly", "kind of", "sort of", "kinda", "sorta",
    "pretty much",
];

/// What comes of things.
pub(crate) const OUTCOMES: &[&str] = &[
    "worked", "helped", "improved", "succeeded", "successful", "better", "faster", "fine", "okay", "ok", "happy",
    "saved", "reduced", "increased", "went", "paid", "dropped", "grew", "satisfied", "fixed", "solved", "good", "well",
    "did",
];

/// Words of a change that may be small or large.
pub(crate) const DEGREES: &[&str] = &[
    "improved", "improvement", "improvements", "improving", "increased", "increase", "increasing", "reduced",
    "reduction", "reducing", "decreased", "decrease", "dropped", "fell", "rose", "grew", "growth", "cut", "saved",
    "savings", "gained", "lowered", "minimized", "minimised", "boosted", "faster", "quicker", "slower", "higher",
    "lower", "better", "fewer", "less", "more", "significantly", "significant", "substantially", "greatly",
    "efficiency", "shorter", "smoother",
];
/// Words that say how much without a number.
pub(crate) const ALL_OR_NOTHING: &[&str] =
    &["zero", "none", "nothing", "nobody", "never", "no", "all", "every", "everyone", "everybody", "entire", "whole"];
