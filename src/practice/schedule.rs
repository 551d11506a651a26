//! What was said of each question in, the order in which they are to be asked out: Leitner's boxes.
//!
//! A question begins in box 1, goes up a box with each sound take, and back to box 1 with a weak one (Sebastian Leitner, *So lernt man
//! lernen*, 1972). A box is due again after so many days as it holds; the days double from box to box, as flash-card programs
//! have them.

use super::outcome::TakeOutcome;
use crate::moment::Moment;

/// Days until a question of each box is due again.
const DAYS: [i64; 5] = [1, 2, 4, 8, 16];

/// Takes of one question that are needed to know its box: so many sound ones make the last box, whatever was before.
pub const TELLING: usize = DAYS.len() - 1;

/// What is known of one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practised {
    /// When it was said last; `None` where it never was.
    pub last: Option<Moment>,
    /// What its takes say, newest first; what lies before a weak one makes no difference.
    pub outcomes: Vec<TakeOutcome>,
    /// Takes of all questions of its category.
    pub in_category: usize,
}

/// Where a question stands, most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// It was due so many days after it was said.
    Again {
        /// Its box, from 1.
        leitner: usize,
    },
    /// It was never said.
    New,
    /// It is not due yet.
    Later {
        /// Its box, from 1.
        leitner: usize,
    },
}

impl Practised {
    /// Whether the last of its takes that could be judged was weak.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.outcomes.iter().find(|outcome| **outcome != TakeOutcome::Unclear) == Some(&TakeOutcome::Weak)
    }

    /// Where it stands at the moment `now`.
    #[must_use]
    pub fn due(&self, now: Moment) -> Due {
        let Some(last) = self.last else { return Due::New };
        let sound = self.outcomes.iter().filter(|outcome| **outcome != TakeOutcome::Unclear);
        let climbed = sound.take_while(|outcome| **outcome == TakeOutcome::Sound).count();
        let leitner = (climbed + 1).min(DAYS.len());
        if now.days_since(last) >= DAYS[leitner - 1] { Due::Again { leitner } } else { Due::Later { leitner } }
    }
}

/// The places of `questions` in the order in which they are to be asked at the moment `now`: what is due, weakest and longest ago
/// first; then what is new, of the category that was practised least; then what is not due yet. What is equal stays in order.
#[must_use]
pub fn order(questions: &[Practised], now: Moment) -> Vec<usize> {
    let mut places: Vec<usize> = (0..questions.len()).collect();
    places.sort_by_cached_key(|&place| {
        let question = &questions[place];
        let due = question.due(now);
        let fresh = if due == Due::New { question.in_category } else { 0 };
        (due, question.last, fresh)
    });
    places
}

/// The first `most` of `places` with their categories mixed: one of each in turn, in the order given.
#[must_use]
pub fn mixed(places: &[usize], category: impl Fn(usize) -> usize, most: usize) -> Vec<usize> {
    let mut turns: Vec<(usize, usize)> = Vec::new();
    for (n, &place) in places.iter().enumerate() {
        let turn = places[..n].iter().filter(|&&before| category(before) == category(place)).count();
        turns.push((turn, place));
    }
    turns.sort_by_key(|&(turn, _)| turn);
    turns.into_iter().take(most).map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: &str = "2026-11-25T12:00";

    fn at(text: &str) -> Moment {
        Moment::from_date(text).unwrap()
    }

    fn said(day: &str, outcomes: &[TakeOutcome]) -> Practised {
        Practised { last: Some(at(day)), outcomes: outcomes.to_vec(), in_category: 1 }
    }

    #[test]
    fn a_question_climbs_with_each_sound_take_and_falls_with_a_weak_one() {
        use TakeOutcome::{Sound, Unclear, Weak};
        let leitner = |outcomes: &[TakeOutcome]| match said("2026-01-01", outcomes).due(at(NOON)) {
            Due::Again { leitner } => leitner,
            other => panic!("{other:?}"),
        };
        let boxes = [&[][..], &[Weak], &[Sound], &[Sound, Sound], &[Sound, Weak, Sound], &[Weak, Sound, Sound]];
        assert_eq!(boxes.map(leitner), [1, 1, 2, 3, 2, 1]);
        assert_eq!(leitner(&[Unclear, Sound, Unclear, Sound]), 3, "what cannot be judged changes nothing");
        assert_eq!(leitner(&[Sound; 9]), 5);
        assert_eq!(leitner(&[Sound; TELLING]), 5);
    }

    #[test]
    fn a_box_is_due_after_its_days_by_the_calendar() {
        use TakeOutcome::Sound;
        let due = |day: &str, sound: usize| matches!(said(day, &vec![Sound; sound]).due(at(NOON)), Due::Again { .. });
        assert!(due("2026-11-24T23:00", 0) && !due("2026-11-25T00:30", 0), "yesterday evening's, not this morning's");
        for (sound, days) in [2, 4, 8, 16].into_iter().enumerate() {
            let [then, after] = [25 - days, 25 - days + 1].map(|day| format!("2026-11-{day:02}"));
            assert!(due(&then, sound + 1) && !due(&after, sound + 1), "{days} days");
        }
    }

    #[test]
    fn what_is_due_comes_first_weakest_and_longest_ago_then_what_is_new() {
        use TakeOutcome::{Sound, Weak};
        let new = |in_category| Practised { in_category, ..Practised::default() };
        let questions = [
            new(3),
            said("2026-11-25T09:00", &[Weak]),
            said("2026-11-20", &[Sound]),
            said("2026-11-23", &[Weak]),
            said("2026-11-21", &[Weak]),
            new(0),
            new(0),
        ];
        assert_eq!(order(&questions, at(NOON)), [4, 3, 2, 5, 6, 0, 1]);
    }

    #[test]
    fn an_interview_asks_one_question_of_each_category_in_turn() {
        let category = |place: usize| [0, 0, 1, 1, 2, 0][place];
        assert_eq!(mixed(&[0, 1, 2, 3, 4, 5], category, 4), [0, 2, 4, 1]);
        assert_eq!(mixed(&[5, 0], category, 9), [5, 0]);
    }
}
