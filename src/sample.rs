//! Answers made by hand for tests: a script in, the take that the product makes of it out. Only the labels of its sentences are
//! given, so that a test can say which part of the story each of them tells.

use std::collections::BTreeMap;

use crate::acoustics::{Acoustics, Loudness, Pitch};
use crate::evidence::{Asked, Evidence, Source};
use crate::language::reading::Reading;
use crate::language::syllables;
use crate::measures::pace::{self, PacePoint};
use crate::measures::{self, Measured};
use crate::pipeline;
use crate::quotes::Quotes;
use crate::signal::level;
use crate::structure::{self, Label, StoryKind, Structure};
use crate::take::Take;
use crate::transcript::Transcript;
use crate::units::TimeSpan;
use crate::usual::USUAL;

/// A good answer with a few flaws: sentences with their label and its confidence. `{2.3}` is a silence, in seconds.
pub(crate) const ANSWER: &[(Label, f64, &str)] = &[
    (
        Label::Situation,
        0.93,
        "Um, in my last role at a hospital trust I looked after the booking system for about forty clinics.",
    ),
    (
        Label::Situation,
        0.88,
        "Every Monday morning it slowed to a crawl, and the front desks had queues down the corridor.",
    ),
    (Label::Task, 0.81, "I was asked to find out why before the winter {0.9} rush started."),
    (Label::Action, 0.95, "So I I started with the slowest page and uh measured every query behind it for a week."),
    (
        Label::Action,
        0.9,
        "It turned out that, you know, one report was locking the table that everybody else needed, and nobody owned it. {2.3}",
    ),
    (
        Label::Action,
        0.9,
        "I wrote a copy of that report which reads from last night's backup, and then I sat with the two people who use it \
         until {0.7} they trusted the numbers.",
    ),
    (Label::Action, 0.84, "I also put a small chart of the waiting time on the wall, so that anyone could see it."),
    (Label::Other, 0.55, "That was a strange week."),
    (
        Label::Result,
        0.91,
        "In the end the Monday queue went from twenty minutes to three, and it has stayed there since.",
    ),
    (Label::Reflection, 0.78, "What I learned is to um measure first and argue later."),
];

/// An answer that goes wrong in most ways, told at length: no result, a long setup, fillers and stalls, a fade.
pub(crate) const STUCK: &[(Label, f64, &str)] = &[
    (Label::Situation, 0.9, "So um, I was at a, um, {0.8} at a bakery, like, a big one with nine shops."),
    (
        Label::Situation,
        0.9,
        "And uh the ovens they had {1.1} were, you know, very old, and every shop had um its own list.",
    ),
    (
        Label::Situation,
        0.9,
        "The lists um {0.6} never matched what the shops sold, so bread was left over every single evening.",
    ),
    (Label::Task, 0.8, "And uh somebody had to sort that out, and that {0.7} was me."),
    (Label::Action, 0.85, "I um, {2.4} I called the shops and asked what they {0.9} threw away."),
    (Label::Other, 0.4, "And like that was it, um, so yeah."),
];

/// Seconds a word takes, with the gap that follows it.
const WORD_S: f64 = 0.36;
/// See [`WORD_S`].
const GAP_S: f64 = 0.02;
/// Silence after a sentence, s.
const REST_S: f64 = 0.6;
/// Power of a voice, and of the room.
const POWERS: (f32, f32) = (0.01, 1e-6);

/// [`ANSWER`], spoken.
pub(crate) fn answer() -> Take {
    take(ANSWER)
}

/// `script`, spoken with a lively voice in a quiet room.
pub(crate) fn take(script: &[(Label, f64, &str)]) -> Take {
    let mut spoken = SampleScript::default();
    for (_, _, sentence) in script {
        spoken.sentence(sentence);
    }
    let labels: Vec<_> = script.iter().map(|&(label, confidence, _)| (label, confidence)).collect();
    pipeline::judge(labelled(&labels, spoken.finish()), &USUAL)
}

/// No words at all.
pub(crate) fn nothing() -> Take {
    take(&[])
}

/// The answer of `take` as if only its text were known.
pub(crate) fn text_alone(take: Take) -> Take {
    let labels: Vec<_> = take.structure.sentences.iter().map(|part| (part.label, part.confidence)).collect();
    let Transcript { text, mut words, language, .. } = take.measures.transcript;
    for word in &mut words {
        word.span = None;
    }
    let transcript = Transcript { engine: "imported".into(), model: None, language, text, words, caveats: Vec::new() };
    let evidence = Evidence {
        source: Source {
            path: "answer.txt".into(),
            duration_s: None,
            sample_rate_hz: None,
            channels: None,
            sha256: None,
        },
        asked: take.measures.question,
        acoustics: None,
        said: transcript,
        warnings: Vec::new(),
    };
    pipeline::judge(labelled(&labels, evidence), &USUAL)
}

/// Gives `take` another pace curve.
pub(crate) fn set_curve(take: &mut Take, curve: Vec<PacePoint>) {
    let quotes = Quotes::new(&take.transcript);
    let (fastest, slowest) = pace::extremes(&curve, &quotes).unzip();
    let ends = (pace::slowest_of(&curve), pace::fastest_of(&curve));
    let (lowest_wpm, highest_wpm) = (ends.0.map(|point| point.wpm), ends.1.map(|point| point.wpm));
    take.pace = pace::Pace { curve, lowest_wpm, highest_wpm, fastest, slowest, ..take.pace.clone() };
}

/// Measures `evidence` as the product does, its sentences labelled with `labels`.
fn labelled(labels: &[(Label, f64)], evidence: Evidence) -> Measured {
    let outline = |reading: &Reading<'_>| {
        let mut structure = structure::outline(reading);
        assert_eq!(structure.sentences.len(), labels.len(), "a label for each sentence");
        for (part, (label, confidence)) in structure.sentences.iter_mut().zip(labels) {
            (part.label, part.confidence) = (*label, *confidence);
        }
        let told = |wanted: &Label| labels.iter().any(|(label, _)| label == wanted);
        let star = [Label::Situation, Label::Task, Label::Action, Label::Result];
        Structure {
            kind: if labels.is_empty() { StoryKind::Unclear } else { StoryKind::Story },
            shares: structure::shares(&structure.sentences),
            told: BTreeMap::new(),
            missing: star.into_iter().filter(|label| !labels.is_empty() && !told(label)).collect(),
            generic_at: None,
            ..structure
        }
    };
    measures::measure_by(outline, evidence, &USUAL)
}

/// What is said, as it is said.
#[derive(Default)]
struct SampleScript {
    now_s: f64,
    words: Vec<(String, TimeSpan)>,
    silences: Vec<TimeSpan>,
}

impl SampleScript {
    fn sentence(&mut self, sentence: &str) {
        for piece in sentence.split_whitespace() {
            if let Some(silence_s) = piece.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
                self.pause(silence_s.parse().unwrap());
            } else {
                self.words.push((piece.to_owned(), TimeSpan::new(self.now_s, self.now_s + WORD_S - GAP_S)));
                self.now_s += WORD_S;
            }
        }
        self.pause(REST_S);
    }

    /// Two pauses in a row are one.
    fn pause(&mut self, length_s: f64) {
        let next = TimeSpan::new(self.now_s, self.now_s + length_s);
        match self.silences.last_mut() {
            Some(last) if (last.end_s - self.now_s).abs() < 1e-9 => *last = last.join(next),
            _ => self.silences.push(next),
        }
        self.now_s = next.end_s;
    }

    fn finish(mut self) -> Evidence {
        self.silences.pop();
        let end_s = self.words.last().map_or(0.0, |(_, span)| span.end_s);
        let said = self.words.iter().map(|(text, span)| (text.clone(), Some(*span), Some(0.92)));
        let transcript = Transcript::from_words("whisper.cpp 1.8.3", Some("base.en".into()), "en", said);
        Evidence {
            source: Source {
                path: "answer.wav".into(),
                duration_s: Some(end_s + 1.2),
                sample_rate_hz: Some(44_100),
                channels: Some(2),
                sha256: None,
            },
            asked: Asked::default(),
            acoustics: Some(self.acoustics(end_s)),
            said: transcript,
            warnings: Vec::new(),
        }
    }

    fn acoustics(&self, end_s: f64) -> Acoustics {
        let starts = std::iter::once(0.0).chain(self.silences.iter().map(|silence| silence.end_s));
        let closings = self.silences.iter().map(|silence| silence.start_s).chain([end_s]);
        let speech: Vec<TimeSpan> =
            starts.zip(closings).map(|(start_s, end_s)| TimeSpan::new(start_s, end_s)).collect();
        let speech = if self.words.is_empty() { Vec::new() } else { speech };
        let speaks = |time_s: f64| self.words.iter().any(|(_, span)| span.start_s <= time_s && time_s < span.end_s);
        let moments = |step_s: f64| (0..((end_s + 1.2) / step_s) as u32).map(move |n| f64::from(n) * step_s);
        Acoustics {
            sounds: speech.clone(),
            voice: Vec::new(),
            silences: self.silences.clone(),
            nuclei: self.words.iter().flat_map(|(text, span)| nuclei(text, *span)).collect(),
            powers: moments(level::HOP_S).map(|s| if speaks(s) { POWERS.0 } else { POWERS.1 }).collect(),
            loudness: Loudness { integrated_lufs: Some(-19.42), range_lu: Some(4.2) },
            pitch: (!speech.is_empty()).then(|| Pitch {
                median_hz: 118.2,
                sd_semitones: 2.94,
                range_semitones: 9.61,
                track: std::iter::once((0.31, 120.123_456))
                    .chain(moments(0.01).filter(|&s| s > 0.315 && speaks(s)).map(|s| (s, lively_hz(s))))
                    .collect(),
            }),
            snr_db: Some(38.1),
            hum: Some(Vec::new()),
            peak_level_dbfs: Some(-17.0),
            clipped_percent: 0.0,
            speech,
        }
    }
}

/// The moments of the syllables of a word said in `span`.
fn nuclei(text: &str, span: TimeSpan) -> Vec<f64> {
    let count = syllables::count(&text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let each_s = span.length_s() / count as f64;
    (0..count).map(|n| span.start_s + (n as f64 + 0.5) * each_s).collect()
}

/// A voice that rises and falls by five semitones with each phrase.
fn lively_hz(time_s: f64) -> f64 {
    118.2 * 2f64.powf(5.0 * (3.7 * time_s).sin() / 12.0)
}
