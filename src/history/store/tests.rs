mod aims;
mod filed;
mod stories;

use std::path::{Path, PathBuf};
use std::thread;

use rusqlite::{Connection, TransactionBehavior};
use tempfile::TempDir;

use super::*;
use crate::history::{Analysis, AskedAbout, Audio, Draft, Facts, Filter, Name};
use crate::moment::Moment;
use crate::sample;
use crate::structure::Label;
use crate::take::Take;

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data").join("history.db");
    (folder, path)
}

/// An answer to `question` at this pace, without the parts that are `missing`.
fn analysis(question: Option<&str>, wpm: f64, missing: &[Label]) -> Take {
    let mut take = sample::answer();
    take.question.id = question.map(str::to_owned);
    take.pace.wpm = Some(wpm);
    take.structure.missing = missing.into();
    take
}

/// `take` as it may be kept, said by the user.
fn draft<'a>(taken: Moment, tags: &'a [String], take: &'a Take) -> Draft<'a> {
    let (category, fingerprint) = (Some("behavioural"), String::new());
    let (dated, speaker, usual_speaker, audio, analysis) = (false, None, None, None, Analysis::Done(take));
    Draft { taken, dated, speaker, usual_speaker, tags, category, audio, fingerprint, analysis }
}

fn keep(history: &mut History, fingerprint: &str, taken_ms: i64, take: &Take) -> Kept {
    let audio = Some(Audio { path: format!("/takes/{fingerprint}.wav").into(), bytes: 7 });
    let (fingerprint, tags) = (fingerprint.to_owned(), ["acme".to_owned(), "round 1".to_owned()]);
    let draft = Draft { audio, fingerprint, ..draft(Moment(taken_ms), &tags, take) };
    history.keep(&draft).unwrap()
}

fn ids(history: &History, filter: &Filter) -> Vec<i64> {
    let ids: Vec<i64> = history.list(filter, None).unwrap().iter().map(|entry| entry.id).collect();
    assert_eq!(history.count(filter).unwrap(), ids.len());
    ids
}

fn named(question: &str) -> Filter {
    Filter { question: Some(AskedAbout::Named(question.into())), ..Filter::default() }
}

#[test]
fn what_is_kept_is_there_when_the_file_is_opened_again() {
    let (_folder, path) = place();
    let take = analysis(Some("conflict"), 140.5, &[Label::Task]);
    let kept = keep(&mut History::open(&path).unwrap(), "a", 5, &take);
    assert_eq!(kept, Kept { id: 1, again: false, moved_from: None });
    let history = History::open_existing(&path).unwrap().unwrap();
    let entry = history.find(Name::Id(1)).unwrap();
    assert_eq!((entry.taken, entry.tags.as_slice()), (Moment(5), ["acme".to_owned(), "round 1".to_owned()].as_slice()));
    assert_eq!(entry.category.as_deref(), Some("behavioural"));
    assert_eq!(entry.audio, Some(Audio { path: "/takes/a.wav".into(), bytes: 7 }));
    assert_eq!(entry.facts, Facts::read(&take));
    assert_eq!((entry.facts.headline.0[0], entry.facts.headline.0[4]), (Some(140.5), Some(3.0)));
    let read = history.take(1).unwrap();
    assert_eq!(history.transcript(1).unwrap().as_ref(), Some(&take.transcript));
    let voice = read.delivery.pitch.as_ref().unwrap();
    assert!(voice.pitch.track.is_empty() && voice.pitch.sd_semitones > 0.0, "the track is not kept");
    let mut whole = read;
    whole.delivery.pitch.clone_from(&take.delivery.pitch);
    assert_eq!(whole, take);
}

#[test]
fn the_same_recording_is_one_take_with_its_first_time_and_its_last_numbers() {
    let (_folder, path) = place();
    let mut history = History::open(&path).unwrap();
    keep(&mut history, "a", 5, &analysis(Some("conflict"), 140.0, &[]));
    keep(&mut history, "b", 6, &analysis(None, 150.0, &[]));
    assert_eq!(keep(&mut history, "a", 9, &analysis(None, 141.0, &[])), Kept { id: 1, again: true, moved_from: None });
    let entry = history.find(Name::Id(1)).unwrap();
    assert_eq!((entry.taken, entry.facts.headline.0[0]), (Moment(5), Some(141.0)));
    assert_eq!(entry.facts.question.as_deref(), Some("conflict"), "what it answered is not forgotten");
    assert_eq!(history.count(&Filter::default()).unwrap(), 2);
}

#[test]
fn filters_mean_what_they_say() {
    let (_folder, path) = place();
    let mut history = History::open(&path).unwrap();
    for (n, question) in (0..).zip([Some("conflict"), None, Some("Conflict"), Some("failure")]) {
        keep(&mut history, &n.to_string(), n, &analysis(question, 140.0, &[]));
    }
    assert_eq!(ids(&history, &Filter::default()), [4, 3, 2, 1]);
    assert_eq!(ids(&history, &named("CONFLICT")), [3, 1]);
    assert_eq!(ids(&history, &Filter { question: Some(AskedAbout::Unnamed), ..Filter::default() }), [2]);
    assert_eq!(ids(&history, &Filter { since: Some(Moment(1)), until: Some(Moment(3)), ..Filter::default() }), [3, 2]);
    assert_eq!(ids(&history, &Filter { tag: Some("ACME".into()), ..named("failure") }), [4]);
    assert_eq!(ids(&history, &Filter { tag: Some("other".into()), ..Filter::default() }), [0_i64; 0]);
    assert_eq!(ids(&history, &Filter { category: Some("technical".into()), ..Filter::default() }), [0_i64; 0]);
    assert_eq!(ids(&history, &Filter { before: Some((Moment(2), 3)), ..named("conflict") }), [1]);
    assert_eq!(history.list(&Filter::default(), Some(2)).unwrap().len(), 2);
}

#[test]
fn last_is_the_newest_and_best_has_the_most_parts_then_the_fewest_fillers() {
    let (_folder, path) = place();
    let mut history = History::open(&path).unwrap();
    for name in [Name::Last, Name::Best, Name::Id(1)] {
        let error = history.find(name).unwrap_err();
        assert!(matches!(error, Error::NoSuchTake { .. }) && !error.hint().is_empty());
    }
    let mut fluent = analysis(None, 140.0, &[Label::Task]);
    fluent.fillers.per_minute = Some(0.0);
    let mut whole = analysis(None, 140.0, &[]);
    whole.fillers.per_minute = Some(3.0);
    for (n, take) in (0..).zip([&analysis(None, 140.0, &[]), &whole, &fluent]) {
        keep(&mut history, &n.to_string(), n, take);
    }
    assert_eq!(history.find(Name::Best).unwrap().id, 2);
    assert_eq!(history.find(Name::Last).unwrap().id, 3);
}

#[test]
fn a_number_is_never_given_twice_and_a_deleted_take_is_gone_whole() {
    let (_folder, path) = place();
    let mut history = History::open(&path).unwrap();
    keep(&mut history, "a", 1, &analysis(None, 140.0, &[]));
    history.delete(&[1]).unwrap();
    assert!(
        history.take(1).is_err() && ids(&history, &Filter { tag: Some("acme".into()), ..Filter::default() }).is_empty()
    );
    assert_eq!(keep(&mut history, "a", 1, &analysis(None, 140.0, &[])), Kept { id: 2, again: false, moved_from: None });
    assert!(!history.remeasure(1, &analysis(None, 150.0, &[])).unwrap());
    assert!(history.remeasure(2, &analysis(None, 150.0, &[])).unwrap());
    assert_eq!(history.find(Name::Id(2)).unwrap().facts.headline.0[0], Some(150.0));
}

#[test]
fn many_may_begin_one_history_and_write_to_it_at_once() {
    let (_folder, path) = place();
    thread::scope(|scope| {
        for writer in 0..8 {
            let path = &path;
            scope.spawn(move || {
                let mut history = History::open(path).unwrap();
                for n in 0..10 {
                    keep(&mut history, &format!("{writer}-{n}"), n, &analysis(None, 140.0, &[]));
                }
            });
        }
    });
    assert_eq!(History::open(&path).unwrap().count(&Filter::default()).unwrap(), 80);
}

#[test]
fn asking_makes_no_file() {
    let (_folder, path) = place();
    assert!(History::open_existing(&path).unwrap().is_none());
    assert!(!path.parent().unwrap().exists());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = place();
    keep(&mut History::open(&path).unwrap(), "a", 1, &analysis(None, 140.0, &[]));
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    for file in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        assert_eq!(mode(&file.unwrap().path()), 0o600);
    }
}

/// The bytes of every file in the folder of `path`.
fn bytes(path: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = std::fs::read_dir(path.parent().unwrap()).unwrap();
    let mut files: Vec<_> =
        files.map(|file| file.unwrap().path()).map(|p| (p.clone(), std::fs::read(p).unwrap())).collect();
    files.sort();
    files
}

/// Opens `path` both ways, which must fail and leave everything in its folder as it is.
fn refused(path: &Path) -> Error {
    let before = bytes(path);
    let error = History::open(path).unwrap_err();
    assert_eq!(History::open_existing(path).unwrap_err().to_string(), error.to_string());
    assert!(bytes(path) == before, "{error}: something changed");
    assert!(error.to_string().contains(path.to_str().unwrap()) && !error.hint().is_empty());
    error
}

#[test]
fn what_is_not_ours_to_write_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let database = |name: &str, text: &str| {
        let path = folder.path().join(name);
        let other = Connection::open(&path).unwrap();
        other.execute_batch(text).unwrap();
        path
    };
    let newer =
        database("newer.db", "PRAGMA application_id = 1330992204; PRAGMA user_version = 99; CREATE TABLE later (x);");
    assert!(matches!(refused(&newer), Error::Newer { found: 99, known: SCHEMA, .. }));
    let foreign = database("foreign.db", "PRAGMA application_id = 1; CREATE TABLE recipes (x);");
    assert!(matches!(refused(&foreign), Error::Foreign { .. }));
    let text = folder.path().join("text.db");
    std::fs::write(&text, "Dear diary, ".repeat(100)).unwrap();
    assert!(matches!(refused(&text), Error::Damaged { .. }));
    let short = folder.path().join("short.db");
    std::fs::write(&short, "SQLite format 3\0").unwrap();
    assert!(matches!(refused(&short), Error::Damaged { .. }));
}

#[test]
fn a_history_of_every_released_schema_opens_and_goes_on() {
    let released = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/history");
    for schema in 1..=SCHEMA {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        std::fs::copy(released.join(format!("schema-{schema}.db")), &path).unwrap();
        let mut history = History::open(&path).unwrap();
        let entries = history.list(&Filter::default(), None).unwrap();
        assert!(entries.len() >= 3, "schema {schema}");
        for entry in entries {
            let read = Facts::read(&history.take(entry.id).unwrap());
            assert_eq!(
                (read.words, read.question, read.shape),
                (entry.facts.words, entry.facts.question, entry.facts.shape)
            );
            assert_eq!((read.headline, read.aim_s), (entry.facts.headline, entry.facts.aim_s));
            assert_eq!(read.story, entry.facts.story);
        }
        assert!(!keep(&mut history, "new", 1, &analysis(None, 140.0, &[])).again);
    }
}

/// Twenty takes, all in the file itself, and where it is.
fn full() -> (TempDir, PathBuf) {
    let (folder, path) = place();
    let mut history = History::open(&path).unwrap();
    let mut take = analysis(Some("conflict"), 140.0, &[]);
    take.transcript.text = "word ".repeat(3_000);
    for n in 0..20 {
        keep(&mut history, &n.to_string(), n, &take);
    }
    history.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    (folder, path)
}

#[test]
fn killed_in_the_middle_of_a_save_it_has_every_take_but_that_one() {
    let (_folder, path) = full();
    let mut history = History::open(&path).unwrap();
    let change = history.connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    change.execute("UPDATE takes SET pace = 1", []).unwrap();
    change.execute("DELETE FROM analyses WHERE take_id < 10", []).unwrap();
    // What is half done goes to the disk; a copy of the files now is what a killed process leaves.
    change.cache_flush().unwrap();
    let after = tempfile::tempdir().unwrap();
    for ending in ["", "-wal"] {
        let from = open::beside(&path, ending);
        assert!(std::fs::metadata(&from).unwrap().len() > 0);
        std::fs::copy(from, after.path().join(format!("history.db{ending}"))).unwrap();
    }
    let path = after.path().join("history.db");
    let health = check(&path).unwrap();
    assert!(health.damage.is_none() && health.takes == 20);
    let mut history = History::open(&path).unwrap();
    assert_eq!(history.find(Name::Id(3)).unwrap().facts.headline.0[0], Some(140.0));
    assert!(history.take(3).is_ok() && !keep(&mut history, "new", 99, &analysis(None, 150.0, &[])).again);
}

#[test]
fn of_a_file_with_a_hole_what_can_be_read_is_saved() {
    let (_folder, path) = full();
    let mut bytes = std::fs::read(&path).unwrap();
    let (start, end) = (bytes.len() / 2, bytes.len() / 2 + 16_384);
    bytes[start..end].fill(0x5a);
    std::fs::write(&path, &bytes).unwrap();
    let health = check(&path).unwrap();
    assert!(matches!(health.damage, Some(Error::Damaged { .. })));
    let mended = repair(&path, &[]).unwrap();
    let (saved, aside) = mended.saved.unwrap();
    assert!(saved >= 15, "{saved} of 20");
    assert_eq!(std::fs::read(aside).unwrap(), bytes, "the damaged file is kept as it was");
    let health = check(&path).unwrap();
    assert!(health.damage.is_none() && health.takes == saved);
    let mut history = History::open(&path).unwrap();
    assert_eq!(history.find(Name::Last).unwrap().tags.len(), 2);
    assert_eq!(keep(&mut history, "new", 99, &analysis(None, 150.0, &[])).id, 21, "numbers go on");
}

#[test]
fn a_moved_recording_is_found_by_what_is_in_it() {
    let (folder, path) = place();
    let mut history = History::open(&path).unwrap();
    let sound = b"a recording";
    let take = analysis(None, 140.0, &[]);
    let draft = Draft {
        audio: Some(Audio { path: folder.path().join("gone.wav"), bytes: sound.len() as u64 }),
        fingerprint: crate::fingerprint::sha256(&mut &sound[..]).unwrap(),
        ..draft(Moment(1), &[], &take)
    };
    history.keep(&draft).unwrap();
    assert_eq!(check(&path).unwrap().lost.len(), 1);
    std::fs::write(folder.path().join("other.wav"), b"b recording").unwrap();
    assert!(repair(&path, &[folder.path().into()]).unwrap().found.is_empty(), "as long, but another");
    let new_place = folder.path().join("renamed.wav");
    std::fs::write(&new_place, sound).unwrap();
    assert_eq!(repair(&path, &[folder.path().into()]).unwrap().found, [(1, new_place)]);
    assert!(check(&path).unwrap().lost.is_empty());
}

/// Whether any file below `folder` holds `text`.
fn holds(folder: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.into_iter().any(|file| {
        let bytes = std::fs::read(file).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

#[test]
fn what_is_deleted_or_replaced_can_be_read_in_no_file() {
    let (_folder, path) = place();
    let folder = path.parent().unwrap();
    let mut history = History::open(&path).unwrap();
    let saying = |word: &str| {
        let mut take = analysis(None, 120.0, &[]);
        take.transcript.text = format!("{word} ").repeat(2000);
        take
    };
    keep(&mut history, "a", 1, &saying("xylophone"));
    keep(&mut history, "b", 2, &saying("marmalade"));
    keep(&mut history, "a", 1, &saying("zeppelin"));
    assert!(holds(folder, "marmalade") && holds(folder, "zeppelin"));
    history.delete(&[1]).unwrap();
    assert!(!holds(folder, "zeppelin") && !holds(folder, "xylophone") && holds(folder, "marmalade"));
    drop(history);
    assert!(!holds(folder, "zeppelin") && holds(folder, "marmalade"));
}

#[test]
fn words_that_somebody_still_reads_are_told_of_and_go_with_the_next_repair() {
    let (_folder, path) = place();
    let mut history = History::open(&path).unwrap();
    let mut take = analysis(None, 120.0, &[]);
    take.transcript.text = "xylophone".into();
    keep(&mut history, "a", 1, &take);
    let reader = Connection::open(&path).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM takes").unwrap();
    history.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    assert!(matches!(history.delete(&[1]), Err(Error::Remains { .. })));
    assert!(ids(&history, &Filter::default()).is_empty());
    drop(reader);
    repair(&path, &[]).unwrap();
    assert!(!holds(path.parent().unwrap(), "xylophone"));
}

#[test]
fn copies_that_a_repair_has_left_are_files_of_the_history() {
    let (_folder, path) = place();
    drop(History::open(&path).unwrap());
    let left = [".saved", ".saved-wal", ".saved-journal", ".damaged-5", ".damaged-5-wal"];
    for ending in left {
        std::fs::write(open::beside(&path, ending), "words").unwrap();
    }
    std::fs::write(open::beside(&path, ".backup-of-mine"), "words").unwrap();
    // Beside them the database, its journal and the index of that.
    assert_eq!((copies(&path).unwrap().len(), files(&path).unwrap().len()), (5, 5 + 3));
}

#[test]
fn a_view_that_never_ends_is_refused_and_a_repair_does_not_run_into_it() {
    let (_folder, path) = place();
    keep(&mut History::open(&path).unwrap(), "a", 1, &analysis(None, 120.0, &[]));
    let endless = "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n";
    let change = format!("ALTER TABLE takes RENAME TO hidden; CREATE VIEW takes AS {endless}");
    Connection::open(&path).unwrap().execute_batch(&change).unwrap();
    assert!(matches!(History::open_existing(&path), Err(Error::Damaged { .. })));
    assert_eq!(repair(&path, &[]).unwrap().saved.unwrap().0, 0);
    // One beside the tables costs none of the takes.
    let mut history = History::open(&path).unwrap();
    keep(&mut history, "b", 1, &analysis(None, 120.0, &[]));
    history.connection.execute_batch(&format!("CREATE VIEW more AS {endless}")).unwrap();
    drop(history);
    assert_eq!(repair(&path, &[]).unwrap().saved.unwrap().0, 1);
    assert_eq!(ids(&History::open(&path).unwrap(), &Filter::default()), [1]);
}

#[test]
fn one_analysis_that_cannot_be_read_costs_no_other() {
    let (_folder, path) = place();
    let mut history = History::open(&path).unwrap();
    for (fingerprint, taken) in [("a", 1), ("b", 2), ("c", 3), ("d", 4)] {
        keep(&mut history, fingerprint, taken, &analysis(None, 120.0, &[]));
    }
    let mut far = analysis(None, 120.0, &[]);
    far.source.duration_s = Some(1e9);
    keep(&mut history, "d", 4, &far);
    let change =
        "UPDATE analyses SET json = CAST(x'ff' AS TEXT) WHERE take_id = 2; DELETE FROM analyses WHERE take_id = 3";
    history.connection.execute_batch(change).unwrap();
    assert!(history.take(1).is_ok());
    for id in [2, 3, 4] {
        assert!(matches!(history.take(id), Err(Error::Lost { .. })), "{id}");
    }
    let health = check(&path).unwrap();
    assert!(health.damage.is_none() && health.takes == 4 && health.without_analysis == [2, 3, 4]);
}

#[test]
fn a_table_that_is_gone_and_numbers_that_are_none_of_ours_are_mended() {
    let (_folder, path) = place();
    let mut history = History::open(&path).unwrap();
    keep(&mut history, "a", 1, &analysis(None, 120.0, &[]));
    keep(&mut history, "b", 2, &analysis(None, 140.0, &[]));
    let change = "DROP TABLE tags; UPDATE takes SET analyser = 99999999999 WHERE id = 1";
    history.connection.execute_batch(change).unwrap();
    drop(history);
    assert!(matches!(check(&path).unwrap().damage, Some(Error::Damaged { .. })));
    assert_eq!(repair(&path, &[]).unwrap().saved.unwrap().0, 2);
    let history = History::open(&path).unwrap();
    assert_eq!(ids(&history, &Filter::default()), [2, 1]);
    assert_eq!(history.find(Name::Id(1)).unwrap().analyser, 0);
    assert!(history.take(1).is_ok());
}
