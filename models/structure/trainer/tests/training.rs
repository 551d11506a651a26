//! The trainer on twenty short answers written for this: enough to see that it learns, not how well.

use outloud::language::reading::Reading;
use outloud::language::tokens;
use outloud::structure::model::Labeller;
use outloud::structure::{Label, outline_by};
use outloud::transcript::Transcript;
use structure_trainer::{Data, run};

const ANSWERS: &str = include_str!("answers.jsonl");
const OWN: &str = include_str!("../../sentences.tsv");
/// The first of the answers, without its result and its lesson.
const LACKING: &str = r#"{"source": "ours/ferry", "kind": "synthetic_section_removed", "missing": ["result"], "text": "Two winters ago our ferry lost a third of its passengers to the new bridge. As the harbour clerk, I was asked to fill the boats again before summer. I rode along for a week and asked people why they still came. Then I drew a new timetable around the school day."}"#;

/// The weights file, and what is told on the way.
fn trained() -> Result<(Vec<u8>, Vec<String>), String> {
    let mut told = Vec::new();
    let data = Data { answers: ANSWERS, own: OWN, lacking: LACKING };
    let file = run(&data, &mut |line| {
        told.push(line);
        Ok(())
    })?;
    Ok((file, told))
}

fn labels(model: &Labeller, text: &str) -> Vec<Label> {
    let words = text.split_whitespace().map(|word| (word.to_owned(), None, None));
    let transcript = Transcript::from_words("imported", None, "en", words);
    let tokens = tokens::tokenize(&transcript, None);
    outline_by(model, &Reading::new(&transcript, &tokens)).sentences.iter().map(|part| part.label).collect()
}

#[test]
fn the_weights_tell_the_parts_of_an_answer_they_never_saw_and_come_out_the_same_again() {
    use Label::{Action, Result, Situation, Task};
    let (file, told) = trained().unwrap();
    let unseen = "Last winter the lights in our street failed every night. My job was to find out why before the holidays. \
                  I walked the street and wrote down every lamp. Then I called the town and asked for a new cable. \
                  As a result, the lights stayed on for the whole year.";
    assert_eq!(labels(&Labeller::read(&file).unwrap(), unseen), [Situation, Task, Action, Action, Result]);
    for figure in ["20 answers, 5 authors", "macro-F1", "calibration error", "parts said to be missing"] {
        assert!(told.iter().any(|line| line.contains(figure)), "{figure}: {told:?}");
    }
    assert_eq!(trained().unwrap().0, file);
}

#[test]
fn data_that_cannot_be_read_are_named_by_line() {
    let cases = [
        "not json",
        r#"{"group": "ferry", "source": "ours", "sentences": [{"text": "One."}]}"#,
        r#"{"group": "ferry", "source": "ours", "sentences": [{"text": "One.", "label": "climax"}]}"#,
    ];
    for broken in cases {
        let answers = format!("{}\n{broken}\n", ANSWERS.lines().next().unwrap());
        let error = run(&Data { answers: &answers, own: "", lacking: "" }, &mut |_| Ok(())).unwrap_err();
        assert!(error.starts_with("line 2"), "{error}");
    }
    let error = run(&Data { answers: ANSWERS, own: "a sentence without its label", lacking: "" }, &mut |_| Ok(()));
    assert!(error.unwrap_err().contains("a sentence without its label"));
}
