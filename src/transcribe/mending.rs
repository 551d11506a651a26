//! A piece and a way to have it heard in, its words out: heard once, and again another way where words are missing or unclear.

use super::ask::{Ask, Prompt};
use super::coverage::{self, Written};
use super::placing::{placed, syllables_of};
use super::words::RecognisedWord;
use super::{Error, Heard, guards};
use crate::language::lexicon;
use crate::signal::filled_pause::MOST_SYLLABLES;
use crate::units::TimeSpan;

/// Silence kept on each side of a stretch that is heard by itself, s.
const MARGIN_S: f64 = 0.2;
/// The ends of a stretch are a syllable or two off, s.
const SLACK_S: f64 = 0.6;
/// A stretch that is heard by itself is cut at silences no further than this from it, s.
const CUT_S: f64 = 3.0;
/// The same word of two texts is no further apart than this, s.
const SAME_S: f64 = 1.0;
/// Words that are heard clearly have at least this mean probability.
const CLEAR: f64 = 0.87;
/// A stretch no shorter than this share of its piece is the piece.
const WHOLE: f64 = 0.8;
/// So many stretches of a piece are heard by themselves: where words are missing in more places, the recogniser is at a loss,
/// as one whose model is broken is everywhere.
const MOST_ALONE: usize = 3;

/// The words of `piece`, asked for the `first` way, and without a prompt where that may have misled; where they run away or leave
/// speech without words, the ways of `again` are tried until they do not, and what fits the sound best is kept. Only of English
/// do we know the syllables. `lean_s` is the recogniser's: see [`placed`].
pub(super) fn mended(
    piece: TimeSpan,
    heard: Heard<'_>,
    english: bool,
    lean_s: f64,
    first: Ask,
    again: &[Ask],
    hear: impl Fn(TimeSpan, Ask) -> Result<Vec<RecognisedWord>, Error>,
) -> Result<Vec<RecognisedWord>, Error> {
    let bench = Bench { piece, heard, lean_s };
    let bare = Ask { prompt: Prompt::Nothing, ..first };
    let mut said = hear(piece, first)?;
    if guards::is_echo(&said) {
        said = hear(piece, bare)?;
    } else if english && is_led_astray(&said) {
        let other = hear(piece, bare)?;
        if guards::mean_confidence(&other) > guards::mean_confidence(&said) {
            said = other;
        }
    }
    for &ask in again {
        if !bench.is_runaway(&said) {
            break;
        }
        let other = hear(piece, ask)?;
        if !other.is_empty() && !bench.is_runaway(&other) {
            said = other;
        }
    }
    if !english {
        return Ok(said);
    }
    for &ask in again {
        if bench.gaps(&said).is_empty() {
            return Ok(said);
        }
        let other = hear(piece, ask)?;
        if bench.is_runaway(&other) || guards::is_echo(&other) {
            continue;
        }
        for stretch in bench.gaps(&said) {
            let joined = joined(&said, &bench.placed(&said), &other, stretch);
            said = bench.better(said, joined);
        }
    }
    // What no way of asking recovers from the whole may be heard by itself.
    for stretch in bench.lost(&said).into_iter().take(MOST_ALONE) {
        let cut = cut(stretch, piece, heard);
        if cut.length_s() >= WHOLE * piece.length_s() {
            continue;
        }
        let alone = hear(cut, first)?;
        if !(Bench { piece: cut, ..bench }).is_runaway(&alone) && !guards::is_echo(&alone) {
            let placed = bench.placed(&said);
            let is_in = |s: f64| (cut.start_s..cut.end_s).contains(&s);
            // A word beside the stretch may be drawn out into it: the recogniser knows better where it ends.
            let inside = |i: &usize| is_in(placed[*i].span.middle_s()) && is_in(said[*i].span.end_s);
            let from = (0..said.len()).find(inside);
            let at = from.unwrap_or_else(|| said.partition_point(|word| word.span.end_s < cut.start_s));
            let end = (0..said.len()).rfind(inside).map_or(at, |last| last + 1);
            let mut filled = said.clone();
            filled.splice(at..end, alone);
            said = bench.better(said, filled);
        }
    }
    Ok(said)
}

/// Whether the prompt may have cost more than it gave: it is there for the ums, and brought none out, and the words are not all
/// clear.
fn is_led_astray(said: &[RecognisedWord]) -> bool {
    let is_um = |word: &RecognisedWord| lexicon::is_sound(&guards::bare(&word.text));
    guards::mean_confidence(said).is_some_and(|sure| sure < CLEAR) && !said.iter().any(is_um)
}

/// What words of one piece are held against.
struct Bench<'a> {
    piece: TimeSpan,
    heard: Heard<'a>,
    lean_s: f64,
}

impl Bench<'_> {
    fn placed(&self, said: &[RecognisedWord]) -> Vec<RecognisedWord> {
        placed(said, self.piece, self.heard.ground(), self.lean_s)
    }

    fn nuclei(&self) -> &[f64] {
        self.heard.nuclei_in(self.piece)
    }

    /// Whether `said` is more than anyone says.
    fn is_runaway(&self, said: &[RecognisedWord]) -> bool {
        guards::is_runaway(&self.placed(said), self.piece, self.nuclei())
    }

    fn places(&self, said: &[RecognisedWord]) -> Vec<Written> {
        let place = |word: RecognisedWord| Written { span: word.span, syllables: syllables_of(&word.text) };
        self.placed(said).into_iter().map(place).collect()
    }

    fn lost(&self, said: &[RecognisedWord]) -> Vec<TimeSpan> {
        coverage::lost(self.nuclei(), &self.places(said))
    }

    /// What is lost, and what is hidden behind an um: that has a syllable or two, so where more are heard it stands for words.
    fn gaps(&self, said: &[RecognisedWord]) -> Vec<TimeSpan> {
        let mut gaps = self.lost(said);
        gaps.extend(self.hiding(said));
        gaps
    }

    fn hiding(&self, said: &[RecognisedWord]) -> Vec<TimeSpan> {
        let ums = self.placed(said).into_iter().filter(|word| lexicon::is_sound(&guards::bare(&word.text)));
        ums.map(|um| um.span).filter(|&span| self.heard.nuclei_in(span).len() > MOST_SYLLABLES).collect()
    }

    /// The one of two texts that fits the sound better; `said` when both fit alike.
    fn better(&self, said: Vec<RecognisedWord>, other: Vec<RecognisedWord>) -> Vec<RecognisedWord> {
        let hidden = |said: &[RecognisedWord]| -> usize {
            self.hiding(said).into_iter().map(|span| self.heard.nuclei_in(span).len() - MOST_SYLLABLES).sum()
        };
        let misfit =
            |said: &[RecognisedWord]| coverage::misfit(self.nuclei(), &self.places(said)) + hidden(said) as f64;
        if misfit(&other) < misfit(&said) { other } else { said }
    }
}

/// The stretch with its silences around it, where it can be cut out.
fn cut(stretch: TimeSpan, piece: TimeSpan, heard: Heard<'_>) -> TimeSpan {
    let before = heard.silences.iter().rev().find(|s| s.end_s <= stretch.start_s + SLACK_S);
    let after = heard.silences.iter().find(|s| s.start_s >= stretch.end_s - SLACK_S);
    let start_s = before.map_or(piece.start_s, |s| (s.end_s - MARGIN_S).max(s.middle_s()));
    let end_s = after.map_or(piece.end_s, |s| (s.start_s + MARGIN_S).min(s.middle_s()));
    TimeSpan::new(
        start_s.max(stretch.start_s - CUT_S).max(piece.start_s),
        end_s.min(stretch.end_s + CUT_S).min(piece.end_s),
    )
}

/// `said` with the words of `other` in `stretch`: from the last word before it that both have to the first one after it.
/// `placed` are the words of `said` where the sound has them.
fn joined(
    said: &[RecognisedWord],
    placed: &[RecognisedWord],
    other: &[RecognisedWord],
    stretch: TimeSpan,
) -> Vec<RecognisedWord> {
    let same = same(placed, other);
    let left = same.iter().rev().find(|&&(i, _)| placed[i].span.middle_s() < stretch.start_s);
    let right = same.iter().find(|&&(i, j)| {
        placed[i].span.middle_s() > stretch.end_s && left.is_none_or(|&(before, other)| i > before && j > other)
    });
    let (from, with) = left.map_or((0, 0), |&(i, j)| (i + 1, j + 1));
    let (to, until) = right.map_or((said.len(), other.len()), |&(i, j)| (i, j));
    [&said[..from], &other[with..until], &said[to..]].concat()
}

/// Pairs of words that both texts have at about the same time, in order, as many as can be (longest common subsequence).
fn same(said: &[RecognisedWord], other: &[RecognisedWord]) -> Vec<(usize, usize)> {
    let bare = |said: &[RecognisedWord]| said.iter().map(|word| guards::bare(&word.text)).collect::<Vec<_>>();
    let (a, b) = (bare(said), bare(other));
    let is_same =
        |i: usize, j: usize| a[i] == b[j] && (said[i].span.middle_s() - other[j].span.middle_s()).abs() <= SAME_S;
    let mut most = vec![vec![0_u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            most[i][j] = if is_same(i, j) { most[i + 1][j + 1] + 1 } else { most[i + 1][j].max(most[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if is_same(i, j) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if most[i + 1][j] >= most[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
