//! What is usual: one table, each band with its reason. Usual is not correct.
//!
//! A number in, where it stands out. Bands are conventions of coaches and vendors more than science, so nothing here says
//! "right" or "wrong", and no band applies to a few seconds of speech (see [`apply`]).

use crate::measures::pauses::{Pause, Position};

/// Where a band comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Published measurements.
    Literature,
    /// What coaches and other tools use.
    Practice,
    /// Our own judgement.
    Judgement,
}

/// A stretch of numbers that is usual. A missing end is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// What is measured.
    pub name: &'static str,
    /// Its unit, as printed after a number.
    pub unit: &'static str,
    /// Usual from here.
    pub from: Option<f64>,
    /// Usual up to here.
    pub to: Option<f64>,
    /// Below this it is worth changing.
    pub flag_below: Option<f64>,
    /// Above this it is worth changing.
    pub flag_above: Option<f64>,
    /// Why these numbers.
    pub reason: &'static str,
    /// Who says so.
    pub source: Source,
}

/// Where a value stands against its band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Low enough to change.
    FarBelow,
    /// A little lower than usual.
    Below,
    /// Usual.
    Usual,
    /// A little higher than usual.
    Above,
    /// High enough to change.
    FarAbove,
}

impl Band {
    /// Where `value` stands; the ends themselves are usual.
    #[must_use]
    pub fn judge(&self, value: f64) -> Standing {
        if self.flag_below.is_some_and(|limit| value < limit) {
            Standing::FarBelow
        } else if self.flag_above.is_some_and(|limit| value > limit) {
            Standing::FarAbove
        } else if self.from.is_some_and(|limit| value < limit) {
            Standing::Below
        } else if self.to.is_some_and(|limit| value > limit) {
            Standing::Above
        } else {
            Standing::Usual
        }
    }
}

/// Length of an answer. `measures::duration::Target` cuts it finer.
pub const DURATION: Band = Band {
    name: "length",
    unit: "s",
    from: Some(60.0),
    to: Some(180.0),
    flag_below: Some(60.0),
    flag_above: Some(180.0),
    reason: "interview guides ask for one to three minutes and aim at a minute and a half to two",
    source: Source::Practice,
};

/// Pace over the speech span.
pub const PACE: Band = Band {
    name: "pace",
    unit: "words/min",
    from: Some(130.0),
    to: Some(170.0),
    flag_below: Some(110.0),
    flag_above: Some(190.0),
    reason: "about ten speech tools agree; one dropped 120–145 as too narrow",
    source: Source::Practice,
};

/// Syllables against the time spent speaking. Shown, never flagged.
pub const ARTICULATION: Band = Band {
    name: "articulation",
    unit: "syllables/s",
    from: Some(4.0),
    to: Some(6.0),
    flag_below: None,
    flag_above: None,
    reason: "from the usual pace in short words and few pauses to what radio speakers reach; about 5 is typical",
    source: Source::Judgement,
};

/// Counted fillers against words.
pub const FILLERS_PERCENT: Band = Band {
    name: "fillers",
    unit: "% of words",
    from: None,
    to: Some(4.0),
    flag_below: None,
    flag_above: Some(4.0),
    reason: "about 2 in a hundred words is what speakers average, twice that stands out",
    source: Source::Practice,
};

/// Counted fillers against time.
pub const FILLERS_PER_MINUTE: Band = Band {
    name: "fillers",
    unit: "a minute",
    from: None,
    to: Some(5.0),
    flag_below: None,
    flag_above: Some(5.0),
    reason: "up to 5 a minute did listeners no harm, 12 did (Laske & DiGennaro Reed 2024)",
    source: Source::Literature,
};

/// Silence inside the speech span.
pub const SILENCE_PERCENT: Band = Band {
    name: "silence",
    unit: "% of the time",
    from: Some(8.0),
    to: Some(40.0),
    flag_below: None,
    flag_above: Some(40.0),
    reason: "spontaneous speech is silent for a tenth to a third of the time",
    source: Source::Judgement,
};

/// Pauses of [`STALL_S`] and more inside a clause.
pub const STALLS_PER_MINUTE: Band = Band {
    name: "stalls",
    unit: "a minute",
    from: None,
    to: Some(2.0),
    flag_below: None,
    flag_above: Some(5.0),
    reason: "pauses inside a clause are what listeners hear as disfluent (Kahng 2017); the counts are ours",
    source: Source::Judgement,
};

/// Situation and task together.
pub const SETUP_PERCENT: Band = Band {
    name: "situation and task",
    unit: "%",
    from: Some(15.0),
    to: Some(30.0),
    flag_below: None,
    flag_above: Some(40.0),
    reason: "five guides to the STAR method",
    source: Source::Practice,
};

/// Situation and task together, in time.
pub const SETUP_S: Band = Band {
    name: "situation and task",
    unit: "s",
    from: None,
    to: Some(45.0),
    flag_below: None,
    flag_above: Some(45.0),
    reason: "five guides to the STAR method",
    source: Source::Practice,
};

/// What the speaker did.
pub const ACTION_PERCENT: Band = Band {
    name: "action",
    unit: "%",
    from: Some(50.0),
    to: Some(65.0),
    flag_below: Some(40.0),
    flag_above: None,
    reason: "five guides to the STAR method",
    source: Source::Practice,
};

/// What came of it.
pub const RESULT_PERCENT: Band = Band {
    name: "result",
    unit: "%",
    from: Some(10.0),
    to: Some(25.0),
    flag_below: None,
    flag_above: None,
    reason: "five guides to the STAR method",
    source: Source::Practice,
};

/// Spread of the pitch. Experimental.
pub const PITCH_SD: Band = Band {
    name: "pitch spread",
    unit: "semitones",
    from: Some(2.0),
    to: Some(3.5),
    flag_below: Some(2.0),
    flag_above: None,
    reason: "the spread of pitch goes with liveliness (Hincks 2005); the cuts are ours",
    source: Source::Judgement,
};

/// Hedges against words.
pub const HEDGES_PERCENT: Band = Band {
    name: "hedges",
    unit: "% of words",
    from: None,
    to: Some(4.0),
    flag_below: None,
    flag_above: Some(4.0),
    reason: "more than that sounds unsure of one's own story",
    source: Source::Judgement,
};

/// Repeated and restarted words against words.
pub const REPEATS_PERCENT: Band = Band {
    name: "repeats",
    unit: "% of words",
    from: None,
    to: Some(2.0),
    flag_below: None,
    flag_above: Some(2.0),
    reason: "a repeat now and then passes unheard; recognisers drop some, so this many were more",
    source: Source::Judgement,
};

/// Mean words in a sentence.
pub const SENTENCE_WORDS: Band = Band {
    name: "sentences",
    unit: "words each",
    from: Some(8.0),
    to: Some(20.0),
    flag_below: None,
    flag_above: Some(30.0),
    reason: "a spoken sentence over 30 words is hard to follow",
    source: Source::Practice,
};

/// Sentences that begin with the same word before their subject.
pub const OPENER_PERCENT: Band = Band {
    name: "same opener",
    unit: "% alike",
    from: None,
    to: Some(15.0),
    flag_below: None,
    flag_above: Some(30.0),
    reason: "one sentence in seven passes unheard; from one in three on it is a tic",
    source: Source::Judgement,
};

/// Speech over background noise.
pub const SNR: Band = Band {
    name: "speech over noise",
    unit: "dB",
    from: Some(20.0),
    to: None,
    flag_below: Some(10.0),
    flag_above: None,
    reason: "below 20 dB recognisers slip and soft syllables drown",
    source: Source::Judgement,
};

/// The voice over the hum of the mains.
pub const HUM: Band = Band {
    name: "voice over mains hum",
    unit: "dB",
    from: Some(35.0),
    to: None,
    flag_below: Some(35.0),
    flag_above: None,
    reason: "under a voice at 62 dB a hum of 100 Hz is heard from about 27 dB on (threshold of hearing, ISO 389-7)",
    source: Source::Judgement,
};

/// Samples at full scale.
pub const CLIPPED_PERCENT: Band = Band {
    name: "clipping",
    unit: "%",
    from: None,
    to: Some(0.1),
    flag_below: None,
    flag_above: Some(0.1),
    reason: "more than one sample in a thousand is heard as distortion",
    source: Source::Judgement,
};

/// Every band.
pub const TABLE: [&Band; 19] = [
    &DURATION, &PACE, &ARTICULATION, &FILLERS_PERCENT, &FILLERS_PER_MINUTE, &SILENCE_PERCENT, &STALLS_PER_MINUTE,
    &SETUP_PERCENT, &SETUP_S, &ACTION_PERCENT, &RESULT_PERCENT, &PITCH_SD, &HEDGES_PERCENT, &REPEATS_PERCENT,
    &SENTENCE_WORDS, &OPENER_PERCENT, &SNR, &HUM, &CLIPPED_PERCENT,
];

/// Few fillers, worth a good word: percent of words and a minute (vendor practice).
pub const FEW_FILLERS: f64 = 2.0;
/// A pause inside a clause is heard as a stall from here, s.
pub const STALL_S: f64 = 0.5;
/// A pause is long from here, s.
pub const LONG_PAUSE_S: f64 = 2.0;
/// Changes of pace smaller than this share are not heard (Quené 2007).
pub const PACE_CHANGE: f64 = 0.15;
/// Sentences whose middle one ends this far below its other words fade, dB: half the sound pressure (our judgement).
pub const FADING_DB: f64 = 6.0;
/// A labelled sentence below this probability is called unclear.
pub const CLEAR: f64 = 0.7;
/// A transcript whose words' mean probability is below this is not trusted: those of people that real models get a third of
/// wrong are below it, those that they get a tenth of wrong above.
pub const TRUSTED_WORDS: f64 = 0.8;
/// A word below this probability was hard to recognise: it is as likely wrong as right.
pub const UNSURE_WORD: f64 = 0.5;

/// Least speech that bands are for, s.
const LEAST_SPEECH_S: f64 = 15.0;
/// Fewest words that bands are for.
const LEAST_WORDS: usize = 30;

/// Whether bands apply to an answer of `words` words over `speech_span_s` (`None` without times): a few seconds of speech
/// give raw values only.
#[must_use]
pub fn apply(speech_span_s: Option<f64>, words: usize) -> bool {
    words >= LEAST_WORDS && speech_span_s.is_none_or(|s| s >= LEAST_SPEECH_S)
}

/// Where fillers stand: many only when words and time agree, a little many when the words alone say so (as in a slow
/// answer). Without times the words decide.
#[must_use]
pub fn fillers(percent: f64, per_minute: Option<f64>) -> Standing {
    let by_words = FILLERS_PERCENT.judge(percent);
    let agrees = per_minute.is_none_or(|rate| FILLERS_PER_MINUTE.judge(rate) == Standing::FarAbove);
    if by_words == Standing::FarAbove && !agrees { Standing::Above } else { by_words }
}

/// Whether listeners hear `pause` as a stall: inside a clause and long enough.
#[must_use]
pub fn is_stall(pause: &Pause) -> bool {
    pause.position == Position::MidClause && pause.span.length_s() >= STALL_S
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::TimeSpan;

    #[test]
    fn the_ends_of_a_band_are_usual_and_the_limits_are_not_yet_flagged() {
        let cases = [(109.9, Standing::FarBelow), (110.0, Standing::Below), (129.9, Standing::Below)];
        let more = [(130.0, Standing::Usual), (170.0, Standing::Usual), (190.0, Standing::Above)];
        for (wpm, standing) in cases.into_iter().chain(more).chain([(190.1, Standing::FarAbove)]) {
            assert_eq!(PACE.judge(wpm), standing, "{wpm} wpm");
        }
        assert_eq!(FILLERS_PERCENT.judge(0.0), Standing::Usual);
        assert_eq!(PITCH_SD.judge(9.0), Standing::Above, "lively is never flagged");
    }

    #[test]
    fn every_band_is_in_order_and_says_why() {
        for band in TABLE {
            assert!(band.from.is_some() || band.to.is_some(), "{} has neither end", band.name);
            let ends = [band.flag_below, band.from, band.to, band.flag_above];
            let ends: Vec<f64> = ends.into_iter().flatten().collect();
            assert!(ends.is_sorted(), "{}: {ends:?}", band.name);
            assert!(!band.reason.is_empty() && !band.unit.is_empty());
        }
    }

    #[test]
    fn fillers_are_many_only_when_words_and_time_agree() {
        assert_eq!(fillers(4.1, Some(5.1)), Standing::FarAbove);
        assert_eq!(fillers(4.1, Some(5.0)), Standing::Above, "a slow speaker says few words a minute");
        assert_eq!(fillers(4.0, Some(9.0)), Standing::Usual, "a fast speaker says many");
        assert_eq!(fillers(4.1, None), Standing::FarAbove);
    }

    #[test]
    fn a_stall_is_inside_a_clause_and_half_a_second_long() {
        let pause = |end_s, position| Pause { span: TimeSpan::new(1.0, end_s), position };
        assert!(is_stall(&pause(1.5, Position::MidClause)));
        assert!(!is_stall(&pause(1.49, Position::MidClause)));
        assert!(!is_stall(&pause(4.0, Position::Boundary)));
        assert!(!is_stall(&pause(4.0, Position::Unknown)));
    }

    #[test]
    fn a_few_seconds_or_words_get_no_bands() {
        assert!(!apply(Some(14.9), 100));
        assert!(!apply(Some(60.0), 29));
        assert!(apply(Some(15.0), 30));
        assert!(apply(None, 30), "text alone is judged by its words");
    }
}
