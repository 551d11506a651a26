//! A word with hyphens in, its parts out where somebody stumbles over it: "I-I-I", "th-th-the", "w-we".

use std::ops::Range;

use crate::language::lexicon;

/// Begin with a part of themselves and are whole words.
const WHOLE: &[&str] = &["d-day", "h-hour", "t-test", "t-tests", "t-tail", "s-shaped", "c-clamp", "v-valve", "x-xbox"];
/// Said twice to mean something.
const DOUBLED: &[&str] =
    &["la", "na", "cha", "no", "so", "that", "yes", "very", "what", "how", "on", "all", "now", "well", "right", "bye"];

/// The parts of the word `norm`, in characters; the whole word, of `length` characters, where nobody stumbles.
pub(super) fn parts(norm: &str, length: usize) -> Vec<Range<usize>> {
    let parts: Vec<&str> = norm.split('-').collect();
    let chars = |part: &str| part.chars().count();
    let plain = norm.ends_with('-')
        || WHOLE.contains(&norm)
        || parts.iter().map(|part| chars(part) + 1).sum::<usize>() != length + 1;
    let Some((last, before)) = parts.split_last().filter(|(_, before)| !before.is_empty() && !plain) else {
        return std::iter::once(0..length).collect();
    };
    let again = before.iter().all(|part| part == last) && is_said_again(last, parts.len());
    let begun = before.iter().all(|part| is_begun(part, last, before.len()));
    if !again && !begun {
        return std::iter::once(0..length).collect();
    }
    let mut at = 0;
    let cut = |(k, part): (usize, &&str)| {
        let start = at;
        at += chars(part) + 1;
        // What breaks off keeps its hyphen.
        start..start + chars(part) + usize::from(!again && k < before.len() && *part != *last)
    };
    parts.iter().enumerate().map(cut).collect()
}

/// Whether `word`, `times` times in a row, was not meant so: "I-I", "the-the", "went-went-went"; but "win-win", "so-so", "24-24".
fn is_said_again(word: &str, times: usize) -> bool {
    let letters = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '\'');
    let meant = DOUBLED.contains(&word) || lexicon::is_number(word) || lexicon::is_sound(word);
    letters && !meant && (times > 2 || lexicon::is_closed(word))
}

/// Whether `part` is the beginning of `word`: consonants ("th-the"), or the same twice and more ("be-be-because"); but "re-read".
fn is_begun(part: &str, word: &str, parts: usize) -> bool {
    let begins = !part.is_empty() && part.chars().all(char::is_alphabetic) && word.starts_with(part);
    let vowel = part.contains(['a', 'e', 'i', 'o', 'u']);
    let longer = word.len() > part.len() && word.chars().all(|c| c.is_alphabetic() || c == '\'');
    // "I-I've", "we-we're": said again with its verb.
    let joined = word.strip_prefix(part).is_some_and(|verb| verb.starts_with('\''));
    begins && (joined || longer && !vowel && part.len() <= 3 || parts > 1)
}
