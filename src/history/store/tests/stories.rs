//! Stories, which the history knows of from schema 5 on.

use super::*;

#[test]
fn older_takes_get_their_story_from_their_analysis_where_their_words_are_not_in_doubt() {
    let (folder, path) = (tempfile::tempdir().unwrap(), "fixtures/history/schema-4.db");
    let copy = folder.path().join("history.db");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(path), &copy).unwrap();
    let old = Connection::open(&copy).unwrap();
    let set = "UPDATE analyses SET json = json_set(json, '$.story', json(?2), '$.doubt', json(?3)) WHERE take_id = ?1";
    let story = r#"{"name": "the-oven", "title": "The oven", "numbers": []}"#;
    old.execute(set, (1, story, "null")).unwrap();
    old.execute(set, (2, story, r#"{"reason": "noise"}"#)).unwrap();
    old.execute("UPDATE analyses SET json = 'no JSON' WHERE take_id = 3", []).unwrap();
    drop(old);
    let entries = History::open(&copy).unwrap().list(&Filter::default(), None).unwrap();
    let mut stories: Vec<_> = entries.iter().map(|entry| (entry.id, entry.facts.story.as_deref())).collect();
    stories.sort_unstable();
    assert_eq!(stories, [(1, Some("the-oven")), (2, None), (3, None)]);
}

#[test]
fn counting_tells_those_that_wait_from_those_that_are_analysed() {
    let (_folder, path) = place();
    let mut history = History::open(&path).unwrap();
    for n in 0..3 {
        keep(&mut history, &n.to_string(), n, &analysis(Some("conflict"), 140.0, &[]));
    }
    history.connection.execute("UPDATE takes SET pending = '{}' WHERE id = 2", []).unwrap();
    let count = |pending, question: &str| {
        let question = Some(AskedAbout::Named(question.into()));
        history.count(&Filter { question, pending, ..Filter::default() }).unwrap()
    };
    assert_eq!((count(false, "conflict"), count(true, "conflict"), count(false, "other")), (2, 1, 0));
}
