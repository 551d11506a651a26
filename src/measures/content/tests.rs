use super::*;
use crate::language::sentences::Sentence;
use crate::language::testing::reading;
use crate::structure::{Part, StoryKind, outline};

fn told(text: &str) -> Content {
    let reading = reading(text);
    measure(&reading, &outline(&reading))
}

/// The content of `text`, all of it told as `label`.
fn labelled(text: &str, label: Label) -> Content {
    let reading = reading(text);
    let part = |s: &Sentence| Part { place: s.place.clone(), label, confidence: 0.9 };
    let sentences = reading.sentences.iter().map(part).collect();
    measure(&reading, &Structure { kind: StoryKind::Story, sentences, ..Structure::unclear() })
}

const ANSWER: &str = "Last winter I ran the kitchen of a small hotel, and on Sundays the guests waited forty minutes for their \
    soup. I was asked to bring that down before Easter. I timed every step for a week instead of guessing. I moved the pots \
    next to the stove and I asked the night porter to peel the carrots. In the end the wait fell from forty minutes to \
    twelve. I learned that a walk of nine steps is what costs the time.";

#[test]
fn a_fine_answer_is_heard_and_accused_of_nothing() {
    let content = told(ANSWER);
    assert_eq!(content.quantified_result, Some(true));
    assert_eq!(content.alternatives.unwrap().len(), 1);
    assert_eq!(content.lessons.unwrap().len(), 1);
    for list in [content.vague, content.blame, content.hedged_results, content.trailing_end] {
        assert_eq!(list, Some(Vec::new()));
    }
}

#[test]
fn words_dropped_or_misheard_make_no_accusation() {
    let misheard = ["the", "blue", "cat", "to", "of", "window", "seven", "and", "run", "was"];
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..200 {
        let mut heard = Vec::new();
        for word in ANSWER.split(' ') {
            match random.u8(..10) {
                0 => {}
                1 => heard.extend(random.choice(misheard)),
                _ => heard.push(word),
            }
        }
        let text = heard.join(" ");
        let content = told(&text);
        for list in [content.vague, content.blame, content.hedged_results, content.trailing_end] {
            assert_eq!(list, Some(Vec::new()), "{text}");
        }
    }
}

#[test]
fn hedges_take_a_result_back_when_they_doubt_the_outcome() {
    let hedged = |text: &str| labelled(text, Label::Result).hedged_results.unwrap().len();
    for text in [
        "I guess it worked.",
        "It probably helped a bit.",
        "Hopefully they are still happy.",
        "It sort of worked.",
        "Maybe it went better after that.",
        "The line was somewhat faster.",
        "They were pretty much satisfied.",
        "I believe it helped.",
    ] {
        assert_eq!(hedged(text), 1, "{text}");
    }
    for text in [
        "We saved maybe forty hours a week.",
        "I think the porter helped most.",
        "The wait fell to twelve minutes.",
        "They probably still have the list on the wall.",
        "In the end I chose the boiler that I believe in.",
        "The porter said it in a way that everyone understood.",
        "Perhaps sixty guests stayed.",
        "What I think about most is the silence in the kitchen.",
        "It worked, and this kind of list is used everywhere.",
    ] {
        assert_eq!(hedged(text), 0, "{text}");
    }
    assert_eq!(labelled("I guess it worked.", Label::Situation).hedged_results, Some(Vec::new()));
}

#[test]
fn a_result_is_quantified_by_an_amount_and_not_by_a_date() {
    let quantified = |text: &str| labelled(text, Label::Result).quantified_result;
    assert_eq!(quantified("Complaints were cut in half."), Some(true));
    assert_eq!(quantified("We finished in two weeks."), Some(true));
    assert_eq!(quantified("Two weeks later everyone was happy."), Some(false));
    assert_eq!(quantified("Everyone was happy."), Some(false));
    assert_eq!(labelled("Everyone was happy.", Label::Action).quantified_result, None);
}

#[test]
fn who_acts_is_counted_in_the_action() {
    let content = labelled("I moved the pots. We peeled our carrots.", Label::Action);
    assert_eq!(content.action, Some(People { i: 1, we: 2 }));
    assert_eq!(labelled("I moved the pots.", Label::Result).action, None);
}
