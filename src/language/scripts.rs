//! A text in, whether its script sets words apart out.

/// Blocks of scripts that write words without spaces between them: Thai and Lao, Tibetan, Burmese, Khmer, Chinese and Japanese.
const JOINED: [(char, char); 8] = [
    ('\u{e00}', '\u{eff}'),
    ('\u{f00}', '\u{fff}'),
    ('\u{1000}', '\u{109f}'),
    ('\u{1780}', '\u{17ff}'),
    ('\u{3040}', '\u{30ff}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{20000}', '\u{323af}'),
];

/// Whether spaces set the words of `text` apart: false where half of its letters are of a script without them.
#[must_use]
pub fn sets_words_apart(text: &str) -> bool {
    let (mut joined, mut letters) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        joined += usize::from(JOINED.iter().any(|(first, last)| (*first..=*last).contains(&c)));
    }
    2 * joined <= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_without_spaces_are_known() {
        for text in ["我修好了结账。", "サーバーを直した", "ผมแก้ระบบแล้ว", "我用 SQL 修好了结账系统"]
        {
            assert!(!sets_words_apart(text), "{text}");
        }
        for text in ["I fixed it.", "Я починил", "서버를 고쳤다", "I said 你好 to everyone", "", "42"] {
            assert!(sets_words_apart(text), "{text}");
        }
    }
}
