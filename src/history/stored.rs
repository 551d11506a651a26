//! A stored analysis in, what is read of it again out. Fields that an older analysis lacks are empty; none may be renamed.

use serde::Deserialize;
use serde_json::Value;

use crate::structure::Shape;
use crate::take::{self, Asked};
use crate::transcribe::models::DIFFERS;
use crate::transcribe::{Error, Heard, Said, Transcriber, Transcript, Watch, Word};
use crate::units::TimeSpan;

/// What is shown of a take of the past, or measured again.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Stored {
    question: Question,
    shape: Option<Shaped>,
    source: Source,
    transcript: Spoken,
    /// What a listener noticed.
    pub findings: Vec<Finding>,
    /// What may make the numbers wrong.
    pub warnings: Vec<Warning>,
    /// Why something is null or uncertain.
    pub notes: Vec<String>,
}

/// One thing a listener noticed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Finding {
    /// "fix", "watch" or "good".
    pub severity: String,
    /// What was noticed.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// Where to hear it.
    pub evidence: Vec<Moment>,
}

/// A moment to replay.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Moment {
    /// When, s.
    pub start_s: Option<f64>,
    /// The words.
    pub quote: String,
}

/// Something about the input.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Warning {
    /// Stable name.
    pub id: String,
    /// For the user.
    pub message: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Question {
    id: Option<String>,
    prompt: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Shaped {
    name: Value,
    chosen_by: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Source {
    duration_s: Option<f64>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Spoken {
    engine: String,
    model: Option<String>,
    language: String,
    text: String,
    words: Vec<StoredWord>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct StoredWord {
    text: String,
    start_s: Option<f64>,
    end_s: Option<f64>,
    confidence: Option<f64>,
    char_start: usize,
    char_end: usize,
}

impl Stored {
    /// Reads `take`; what is not of the expected kind makes all of it empty, never an error.
    #[must_use]
    pub fn of(take: Value) -> Self {
        serde_json::from_value(take).unwrap_or_default()
    }

    /// Whether it was measured from sound, and not from words alone.
    #[must_use]
    pub fn has_audio(&self) -> bool {
        self.source.duration_s.is_some()
    }

    /// What the answer answers. A shape that the user named stays; one that was chosen for them is chosen again.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let named = self.shape.as_ref().filter(|shape| shape.chosen_by == "option");
        // A shape that is not known any more is none.
        let shape = named.and_then(|shape| Shape::deserialize(&shape.name).ok());
        Asked { id: self.question.id.clone(), prompt: self.question.prompt.clone(), shape }
    }

    /// The words, with who wrote them down.
    #[must_use]
    pub fn transcript(&self) -> Transcript {
        let word = |word: &StoredWord| Word {
            text: word.text.clone(),
            span: word.start_s.zip(word.end_s).map(|(start_s, end_s)| TimeSpan::new(start_s, end_s)),
            confidence: word.confidence,
            char_start: word.char_start,
            char_end: word.char_end,
        };
        let Spoken { engine, model, language, text, words } = &self.transcript;
        Transcript {
            engine: engine.clone(),
            model: model.clone(),
            language: language.clone(),
            text: text.clone(),
            words: words.iter().map(word).collect(),
        }
    }
}

impl Stored {
    /// Its words as a transcriber that needs no sound: they are measured again as they were written down.
    #[must_use]
    pub fn again(&self) -> Again {
        // What a recogniser has to say about words; everything else is measured anew.
        let doubted = self.warnings.iter().filter(|warning| warning.id == DIFFERS);
        let warnings = doubted.map(|w| take::Warning { id: DIFFERS, message: w.message.clone() }).collect();
        let notes = self.notes.iter().filter(|note| note.starts_with("transcript: ")).cloned().collect();
        Again(Said { transcript: self.transcript(), warnings, notes })
    }
}

/// The words of a stored take.
#[derive(Clone, Debug, PartialEq)]
pub struct Again(Said);

impl Transcriber for Again {
    fn transcribe(&mut self, _: Option<Heard<'_>>, _: &Watch<'_>) -> Result<Said, Error> {
        Ok(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{json, sample};

    #[test]
    fn the_words_of_a_stored_take_are_those_that_were_measured() {
        let take = sample::answer();
        let read = Stored::of(json::value(&take)).transcript();
        assert_eq!((read.text, read.model), (take.transcript.text, take.transcript.model));
        assert_eq!(read.words.len(), take.transcript.words.len());
        for (read, word) in read.words.iter().zip(&take.transcript.words) {
            assert_eq!((&read.text, read.char_start, read.confidence), (&word.text, word.char_start, word.confidence));
            assert!((read.span.unwrap().start_s - word.span.unwrap().start_s).abs() < 0.001);
        }
    }

    #[test]
    fn an_older_or_a_broken_analysis_is_empty_where_it_says_nothing() {
        let old = Stored::of(serde_json::json!({"schema": 1, "transcript": {"text": "I did it."}}));
        assert_eq!(old.transcript().text, "I did it.");
        assert!(old.findings.is_empty() && !old.has_audio());
        assert!(Stored::of(serde_json::json!({"findings": "none"})).transcript().words.is_empty());
    }
}
