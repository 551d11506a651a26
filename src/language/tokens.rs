//! A transcript and its silences in, comparable words out: lower case, without punctuation, with what surrounds each.

mod cut;
#[cfg(test)]
mod tests;

use crate::transcript::Transcript;
use crate::units::TimeSpan;

/// One word, ready to be compared and counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Lower case, straight apostrophes, no surrounding punctuation: "role", "didn't", "twenty-five". A word that breaks off
    /// ("projec-") keeps its last hyphen, a dotted abbreviation ("u.s.") its last full stop.
    pub norm: String,
    /// The word as written, without surrounding punctuation.
    pub text: String,
    /// First character of `text` in the transcript's text, in Unicode scalar values.
    pub char_start: usize,
    /// One past the last character of `text`.
    pub char_end: usize,
    /// When it is said; `None` without times.
    pub span: Option<TimeSpan>,
    /// A comma, semicolon, colon, dash or bracket stands right before it.
    pub break_before: bool,
    /// A comma, semicolon, colon, dash or bracket stands right after it.
    pub break_after: bool,
    /// A full stop, question or exclamation mark ends the sentence after it.
    pub ends_sentence: bool,
    /// Length of the silent pause right before it, s; 0 when there is none, `None` when that is not known.
    pub pause_before_s: Option<f64>,
}

/// Splits `transcript` into tokens, in order. `silences` are the silent pauses measured in the audio (`None` without audio);
/// each is put before the word whose neighbouring boundary lies nearest to it, when the words carry times.
#[must_use]
pub fn tokenize(transcript: &Transcript, silences: Option<&[TimeSpan]>) -> Vec<Token> {
    let mut tokens = cut::cut(transcript);
    if let Some(silences) = silences {
        place_silences(&mut tokens, silences);
    }
    tokens
}

/// Sets `pause_before_s` of every token with a time. What lies after the last word belongs to no token.
fn place_silences(tokens: &mut [Token], silences: &[TimeSpan]) {
    let timed: Vec<(usize, TimeSpan)> = tokens.iter().enumerate().filter_map(|(i, t)| Some((i, t.span?))).collect();
    for (i, _) in &timed {
        tokens[*i].pause_before_s = Some(0.0);
    }
    for silence in silences {
        if let Some(i) = nearest_gap(&timed, *silence).and_then(|gap| timed.get(gap)) {
            let pause = &mut tokens[i.0].pause_before_s;
            *pause = Some(pause.unwrap_or(0.0) + silence.length_s());
        }
    }
}

/// Which boundary a silence belongs to: `k` is the one before word `k`, `timed.len()` the end. Most shared time wins, then nearness:
/// recognisers stretch words over silence, so that the silence may lie inside a word.
fn nearest_gap(timed: &[(usize, TimeSpan)], silence: TimeSpan) -> Option<usize> {
    let rank = |gap: usize| {
        let left = if gap == 0 { f64::NEG_INFINITY } else { timed[gap - 1].1.end_s };
        let right = timed.get(gap).map_or(f64::INFINITY, |w| w.1.start_s);
        let shared = (silence.end_s.min(right) - silence.start_s.max(left)).max(0.0);
        let away = (left.min(right) - silence.middle_s()).max(silence.middle_s() - right.max(left)).max(0.0);
        (shared, away)
    };
    (0..=timed.len()).min_by(|&a, &b| {
        let (a, b) = (rank(a), rank(b));
        b.0.total_cmp(&a.0).then(a.1.total_cmp(&b.1))
    })
}
