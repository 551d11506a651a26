//! What the sound of the spoken fixtures tells by itself, against what is known about them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use serde_json::{Value, json};

use common::{analyze, home, known};

/// Every spoken answer.
const ANSWERS: [&str; 6] =
    ["fillers-awb", "generic-kal16", "long-rms", "repeats-espeak", "short-espeak", "star-90s-slt"];

/// What is measured of the answer `name` with the transcript `words`.
fn with_words_of(name: &str, words: &str) -> Value {
    let (audio, words) = (format!("fixtures/audio/{name}.flac"), format!("fixtures/transcripts/{words}"));
    analyze(&[&audio, "--transcript", &words])
}

/// What is measured of the answer `name` with its own words.
fn with_its_words(name: &str) -> Value {
    with_words_of(name, &format!("{name}.json"))
}

/// What is measured of the answer `name` with those of its words that are `kept`.
fn with_some_words(name: &str, kept: impl Fn(usize) -> bool) -> Value {
    let all = known(name)["words"].as_array().unwrap().clone();
    let some: Vec<Value> = all.into_iter().enumerate().filter(|(i, _)| kept(*i)).map(|(_, word)| word).collect();
    let path = home().join("some-words.json");
    std::fs::write(&path, json!({ "words": some }).to_string()).unwrap();
    analyze(&[&format!("fixtures/audio/{name}.flac"), "--transcript", path.to_str().unwrap()])
}

fn is_warned(take: &Value, id: &str) -> bool {
    take["warnings"].as_array().unwrap().iter().any(|warning| warning["id"] == id)
}

/// Whether the words as a whole are doubted: because they do not match the sound, or, where it is known, because some are missing.
fn is_doubted(take: &Value) -> bool {
    ["transcript-doubtful", "words-missing"].iter().any(|id| is_warned(take, id))
}

#[test]
fn syllables_in_the_sound_are_those_of_the_words_within_a_tenth() {
    for name in ANSWERS {
        let take = with_its_words(name);
        let sounds = take["fillers"]["occurrences"].as_array().unwrap().iter().filter(|f| f["kind"] == "sound").count();
        let syllables = take["pace"]["syllables"].as_f64().unwrap() + sounds as f64;
        let ratio = take["pace"]["nuclei"].as_f64().unwrap() / syllables;
        assert!((0.9..=1.1).contains(&ratio), "{name}: {ratio:.3} of {syllables}");
        let rate = take["pace"]["nuclei"].as_f64().unwrap() / take["duration"]["speaking_s"].as_f64().unwrap();
        assert!((take["pace"]["nuclei_per_s"].as_f64().unwrap() - rate).abs() < 0.01, "{name}");
        assert!(!is_doubted(&take), "{name}");
    }
}

#[test]
fn a_transcript_with_gaps_or_of_another_answer_is_doubted() {
    assert!(is_doubted(&with_some_words("long-rms", |i| i % 10 < 6)), "four words in ten are missing");
    // At most the places where they are missing are named: the rest is that of the recording.
    assert!(
        !is_warned(&with_some_words("long-rms", |i| i % 10 > 0), "transcript-doubtful"),
        "one word in ten is missing"
    );
    assert!(is_doubted(&with_words_of("short-espeak", "long-rms.txt")));
}

#[test]
fn voices_that_move_are_not_called_monotone() {
    // All but slt, whose voice covers three semitones in a minute and a half.
    for name in ANSWERS.into_iter().filter(|name| *name != "star-90s-slt") {
        let take = with_its_words(name);
        assert_eq!(take["delivery"]["pitch"]["monotone"], json!([]), "{name}");
    }
}

#[test]
fn sentences_of_these_voices_do_not_fade_and_no_mains_hum() {
    for name in ANSWERS {
        let take = with_its_words(name);
        let ends = &take["delivery"]["sentence_ends"];
        assert!(ends["fall_db"].as_f64().is_some_and(|db| db.abs() < 4.0), "{name}: {ends}");
        assert_eq!(take["delivery"]["hum"], json!([]), "{name}");
    }
}
