//! The real recogniser with a real model, on spoken answers: it must hear what their scripts say, when they say it.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot go on fails, and tells what it saw")]

mod common;

use outloud::stats::median;
use serde_json::Value;

use common::{MODEL, analyze, known};

/// A word as it is compared: lower case, letters and digits only; and when it is said.
type Timed = (String, f64, f64);

fn words(value: &Value) -> Vec<Timed> {
    let bare = |w: &Value| {
        let text = w["text"].as_str().unwrap().to_lowercase();
        text.chars().filter(|c| c.is_alphanumeric() || *c == '\'').collect::<String>()
    };
    let all = value["words"].as_array().unwrap().iter();
    all.map(|w| (bare(w), w["start_s"].as_f64().unwrap(), w["end_s"].as_f64().unwrap())).collect()
}

/// Pairs of words that a cheapest edit of `heard` into `said` leaves as they are, and what that edit costs in words.
fn align(said: &[Timed], heard: &[Timed]) -> (Vec<(usize, usize)>, usize) {
    let mut cost = vec![vec![0; heard.len() + 1]; said.len() + 1];
    for i in 0..=said.len() {
        for j in 0..=heard.len() {
            cost[i][j] = match (i, j) {
                (0, _) => j,
                (_, 0) => i,
                _ => {
                    let substituted = cost[i - 1][j - 1] + usize::from(said[i - 1].0 != heard[j - 1].0);
                    substituted.min(cost[i - 1][j] + 1).min(cost[i][j - 1] + 1)
                }
            };
        }
    }
    let (mut i, mut j, mut pairs) = (said.len(), heard.len(), Vec::new());
    while i > 0 && j > 0 {
        let same = said[i - 1].0 == heard[j - 1].0;
        if cost[i][j] == cost[i - 1][j - 1] + usize::from(!same) {
            (i, j) = (i - 1, j - 1);
            if same {
                pairs.push((i, j));
            }
        } else if cost[i][j] == cost[i - 1][j] + 1 {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    (pairs, cost[said.len()][heard.len()])
}

/// Recognises the answer `name` and checks it against what is known: word error rate, median error of word times, and what
/// the sound alone tells. Returns what was measured.
fn check(name: &str, most_errors: f64) -> Value {
    let (take, truth) = (analyze(&[&format!("fixtures/audio/{name}.flac")]), known(name));
    let (said, heard) = (words(&truth), words(&take["transcript"]));
    let (kept, errors) = align(&said, &heard);
    let rate = errors as f64 / said.len() as f64;
    let start_s = median(kept.iter().map(|&(i, j)| (said[i].1 - heard[j].1).abs())).unwrap();
    let end_s = median(kept.iter().map(|&(i, j)| (said[i].2 - heard[j].2).abs())).unwrap();
    println!("{name}: word error rate {rate:.3}, median error of starts {start_s:.3} s, of ends {end_s:.3} s");
    let text = take["transcript"]["text"].as_str().unwrap();
    assert!(rate <= most_errors, "{name}: word error rate {rate:.2}: {text}");
    assert!(start_s <= 0.06 && end_s <= 0.06, "{name}: word times are off by {start_s:.3} s and {end_s:.3} s");

    let first_s = said[0].1;
    let last_s = said[said.len() - 1].2;
    assert!((take["duration"]["speech_start_s"].as_f64().unwrap() - first_s).abs() < 0.1);
    assert!((take["duration"]["speech_end_s"].as_f64().unwrap() - last_s).abs() < 0.1);
    assert_eq!(take["transcript"]["model"], MODEL);
    assert_eq!(take["warnings"], serde_json::json!([]));
    take
}

/// What the report says was used as a filler, and what the script has there: text, start and end.
fn fillers(take: &Value, truth: &Value, wanted: impl Fn(&Value) -> bool) -> (Vec<Timed>, Vec<Timed>) {
    let span = |v: &Value| {
        (v["text"].as_str().unwrap().to_lowercase(), v["start_s"].as_f64().unwrap(), v["end_s"].as_f64().unwrap())
    };
    let found = take["fillers"]["occurrences"].as_array().unwrap().iter();
    let said = truth["fillers"].as_array().unwrap().iter();
    (
        found.filter(|f| f["counted"] == true && wanted(f)).map(span).collect(),
        said.filter(|f| wanted(f)).map(span).collect(),
    )
}

fn meets(a: &Timed, b: &Timed) -> bool {
    a.1 < b.2 && b.1 < a.2
}

#[test]
fn a_whole_story_is_recognised_with_its_parts_and_its_figures() {
    let take = check("star-90s-slt", 0.05);
    // The script tells all four parts, and its result in figures.
    assert_eq!(take["structure"]["missing"], serde_json::json!([]));
    assert_eq!(take["content"]["quantified_result"], true);
}

#[test]
fn an_answer_of_several_pieces_is_recognised() {
    check("long-rms", 0.05);
}

#[test]
fn words_used_as_fillers_are_heard_where_they_are_said_and_nowhere_else() {
    let take = check("fillers-awb", 0.1);
    let (found, said) = fillers(&take, &known("fillers-awb"), |filler| filler["kind"] != "sound");
    assert_eq!(said.len(), 5, "the script has five: {said:?}");
    assert_eq!(found.len(), said.len(), "{found:?}");
    for (found, said) in found.iter().zip(&said) {
        assert!(found.0 == said.0 && meets(found, said), "{found:?} for {said:?}");
    }
}

#[test]
fn every_um_that_is_written_down_was_said_and_nine_in_ten_are() {
    let (mut natural, mut heard) = (0, 0);
    // The first two are synthesisers whose "uh" sounds like "but": what is missed there is no fault.
    for name in ["fillers-awb", "star-90s-slt", "outage-joe", "stalls-michael", "handover-emma"] {
        let take = analyze(&[&format!("fixtures/audio/{name}.flac")]);
        let (found, said) = fillers(&take, &known(name), |filler| filler["kind"] == "sound");
        assert!(found.iter().all(|found| said.iter().any(|said| meets(found, said))), "{name}: {found:?} for {said:?}");
        assert!(found.len() <= said.len(), "{name}: {found:?} for {said:?}");
        if !["fillers-awb", "star-90s-slt"].contains(&name) {
            natural += said.len();
            heard += found.len();
        }
    }
    assert!(natural == 10 && heard >= 9, "{heard} of {natural}");
}

#[test]
fn another_synthesiser_is_recognised() {
    check("short-espeak", 0.05);
}

#[test]
fn silences_are_measured_whatever_the_words() {
    let (take, truth) = (analyze(&["fixtures/audio/long-rms.flac"]), known("long-rms"));
    let pauses = take["pauses"]["items"].as_array().unwrap();
    for silence in truth["silences"].as_array().unwrap() {
        let (from, to) = (silence["start_s"].as_f64().unwrap(), silence["end_s"].as_f64().unwrap());
        let inside = from > 0.0 && to < truth["duration_s"].as_f64().unwrap() - 0.01;
        if inside && to - from >= 0.3 {
            let near = |p: &&Value| {
                (p["start_s"].as_f64().unwrap() - from).abs() < 0.05 && (p["end_s"].as_f64().unwrap() - to).abs() < 0.05
            };
            assert!(pauses.iter().any(|p| near(&p)), "no pause at {from} to {to}");
        }
    }
    assert_eq!(take["pauses"]["long"], 2);
}

#[test]
fn recognising_twice_gives_the_same_words() {
    // Of several pieces, which are heard side by side where there are threads for it.
    let path = "fixtures/audio/long-rms.flac";
    assert_eq!(analyze(&[path, "--threads", "2"]), analyze(&[path, "--threads", "1"]));
}

#[test]
fn no_recording_is_too_short() {
    // Around the lengths at which the library itself ends the program; all others are tried without it.
    let spoken = outloud::decode::from_path(&common::fixture("audio/short-espeak.flac"), &mut |_| ()).unwrap();
    let folder = common::home().join("short");
    std::fs::create_dir_all(&folder).unwrap();
    let begins = spoken.sample_rate_hz as usize / 2;
    for hundredths in 12..=16 {
        let path = folder.join(format!("{hundredths}.wav"));
        let mut file = outloud::capture::wav_file::Writer::create(&path, spoken.sample_rate_hz).unwrap();
        file.write(&spoken.samples[begins..begins + hundredths * spoken.sample_rate_hz as usize / 100]).unwrap();
        file.finish().unwrap();
    }
    let output = common::outloud()
        .args(["analyze", "--no-save", "--format", "jsonl", folder.to_str().unwrap()])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    // Each of them is reported, or said to hold no speech.
    let reports = String::from_utf8_lossy(&output.stdout).lines().count();
    assert_eq!(reports + told.matches("error: ").count() - told.matches("could not be analysed").count(), 5, "{told}");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}: {told}", output.status);
}
