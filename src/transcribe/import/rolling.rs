//! Captions that roll in, each word once out: live captions show a line again while the next one comes in below it.

use super::cue::{ImportedCue, Spoken};

/// Such captions repeat at least this many words at a time; fewer may be somebody who says "no" twice.
const ROLLS: usize = 3;
/// More words than this are not shown at once.
const SHOWN: usize = 100;
/// Fewer words than [`ROLLS`] are shown again only in a caption that follows within this time, s.
const FOLLOWS_S: f64 = 0.5;

/// `cues`, which are in order, without the words that are only shown again; untouched where half of them bring nothing back.
pub(super) fn once(cues: Vec<ImportedCue>) -> Vec<ImportedCue> {
    let again: Vec<usize> = cues.windows(2).map(|pair| shown_again(&pair[0], &pair[1])).collect();
    let rolls = again.iter().any(|&words| words >= ROLLS)
        && 2 * again.iter().filter(|&&words| words > 0).count() >= again.len();
    if !rolls {
        return cues;
    }
    let said = |(mut cue, again): (ImportedCue, usize)| {
        cue.words.drain(..again);
        (!cue.words.is_empty()).then_some(cue)
    };
    cues.into_iter().zip([0].into_iter().chain(again)).filter_map(said).collect()
}

/// How many words `next` begins with that `last` ends with.
fn shown_again(last: &ImportedCue, next: &ImportedCue) -> usize {
    let same = |a: &[Spoken], b: &[Spoken]| a.iter().zip(b).all(|(a, b)| a.text == b.text);
    let most = last.words.len().min(next.words.len()).min(SHOWN);
    let again = (1..=most).rev().find(|&n| same(&last.words[last.words.len() - n..], &next.words[..n]));
    let follows = next.span.start_s - last.span.end_s <= FOLLOWS_S;
    again.filter(|&words| words >= ROLLS || follows).unwrap_or(0)
}
