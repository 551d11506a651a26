//! A recogniser's tokens in, words with times out: pieces of words are joined, and what describes a sound is left out.

use crate::units::TimeSpan;

/// One token of a recognised piece: a word, a part of one, or punctuation.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelToken {
    /// Its bytes: a character may be spread over two tokens, so this alone need not be UTF-8.
    pub bytes: Vec<u8>,
    /// The recogniser's probability, 0–1.
    pub probability: f32,
    /// When it ends, s from the start of the piece; `None` where the recogniser could not tell.
    pub end_s: Option<f64>,
}

/// A word as recognised, before it has a place in a transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct RecognisedWord {
    /// The word with its punctuation.
    pub text: String,
    /// When it is said, s from the start of the recording.
    pub span: TimeSpan,
    /// Mean probability of its tokens, 0–1.
    pub confidence: f64,
}

/// What describes a sound, "[MUSIC PLAYING]", is no longer than this, in words: an opening bracket that nobody closes is a slip.
const TAG_WORDS: usize = 6;

/// Joins `tokens` of the piece at `piece` into words: a leading space opens a word, anything else goes on with the one before.
/// Times follow the tokens' ends: a word starts where the one before it ends.
#[must_use]
pub fn assemble(tokens: &[ModelToken], piece: TimeSpan) -> Vec<RecognisedWord> {
    struct Open {
        bytes: Vec<u8>,
        probabilities: Vec<f64>,
        end_s: Option<f64>,
    }
    let mut open: Vec<Open> = Vec::new();
    for token in tokens {
        let letters = token.bytes.iter().any(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
        let opens_tag = matches!(token.bytes.trim_ascii_start().first(), Some(b'[' | b'('));
        let begins = opens_tag
            || (token.bytes.first().is_some_and(u8::is_ascii_whitespace) && (letters || token.bytes == b" -"));
        match open.last_mut() {
            Some(word) if !begins => {
                word.bytes.extend(token.bytes.trim_ascii_start());
                if letters {
                    // The moment of a punctuation mark means nothing: it is not said.
                    word.end_s = token.end_s.or(word.end_s);
                    word.probabilities.push(f64::from(token.probability));
                }
            }
            _ => open.push(Open {
                bytes: token.bytes.trim_ascii_start().to_vec(),
                probabilities: vec![f64::from(token.probability)],
                end_s: token.end_s,
            }),
        }
    }
    open.retain(|word| !word.bytes.is_empty());
    let ends = fill_gaps(&open.iter().map(|word| word.end_s).collect::<Vec<_>>(), piece.length_s());
    let mut start_s = piece.start_s;
    let words: Vec<RecognisedWord> = open
        .into_iter()
        .zip(ends)
        .map(|(word, end_s)| {
            let span = TimeSpan::new(start_s, (piece.start_s + end_s).max(start_s).min(piece.end_s.max(start_s)));
            start_s = span.end_s;
            RecognisedWord {
                text: String::from_utf8_lossy(&word.bytes).trim().to_owned(),
                span,
                confidence: word.probabilities.iter().sum::<f64>() / word.probabilities.len() as f64,
            }
        })
        .collect();
    without_tags(words)
}

/// `words` less "[BLANK_AUDIO]", "(crickets chirping)", "♪": what is described, not said.
fn without_tags(mut words: Vec<RecognisedWord>) -> Vec<RecognisedWord> {
    let mut at = 0;
    while at < words.len() {
        let closing = match words[at].text.chars().next() {
            Some('[') => ']',
            Some('(') => ')',
            _ => {
                if words[at].text.contains('♪') {
                    words.remove(at);
                } else {
                    at += 1;
                }
                continue;
            }
        };
        let within = words[at..].iter().take(TAG_WORDS);
        match within.map(|word| word.text.contains(closing)).position(|closed| closed) {
            Some(last) => drop(words.drain(at..=at + last)),
            None => at += 1,
        }
    }
    words
}

/// Ends that rise: unknown or falling ones are spread evenly between their known neighbours.
fn fill_gaps(ends: &[Option<f64>], length_s: f64) -> Vec<f64> {
    let mut filled = Vec::with_capacity(ends.len());
    let mut last_s = 0.0;
    for (i, end) in ends.iter().enumerate() {
        last_s = end.filter(|&e| e >= last_s && e <= length_s).unwrap_or_else(|| {
            let next = (i + 1..ends.len()).find_map(|j| Some((j, ends[j].filter(|&e| e > last_s && e <= length_s)?)));
            let (j, next_s) = next.unwrap_or((ends.len() - 1, length_s));
            last_s + (next_s - last_s) / (j - i + 1) as f64
        });
        filled.push(last_s);
    }
    filled
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn token(bytes: &[u8], end_s: f64) -> ModelToken {
        ModelToken { bytes: bytes.to_vec(), probability: 0.5, end_s: Some(end_s) }
    }

    fn texts(words: &[RecognisedWord]) -> Vec<&str> {
        words.iter().map(|w| w.text.as_str()).collect()
    }

    #[test]
    fn pieces_of_words_punctuation_and_broken_characters_join() {
        let tokens = [
            token(b" I", 0.2),
            token(b" did", 0.4),
            token(b"n", 0.5),
            token(b"'t", 0.6),
            token(b",", 1.9),
            token(b" twenty", 1.0),
            token(b"-", 1.05),
            token(b"five", 1.2),
            token(b" caf\xc3", 1.4),
            token(b"\xa9", 1.5),
            token(b".", 1.9),
        ];
        let words = assemble(&tokens, TimeSpan::new(10.0, 12.0));
        assert_eq!(texts(&words), ["I", "didn't,", "twenty-five", "caf\u{e9}."]);
        // The comma's time means nothing: "didn't" ends with its last letters.
        assert_eq!(words[1].span, TimeSpan::new(10.2, 10.6));
        assert_eq!(words[3].span, TimeSpan::new(11.2, 11.5));
    }

    #[test]
    fn unknown_times_are_spread_between_known_ones() {
        let tokens = [
            token(b" a", 1.0),
            ModelToken { end_s: None, ..token(b" b", 0.0) },
            token(b" c", 2.0),
            ModelToken { end_s: None, ..token(b" d", 0.0) },
        ];
        let ends: Vec<_> = assemble(&tokens, TimeSpan::new(0.0, 3.0)).iter().map(|w| w.span.end_s).collect();
        assert_eq!(ends, [1.0, 1.5, 2.0, 3.0]);
    }

    proptest! {
        #[test]
        fn times_rise_and_stay_inside_whatever_the_recogniser_says(
            ends in prop::collection::vec(prop::option::of(-5.0f64..40.0), 0..30),
        ) {
            let tokens: Vec<_> =
                ends.iter().map(|&end_s| ModelToken { bytes: b" a".to_vec(), probability: 0.5, end_s }).collect();
            let piece = TimeSpan::new(3.0, 20.0);
            let words = assemble(&tokens, piece);
            prop_assert_eq!(words.len(), tokens.len());
            for word in &words {
                prop_assert!(word.span.length_s() >= 0.0 && piece.overlap_s(word.span) >= word.span.length_s() - 1e-9);
            }
            for pair in words.windows(2) {
                prop_assert!(pair[0].span.start_s <= pair[1].span.start_s + 1e-9, "{:?}", words);
            }
        }
    }
}
