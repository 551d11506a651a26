//! A transcript file's bytes in, a transcript out: plain text, SubRip, WebVTT, or JSON with word times.

pub(super) mod fault;

use std::path::Path;

use serde::Deserialize;

use crate::caveat::Caveat;
use crate::transcribe::error::Error as TranscribeError;
use crate::transcribe::transcriber::{Heard, Transcriber};
use crate::transcript::{Transcript, Word};
use crate::units::TimeSpan;
use crate::watch::Watch;
use fault::Fault;

pub use fault::Error;

/// How far a word may lie outside the audio before it is taken for the wrong recording, s: captions round generously.
const TOLERANCE_S: f64 = 0.5;

/// A transcript that somebody already made: its words and times are taken as given.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    path: String,
    transcript: Transcript,
}

impl Imported {
    /// Reads `bytes`, whose kind is told by the ending of `path`.
    ///
    /// # Errors
    /// When the bytes are not a transcript of that kind, hold no words, or run backwards in time.
    pub fn parse(path: &Path, bytes: &[u8], language: &str) -> Result<Self, Error> {
        let name = path.display().to_string();
        let fail = |fault| Error { path: name.clone(), fault };
        let text = std::str::from_utf8(bytes).map_err(|e| fail(Fault::Utf8(e.valid_up_to())))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let kind = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let transcript = match kind.as_str() {
            "txt" | "text" | "md" | "" => Transcript::from_text("imported", language, text),
            "srt" | "vtt" => {
                let said = timed(cues(text).map_err(fail)?.iter().flat_map(Cue::words), language);
                Transcript { caveats: vec![Caveat::EstimatedTimes], ..said }
            }
            "json" => json(text, language).map_err(fail)?,
            other => return Err(fail(Fault::Kind(other.to_owned()))),
        };
        if transcript.words.is_empty() {
            return Err(fail(Fault::Empty));
        }
        rising(&transcript.words).map_err(fail)?;
        Ok(Self { path: name, transcript })
    }
}

impl Transcriber for Imported {
    fn transcribe(&mut self, heard: Option<Heard<'_>>, _watch: &Watch<'_>) -> Result<Transcript, TranscribeError> {
        if let Some(heard) = heard {
            let duration_s = heard.audio.duration_s();
            let outside = |w: &&Word| w.span.is_some_and(|s| s.end_s > duration_s + TOLERANCE_S);
            if let Some(word) = self.transcript.words.iter().find(outside) {
                let end_s = word.span.map_or(0.0, |s| s.end_s);
                let fault = Fault::Outside { word: word.text.clone(), end_s, duration_s };
                return Err(Error { path: self.path.clone(), fault }.into());
            }
        }
        Ok(self.transcript.clone())
    }
}

/// Words must not start before the word before them does.
fn rising(words: &[Word]) -> Result<(), Fault> {
    let mut before_s = 0.0;
    for word in words {
        let Some(span) = word.span else { continue };
        if span.start_s < before_s {
            return Err(Fault::Backwards { word: word.text.clone(), start_s: span.start_s, before_s });
        }
        before_s = span.start_s;
    }
    Ok(())
}

fn timed(words: impl Iterator<Item = (String, Option<TimeSpan>)>, language: &str) -> Transcript {
    Transcript::from_words("imported", None, language, words.map(|(text, span)| (text, span, None)))
}

/// One caption: a stretch of time and what is said in it.
struct Cue {
    span: TimeSpan,
    text: String,
}

impl Cue {
    /// Its words, each with a share of the time that grows with its letters.
    fn words(&self) -> impl Iterator<Item = (String, Option<TimeSpan>)> {
        let letters = |word: &str| word.chars().count() as f64 + 1.0;
        let per_letter_s = self.span.length_s() / self.text.split_whitespace().map(letters).sum::<f64>();
        let mut at_s = self.span.start_s;
        self.text.split_whitespace().map(move |word| {
            let span = TimeSpan::new(at_s, at_s + letters(word) * per_letter_s);
            at_s = span.end_s;
            (word.to_owned(), Some(span))
        })
    }
}

/// SubRip and WebVTT alike: a line with an arrow opens a cue, an empty line ends it, everything outside cues is dropped.
fn cues(text: &str) -> Result<Vec<Cue>, Fault> {
    let (mut cues, mut open) = (Vec::<Cue>::new(), false);
    for (number, line) in text.lines().enumerate() {
        if let Some((from, to)) = line.split_once("-->") {
            // WebVTT may place the caption after the time: only the first word there is a time.
            let to = to.split_whitespace().next().unwrap_or_default();
            let time = |t| clock_s(t).ok_or(Fault::Time(number + 1));
            let (start_s, end_s) = (time(from.trim())?, time(to)?);
            if end_s < start_s {
                return Err(Fault::Time(number + 1));
            }
            cues.push(Cue { span: TimeSpan::new(start_s, end_s), text: String::new() });
            open = true;
        } else if line.trim().is_empty() {
            open = false;
        } else if let Some(cue) = cues.last_mut().filter(|_| open) {
            cue.text.push_str(&without_tags(line));
            cue.text.push(' ');
        }
    }
    if cues.is_empty() && !text.trim().is_empty() { Err(Fault::NoCues) } else { Ok(cues) }
}

/// `01:02:03,450`, `02:03.450`: seconds.
fn clock_s(time: &str) -> Option<f64> {
    let fields: Vec<&str> = time.split(':').collect();
    if !(2..=3).contains(&fields.len()) {
        return None;
    }
    fields.iter().try_fold(0.0, |total_s, field| {
        let value: f64 = field.replace(',', ".").parse().ok()?;
        (value.is_finite() && value >= 0.0).then_some(total_s * 60.0 + value)
    })
}

/// A caption line without `<i>`, `<v Speaker>` and inline times.
fn without_tags(line: &str) -> String {
    let (mut said, mut in_tag) = (String::new(), false);
    for c in line.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if !in_tag => said.push(c),
            _ => {}
        }
    }
    said
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Json {
    Take { transcript: JsonWords },
    Words(JsonWords),
    WhisperCpp { transcription: Vec<JsonSegment> },
}

#[derive(Deserialize)]
struct JsonWords {
    words: Vec<JsonWord>,
}

#[derive(Deserialize)]
struct JsonWord {
    text: String,
    start_s: Option<f64>,
    end_s: Option<f64>,
}

#[derive(Deserialize)]
struct JsonSegment {
    text: String,
    offsets: JsonOffsets,
}

/// Milliseconds.
#[derive(Deserialize)]
struct JsonOffsets {
    from: f64,
    to: f64,
}

fn json(text: &str, language: &str) -> Result<Transcript, Fault> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|e| Fault::Json(e.to_string()))?;
    let unknown = |_| Fault::Json("neither `words` nor `transcript` in it".into());
    let words = match serde_json::from_value(value).map_err(unknown)? {
        Json::Take { transcript } => transcript.words,
        Json::Words(words) => words.words,
        Json::WhisperCpp { transcription } => {
            let cues: Vec<_> = transcription
                .into_iter()
                .map(|s| Cue { span: TimeSpan::new(s.offsets.from / 1000.0, s.offsets.to / 1000.0), text: s.text })
                .collect();
            return Ok(timed(cues.iter().flat_map(Cue::words), language));
        }
    };
    let mut spoken = Vec::with_capacity(words.len());
    for word in words {
        let span = match (word.start_s, word.end_s) {
            (Some(start_s), Some(end_s)) if start_s >= 0.0 && end_s >= start_s && end_s.is_finite() => {
                Some(TimeSpan::new(start_s, end_s))
            }
            (None, None) => None,
            _ => return Err(Fault::Impossible(word.text)),
        };
        // One entry may hold two words; both get its time, as nothing tells them apart.
        spoken.extend(word.text.split_whitespace().map(|part| (part.to_owned(), span)));
    }
    Ok(timed(spoken.into_iter(), language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(name: &str, text: &str) -> Result<Transcript, Error> {
        Imported::parse(Path::new(name), text.as_bytes(), "en").map(|i| i.transcript)
    }

    #[test]
    fn plain_text_keeps_its_own_offsets() {
        let transcript = parse("a.txt", "\u{feff}Um,  caf\u{e9}\nclosed.\n").unwrap();
        assert_eq!(transcript.text, "Um,  caf\u{e9}\nclosed.");
        let places: Vec<_> = transcript.words.iter().map(|w| (w.text.as_str(), w.char_start, w.char_end)).collect();
        assert_eq!(places, [("Um,", 0, 3), ("caf\u{e9}", 5, 9), ("closed.", 10, 17)]);
    }

    #[test]
    fn captions_of_both_kinds_say_the_same() {
        let srt =
            "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>I see</i>\r\n\r\n2\r\n00:00:03,500 --> 00:00:04,000\r\nyou\r\n";
        let vtt = "WEBVTT\n\nNOTE not said\n\n00:01.000 --> 00:02.000 align:start\n<v Ann>I see\n\n00:03.500 --> 00:04.000\nyou";
        let (srt, vtt) = (parse("a.srt", srt).unwrap(), parse("a.vtt", vtt).unwrap());
        assert_eq!(srt, vtt);
        assert_eq!(srt.text, "I see you");
        assert_eq!(srt.words[2].span, Some(TimeSpan::new(3.5, 4.0)));
        // "I" takes two of six letters and borders.
        assert!((srt.words[1].span.unwrap().start_s - (1.0 + 2.0 / 6.0)).abs() < 1e-9);
    }

    #[test]
    fn json_may_be_words_or_a_whole_take() {
        let words =
            r#"{"words":[{"text":"I","start_s":0.42,"end_s":0.55},{"text":"see","start_s":null,"end_s":null}]}"#;
        let take = format!(r#"{{"schema":1,"transcript":{words}}}"#);
        let transcript = parse("a.json", words).unwrap();
        assert_eq!(transcript, parse("b.json", &take).unwrap());
        assert_eq!(transcript.words[0].span, Some(TimeSpan::new(0.42, 0.55)));
        assert_eq!(transcript.words[1].span, None);
    }

    #[test]
    fn every_fault_names_the_file_and_a_remedy() {
        let faults: [(&str, &[u8], &str); 8] = [
            ("a.txt", b"I s\xffee", "at byte 3"),
            ("a.txt", b" \n", "no words"),
            ("a.doc", b"I", "`.doc`"),
            ("a.json", b"{", "JSON"),
            ("a.json", br#"{"words":[{"text":"I","start_s":2,"end_s":1}]}"#, "impossible time"),
            (
                "a.json",
                br#"{"words":[{"text":"I","start_s":2,"end_s":3},{"text":"see","start_s":1,"end_s":3}]}"#,
                "backwards",
            ),
            ("a.srt", b"I see", "no time line"),
            ("a.vtt", b"00:xx --> 00:02\nI see", "line 1"),
        ];
        for (name, bytes, expected) in faults {
            let error = Imported::parse(Path::new(name), bytes, "en").unwrap_err();
            let message = error.to_string();
            assert!(message.contains(name) && message.contains(expected), "{message}");
            assert!(!error.hint().is_empty());
        }
    }
}
