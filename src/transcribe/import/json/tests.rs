use std::path::Path;

use crate::transcribe::import::Imported;

/// The words of a file of JSON, each with its start and end in hundredths of a second.
fn words(text: &str) -> Vec<(String, Option<(i64, i64)>)> {
    let imported = Imported::parse(Path::new("a.json"), text.as_bytes(), "en").unwrap();
    let hundredths = |s: f64| (s * 100.0).round() as i64;
    let times = |span: crate::units::TimeSpan| (hundredths(span.start_s), hundredths(span.end_s));
    imported.transcript.words.into_iter().map(|word| (word.text, word.span.map(times))).collect()
}

fn said(expected: &[(&str, i64, i64)]) -> Vec<(String, Option<(i64, i64)>)> {
    expected.iter().map(|(text, from, to)| ((*text).to_owned(), Some((*from, *to)))).collect()
}

#[test]
fn the_programs_that_are_known_say_the_same() {
    let expected = said(&[("We", 50, 70), ("closed", 70, 110), ("early.", 120, 160)]);
    for (program, text) in [
        (
            "openai-whisper with words, faster-whisper",
            r#"{"text":" We closed early.","segments":[{"start":0.5,"end":1.6,"text":" We closed early.","words":[{"word":" We","start":0.5,"end":0.7,"probability":0.9},{"word":" closed","start":0.7,"end":1.1},{"word":" early.","start":1.2,"end":1.6}]}],"language":"en"}"#,
        ),
        (
            "faster-whisper, a list of segments",
            r#"[{"id":1,"start":0.5,"end":1.6,"text":" We closed early.","words":[{"word":" We","start":0.5,"end":0.7},{"word":" closed","start":0.7,"end":1.1},{"word":" early.","start":1.2,"end":1.6}]}]"#,
        ),
        (
            "WhisperX, whisper-timestamped",
            r#"{"segments":[{"start":0.5,"end":1.6,"text":"We closed early.","words":[{"text":"We","start":0.5,"end":0.7},{"text":"closed","start":0.7,"end":1.1},{"text":"early.","start":1.2,"end":1.6}]}],"word_segments":[{"word":"We"}]}"#,
        ),
        (
            "OpenAI, whose words have no marks",
            r#"{"task":"transcribe","text":"We closed early.","words":[{"word":"We","start":0.5,"end":0.7},{"word":"closed","start":0.7,"end":1.1},{"word":"early","start":1.2,"end":1.6}],"segments":[{"start":0.5,"end":1.6,"text":"We closed early."}]}"#,
        ),
        (
            "whisper.cpp -ml 1",
            r#"{"transcription":[{"offsets":{"from":0,"to":0},"text":""},{"offsets":{"from":500,"to":700},"text":" We"},{"offsets":{"from":700,"to":1100},"text":" closed"},{"offsets":{"from":1200,"to":1400},"text":" ear"},{"offsets":{"from":1400,"to":1600},"text":"ly"},{"offsets":{"from":1600,"to":1900},"text":"."}]}"#,
        ),
        (
            "whisper.cpp -ojf",
            r#"{"transcription":[{"offsets":{"from":500,"to":1600},"text":" We closed early.","tokens":[{"text":"[_BEG_]","offsets":{"from":0,"to":0}},{"text":" We","offsets":{"from":500,"to":700}},{"text":" closed","offsets":{"from":700,"to":1100}},{"text":" ear","offsets":{"from":1200,"to":1400}},{"text":"ly","offsets":{"from":1400,"to":1600}},{"text":".","offsets":{"from":1600,"to":1900}}]}]}"#,
        ),
        (
            "Deepgram",
            r#"{"results":{"channels":[{"alternatives":[{"transcript":"We closed early.","words":[{"word":"we","start":0.5,"end":0.7,"punctuated_word":"We"},{"word":"closed","start":0.7,"end":1.1,"punctuated_word":"closed"},{"word":"early","start":1.2,"end":1.6,"punctuated_word":"early."}]}]}]}}"#,
        ),
        (
            "AssemblyAI",
            r#"{"status":"completed","text":"We closed early.","words":[{"text":"We","start":500,"end":700},{"text":"closed","start":700,"end":1100},{"text":"early.","start":1200,"end":1600}]}"#,
        ),
        (
            "AWS",
            r#"{"results":{"items":[{"type":"pronunciation","start_time":"0.5","end_time":"0.7","alternatives":[{"content":"We"}]},{"type":"pronunciation","start_time":"0.7","end_time":"1.1","alternatives":[{"content":"closed"}]},{"type":"pronunciation","start_time":"1.2","end_time":"1.6","alternatives":[{"content":"early"}]},{"type":"punctuation","alternatives":[{"content":"."}]}]}}"#,
        ),
        (
            "Vosk",
            r#"{"result":[{"word":"We","start":0.5,"end":0.7,"conf":1.0},{"word":"closed","start":0.7,"end":1.1},{"word":"early.","start":1.2,"end":1.6}],"text":"we closed early"}"#,
        ),
    ] {
        assert_eq!(words(text), expected, "{program}");
    }
}

#[test]
fn lines_without_words_share_their_time() {
    let expected = said(&[("We", 0, 60), ("left.", 60, 180)]);
    for text in [
        r#"{"text":" We left.","segments":[{"start":0.0,"end":1.8,"text":" We left."}],"words":[]}"#,
        r#"{"transcription":[{"timestamps":{"from":"00:00:00,000","to":"00:00:01,800"},"text":" We left."},{"offsets":{"from":1800,"to":2500},"text":" [BLANK_AUDIO]"}]}"#,
        r#"[{"start":0,"stop":180,"text":"We left."}]"#,
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
    // A line that could not be aligned is said all the same, and a word without times has none.
    let text = r#"{"segments":[{"start":0.0,"end":1.8,"text":" We left.","words":[]},{"start":2.0,"end":3.0,"text":" At 9","words":[{"word":"At","start":2.0,"end":2.2},{"word":"9"}]}]}"#;
    let mut all = said(&[("We", 0, 60), ("left.", 60, 180), ("At", 200, 220)]);
    all.push(("9".into(), None));
    assert_eq!(words(text), all);
}

#[test]
fn what_is_not_read_is_named() {
    for (text, named) in [
        (r#"{"monologues":[{"elements":[]}]}"#, "Rev AI"),
        (r#"{"recognizedPhrases":[]}"#, "Azure"),
        (r#"{"results":[{"alternatives":[{"transcript":"we left","words":[]}]}]}"#, "Google"),
        (r#"{"id":3,"body":"we left"}"#, "an object with `id`, `body`"),
        ("[1, 2]", "a list"),
        ("3", "neither an object nor a list"),
    ] {
        let error = Imported::parse(Path::new("a.json"), text.as_bytes(), "en").unwrap_err();
        assert!(error.to_string().contains(named) && error.to_string().contains("JSON"), "{error}");
    }
}
