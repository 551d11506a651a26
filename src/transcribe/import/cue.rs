//! Captions in, words with times out: cues are put into the order of time, cut where the next begins, and shared out among their words.

use crate::units::TimeSpan;

/// A word, and when it is said where anybody knows.
pub(super) type Timed = (String, Option<TimeSpan>);

/// A word of a caption.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spoken {
    pub(super) text: String,
    /// When it begins, s, where the caption says so.
    pub(super) from_s: Option<f64>,
}

/// One caption: a stretch of time and what is said in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ImportedCue {
    pub(super) span: TimeSpan,
    pub(super) words: Vec<Spoken>,
}

impl ImportedCue {
    /// Its words: what begins at a known moment does, the others share the time between by their letters.
    fn timed(self) -> Vec<Timed> {
        let last = self.words.len();
        let mut edges = vec![(0, self.span.start_s)];
        for (at, word) in self.words.iter().enumerate() {
            let before_s = edges.last().map_or(self.span.start_s, |edge| edge.1);
            let moment = word.from_s.map(|s| s.clamp(before_s, self.span.end_s.max(before_s)));
            edges.extend(moment.filter(|_| at > 0).map(|s| (at, s)));
        }
        edges.push((last, self.span.end_s));
        let mut spans = Vec::with_capacity(last);
        for pair in edges.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let letters = |word: &Spoken| word.text.chars().count() as f64 + 1.0;
            let run = &self.words[from.0..to.0];
            let per_letter_s = (to.1 - from.1).max(0.0) / run.iter().map(letters).sum::<f64>();
            let mut at_s = from.1;
            for word in run {
                let span = TimeSpan::new(at_s, at_s + letters(word) * per_letter_s);
                at_s = span.end_s;
                spans.push(Some(span));
            }
        }
        self.words.into_iter().map(|word| word.text).zip(spans).collect()
    }
}

/// `cues` in the order of time, those that begin together as one, those without words left out.
pub(super) fn in_order(mut cues: Vec<ImportedCue>) -> Vec<ImportedCue> {
    cues.retain(|cue| !cue.words.is_empty());
    cues.sort_by(|a, b| a.span.start_s.total_cmp(&b.span.start_s));
    let mut ordered: Vec<ImportedCue> = Vec::with_capacity(cues.len());
    for cue in cues {
        match ordered.last_mut().filter(|last| last.span.start_s >= cue.span.start_s) {
            Some(last) => {
                last.span = last.span.join(cue.span);
                last.words.extend(cue.words);
            }
            None => ordered.push(cue),
        }
    }
    ordered
}

/// The words of `cues`, which are in order: nobody's words reach into the next caption.
pub(super) fn words(cues: Vec<ImportedCue>) -> Vec<Timed> {
    let starts: Vec<f64> = cues.iter().skip(1).map(|cue| cue.span.start_s).chain([f64::INFINITY]).collect();
    let cut = |(cue, next_s): (ImportedCue, f64)| {
        let span = TimeSpan::new(cue.span.start_s, cue.span.end_s.min(next_s));
        ImportedCue { span, ..cue }.timed()
    };
    cues.into_iter().zip(starts).flat_map(cut).collect()
}
