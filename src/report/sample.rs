//! Takes made by hand for tests: a script in, a whole take out.

use std::collections::BTreeMap;

use crate::language::fillers::{Kind as FillerKind, Occurrence};
use crate::language::hedges::Phrase;
use crate::language::quantities::{self, Quantity};
use crate::language::repetition::{Item, Kind as RepeatKind, Repetition};
use crate::language::{mentions, sentences, testing, tokens};
use crate::measures::content::Content;
use crate::measures::delivery::{Delivery, Voice};
use crate::measures::duration::{Duration, Target};
use crate::measures::fillers::Fillers;
use crate::measures::pace::{self, Pace, PacePoint};
use crate::measures::pauses::{Pause, Pauses, Position};
use crate::measures::{bands, timeline, wording};
use crate::signal::Pitch;
use crate::structure::{Kind, Label, Part, Structure};
use crate::take::{Asked, SCHEMA, Source, Take};
use crate::transcribe::quote::Quotes;
use crate::transcribe::{Transcript, Word};
use crate::units::TimeSpan;

/// A good answer with a few flaws. `[word]` is a filler, `{2.3}` a pause in seconds, `~word~` said in vain.
pub(crate) const ANSWER: &[(Label, f64, &str)] = &[
    (
        Label::Situation,
        0.93,
        "[Um,] in my last role at a hospital trust I looked after the booking system for about forty clinics.",
    ),
    (
        Label::Situation,
        0.88,
        "Every Monday morning it slowed to a crawl, and the front desks had queues down the corridor.",
    ),
    (Label::Task, 0.81, "I was asked to find out why before the winter {0.9} rush started."),
    (Label::Action, 0.95, "So ~I~ I started with the slowest page and [uh] measured every query behind it for a week."),
    (
        Label::Action,
        0.9,
        "It turned out that [you know] one report was locking the table that everybody else needed, and nobody owned it. {2.3}",
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
    (Label::Reflection, 0.78, "What I learned is to [um] measure first and argue later."),
];

/// An answer that goes wrong in most ways, told at length: no result, a long setup, fillers and stalls, a fade.
pub(crate) const STUCK: &[(Label, f64, &str)] = &[
    (Label::Situation, 0.9, "So [um,] I was at a, [um,] {0.8} at a bakery, [like,] a big one with nine shops."),
    (
        Label::Situation,
        0.9,
        "And [uh] the ovens they had {1.1} were, [you know,] very old, and every shop had [um] its own list.",
    ),
    (
        Label::Situation,
        0.9,
        "The lists [um] {0.6} never matched what the shops sold, so bread was left over every single evening.",
    ),
    (Label::Task, 0.8, "And [uh] somebody had to sort that out, and that {0.7} was me."),
    (Label::Action, 0.85, "I [um,] {2.4} I called the shops and asked what they {0.9} threw away."),
    (Label::Other, 0.4, "And [like] that was it, [um,] so yeah."),
];

/// Seconds a word takes, with the gap that follows it.
const WORD_S: f64 = 0.36;
/// Silence after a sentence, s.
const REST_S: f64 = 0.6;

/// [`ANSWER`], spoken.
pub(crate) fn answer() -> Take {
    take(ANSWER)
}

/// A take of `script`, with every measure that follows from it and a plausible voice.
pub(crate) fn take(script: &[(Label, f64, &str)]) -> Take {
    let mut spoken = Spoken::default();
    for &(label, confidence, sentence) in script {
        spoken.sentence(label, confidence, sentence);
    }
    spoken.finish()
}

/// Gives `take` another pace curve.
pub(crate) fn set_curve(take: &mut Take, curve: Vec<PacePoint>) {
    (take.pace.fastest, take.pace.slowest) = pace::extremes(&curve, &Quotes::of(&take.transcript)).unzip();
    take.pace.curve = curve;
}

/// `take` as if only its text were known.
pub(crate) fn text_alone(mut take: Take) -> Take {
    for word in &mut take.transcript.words {
        word.span = None;
    }
    for occurrence in &mut take.fillers.occurrences {
        occurrence.span = None;
    }
    for part in &mut take.structure.sentences {
        part.span = None;
    }
    for item in &mut take.repetition.items {
        item.span = None;
    }
    take.source = Source { path: "answer.txt".into(), duration_s: None, sample_rate_hz: None, channels: None };
    take.transcript.engine = "imported".into();
    take.transcript.model = None;
    take.duration = Duration::default();
    take.pace = Pace { words: take.pace.words, syllables: take.pace.syllables, ..Pace::default() };
    take.fillers.suspected = None;
    take.fillers.per_minute = None;
    for sentence in take.wording.long_sentences.iter_mut().flatten() {
        sentence.span = None;
    }
    take.pauses = None;
    take.delivery = Delivery::default();
    take
}

/// `take` of no words at all.
pub(crate) fn nothing() -> Take {
    take(&[])
}

#[derive(Default)]
struct Spoken {
    now_s: f64,
    text: String,
    words: Vec<Word>,
    fillers: Vec<Occurrence>,
    repeats: Vec<Item>,
    pauses: Vec<Pause>,
    parts: Vec<Part>,
}

impl Spoken {
    fn sentence(&mut self, label: Label, confidence: f64, sentence: &str) {
        let first = self.words.len();
        for piece in sentence.split_whitespace() {
            if let Some(pause_s) = piece.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
                let ended = self.words.last().is_some_and(|word| word.text.ends_with('.'));
                self.pause(pause_s.parse().unwrap(), if ended { Position::Boundary } else { Position::MidClause });
            } else {
                self.word(piece);
            }
        }
        let said = &self.words[first..];
        self.parts.push(Part {
            char_start: said[0].char_start,
            char_end: said[said.len() - 1].char_end,
            span: said.iter().filter_map(|word| word.span).reduce(TimeSpan::join),
            label,
            confidence,
        });
        self.pause(REST_S, Position::Boundary);
    }

    fn pause(&mut self, length_s: f64, position: Position) {
        self.pauses.push(Pause { span: TimeSpan::new(self.now_s, self.now_s + length_s), position });
        self.now_s += length_s;
    }

    fn word(&mut self, piece: &str) {
        let text = piece.trim_matches(|c| matches!(c, '[' | ']' | '~'));
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let char_start = self.text.chars().count();
        self.text.push_str(text);
        let char_end = self.text.chars().count();
        let span = Some(TimeSpan::new(self.now_s, self.now_s + WORD_S - 0.02));
        self.now_s += WORD_S;
        self.words.push(Word { text: text.into(), span, confidence: Some(0.92), char_start, char_end });
        let bare = text.trim_end_matches([',', '.']);
        let char_end = char_start + bare.chars().count();
        if piece.starts_with('[') {
            let sound = matches!(bare.to_lowercase().as_str(), "um" | "uh");
            let (tier, kind) = if sound { (1, FillerKind::Sound) } else { (2, FillerKind::Discourse) };
            let text = bare.to_lowercase();
            self.fillers.push(Occurrence {
                text,
                tier,
                kind,
                counted: true,
                confidence: None,
                span,
                char_start: Some(char_start),
                char_end: Some(char_end),
            });
        } else if let Some(last) = self.fillers.last_mut().filter(|_| piece.ends_with(']')) {
            last.text = format!("{} {}", last.text, bare.to_lowercase());
            last.char_end = Some(char_end);
            last.span = last.span.zip(span).map(|(a, b)| a.join(b));
        }
        if piece.starts_with('~') {
            self.repeats.push(Item { kind: RepeatKind::Repeat, char_start, char_end, span });
        }
    }

    fn finish(mut self) -> Take {
        self.pauses.pop();
        let end_s = self.words.last().and_then(|word| word.span).map_or(0.0, |span| span.end_s);
        let spoken = (!self.words.is_empty()).then_some(end_s);
        let sounds = self.fillers.iter().filter(|filler| filler.kind == FillerKind::Sound).count();
        let count = self.words.len() - sounds;
        let pauses_s: f64 = self.pauses.iter().map(|pause| pause.span.length_s()).sum();
        let speaking_s = spoken.map(|s| s - pauses_s);
        let mut by_word = BTreeMap::new();
        for filler in &self.fillers {
            *by_word.entry(filler.text.clone()).or_insert(0) += 1;
        }
        let heard = self.fillers.len();
        let transcript = Transcript {
            engine: "whisper.cpp 1.8.3".into(),
            model: Some("base.en".into()),
            language: "en".into(),
            text: self.text,
            words: self.words,
        };
        let curve = curve(&transcript.words, end_s);
        let (fastest, slowest) = pace::extremes(&curve, &Quotes::of(&transcript)).unzip();
        let tokens = tokens::tokenize(&transcript, None);
        let structure = structure(self.parts);
        Take {
            schema: SCHEMA,
            outloud: "0.1.0".into(),
            source: Source {
                path: "answer.wav".into(),
                duration_s: Some(end_s + 1.2),
                sample_rate_hz: Some(44_100),
                channels: Some(2),
            },
            question: Asked::default(),
            lost: Vec::new(),
            duration: Duration {
                speech_start_s: spoken.map(|_| 0.0),
                speech_end_s: spoken,
                speech_span_s: spoken,
                speaking_s,
                target: spoken.filter(|&s| s >= 15.0 && count >= 30).map(Target::of),
            },
            pace: Pace {
                words: count,
                wpm: spoken.map(|s| count as f64 / s * 60.0),
                articulation_wpm: speaking_s.map(|s| count as f64 / s * 60.0),
                syllables: Some(count * 3 / 2),
                syllables_per_s: speaking_s.map(|s| count as f64 * 1.5 / s),
                nuclei: Some(count * 3 / 2),
                nuclei_per_s: speaking_s.map(|s| count as f64 * 1.5 / s),
                curve,
                fastest,
                slowest,
            },
            fillers: Fillers {
                heard: Some(heard),
                suspected: Some(0),
                per_minute: spoken.map(|s| heard as f64 / s * 60.0),
                percent: (!transcript.words.is_empty()).then(|| 100.0 * heard as f64 / transcript.words.len() as f64),
                by_word,
                occurrences: self.fillers,
            },
            pauses: Some(Pauses {
                threshold_s: 0.25,
                count: Some(self.pauses.len()),
                total_s: Some(pauses_s),
                median_s: (!self.pauses.is_empty()).then_some(REST_S),
                long: Some(self.pauses.iter().filter(|pause| pause.span.length_s() >= 2.0).count()),
                mid_clause: Some(self.pauses.iter().filter(|p| p.position == Position::MidClause).count()),
                items: self.pauses,
            }),
            repetition: Repetition { count: self.repeats.len(), items: self.repeats },
            content: content(&transcript.text, &transcript.words),
            timeline: timeline::of(&transcript, &structure, bands::apply(spoken, count)),
            shape: None,
            wording: wording::of(&tokens, &sentences::split(&tokens), true),
            transcript,
            structure,
            delivery: Delivery {
                pitch: Some(Voice {
                    pitch: Pitch {
                        median_hz: 118.2,
                        sd_semitones: 2.94,
                        range_semitones: 9.61,
                        track: vec![(0.31, 120.123_456)],
                    },
                    monotone: Some(Vec::new()),
                }),
                loudness_lufs: Some(-19.42),
                loudness_range_lu: Some(4.2),
                sentence_ends: None,
                snr_db: Some(38.1),
                hum: Some(Vec::new()),
                clipped_percent: Some(0.0),
            },
            findings: Vec::new(),
            warnings: Vec::new(),
            notes: Vec::new(),
        }
    }
}

fn curve(words: &[Word], end_s: f64) -> Vec<PacePoint> {
    let windows = (0..).map(|n| f64::from(n) * 3.0).take_while(|start_s| start_s + 20.0 <= end_s);
    windows
        .map(|start_s| {
            let span = TimeSpan::new(start_s, start_s + 20.0);
            let inside = words.iter().filter_map(|word| word.span).filter(|s| s.overlap_s(span) > 0.0).count();
            PacePoint { span, wpm: inside as f64 * 3.0 }
        })
        .collect()
}

fn structure(parts: Vec<Part>) -> Structure {
    let weight = |part: &Part| part.span.map_or(0.0, TimeSpan::length_s);
    let all: f64 = parts.iter().map(weight).sum();
    let mut shares = BTreeMap::new();
    for part in &parts {
        *shares.entry(part.label).or_insert(0.0) += weight(part) / all;
    }
    let star = [Label::Situation, Label::Task, Label::Action, Label::Result];
    let missing = star.into_iter().filter(|label| !shares.contains_key(label)).collect();
    Structure {
        kind: if parts.is_empty() { Kind::Unclear } else { Kind::Story },
        sentences: parts,
        shares,
        told: BTreeMap::new(),
        generic_at: None,
        missing,
    }
}

fn content(text: &str, words: &[Word]) -> Content {
    let quantity = words.windows(2).find(|pair| pair[0].text == "twenty").map(|pair| Quantity {
        kind: quantities::Kind::Duration,
        tells_when: false,
        text: format!("{} {}", pair[0].text, pair[1].text),
        char_start: pair[0].char_start,
        char_end: pair[1].char_end,
        span: pair[0].span.zip(pair[1].span).map(|(a, b)| a.join(b)),
    });
    Content {
        quantified_result: Some(quantity.is_some()),
        quantities: Some(quantity.into_iter().collect()),
        i: Some(text.split(' ').filter(|word| *word == "I").count()),
        we: Some(text.split(' ').filter(|word| *word == "we").count()),
        hedges: Some(Vec::new()),
        trailing_end: Some(fades(text)),
        ..Content::default()
    }
}

fn fades(text: &str) -> Vec<Phrase> {
    let tokens = testing::tokens(text);
    mentions::find(text, &tokens, &sentences::split(&tokens), &[]).fades
}
