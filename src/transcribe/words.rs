//! A recogniser's tokens in, words with times out: pieces of words are joined, and their borders put where the sound has them.

use crate::units::TimeSpan;

/// One token of a recognised piece: a word, a part of one, or punctuation.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Its bytes: a character may be spread over two tokens, so this alone need not be UTF-8.
    pub bytes: Vec<u8>,
    /// The recogniser's probability, 0–1.
    pub probability: f32,
    /// When it ends, s from the start of the piece; `None` where the recogniser could not tell.
    pub end_s: Option<f64>,
}

/// A word as recognised, before it has a place in a transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// The word with its punctuation.
    pub text: String,
    /// When it is said, s from the start of the recording.
    pub span: TimeSpan,
    /// Mean probability of its tokens, 0–1.
    pub confidence: f64,
}

/// Shortest and longest time a word may take, s.
const SHORTEST_S: f64 = 0.04;
const LONGEST_S: f64 = 2.0;
/// A silence further than this from every word's border is none of theirs.
const REACH_S: f64 = 0.6;

/// Joins `tokens` of the piece at `piece` into words: a leading space opens a word, anything else goes on with the one before.
/// Times follow the tokens' ends: a word starts where the one before it ends.
#[must_use]
pub fn assemble(tokens: &[Token], piece: TimeSpan) -> Vec<Spoken> {
    struct Open {
        bytes: Vec<u8>,
        probabilities: Vec<f64>,
        end_s: Option<f64>,
    }
    let mut open: Vec<Open> = Vec::new();
    for token in tokens {
        let letters = token.bytes.iter().any(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
        let begins = token.bytes.first().is_some_and(u8::is_ascii_whitespace) && (letters || token.bytes == b" -");
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
    open.into_iter()
        .zip(ends)
        .map(|(word, end_s)| {
            let span = TimeSpan::new(start_s, (piece.start_s + end_s).max(start_s).min(piece.end_s.max(start_s)));
            start_s = span.end_s;
            Spoken {
                text: String::from_utf8_lossy(&word.bytes).trim().to_owned(),
                span,
                confidence: word.probabilities.iter().sum::<f64>() / word.probabilities.len() as f64,
            }
        })
        .collect()
}

/// Ends that rise: unknown or falling ones are spread evenly between their known neighbours.
fn fill_gaps(ends: &[Option<f64>], length_s: f64) -> Vec<f64> {
    let mut filled = Vec::with_capacity(ends.len());
    let mut last_s = 0.0;
    for (i, end) in ends.iter().enumerate() {
        let known = end.filter(|&e| e >= last_s && e <= length_s);
        last_s = known.unwrap_or_else(|| {
            let ahead = ends[i..].iter().flatten().position(|&e| e > last_s && e <= length_s);
            let (steps, next_s) = match ahead {
                Some(n) => (n + 1, ends[i..].iter().flatten().copied().nth(n).unwrap_or(length_s)),
                None => (ends.len() - i, length_s),
            };
            last_s + (next_s - last_s) / steps as f64
        });
        filled.push(last_s);
    }
    filled
}

/// Moves the borders of `words` to the `silences` (in order, s) of the recording. A recogniser that only knows where words end
/// leaves each silence inside the word after it, and misses the border by a tenth of a second: so each silence goes to the
/// border nearest to it, where the word before ends at its start and the word after starts at its end.
pub fn snap(words: &mut [Spoken], silences: &[TimeSpan], speech: TimeSpan) {
    let Some(last) = words.len().checked_sub(1) else { return };
    words[0].span.start_s = words[0].span.start_s.max(speech.start_s.min(words[0].span.end_s - SHORTEST_S));
    words[last].span.end_s = words[last].span.end_s.min(speech.end_s.max(words[last].span.start_s + SHORTEST_S));
    let mut from = 0;
    for silence in silences {
        // Border `i` lies between words `i` and `i + 1`; a border already moved stays where it is.
        let distance_s = |i: usize| {
            let border_s = words[i].span.end_s;
            (silence.start_s - border_s).max(border_s - silence.end_s).max(0.0)
        };
        let Some(nearest) = (from..last).min_by(|&a, &b| distance_s(a).total_cmp(&distance_s(b))) else { break };
        if distance_s(nearest) > REACH_S {
            continue;
        }
        words[nearest].span.end_s = silence.start_s;
        words[nearest + 1].span.start_s = silence.end_s;
        // Words that the border jumped over make room.
        for i in (0..=nearest).rev() {
            let end_s = words[i].span.end_s;
            words[i].span.start_s = words[i].span.start_s.min(end_s - SHORTEST_S);
            if i > 0 && words[i - 1].span.end_s > words[i].span.start_s {
                words[i - 1].span.end_s = words[i].span.start_s;
            } else {
                break;
            }
        }
        for i in nearest + 1..=last {
            let start_s = words[i].span.start_s;
            words[i].span.end_s = words[i].span.end_s.max(start_s + SHORTEST_S);
            if i < last && words[i + 1].span.start_s < words[i].span.end_s {
                words[i + 1].span.start_s = words[i].span.end_s;
            } else {
                break;
            }
        }
        from = nearest + 1;
    }
    for word in words {
        word.span.start_s = word.span.start_s.max(word.span.end_s - LONGEST_S);
    }
}
