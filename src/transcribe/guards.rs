//! Recognised words in, what a recogniser made up of them out: text that runs away, loops, and words over next to no speech.

use super::ask::{FILLER_LIST, FILLER_SENTENCE};
use super::placing::syllables_of;
use super::words::RecognisedWord;
use crate::language::lexicon;
use crate::stats::mean;
use crate::units::TimeSpan;
use crate::usual::TRUSTED_WORDS;

/// No one says more characters in a second.
const CHARACTERS_PER_S: f64 = 25.0;
/// As many repeats of one to four words in a row may be the recogniser's, not the speaker's, …
const LOOP: usize = 4;
/// … and so many are: nobody is stuck for as long.
const ENDLESS: usize = 6;
/// Repeats that are said have at least this share of their syllables in the sound: quick ones run together.
const SAID_SHARE: f64 = 0.6;
/// The syllables of a loop are looked for this far around it, s: its borders are a little off.
const AROUND_S: f64 = 0.15;
/// Below this share of speech and mean probability, a piece's words are taken for invented.
const LITTLE_SPEECH: f64 = 0.3;
const INVENTED: f64 = 0.35;
/// A piece of nothing but ums below this mean probability is a noise.
const DOUBTFUL_SOUNDS: f64 = 0.5;
/// So little speech at the start or the end of a recording, s, with words below this mean probability is a noise, too.
const EDGE_S: f64 = 1.5;
const EDGE_NOISE: f64 = 0.37;
/// So many words of the prompt in its order, and no others, are no chance.
const ECHO: usize = 4;
/// What recognisers trained on captioned video write when nobody speaks.
const STOCK: [&str; 7] = [
    "thank you",
    "thanks for watching",
    "thank you for watching",
    "please subscribe",
    "subtitles by the amara.org community",
    "bye",
    "you",
];

/// Whether the words are more than can be said in the time, or go round in circles that the sound does not have.
pub(super) fn is_runaway(said: &[RecognisedWord], piece: TimeSpan, nuclei: &[f64]) -> bool {
    let characters: usize = said.iter().map(|w| w.text.chars().count() + 1).sum();
    characters as f64 > CHARACTERS_PER_S * piece.length_s().max(1.0) || first_loop(said, nuclei).is_some()
}

/// Whether so little speech cannot have held these words: the prompt come back, a stock phrase, mere guesses, or ums that are
/// doubtful themselves. `speaking_s` of the piece are speech, `share` of its time; `at_edge` when nothing is said before or
/// after it; `voiceless` when it has no syllable, though others have.
pub(super) fn is_invented(
    said: &[RecognisedWord],
    speaking_s: f64,
    share: f64,
    at_edge: bool,
    voiceless: bool,
) -> bool {
    let Some(sure) = mean_confidence(said) else { return false };
    let words: Vec<String> = said.iter().map(|w| bare(&w.text)).collect();
    let text = words.join(" ");
    let prompts =
        [FILLER_LIST, FILLER_SENTENCE].map(|prompt| prompt.split(' ').map(bare).collect::<Vec<_>>().join(" "));
    let only_sounds = words.iter().all(|word| lexicon::is_sound(word));
    prompts.contains(&text)
        || (only_sounds && sure < DOUBTFUL_SOUNDS)
        || (at_edge && speaking_s <= EDGE_S && sure < EDGE_NOISE)
        || (voiceless && sure < TRUSTED_WORDS)
        || (share < LITTLE_SPEECH && (STOCK.contains(&text.as_str()) || sure < INVENTED))
}

/// Whether `said` may be the prompt come back, in part or with its ums elsewhere. Somebody may also have said so: only asking
/// without it tells.
pub(super) fn is_echo(said: &[RecognisedWord]) -> bool {
    let words: Vec<String> = said.iter().map(|w| bare(&w.text)).filter(|word| !lexicon::is_sound(word)).collect();
    let mut prompt = FILLER_SENTENCE.split(' ').map(bare);
    words.len() >= ECHO && words.iter().all(|word| prompt.any(|next| next == *word))
}

/// Mean probability of the words; `None` without any.
pub(super) fn mean_confidence(said: &[RecognisedWord]) -> Option<f64> {
    mean(said.iter().map(|word| word.confidence))
}

/// `said` with the first round of every loop; `placed` are its words where the sound has them.
pub(super) fn cut_loops(
    mut said: Vec<RecognisedWord>,
    placed: &[RecognisedWord],
    nuclei: &[f64],
) -> Vec<RecognisedWord> {
    let mut placed = placed.to_vec();
    while let Some((start, length, rounds)) = first_loop(&placed, nuclei) {
        said.drain(start + length..start + length * rounds);
        placed.drain(start + length..start + length * rounds);
    }
    said
}

/// Where one to four words first come [`LOOP`] times in a row though the sound has not as many: (first word, words per round,
/// rounds). People who stutter do say a word four times.
fn first_loop(said: &[RecognisedWord], nuclei: &[f64]) -> Option<(usize, usize, usize)> {
    let words: Vec<String> = said.iter().map(|w| bare(&w.text)).collect();
    for start in 0..words.len() {
        for length in 1..=4 {
            let rounds = 1 + words[start..]
                .chunks_exact(length)
                .skip(1)
                .take_while(|round| *round == &words[start..start + length])
                .count();
            if rounds >= ENDLESS || (rounds >= LOOP && !is_said(&said[start..start + length * rounds], nuclei)) {
                return Some((start, length, rounds));
            }
        }
    }
    None
}

fn is_said(rounds: &[RecognisedWord], nuclei: &[f64]) -> bool {
    let Some(whole) = rounds.iter().map(|word| word.span).reduce(TimeSpan::join) else { return true };
    let around = whole.start_s - AROUND_S..whole.end_s + AROUND_S;
    let heard = nuclei.iter().filter(|&at_s| around.contains(at_s)).count();
    let written: usize = rounds.iter().map(|word| syllables_of(&word.text)).sum();
    heard as f64 >= SAID_SHARE * written as f64
}

pub(super) fn bare(word: &str) -> String {
    word.trim_matches(|c: char| c.is_ascii_punctuation()).to_lowercase()
}
