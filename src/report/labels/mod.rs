//! A take in, its words and what was found among them out, in the formats of captioning and phonetics programs.

pub(super) mod audacity;
mod cues;
pub(super) mod srt;
pub(super) mod textgrid;
pub(super) mod tiers;
pub(super) mod vtt;
pub(super) mod words;
