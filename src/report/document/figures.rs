//! A take in, its key figures out: each with its unit and, where bands apply, what is usual.

use std::collections::BTreeMap;

use crate::figure::{clock, count, length as length_of, most_frequent, number};
use crate::language::fillers::FillerKind;
use crate::report::clean::clean;
use crate::report::tone::Tone;
use crate::take::Take;
use crate::usual::{self, Band, Ranges, Standing};

/// What the marks beside figures stand for.
const LEGEND: &str = "▽ △ a little outside what is usual · ▼ ▲ far outside";

/// The key figures.
pub(crate) struct Figures {
    /// In reading order.
    pub(crate) lines: Vec<Figure>,
    /// What the marks in them stand for; `None` without marks.
    pub(crate) legend: Option<&'static str>,
    /// What could not be measured, and why.
    pub(crate) unmeasured: Option<String>,
}

/// One line of the table.
pub(crate) struct Figure {
    /// Empty where it goes on about the one above.
    pub(crate) label: &'static str,
    pub(crate) value: String,
    /// "130–170 words/min"; `None` where nothing is usual, or there is too little speech to say.
    pub(crate) usual: Option<String>,
    standing: Option<Standing>,
}

impl Figure {
    /// What the standing is called; empty when usual.
    pub(crate) fn remark(&self) -> &'static str {
        match self.standing {
            Some(Standing::FarBelow) => "▼ low",
            Some(Standing::Below) => "▽ below",
            Some(Standing::Above) => "△ above",
            Some(Standing::FarAbove) => "▲ high",
            Some(Standing::Usual) | None => "",
        }
    }

    /// The same in words; `None` when usual.
    pub(crate) fn standing_in_words(&self) -> Option<&'static str> {
        match self.standing? {
            Standing::FarBelow => Some("far below"),
            Standing::Below => Some("a little below"),
            Standing::Above => Some("a little above"),
            Standing::FarAbove => Some("far above"),
            Standing::Usual => None,
        }
    }

    /// `None` where nothing is judged.
    pub(crate) fn tone(&self) -> Option<Tone> {
        self.standing.map(Tone::from)
    }
}

/// A figure without judgement.
fn plain(label: &'static str, value: String) -> Figure {
    Figure { label, value, usual: None, standing: None }
}

/// What a key figure is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Length,
    Pace,
    Articulation,
    Fillers,
    Pauses,
    Stalls,
    Repeats,
    Hedges,
    Sentences,
    Openers,
    Pitch,
    Loudness,
    Noise,
    Clipping,
}

/// Every key figure, in reading order.
const ALL: [Measure; 14] = [
    Measure::Length,
    Measure::Pace,
    Measure::Articulation,
    Measure::Fillers,
    Measure::Pauses,
    Measure::Stalls,
    Measure::Repeats,
    Measure::Hedges,
    Measure::Sentences,
    Measure::Openers,
    Measure::Pitch,
    Measure::Loudness,
    Measure::Noise,
    Measure::Clipping,
];

impl Measure {
    fn label(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Pace => "pace",
            Self::Articulation => "articulation",
            Self::Fillers => "fillers",
            Self::Pauses => "pauses",
            Self::Stalls => "stalls",
            Self::Repeats => "repeats",
            Self::Hedges => "hedges",
            Self::Sentences => "sentences",
            Self::Openers => "openers",
            Self::Pitch => "pitch",
            Self::Loudness => "loudness",
            Self::Noise => "noise",
            Self::Clipping => "clipping",
        }
    }

    /// Whether it is only as good as the words.
    fn needs_words(self) -> bool {
        matches!(self, Self::Fillers | Self::Stalls | Self::Repeats | Self::Hedges | Self::Sentences | Self::Openers)
    }

    /// Its line; `None` where it was not measured.
    fn row<'r>(self, take: &Take, ranges: &'r Ranges) -> Option<Row<'r>> {
        match self {
            Self::Length => length(take, ranges),
            Self::Pace => pace(take, ranges),
            Self::Articulation => articulation(take, ranges),
            Self::Fillers => fillers(take, ranges),
            Self::Pauses => pauses(take, ranges),
            Self::Stalls => stalls(take, ranges),
            Self::Repeats => {
                let repetition = &take.repetition;
                Some(row(of_words(repetition.count, repetition.percent?), &ranges.repeats_percent, repetition.percent?))
            }
            Self::Hedges => {
                let (hedges, percent) = take.content.hedges.as_ref().zip(take.content.hedges_percent)?;
                Some(row(of_words(hedges.len(), percent), &ranges.hedges_percent, percent))
            }
            Self::Sentences => sentences(take, ranges),
            Self::Openers => openers(take, ranges),
            Self::Pitch => pitch(take, ranges),
            Self::Loudness => loudness(take),
            Self::Noise => {
                let db = take.delivery.snr_db?;
                let side = if db < 0.0 { "above" } else { "below" };
                Some(row(format!("{} dB {side} the voice", number(db.abs(), 0)), &ranges.snr, db))
            }
            Self::Clipping => {
                let percent = take.delivery.clipped_percent?;
                Some(row(format!("{} % of samples", number(percent, 1)), &ranges.clipped_percent, percent))
            }
        }
    }

    /// What is said below its line.
    fn more(self, take: &Take) -> Vec<Figure> {
        match self {
            Self::Fillers => std::iter::once(plain("", heard(take))).chain(suspected(take)).collect(),
            Self::Sentences => people(take).into_iter().collect(),
            Self::Pitch => melody(take),
            _ => Vec::new(),
        }
    }
}

impl Figures {
    pub(super) fn new(take: &Take, ranges: &Ranges) -> Self {
        let judged = take.is_enough();
        let mut lines = Vec::new();
        let mut unmeasured = Vec::new();
        for measure in ALL {
            let Some((value, band)) = measure.row(take, ranges) else {
                // A take with no openers has nothing unmeasured.
                unmeasured.extend((measure != Measure::Openers).then_some(measure.label()));
                continue;
            };
            let band = band.filter(|_| judged);
            let trusted = take.doubt.is_none() || !measure.needs_words();
            lines.push(Figure {
                label: measure.label(),
                value,
                usual: band.map(|(band, _)| if measure == Measure::Length { band.lengths() } else { band.usual() }),
                standing: band.filter(|_| trusted).map(|(_, standing)| standing),
            });
            lines.extend(measure.more(take));
        }
        let legend = lines.iter().any(|figure| !figure.remark().is_empty()).then_some(LEGEND);
        let why = if take.source.duration_s.is_none() { " (there is no audio)" } else { "" };
        let unmeasured = (!unmeasured.is_empty()).then(|| format!("{}{why}", unmeasured.join(", ")));
        Self { lines, legend, unmeasured }
    }
}

/// The few figures that tell most, in a line: "184 words/min (usual 130–170) · 3 fillers, 1.6 % · 1 stall"; `None` where none of
/// them was measured.
pub(super) fn key(take: &Take, ranges: &Ranges) -> Option<String> {
    let judged = take.is_enough();
    let beside = |measure: Measure, usual: String| {
        let trusted = take.doubt.is_none() || !measure.needs_words();
        let row = measure.row(take, ranges).and_then(|(_, band)| band).filter(|_| judged && trusted);
        let out = row.is_some_and(|(_, standing)| standing != Standing::Usual);
        if out { format!(" (usual {usual})") } else { String::new() }
    };
    let pace =
        take.pace.wpm.map(|wpm| format!("{} words/min{}", number(wpm, 0), beside(Measure::Pace, ranges.pace.range())));
    let fillers = take.fillers.heard.zip(take.fillers.percent).map(|(heard, percent)| {
        let usual = beside(Measure::Fillers, format!("{} %", ranges.fillers_percent.up_to()));
        let share = if heard == 0 { String::new() } else { format!(", {} %{usual}", number(percent, 1)) };
        format!("{}{share}", count(heard, "filler"))
    });
    let stalls = take.pauses.as_ref().and_then(|pauses| pauses.stalls.zip(pauses.stalls_per_minute));
    let stalls = stalls.filter(|(stalls, _)| *stalls > 0).map(|(stalls, rate)| {
        let usual = beside(Measure::Stalls, ranges.stalls_per_minute.up_to());
        let rate = if usual.is_empty() { String::new() } else { format!(", {} a minute", number(rate, 1)) };
        format!("{} inside a clause{rate}{usual}", count(stalls, "stall"))
    });
    let long = take.pauses.as_ref().and_then(|pauses| pauses.long).filter(|&long| long > 0);
    let long = long.map(|long| format!("{} over {} s", count(long, "pause"), number(usual::LONG_PAUSE_S, 0)));
    let told: Vec<String> = [pace, fillers, stalls, long].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

/// A value and, where there is one, its band and its standing.
type Row<'r> = (String, Option<(&'r Band, Standing)>);

fn row(value: String, band: &Band, measured: f64) -> Row<'_> {
    (value, Some((band, band.stands_out(measured))))
}

fn length<'r>(take: &Take, ranges: &'r Ranges) -> Option<Row<'r>> {
    let span_s = take.duration.speech_span_s?;
    let aim = ranges.aimed.map(|aim| format!(", for {}", aim.named())).unwrap_or_default();
    Some(row(format!("{}{aim}", length_of(span_s)), &ranges.length, span_s))
}

fn pace<'r>(take: &Take, ranges: &'r Ranges) -> Option<Row<'r>> {
    let wpm = take.pace.wpm?;
    Some(row(format!("{} words/min", number(wpm, 0)), &ranges.pace, wpm))
}

fn articulation<'r>(take: &Take, ranges: &'r Ranges) -> Option<Row<'r>> {
    let rate = take.pace.syllables_per_s?;
    let wpm = take.pace.articulation_wpm.map(|wpm| format!(", {} words/min", number(wpm, 0))).unwrap_or_default();
    Some(row(format!("{} syllables/s{wpm}", number(rate, 1)), &ranges.articulation, rate))
}

fn fillers<'r>(take: &Take, ranges: &'r Ranges) -> Option<Row<'r>> {
    let fillers = &take.fillers;
    let percent = fillers.percent?;
    let rate = fillers.per_minute.map(|rate| format!(", {} a minute", number(rate, 1))).unwrap_or_default();
    let value = format!("{} % of words{rate}", number(percent, 1));
    Some((value, Some((&ranges.fillers_percent, ranges.judge_fillers(percent, fillers.per_minute)))))
}

/// Words of which it is said how often they were fillers, and suspected fillers whose times are given, at most.
const NAMED: usize = 3;
const PLACED: usize = 8;

/// "9 heard: um 4, like 3, you know 1, and 1 more".
fn heard(take: &Take) -> String {
    let fillers = &take.fillers;
    let named = most_frequent(&fillers.by_word, NAMED);
    let more = fillers.by_word.values().sum::<usize>() - named.iter().map(|(_, times)| times).sum::<usize>();
    let mut words: Vec<String> = named.iter().map(|(word, times)| format!("{word} {times}")).collect();
    words.extend((more > 0).then(|| format!("and {more} more")));
    let words = if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) };
    clean(&format!("{} heard{words}", fillers.heard.unwrap_or(0)))
}

/// "2 suspected, worth a listen: 0:12, 0:40"; `None` where none was looked for.
fn suspected(take: &Take) -> Option<Figure> {
    let number = take.fillers.suspected?;
    let sounds = take.fillers.occurrences.iter().filter(|filler| filler.kind == FillerKind::Suspected);
    let times: Vec<String> = sounds.filter_map(|filler| filler.span).map(|span| clock(span.start_s)).collect();
    let more = times.len().checked_sub(PLACED).filter(|&more| more > 0).map(|more| format!(", and {more} more"));
    let shown = times.iter().take(PLACED).cloned().collect::<Vec<_>>().join(", ");
    let places = if times.is_empty() { String::new() } else { format!(", worth a listen: {shown}") };
    Some(plain("", format!("{number} suspected{places}{}", more.unwrap_or_default())))
}

fn pauses<'r>(take: &Take, ranges: &'r Ranges) -> Option<Row<'r>> {
    let pauses = take.pauses.as_ref()?;
    let percent = pauses.silence_percent?;
    let long = pauses.long.filter(|&long| long > 0).map(|long| format!(", {long} over 2 s")).unwrap_or_default();
    let value = format!("{}, {} % of the time{long}", pauses.count?, number(percent, 0));
    Some(row(value, &ranges.silence_percent, percent))
}

fn stalls<'r>(take: &Take, ranges: &'r Ranges) -> Option<Row<'r>> {
    let pauses = take.pauses.as_ref()?;
    let (stalls, rate) = pauses.stalls.zip(pauses.stalls_per_minute)?;
    let value = if stalls == 0 {
        "none inside a clause".into()
    } else {
        format!("{stalls} inside a clause, {} a minute", number(rate, 1))
    };
    Some(row(value, &ranges.stalls_per_minute, rate))
}

/// "3, 1.2 % of words".
fn of_words(count: usize, percent: f64) -> String {
    if count == 0 { "none".into() } else { format!("{count}, {} % of words", number(percent, 1)) }
}

/// Who acted, without judgement.
fn people(take: &Take) -> Option<Figure> {
    let (i, we) = take.content.i.zip(take.content.we)?;
    Some(plain("I and we", format!("“I” {i}, “we” {we}")))
}

fn sentences<'r>(take: &Take, ranges: &'r Ranges) -> Option<Row<'r>> {
    let (sentences, mean) = take.wording.sentences.zip(take.wording.words_per_sentence)?;
    let long = take.wording.long_sentences.as_ref().map_or(0, Vec::len);
    let over = ranges.sentence_words.flag_above.filter(|_| long > 0);
    let long = over.map(|words| format!(", {long} over {}", number(words, 0))).unwrap_or_default();
    Some(row(format!("{sentences}, {} words each{long}", number(mean, 0)), &ranges.sentence_words, mean))
}

/// "“so” 8 of 11, well 2": how many sentences the most frequent one begins, and what else was said; never counted as fillers.
fn openers<'r>(take: &Take, ranges: &'r Ranges) -> Option<Row<'r>> {
    let most = take.wording.opener.as_ref().zip(take.wording.sentences);
    let mut said = BTreeMap::new();
    for opener in take.fillers.occurrences.iter().filter(|filler| filler.kind == FillerKind::Opener) {
        if most.is_none_or(|(most, _)| most.text != opener.text) {
            *said.entry(opener.text.clone()).or_insert(0) += 1;
        }
    }
    let begin = most.map(|(most, sentences)| format!("“{}” {} of {sentences}", most.text, most.count));
    let others = most_frequent(&said, 2).into_iter().map(|(word, times)| format!("{word} {times}"));
    let value: Vec<String> = begin.into_iter().chain(others).collect();
    let band = most.map(|(most, _)| (&ranges.opener_percent, ranges.opener_percent.stands_out(most.percent)));
    (!value.is_empty()).then(|| (clean(&value.join(", ")), band))
}

fn pitch<'r>(take: &Take, ranges: &'r Ranges) -> Option<Row<'r>> {
    let pitch = &take.delivery.pitch.as_ref()?.pitch;
    let value = format!("{} Hz, spread {} semitones", number(pitch.median_hz, 0), number(pitch.sd_semitones, 1));
    Some(row(value, &ranges.pitch_sd, pitch.sd_semitones))
}

/// "range 10 semitones", and the longest monotone stretch: "monotone 0:12–0:31 “so I went and …”".
fn melody(take: &Take) -> Vec<Figure> {
    let Some(voice) = &take.delivery.pitch else { return Vec::new() };
    let range = plain("", format!("range {} semitones (12 make an octave)", number(voice.pitch.range_semitones, 0)));
    let stretches = voice.monotone_longest_first();
    let monotone = stretches.first().map(|stretch| {
        let more = if stretches.len() > 1 { format!(" and {} more", stretches.len() - 1) } else { String::new() };
        let (from, to) = (clock(stretch.span.start_s), clock(stretch.span.end_s));
        plain("", clean(&format!("monotone {from}–{to} “{} …”{more}", stretch.quote)))
    });
    std::iter::once(range).chain(monotone).collect()
}

fn loudness(take: &Take) -> Option<Row<'static>> {
    let range = take.delivery.loudness_range_lu.map(|lu| format!(", range {} LU", number(lu, 0))).unwrap_or_default();
    let scale = "decibels as the ear weighs them, 0 is full scale";
    take.delivery.loudness_lufs.map(|lufs| (format!("{} LUFS{range} ({scale})", number(lufs, 1)), None))
}
