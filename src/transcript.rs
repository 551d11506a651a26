//! What was said: words with their times and their place in the text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::caveat::Caveat;
use crate::units::{TimeSpan, span_or_null};

/// A place in a transcript's text, and when it is said. In JSON: `char_start`, `char_end`, `start_s`, `end_s`, the last two null
/// without times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "PlaceKeys", try_from = "PlaceKeys")]
pub struct Place {
    /// Its characters, in Unicode scalar values of the text.
    pub chars: Range<usize>,
    /// When it is said; `None` without times.
    pub span: Option<TimeSpan>,
}

impl Place {
    /// From the first of `places` to the last; `None` when there are none.
    pub fn covering<'a>(places: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut places = places.into_iter();
        let first = places.next()?.clone();
        Some(places.fold(first, Place::join))
    }

    /// The smallest place that holds both.
    #[must_use]
    pub fn join(self, other: &Self) -> Self {
        let span = match (self.span, other.span) {
            (Some(one), Some(two)) => Some(one.join(two)),
            (one, two) => one.or(two),
        };
        Self { chars: self.chars.start.min(other.chars.start)..self.chars.end.max(other.chars.end), span }
    }

    /// Whether it holds the character `at`.
    #[must_use]
    pub fn holds(&self, at: usize) -> bool {
        self.chars.contains(&at)
    }
}

/// A place as JSON has it.
#[derive(Default, Serialize, Deserialize)]
struct PlaceKeys {
    char_start: Option<usize>,
    char_end: Option<usize>,
    #[serde(flatten, with = "span_or_null")]
    span: Option<TimeSpan>,
}

impl From<Place> for PlaceKeys {
    fn from(place: Place) -> Self {
        Self { char_start: Some(place.chars.start), char_end: Some(place.chars.end), span: place.span }
    }
}

impl From<PlaceKeys> for Option<Place> {
    fn from(keys: PlaceKeys) -> Self {
        Some(Place { chars: keys.char_start?..keys.char_end?, span: keys.span })
    }
}

impl TryFrom<PlaceKeys> for Place {
    type Error = &'static str;

    fn try_from(keys: PlaceKeys) -> Result<Self, Self::Error> {
        Option::from(keys).ok_or("a place without its characters")
    }
}

/// The keys of a place, all null where there is none: for `#[serde(flatten, with = "place_or_null")]`.
pub(crate) mod place_or_null {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::transcript::{Place, PlaceKeys};

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(crate) fn serialize<S: Serializer>(place: &Option<Place>, serializer: S) -> Result<S::Ok, S::Error> {
        place.clone().map(PlaceKeys::from).unwrap_or_default().serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Place>, D::Error> {
        PlaceKeys::deserialize(deserializer).map(Option::from)
    }
}

/// `char_start` and `char_end` as keys, both null where nothing was written: for `#[serde(flatten, with = "chars_or_null")]`.
pub(crate) mod chars_or_null {
    use std::ops::Range;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct CharKeys {
        char_start: Option<usize>,
        char_end: Option<usize>,
    }

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(crate) fn serialize<S: Serializer>(chars: &Option<Range<usize>>, serializer: S) -> Result<S::Ok, S::Error> {
        let (char_start, char_end) = chars.clone().map(|c| (c.start, c.end)).unzip();
        CharKeys { char_start, char_end }.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Range<usize>>, D::Error> {
        let keys = CharKeys::deserialize(deserializer)?;
        Ok(keys.char_start.zip(keys.char_end).map(|(start, end)| start..end))
    }
}

/// One spoken word as it stands in the transcript, punctuation included ("role,").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// The word with the punctuation that sticks to it.
    pub text: String,
    /// When it is said; `None` when the transcript carries no times.
    #[serde(flatten, with = "span_or_null")]
    pub span: Option<TimeSpan>,
    /// The recogniser's own probability, 0–1; `None` for imported text.
    pub confidence: Option<f64>,
    /// First character in the transcript's text, in Unicode scalar values.
    pub char_start: usize,
    /// One past the last character.
    pub char_end: usize,
}

/// Everything that was said, and how we know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    /// What produced it: "whisper.cpp 1.8.3", "imported".
    pub engine: String,
    /// Name of the recogniser's model; `None` when nothing was recognised here.
    pub model: Option<String>,
    /// ISO 639-1 code of the spoken language.
    pub language: String,
    /// The words joined by single spaces (imported plain text keeps its own spacing).
    pub text: String,
    /// The words in spoken order; `char_start..char_end` of each indexes `text`.
    pub words: Vec<Word>,
    /// What whoever wrote them down has to say against them.
    #[serde(default)]
    pub caveats: Vec<Caveat>,
}

impl Transcript {
    /// Joins `spoken` words (text, times, confidence) with single spaces and counts their characters.
    ///
    /// ```
    /// use outloud::Transcript;
    ///
    /// let spoken = ["Un", "café,", "please."].map(|word| (word.to_owned(), None, None));
    /// let transcript = Transcript::from_words("by hand", None, "en", spoken);
    /// assert_eq!(transcript.text, "Un café, please.");
    /// // Places are counted in characters, not in bytes.
    /// assert_eq!((transcript.words[2].char_start, transcript.words[2].char_end), (9, 16));
    /// assert!(!transcript.is_timed());
    /// ```
    #[must_use]
    pub fn from_words(
        engine: &str,
        model: Option<String>,
        language: &str,
        spoken: impl IntoIterator<Item = (String, Option<TimeSpan>, Option<f64>)>,
    ) -> Self {
        let (mut text, mut words, mut at) = (String::new(), Vec::new(), 0);
        for (word, span, confidence) in spoken {
            if at > 0 {
                text.push(' ');
                at += 1;
            }
            let length = word.chars().count();
            text.push_str(&word);
            words.push(Word { text: word, span, confidence, char_start: at, char_end: at + length });
            at += length;
        }
        Self { engine: engine.to_owned(), model, language: language.to_owned(), text, words, caveats: Vec::new() }
    }

    /// The words of a plain text, without times. Its own spacing stays, so that characters are counted as in the text.
    #[must_use]
    pub fn from_text(engine: &str, language: &str, text: &str) -> Self {
        let text = text.trim_end();
        let mut words: Vec<Word> = Vec::new();
        let mut open = false;
        for (at, c) in text.chars().enumerate() {
            if c.is_whitespace() {
                open = false;
                continue;
            }
            match words.last_mut() {
                Some(word) if open => {
                    word.text.push(c);
                    word.char_end = at + 1;
                }
                _ => {
                    let (text, char_end) = (c.to_string(), at + 1);
                    words.push(Word { text, span: None, confidence: None, char_start: at, char_end });
                }
            }
            open = true;
        }
        Self {
            engine: engine.to_owned(),
            model: None,
            language: language.to_owned(),
            text: text.to_owned(),
            words,
            caveats: Vec::new(),
        }
    }

    /// Whether any word carries a time.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.words.iter().any(|w| w.span.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Held {
        #[serde(flatten)]
        place: Place,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Perhaps {
        #[serde(flatten, with = "place_or_null")]
        place: Option<Place>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Apart {
        #[serde(flatten, with = "span_or_null")]
        span: Option<TimeSpan>,
        #[serde(flatten, with = "chars_or_null")]
        chars: Option<Range<usize>>,
    }

    #[track_caller]
    fn assert_kept<T: PartialEq + std::fmt::Debug + Serialize + for<'de> Deserialize<'de>>(value: &T, json: &str) {
        assert_eq!(serde_json::to_string(value).unwrap(), json);
        assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value);
    }

    #[test]
    fn a_place_has_four_keys_and_is_read_back() {
        let span = Some(TimeSpan::new(0.5, 1.25));
        let timed = Place { chars: 3..7, span };
        let all = r#"{"char_start":3,"char_end":7,"start_s":0.5,"end_s":1.25}"#;
        assert_kept(&Held { place: timed.clone() }, all);
        assert_kept(&Perhaps { place: Some(timed) }, all);
        let untimed = Place { chars: 3..7, span: None };
        assert_kept(&Held { place: untimed }, r#"{"char_start":3,"char_end":7,"start_s":null,"end_s":null}"#);
        let none = r#"{"char_start":null,"char_end":null,"start_s":null,"end_s":null}"#;
        assert_kept(&Perhaps { place: None }, none);
        assert!(serde_json::from_str::<Held>(none).is_err());
        assert_kept(&Apart { span, chars: None }, r#"{"start_s":0.5,"end_s":1.25,"char_start":null,"char_end":null}"#);
    }

    #[test]
    fn a_place_that_joins_others_reaches_from_the_first_to_the_last() {
        let place = |chars: Range<usize>, start_s: Option<f64>| Place {
            chars,
            span: start_s.map(|start_s| TimeSpan::new(start_s, start_s + 1.0)),
        };
        let all = [place(3..5, Some(1.0)), place(6..9, None), place(10..12, Some(4.0))];
        assert_eq!(Place::covering(&all), Some(Place { chars: 3..12, span: Some(TimeSpan::new(1.0, 5.0)) }));
        assert_eq!(Place::covering(&[]), None);
    }
}
