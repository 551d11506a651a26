//! Labelled answers in, a weights file and its scores on unseen authors out: for `make structure-model`, see ../README.md.

mod corpus;
mod fit;
mod score;
mod tune;

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;

use outloud::language::reading::Reading;
use outloud::language::tokens;
use outloud::structure::course::COLUMNS;
use outloud::structure::model::{ABSENT, Labeller, Tuning};
use outloud::structure::presence::{self, FEW_WORDS, NEEDED, bar};
use outloud::structure::{FEWEST_WORDS, Label, features, outline_by};

use corpus::{Answer, Dictionary, Line, Voice};
use fit::{Pool, Weights};
use score::Pair;
use tune::Case;

/// Authors are dealt into this many groups; each is judged by weights trained on the others.
const FOLDS: usize = 10;
/// How each answer is shown in training.
const VOICES: [Voice; 6] = [Voice::Written, Voice::Spoken, Voice::Noisy, Voice::Noisy, Voice::Heard, Voice::Heard];

/// What [`run`] learns from and measures on: contents of files.
pub struct Data<'a> {
    /// Labelled answers, one JSON object a line.
    pub answers: &'a str,
    /// Sentences of our own, each after its label and a tab: asides, lessons, results told first.
    pub own: &'a str,
    /// Answers that lack parts, one JSON object a line: only measured on. May be empty.
    pub lacking: &'a str,
}

/// Where a line of the figures goes.
pub type Tell<'a> = &'a mut dyn FnMut(String) -> Result<(), String>;

/// Trains on all answers and returns the weights file; prints how well answers of unseen authors are labelled.
///
/// # Errors
/// When the data cannot be read.
pub fn run(data: &Data, tell: Tell) -> Result<Vec<u8>, String> {
    let bench = Bench::new(data)?;
    let all: Vec<usize> = (0..bench.answers.len()).collect();
    tell(format!("{} answers, {} authors", all.len(), bench.names.len()))?;
    let models = bench.cross();
    let shown = bench.shown(&models);
    let models: Vec<Labeller> = models.iter().enumerate().map(|(fold, m)| m.tuned(shown.tune(Some(fold)))).collect();
    for voice in [Voice::Written, Voice::Spoken, Voice::Noisy, Voice::Heard] {
        let mut judged = Judged::default();
        for (a, answer) in bench.answers.iter().enumerate() {
            let fold = bench.folds[bench.pool.answers[a].0];
            bench.judge(&models[fold], a, answer, voice, &mut judged);
        }
        let Judged { pairs, sure, told, denied } = judged;
        let error = score::calibration_error(&sure);
        tell(format!("{:8}{}  calibration error {error:.4}", format!("{voice:?}"), score::summary(&pairs)))?;
        tell(format!("        of {told} parts told, {denied} are said to be missing"))?;
        if voice != Voice::Noisy {
            tell(score::confusions(&pairs))?;
        }
        if voice == Voice::Written {
            for (k, name) in bench.names.iter().enumerate() {
                let mine: Vec<Pair> = pairs.iter().copied().filter(|p| p.author == k).collect();
                tell(format!("  {name:45} {}", score::summary(&mine)))?;
            }
        }
    }
    shown.judge(&models, tell)?;
    for removed in [false, true] {
        for surely in [false, true] {
            bench.judge_lacking(data.lacking, (removed, surely), &models, tell)?;
        }
    }
    bench.time(&models[0], tell)?;
    let weights = bench.pool.fit(&all, 7);
    bench.model(&weights).tuned(shown.tune(None)).write().map_err(|e| e.to_string())
}

struct Bench {
    answers: Vec<Answer>,
    names: Vec<String>,
    pool: Pool,
    /// Of each author.
    folds: Vec<usize>,
    vocabulary: Vec<String>,
}

/// How answers of unseen authors were labelled.
#[derive(Default)]
struct Judged {
    pairs: Vec<Pair>,
    /// Of each sentence: the confidence, and whether its label is right.
    sure: Vec<(f64, bool)>,
    /// Parts that the authors headed, and how many of them are said to be missing.
    told: usize,
    denied: usize,
}

/// What answers of unseen authors show about scores.
struct Shown {
    confidence: Vec<(usize, Case<2>)>,
    absent: [Vec<(usize, Case<ABSENT>)>; 4],
    /// Words of the answer of each of `absent`.
    words: [Vec<usize>; 4],
}

impl Shown {
    /// Tuning from all folds but `without`.
    fn tune(&self, without: Option<usize>) -> Tuning {
        fn cases<const N: usize>(all: &[(usize, Case<N>)], without: Option<usize>) -> Vec<Case<N>> {
            all.iter().filter(|c| Some(c.0) != without).map(|c| c.1).collect()
        }
        // Told and left out are counted as equally frequent.
        let even = |mut cases: Vec<Case<ABSENT>>| {
            for holds in [true, false] {
                let all: f64 = cases.iter().filter(|c| c.holds == holds).map(|c| c.weight).sum();
                cases.iter_mut().filter(|c| c.holds == holds).for_each(|c| c.weight *= 100.0 / all);
            }
            cases
        };
        Tuning {
            confidence: tune::logistic(&cases(&self.confidence, without)),
            absent: std::array::from_fn(|p| tune::logistic(&even(cases(&self.absent[p], without)))),
        }
    }

    /// How well parts taken out are found, by tuning that does not know the author: of each answer, and with authors weighed as in
    /// training.
    fn judge(&self, models: &[Labeller], tell: Tell) -> Result<(), String> {
        for size in [0..FEWEST_WORDS, FEWEST_WORDS..FEW_WORDS, FEW_WORDS..usize::MAX] {
            let (mut line, mut mean) =
                (format!("taken out, {} words and more: recall/specificity", size.start), [[0.0; 2]; 2]);
            for (part, name) in NEEDED.iter().enumerate() {
                // By answers, then by authors; of those told, then of those left out: all, and those said missing.
                let mut sums = [[[0.0; 2]; 2]; 2];
                for ((fold, case), words) in self.absent[part].iter().zip(&self.words[part]) {
                    if !size.contains(words) {
                        continue;
                    }
                    let absent = presence::logistic(&models[*fold].tuning.absent[part], &case.signs);
                    for (sums, weight) in sums.iter_mut().zip([1.0, case.weight]) {
                        let [all, said] = &mut sums[usize::from(case.holds)];
                        *all += weight;
                        *said += if 1.0 - absent < bar(*words) { weight } else { 0.0 };
                    }
                }
                let rates = sums.map(|[told, gone]| [gone[1] / gone[0], 1.0 - told[1] / told[0]]);
                mean.iter_mut().flatten().zip(rates.as_flattened()).for_each(|(m, r)| *m += r / 4.0);
                let [[recall, specificity], _] = rates;
                line = format!("{line}  {name:?} {recall:.3}/{specificity:.3}");
            }
            let [[r, s], [by_author_r, by_author_s]] = mean;
            tell(format!("{line}  mean {r:.3}/{s:.3}, by author {by_author_r:.3}/{by_author_s:.3}"))?;
        }
        Ok(())
    }
}

impl Bench {
    fn new(data: &Data) -> Result<Self, String> {
        let answers = corpus::read(data.answers)?;
        let mut rng = Rng::with_seed(1);
        let vocabulary: Vec<String> = answers
            .iter()
            .flat_map(|a| &a.lines)
            .flat_map(|l| l.0.split_whitespace())
            .map(str::to_lowercase)
            .filter(|w| w.chars().all(char::is_alphabetic))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let names: Vec<String> =
            answers.iter().map(|a| a.author.clone()).collect::<BTreeSet<_>>().into_iter().collect();
        let author = |a: &Answer| names.binary_search(&a.author).unwrap_or(0);
        let pooled: Vec<(usize, Vec<Vec<Line>>)> = answers
            .iter()
            .map(|a| (author(a), VOICES.iter().map(|v| a.cut(*v, *v == Voice::Heard, &mut rng, &vocabulary)).collect()))
            .collect();
        let mut own = Answer { author: String::new(), source: String::new(), lines: Vec::new() };
        for line in data.own.lines().filter(|l| !l.trim().is_empty()) {
            let labelled =
                line.split_once('\t').and_then(|(label, text)| Some((text.to_owned(), corpus::label_of(label)?)));
            own.lines.push(labelled.ok_or_else(|| format!("not a label and a sentence: {line}"))?);
        }
        let own: Vec<Line> =
            [Voice::Written, Voice::Spoken].iter().flat_map(|v| own.cut(*v, false, &mut rng, &vocabulary)).collect();
        let seen =
            pooled.iter().flat_map(|(author, variants)| variants.iter().map(|lines| (*author, lines.as_slice())));
        // Words of our own sentences always count.
        let ours = (0..9).map(|k| (corpus::NOBODY - k, own.as_slice()));
        let dictionary = Dictionary::new(seen.chain(ours));
        let pool = Pool { answers: pooled, own, dictionary };
        let folds = folds(&pool, names.len());
        Ok(Self { answers, names, pool, folds, vocabulary })
    }

    /// For each fold, a model that never saw its authors.
    fn cross(&self) -> Vec<Labeller> {
        let fit = |fold: usize| {
            let chosen: Vec<usize> =
                (0..self.answers.len()).filter(|a| self.folds[self.pool.answers[*a].0] != fold).collect();
            self.model(&self.pool.fit(&chosen, 7))
        };
        let mut models: Vec<(usize, Labeller)> = std::thread::scope(|scope| {
            let half = |from: usize| {
                scope.spawn(move || (from..FOLDS).step_by(2).map(|fold| (fold, fit(fold))).collect::<Vec<_>>())
            };
            let halves = [half(0), half(1)];
            halves.into_iter().flat_map(|h| h.join().unwrap_or_default()).collect()
        });
        models.sort_by_key(|one| one.0);
        models.into_iter().map(|one| one.1).collect()
    }

    fn model(&self, weights: &Weights) -> Labeller {
        let words: Vec<(u32, [f32; COLUMNS])> =
            self.pool.dictionary.keys.iter().copied().zip(weights.words.iter().copied()).collect();
        Labeller::new(words, weights.plan.clone(), Tuning::default())
    }

    /// What every answer, whole and with parts taken out, shows about the scores of the model that does not know its author.
    fn shown(&self, models: &[Labeller]) -> Shown {
        let mut shown = Shown {
            confidence: Vec::new(),
            absent: std::array::from_fn(|_| Vec::new()),
            words: std::array::from_fn(|_| Vec::new()),
        };
        let mut rng = Rng::with_seed(2);
        for (a, answer) in self.answers.iter().enumerate() {
            let author = self.pool.answers[a].0;
            let fold = self.folds[author];
            let weight = (self.pool.answers.iter().filter(|a| a.0 == author).count() as f64).powf(-fit::BALANCE);
            for voice in [Voice::Written, Voice::Spoken, Voice::Heard] {
                let lines = answer.cut(voice, false, &mut rng, &self.vocabulary);
                let reading = read(&models[fold], &lines);
                for (line, (label, odds)) in lines.iter().zip(&reading.course) {
                    let holds = line.label == *label;
                    shown.confidence.push((fold, Case { signs: [1.0, *odds], holds, weight: 1.0 }));
                }
                let mut gone: Vec<Vec<Label>> = NEEDED.iter().map(|l| vec![*l]).collect();
                let (one, on) = (rng.usize(0..4), rng.usize(1..4));
                gone.extend([vec![], vec![NEEDED[one], NEEDED[(one + on) % 4]]]);
                for gone in gone {
                    let Some(rest) = answer.without(&gone) else { continue };
                    let reading = read(&models[fold], &rest.cut(voice, true, &mut rng, &self.vocabulary));
                    let words = rest.lines.iter().map(|l| l.0.split_whitespace().count()).sum();
                    for (part, name) in NEEDED.iter().enumerate() {
                        let holds = !rest.lines.iter().any(|l| l.1 == *name);
                        shown.absent[part].push((fold, Case { signs: reading.signs[part], holds, weight }));
                        shown.words[part].push(words);
                    }
                }
            }
        }
        shown
    }

    /// Labels one answer as the product does.
    fn judge(&self, model: &Labeller, a: usize, answer: &Answer, voice: Voice, judged: &mut Judged) {
        let mut rng = Rng::with_seed(a as u64);
        let (text, gold) = answer.text(voice, &mut rng, &self.vocabulary);
        let transcript = corpus::transcript(&text);
        let tokens = tokens::tokenize(&transcript, None);
        let outline = outline_by(model, &Reading::new(&transcript, &tokens));
        let overlap = |a: (usize, usize), b: (usize, usize)| a.1.min(b.1).saturating_sub(a.0.max(b.0));
        let most = |over: BTreeMap<Label, usize>| over.into_iter().max_by_key(|o| o.1).map_or(Label::Other, |o| o.0);
        for part in NEEDED.iter().filter(|part| answer.lines.iter().any(|line| line.1 == **part)) {
            judged.told += 1;
            judged.denied += usize::from(outline.missing.contains(part));
        }
        for (from, to, label) in &gold {
            let mut over = BTreeMap::new();
            for part in &outline.sentences {
                *over.entry(part.label).or_default() +=
                    overlap((*from, *to), (part.place.chars.start, part.place.chars.end));
            }
            judged.pairs.push(Pair { gold: *label, ours: most(over), author: self.pool.answers[a].0 });
        }
        for part in &outline.sentences {
            let mut over = BTreeMap::new();
            for (from, to, label) in &gold {
                *over.entry(*label).or_default() +=
                    overlap((*from, *to), (part.place.chars.start, part.place.chars.end));
            }
            judged.sure.push((part.confidence, most(over) == part.label));
        }
    }

    /// How long the labeller takes for three minutes of speech, sentences given: the best of many.
    fn time(&self, model: &Labeller, tell: Tell) -> Result<(), String> {
        let size = |a: &&Answer| a.lines.iter().map(|l| l.0.split_whitespace().count()).sum::<usize>().abs_diff(460);
        let Some(answer) = self.answers.iter().min_by_key(size) else { return Ok(()) };
        let (text, _) = answer.text(Voice::Written, &mut Rng::with_seed(0), &self.vocabulary);
        let transcript = corpus::transcript(&text);
        let tokens = tokens::tokenize(&transcript, None);
        let reading = Reading::new(&transcript, &tokens);
        let once = || {
            let start = std::time::Instant::now();
            std::hint::black_box(outline_by(model, &reading));
            start.elapsed().as_secs_f64() * 1e3
        };
        let best = (0..200).map(|_| once()).fold(f64::INFINITY, f64::min);
        tell(format!("{} words, {} sentences: {best:.2} ms", text.split_whitespace().count(), reading.sentences.len()))
    }

    /// How well missing parts are found, by models that do not know the author; if `removed`, only where a part was taken out, and not
    /// where the author headed no part so; if `surely`, what is said to be missing, else what may be.
    fn judge_lacking(
        &self,
        lacking: &str,
        (removed, surely): (bool, bool),
        models: &[Labeller],
        tell: Tell,
    ) -> Result<(), String> {
        let mut counts = [[0.0; 4]; 4];
        for line in lacking.lines() {
            let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            let gone: Vec<Label> = value["missing"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|m| corpus::label_of(m.as_str()?))
                .collect();
            if gone.is_empty() || removed && value["kind"] != "synthetic_section_removed" {
                continue;
            }
            let author = self.answers.iter().position(|a| Some(a.source.as_str()) == value["source"].as_str());
            let fold = author.map_or(0, |a| self.folds[self.pool.answers[a].0]);
            let transcript = corpus::transcript(value["text"].as_str().unwrap_or_default());
            let tokens = tokens::tokenize(&transcript, None);
            let outline = outline_by(&models[fold], &Reading::new(&transcript, &tokens));
            for (part, name) in NEEDED.iter().enumerate() {
                let unsure = outline.told.get(name).is_some_and(|told| *told < bar(tokens.len()));
                let said = usize::from(if surely { outline.missing.contains(name) } else { unsure });
                counts[part][2 * usize::from(gone.contains(name)) + said] += 1.0;
            }
        }
        let (mut recall, mut specificity) = (0.0, 0.0);
        for (name, [quiet, wrong, missed, hit]) in NEEDED.iter().zip(counts) {
            tell(format!(
                "{:12}said missing when it is {hit}/{}, when it is not {wrong}/{}",
                format!("{name:?}"),
                hit + missed,
                wrong + quiet
            ))?;
            recall += hit / (hit + missed) / 4.0;
            specificity += quiet / (wrong + quiet) / 4.0;
        }
        let which = if removed { "those taken out" } else { "all" };
        let how = if surely { "said to be missing" } else { "perhaps missing" };
        tell(format!("parts {how}, {which}: recall {recall:.3}, specificity {specificity:.3}"))
    }
}

fn read(model: &Labeller, lines: &[Line]) -> presence::ScoredCourse {
    let said: Vec<&features::SentenceFeatures> = lines.iter().map(|l| &l.said).collect();
    // The labeller is judged by what it learned, without the rule for headlines.
    presence::read(&model.plan, &model.scores(&said), false)
}

/// Which fold each author is in: the largest first, each to the smallest fold.
fn folds(pool: &Pool, authors: usize) -> Vec<usize> {
    let mut sizes = vec![0; authors];
    pool.answers.iter().for_each(|a| sizes[a.0] += a.1[0].len());
    let mut order: Vec<usize> = (0..authors).collect();
    order.sort_by_key(|a| std::cmp::Reverse(sizes[*a]));
    let (mut folds, mut filled) = (vec![0; authors], [0; FOLDS]);
    for author in order {
        let fold = (0..FOLDS).min_by_key(|f| filled[*f]).unwrap_or(0);
        folds[author] = fold;
        filled[fold] += sizes[author];
    }
    folds
}
