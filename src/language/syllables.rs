//! A written English word in, its number of syllables out.

/// Syllables of `word` (a token's `norm`), at least 1 for anything with a letter or digit; digits are counted as read aloud.
#[must_use]
pub fn count(word: &str) -> usize {
    let _ = word;
    0
}
