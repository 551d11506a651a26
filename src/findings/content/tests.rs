use super::*;
use crate::findings::tests::rule;
use crate::findings::{FindingId, Severity, find};
use crate::language::people::People;
use crate::sample::{self, ANSWER};
use crate::structure::ChosenBy;
use crate::structure::steps::HeardStep;
use crate::structure::steps::Shaped;
use crate::take::Take;
use crate::usual::USUAL;

/// [`ANSWER`] with the words of its first sentence of `label` in the place of a list.
fn phrase(take: &Take, label: Label) -> Vec<Phrase> {
    let part = take.structure.sentences.iter().find(|part| part.label == label).unwrap();
    let text: String = take.transcript.text.chars().take(part.place.chars.end).skip(part.place.chars.start).collect();
    vec![Phrase { text, place: part.place.clone() }]
}

/// [`ANSWER`] read as `shape`, each step in the state given.
fn shaped(shape: Shape, states: &[State]) -> Take {
    let mut take = sample::answer();
    let heard = |(&step, &state): (&Step, &State)| HeardStep { step, state, quote: None, place: None };
    let steps = shape.steps().iter().zip(states).map(heard).collect();
    take.shape = Some(Shaped { name: shape, chosen_by: ChosenBy::Option, steps });
    take
}

#[test]
fn a_step_is_missed_only_when_the_shape_was_followed() {
    use State::{Heard, NotHeard, Unclear};
    let said = |shape, states: &[State]| rule(&shaped(shape, states), step_not_heard).map(|f| f.message);
    let message = said(Shape::Diagnosis, &[Heard, Heard, Heard, Heard, Heard, NotHeard]).unwrap();
    assert!(message.contains("5 of the 6 steps") && message.contains("prevention"), "{message}");
    assert_eq!(said(Shape::Diagnosis, &[Heard, NotHeard, NotHeard, NotHeard, NotHeard, NotHeard]), None);
    assert_eq!(said(Shape::Diagnosis, &[Heard, Heard, NotHeard, NotHeard, NotHeard, NotHeard]), None);
    assert_eq!(said(Shape::Diagnosis, &[Heard, Heard, Heard, Heard, Heard, Unclear]), None);
    assert_eq!(said(Shape::Star, &[Heard, Heard, Heard, NotHeard]), None, "the result has a rule of its own");
    assert!(said(Shape::Sbi, &[Heard, Heard, NotHeard]).unwrap().contains("impact"));
}

#[test]
fn blame_and_vague_claims_are_quoted() {
    let mut take = sample::answer();
    take.content.blame = Some(phrase(&take, Label::Situation));
    take.content.vague = Some(phrase(&take, Label::Result));
    for (finding, opening) in [(rule(&take, blame), "in my last role"), (rule(&take, vague_claim), "In the end")] {
        let finding = finding.unwrap();
        assert_eq!(finding.severity, Severity::Watch);
        assert!(finding.message.contains(opening) && finding.evidence[0].span.is_some(), "{finding:?}");
    }
    for quiet in [Some(Vec::new()), None] {
        take.content.blame.clone_from(&quiet);
        take.content.vague = quiet;
        assert_eq!((rule(&take, blame), rule(&take, vague_claim)), (None, None));
    }
}

#[test]
fn a_hedged_result_counts_where_a_result_is_asked_for() {
    let mut take = shaped(Shape::Care, &[State::Heard; 4]);
    take.content.hedged_results = Some(phrase(&take, Label::Result));
    assert!(rule(&take, hedged_result).is_some());
    let mut feedback = shaped(Shape::Sbi, &[State::Heard; 3]);
    feedback.content.hedged_results.clone_from(&take.content.hedged_results);
    assert_eq!(rule(&feedback, hedged_result), None);
}

#[test]
fn we_alone_hides_who_acted() {
    let mut take = sample::answer();
    let found = |take: &Take| rule(take, only_we).is_some();
    take.content.action = Some(People { i: 0, we: ONLY_WE });
    assert!(found(&take));
    take.content.action = Some(People { i: 1, we: 9 });
    assert!(!found(&take), "one “I” shows the speaker");
    take.content.action = Some(People { i: 0, we: ONLY_WE - 1 });
    assert!(!found(&take));
    take.content.action = None;
    assert!(!found(&take));
}

#[test]
fn a_late_result_is_quoted_where_it_begins() {
    let mut script = ANSWER[..8].to_vec();
    script.push((Label::Result, 0.9, "It worked."));
    let finding = rule(&sample::take(&script), result_late).unwrap();
    assert_eq!(finding.evidence[0].quote, "It worked.");
    assert_eq!(rule(&sample::answer(), result_late), None);
}

#[test]
fn lessons_and_choices_are_praised() {
    let mut take = sample::answer();
    (take.content.lessons, take.content.trade_offs, take.content.alternatives) =
        (Some(Vec::new()), Some(Vec::new()), Some(Vec::new()));
    assert_eq!((rule(&take, lesson_told), rule(&take, choice_told)), (None, None));
    take.content.lessons = Some(phrase(&take, Label::Reflection));
    take.content.alternatives = Some(phrase(&take, Label::Action));
    for good in [rule(&take, lesson_told), rule(&take, choice_told)] {
        assert_eq!(good.unwrap().severity, Severity::Good);
    }
}

#[test]
fn all_that_can_be_said_of_story_and_content_makes_three_findings() {
    let mut take = shaped(Shape::Care, &[State::Heard, State::Heard, State::Heard, State::NotHeard]);
    take.content.blame = Some(phrase(&take, Label::Situation));
    take.content.vague = Some(phrase(&take, Label::Result));
    take.content.hedged_results = Some(phrase(&take, Label::Result));
    take.content.action = Some(People { i: 0, we: 9 });
    let ids: Vec<_> = find(&take, &USUAL).iter().map(|finding| finding.id).collect();
    assert_eq!(ids, [FindingId::Blame, FindingId::HedgedResult, FindingId::ResultQuantified]);
}
