//! The last sentence in, the words that let it fade out.

use std::ops::Range;

use crate::language::cursor::Cursor;
use crate::language::lexicon::is;
use crate::language::phrases::Patterns;

/// Last words that let an answer fade.
static FADES: Patterns = Patterns::new(&[
    "i guess|think that's it|all",
    "and|so? that's pretty much it|all",
    "and|so? that's basically it|all",
    "and|so? that's about it",
    "and|so? that's kind|sort of it",
    "and|so that's that",
    "and|so|yeah that's all|it",
    "and|so|but yeah",
    "so and|but? yeah",
    "so yes|anyway|yep",
    "and stuff like that",
    "or something like that",
    "and so on and? so? forth?",
    "that's all i have|got",
    "i don't know",
    "that's it|all",
    "yeah",
    "anyway",
]);

/// After these, the last words belong to what was asked, said or known.
const EMBEDDED: &[&str] =
    &["if", "whether", "said", "that", "asked", "think", "thought", "why", "and", "know", "because", "say"];

/// The fading last words of an answer.
pub(super) fn fade(said: &Cursor<'_>) -> Option<Range<usize>> {
    let last = said.len();
    let longest = (last.saturating_sub(6)..last).find(|at| said.end_of(&FADES, *at) == Some(last))?;
    let before = said.before(longest, 1);
    // A clause of its own: a mark, the start, or a pause stands before; a bare "that's it" can be part of what was said.
    let own = said.cut_before(longest)
        || is(&["so", "and", "but"], said.word(longest))
        || said.tokens.get(longest).and_then(|t| t.pause_before_s).is_some_and(|s| s >= 0.25);
    let lone = !is(EMBEDDED, before) || said.cut_before(longest);
    (own && lone).then_some(longest..last)
}
