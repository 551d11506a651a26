//! A take in, its key figures out: each with its unit and, where bands apply, what is usual.

use crate::findings;
use crate::findings::figure::{count, most_frequent, number};
use crate::measures::bands::{self, Band, Standing};
use crate::measures::pauses::Position;
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
            Some(Standing::Below) => "▽ lowish",
            Some(Standing::Above) => "△ highish",
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
    let rows: [(&'static str, bool, Option<Row>); 11] = [
        ("pace", true, pace(take)),
        ("articulation", true, articulation(take)),
        ("fillers", trusted, fillers(take)),
        ("pauses", true, pauses(take)),
        ("stalls", trusted, stalls(take)),
        ("repeats", trusted, per_words(take, take.repetition.count, &bands::REPEATS_PERCENT)),
        ("hedges", trusted, per_words(take, take.content.hedges.len(), &bands::HEDGES_PERCENT)),
        ("sentences", trusted, sentences(take)),
        ("pitch", true, pitch(take)),
        ("loudness", true, loudness(take)),
        ("recording", true, recording(take)),
    ];
    for (label, trusted, row) in rows {
        let Some((value, band)) = row else {
            unmeasured.push(label);
            continue;
        };
        let band = band.filter(|_| judged);
        figures.push(Figure {
            label,
            value,
            usual: band.map(|(band, _)| usual(band)),
            standing: band.filter(|_| trusted).map(|(_, standing)| standing),
        });
        if label == "fillers" && !take.fillers.by_word.is_empty() {
            figures.push(plain("", clean(&most_frequent(&take.fillers.by_word, 4))));
        }
        if label == "sentences" {
            figures.push(plain("I and we", format!("“I” {}, “we” {}", take.content.i, take.content.we)));
        }
    }
    (figures, unmeasured)
}

/// A value and, where there is one, its band and its standing.
type Row = (String, Option<(&'static Band, Standing)>);

fn judged(band: &'static Band, value: f64) -> Option<(&'static Band, Standing)> {
    Some((band, band.judge(value)))
}

/// "130–170 words/min", "up to 4 % of words", "20 dB and more".
fn usual(band: &Band) -> String {
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
    Some((format!("{} words/min", number(wpm, 0)), judged(&bands::PACE, wpm)))
}

fn articulation(take: &Take) -> Option<Row> {
    let rate = take.pace.syllables_per_s?;
    let wpm = take.pace.articulation_wpm.map(|wpm| format!(", {} words/min", number(wpm, 0))).unwrap_or_default();
    Some((format!("{} syllables/s{wpm} between pauses", number(rate, 1)), judged(&bands::ARTICULATION, rate)))
}

fn fillers(take: &Take) -> Option<Row> {
    let fillers = &take.fillers;
    let percent = fillers.percent?;
    let mut parts = vec![fillers.heard.to_string()];
    parts.extend(fillers.suspected.filter(|&n| n > 0).map(|n| format!("+ {n} suspected")));
    let heard = parts.join(" ");
    let rate = fillers.per_minute.map(|rate| format!(", {} a minute", number(rate, 1))).unwrap_or_default();
    let standing = match bands::FILLERS_PERCENT.judge(percent) {
        // Many only when words and time agree, as in the findings.
        Standing::FarAbove
            if fillers.per_minute.is_some_and(|r| bands::FILLERS_PER_MINUTE.judge(r) < Standing::FarAbove) =>
        {
            Standing::Above
        }
        standing => standing,
    };
    Some((format!("{heard}: {} % of words{rate}", number(percent, 1)), Some((&bands::FILLERS_PERCENT, standing))))
}

fn pauses(take: &Take) -> Option<Row> {
    let pauses = take.pauses.as_ref()?;
    let span_s = take.duration.speech_span_s.filter(|&s| s > 0.0)?;
    let percent = 100.0 * pauses.total_s / span_s;
    let long = if pauses.long > 0 { format!(", {} of 2 s or more", pauses.long) } else { String::new() };
    Some((
        format!("{}: {} % of the time{long}", pauses.count, number(percent, 0)),
        judged(&bands::SILENCE_PERCENT, percent),
    ))
}

fn stalls(take: &Take) -> Option<Row> {
    let pauses = take.pauses.as_ref()?;
    pauses.mid_clause?;
    let span_s = take.duration.speech_span_s.filter(|&s| s > 0.0)?;
    let stall =
        |p: &&crate::measures::pauses::Pause| p.position == Position::MidClause && p.span.length_s() >= bands::STALL_S;
    let stalls = pauses.items.iter().filter(stall).count();
    let rate = 60.0 * stalls as f64 / span_s;
    let value = format!("{stalls} of 0.5 s or more inside a clause");
    Some((value, judged(&bands::STALLS_PER_MINUTE, rate)))
}

fn per_words(take: &Take, number_of: usize, band: &'static Band) -> Option<Row> {
    let percent = 100.0 * number_of as f64 / Some(take.pace.words).filter(|&words| words > 0)? as f64;
    Some((format!("{number_of}: {} % of words", number(percent, 1)), judged(band, percent)))
}

fn sentences(take: &Take) -> Option<Row> {
    let sentences = Some(take.structure.sentences.len()).filter(|&n| n > 0)?;
    let mean = take.pace.words as f64 / sentences as f64;
    Some((
        format!("{} of {} words each", count(sentences, "sentence"), number(mean, 0)),
        judged(&bands::SENTENCE_WORDS, mean),
    ))
}

fn pitch(take: &Take) -> Option<Row> {
    let pitch = take.delivery.pitch.as_ref()?;
    let value = format!("{} Hz, spread {} semitones", number(pitch.median_hz, 0), number(pitch.sd_semitones, 1));
    Some((value, judged(&bands::PITCH_SD, pitch.sd_semitones)))
}

fn loudness(take: &Take) -> Option<Row> {
    take.delivery.loudness_lufs.map(|lufs| (format!("{} LUFS", number(lufs, 1)), None))
}

fn recording(take: &Take) -> Option<Row> {
    let (snr, clipped) = (take.delivery.snr_db, take.delivery.clipped_percent);
    let parts = [
        snr.map(|db| format!("voice {} dB over the noise", number(db, 0))),
        clipped.map(|percent| format!("{} % clipped", number(percent, 1))),
    ];
    let value = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    (!value.is_empty()).then(|| (value, snr.and_then(|db| judged(&bands::SNR, db))))
}
