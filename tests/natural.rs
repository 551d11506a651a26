//! Answers in natural voices in, through the real recogniser, what their scripts say out: words, fillers, pauses, repeats, parts and
//! figures. What each voice says, and where it is silent, is in fixtures/spoken.py.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use serde_json::{Value, json};

use common::{analyze, known};

/// What is heard of the answer `name`, and what was said.
fn heard(name: &str) -> (Value, Value) {
    (analyze(&[&format!("fixtures/audio/{name}.flac")]), known(name))
}

/// Letters only, lower case; empty for figures, which scripts spell and recognisers do not.
fn bare(word: &Value) -> String {
    let text = word["text"].as_str().unwrap().to_lowercase();
    if text.contains(|c: char| c.is_ascii_digit()) {
        return String::new();
    }
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

fn words(value: &Value) -> Vec<String> {
    value["words"].as_array().unwrap().iter().map(bare).collect()
}

/// Share of the words said, um and uh and spelled figures left out, that are heard in their order.
fn recall(take: &Value, truth: &Value) -> f64 {
    const FIGURES: [&str; 22] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "fourteen",
        "eighteen", "nineteen", "twenty", "thirty", "forty", "ninety", "hundred", "thousand", "percent", "euros",
    ];
    let plain =
        |word: &String| !word.is_empty() && !["um", "uh"].contains(&word.as_str()) && !FIGURES.contains(&word.as_str());
    let said: Vec<String> = words(truth).into_iter().filter(plain).collect();
    let heard: Vec<String> = words(&take["transcript"]).into_iter().filter(plain).collect();
    // The longest common subsequence.
    let mut best = vec![vec![0; heard.len() + 1]; said.len() + 1];
    for i in 0..said.len() {
        for j in 0..heard.len() {
            best[i + 1][j + 1] = if said[i] == heard[j] { best[i][j] + 1 } else { best[i][j + 1].max(best[i + 1][j]) };
        }
    }
    f64::from(best[said.len()][heard.len()]) / said.len() as f64
}

fn seconds(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap()
}

/// Counted fillers of this kind, those that nobody wrote down left out.
fn fillers(take: &Value, kind: &str) -> usize {
    let all = take["fillers"]["occurrences"].as_array().unwrap().iter();
    all.filter(|filler| filler["counted"] == true && filler["kind"] == kind).count()
}

/// Every silence between two pieces of speech of the script must be a pause, and the word before it the one that was said there.
fn assert_pauses(take: &Value, truth: &Value) {
    let pauses = take["pauses"]["items"].as_array().unwrap();
    let heard = take["transcript"]["words"].as_array().unwrap();
    let mut between_right_words = 0;
    let pieces = truth["pieces"].as_array().unwrap();
    for pair in pieces.windows(2) {
        let (from_s, to_s) = (seconds(&pair[0], "end_s"), seconds(&pair[1], "start_s"));
        let near = |pause: &&Value| {
            (seconds(pause, "start_s") - from_s).abs() < 0.1 && (seconds(pause, "end_s") - to_s).abs() < 0.1
        };
        assert!(pauses.iter().any(|pause| near(&pause)), "no pause from {from_s} to {to_s}: {pauses:?}");
        let middle_s = f64::midpoint(from_s, to_s);
        let before = heard.iter().rfind(|word| seconds(word, "end_s") <= middle_s).map(bare).unwrap_or_default();
        let said = bare(&truth["words"][pair[0]["words"][1].as_u64().unwrap() as usize - 1]);
        between_right_words += usize::from(before == said || before.is_empty());
    }
    let of = pieces.len() - 1;
    assert!(between_right_words * 10 >= of * 8, "{between_right_words} of {of} pauses lie between the right words");
}

#[test]
fn a_story_in_a_natural_voice_is_heard_with_its_parts_and_its_result() {
    let (take, truth) = heard("outage-joe");
    assert!(recall(&take, &truth) >= 0.95, "{}", take["transcript"]["text"]);
    assert!((3..=4).contains(&fillers(&take, "sound")), "{}", take["fillers"]);
    assert_pauses(&take, &truth);
    assert_eq!(take["pauses"]["long"], 1);
    assert_eq!(take["structure"]["missing"], json!([]));
    assert_eq!(take["content"]["quantified_result"], true);
    assert_eq!(take["warnings"], json!([]));
}

#[test]
fn like_and_you_know_are_fillers_only_where_they_are_used_as_such() {
    let (take, truth) = heard("handover-emma");
    assert!(recall(&take, &truth) >= 0.95, "{}", take["transcript"]["text"]);
    let all = take["fillers"]["occurrences"].as_array().unwrap();
    assert!(all.iter().any(|filler| filler["counted"] == true && filler["text"] == "you know"), "{all:?}");
    // "what they would like to hear" and "they like short lists" are none: both come after the first quarter of a minute.
    let is_late_like = |filler: &&Value| filler["text"] == "like" && seconds(filler, "start_s") > 12.0;
    assert_eq!(all.iter().filter(is_late_like).count(), 0, "{all:?}");
    assert_ne!(take["content"]["quantified_result"], true);
    assert_pauses(&take, &truth);
}

#[test]
fn real_repeats_are_kept() {
    let (take, truth) = heard("repeats-george");
    let said = words(&take["transcript"]);
    let run =
        |word: &str| said.chunk_by(|a, b| a == b).filter(|run| run[0] == word).map(<[String]>::len).max().unwrap_or(0);
    assert!(run("i") >= 3, "four times I: {}", take["transcript"]["text"]);
    assert!(run("words") >= 4, "four times words: {}", take["transcript"]["text"]);
    assert!(take["repetition"]["count"].as_u64().unwrap() >= 4, "{}", take["repetition"]);
    assert_pauses(&take, &truth);
}

#[test]
fn figures_are_amounts_and_years_are_not() {
    let (take, truth) = heard("figures-heart");
    assert!(recall(&take, &truth) >= 0.95, "{}", take["transcript"]["text"]);
    assert_eq!(take["content"]["quantified_result"], true);
    let amounts: Vec<&str> =
        take["content"]["quantities"].as_array().unwrap().iter().map(|q| q["text"].as_str().unwrap()).collect();
    assert!(amounts.iter().any(|amount| amount.contains("18") || amount.contains("eighteen")), "{amounts:?}");
    assert!(!amounts.iter().any(|amount| amount.contains("2019")), "a year is no amount: {amounts:?}");
    assert_pauses(&take, &truth);
}

#[test]
fn ums_and_stalls_are_found_where_they_are() {
    let (take, truth) = heard("stalls-michael");
    assert!((4..=5).contains(&fillers(&take, "sound")), "{}", take["fillers"]);
    assert_pauses(&take, &truth);
    // "My manager wanted to … launch it": the longest pause of all, inside a clause.
    let longest = take["pauses"]["items"].as_array().unwrap().iter().max_by(|a, b| {
        let length_s = |pause: &Value| seconds(pause, "end_s") - seconds(pause, "start_s");
        length_s(a).total_cmp(&length_s(b))
    });
    assert_eq!(longest.unwrap()["position"], "mid_clause", "{}", take["pauses"]);
}
