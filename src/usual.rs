//! What is usual: one table, each band with its reason. Usual is not correct.
//!
//! A number in, where it stands out. Bands are conventions of coaches and vendors more than science, so nothing here says
//! "right" or "wrong", and no band applies to a few seconds of speech (see [`apply`]).

mod aim;
mod band;
#[cfg(test)]
mod tests;

pub use aim::{Aim, SetBy};
pub use band::{Band, BandSource, Standing};

/// The table: every band by what it is for. Whoever coaches for a faster room changes a band, and leaves the others:
///
/// ```
/// use outloud::usual::{Band, Ranges, Standing, USUAL};
///
/// let pace = Band { from: Some(160.0), to: Some(200.0), flag_above: Some(220.0), ..USUAL.pace };
/// let fast = Ranges { pace, ..USUAL };
/// assert_eq!(fast.pace.judge(200.0), Standing::Usual);
/// assert_eq!(fast.length, USUAL.length);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// Length of an answer.
    pub length: Band,
    /// Inside [`Ranges::length`], the length to aim at. Shown, never flagged.
    pub aim: Band,
    /// What these two were made from; `None` where they are what is usual.
    pub aimed: Option<Aim>,
    /// Pace over the speech span.
    pub pace: Band,
    /// Syllables against the time spent speaking. Shown, never flagged.
    pub articulation: Band,
    /// Counted fillers against words.
    pub fillers_percent: Band,
    /// Counted fillers against time.
    pub fillers_per_minute: Band,
    /// Silence inside the speech span.
    pub silence_percent: Band,
    /// Pauses of [`STALL_S`] and more inside a clause.
    pub stalls_per_minute: Band,
    /// Situation and task together.
    pub setup_percent: Band,
    /// Situation and task together, in time.
    pub setup_s: Band,
    /// What the speaker did.
    pub action_percent: Band,
    /// What came of it.
    pub result_percent: Band,
    /// Spread of the pitch. Experimental.
    pub pitch_sd: Band,
    /// Hedges against words.
    pub hedges_percent: Band,
    /// Repeated and restarted words against words.
    pub repeats_percent: Band,
    /// Mean words in a sentence.
    pub sentence_words: Band,
    /// Sentences that begin with the same word before their subject.
    pub opener_percent: Band,
    /// Speech over background noise.
    pub snr: Band,
    /// The voice over the hum of the mains.
    pub hum: Band,
    /// Samples at full scale.
    pub clipped_percent: Band,
}

/// What is usual unless somebody says otherwise.
pub const USUAL: Ranges = Ranges {
    length: Band {
        name: "length",
        unit: "s",
        from: Some(60.0),
        to: Some(180.0),
        flag_below: Some(60.0),
        flag_above: Some(180.0),
        reason: "interview guides ask for one to three minutes and aim at a minute and a half to two",
        source: BandSource::Practice,
    },
    aim: Band {
        name: "length to aim at",
        unit: "s",
        from: Some(90.0),
        to: Some(120.0),
        flag_below: None,
        flag_above: None,
        reason: "where interview guides aim: long enough for a story, short enough to be followed",
        source: BandSource::Practice,
    },
    aimed: None,
    pace: Band {
        name: "pace",
        unit: "words/min",
        from: Some(130.0),
        to: Some(170.0),
        flag_below: Some(110.0),
        flag_above: Some(190.0),
        reason: "about ten speech tools agree; one dropped 120–145 as too narrow",
        source: BandSource::Practice,
    },
    articulation: Band {
        name: "articulation",
        unit: "syllables/s",
        from: Some(4.0),
        to: Some(6.0),
        flag_below: None,
        flag_above: None,
        reason: "from the usual pace in short words and few pauses to what radio speakers reach; about 5 is typical",
        source: BandSource::Judgement,
    },
    fillers_percent: Band {
        name: "fillers",
        unit: "% of words",
        from: None,
        to: Some(4.0),
        flag_below: None,
        flag_above: Some(4.0),
        reason: "about 2 in a hundred words is what speakers average, twice that stands out",
        source: BandSource::Practice,
    },
    fillers_per_minute: Band {
        name: "fillers",
        unit: "a minute",
        from: None,
        to: Some(5.0),
        flag_below: None,
        flag_above: Some(5.0),
        reason: "up to 5 a minute did listeners no harm, 12 did (Laske & DiGennaro Reed 2024)",
        source: BandSource::Literature,
    },
    silence_percent: Band {
        name: "silence",
        unit: "% of the time",
        from: Some(8.0),
        to: Some(40.0),
        flag_below: None,
        flag_above: Some(40.0),
        reason: "spontaneous speech is silent for a tenth to a third of the time",
        source: BandSource::Judgement,
    },
    stalls_per_minute: Band {
        name: "stalls",
        unit: "a minute",
        from: None,
        to: Some(2.0),
        flag_below: None,
        flag_above: Some(5.0),
        reason: "pauses inside a clause are what listeners hear as disfluent (Kahng 2017); the counts are ours",
        source: BandSource::Judgement,
    },
    setup_percent: Band {
        name: "situation and task",
        unit: "%",
        from: Some(15.0),
        to: Some(30.0),
        flag_below: None,
        flag_above: Some(40.0),
        reason: "five guides to the STAR method",
        source: BandSource::Practice,
    },
    setup_s: Band {
        name: "situation and task",
        unit: "s",
        from: None,
        to: Some(45.0),
        flag_below: None,
        flag_above: Some(45.0),
        reason: "five guides to the STAR method",
        source: BandSource::Practice,
    },
    action_percent: Band {
        name: "action",
        unit: "%",
        from: Some(50.0),
        to: Some(65.0),
        flag_below: Some(40.0),
        flag_above: None,
        reason: "five guides to the STAR method",
        source: BandSource::Practice,
    },
    result_percent: Band {
        name: "result",
        unit: "%",
        from: Some(10.0),
        to: Some(25.0),
        flag_below: None,
        flag_above: None,
        reason: "five guides to the STAR method",
        source: BandSource::Practice,
    },
    pitch_sd: Band {
        name: "pitch spread",
        unit: "semitones",
        from: Some(2.0),
        to: Some(3.5),
        flag_below: Some(2.0),
        flag_above: None,
        reason: "the spread of pitch goes with liveliness (Hincks 2005); the cuts are ours",
        source: BandSource::Judgement,
    },
    hedges_percent: Band {
        name: "hedges",
        unit: "% of words",
        from: None,
        to: Some(4.0),
        flag_below: None,
        flag_above: Some(4.0),
        reason: "more than that sounds unsure of one's own story",
        source: BandSource::Judgement,
    },
    repeats_percent: Band {
        name: "repeats",
        unit: "% of words",
        from: None,
        to: Some(2.0),
        flag_below: None,
        flag_above: Some(2.0),
        reason: "a repeat now and then passes unheard; recognisers drop some, so this many were more",
        source: BandSource::Judgement,
    },
    sentence_words: Band {
        name: "sentences",
        unit: "words each",
        from: Some(8.0),
        to: Some(20.0),
        flag_below: None,
        flag_above: Some(30.0),
        reason: "a spoken sentence over 30 words is hard to follow",
        source: BandSource::Practice,
    },
    opener_percent: Band {
        name: "same opener",
        unit: "% alike",
        from: None,
        to: Some(15.0),
        flag_below: None,
        flag_above: Some(30.0),
        reason: "one sentence in seven passes unheard; from one in three on it is a tic",
        source: BandSource::Judgement,
    },
    snr: Band {
        name: "speech over noise",
        unit: "dB",
        from: Some(20.0),
        to: None,
        flag_below: Some(10.0),
        flag_above: None,
        reason: "below 20 dB recognisers slip and soft syllables drown",
        source: BandSource::Judgement,
    },
    hum: Band {
        name: "voice over mains hum",
        unit: "dB",
        from: Some(35.0),
        to: None,
        flag_below: Some(35.0),
        flag_above: None,
        reason: "under a voice at 62 dB a hum of 100 Hz is heard from about 27 dB on (threshold of hearing, ISO 389-7)",
        source: BandSource::Judgement,
    },
    clipped_percent: Band {
        name: "clipping",
        unit: "%",
        from: None,
        to: Some(0.1),
        flag_below: None,
        flag_above: Some(0.1),
        reason: "more than one sample in a thousand is heard as distortion",
        source: BandSource::Judgement,
    },
};

impl Default for Ranges {
    fn default() -> Self {
        USUAL
    }
}

impl Ranges {
    /// Every band, in reading order.
    #[must_use]
    pub fn all(&self) -> [&Band; 20] {
        [
            &self.length,
            &self.aim,
            &self.pace,
            &self.articulation,
            &self.fillers_percent,
            &self.fillers_per_minute,
            &self.silence_percent,
            &self.stalls_per_minute,
            &self.setup_percent,
            &self.setup_s,
            &self.action_percent,
            &self.result_percent,
            &self.pitch_sd,
            &self.hedges_percent,
            &self.repeats_percent,
            &self.sentence_words,
            &self.opener_percent,
            &self.snr,
            &self.hum,
            &self.clipped_percent,
        ]
    }

    /// Every band, to be changed.
    #[cfg(test)]
    pub(crate) fn all_mut(&mut self) -> [&mut Band; 20] {
        [
            &mut self.length,
            &mut self.aim,
            &mut self.pace,
            &mut self.articulation,
            &mut self.fillers_percent,
            &mut self.fillers_per_minute,
            &mut self.silence_percent,
            &mut self.stalls_per_minute,
            &mut self.setup_percent,
            &mut self.setup_s,
            &mut self.action_percent,
            &mut self.result_percent,
            &mut self.pitch_sd,
            &mut self.hedges_percent,
            &mut self.repeats_percent,
            &mut self.sentence_words,
            &mut self.opener_percent,
            &mut self.snr,
            &mut self.hum,
            &mut self.clipped_percent,
        ]
    }

    /// The same for an answer that has an `aim`: its length is judged by that instead of by what is usual.
    #[must_use]
    pub fn aimed_at(&self, aim: Option<Aim>) -> Self {
        let Some(aim) = aim else { return self.clone() };
        Self { length: aim.length(), aim: aim.near(), aimed: Some(aim), ..self.clone() }
    }

    /// What length is asked for and who asks, as a clause: "one to three minutes is usual", "0:20 to 0:40 fits your aim of 0:30".
    #[must_use]
    pub fn length_asked(&self) -> String {
        let asked = self.length.minutes();
        self.aimed.map_or_else(|| format!("{asked} is usual"), |aim| format!("{asked} fits {}", aim.named()))
    }

    /// Where fillers stand: many only when words and time agree, a little many when the words alone say so (as in a slow
    /// answer). Without times the words decide.
    #[must_use]
    pub fn judge_fillers(&self, percent: f64, per_minute: Option<f64>) -> Standing {
        let by_words = self.fillers_percent.judge(percent);
        let agrees = per_minute.is_none_or(|rate| self.fillers_per_minute.judge(rate) == Standing::FarAbove);
        if by_words == Standing::FarAbove && !agrees { Standing::Above } else { by_words }
    }
}

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
/// With the voice less far above the noise than this, dB, the noise fills pauses: at 11 dB none of four was found.
pub const PAUSES_SNR_DB: f64 = 13.0;

/// A result that begins after this share of the answer comes late (our judgement).
pub const LATE_RESULT: f64 = 0.9;

/// Least speech that bands are for, s.
pub const LEAST_SPEECH_S: f64 = 15.0;
/// Fewest words that bands are for.
pub const LEAST_WORDS: usize = 30;

/// Whether bands apply to an answer of `words` words over `speech_span_s` (`None` without times): a few seconds of speech
/// give raw values only.
#[must_use]
pub fn apply(speech_span_s: Option<f64>, words: usize) -> bool {
    words >= LEAST_WORDS && speech_span_s.is_none_or(|s| s >= LEAST_SPEECH_S)
}
