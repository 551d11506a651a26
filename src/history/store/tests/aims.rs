//! Aims, which the history knows of from schema 4 on.

use super::*;

#[test]
fn older_takes_get_their_aim_from_their_analysis_and_what_is_none_costs_nothing() {
    let (folder, path) = (tempfile::tempdir().unwrap(), "fixtures/history/schema-3.db");
    let copy = folder.path().join("history.db");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(path), &copy).unwrap();
    let old = Connection::open(&copy).unwrap();
    let aim = "UPDATE analyses SET json = json_set(json, '$.duration.aim', json(?2)) WHERE take_id = ?1";
    old.execute(aim, (1, r#"{"length_s": 90, "set_by": "user"}"#)).unwrap();
    old.execute(aim, (2, r#"{"length_s": "long", "set_by": "user"}"#)).unwrap();
    old.execute("UPDATE analyses SET json = 'no JSON' WHERE take_id = 3", []).unwrap();
    drop(old);
    let entries = History::open(&copy).unwrap().list(&Filter::default(), None).unwrap();
    let mut aims: Vec<(i64, Option<u32>)> = entries.iter().map(|entry| (entry.id, entry.facts.aim_s)).collect();
    aims.sort_unstable();
    assert_eq!(aims, [(1, Some(90)), (2, None), (3, None)]);
}
