//! The words of each sentence in, what the trained labeller looks at out: numbered features, each with a size.
//!
//! A feature's number is a hash of its name, so that the weights need no word list beside them.

use crate::language::lexicon::{self, is};

/// Number of the feature, and its size.
pub type Feature = (u32, f32);

/// Words that may stand before the true opening of a sentence.
const LEAD_INS: &[&str] =
    &["so", "and", "but", "well", "okay", "ok", "um", "uh", "then", "yeah", "basically", "actually", "also", "however"];
/// N-grams of sentences longer than this count less each, words.
const FULL_SIZE: f32 = 10.0;

/// What one sentence says, wherever it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceFeatures {
    /// Its words and their grammar.
    pub features: Vec<Feature>,
    /// Number of the way it opens, for its neighbours.
    opening: u32,
}

/// What the words of one sentence say; `words` as [`spoken_words`](super::spoken_words) gives them.
#[must_use]
pub fn of_words(words: &[&str]) -> SentenceFeatures {
    let plain: Vec<String> = words.iter().map(|w| plain(w)).collect();
    let classes: Vec<&str> = words.iter().zip(&plain).map(|(w, p)| class(w, p)).collect();
    let mut all = Collected::default();
    let size = (FULL_SIZE / words.len().max(1) as f32).sqrt().min(1.0);
    for (k, word) in plain.iter().enumerate() {
        all.add(&["u", word], size);
        if let Some(next) = plain.get(k + 1) {
            all.add(&["b", word, next], size);
            all.add(&["c", classes[k], classes[k + 1]], size);
        }
    }
    let start = words.iter().position(|w| !is(LEAD_INS, w)).unwrap_or(0);
    for (name, from) in [("o", 0), ("p", start)] {
        for length in 1..=3.min(plain.len() - from.min(plain.len())) {
            let to = from + length;
            if length < 3 {
                all.add(&[name, &plain[from..to].join(" ")], 1.0);
            }
            all.add(&[name, "class", &classes[from..to].join(" ")], 1.0);
        }
    }
    if let Some(last) = plain.last() {
        all.add(&["last", last], 1.0);
    }
    grammar(words, &classes, &mut all);
    let opening = hash(&["opening", &classes.iter().skip(start).take(2).copied().collect::<Vec<_>>().join(" ")]);
    SentenceFeatures { features: all.0, opening }
}

/// Tense, person, numbers and length.
fn grammar(words: &[&str], classes: &[&str], all: &mut Collected) {
    let count = |name: &str, number: usize, most: usize, all: &mut Collected| {
        all.add(&[name, &number.min(most).to_string()], 1.0);
    };
    let of = |list: &[&str]| words.iter().filter(|w| is(list, w)).count();
    let pasts = words.iter().filter(|w| lexicon::is_past(w)).count();
    let presents = of(PRESENTS);
    count("numbers", words.iter().filter(|w| lexicon::is_number(w)).count(), 3, all);
    count("pasts", pasts, 4, all);
    count("presents", presents, 3, all);
    count("i", of(&["i", "my", "i'd", "i'm", "i've", "me"]), 2, all);
    count("we", of(&["we", "our", "we'd", "we're", "us"]), 2, all);
    count("you", of(&["you", "your"]), 1, all);
    count("length", words.len().ilog2_or_zero(), 6, all);
    all.add(&["tense", if pasts > 0 { "past" } else { "none" }, if presents > 0 { "present" } else { "none" }], 1.0);
    let subject = words.iter().find(|w| is(lexicon::SUBJECTS, w)).copied().unwrap_or("none");
    all.add(&["subject", &plain(subject)], 1.0);
    let deeds = classes.windows(2).filter(|w| is(&["i", "we"], w[0]) && w[1] == PAST).count();
    count("deeds", deeds, 2, all);
}

/// Words of what holds at any time.
const PRESENTS: &[&str] = &[
    "is", "are", "it's", "that's", "isn't", "don't", "doesn't", "i'm", "can", "should", "would", "will", "always",
    "never", "now", "means", "have", "has",
];

/// What the `k`th of all sentences gets from its place and its neighbours.
///
/// # Panics
/// Where there is no `k`th sentence.
#[must_use]
pub fn of_place(said: &[&SentenceFeatures], k: usize) -> Vec<Feature> {
    place(k, said.len(), k.checked_sub(1).map(|b| said[b].opening), said.get(k + 1).map(|s| s.opening))
}

fn place(k: usize, n: usize, before: Option<u32>, after: Option<u32>) -> Vec<Feature> {
    let mut all = Collected::default();
    let left = n - 1 - k;
    let tenth = (10 * k / n).to_string();
    all.add(&["from start", &k.min(5).to_string()], 1.0);
    all.add(&["from end", &left.min(5).to_string()], 1.0);
    all.add(&["tenth", &tenth], 1.0);
    all.add(&["fifth", &(5 * k / n).to_string(), "of", &n.ilog2_or_zero().min(5).to_string()], 1.0);
    all.add(&["before", &before.unwrap_or_default().to_string()], 1.0);
    all.add(&["after", &after.unwrap_or_default().to_string()], 1.0);
    all.0
}

/// The feature that is always there.
#[must_use]
pub fn bias() -> Feature {
    (hash(&["bias"]), 1.0)
}

#[derive(Default)]
struct Collected(Vec<Feature>);

impl Collected {
    /// Adds a feature once; twice the same word says no more.
    fn add(&mut self, name: &[&str], size: f32) {
        let key = hash(name);
        if self.0.iter().all(|f| f.0 != key) {
            self.0.push((key, size));
        }
    }
}

trait Log2 {
    fn ilog2_or_zero(&self) -> usize;
}

impl Log2 for usize {
    fn ilog2_or_zero(&self) -> usize {
        self.checked_ilog2().unwrap_or(0) as usize
    }
}

/// The word as every recogniser writes it: without apostrophes, numbers all alike.
fn plain(word: &str) -> String {
    if word != "one" && lexicon::is_number(word) {
        return match word.chars().last() {
            Some('%') => "#%".into(),
            _ if word.starts_with(['$', '€', '£']) => "#$".into(),
            _ => "#".into(),
        };
    }
    word.chars().filter(|c| *c != '\'').collect()
}

const PAST: &str = ":past";

/// What kind of word it is: function words stand for themselves, all others for their class.
fn class<'a>(word: &str, plain: &'a str) -> &'a str {
    if plain.starts_with('#') || lexicon::is_functional(word) {
        return plain;
    }
    if lexicon::is_past(word) {
        return PAST;
    }
    let ends = |list: &[&str]| list.iter().any(|end| plain.ends_with(end));
    match () {
        () if ends(&["ing"]) => ":ing",
        () if ends(&["ly"]) => ":ly",
        () if ends(&["tion", "ment", "ness", "ity", "ance", "ence"]) => ":noun",
        () if ends(&["s"]) => ":s",
        () => ":word",
    }
}

/// FNV-1a, 32 bits, with a mark between the pieces.
fn hash(pieces: &[&str]) -> u32 {
    pieces.iter().fold(0x811c_9dc5, |h, piece| {
        piece.bytes().chain([0x1f]).fold(h, |h: u32, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
    })
}
