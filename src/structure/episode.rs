//! The words of each sentence in, whether they tell one episode or speak in general out.

use std::collections::HashSet;

use super::story::StoryKind;
use crate::language::lexicon::{self, is};
use crate::language::words::episodes::{GENERAL, PART_NAMES, SPECIFIC};

/// An answer with fewer different words that mean something tells nothing.
const FEWEST_MEANINGS: usize = 10;

/// Whether the answer is one story, and which sentence shows best that it is none. Past deeds speak for it; "I would" and "I usually"
/// against it, and so does a whole answer without a deed.
pub(super) fn kind(sentences: &[Vec<&str>]) -> (StoryKind, Option<usize>) {
    let meanings: HashSet<&str> =
        sentences.iter().flatten().copied().filter(|w| !lexicon::is_functional(w) && !is(PART_NAMES, w)).collect();
    if meanings.len() < FEWEST_MEANINGS {
        return (StoryKind::Unclear, None);
    }
    let (mut general, mut specific) = (0, 0);
    // The first of those with most.
    let mut clearest = (0, 0);
    for (k, words) in sentences.iter().enumerate() {
        let here = (0..words.len()).filter(|at| GENERAL.any_at(words, *at)).count();
        let deeds = (0..words.len()).filter(|at| SPECIFIC.any_at(words, *at) || is_deed(words, *at)).count();
        general += here;
        specific += deeds;
        if here.saturating_sub(deeds) > clearest.1 {
            clearest = (k, here - deeds);
        }
    }
    let deedless = specific == 0 && !sentences.iter().any(|words| words.iter().any(|w| lexicon::is_past(w)));
    let generic = general >= 2 && general > specific || general >= 1 && deedless;
    if generic { (StoryKind::Generic, Some(clearest.0)) } else { (StoryKind::Story, None) }
}

/// A past-tense verb: "I asked", "it was".
fn is_deed(words: &[&str], at: usize) -> bool {
    lexicon::is_past(words[at])
        && at > 0
        && (is(lexicon::SUBJECTS, words[at - 1]) || is(&["was", "were", "had", "did"], words[at]))
}
