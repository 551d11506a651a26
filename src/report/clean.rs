//! What was said or named by somebody in, text that cannot harm a terminal or a line out.

/// `text` without what could steer a terminal or reorder a line: control and bidirectional characters become visible, and
/// every kind of white space one plain space. Keeps the number of characters, so that offsets still fit.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().map(plain).collect()
}

/// One character of [`clean`].
pub(super) fn plain(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        c => c,
    }
}
