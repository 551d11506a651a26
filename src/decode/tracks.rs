//! The audio tracks of one file in, the one in which most is said out: a film of a screen has the computer's sound beside the voice.

use crate::decode::resample;
use crate::signal::activity;
use crate::sound::Decoded;

/// Somebody speaks where it is this likely at least.
const LIKELY: f32 = 0.5;

/// The one in which somebody speaks longest, the first of several that are alike; `None` where there are none.
pub(super) fn most_spoken(tracks: Vec<Decoded>) -> Option<Decoded> {
    if tracks.len() < 2 {
        return tracks.into_iter().next();
    }
    tracks.into_iter().rev().max_by_key(spoken)
}

/// How long somebody speaks in it, in steps of [`activity::HOP_S`].
fn spoken(track: &Decoded) -> usize {
    let heard =
        resample::to_16k(track.clone().downmix()).map(|heard| activity::probabilities(&heard)).unwrap_or_default();
    heard.iter().filter(|likely| **likely >= LIKELY).count()
}
