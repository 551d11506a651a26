//! The JSON of outloud or of another recogniser in, what was said out.

#[cfg(test)]
mod tests;

use serde_json::Value;

use super::asides::{self, Speakers};
use super::cue::{self, ImportedCue, Spoken, Timed};
use super::fault::Fault;
use super::{clock, foreign, markup};
use crate::units::TimeSpan;

/// What a file of JSON holds.
pub(super) enum Said {
    /// Words, with times or without; `true` where some share the time of a line.
    Words(Vec<Timed>, bool),
    /// Lines with their times, in order.
    Cues(Vec<ImportedCue>),
    /// A text without times.
    Text(String),
}

/// Reads the JSON of the programs that [`foreign`] does not name.
pub(super) fn read(text: &str) -> Result<Said, Fault> {
    let value: Value = serde_json::from_str(text).map_err(|e| Fault::Json(e.to_string()))?;
    let list = |path: &str| value.pointer(path).and_then(Value::as_array);
    if let Some(words) = list("/transcript/words") {
        return Ok(Said::Words(own(words)?, false));
    }
    if let Some(pieces) = list("/transcription") {
        return whisper_cpp(pieces);
    }
    if let Some(channels) = list("/results/channels") {
        return deepgram(channels);
    }
    if let Some(items) = list("/results/items") {
        return Ok(Said::Words(without_sounds(aws(items)?), false));
    }
    let words = list("/words").filter(|words| !words.is_empty() || list("/segments").is_none());
    let nested = |list: &Vec<Value>| list.iter().any(|segment| segment.get("words").is_some_and(|w| !w.is_null()));
    if let Some(segments) = list("/segments").filter(|segments| words.is_none() || nested(segments)) {
        return lines(segments, 1.0);
    }
    if let Some(words) = words {
        if words.iter().any(|word| word.get("start_s").is_some()) || !words.iter().any(|w| w.get("start").is_some()) {
            return Ok(Said::Words(own(words)?, false));
        }
        let read = entries(words, unit_s(words))?;
        return Ok(Said::Words(without_sounds(written(read, value.get("text"))), false));
    }
    if let Some(words) = list("/result").filter(|words| words.iter().any(|word| word.get("word").is_some())) {
        return Ok(Said::Words(without_sounds(entries(words, 1.0)?), false));
    }
    if let Some(segments) = value.as_array().filter(|list| list.iter().any(|one| text_of(one).is_some())) {
        return lines(segments, unit_s(segments));
    }
    match (value.get("text").and_then(Value::as_str), foreign::program(&value)) {
        (_, Some(program)) => Err(Fault::Foreign(program)),
        (Some(text), None) => Ok(Said::Text(text.to_owned())),
        (None, None) => Err(Fault::Json(foreign::shape(&value))),
    }
}

/// outloud's own words: taken as they are.
fn own(words: &[Value]) -> Result<Vec<Timed>, Fault> {
    let mut said = Vec::with_capacity(words.len());
    for word in words {
        let (text, span) = entry(word, 1.0)?;
        // One entry may hold two words; both get its time, as nothing tells them apart.
        said.extend(text.split_whitespace().map(|part| (part.to_owned(), span)));
    }
    Ok(said)
}

/// Words as nearly everybody writes them: `word` or `text`, `start` and `end` in units of `unit_s`.
fn entries(words: &[Value], unit_s: f64) -> Result<Vec<Timed>, Fault> {
    // What stands between words, or describes a sound, is none.
    let said = words.iter().filter(|w| w.get("type").and_then(Value::as_str).is_none_or(|kind| kind == "word"));
    said.map(|word| entry(word, unit_s).map(|(text, span)| (text.trim().to_owned(), span))).collect()
}

fn entry(word: &Value, unit_s: f64) -> Result<Timed, Fault> {
    let text = text_of(word).ok_or_else(|| Fault::Json("a word without its text".into()))?;
    Ok((text.to_owned(), span(word, text, unit_s)?))
}

fn text_of(value: &Value) -> Option<&str> {
    ["punctuated_word", "word", "text"].iter().find_map(|key| value.get(key)?.as_str())
}

/// When `value`, of which `text` was said, is from and to; `None` where it has no times.
fn span(value: &Value, text: &str, unit_s: f64) -> Result<Option<TimeSpan>, Fault> {
    let moment = |keys: &[&str]| match keys.iter().find_map(|key| value.get(key)).filter(|value| !value.is_null()) {
        None => Ok(None),
        Some(time) => number(time).map(Some).ok_or_else(|| Fault::Json(format!("the time of `{text}` is {time}"))),
    };
    let start = moment(&["start_s", "start", "start_time", "from"])?;
    let end = moment(&["end_s", "end", "end_time", "stop", "to"])?;
    match (start, end) {
        (None, None) => Ok(None),
        (Some(start), Some(end)) if start >= 0.0 && end >= start => {
            Ok(Some(TimeSpan::new(start * unit_s, end * unit_s)))
        }
        _ => Err(Fault::Impossible(text.trim().to_owned())),
    }
}

/// A number, written as one or as text.
fn number(value: &Value) -> Option<f64> {
    let number = value.as_f64().or_else(|| value.as_str()?.trim().trim_end_matches('s').parse().ok());
    number.filter(|number| number.is_finite())
}

/// Seconds for each unit of `start` and `end` or `stop`: hundredths where it is `stop`, milliseconds where all are whole and half of
/// the entries would last 20 s and more otherwise.
fn unit_s(words: &[Value]) -> f64 {
    let mut lengths = Vec::new();
    for word in words {
        let (Some(start), Some(end)) = (word.get("start"), word.get("end").or_else(|| word.get("stop"))) else {
            continue;
        };
        if start.is_f64() || end.is_f64() {
            return 1.0;
        }
        lengths.extend(number(start).zip(number(end)).map(|(start, end)| end - start));
    }
    if words.iter().any(|word| word.get("stop").is_some()) {
        return 0.01;
    }
    lengths.sort_by(f64::total_cmp);
    if lengths.get(lengths.len() / 2).is_some_and(|&middle| middle >= 20.0) { 0.001 } else { 1.0 }
}

/// The lines of the Whisper family, with words in them or without.
fn lines(segments: &[Value], unit_s: f64) -> Result<Said, Fault> {
    let words_of =
        |segment: &Value| segment.get("words").and_then(Value::as_array).filter(|words| !words.is_empty()).cloned();
    if !segments.iter().any(|segment| words_of(segment).is_some()) {
        let speakers = Speakers::of(segments.iter().filter_map(text_of));
        let mut lines = Vec::with_capacity(segments.len());
        for segment in segments {
            let text = text_of(segment).ok_or_else(|| Fault::Json("a segment without its text".into()))?;
            lines.push((text, span(segment, text, unit_s)?));
        }
        let untimed = lines.iter().any(|line| line.1.is_none());
        if untimed {
            return Ok(Said::Text(lines.iter().map(|line| line.0.trim()).collect::<Vec<_>>().join("\n")));
        }
        let cues = lines.into_iter().filter_map(|(text, span)| Some(line_cue(text, span?, &speakers)));
        return Ok(Said::Cues(cue::in_order(cues.collect())));
    }
    let (mut said, mut shared) = (Vec::new(), false);
    for segment in segments {
        let text = text_of(segment).unwrap_or_default();
        if let Some(words) = words_of(segment) {
            said.extend(written(entries(&words, unit_s)?, segment.get("text")));
        } else {
            // The words of a line that could not be aligned are said all the same.
            let Some(span) = span(segment, text, unit_s)? else { continue };
            said.extend(cue::words(vec![line_cue(text, span, &Speakers::of([]))]));
            shared = true;
        }
    }
    Ok(Said::Words(without_sounds(said), shared))
}

fn line_cue(text: &str, span: TimeSpan, speakers: &Speakers) -> ImportedCue {
    let words = asides::said(markup::words(text), speakers);
    ImportedCue { span, words: asides::without_sounds(words, |word: &Spoken| word.text.as_str()) }
}

/// whisper.cpp's lines; its tokens where the file has them, or where each line is one (`-ml 1`).
fn whisper_cpp(pieces: &[Value]) -> Result<Said, Fault> {
    let text = |piece: &Value| piece.get("text").and_then(Value::as_str).map(str::to_owned);
    let tokens = |piece: &Value| piece.get("tokens").and_then(Value::as_array).cloned().unwrap_or_default();
    let full: Vec<Value> = pieces.iter().flat_map(tokens).collect();
    let texts: Vec<String> = pieces.iter().filter_map(text).filter(|text| !text.is_empty()).collect();
    let one_word = texts.len() > 1 && texts.iter().all(|text| text.split_whitespace().count() == 1);
    if full.is_empty() && !one_word {
        let speakers = Speakers::of(texts.iter().map(String::as_str));
        let cue = |piece: &Value| {
            let text = text(piece).ok_or_else(|| Fault::Json("a piece without its text".into()))?;
            Ok(line_cue(&text, offsets(piece, &text)?, &speakers))
        };
        return Ok(Said::Cues(cue::in_order(pieces.iter().map(cue).collect::<Result<_, Fault>>()?)));
    }
    // Words begin with a space; where nothing does, every piece is a word.
    let spaced = full.iter().chain(pieces).filter_map(text).any(|text| text.starts_with(' '));
    let mut words: Vec<Timed> = Vec::new();
    let mut reached_s = 0.0;
    for token in if full.is_empty() { pieces } else { &full } {
        let Some(text) = text(token).filter(|text| !text.trim().is_empty() && !text.starts_with("[_")) else {
            continue;
        };
        let span = offsets(token, &text)?;
        let spoken = text.contains(char::is_alphanumeric);
        match words.last_mut().filter(|_| if spaced { !text.starts_with(' ') } else { !spoken }) {
            Some((word, at)) => {
                word.push_str(text.trim());
                // The moment of a mark means nothing: it is not said.
                *at = if spoken { at.map(|at| TimeSpan::new(at.start_s, span.end_s.max(at.end_s))) } else { *at };
            }
            None => words.push((text.trim().to_owned(), Some(TimeSpan::new(span.start_s.max(reached_s), span.end_s)))),
        }
        reached_s = words.last().and_then(|word| word.1).map_or(reached_s, |span| span.start_s);
    }
    Ok(Said::Words(without_sounds(words), false))
}

/// whisper.cpp's times: milliseconds in `offsets`, or written out in `timestamps`. One that ends before it begins only begins.
fn offsets(piece: &Value, text: &str) -> Result<TimeSpan, Fault> {
    let moment = |key: &str| {
        let offset = piece.pointer(&format!("/offsets/{key}")).and_then(number).map(|ms| ms / 1000.0);
        offset.or_else(|| clock::seconds(piece.pointer(&format!("/timestamps/{key}"))?.as_str()?))
    };
    match (moment("from"), moment("to")) {
        (Some(start_s), Some(end_s)) if start_s >= 0.0 => Ok(TimeSpan::new(start_s, end_s)),
        _ => Err(Fault::Impossible(text.trim().to_owned())),
    }
}

/// Deepgram's channels, each with its first guess; words of several channels in the order of time.
fn deepgram(channels: &[Value]) -> Result<Said, Fault> {
    let mut said = Vec::new();
    for best in channels.iter().filter_map(|channel| channel.pointer("/alternatives/0")) {
        let words = best.get("words").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        said.extend(written(entries(words, 1.0)?, best.get("transcript")));
    }
    let start_s = |word: &Timed| word.1.map_or(0.0, |span| span.start_s);
    if channels.len() > 1 {
        said.sort_by(|a, b| start_s(a).total_cmp(&start_s(b)));
    }
    Ok(Said::Words(without_sounds(said), false))
}

/// AWS Transcribe's items: marks follow the word that they belong to.
fn aws(items: &[Value]) -> Result<Vec<Timed>, Fault> {
    let mut words: Vec<Timed> = Vec::with_capacity(items.len());
    for item in items {
        let content = item.pointer("/alternatives/0/content").and_then(Value::as_str);
        let text = content.ok_or_else(|| Fault::Json("an item without its content".into()))?;
        let mark = item.get("type").and_then(Value::as_str) == Some("punctuation");
        match words.last_mut().filter(|_| mark) {
            Some((word, _)) => word.push_str(text),
            None => words.push((text.to_owned(), span(item, text, 1.0)?)),
        }
    }
    Ok(words)
}

/// `words` as `text` writes them, with its marks and capitals, where the text is made of just these words.
fn written(words: Vec<Timed>, text: Option<&Value>) -> Vec<Timed> {
    let bare =
        |word: &str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let mut full: Vec<String> = Vec::new();
    for word in text.and_then(Value::as_str).unwrap_or_default().split_whitespace() {
        match full.last_mut().filter(|_| bare(word).is_empty()) {
            Some(last) => last.push_str(word),
            None => full.push(word.to_owned()),
        }
    }
    let same = full.len() == words.len() && full.iter().zip(&words).all(|(full, word)| bare(full) == bare(&word.0));
    if same { full.into_iter().zip(words).map(|(full, word)| (full, word.1)).collect() } else { words }
}

fn without_sounds(words: Vec<Timed>) -> Vec<Timed> {
    asides::without_sounds(words.into_iter().filter(|word| !word.0.is_empty()).collect(), |word: &Timed| {
        word.0.as_str()
    })
}
