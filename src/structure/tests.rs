use super::*;
use crate::language::sentences;
use crate::language::testing::tokens;

fn outlined(text: &str) -> Structure {
    let tokens = tokens(text);
    let sentences = sentences::split(&tokens);
    outline(&tokens, &sentences)
}

fn labels(text: &str) -> Vec<Label> {
    outlined(text).sentences.iter().map(|p| p.label).collect()
}

const FULL: &str = "Two years ago I was working at a bakery chain, and the ovens kept failing on Saturdays. \
    My job was to keep all nine shops open through December. \
    First I sat down with the bakers and wrote down every failure. \
    Then I moved the repair visits to Fridays. \
    I also asked the supplier for a spare oven. \
    As a result, failures dropped from eleven a month to two. \
    What I learned is that people at the counter know more than the reports.";

#[test]
fn a_full_story_is_cut_into_its_parts() {
    use Label::{Action, Reflection, Result, Situation, Task};
    assert_eq!(labels(FULL), [Situation, Task, Action, Action, Action, Result, Reflection]);
    let structure = outlined(FULL);
    assert_eq!(structure.kind, Kind::Story);
    assert_eq!(structure.missing, []);
}

#[test]
fn the_same_story_in_lower_case_without_commas_reads_the_same() {
    let plain = FULL.to_lowercase().replace(',', "");
    assert_eq!(labels(&plain), labels(FULL));
}

#[test]
fn shares_sum_to_one_and_confidences_are_probabilities() {
    let structure = outlined(FULL);
    assert!((structure.shares.values().sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(structure.sentences.iter().all(|p| (0.0..=1.0).contains(&p.confidence)));
}

#[test]
fn a_story_that_stops_before_its_end_misses_the_result() {
    let structure = outlined(
        "Last summer I was at a travel agency and our booking site was losing orders every night. \
         I had to find out why before the school holidays. \
         I read the logs and talked to the night shift. \
         Then I wrote a script that replayed the orders. \
         I also showed the support team how to run it.",
    );
    assert!(structure.missing.contains(&Label::Result), "{structure:?}");
    assert!(!structure.missing.contains(&Label::Action));
}

#[test]
fn a_result_told_first_is_a_result() {
    let structure = outlined(
        "I cut our returns by 40 percent in one season. When I joined the shop, every third pair of shoes came back. \
         My job was to find out why. I called sixty customers and I measured their shoes. Then I wrote a new size chart.",
    );
    assert_eq!(structure.sentences[0].label, Label::Result);
    assert_eq!(structure.missing, []);
}

#[test]
fn no_part_is_both_clearly_told_and_missing() {
    for end in ["", " We opened on time.", " It was fine.", " I would do it again.", " They were happy."] {
        let text = format!(
            "Two years ago our oven broke in December. I phoned every supplier I knew, and I drove to one of them. \
             I loaded the oven into my van and I carried it in by myself.{end}"
        );
        let structure = outlined(&text);
        let clear = |p: &&Part| p.confidence >= 0.7;
        assert!(
            structure.sentences.iter().filter(clear).all(|p| !structure.missing.contains(&p.label)),
            "{structure:?}"
        );
    }
}

proptest::proptest! {
    #[test]
    fn any_text_gets_an_outline_of_all_its_words(text in "(\\PC|[a-z ,.?!—'-]| (i|we|was|would|like|you|know|12%|one) ){0,200}") {
        let tokens = tokens(&text);
        let structure = outlined(&text);
        proptest::prop_assert!(structure.sentences.is_empty() == tokens.is_empty());
        proptest::prop_assert!(structure.sentences.iter().all(|p| p.char_start < p.char_end && (0.0..=1.0).contains(&p.confidence)));
        let sum: f64 = structure.shares.values().sum();
        proptest::prop_assert!(tokens.is_empty() || (sum - 1.0).abs() < 1e-9);
    }
}

#[test]
fn habits_and_intentions_are_no_story() {
    let structure = outlined(
        "I usually start by listening to everyone. I would ask what they need and I would write it down. \
         I'm someone who likes clear plans. If there is a conflict I always try to find common ground.",
    );
    assert_eq!(structure.kind, Kind::Generic);
    assert_eq!(structure.missing, []);
    assert!(structure.sentences.iter().all(|p| p.label == Label::Other));
}

#[test]
fn too_little_is_unclear() {
    assert_eq!(outlined("").kind, Kind::Unclear);
    assert!(outlined("").shares.is_empty());
    assert_eq!(outlined("I fixed it.").kind, Kind::Unclear);
    assert_eq!(outlined("I fixed it. It worked. They were happy.").kind, Kind::Unclear);
}
