//! Levels and sentences in, how much quieter the sentences end out.
//!
//! Every voice sinks a little with its breath. Whether it sinks so far that the last words are lost, the middle of several
//! sentences tells; one alone does not.

use serde::{Deserialize, Serialize};

use crate::language::lexicon;
use crate::language::sentences::{Sentence, is_punctuated};
use crate::language::tokens::Token;
use crate::signal::level;
use crate::stats::median;
use crate::units::TimeSpan;

/// Words at the end of a sentence that are held against the rest.
const LAST_WORDS: usize = 2;
/// Words that the rest of a sentence has at least.
const BODY_WORDS: usize = 4;
/// Sentences that show a habit.
const MIN_SENTENCES: usize = 5;

/// How the sentences end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentenceEnds {
    /// Sentences of six words and more, um and uh left out, that were measured.
    pub sentences: usize,
    /// How far the last two words of the middle one of them lie below its other words, dB.
    pub fall_db: f64,
    /// Each of them, in spoken order.
    pub items: Vec<End>,
}

/// The end of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct End {
    /// When its last two words are said.
    #[serde(flatten)]
    pub span: TimeSpan,
    /// How far they lie below the middle one of its other words, dB; negative where they are louder.
    pub fall_db: f64,
}

/// Measures the ends of `sentences` among `tokens`: the loudest 20 ms of each word count, so that neither consonants nor
/// a border that is a little off matter. `powers` are those of the recording, every hundredth of a second. `None` without
/// times, without full stops to tell sentences by, or for fewer than five sentences.
#[must_use]
pub fn measure(powers: &[f32], tokens: &[Token], sentences: &[Sentence]) -> Option<SentenceEnds> {
    if !is_punctuated(tokens) {
        return None;
    }
    let items: Vec<End> =
        sentences.iter().filter_map(|sentence| end(powers, &tokens[sentence.tokens.clone()])).collect();
    let fall_db = median(items.iter().map(|end| end.fall_db)).filter(|_| items.len() >= MIN_SENTENCES)?;
    Some(SentenceEnds { sentences: items.len(), fall_db, items })
}

fn end(powers: &[f32], sentence: &[Token]) -> Option<End> {
    let words: Vec<(TimeSpan, f64)> = sentence
        .iter()
        .filter(|token| !lexicon::is_sound(&token.norm))
        .map(|token| Some((token.place.span?, loudest_db(powers, token.place.span?)?)))
        .collect::<Option<_>>()?;
    let (body, last) = words.split_at(words.len().checked_sub(LAST_WORDS).filter(|&body| body >= BODY_WORDS)?);
    let body_db = median(body.iter().map(|(_, db)| *db))?;
    let last_db = last.iter().map(|(_, db)| *db).sum::<f64>() / last.len() as f64;
    let span = last.iter().map(|(span, _)| *span).reduce(TimeSpan::join)?;
    Some(End { span, fall_db: body_db - last_db })
}

/// Level of the loudest 20 ms that begin inside `span`, dBFS.
fn loudest_db(powers: &[f32], span: TimeSpan) -> Option<f64> {
    let window = |time_s: f64| ((time_s / level::HOP_S) as usize).min(powers.len());
    let first = window(span.start_s);
    level::peak_dbfs(powers.get(first..window(span.end_s).max(first + 1))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::sentences;
    use crate::language::tokens::tokenize;
    use crate::transcript::Transcript;

    /// `count` sentences of `words` words of a quarter of a second each, the last two `fall_db` below the others at −20 dBFS.
    fn spoken(count: usize, words: usize, fall_db: f64) -> (Vec<f32>, Vec<Token>) {
        let (mut powers, mut said) = (Vec::new(), Vec::new());
        for _ in 0..count {
            for word in 0..words {
                let text = if word + 1 == words { "word." } else { "word" };
                let start_s = powers.len() as f64 * level::HOP_S;
                let down_db = if word + LAST_WORDS >= words { fall_db } else { 0.0 };
                // The consonants around a vowel are far weaker.
                powers.extend((0..25).map(|i| {
                    let db = if (8..17).contains(&i) { -20.0 - down_db } else { -50.0 };
                    10f32.powf(db as f32 / 10.0)
                }));
                said.push((text.to_owned(), Some(TimeSpan::new(start_s, start_s + 0.25)), None));
            }
        }
        (powers, tokenize(&Transcript::from_words("test", None, "en", said), None))
    }

    fn ends(count: usize, words: usize, fall_db: f64) -> Option<SentenceEnds> {
        let (powers, tokens) = spoken(count, words, fall_db);
        measure(&powers, &tokens, &sentences::split(&tokens))
    }

    #[test]
    fn the_fall_is_that_of_the_last_two_words() {
        for fall_db in [0.0, 9.0, -3.0] {
            let found = ends(6, 8, fall_db).unwrap();
            assert!((found.fall_db - fall_db).abs() < 0.01 && found.sentences == 6, "{found:?}");
            assert!((found.items[0].span.start_s - 1.5).abs() < 1e-9 && (found.items[0].span.end_s - 2.0).abs() < 1e-9);
        }
    }

    #[test]
    fn few_or_short_sentences_tell_nothing() {
        assert_eq!(ends(4, 8, 9.0), None);
        assert_eq!(ends(9, 5, 9.0), None);
        assert!(ends(5, 6, 9.0).is_some());
    }

    #[test]
    fn without_times_or_full_stops_nothing_is_known() {
        let (powers, mut tokens) = spoken(6, 8, 9.0);
        let cut = sentences::split(&tokens);
        tokens[3].place.span = None;
        assert_eq!(measure(&powers, &tokens, &cut).unwrap().sentences, 5);
        for token in &mut tokens {
            token.place.span = None;
        }
        assert_eq!(measure(&powers, &tokens, &cut), None);
        let (powers, mut tokens) = spoken(6, 8, 9.0);
        for token in &mut tokens {
            token.ends_sentence = false;
        }
        assert_eq!(measure(&powers, &tokens, &cut), None);
    }
}
