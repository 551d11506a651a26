//! Labelled answers in, sentences as the product cuts them with their labels out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fastrand::Rng;
use serde_json::Value;

use outloud::language::reading::Reading;
use outloud::language::tokens;
use outloud::structure::features::{self, Feature, SentenceFeatures};
use outloud::structure::{Label, clauses, spoken_words};
use outloud::transcript::Transcript;

/// Numbers of authors from here down are those of our own sentences.
pub(super) const NOBODY: usize = usize::MAX;

/// One labelled answer.
pub(super) struct Answer {
    /// Who wrote it: never split over training and validation.
    pub(super) author: String,
    /// Where it was published.
    pub(super) source: String,
    /// Its sentences as the author wrote them.
    pub(super) lines: Vec<(String, Label)>,
}

/// One sentence or clause as the product cuts it.
pub(super) struct Line {
    pub(super) said: SentenceFeatures,
    pub(super) label: Label,
}

/// Reads one answer a line.
pub(super) fn read(jsonl: &str) -> Result<Vec<Answer>, String> {
    let one = |(k, line): (usize, &str)| {
        let broken = || format!("line {}: not a labelled answer", k + 1);
        let value: Value = serde_json::from_str(line).map_err(|_| broken())?;
        let text = |value: &Value, key: &str| value[key].as_str().map(str::to_owned).ok_or_else(broken);
        let lines = value["sentences"].as_array().ok_or_else(broken)?.iter().map(|s| {
            let label = label_of(&text(s, "label")?).ok_or_else(broken)?;
            Ok((text(s, "text")?.trim().to_owned(), label))
        });
        Ok(Answer {
            author: text(&value, "group")?,
            source: text(&value, "source")?,
            lines: lines.collect::<Result<_, String>>()?,
        })
    };
    jsonl.lines().enumerate().filter(|l| !l.1.trim().is_empty()).map(one).collect()
}

pub(super) fn label_of(name: &str) -> Option<Label> {
    use Label::{Action, Other, Reflection, Result, Situation, Task};
    [Situation, Task, Action, Result, Reflection, Other].into_iter().find(|l| format!("{l:?}").to_lowercase() == name)
}

/// How an answer comes to the labeller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// As written.
    Written,
    /// Lower case, no punctuation but a full stop after each sentence.
    Spoken,
    /// Spoken, with words left out, misheard and filled in as recognisers and speakers do.
    Noisy,
    /// As written, heard by a recogniser: neighbours joined by a comma or by nothing, words lost or misheard, the past in the present.
    Heard,
}

/// Lower case, without the marks that nobody speaks.
pub(super) fn spoken(text: &str) -> String {
    let keep = |c: &char| c.is_alphanumeric() || c.is_whitespace() || "_'%$.-".contains(*c);
    let kept: String = text.to_lowercase().chars().filter(keep).collect();
    format!("{}.", kept.trim_end_matches('.'))
}

/// `text` with every tenth word gone, one in fifteen another, and now and then a filler.
fn misheard(text: &str, rng: &mut Rng, vocabulary: &[String]) -> String {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        match rng.u32(0..60) {
            0..=4 => {}
            5..=8 if !vocabulary.is_empty() => words.push(vocabulary[rng.usize(0..vocabulary.len())].clone()),
            9..=10 => words.extend(["um".to_owned(), word.to_owned()]),
            11 => words.extend([word.to_owned(), word.to_owned()]),
            12 => words.extend(["you".to_owned(), "know".to_owned(), word.to_owned()]),
            _ => words.push(word.to_owned()),
        }
    }
    format!("{}.", words.join(" ").trim_end_matches('.'))
}

/// `text` with its first letter changed.
fn first<I: Iterator<Item = char>>(text: &str, change: impl Fn(char) -> I) -> String {
    text.chars().take(1).flat_map(change).chain(text.chars().skip(1)).collect()
}

/// `text` as a recogniser writes it down: signs as commas, one word in thirty lost, one in thirty another, one past in eight a present,
/// and now and then a full stop where a comma stood.
fn heard(text: &str, rng: &mut Rng, vocabulary: &[String]) -> String {
    let plain = text
        .replace(['—', '–', '→', '(', ')', ':', ';'], ", ")
        .replace("->", ", ")
        .replace(['/', '_', '`', '*', '"'], " ");
    let mut words: Vec<String> = Vec::new();
    let mut opens = false;
    for word in plain.split_whitespace() {
        if !word.chars().any(char::is_alphanumeric) {
            if let Some(last) = words.last_mut().filter(|w| !w.ends_with([',', '.'])) {
                last.push(',');
            }
            continue;
        }
        let bare = word.trim_end_matches([',', '.']);
        let mark = word.strip_prefix(bare).unwrap_or_default();
        let mut word = match rng.u32(0..60) {
            0..=1 => continue,
            2..=3 if !vocabulary.is_empty() => vocabulary[rng.usize(0..vocabulary.len())].clone(),
            4..=11 if bare.len() > 4 && bare.ends_with("ed") => {
                // "Moved" to "move", "asked" to "ask".
                let stem = bare.trim_end_matches('d');
                stem.strip_suffix('e').filter(|_| !rng.bool()).unwrap_or(stem).to_owned()
            }
            _ => bare.to_owned(),
        };
        if opens {
            word = first(&word, char::to_uppercase);
        }
        opens = mark == "," && rng.u32(0..12) == 0;
        word.push_str(if opens { "." } else { mark });
        words.push(word);
    }
    words.join(" ")
}

impl Answer {
    /// The same without the parts `gone`; `None` when too little is left, or one of them was not there.
    pub(super) fn without(&self, gone: &[Label]) -> Option<Self> {
        let lines: Vec<_> = self.lines.iter().filter(|l| !gone.contains(&l.1)).cloned().collect();
        let had = gone.iter().all(|g| self.lines.iter().any(|l| l.1 == *g));
        (had && lines.len() >= 3).then(|| Self { author: self.author.clone(), source: self.source.clone(), lines })
    }

    /// The whole text, and where in it each of the author's sentences lies (characters).
    pub(super) fn text(
        &self,
        voice: Voice,
        rng: &mut Rng,
        vocabulary: &[String],
    ) -> (String, Vec<(usize, usize, Label)>) {
        let (mut text, mut gold) = (String::new(), Vec::new());
        let mut at = 0;
        let mut joined = false;
        for (k, (line, label)) in self.lines.iter().enumerate() {
            let line = match voice {
                Voice::Heard => {
                    let line = heard(line, rng, vocabulary);
                    let line = if joined { first(&line, char::to_lowercase) } else { line };
                    // One border in four becomes a comma, one in twelve nothing.
                    let join = if k + 1 < self.lines.len() { rng.u32(0..12) } else { 4 };
                    joined = join < 4;
                    let end = ["", ",", ",", ","].get(join as usize).copied().unwrap_or(".");
                    format!("{}{end}", line.trim_end_matches(['.', '?', '!', ',']))
                }
                Voice::Written => line.clone(),
                Voice::Spoken => spoken(line),
                Voice::Noisy => misheard(&spoken(line), rng, vocabulary),
            };
            if at > 0 {
                text.push(' ');
                at += 1;
            }
            let length = line.chars().count();
            gold.push((at, at + length, *label));
            text.push_str(&line);
            at += length;
        }
        (text, gold)
    }

    /// Its sentences, or their clauses, as the product cuts them, each with the label that most of it has.
    pub(super) fn cut(&self, voice: Voice, by_clause: bool, rng: &mut Rng, vocabulary: &[String]) -> Vec<Line> {
        let (text, gold) = self.text(voice, rng, vocabulary);
        let transcript = transcript(&text);
        let tokens = tokens::tokenize(&transcript, None);
        let reading = Reading::new(&transcript, &tokens);
        let pieces = if by_clause { clauses::cut(&reading) } else { clauses::whole(&reading) };
        let words = spoken_words(&reading, &pieces);
        let mut lines = Vec::new();
        for (piece, words) in pieces.iter().zip(&words).filter(|one| !clauses::is_idle(one.1)) {
            let chars = tokens[piece.start].place.chars.start..tokens[piece.end - 1].place.chars.end;
            let mut over: BTreeMap<Label, usize> = BTreeMap::new();
            for (a, b, label) in &gold {
                *over.entry(*label).or_default() += (*b).min(chars.end).saturating_sub((*a).max(chars.start));
            }
            if let Some((label, _)) = over.into_iter().max_by_key(|one| one.1) {
                lines.push(Line { said: features::of_words(words), label });
            }
        }
        lines
    }
}

/// A transcript without times.
pub(super) fn transcript(text: &str) -> Transcript {
    let spoken = text.split_whitespace().map(|w| (w.to_owned(), None, None));
    Transcript::from_words("imported", None, "en", spoken)
}

/// Numbers for features, and by how many authors each was seen.
pub(super) struct Dictionary {
    pub(super) keys: Vec<u32>,
    index: HashMap<u32, u32>,
    /// Of each feature: the authors.
    seen: Vec<BTreeSet<usize>>,
}

impl Dictionary {
    pub(super) fn new<'a>(answers: impl IntoIterator<Item = (usize, &'a [Line])>) -> Self {
        let mut all = Self { keys: Vec::new(), index: HashMap::new(), seen: Vec::new() };
        for (author, lines) in answers {
            let said: Vec<&SentenceFeatures> = lines.iter().map(|l| &l.said).collect();
            for k in 0..said.len() {
                let place = features::of_place(&said, k);
                for feature in said[k].features.iter().chain(&place).chain([&features::bias()]) {
                    let next = all.keys.len() as u32;
                    let at = *all.index.entry(feature.0).or_insert(next);
                    if at == next {
                        all.keys.push(feature.0);
                        all.seen.push(BTreeSet::new());
                    }
                    all.seen[at as usize].insert(author);
                }
            }
        }
        all
    }

    pub(super) fn get(&self, key: u32) -> Option<usize> {
        self.index.get(&key).map(|at| *at as usize)
    }

    /// Whether at least `fewest` of the authors that `counts` used the feature.
    pub(super) fn known(&self, at: usize, fewest: usize, counts: impl Fn(usize) -> bool) -> bool {
        self.seen[at].iter().filter(|a| counts(**a)).count() >= fewest
    }

    /// The features of a whole answer, by their numbers here.
    pub(super) fn number(&self, lines: &[&Line]) -> Vec<Vec<(usize, f32)>> {
        let said: Vec<&SentenceFeatures> = lines.iter().map(|l| &l.said).collect();
        let numbered = |f: &Feature| Some((self.get(f.0)?, f.1));
        (0..said.len())
            .map(|k| {
                let place = features::of_place(&said, k);
                said[k].features.iter().chain(&place).chain([&features::bias()]).filter_map(numbered).collect()
            })
            .collect()
    }
}
