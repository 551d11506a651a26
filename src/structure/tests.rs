use super::*;
use crate::language::testing::{reading, spoken, tokens};

fn outlined(text: &str) -> Structure {
    outline(&reading(text))
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
    assert_eq!(structure.kind, StoryKind::Story);
    assert_eq!(structure.missing, []);
}

#[test]
fn the_same_story_in_lower_case_without_commas_reads_the_same() {
    let plain = FULL.to_lowercase().replace(',', "");
    assert_eq!(labels(&plain), labels(FULL));
}

/// The share of the text whose sentences have no clear label, by characters.
fn unclear(structure: &Structure) -> f64 {
    let length = |part: &Part| part.place.chars.len() as f64;
    let unclear: f64 = structure.sentences.iter().filter(|part| part.confidence < CLEAR).map(length).sum();
    unclear / structure.sentences.iter().map(length).sum::<f64>()
}

#[test]
fn shares_are_those_of_clear_sentences_and_confidences_are_probabilities() {
    let structure = outlined(FULL);
    assert!((structure.shares.values().sum::<f64>() + unclear(&structure) - 1.0).abs() < 1e-9);
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
fn a_headline_that_names_its_cause_is_a_result() {
    let labels = labels(
        "As a result of our new rota, sick days fell from twelve to seven a month. Let me tell you how. In 2021 our bakery was \
         short of people every weekend. I was asked to find out why. I talked to fifteen bakers and saw that nobody knew their \
         shifts in time. I drew up a rota and put it on the wall a month ahead.",
    );
    assert_eq!(labels[0], Label::Result, "{labels:?}");
    assert!(labels.contains(&Label::Situation) && labels.contains(&Label::Action), "{labels:?}");
}

#[test]
fn fillers_first_are_no_situation_and_hide_no_result_told_first() {
    let structure = outlined(
        "Um, so, yeah. I cut our returns by 40 percent in one season. When I joined the shop, every third pair of shoes came back. \
         My job was to find out why. I called sixty customers and I measured their shoes. Then I wrote a new size chart.",
    );
    assert_eq!(structure.sentences[0].label, Label::Other);
    assert_eq!(structure.sentences[1].label, Label::Result);
    assert_eq!(structure.missing, []);
}

#[test]
fn a_run_on_sentence_that_holds_two_parts_misses_neither() {
    let run_ons = [
        "I had to keep all nine shops open through December. I sat down with the bakers and wrote down every failure, then I moved the \
         repair visits to Fridays, as a result failures dropped from eleven a month to two.",
        "I had to keep all nine shops open through December, I sat down with the bakers and wrote down every failure, I moved the repair \
         visits to Fridays and asked for a spare oven, failures dropped by 80 percent within two months.",
        "I had to keep all nine shops open through December. I moved the repair visits to Fridays, and I asked the supplier for a spare \
         oven, and in the end not a single shop closed and sales went up by a fifth.",
    ];
    for run_on in run_ons {
        let text =
            format!("Two years ago I was working at a bakery chain, and the ovens kept failing on Saturdays. {run_on}");
        let structure = outlined(&text);
        assert_eq!((structure.kind, structure.missing.as_slice()), (StoryKind::Story, &[] as &[Label]), "{text}");
    }
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
        proptest::prop_assert!(structure.sentences.iter().all(|p| !p.place.chars.is_empty() && (0.0..=1.0).contains(&p.confidence)));
        let sum: f64 = structure.shares.values().sum();
        proptest::prop_assert!(tokens.is_empty() || (sum + unclear(&structure) - 1.0).abs() < 1e-9);
    }
}

#[test]
fn habits_and_intentions_are_no_story() {
    let structure = outlined(
        "I usually start by listening to everyone. I would ask what they need and I would write it down. \
         I'm someone who likes clear plans. If there is a conflict I always try to find common ground.",
    );
    assert_eq!(structure.kind, StoryKind::Generic);
    assert_eq!(structure.missing, []);
    assert!(structure.sentences.iter().all(|p| p.label == Label::Other));
    assert!(structure.told.is_empty());
}

#[test]
fn an_answer_without_a_story_shows_where_it_speaks_in_general() {
    let cases = [
        (
            "Conflict is normal. I usually talk to both of them, and I always try to stay calm. Most people want the same thing in the end, \
          and a walk around the block works wonders.",
            1,
        ),
        (
            "Let me think about that. If a guest was angry, I would listen first, and I would bring them a coffee. Then they leave happy and \
          come back the next week with friends.",
            1,
        ),
        (
            "I am a team player and a fast learner. I'm very organized and I communicate well. My greatest strength is attention to detail. \
          People call me reliable, patient and kind.",
            0,
        ),
    ];
    for (text, at) in cases {
        let structure = outlined(text);
        assert_eq!((structure.kind, structure.generic_at), (StoryKind::Generic, Some(at)), "{text}");
    }
    assert_eq!(outlined(FULL).generic_at, None);
}

#[test]
fn the_names_of_the_parts_alone_are_no_story() {
    let stuffed = "Situation task action result. The situation was a situation, and my task was the task. The action I took was an action. \
        As a result the result was a result. What I learned is a reflection. Situation, task, action, result, reflection.";
    let structure = outlined(stuffed);
    assert_eq!(structure.kind, StoryKind::Unclear);
    assert!(structure.told.is_empty() && structure.missing.is_empty());
}

/// No word in it names a part or announces one.
const CUELESS: &str = "My grandmother's bakery was two weeks from closing and nobody else in the family wanted it. \
    Somebody had to win customers before the rent came due, and it fell to me. \
    I moved back home and baked at four in the morning. \
    I phoned every cafe within ten miles and left each of them a loaf. \
    I wrote the prices on a card and put it in the window. \
    By spring eleven cafes bought bread from us every day, and the shop made a profit again.";

#[test]
fn a_story_without_any_cue_word_is_heard_whole() {
    use Label::{Action, Result, Situation};
    let structure = outlined(CUELESS);
    assert_eq!(structure.kind, StoryKind::Story);
    let labels: Vec<_> = structure.sentences.iter().map(|p| p.label).collect();
    assert_eq!((labels[0], labels[5]), (Situation, Result));
    assert_eq!(labels[2..5], [Action; 3]);
    let lost: Vec<_> = structure.missing.iter().filter(|l| **l != Label::Task).collect();
    assert!(lost.is_empty(), "{structure:?}");
}

#[test]
fn spoken_habits_change_no_part() {
    let spoken = "So um basically what happened was, two years ago I was working at a bakery chain, and uh the ovens the ovens kept failing \
        on Saturdays. So yeah, my job was, you know, to keep all nine shops open through December. So first I I sat down with the bakers \
        and wrote down every failure. And then um I moved the repair visits to Fridays. I also, like, asked the supplier for a spare oven. \
        And so as a result, failures dropped from eleven a month to two. So what I learned is, um, that people at the counter know more \
        than the reports.";
    assert_eq!(labels(spoken), labels(FULL));
}

#[test]
fn misheard_words_leave_most_labels_as_they_are() {
    let (mut same, mut all) = (0, 0);
    for (seed, text) in (0..10).flat_map(|seed| [(seed, FULL), (seed, CUELESS)]) {
        let mut random = fastrand::Rng::with_seed(seed);
        let misheard = |word: &str| match random.u8(..) {
            // One word in ten is gone, one in ten another; full stops stay, so that sentences can be compared.
            0..25 if !word.ends_with('.') => String::new(),
            25..50 if !word.ends_with('.') => "violin".to_owned(),
            _ => word.to_owned(),
        };
        let heard = text.split(' ').map(misheard).collect::<Vec<_>>().join(" ");
        let pairs: Vec<_> = labels(text).into_iter().zip(labels(&heard)).collect();
        same += pairs.iter().filter(|p| p.0 == p.1).count();
        all += pairs.len();
    }
    assert!(same * 10 >= all * 9, "{same} of {all}");
}

#[test]
fn words_without_punctuation_are_cut_at_pauses_and_labelled() {
    use Label::{Action, Result, Situation, Task};
    let mut words: Vec<(&str, f64)> = Vec::new();
    let stretches = [
        "last winter the heating in our school failed twice a week",
        "i had to keep two hundred children warm until the new boiler came",
        "so i borrowed forty heaters and made a plan for the rooms",
        "then i asked the parents to help in the mornings",
        "in the end we lost no single day and the boiler came in march",
    ];
    for stretch in stretches {
        words.extend(stretch.split(' ').enumerate().map(|(k, word)| (word, if k == 0 { 0.9 } else { 0.1 })));
    }
    let structure = outline(&spoken(&words));
    let labels: Vec<_> = structure.sentences.iter().map(|p| p.label).collect();
    assert_eq!(labels, [Situation, Task, Action, Action, Result]);
}

#[test]
fn each_part_that_is_left_out_is_missed() {
    let parts = [
        (
            Label::Situation,
            "Two winters ago our ferry lost a third of its passengers to the new bridge. The crew was afraid for their jobs.",
        ),
        (Label::Task, "As the harbour clerk, I was asked to fill the boats again before summer."),
        (
            Label::Action,
            "I rode along for a week and asked passengers why they still came. I drew a new timetable around the school day. I talked the \
             bakery into selling breakfast on board. Then I trained two students as guides.",
        ),
        (
            Label::Result,
            "Within three months we carried 20 percent more people than before the bridge. All nine of the crew kept their jobs.",
        ),
    ];
    for (gone, _) in parts {
        let kept: Vec<&str> = parts.iter().filter(|p| p.0 != gone).map(|p| p.1).collect();
        let structure = outlined(&kept.join(" "));
        // A sentence that may be it makes it unclear instead.
        let told = structure.sentences.iter().any(|part| part.clear() == Some(gone));
        let unclear = structure.sentences.iter().any(|part| part.label == gone);
        assert!(!told && (unclear || structure.missing.contains(&gone)), "{gone:?}: {structure:?}");
    }
    let whole: Vec<&str> = parts.iter().map(|p| p.1).collect();
    assert_eq!(outlined(&whole.join(" ")).missing, []);
}

#[test]
fn too_little_is_unclear() {
    assert_eq!(outlined("").kind, StoryKind::Unclear);
    assert!(outlined("").shares.is_empty());
    assert_eq!(outlined("I fixed it.").kind, StoryKind::Unclear);
    assert_eq!(outlined("I fixed it. It worked. They were happy.").kind, StoryKind::Unclear);
}
