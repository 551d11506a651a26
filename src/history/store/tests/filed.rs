//! What a take is filed under: its speaker, its time, and what is known before it is analysed.

use super::*;
use crate::evidence::Asked;
use crate::history::SpokenBy;
use crate::history::pending::{Pending, WhyPending};

#[test]
fn speakers_are_told_apart_and_what_the_user_says_goes_before_what_was_kept() {
    let (_folder, path) = place();
    let mut history = History::open(&path).unwrap();
    let take = analysis(Some("conflict"), 140.0, &[]);
    let said = |speaker, fingerprint: &str, taken| Draft {
        speaker,
        fingerprint: fingerprint.into(),
        ..draft(Moment(taken), &[], &take)
    };
    for (n, speaker) in (0..).zip([Some("Ann"), None, Some("Bob"), Some("ann")]) {
        history.keep(&said(speaker, &n.to_string(), n)).unwrap();
    }
    let of = |speaker| Filter { speaker: Some(SpokenBy::named(speaker)), ..Filter::default() };
    assert_eq!(ids(&history, &of(Some("ANN"))), [4, 1]);
    assert_eq!((ids(&history, &of(None)), ids(&history, &of(Some("Eve")))), (vec![2], vec![]));
    assert_eq!(history.speakers().unwrap(), ["Ann", "Bob"]);
    history.keep(&said(None, "2", 9)).unwrap();
    let kept = history.find(Name::Id(3)).unwrap();
    assert_eq!((kept.speaker.as_deref(), kept.taken), (Some("Bob"), Moment(2)), "what was known stays");
    history.keep(&Draft { dated: true, ..said(Some("Eve"), "2", 9) }).unwrap();
    let kept = history.find(Name::Id(3)).unwrap();
    assert_eq!((kept.speaker.as_deref(), kept.taken), (Some("Eve"), Moment(9)));
}

#[test]
fn what_waits_is_apart_from_what_is_analysed_and_becomes_it_with_its_number() {
    let (_folder, path) = place();
    let mut history = History::open(&path).unwrap();
    let asked = Asked { id: Some("conflict".into()), prompt: Some("Tell me.".into()), ..Asked::default() };
    let pending = Pending::new(WhyPending::NotWanted, &asked);
    let take = analysis(None, 140.0, &[]);
    let waits = |fingerprint: &str| Draft {
        fingerprint: fingerprint.into(),
        analysis: Analysis::Pending { pending: &pending, source: "a.wav", audio_s: 9.5 },
        ..draft(Moment(1), &[], &take)
    };
    assert_eq!(history.keep(&waits("a")).unwrap(), Kept { id: 1, again: false, moved_from: None });
    let all = Filter { pending: true, ..Filter::default() };
    assert_eq!((ids(&history, &Filter::default()), ids(&history, &all)), (vec![], vec![1]));
    let entry = history.find(Name::Id(1)).unwrap();
    assert_eq!((entry.pending.unwrap().asked(), entry.facts.audio_s), (asked, Some(9.5)));
    assert!(matches!(history.take(1), Err(Error::Pending { id: 1 })));
    assert!(check(&path).unwrap().without_analysis.is_empty());
    assert_eq!(keep(&mut history, "a", 7, &take), Kept { id: 1, again: false, moved_from: None });
    assert_eq!((ids(&history, &named("conflict")), ids(&history, &all)), (vec![1], vec![]));
    assert_eq!(history.find(Name::Id(1)).unwrap().taken, Moment(1));
    // The same recording is not in need of an analysis again.
    assert_eq!(history.keep(&waits("a")).unwrap(), Kept { id: 1, again: true, moved_from: None });
    assert!(history.take(1).is_ok() && ids(&history, &all).is_empty());
    history.keep(&waits("b")).unwrap();
    history.connection.execute_batch("UPDATE takes SET pending = 'no JSON' WHERE id = 2; DROP TABLE tags").unwrap();
    drop(history);
    assert_eq!(repair(&path, &[]).unwrap().saved.unwrap().0, 2);
    assert_eq!(ids(&History::open(&path).unwrap(), &all), [2], "what waits goes on waiting");
}
