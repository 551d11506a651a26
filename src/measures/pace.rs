//! How fast: words and syllables against time, and how that changes over the answer.

use serde::{Deserialize, Serialize};

use crate::language::reading::Reading;
use crate::language::syllables;
use crate::language::tokens::Token;
use crate::measures::clock::Clock;
use crate::quotes::Quotes;
use crate::units::TimeSpan;
use crate::usual::PACE_CHANGE;

/// Speaking rate. Rates are null without times.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pace {
    /// Words, um and uh left out, figures as the words that they are read as; 0 where the script does not set words apart.
    pub words: usize,
    /// Words per minute over the speech span, pauses included.
    pub wpm: Option<f64>,
    /// Words per minute over the speaking time, pauses of 250 ms and more left out.
    pub articulation_wpm: Option<f64>,
    /// Syllables of those words, counted from their English spelling; null for other languages.
    pub syllables: Option<usize>,
    /// Syllables per second over the speaking time (articulation rate); null where `syllables` is.
    pub syllables_per_s: Option<f64>,
    /// Syllables in the sound, um and uh among them, whatever was recognised; null without audio or a voice.
    pub nuclei: Option<usize>,
    /// The same per second over the speaking time; null where `nuclei` is.
    pub nuclei_per_s: Option<f64>,
    /// Words per minute in windows of 20 s every 3 s, never across a silence of 3 s; empty without word times.
    pub curve: Vec<PacePoint>,
    /// Words per minute in the slowest window; null without a curve.
    pub lowest_wpm: Option<f64>,
    /// The same in the fastest.
    pub highest_wpm: Option<f64>,
    /// The fastest window; null where none is heard as faster than the slowest: where they differ by less than 15 %.
    pub fastest: Option<Stretch>,
    /// The slowest window; null where `fastest` is.
    pub slowest: Option<Stretch>,
}

/// A window that stands out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    /// The window.
    #[serde(flatten)]
    pub span: TimeSpan,
    /// Words per minute inside it.
    pub wpm: f64,
    /// The first words said in it.
    pub quote: String,
}

/// One window of the pace curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PacePoint {
    /// The window.
    #[serde(flatten)]
    pub span: TimeSpan,
    /// Words per minute inside it.
    pub wpm: f64,
}

/// Length of a window of the pace curve, s.
const WINDOW_S: f64 = 20.0;
/// From one window to the next, s.
const STEP_S: f64 = 3.0;
/// A shorter stretch holds too few words for a rate, s.
const SHORTEST_WINDOW_S: f64 = 5.0;
/// A silence that ends a stretch of the curve, s.
const BREAK_S: f64 = 3.0;

/// Measures the pace of `words`: the tokens of `reading` that are not filled pauses; `nuclei` are the syllables in the sound.
/// Rates of words leave out the stretches that are `lost`.
#[must_use]
pub(crate) fn measure(
    frame: &Clock,
    reading: &Reading<'_>,
    words: &[&Token],
    nuclei: Option<usize>,
    lost: &[TimeSpan],
) -> Pace {
    let (english, quotes) = (reading.english, &reading.quotes);
    let words = if reading.apart { words } else { &[] };
    let count_words = |words: &[&Token]| -> usize { words.iter().map(|token| reading.words(token)).sum() };
    let count_syllables = |words: &[&Token]| -> usize { words.iter().map(|t| syllables::count(&t.norm)).sum() };
    let is_lost = |token: &Token| {
        token.place.span.is_some_and(|span| lost.iter().any(|lost| lost.overlap_s(span) > 0.5 * span.length_s()))
    };
    let known: Vec<&Token> = words.iter().filter(|token| !is_lost(token)).copied().collect();
    let lost_s: f64 = lost.iter().map(|span| span.length_s()).sum();
    let paused_s: f64 = lost.iter().flat_map(|lost| frame.pauses.iter().map(|pause| pause.overlap_s(*lost))).sum();
    let span_s = frame.span.map(|span| span.length_s() - lost_s);
    let speaking_s = frame.speaking_s.map(|s| s - (lost_s - paused_s));
    // Speech without recognised words has a pace; it is just not known.
    let minutes = |s: Option<f64>| s.filter(|&s| s > 0.0 && !known.is_empty()).map(|s| s / 60.0);
    let count = count_words(&known) as f64;
    let curve = curve(frame, reading, words, lost);
    let (fastest, slowest) = extremes(&curve, quotes).unzip();
    Pace {
        words: count_words(words),
        wpm: minutes(span_s).map(|m| count / m),
        articulation_wpm: minutes(speaking_s).map(|m| count / m),
        syllables: english.then(|| count_syllables(words)),
        nuclei,
        nuclei_per_s: frame.speaking_s.filter(|&s| s > 0.0).zip(nuclei).map(|(s, n)| n as f64 / s),
        syllables_per_s: minutes(speaking_s).filter(|_| english).map(|m| count_syllables(&known) as f64 / (60.0 * m)),
        lowest_wpm: slowest_of(&curve).map(|point| point.wpm),
        highest_wpm: fastest_of(&curve).map(|point| point.wpm),
        curve,
        fastest,
        slowest,
    }
}

/// The slowest window of `curve`, the first of equals.
pub(crate) fn slowest_of(curve: &[PacePoint]) -> Option<&PacePoint> {
    curve.iter().min_by(|a, b| a.wpm.total_cmp(&b.wpm))
}

/// The fastest window of `curve`, the first of equals.
pub(crate) fn fastest_of(curve: &[PacePoint]) -> Option<&PacePoint> {
    // `max_by` takes the last.
    curve.iter().rev().max_by(|a, b| a.wpm.total_cmp(&b.wpm))
}

/// The fastest and the slowest window of `curve`, the first of equals; `None` when nobody hears them apart.
pub(crate) fn extremes(curve: &[PacePoint], quotes: &Quotes<'_>) -> Option<(Stretch, Stretch)> {
    let (slowest, fastest) = (slowest_of(curve)?, fastest_of(curve)?);
    let stretch = |point: &PacePoint| Stretch {
        span: point.span,
        wpm: point.wpm,
        quote: quotes.said_in(point.span).unwrap_or_default(),
    };
    (fastest.wpm >= slowest.wpm * (1.0 + PACE_CHANGE)).then(|| (stretch(fastest), stretch(slowest)))
}

fn curve(frame: &Clock, reading: &Reading<'_>, words: &[&Token], lost: &[TimeSpan]) -> Vec<PacePoint> {
    // The words of a figure share its time.
    let shares = |token: &&Token| {
        let (span, count) = (token.place.span, reading.words(token));
        let share = move |k: usize, span: TimeSpan| span.start_s + span.length_s() * (k as f64 + 0.5) / count as f64;
        span.into_iter().flat_map(move |span| (0..count).map(move |k| share(k, span)))
    };
    let mut moments: Vec<f64> = words.iter().flat_map(shares).collect();
    moments.sort_by(f64::total_cmp);
    let Some(span) = frame.span.filter(|_| !moments.is_empty()) else { return Vec::new() };
    let mut points = Vec::new();
    for stretch in stretches(span, &frame.pauses) {
        let length_s = stretch.length_s().min(WINDOW_S);
        if length_s < SHORTEST_WINDOW_S {
            continue;
        }
        let steps = ((stretch.length_s() - length_s) / STEP_S) as usize;
        for step in 0..=steps {
            let start_s = stretch.start_s + step as f64 * STEP_S;
            let window = TimeSpan::new(start_s, start_s + length_s);
            if lost.iter().any(|lost| lost.overlap_s(window) > 0.0) {
                continue;
            }
            let before = |end_s: f64| moments.partition_point(|moment| *moment < end_s);
            let inside = before(window.end_s) - before(window.start_s);
            points.push(PacePoint { span: window, wpm: inside as f64 * 60.0 / length_s });
        }
    }
    points
}

/// `span` cut at its silences of [`BREAK_S`] and more.
fn stretches(span: TimeSpan, pauses: &[TimeSpan]) -> Vec<TimeSpan> {
    let mut start_s = span.start_s;
    let mut stretches = Vec::new();
    for pause in pauses.iter().filter(|p| p.length_s() >= BREAK_S) {
        stretches.push(TimeSpan::new(start_s, pause.start_s));
        start_s = pause.end_s;
    }
    stretches.push(TimeSpan::new(start_s, span.end_s));
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Transcript;

    /// Windows of 20 s, every 3 s, with these paces.
    fn curve_of(paces: &[f64]) -> Vec<PacePoint> {
        let span = |i: usize| TimeSpan::new(3.0 * i as f64, 3.0 * i as f64 + 20.0);
        paces.iter().enumerate().map(|(i, &wpm)| PacePoint { span: span(i), wpm }).collect()
    }

    /// A word a second: "w0 w1 w2 …".
    fn transcript() -> Transcript {
        let word = |i: u32| (format!("w{i}"), Some(TimeSpan::new(f64::from(i), f64::from(i) + 0.5)), None);
        Transcript::from_words("test", None, "en", (0..40).map(word))
    }

    #[test]
    fn the_extremes_are_the_first_of_equals_with_their_first_words() {
        let (fastest, slowest) =
            extremes(&curve_of(&[150.0, 180.0, 180.0, 120.0, 120.0]), &Quotes::new(&transcript())).unwrap();
        assert!((fastest.span.start_s - 3.0).abs() < 1e-9 && (fastest.wpm - 180.0).abs() < 1e-9);
        assert!((slowest.span.start_s - 9.0).abs() < 1e-9 && (slowest.wpm - 120.0).abs() < 1e-9);
        assert_eq!(
            (fastest.quote.as_str(), slowest.quote.as_str()),
            ("w3 w4 w5 w6 w7 w8 w9 w10", "w9 w10 w11 w12 w13 w14 w15 w16")
        );
    }

    #[test]
    fn a_stretch_whose_words_are_missing_is_no_part_of_the_pace() {
        // Two words a second for 30 s, 12 s of them lost but for one word.
        let lost = TimeSpan::new(0.0, 12.0);
        let said = (0..60).map(|i| 0.5 * f64::from(i)).filter(|s| !(0.4..12.0).contains(s));
        let word = |s: f64| ("word".to_owned(), Some(TimeSpan::new(s, s + 0.5)), None);
        let transcript = Transcript::from_words("test", None, "en", said.map(word));
        let tokens = crate::language::tokens::tokenize(&transcript, None);
        let reading = Reading::new(&transcript, &tokens);
        let words: Vec<&Token> = tokens.iter().collect();
        let frame = Clock {
            span: Some(TimeSpan::new(0.0, 30.0)),
            speaking_s: Some(28.0),
            pauses: vec![TimeSpan::new(5.0, 6.0), TimeSpan::new(20.0, 21.0)],
        };
        let pace = measure(&frame, &reading, &words, None, &[lost]);
        assert!((pace.wpm.unwrap() - 120.0).abs() < 1e-9, "{:?}", pace.wpm);
        // 17 s of the 18 s that are left are spoken.
        assert!((pace.articulation_wpm.unwrap() - 60.0 * 36.0 / 17.0).abs() < 1e-9, "{:?}", pace.articulation_wpm);
        assert!(pace.curve.iter().all(|point| point.span.overlap_s(lost) <= 0.0));
    }

    #[test]
    fn figures_count_as_the_words_they_are_read_as() {
        let pace = |text: &str, language: &str| {
            let mut transcript = Transcript::from_text("test", language, text);
            transcript
                .words
                .iter_mut()
                .zip(0..)
                .for_each(|(word, k)| word.span = Some(TimeSpan::new(f64::from(k), f64::from(k + 1))));
            let tokens = crate::language::tokens::tokenize(&transcript, None);
            let frame = Clock { span: Some(TimeSpan::new(0.0, 60.0)), ..Clock::default() };
            measure(&frame, &Reading::new(&transcript, &tokens), &tokens.iter().collect::<Vec<_>>(), None, &[])
        };
        // "It saved four hundred thousand dollars, ninety-eight point five percent, in eighteen forty-two."
        let read = pace("It saved $400K, 98.5 %, in 1842.", "en");
        assert_eq!((read.words, read.wpm), (2 + 4 + 4 + 1 + 2, Some(13.0)));
        assert_eq!(pace("Es waren 400.", "de").words, 3, "how it is read in German is not known");
        let joined = pace("我修好了结账。 我们都很高兴。", "zh");
        assert_eq!((joined.words, joined.wpm, joined.syllables), (0, None, None));
        assert!(joined.curve.is_empty());
    }

    #[test]
    fn a_change_that_nobody_hears_has_no_extremes() {
        let transcript = transcript();
        let found = |paces: &[f64]| extremes(&curve_of(paces), &Quotes::new(&transcript)).is_some();
        assert!(!found(&[140.0, 160.0]), "14 %");
        assert!(found(&[140.0, 161.0]), "15 %");
        assert!(!found(&[140.0]) && !found(&[]));
    }
}
