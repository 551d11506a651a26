use std::path::Path;

use super::bank::{Bank, check, shared};
use super::{own, rubric};
use crate::language::reading::Reading;
use crate::language::tokens::tokenize;
use crate::structure::Shape;
use crate::structure::steps::State;
use crate::transcript::Transcript;

const BOAT: &str = r#"
category = "own"

[[question]]
id = "first-boat"
ask = "Tell me about the first boat you built."
points = [
  { name = "wood", say = "which wood", heard = ["oak|larch|pine"] },
  { name = "price", say = "what it cost", heard = ["cost me? #"], perhaps = ["money|expensive"] },
  { name = "feeling", say = "how it felt" },
  { name = "floats", say = "whether it floats", heard = ["it floats|floated"] },
]
pitfalls = [{ name = "blame", say = "blaming the wood", heard = ["bad wood"] }]
follow_ups = [
  { ask = "Where is it now?" },
  { ask = "Would you take oak again?", about = "wood" },
  { ask = "Did it float?", about = "floats" },
  { ask = "What did you pay?", about = "price" },
]
"#;

fn bank_of(text: &str) -> Result<Bank, crate::own_files::FileMistake> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.toml"), text).unwrap();
    Bank::load(folder.path())
}

fn heard(answer: &str) -> rubric::Rubric {
    let bank = bank_of(BOAT).unwrap();
    let transcript = Transcript::from_text("given", "en", answer);
    let tokens = tokenize(&transcript, None);
    rubric::measure(bank.get("first-boat").unwrap().1, &Reading::new(&transcript, &tokens))
}

fn states(rubric: &rubric::Rubric) -> Vec<State> {
    rubric.points.iter().map(|point| point.state).collect()
}

#[test]
fn every_question_of_ours_is_whole() {
    let bank = Bank::load(Path::new("no such folder")).unwrap();
    assert!(bank.questions().count() >= 150);
    for (category, question) in bank.questions() {
        let id = &question.id;
        assert!(!category.title.is_empty() && !question.why.is_empty() && question.shape.is_some(), "{id}");
        assert!(question.time_s.is_some() && !question.asked_by.is_empty() && !question.follow_ups.is_empty(), "{id}");
        assert!(question.points.len() >= 3 && !question.pitfalls.is_empty(), "{id}");
        assert!(question.points.iter().all(|point| !point.heard.is_empty()), "{id}");
    }
    let shapes = |shape: Shape| bank.questions().any(|(_, question)| question.shape == Some(shape));
    assert!(Shape::ALL.into_iter().all(shapes));
}

#[test]
fn a_question_that_came_with_outloud_has_a_name_of_its_own() {
    let bank = Bank::load(Path::new("no such folder")).unwrap();
    let mut names: Vec<_> = bank.questions().map(|(_, question)| &question.id).collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn points_are_heard_unclear_or_not_heard_and_quoted() {
    let rubric = heard("I took larch. It was expensive. It floats.");
    assert_eq!(states(&rubric), [State::Heard, State::Unclear, State::Unclear, State::Heard]);
    assert_eq!(rubric.points[0].quote.as_deref(), Some("larch"));
    assert_eq!(rubric.points[0].place.as_ref().unwrap().chars, 7..12);
    assert_eq!(rubric.points[2].quote, None, "a point without patterns is unclear");

    let rubric = heard("I built it with my brother.");
    assert_eq!(states(&rubric), [State::NotHeard, State::NotHeard, State::Unclear, State::NotHeard]);
}

#[test]
fn what_is_denied_is_unclear() {
    assert_eq!(states(&heard("It never cost me 100."))[1], State::Unclear);
    assert_eq!(states(&heard("It cost me 100."))[1], State::Heard);
}

#[test]
fn a_pitfall_is_told_with_its_words() {
    let rubric = heard("Well, it was bad wood.");
    assert_eq!((rubric.pitfalls[0].name.as_str(), rubric.pitfalls[0].quote.as_str()), ("blame", "bad wood"));
    assert_eq!(heard("It was not bad wood.").pitfalls, []);
}

#[test]
fn follow_ups_ask_for_what_was_not_heard_first() {
    let rubric = heard("I took larch. It was expensive.");
    assert_eq!(rubric.follow_ups, ["Did it float?", "What did you pay?", "Where is it now?"]);
}

#[test]
fn a_question_of_the_users_takes_the_place_of_ours() {
    let bank = bank_of("category = \"conflict\"\n[[question]]\nid = \"conflict-colleague\"\nask = \"Mine?\"").unwrap();
    assert_eq!(bank.get("conflict-colleague").unwrap().1.ask, "Mine?");
    assert_eq!(bank.questions().filter(|(_, question)| question.id == "conflict-colleague").count(), 1);
}

#[test]
fn each_mistake_is_told_with_its_line() {
    for (right, wrong, line, reason) in [
        ("\"oak|larch|pine\"", "\"oak|\"", 8, "leaves a word empty"),
        ("\"cost me? #\"", "\"@costs\"", 9, "`@costs`"),
        ("id = \"first-boat\"", "id = \"First boat\"", 5, "is no name"),
        ("about = \"wood\"", "about = \"tree\"", 16, "`tree`"),
        ("name = \"price\"", "name = \"wood\"", 9, "twice"),
        ("category = \"own\"", "category = \"\"", 2, "is no name"),
        ("points = [", "time_s = 5\npoints = [", 7, "from 15 to 3600"),
    ] {
        assert!(BOAT.contains(right), "{right}");
        let error = bank_of(&BOAT.replace(right, wrong)).unwrap_err();
        assert_eq!(error.line, Some(line), "{error}");
        assert!(error.to_string().contains(reason) && error.to_string().contains("mine.toml"), "{error}");
    }
    for (right, wrong) in [
        ("say = \"which wood\"", "says = \"which wood\""),
        ("pitfalls = [", "pitfalls = {"),
        ("ask =", "shape = \"round\"\nask ="),
    ] {
        let error = bank_of(&BOAT.replacen(right, wrong, 1)).unwrap_err().to_string();
        assert!(error.contains("line ") && error.contains("mine.toml"), "{error}");
    }
}

#[test]
fn a_question_is_added_behind_those_that_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let first = own::add(folder.path(), "When did you \"last\" laugh?", None, "own").unwrap();
    assert_eq!(first.id, "when-did-you-last-laugh");
    let file = std::fs::read_to_string(&first.path).unwrap();
    std::fs::write(&first.path, format!("# mine\n{file}")).unwrap();
    let second = own::add(folder.path(), "When did you last laugh?", None, "own").unwrap();
    assert_eq!(second.id, "when-did-you-last-laugh-2");
    assert!(std::fs::read_to_string(&second.path).unwrap().starts_with("# mine\n"));
    assert_eq!(Bank::load(folder.path()).unwrap().get(&first.id).unwrap().1.ask, "When did you \"last\" laugh?");
    assert_eq!(check(folder.path()).unwrap(), [Ok((first.path.clone(), 2))]);
    // Nothing is written that could not be read.
    for (id, category) in [(Some("when-did-you-last-laugh"), "own"), (Some("Ä"), "own"), (None, "../up")] {
        assert!(own::add(folder.path(), "Why?", id, category).is_err());
    }
    assert_eq!(check(folder.path()).unwrap(), [Ok((first.path, 2))]);
    assert!(shared().unwrap().contains_key("result"));
}
