//! How well it is told which of the points that listeners wait for were heard: on spoken answers written for this, some of which no
//! pattern has seen.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "the figures are worth reading when all is well, too")]

use std::collections::BTreeSet;
use std::path::Path;

use outloud::questions::Bank;
use outloud::structure::steps::State;
use outloud::transcribe::import::Imported;
use outloud::{Asked, Input, Watch};
use serde::Deserialize;

#[derive(Deserialize)]
struct Answers {
    answer: Vec<Answer>,
}

/// A spoken answer in pieces, each with the names of the points that it tells, "" for none, several with commas.
#[derive(Deserialize)]
struct Answer {
    question: String,
    said: Vec<(String, String)>,
}

impl Answer {
    /// The answer without the pieces that tell `left_out`, and the points that it then tells.
    fn without(&self, left_out: Option<&str>) -> (String, BTreeSet<&str>) {
        let mut text = String::new();
        let mut told = BTreeSet::new();
        for (points, words) in &self.said {
            let points: Vec<&str> = points.split(',').map(str::trim).filter(|point| !point.is_empty()).collect();
            if left_out.is_none_or(|left_out| !points.contains(&left_out)) {
                text.push_str(words);
                text.push(' ');
                told.extend(points);
            }
        }
        (text, told)
    }
}

/// Counts of what was told of points: lacking, of those `not heard`; there, of those not `not heard`.
#[derive(Default)]
struct Counts {
    lacking: usize,
    found_lacking: usize,
    there: usize,
    left_alone: usize,
}

fn count(file: &str, counts: &mut Counts) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rubric").join(file);
    let answers: Answers = toml_edit::de::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let bank = Bank::load(Path::new("no such folder")).unwrap();
    for answer in &answers.answer {
        let (_, question) = bank.get(&answer.question).unwrap_or_else(|| panic!("{}", answer.question));
        let not_heard = |text: &str| -> BTreeSet<String> {
            let mut words = Imported::parse("said.txt".as_ref(), text.as_bytes(), "en").unwrap();
            let input = Input::Words { name: "said.txt" };
            let take = outloud::analyse(input, Asked::from_bank(question), &mut words, &Watch::default()).unwrap();
            let rubric = take.rubric.clone().unwrap();
            rubric.points.into_iter().filter(|point| point.state == State::NotHeard).map(|point| point.name).collect()
        };
        let (text, told) = answer.without(None);
        let missed = not_heard(&text);
        counts.there += told.len();
        counts.left_alone += told.iter().filter(|point| !missed.contains(**point)).count();
        for point in told {
            counts.lacking += 1;
            counts.found_lacking += usize::from(not_heard(&answer.without(Some(point)).0).contains(point));
        }
    }
}

#[track_caller]
fn assert_told_well(files: &[&str]) {
    let mut counts = Counts::default();
    for file in files {
        count(file, &mut counts);
    }
    let Counts { lacking, found_lacking, there, left_alone } = counts;
    let recall = found_lacking as f64 / lacking as f64;
    let specificity = left_alone as f64 / there as f64;
    println!("recall {recall:.3} of {lacking}, specificity {specificity:.3} of {there}");
    assert!(lacking >= 100 && recall >= 0.8 && specificity >= 0.8, "recall {recall:.3}, specificity {specificity:.3}");
}

#[test]
fn points_left_out_are_missed_and_points_told_are_not() {
    assert_told_well(&["development.toml", "development-2.toml", "development-3.toml"]);
}

#[test]
fn the_same_in_answers_that_no_pattern_has_seen() {
    assert_told_well(&["unseen.toml"]);
}
