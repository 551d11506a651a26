//! Words with the moments a recogniser gives them in, words where the sound has them out: one search over a whole piece.
//!
//! A recogniser's attention tells where a word ends to a tenth of a second, less well beside a silence, and each model with a
//! lean of its own. The sound knows where nobody speaks and where each syllable has its vowel; the text, how many syllables
//! a word has and where a speaker may rest. The search gives every word a share of the spoken time so that all of these
//! agree best (dynamic programme over hundredths of a second, as in forced alignment; the costs are our judgement, in natural
//! logarithms of odds).

use super::words::RecognisedWord;
use crate::acoustics::VoicedMoment;
use crate::language::{lexicon, syllables};
use crate::units::TimeSpan;

/// What the sound of a piece tells about where its words are.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Stretches of speech, in order, inside the piece or not.
    pub speech: &'a [TimeSpan],
    /// The moments of the syllables, s, in order.
    pub nuclei: &'a [f64],
    /// Every moment at which a voice sounds, in order.
    pub voice: &'a [VoicedMoment],
}

/// The search's step, s.
const STEP_S: f64 = 0.010;
/// Shortest and longest time a word may take, silences left out, in steps.
const SHORTEST: usize = 4;
const LONGEST: usize = 160;
/// A border is looked for this far from where the recogniser has it, s.
const REACH_S: f64 = 2.0;
/// Words take about so long, s, and so much more for each syllable and letter; then all are scaled to the speaker's pace.
const WORD_S: f64 = 0.02;
const SYLLABLE_S: f64 = 0.07;
const LETTER_S: f64 = 0.035;
/// The pace may differ from that by no more than this factor: beyond it, words are missing or are too many.
const PACE: (f64, f64) = (0.6, 1.8);
/// Spread of the logarithm of a word's length about what is expected.
const SPREAD: f64 = 0.5;
/// An um takes about so long, s, and may be half or twice as long.
const UM_S: f64 = 0.35;
const UM_SPREAD: f64 = 0.9;
/// It is a voice that holds still: its spectrum changes by less than this within a tenth of a second, dB; what of it does not
/// costs this much.
const STILL_DB: f32 = 6.0;
const RESTLESS: f64 = 2.0;
/// A border is this far off, s (mean of the distances), …
const OFF_S: f64 = 0.080;
/// … unless the recogniser has got lost. That happens to several words on end: it costs this much once, this much for each
/// border until it finds its way again, and a little for each second that the border is off.
const GETS_LOST: f64 = 4.0;
const STAYS_LOST: f64 = 1.0;
const LOST_PER_S: f64 = 2.0;
/// For each syllable heard in a word more or fewer than it is written with.
const SYLLABLE_OFF: f64 = 0.7;
/// A silence after a word with no mark, a comma or an um beside it, a full stop; and none after one.
const SILENCE_AFTER: [f64; 3] = [2.2, 0.8, 0.0];
const NO_SILENCE_AFTER: [f64; 3] = [0.0, 0.5, 1.5];
/// A silence inside a word, and for each second of it.
const SILENCE_INSIDE: f64 = 5.0;
const SILENCE_INSIDE_PER_S: f64 = 10.0;
/// Sound that belongs to no word: a breath, a cough, a word that was not recognised; and for each second and syllable of it.
const WORDLESS: f64 = 1.5;
const WORDLESS_PER_S: f64 = 2.0;
const WORDLESS_PER_SYLLABLE: f64 = 1.0;

/// Puts `said`, the words of the piece at `piece`, where the sound has them; `lean_s` is taken off the recogniser's borders.
/// Words that do not fit in at all stay where they are.
pub fn place(said: &mut [RecognisedWord], piece: TimeSpan, ground: Ground<'_>, lean_s: f64) {
    let Some(search) = Search::new(said, piece, ground, lean_s) else { return };
    let Some(places) = search.run() else { return };
    for (word, (start, end)) in said.iter_mut().zip(places) {
        word.span = TimeSpan::new(search.time.starts_s[start], search.time.ends_s[end]);
    }
}

/// The words of `said` where [`place`] puts them.
#[must_use]
pub fn placed(said: &[RecognisedWord], piece: TimeSpan, ground: Ground<'_>, lean_s: f64) -> Vec<RecognisedWord> {
    let mut placed = said.to_vec();
    place(&mut placed, piece, ground, lean_s);
    placed
}

/// The spoken time of a piece in steps, silences left out: a silence is one moment between two of them.
struct Time {
    /// When a word that ends or starts after so many steps does so, s: they differ at a silence.
    ends_s: Vec<f64>,
    starts_s: Vec<f64>,
    /// Syllables heard before.
    heard: Vec<f64>,
    /// Steps before at which a voice holds still.
    still: Vec<f64>,
    /// Silences before, and what they cost inside a word.
    silences: Vec<f64>,
    inside: Vec<f64>,
}

impl Time {
    fn new(piece: TimeSpan, ground: Ground<'_>) -> Option<Self> {
        let clip = |s: &TimeSpan| TimeSpan::new(s.start_s.max(piece.start_s), s.end_s.min(piece.end_s));
        let speech: Vec<TimeSpan> = ground.speech.iter().filter(|s| s.overlap_s(piece) > STEP_S).map(clip).collect();
        let first = speech.first()?;
        let mut time = Self {
            ends_s: vec![first.start_s],
            starts_s: vec![first.start_s],
            heard: vec![0.0],
            still: vec![0.0],
            silences: vec![0.0],
            inside: vec![0.0],
        };
        let before = |s: f64| ground.nuclei.partition_point(|&nucleus| nucleus < s);
        for (i, span) in speech.iter().enumerate() {
            let steps = (span.length_s() / STEP_S).round().max(1.0) as usize;
            let (heard, first) = (time.heard[time.heard.len() - 1], before(span.start_s));
            let (silences, inside) = (time.silences[time.silences.len() - 1], time.inside[time.inside.len() - 1]);
            let before_s = speech[..i].last().map(|last| span.start_s - last.end_s);
            for step in 1..=steps {
                let at_s = span.start_s + span.length_s() * step as f64 / steps as f64;
                time.ends_s.push(at_s);
                time.starts_s.push(at_s);
                time.heard.push(heard + (before(at_s) - first) as f64);
                time.still.push(time.still[time.still.len() - 1] + f64::from(u8::from(is_still(at_s, ground.voice))));
                time.silences.push(silences + f64::from(u8::from(before_s.is_some())));
                time.inside.push(inside + before_s.map_or(0.0, |s| SILENCE_INSIDE + SILENCE_INSIDE_PER_S * s));
            }
            if let Some(next) = speech.get(i + 1) {
                let last = time.starts_s.len() - 1;
                time.starts_s[last] = next.start_s;
            }
        }
        Some(time)
    }

    fn steps(&self) -> usize {
        self.ends_s.len() - 1
    }

    fn is_silence(&self, at: usize) -> bool {
        self.silences.get(at + 1).is_some_and(|after| *after > self.silences[at])
    }
}

/// One word as the search sees it.
struct Placed {
    syllables: f64,
    /// Cost of each length, in steps.
    lengths: Vec<f64>,
    /// The recogniser's end of it, s.
    end_s: f64,
    /// 0 no mark follows, 1 a comma or an um, 2 a full stop.
    mark: usize,
    is_um: bool,
}

struct Search {
    time: Time,
    items: Vec<Placed>,
}

impl Search {
    fn new(said: &[RecognisedWord], piece: TimeSpan, ground: Ground<'_>, lean_s: f64) -> Option<Self> {
        let time = Time::new(piece, ground)?;
        if said.is_empty() || said.len() * SHORTEST > time.steps() {
            return None;
        }
        let usual_s: Vec<f64> = said.iter().map(|word| usual_s(&word.text)).collect();
        let pace = (time.steps() as f64 * STEP_S / usual_s.iter().sum::<f64>()).clamp(PACE.0, PACE.1);
        let um = |i: usize| said.get(i).is_some_and(|word: &RecognisedWord| is_um(&word.text));
        let items = said.iter().zip(usual_s).enumerate().map(|(i, (word, usual_s))| {
            let (usual_s, spread) = if um(i) { (UM_S, UM_SPREAD) } else { (pace * usual_s, SPREAD) };
            let length = |steps: usize| 0.5 * ((steps.max(1) as f64 * STEP_S / usual_s).ln() / spread).powi(2);
            Placed {
                syllables: syllables_of(&word.text) as f64,
                lengths: (0..=LONGEST).map(length).collect(),
                end_s: word.span.end_s - lean_s,
                mark: mark(&word.text).max(usize::from(um(i) || um(i + 1))),
                is_um: um(i),
            }
        });
        Some(Self { items: items.collect(), time })
    }

    /// First and last step of each word; `None` when they do not fit in.
    fn run(&self) -> Option<Vec<(usize, usize)>> {
        let Self { time, items } = self;
        let steps = time.steps();
        let wordless: Vec<f64> = (0..=steps)
            .map(|at| WORDLESS_PER_S * STEP_S * at as f64 + WORDLESS_PER_SYLLABLE * time.heard[at])
            .collect();
        // The least cost when the next word starts at each step, by how the recogniser's times do there.
        let first = (0..=steps).map(|at| if at == 0 { 0.0 } else { WORDLESS + wordless[at] }).collect();
        let mut open = [first, vec![f64::INFINITY; steps + 1]];
        let mut choices: Vec<[Choices; 2]> = Vec::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            let last = i + 1 == items.len();
            let (mut done, starts) = self.said(item, last, &open);
            let mut chosen = starts.map(Choices::new);
            for (at, end_s) in time.ends_s.iter().enumerate() {
                let late_s = (end_s - item.end_s).max(0.0);
                let before = [done[NEAR][at], done[LOST][at]];
                for (way, other_way) in [(NEAR, before[LOST]), (LOST, before[NEAR] + GETS_LOST)] {
                    chosen[way].turned[at] = other_way < before[way];
                    done[way][at] = other_way.min(before[way]) + off(way, late_s);
                    if way == LOST {
                        done[way][at] += STAYS_LOST;
                    }
                }
            }
            if last {
                let tail = |at: usize| if at == steps { 0.0 } else { WORDLESS + wordless[steps] - wordless[at] };
                let total = |&(way, at): &(usize, usize)| done[way][at] + tail(at);
                let ends = (0..=steps).flat_map(|at| [(NEAR, at), (LOST, at)]);
                let end = ends.min_by(|a, b| total(a).total_cmp(&total(b)))?;
                choices.push(chosen);
                return total(&end).is_finite().then(|| back(&choices, end));
            }
            for way in [NEAR, LOST] {
                (open[way], chosen[way].end_before) = opened(&done[way], &wordless, time, item, way);
            }
            choices.push(chosen);
        }
        None
    }

    /// The least cost when `item` ends at each step, and where it starts then, given those of its start.
    fn said(&self, item: &Placed, last: bool, open: &[Vec<f64>; 2]) -> ([Vec<f64>; 2], [Vec<u32>; 2]) {
        let time = &self.time;
        let steps = time.steps();
        let (mut done, mut from) =
            (open.each_ref().map(|_| vec![f64::INFINITY; steps + 1]), [vec![0; steps + 1], vec![0; steps + 1]]);
        let reach = |at: usize| time.ends_s[at] >= item.end_s - REACH_S && time.starts_s[at] <= item.end_s + REACH_S;
        for start in (0..steps).filter(|&start| open.iter().any(|open| open[start].is_finite())) {
            for end in start + SHORTEST..=(start + LONGEST).min(steps) {
                if !last && !reach(end) {
                    continue;
                }
                let fit = self.fit(item, start, end);
                for way in [NEAR, LOST] {
                    if open[way][start] + fit < done[way][end] {
                        (done[way][end], from[way][end]) = (open[way][start] + fit, start as u32);
                    }
                }
            }
        }
        (done, from)
    }

    /// Cost of `item` from step `start` to `end`, whatever the recogniser says.
    fn fit(&self, item: &Placed, start: usize, end: usize) -> f64 {
        let time = &self.time;
        let inside = time.inside[end] - time.inside[start + 1];
        let syllables = (time.heard[end] - time.heard[start] - item.syllables).abs();
        let restless = 1.0 - (time.still[end] - time.still[start]) / (end - start) as f64;
        let restless = if item.is_um { RESTLESS * restless } else { 0.0 };
        item.lengths[end - start] + inside + SYLLABLE_OFF * syllables + restless
    }
}

/// How the recogniser's times do at a border: it knows where it is, or does not.
const NEAR: usize = 0;
const LOST: usize = 1;

/// How the least cost of a word comes about.
struct Choices {
    /// Where it starts when it ends at a step.
    start: Vec<u32>,
    /// Whether the recogniser gets lost or finds its way again at that end.
    turned: Vec<bool>,
    /// Where it ends when the next word starts at a step.
    end_before: Vec<u32>,
}

impl Choices {
    fn new(start: Vec<u32>) -> Self {
        Self { turned: vec![false; start.len()], end_before: Vec::new(), start }
    }
}

/// The least cost of the next word's start at each step, and where this word ends then: at once, or after wordless sound.
fn opened(done: &[f64], wordless: &[f64], time: &Time, item: &Placed, way: usize) -> (Vec<f64>, Vec<u32>) {
    let (mut open, mut before) = (vec![f64::INFINITY; done.len()], vec![0_u32; done.len()]);
    let silent = SILENCE_AFTER[item.mark];
    let (mut least, mut least_at) = (f64::INFINITY, 0);
    for at in 0..done.len() {
        let passed = wordless[at] + silent * time.silences[at];
        let early = off(way, (item.end_s - time.starts_s[at]).max(0.0));
        let here = if time.is_silence(at) { silent } else { NO_SILENCE_AFTER[item.mark] };
        (open[at], before[at]) = (done[at] + here + early, at as u32);
        let after_noise = WORDLESS + least + passed + if time.is_silence(at) { silent } else { 0.0 } + early;
        if after_noise < open[at] {
            (open[at], before[at]) = (after_noise, least_at);
        }
        if done[at] - passed < least {
            (least, least_at) = (done[at] - passed, at as u32);
        }
    }
    (open, before)
}

/// The places of the words on the way that ends at `end`.
fn back(choices: &[[Choices; 2]], (mut way, mut end): (usize, usize)) -> Vec<(usize, usize)> {
    let mut places = Vec::with_capacity(choices.len());
    for i in (0..choices.len()).rev() {
        if choices[i][way].turned[end] {
            way = 1 - way;
        }
        let start = choices[i][way].start[end] as usize;
        places.push((start, end));
        if i > 0 {
            end = choices[i - 1][way].end_before[start] as usize;
        }
    }
    places.reverse();
    places
}

/// Cost of a border so far from where the recogniser has it.
fn off(way: usize, off_s: f64) -> f64 {
    if way == NEAR { off_s / OFF_S } else { LOST_PER_S * off_s }
}

fn is_still(at_s: f64, voice: &[VoicedMoment]) -> bool {
    let next = voice.partition_point(|moment| moment.time_s < at_s - STEP_S / 2.0);
    voice.get(next).is_some_and(|moment| moment.time_s <= at_s + STEP_S / 2.0 && moment.change_db < STILL_DB)
}

fn is_um(word: &str) -> bool {
    lexicon::is_sound(&word.trim_matches(|c: char| c.is_ascii_punctuation()).to_lowercase())
}

/// How long `word` takes at no pace in particular, s.
fn usual_s(word: &str) -> f64 {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count() as f64;
    WORD_S + SYLLABLE_S * syllables_of(word) as f64 + LETTER_S * letters
}

/// Syllables of a word as it stands in a transcript.
pub(crate) fn syllables_of(word: &str) -> usize {
    let bare = word.trim_matches(|c: char| c.is_ascii_punctuation() && !"$%+&".contains(c));
    syllables::count(&bare.to_lowercase().replace(',', "")).max(1)
}

fn mark(word: &str) -> usize {
    match word.trim_end_matches(['"', '\'', ')', '\u{201d}']).chars().last() {
        Some('.' | '?' | '!' | '…') => 2,
        Some(',' | ';' | ':' | '-' | '–' | '—') => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
