//! A line of a caption in, its words out: without tags for looks and voices, with characters that were written as entities.

use super::clock;
use super::cue::Spoken;

/// Tags that captions use; anything else in angle brackets is said.
const TAGS: [&str; 13] = ["b", "i", "u", "s", "c", "v", "lang", "ruby", "rt", "font", "span", "em", "strong"];
/// The entities that are not numbers.
const ENTITIES: [(&str, char); 8] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
];

/// The words of `line`, each with the moment of a time that stands in angle brackets before it.
pub(super) fn words(line: &str) -> Vec<Spoken> {
    let mut words: Vec<Spoken> = Vec::new();
    let (mut open, mut from_s) = (false, None);
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let (mark, length) = MarkupPiece::at(rest).unwrap_or((MarkupPiece::Character(first), first.len_utf8()));
        rest = rest.split_at(length).1;
        match (mark, words.last_mut().filter(|_| open)) {
            (MarkupPiece::Looks, _) => {}
            (MarkupPiece::Time(s), _) => from_s = Some(s),
            (MarkupPiece::Character(c), _) if c.is_whitespace() => open = false,
            (MarkupPiece::Character(c), Some(word)) => {
                word.text.push(c);
                from_s = None;
            }
            (MarkupPiece::Character(c), None) => {
                words.push(Spoken { text: c.into(), from_s: from_s.take() });
                open = true;
            }
        }
    }
    words
}

/// What a piece of a line that is not said stands for.
enum MarkupPiece {
    Time(f64),
    Character(char),
    Looks,
}

impl MarkupPiece {
    /// The mark that `text` begins with, and its length in bytes.
    fn at(text: &str) -> Option<(Self, usize)> {
        let within = |open: char, close: char| text.strip_prefix(open)?.split_once(close).map(|cut| cut.0);
        if let Some(tag) = within('<', '>') {
            let length = tag.len() + 2;
            if let Some(s) = clock::seconds(tag) {
                return Some((Self::Time(s), length));
            }
            let name = tag.trim_start_matches('/').split([' ', '.', '\t', '/', '=']).next().unwrap_or_default();
            let name = name.to_ascii_lowercase();
            return match name.as_str() {
                "br" => Some((Self::Character(' '), length)),
                name => TAGS.contains(&name).then_some((Self::Looks, length)),
            };
        }
        // `{\an8}` of SubStation, `{y:i}` of MicroDVD.
        if let Some(tag) = within('{', '}')
            && (tag.starts_with('\\') || tag.get(1..2) == Some(":"))
        {
            return Some((Self::Looks, tag.len() + 2));
        }
        if ["\\N", "\\n", "\\h"].iter().any(|space| text.starts_with(space)) {
            return Some((Self::Character(' '), 2));
        }
        let name = within('&', ';').filter(|name| name.len() <= 8)?;
        let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
        let named = || ENTITIES.iter().find(|entity| entity.0 == name).map(|entity| entity.1);
        let c = number.and_then(char::from_u32).or_else(named)?;
        Some((Self::Character(c), name.len() + 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Vec<String> {
        words(line).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn looks_and_voices_are_not_said_and_everything_else_is() {
        assert_eq!(said("<i>I</i> <c.yellow>see</c> <v Ann Lee>you</v>"), ["I", "see", "you"]);
        assert_eq!(said("<font color=\"#fff\">{\\an8}top</font>\\Nline<br>two"), ["top", "line", "two"]);
        assert_eq!(
            said("load < 3 and rate > 5, <none> of it {so}"),
            "load < 3 and rate > 5, <none> of it {so}".split(' ').collect::<Vec<_>>()
        );
        assert_eq!(said("R&amp;D isn&#39;t&nbsp;&lt;b&gt; &co; &#x2014;"), ["R&D", "isn't", "<b>", "&co;", "\u{2014}"]);
    }

    #[test]
    fn times_inside_a_line_belong_to_the_word_that_follows() {
        let words = words("so<00:01.000><c> we</c><00:01.500><c> left</c>");
        assert_eq!(
            words.iter().map(|w| (w.text.as_str(), w.from_s)).collect::<Vec<_>>(),
            [("so", None), ("we", Some(1.0)), ("left", Some(1.5))]
        );
        assert_eq!(said("un<00:01.000>done <00:02.000>now"), ["undone", "now"]);
    }
}
