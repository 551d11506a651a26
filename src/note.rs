//! Why something is null or uncertain, in words for the user.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::caveat::Caveat;
use crate::structure::MOST_SENTENCES;
use crate::usual::{LEAST_SPEECH_S, LEAST_WORDS, PAUSES_SNR_DB};

/// Why something is null or uncertain. As text, and in JSON: what, a colon, why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub enum Note {
    /// Something is to be said against the words.
    Words(Caveat),
    /// Something was not measured.
    Unmeasured(Unmeasured),
    /// What another version of outloud had to say.
    Told(String),
}

/// What was not measured, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmeasured {
    /// There are no words.
    NoWords,
    /// There are neither sound nor times.
    NoTimes,
    /// The script does not set words apart.
    NoSpaces,
    /// There is no sound.
    NoAudio,
    /// There is sound, but words have no times.
    NoWordTimes,
    /// Noise fills the pauses.
    NoPauses,
    /// There is hardly any voice.
    NoVoice,
    /// There is too little voice in a row to call any of it monotone.
    NoMonotone,
    /// It is too quiet to be called loud or not.
    NoLoudness,
    /// It is too short for a range of loudness.
    NoLoudnessRange,
    /// Too few sentences can be told to end anywhere.
    NoSentenceEnds,
    /// Speech hides the hum.
    NoHum,
    /// Speech hides the noise.
    NoNoise,
    /// The word lists are of another language.
    NotEnglish,
    /// There are no full stops.
    NoSentences,
    /// Where words are in the sound is not known.
    NoSuspected,
    /// There is too little to judge.
    NoVerdicts,
    /// There are too many sentences for one answer.
    NotOneAnswer,
    /// No sentence tells the result.
    NoResult,
}

impl Unmeasured {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 19] = [
        Self::NoWords,
        Self::NoTimes,
        Self::NoSpaces,
        Self::NoAudio,
        Self::NoWordTimes,
        Self::NoPauses,
        Self::NoVoice,
        Self::NoMonotone,
        Self::NoLoudness,
        Self::NoLoudnessRange,
        Self::NoSentenceEnds,
        Self::NoHum,
        Self::NoNoise,
        Self::NotEnglish,
        Self::NoSentences,
        Self::NoSuspected,
        Self::NoVerdicts,
        Self::NotOneAnswer,
        Self::NoResult,
    ];
}

impl fmt::Display for Unmeasured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoWords => "pace, fillers, structure, content: no words were recognised in the speech",
            Self::NoTimes => "duration, pace, filler rate: a transcript without times and without audio",
            Self::NoSpaces => {
                "words, pace, fillers, syllables, repeats, structure, content: the script does not set words apart, so that nothing counts them"
            }
            Self::NoAudio => {
                "pauses, articulation rate, syllables in the sound, pitch, loudness, noise, hum, clipping: no audio"
            }
            Self::NoWordTimes => "pace curve, position of pauses: the transcript has no word times",
            Self::NoPauses => {
                return write!(
                    f,
                    "pauses, articulation rate: the voice is less than {PAUSES_SNR_DB} dB above the noise, which fills silences"
                );
            }
            Self::NoVoice => "pitch, syllables in the sound: less than 1 s of voiced speech",
            Self::NoMonotone => "monotone stretches: no 10 s of speech with 3 s of voice in them",
            Self::NoLoudness => "loudness: below the gate of ITU-R BS.1770-4",
            Self::NoLoudnessRange => "loudness range: it has not settled in less than a minute (EBU Tech 3341)",
            Self::NoSentenceEnds => {
                "sentence ends: fewer than five sentences of six words that full stops tell apart and whose words have times"
            }
            Self::NoHum => "hum: less than half a second without speech to hear it in",
            Self::NoNoise => "signal-to-noise ratio: no stretch without speech to hear the noise in",
            Self::NotEnglish => "fillers, syllables, structure, shape, content: the word lists behind them are English",
            Self::NoSentences => "sentences: the transcript has no full stops to tell them by",
            Self::NoSuspected => {
                "suspected fillers: what the transcript lacks is only known where every word has its time in the audio"
            }
            Self::NoVerdicts => {
                return write!(
                    f,
                    "verdicts: fewer than {LEAST_SPEECH_S} s or {LEAST_WORDS} words, so values are given without judging them"
                );
            }
            Self::NotOneAnswer => {
                return write!(f, "structure, shape: more than {MOST_SENTENCES} sentences are no single answer");
            }
            Self::NoResult => "quantified result: no sentence was recognised as the result",
        })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(caveat) => caveat.fmt(f),
            Self::Unmeasured(what) => what.fmt(f),
            Self::Told(text) => f.write_str(text),
        }
    }
}

impl From<Note> for String {
    fn from(note: Note) -> Self {
        note.to_string()
    }
}

impl From<String> for Note {
    fn from(text: String) -> Self {
        let unmeasured = Unmeasured::ALL.into_iter().find(|what| what.to_string() == text).map(Self::Unmeasured);
        let words = || Caveat::from_note(&text).map(Self::Words);
        unmeasured.or_else(words).unwrap_or(Self::Told(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_back_as_what_they_were() {
        for what in Unmeasured::ALL {
            let note = Note::Unmeasured(what);
            let json = serde_json::to_string(&note).unwrap();
            assert!(json.starts_with('"') && json.contains(": "), "{json}");
            assert_eq!(serde_json::from_str::<Note>(&json).unwrap(), note);
        }
        assert_eq!(Note::from("of old".to_owned()), Note::Told("of old".into()));
    }
}
