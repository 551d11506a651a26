//! A transcript file's bytes in, a transcript out: plain text, SubRip, WebVTT, or the JSON of outloud and other programs.

mod asides;
mod captions;
mod clock;
mod cue;
mod encoding;
pub(super) mod fault;
mod foreign;
mod json;
mod markup;
mod plain;
mod rolling;
#[cfg(test)]
mod tests;

use std::path::Path;

use crate::caveat::Caveat;
use crate::transcribe::error::Error as TranscribeError;
use crate::transcribe::transcriber::{Heard, Transcriber};
use crate::transcript::{Transcript, Word};
use crate::units::TimeSpan;
use crate::watch::Watch;
use cue::{ImportedCue, Timed};
use fault::Fault;
use json::Said;

pub use fault::Error;

/// How far a word may lie outside the audio before it is taken for the wrong recording, s: captions round generously.
const TOLERANCE_S: f64 = 0.5;
/// The longest time from the first word to the last, s: a day.
const LONGEST_S: f64 = 86_400.0;
/// The latest moment of a word, s: a clock that has run on since other recordings may be far ahead.
const LATEST_S: f64 = 10.0 * LONGEST_S;

/// A transcript that somebody already made: its words and times are taken as given.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    path: String,
    transcript: Transcript,
    /// Its captions, as long as the sound may cut the last of them short.
    cues: Vec<ImportedCue>,
}

impl Imported {
    /// Whether a file is a transcript by the ending of its name.
    #[must_use]
    pub fn is_named(path: &Path) -> bool {
        KINDS.contains(&&*kind(path))
    }

    /// Reads `bytes`, whose kind is told by the ending of `path`. Who speaks, times in a text and described sounds (`[Music]`) are
    /// no words; captions are put into the order of time, and those that roll in count once.
    ///
    /// # Errors
    /// When the bytes are not a transcript of that kind, hold no words, are of more than a day, or run backwards in time.
    pub fn parse(path: &Path, bytes: &[u8], language: &str) -> Result<Self, Error> {
        let name = path.display().to_string();
        match read(&kind(path), bytes, language) {
            Ok((transcript, cues)) => Ok(Self { path: name, transcript, cues }),
            Err(fault) => Err(Error { path: name, fault }),
        }
    }
}

/// The ending of `path`, in small letters; empty where it has none.
fn kind(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Endings of transcripts; what has none may be one, too.
const KINDS: [&str; 6] = ["txt", "text", "md", "srt", "vtt", "json"];

/// The transcript in `bytes`, and its captions where it has any.
fn read(kind: &str, bytes: &[u8], language: &str) -> Result<(Transcript, Vec<ImportedCue>), Fault> {
    if !kind.is_empty() && !KINDS.contains(&kind) {
        return Err(Fault::Kind(kind.to_owned()));
    }
    let text = encoding::text(bytes)?;
    let mut caveats = Vec::new();
    let said = match kind {
        "json" => json::read(&text)?,
        "" if is_json(&text) => json::read(&text)?,
        "srt" | "vtt" => told(captions::read(&text, kind == "vtt" || text.starts_with("WEBVTT"))?, &mut caveats),
        _ if captions::are_in(&text) => told(captions::read(&text, false)?, &mut caveats),
        _ => Said::Text(plain::said(&text)),
    };
    let (words, cues) = match said {
        Said::Text(text) => {
            let transcript = Transcript::from_text("imported", language, &text);
            return if transcript.words.is_empty() { Err(Fault::Empty) } else { Ok((transcript, Vec::new())) };
        }
        Said::Words(words, shared) => {
            caveats.extend(shared.then_some(Caveat::EstimatedTimes));
            (words, Vec::new())
        }
        Said::Cues(cues) => {
            caveats.push(Caveat::EstimatedTimes);
            (cue::words(cues.clone()), cues)
        }
    };
    let transcript = Transcript { caveats, ..timed(words, language) };
    check(&transcript.words)?;
    Ok((transcript, cues))
}

/// Whether a text without a name is JSON: no transcript begins so.
fn is_json(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    matches!((signs.next(), signs.next()), (Some('{'), Some('"')) | (Some('['), Some('{')))
}

/// What `captions` say; what cannot be read of them is a caveat.
fn told(captions: captions::Captions, caveats: &mut Vec<Caveat>) -> Said {
    caveats.extend(captions.unread.map(|(line, captions)| Caveat::Unread { line, captions }));
    Said::Cues(captions.cues)
}

impl Transcriber for Imported {
    fn transcribe(&mut self, heard: Option<Heard<'_>>, _watch: &Watch<'_>) -> Result<Transcript, TranscribeError> {
        let Some(heard) = heard else { return Ok(self.transcript.clone()) };
        let duration_s = heard.audio.duration_s();
        let said = self.within(duration_s);
        let outside = |w: &&Word| w.span.is_some_and(|s| s.end_s > duration_s + TOLERANCE_S);
        if let Some(word) = said.words.iter().find(outside) {
            let end_s = word.span.map_or(0.0, |s| s.end_s);
            let fault = Fault::Outside { word: word.text.clone(), end_s, duration_s };
            return Err(Error { path: self.path.clone(), fault }.into());
        }
        Ok(said)
    }
}

impl Imported {
    /// The transcript of a sound of `duration_s`: a caption that goes on after its end is said before it.
    fn within(&self, duration_s: f64) -> Transcript {
        let passes = |cue: &ImportedCue| cue.span.start_s < duration_s && cue.span.end_s > duration_s;
        let Some(last_s) = self.cues.iter().filter(|cue| passes(cue)).map(|cue| cue.span.end_s).max_by(f64::total_cmp)
        else {
            return self.transcript.clone();
        };
        let cut = |cue: &ImportedCue| {
            let end_s = if passes(cue) { duration_s } else { cue.span.end_s };
            ImportedCue { span: TimeSpan::new(cue.span.start_s, end_s), ..cue.clone() }
        };
        let mut transcript = timed(cue::words(self.cues.iter().map(cut).collect()), &self.transcript.language);
        transcript.caveats.clone_from(&self.transcript.caveats);
        let clipped = Caveat::Clipped(TimeSpan::new(duration_s, last_s));
        transcript.caveats.extend((last_s > duration_s + TOLERANCE_S).then_some(clipped));
        transcript
    }
}

/// There are words, none is far away, and none starts before the word before it does.
fn check(words: &[Word]) -> Result<(), Fault> {
    if words.is_empty() {
        return Err(Fault::Empty);
    }
    let first_s = words.iter().find_map(|word| word.span).map_or(0.0, |span| span.start_s);
    let mut before_s = 0.0;
    for word in words {
        let Some(span) = word.span else { continue };
        if span.end_s > LATEST_S || span.end_s - first_s > LONGEST_S {
            return Err(Fault::Far { word: word.text.clone(), end_s: span.end_s });
        }
        if span.start_s < before_s {
            return Err(Fault::Backwards { word: word.text.clone(), start_s: span.start_s, before_s });
        }
        before_s = span.start_s;
    }
    Ok(())
}

fn timed(words: Vec<Timed>, language: &str) -> Transcript {
    Transcript::from_words("imported", None, language, words.into_iter().map(|(text, span)| (text, span, None)))
}
