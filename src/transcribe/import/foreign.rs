//! JSON that is not read in, the name of what wrote it out.

use serde_json::Value;

/// A key that tells a program by, and its name.
const PROGRAMS: [(&str, &str); 9] = [
    ("/monologues", "Rev AI"),
    ("/recognizedPhrases", "Azure Speech"),
    ("/RecognitionStatus", "Azure Speech"),
    ("/NBest", "Azure Speech"),
    ("/results/0/alternatives/0/words", "Google Speech-to-Text"),
    ("/results/0/alternatives/0/transcript", "Google Speech-to-Text"),
    ("/results/0/alternatives/0/content", "Speechmatics"),
    ("/events/0/tStartMs", "YouTube (json3)"),
    ("/transcription_results", "NVIDIA Riva"),
];

/// The program that wrote `value`, where its keys tell.
pub(super) fn program(value: &Value) -> Option<&'static str> {
    PROGRAMS.iter().find(|(key, _)| value.pointer(key).is_some()).map(|program| program.1)
}

/// What `value` is, in a few words.
pub(super) fn shape(value: &Value) -> String {
    match value {
        Value::Object(keys) if keys.is_empty() => "an object without keys".into(),
        Value::Object(keys) => {
            let named: Vec<String> = keys.keys().take(5).map(|key| format!("`{key}`")).collect();
            format!("an object with {}, and neither `words` nor `segments` nor `transcript`", named.join(", "))
        }
        Value::Array(_) => "a list, and not of words or segments".into(),
        _ => "neither an object nor a list".into(),
    }
}
