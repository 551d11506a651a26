use super::*;
use crate::language::mentions;
use crate::language::testing::reading;
use crate::structure::outline;

fn steps(shape: Shape, text: &str) -> Vec<HeardStep> {
    let reading = reading(text);
    let lessons = mentions::find(&reading, &[]).lessons;
    heard(shape, &reading, &outline(&reading), &lessons)
}

fn states(shape: Shape, text: &str) -> Vec<(Step, State)> {
    steps(shape, text).into_iter().map(|h| (h.step, h.state)).collect()
}

/// The steps of `shape` that are heard for sure in `text`.
fn surely(shape: Shape, text: &str) -> Vec<Step> {
    states(shape, text).into_iter().filter(|s| s.1 == State::Heard).map(|s| s.0).collect()
}

const READER: &str = "In March the card reader in our café started dropping payments every afternoon. At first I suspected the \
    new router, because we had moved it that week. To test that I ran the reader from my phone for two days, and it still \
    dropped. It turned out that the reader and the milk fridge shared one socket. I moved the reader to a socket of its own. \
    I also put a note on the fuse box so that nobody would plug them in together again.";

const KILN: &str = "Last winter our kiln was too cold and a third of the plates cracked. I thought it must be the door, so I \
    wondered whether the seal was old. We swapped the seal and fired one empty load, and nothing changed. Then I found that \
    the timer lost an hour whenever the power dipped. We replaced the timer. To prevent it I added a check on the next \
    morning's list.";

const HALL: &str = "Last June we had one week left, and the hall could still cancel on us. If it fell through we might lose four \
    hundred guests. There were two options: to wait, or to pay for a second hall. I decided to pay for the second one. To limit \
    the damage I asked for half of the money back until Friday. In the end the first hall cancelled, and we moved in one \
    evening. I learned that a small sure loss is cheaper than a big maybe.";

const FEEDBACK: &str = "Last Tuesday in our planning meeting I sat next to a new colleague. Afterwards I asked him for five \
    minutes and told him that he had interrupted Ana three times. I said that it made her stop talking, and that we lost her \
    figures. He thanked me and let her finish the next time.";

const NURSES: &str = "I want to work on tools for nurses. My mother was one, and I saw how much time she lost with forms. Two \
    years ago I built a small rota for her ward, and I showed eight people how to use it. Here I would start with the night \
    shift, because your product already reaches them.";

/// Nothing of any shape but star.
const BREAD: &str = "On Sundays there is bread at our house. The flour comes from a mill near the river. My sister sets the \
    table and my brother pours the tea. Then everybody eats, and the birds get the crumbs. It is a quiet day.";

#[test]
fn every_step_of_a_whole_answer_is_heard() {
    for (shape, text) in [
        (Shape::Diagnosis, READER),
        (Shape::Diagnosis, KILN),
        (Shape::Decision, HALL),
        (Shape::Sbi, FEEDBACK),
        (Shape::Motivation, NURSES),
    ] {
        assert_eq!(surely(shape, text), shape.steps(), "{shape:?} {:?}", steps(shape, text));
    }
}

#[test]
fn a_step_that_is_left_out_is_not_heard() {
    let without = |text: &str, sentence: &str| {
        let kept: Vec<&str> = text.split_inclusive(". ").filter(|s| !s.contains(sentence)).collect();
        kept.concat()
    };
    for (shape, text, sentence, step) in [
        (Shape::Diagnosis, READER, "suspected", Step::Hypothesis),
        (Shape::Diagnosis, READER, "fuse box", Step::Prevention),
        (Shape::Diagnosis, KILN, "I thought", Step::Hypothesis),
        (Shape::Decision, HALL, "limit the damage", Step::Mitigation),
        (Shape::Decision, HALL, "I learned", Step::Reflection),
        (Shape::Motivation, NURSES, "Here I would", Step::WhatIWouldDo),
    ] {
        let text = without(text, sentence);
        assert!(states(shape, &text).iter().all(|s| s.0 != step || s.1 != State::Heard), "{step:?} in {text}");
    }
}

#[test]
fn a_step_counts_as_not_heard_only_where_most_of_the_answer_is_known() {
    let of = |text: &str, step: Step| states(Shape::Diagnosis, text).into_iter().find(|s| s.0 == step).unwrap().1;
    let short =
        READER.replace("I also put a note on the fuse box so that nobody would plug them in together again.", "");
    assert_eq!(of(&short, Step::Prevention), State::NotHeard);
    let told_otherwise = format!(
        "{short} My sister lent us her kettle. The bakery next door laughed about it. My father drove to the market. A neighbour \
         came by with a torch. Her dog slept under the table. The evening shift arrived with two more chairs."
    );
    assert_eq!(of(&told_otherwise, Step::Prevention), State::Unclear);
}

#[test]
fn an_answer_of_another_kind_has_hardly_a_step() {
    for shape in [Shape::Diagnosis, Shape::Decision, Shape::Motivation] {
        let heard = surely(shape, BREAD);
        assert!(heard.len() <= 1, "{shape:?}: {heard:?}");
    }
}

#[test]
fn the_names_of_the_steps_are_no_steps() {
    let stuffed = "Symptom, hypothesis, experiment, root-cause, fix, prevention. Risk, options, decision, mitigation, outcome, \
                   reflection. Situation, behaviour, impact. These are my strengths and my methods every day.";
    for shape in [Shape::Diagnosis, Shape::Decision, Shape::Sbi, Shape::Motivation] {
        assert_eq!(surely(shape, stuffed), [], "{shape:?}");
    }
}

#[test]
fn quotes_are_pieces_of_the_text_and_steps_come_in_order() {
    for (shape, text) in [(Shape::Diagnosis, READER), (Shape::Decision, HALL), (Shape::Motivation, NURSES)] {
        let heard = steps(shape, text);
        let starts: Vec<usize> = heard.iter().filter_map(|h| Some(h.place.as_ref()?.chars.start)).collect();
        assert!(starts.is_sorted(), "{heard:?}");
        for h in heard {
            let chars = h.place.unwrap().chars;
            assert_eq!(text.chars().take(chars.end).skip(chars.start).collect::<String>(), h.quote.unwrap());
        }
    }
}

#[test]
fn too_little_said_is_unclear() {
    assert!(states(Shape::Diagnosis, "It broke.").iter().all(|s| s.1 == State::Unclear));
    assert_eq!(states(Shape::Star, "").len(), 4);
}
