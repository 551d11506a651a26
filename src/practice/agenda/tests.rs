use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// Noon of so many days from the first of December on.
fn days(many: i64) -> Vec<Moment> {
    let first = Moment::from_date("2026-12-01T12:00").unwrap();
    (0..many).map(|n| first.days_later(n)).collect()
}

fn frame(many: i64, minutes: u32) -> Frame {
    Frame { days: days(many), minutes, used: 0, opener: None }
}

fn new(category: usize) -> Rehearsal {
    Rehearsal { practised: Practised::default(), minutes: 7, category, story: None }
}

fn said(days_ago: i64, outcomes: &[TakeOutcome]) -> Rehearsal {
    let last = Some(days(1)[0].days_later(-days_ago));
    Rehearsal { practised: Practised { last, outcomes: outcomes.to_vec(), in_category: 1 }, ..new(0) }
}

/// The places on each day.
fn places(plan: &[PlannedDay]) -> Vec<Vec<usize>> {
    plan.iter().map(|day| day.rounds.iter().map(|round| round.place).collect()).collect()
}

#[test]
fn what_was_weak_comes_first_then_what_is_due_then_open_stories_then_what_is_new() {
    use TakeOutcome::{Sound, Weak};
    let told = |question: Rehearsal, story| Rehearsal { story: Some(story), ..question };
    let questions = [
        new(1),
        said(3, &[Sound]),
        told(said(1, &[Sound]), 0),
        told(new(2), 1),
        said(1, &[Weak]),
        told(said(1, &[Sound]), 1),
    ];
    let plan = plan(&questions, &[true, false], &frame(5, 28));
    assert_eq!(places(&plan)[0], [4, 1, 2, 0]);
    let why: Vec<WhyPlanned> = plan[0].rounds.iter().map(|round| round.why).collect();
    assert_eq!(why, [WhyPlanned::Weak, WhyPlanned::Due, WhyPlanned::Story, WhyPlanned::New]);
}

#[test]
fn what_was_said_well_waits_longer_from_time_to_time_and_a_day_may_be_free() {
    let plan = plan(&[new(0)], &[], &frame(9, 30));
    // Said on the 1st, after two days, after four more; then a mock interview and the last day.
    assert_eq!(places(&plan), [&[0][..], &[], &[0], &[], &[], &[], &[0], &[], &[]]);
}

#[test]
fn each_kind_of_question_is_met_before_any_comes_twice() {
    let questions = [new(0), new(0), new(1), new(1), new(2)];
    assert_eq!(places(&plan(&questions, &[], &frame(3, 28)))[0], [0, 2, 4, 1]);
}

#[test]
fn the_last_day_is_light_and_the_one_before_is_a_mock_interview() {
    let questions = [new(0), new(1), said(1, &[TakeOutcome::Weak])];
    let with = |many| plan(&questions, &[], &Frame { opener: Some(0), ..frame(many, 30) });
    let kinds = |many| with(many).iter().map(|day| day.kind).collect::<Vec<_>>();
    assert_eq!(kinds(4), [DayKind::Practice, DayKind::Practice, DayKind::Mock(5), DayKind::Light]);
    assert_eq!(kinds(2), [DayKind::Practice, DayKind::Light]);
    assert_eq!(places(&with(1)), [[0, 2]], "the opener, and what fits into half the time");
    assert_eq!(places(&plan(&questions[..2], &[], &Frame { opener: Some(0), ..frame(1, 30) })), [[0, 1]]);
    let last = with(4).pop().unwrap();
    assert_eq!(last.rounds[0].why, WhyPlanned::Opener);
    assert!(last.rounds.iter().all(|round| round.why != WhyPlanned::New), "nothing new");
    assert_eq!(plan(&questions, &[], &frame(0, 30)), []);
}

#[test]
fn what_was_done_today_is_not_planned_today_again() {
    let questions = [said(0, &[TakeOutcome::Weak]), new(1), new(2)];
    let plan = plan(&questions, &[], &Frame { used: 7, ..frame(5, 20) });
    assert_eq!(places(&plan)[..2], [vec![1], vec![0, 2]]);
}

#[test]
fn a_question_takes_as_long_as_saying_it_twice_and_three_minutes() {
    assert_eq!([30, 90, 120, 150].map(minutes), [4, 6, 7, 8]);
}

prop_compose! {
    fn questions()(all in vec((0..40_i64, vec(0..3_u8, 0..4), 4..12_u32, 0..5_usize, prop::option::of(0..4_usize)), 0..30))
        -> Vec<Rehearsal> {
        let outcome = |n: u8| [TakeOutcome::Weak, TakeOutcome::Sound, TakeOutcome::Unclear][usize::from(n)];
        all.into_iter()
            .map(|(ago, outcomes, minutes, category, story)| {
                let last = (!outcomes.is_empty()).then(|| days(1)[0].days_later(-ago));
                let practised = Practised { last, outcomes: outcomes.into_iter().map(outcome).collect(), in_category: 0 };
                Rehearsal { practised, minutes, category, story }
            })
            .collect()
    }
}

proptest! {
    #[test]
    fn a_day_holds_no_more_than_its_minutes_and_no_question_twice(
        questions in questions(), open in vec(any::<bool>(), 4), many in 0..12_i64, minutes in 10..60_u32, used in 0..40_u32,
        opener in any::<bool>(),
    ) {
        let opener = Some(0).filter(|_| opener && !questions.is_empty());
        let frame = Frame { days: days(many), minutes, used, opener };
        let plan = plan(&questions, &open, &frame);
        prop_assert_eq!(plan.iter().map(|day| day.day).collect::<Vec<_>>(), frame.days, "each day, and none behind the last");
        for (n, day) in plan.iter().enumerate() {
            let spent = if n == 0 && day.kind == DayKind::Practice { used.min(minutes) } else { 0 };
            prop_assert!(day.minutes() + spent <= minutes);
            let mut said: Vec<usize> = day.rounds.iter().map(|round| round.place).collect();
            said.sort_unstable();
            said.dedup();
            prop_assert_eq!(said.len(), day.rounds.len());
            if n + 1 == plan.len() {
                prop_assert!(2 * day.minutes() <= minutes, "the last day is light");
            }
        }
    }

    #[test]
    fn nothing_weaker_is_left_out_for_something_that_is_less_urgent(
        questions in questions(), open in vec(any::<bool>(), 4), minutes in 10..60_u32,
    ) {
        let plan = plan(&questions, &open, &frame(4, minutes));
        let today = plan[0].day;
        let rounds = &plan[0].rounds;
        prop_assert!(rounds.iter().map(|round| round.why.max(WhyPlanned::Due)).is_sorted());
        let boxes: Vec<Due> = rounds.iter().map(|round| questions[round.place].practised.due(today)).collect();
        let again = boxes.iter().filter(|due| matches!(due, Due::Again { .. }));
        prop_assert!(again.is_sorted(), "the lowest box first");
        let left = minutes - plan[0].minutes();
        for (place, question) in questions.iter().enumerate().filter(|(_, question)| question.minutes <= left) {
            let due = matches!(question.practised.due(today), Due::Again { .. } | Due::New);
            prop_assert!(!due || rounds.iter().any(|round| round.place == place), "{place} was due and would have fitted");
        }
    }
}
