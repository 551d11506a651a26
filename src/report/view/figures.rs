//! A take in, its key figures out: each with its unit and, where bands apply, what is usual.

use std::collections::BTreeMap;

use crate::findings;
use crate::findings::figure::{clock, most_frequent, number};
use crate::language::fillers::Kind;
use crate::measures::bands::{self, Band, Standing};
use crate::take::Take;

use super::clean;

/// One line of the table.
pub(in crate::report) struct Figure {
    /// Empty where it goes on about the one above.
    pub(in crate::report) label: &'static str,
    pub(in crate::report) value: String,
    /// "130–170 words/min"; `None` where nothing is usual, or there is too little speech to say.
    pub(in crate::report) usual: Option<String>,
    pub(in crate::report) standing: Option<Standing>,
}

impl Figure {
    /// What the standing is called; empty when usual.
    pub(in crate::report) fn remark(&self) -> &'static str {
        match self.standing {
            Some(Standing::FarBelow) => "▼ low",
            Some(Standing::Below) => "▽ below",
            Some(Standing::Above) => "△ above",
            Some(Standing::FarAbove) => "▲ high",
            Some(Standing::Usual) | None => "",
        }
    }
}

/// A figure without judgement.
fn plain(label: &'static str, value: String) -> Figure {
    Figure { label, value, usual: None, standing: None }
}

/// The figures in reading order, and the labels of those that could not be measured.
pub(super) fn of(take: &Take) -> (Vec<Figure>, Vec<&'static str>) {
    let judged = bands::apply(take.duration.speech_span_s, take.pace.words);
    let trusted = findings::doubt(take).is_none();
    let mut figures = Vec::new();
    let mut unmeasured = Vec::new();
    let rows: [(&'static str, bool, Option<Row>); 13] = [
        ("pace", true, pace(take)),
        ("articulation", true, articulation(take)),
        ("fillers", trusted, fillers(take)),
        ("pauses", true, pauses(take)),
        ("stalls", trusted, stalls(take)),
        ("repeats", trusted, per_words(take, take.repetition.count, &bands::REPEATS_PERCENT)),
        ("hedges", trusted, hedges(take)),
        ("sentences", trusted, sentences(take)),
        ("openers", trusted, openers(take)),
        ("pitch", true, pitch(take)),
        ("loudness", true, loudness(take)),
        ("noise", true, noise(take)),
        ("clipping", true, clipping(take)),
    ];
    for (label, trusted, row) in rows {
        let Some((value, band)) = row else {
            // A take with no openers has nothing unmeasured.
            if label != "openers" {
                unmeasured.push(label);
            }
            continue;
        };
        let band = band.filter(|_| judged);
        figures.push(Figure {
            label,
            value,
            usual: band.map(|(band, _)| usual(band)),
            standing: band.filter(|_| trusted).map(|(_, standing)| standing),
        });
        match label {
            "fillers" => figures.push(plain("", heard(take))),
            "sentences" => figures.extend(people(take)),
            "pitch" => figures.extend(melody(take)),
            _ => {}
        }
    }
    (figures, unmeasured)
}

/// A value and, where there is one, its band and its standing.
type Row = (String, Option<(&'static Band, Standing)>);

fn row(value: String, band: &'static Band, measured: f64) -> Row {
    (value, Some((band, band.judge(measured))))
}

/// "130–170 words/min", "up to 4 % of words", "20 dB and more".
pub(in crate::report) fn usual(band: &Band) -> String {
    let short = |value: f64| number(value, usize::from(value.fract() != 0.0));
    match (band.from, band.to) {
        (Some(from), Some(to)) => format!("{}–{} {}", short(from), short(to), band.unit),
        (None, Some(to)) => format!("up to {} {}", short(to), band.unit),
        (Some(from), None) => format!("{} {} and more", short(from), band.unit),
        (None, None) => String::new(),
    }
}

fn pace(take: &Take) -> Option<Row> {
    let wpm = take.pace.wpm?;
    Some(row(format!("{} words/min", number(wpm, 0)), &bands::PACE, wpm))
}

fn articulation(take: &Take) -> Option<Row> {
    let rate = take.pace.syllables_per_s?;
    let wpm = take.pace.articulation_wpm.map(|wpm| format!(", {} words/min", number(wpm, 0))).unwrap_or_default();
    Some(row(format!("{} syllables/s{wpm}", number(rate, 1)), &bands::ARTICULATION, rate))
}

fn fillers(take: &Take) -> Option<Row> {
    let fillers = &take.fillers;
    let percent = fillers.percent?;
    let rate = fillers.per_minute.map(|rate| format!(", {} a minute", number(rate, 1))).unwrap_or_default();
    let value = format!("{} % of words{rate}", number(percent, 1));
    Some((value, Some((&bands::FILLERS_PERCENT, bands::fillers(percent, fillers.per_minute)))))
}

/// "9 heard, 2 suspected: um 5, like 4".
fn heard(take: &Take) -> String {
    let fillers = &take.fillers;
    let suspected = fillers.suspected.map(|number| format!(", {number} suspected")).unwrap_or_default();
    let words: Vec<String> =
        most_frequent(&fillers.by_word, 3).iter().map(|(word, times)| format!("{word} {times}")).collect();
    let words = if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) };
    clean(&format!("{} heard{suspected}{words}", fillers.heard.unwrap_or(0)))
}

fn pauses(take: &Take) -> Option<Row> {
    let pauses = take.pauses.as_ref()?;
    let span_s = take.duration.speech_span_s.filter(|&s| s > 0.0)?;
    let percent = 100.0 * pauses.total_s? / span_s;
    let long = pauses.long.filter(|&long| long > 0).map(|long| format!(", {long} over 2 s")).unwrap_or_default();
    let value = format!("{}, {} % of the time{long}", pauses.count?, number(percent, 0));
    Some(row(value, &bands::SILENCE_PERCENT, percent))
}

fn stalls(take: &Take) -> Option<Row> {
    let pauses = take.pauses.as_ref()?;
    pauses.mid_clause?;
    let span_s = take.duration.speech_span_s.filter(|&s| s > 0.0)?;
    let stalls = pauses.items.iter().filter(|pause| bands::is_stall(pause)).count();
    let rate = 60.0 * stalls as f64 / span_s;
    let value = if stalls == 0 {
        "none inside a clause".into()
    } else {
        format!("{stalls} inside a clause, {} a minute", number(rate, 1))
    };
    Some(row(value, &bands::STALLS_PER_MINUTE, rate))
}

fn per_words(take: &Take, number_of: usize, band: &'static Band) -> Option<Row> {
    let percent = 100.0 * number_of as f64 / Some(take.pace.words).filter(|&words| words > 0)? as f64;
    let value = if number_of == 0 { "none".into() } else { format!("{number_of}, {} % of words", number(percent, 1)) };
    Some(row(value, band, percent))
}

fn hedges(take: &Take) -> Option<Row> {
    per_words(take, take.content.hedges.as_ref()?.len(), &bands::HEDGES_PERCENT)
}

/// Who acted, without judgement.
fn people(take: &Take) -> Option<Figure> {
    let (i, we) = take.content.i.zip(take.content.we)?;
    Some(plain("I and we", format!("“I” {i}, “we” {we}")))
}

fn sentences(take: &Take) -> Option<Row> {
    let (sentences, mean) = take.wording.sentences.zip(take.wording.words_per_sentence)?;
    let long = take.wording.long_sentences.as_ref().map_or(0, Vec::len);
    let long = if long > 0 { format!(", {long} over 30") } else { String::new() };
    Some(row(format!("{sentences}, {} words each{long}", number(mean, 0)), &bands::SENTENCE_WORDS, mean))
}

/// "“so” 8 of 11, well 2": how many sentences the most frequent one begins, and what else was said; never counted as fillers.
fn openers(take: &Take) -> Option<Row> {
    let most = take.wording.opener.as_ref().zip(take.wording.sentences);
    let mut said = BTreeMap::new();
    for opener in take.fillers.occurrences.iter().filter(|filler| filler.kind == Kind::Opener) {
        if most.is_none_or(|(most, _)| most.text != opener.text) {
            *said.entry(opener.text.clone()).or_insert(0) += 1;
        }
    }
    let begin = most.map(|(most, sentences)| format!("“{}” {} of {sentences}", most.text, most.count));
    let others = most_frequent(&said, 2).into_iter().map(|(word, times)| format!("{word} {times}"));
    let value: Vec<String> = begin.into_iter().chain(others).collect();
    let band = most.map(|(most, _)| (&bands::OPENER_PERCENT, bands::OPENER_PERCENT.judge(most.percent)));
    (!value.is_empty()).then(|| (clean(&value.join(", ")), band))
}

fn pitch(take: &Take) -> Option<Row> {
    let pitch = &take.delivery.pitch.as_ref()?.pitch;
    let value = format!("{} Hz, spread {} semitones", number(pitch.median_hz, 0), number(pitch.sd_semitones, 1));
    Some(row(value, &bands::PITCH_SD, pitch.sd_semitones))
}

/// "range 10 semitones", and the longest monotone stretch: "monotone 0:12–0:31 “so I went and …”".
fn melody(take: &Take) -> Vec<Figure> {
    let Some(voice) = &take.delivery.pitch else { return Vec::new() };
    let range = plain("", format!("range {} semitones", number(voice.pitch.range_semitones, 0)));
    let stretches = voice.monotone_longest_first();
    let monotone = stretches.first().map(|stretch| {
        let more = if stretches.len() > 1 { format!(" and {} more", stretches.len() - 1) } else { String::new() };
        let (from, to) = (clock(stretch.span.start_s), clock(stretch.span.end_s));
        plain("", clean(&format!("monotone {from}–{to} “{} …”{more}", stretch.quote)))
    });
    std::iter::once(range).chain(monotone).collect()
}

fn loudness(take: &Take) -> Option<Row> {
    let range = take.delivery.loudness_range_lu.map(|lu| format!(", range {} LU", number(lu, 0))).unwrap_or_default();
    take.delivery.loudness_lufs.map(|lufs| (format!("{} LUFS{range}", number(lufs, 1)), None))
}

fn noise(take: &Take) -> Option<Row> {
    let db = take.delivery.snr_db?;
    Some(row(format!("{} dB below the voice", number(db, 0)), &bands::SNR, db))
}

fn clipping(take: &Take) -> Option<Row> {
    let percent = take.delivery.clipped_percent?;
    Some(row(format!("{} % of samples", number(percent, 1)), &bands::CLIPPED_PERCENT, percent))
}
