//! How the voice sounded, and how well it was recorded.

use serde::{Deserialize, Serialize};

use super::fading::{self, SentenceEnds};
use crate::acoustics::Hum;
use crate::acoustics::{Acoustics, Pitch};
use crate::language::sentences::Sentence;
use crate::language::tokens::Token;
use crate::quotes::Quotes;
use crate::signal::melody;
use crate::units::TimeSpan;

/// Pitch, loudness and what the microphone did. Everything is `None` without audio.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Delivery {
    /// Fundamental frequency.
    pub pitch: Option<Voice>,
    /// Integrated loudness, LUFS (ITU-R BS.1770-4).
    pub loudness_lufs: Option<f64>,
    /// Loudness range, LU (EBU Tech 3342); null for recordings under a minute.
    pub loudness_range_lu: Option<f64>,
    /// How much quieter sentences end than they are; null for fewer than five sentences with times.
    pub sentence_ends: Option<SentenceEnds>,
    /// Speech over background noise, dB.
    pub snr_db: Option<f64>,
    /// The hum of the mains, at most one; null when there is too little without speech to hear it in.
    pub hum: Option<Vec<Hum>>,
    /// Samples at full scale, percent.
    pub clipped_percent: Option<f64>,
}

/// The pitch of a voice and where it hardly moves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// Where it lies and how much it moves.
    #[serde(flatten)]
    pub pitch: Pitch,
    /// Stretches that stay within three semitones; null where no ten seconds hold enough voice.
    pub monotone: Option<Vec<Monotone>>,
}

impl Voice {
    /// The monotone stretches, the longest first, the earlier of equals before the later.
    pub(crate) fn monotone_longest_first(&self) -> Vec<&Monotone> {
        let mut stretches: Vec<&Monotone> = self.monotone.iter().flatten().collect();
        stretches.sort_by(|a, b| b.span.length_s().total_cmp(&a.span.length_s()));
        stretches
    }
}

/// A stretch of at least 10 s in which the pitch hardly moves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Monotone {
    /// From the first voiced moment to the last.
    #[serde(flatten)]
    pub span: TimeSpan,
    /// What the pitch covers in any ten seconds of it, at most, semitones.
    pub range_semitones: f64,
    /// The first words said in it.
    pub quote: String,
}

/// Measures what `acoustics` tells of the voice; `tokens` and their `sentences` are what it said.
#[must_use]
pub(crate) fn measure(acoustics: Acoustics, tokens: &[Token], sentences: &[Sentence], quotes: &Quotes<'_>) -> Delivery {
    let named = |flat: melody::Flat| Monotone {
        span: flat.span,
        range_semitones: flat.range_semitones,
        quote: quotes.said_in(flat.span).unwrap_or_default(),
    };
    let monotone = |pitch: &Pitch| {
        let flat = melody::flat_stretches(&pitch.track, &acoustics.speech)?;
        Some(flat.into_iter().map(named).collect())
    };
    Delivery {
        sentence_ends: fading::measure(&acoustics.powers, tokens, sentences),
        pitch: acoustics.pitch.map(|pitch| Voice { monotone: monotone(&pitch), pitch }),
        loudness_lufs: acoustics.loudness.integrated_lufs,
        loudness_range_lu: acoustics.loudness.range_lu,
        snr_db: acoustics.snr_db,
        hum: acoustics.hum,
        clipped_percent: Some(acoustics.clipped_percent),
    }
}
