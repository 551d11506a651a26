//! Words with times in, captions out: short enough to read, cut where the speaker stops.

use std::cmp::Reverse;

use super::tiers::TierLabel;

/// A caption lasts so long at most, ms, unless one word does …
const LONGEST_MS: u64 = 7_000;
/// … and has so many lines …
const LINES: usize = 2;
/// … of so many characters, as captions on television have.
const LINE: usize = 42;
/// A gap of so long between words ends a caption, ms.
const REST_MS: u64 = 1_000;
/// Gaps are told apart by so much, ms, and the end of a clause is worth as much as two of them.
const PAUSE_MS: u64 = 250;

/// One caption; none reaches into the next.
pub(super) struct Cue<'a> {
    pub(super) start_ms: u64,
    pub(super) end_ms: u64,
    pub(super) lines: Vec<&'a [TierLabel]>,
}

/// The captions of `words`, which are in order.
pub(super) fn cues(words: &[TierLabel]) -> Vec<Cue<'_>> {
    let goes_on = |word: &TierLabel, next: &TierLabel| {
        !word.text.ends_with(['.', '?', '!', '…', '。']) && gap_ms(word, next) < REST_MS
    };
    let mut cues = Vec::new();
    for sentence in words.chunk_by(goes_on) {
        split(sentence, &mut cues);
    }
    for at in 1..cues.len() {
        let next_ms = cues[at].start_ms;
        let cue = &mut cues[at - 1];
        cue.end_ms = cue.end_ms.min(next_ms).max(cue.start_ms + 1);
    }
    cues
}

/// `ms` as `01:02:03` and a fraction behind `mark`.
pub(super) fn clock(ms: u64, mark: char) -> String {
    let s = ms / 1000;
    format!("{:02}:{:02}:{:02}{mark}{:03}", s / 3600, s / 60 % 60, s % 60, ms % 1000)
}

/// One caption where `words` fit, else those of both halves.
fn split<'a>(words: &'a [TierLabel], cues: &mut Vec<Cue<'a>>) {
    let Some(first) = words.first() else { return };
    let start_ms = first.start_ms;
    let end_ms = words.iter().map(|word| word.end_ms).fold(start_ms + 1, u64::max);
    let lines = lines(words);
    if words.len() == 1 || lines.len() <= LINES && end_ms - start_ms <= LONGEST_MS {
        cues.push(Cue { start_ms, end_ms, lines });
        return;
    }
    let (before, after) = words.split_at(border(words));
    split(before, cues);
    split(after, cues);
}

/// Where two and more `words` are best cut: in the middle half, so that no word is left alone, and there at the longest pause.
fn border(words: &[TierLabel]) -> usize {
    let count = words.len();
    let worth = |at: &usize| {
        let (word, next) = (&words[at - 1], &words[*at]);
        let clause = u64::from(word.text.ends_with([',', ';', ':', '–', '—']));
        (gap_ms(word, next) / PAUSE_MS + 2 * clause, Reverse(at.abs_diff(count / 2)))
    };
    (count.div_ceil(4)..=count - count.div_ceil(4)).max_by_key(worth).unwrap_or(1)
}

fn gap_ms(word: &TierLabel, next: &TierLabel) -> u64 {
    next.start_ms.saturating_sub(word.end_ms)
}

/// `words` in lines of [`LINE`] characters, longer only where one word is.
fn lines(words: &[TierLabel]) -> Vec<&[TierLabel]> {
    let (mut lines, mut from, mut width) = (Vec::new(), 0, 0);
    for (at, word) in words.iter().enumerate() {
        let length = word.text.chars().count();
        if at > from && width + 1 + length > LINE {
            lines.push(&words[from..at]);
            (from, width) = (at, length);
        } else {
            width += length + usize::from(at > from);
        }
    }
    lines.push(&words[from..]);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::TimeSpan;

    /// Words of 0.3 s each with 0.1 s between them; "|" is half a second of silence.
    fn said(text: &str) -> Vec<TierLabel> {
        let mut at_s = 0.0;
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            if word == "|" {
                at_s += 0.5;
                continue;
            }
            words.push(TierLabel::new(TimeSpan::new(at_s, at_s + 0.3), word));
            at_s += 0.4;
        }
        words
    }

    fn texts(words: &[TierLabel]) -> Vec<String> {
        let line = |line: &&[TierLabel]| line.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        cues(words).iter().map(|cue| cue.lines.iter().map(line).collect::<Vec<_>>().join("/")).collect()
    }

    #[test]
    fn sentences_and_rests_end_captions() {
        assert_eq!(
            texts(&said("It broke. We | met and | | left at once.")),
            ["It broke.", "We met and", "left at once."]
        );
        assert!(texts(&[]).is_empty());
    }

    #[test]
    fn a_long_sentence_is_cut_at_its_pauses_and_clauses() {
        let words = said(
            "we moved the whole list to the new place on Monday, | and then the old one was only read from until May",
        );
        assert_eq!(
            texts(&words),
            [
                "we moved the whole list to the new place/on Monday,",
                "and then the old one was only read from/until May"
            ]
        );
    }

    #[test]
    fn captions_are_short_apart_and_hold_every_word_once() {
        let mut random = fastrand::Rng::with_seed(7);
        let text: Vec<String> = (0..3000).map(|_| "w".repeat(random.usize(1..15))).collect();
        let words = said(&text.join(" "));
        let cues = cues(&words);
        let kept: Vec<TierLabel> = cues.iter().flat_map(|cue| cue.lines.concat()).collect();
        assert_eq!(kept, words);
        for cue in &cues {
            assert!(cue.lines.len() <= 2 && cue.end_ms - cue.start_ms <= 7000);
            let length = |line: &&[TierLabel]| line.iter().map(|word| word.text.len() + 1).sum::<usize>() - 1;
            assert!(cue.lines.iter().all(|line| length(line) <= 42));
        }
        assert!(cues.windows(2).all(|pair| pair[0].end_ms <= pair[1].start_ms));
    }

    #[test]
    fn clocks_have_hours_and_thousandths() {
        assert_eq!(clock(3_723_045, ','), "01:02:03,045");
    }
}
