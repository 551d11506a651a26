use super::*;
use crate::language::sentences;
use crate::language::testing::{said, tokens};

/// Writes the fillers of `text` in capitals, as found.
fn marked(text: &str) -> String {
    let tokens = tokens(text);
    let found = find(&tokens, &sentences::split(&tokens), "en");
    let inside = |k: usize| found.iter().any(|f| f.chars.as_ref().is_some_and(|chars| chars.contains(&k)));
    text.chars()
        .enumerate()
        .map(|(k, c)| if inside(k) { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
        .collect()
}

/// Each text has its fillers in capitals, as a careful listener would mark them; nothing else is in capitals.
fn assert_marked(texts: &[&str]) {
    let wrong: Vec<_> =
        texts.iter().filter(|t| marked(&t.to_lowercase()) != **t).map(|t| marked(&t.to_lowercase())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sounds_are_fillers_everywhere() {
    assert_marked(&[
        "UM, we were, UH, late.",
        "UMMM i thought HMM",
        "the ER nurse, ERM, called",
        "her hum, mum and the uh-huh.",
    ]);
}

#[test]
fn names_in_capitals_are_no_sounds() {
    let found = |text: &str| find(&tokens(text), &sentences::split(&tokens(text)), "en").len();
    assert_eq!(found("I ran the ER at night. We met Ah Meng at UM."), 0);
    assert_eq!(found("Um, I ran the ER, er, at night."), 2);
    assert_eq!(found("UM, I RAN IT AT NIGHT."), 1);
}

#[test]
fn like_between_marks_or_before_an_estimate_is_a_filler() {
    assert_marked(&[
        "it was, LIKE, the third outage.",
        "we had LIKE twenty tickets open.",
        "and LIKE nobody wanted to call the vendor.",
        "she was LIKE really calm about it.",
        "that is LIKE super risky.",
        "we have a LIKE shared calendar.",
        "they started to LIKE argue about scope.",
        "the rollout took maybe LIKE a week.",
        "it's a really big LIKE warehouse system.",
        "because LIKE the budget was gone.",
    ]);
}

#[test]
fn like_as_a_verb_is_none() {
    assert_marked(&[
        "i like the plan.",
        "i really like working with nurses.",
        "they didn't like it.",
        "we would like to finish by june.",
        "i'd like your opinion.",
        "people like a short queue.",
        "what i like about sales is the rhythm.",
        "you can change it if you like.",
        "some clients don't like surprises.",
        "would you like me to go on?",
    ]);
}

#[test]
fn like_as_a_preposition_is_none() {
    assert_marked(&[
        "it felt like a long winter.",
        "it looks like rain.",
        "we used tools like jira and slack.",
        "i had never seen anything like that.",
        "something like forty orders",
        "it was more like a negotiation.",
        "do it like this.",
        "people like him are rare.",
        "like most small shops, we kept paper records.",
        "i did not know what it was like to manage friends.",
        "what does a good day look like?",
        "like i said, the door was open.",
        "he sounded like my old boss.",
        "it's like riding a bike.",
    ]);
}

#[test]
fn like_is_the_verb_whatever_stands_between() {
    assert_marked(&[
        "i'd like for the kids to see the sea.",
        "my sister would like three tickets.",
        "we would like nothing more.",
        "i personally like the old one better.",
        "i don't particularly like heights.",
        "they must really like it there.",
        "if you like, we can stop here.",
        "what do you like about teaching?",
        "it would LIKE take forever to load.",
        "she'd LIKE just sit there and stare.",
        "they don't LIKE have a plan or anything.",
        "we LIKE never talk anymore.",
        "i LIKE totally forgot.",
    ]);
}

#[test]
fn like_compares() {
    assert_marked(&[
        "someone like you would understand.",
        "guys like him never call back.",
        "she treats me like a child.",
        "it seemed to me like a bad idea.",
        "he looked at us like we were mad.",
        "you have no idea what my first year was like.",
        "just like any other day, i made tea.",
        "nobody does it like they do in naples.",
        "do it like you did yesterday.",
        "she's nothing like her mother.",
        "it was almost like a dream.",
        "a hat like that too.",
        "i was at LIKE my lowest point.",
        "that's LIKE half my salary.",
        "it's a LIKE twenty minute walk.",
        "my job is LIKE mostly emails.",
    ]);
}

#[test]
fn reported_speech_is_no_filler() {
    assert_marked(&["and he was like, no, stop the line.", "SO i was like what is going on", "she's like i can help."]);
}

#[test]
fn like_in_lower_case_without_commas() {
    assert_marked(&[
        "we were LIKE thirty people and i really like small teams",
        "it was LIKE a really bad week and it felt like a month",
        "they wanted to LIKE move the whole store",
    ]);
}

#[test]
fn you_know_hangs_loose_or_is_a_clause() {
    assert_marked(&[
        "it was, YOU KNOW, a hard call.",
        "we waited and YOU KNOW nobody came.",
        "because YOU KNOW the market was down.",
        "the printer jammed again, YOU KNOW.",
        "do you know the answer?",
        "you know what happened next.",
        "as you know, we were closed.",
        "let me tell you what you know already.",
        "you know how it goes.",
        "i want to work with people you know.",
    ]);
}

#[test]
fn i_mean_hangs_loose_or_means_something() {
    assert_marked(&[
        "I MEAN, it was fine.",
        "it failed, I MEAN it failed twice.",
        "that's what i mean by ownership.",
        "i mean to finish this.",
        "do you see what i mean?",
        "i mean it.",
        "by ready i mean tested.",
        "when i say ready, i mean tested.",
        "i mean every word of it.",
        "i mean them.",
    ]);
}

#[test]
fn kind_of_softens_or_names_a_kind() {
    assert_marked(&[
        "i was KIND OF nervous.",
        "we SORT OF gave up.",
        "it was KINDA late.",
        "this kind of bug is rare.",
        "it was a kind of test.",
        "what sort of customer was it?",
        "we had the same kind of problem, some sort of leak.",
        "a strange sort of pride.",
        "it is a no return kind of thing.",
        "it KIND OF depends.",
    ]);
}

#[test]
fn adverbs_count_only_where_they_hang_loose() {
    assert_marked(&[
        "BASICALLY, we rebuilt it.",
        "it was, ACTUALLY, my first week.",
        "and, LITERALLY, nobody came.",
        "we LIKE LITERALLY ran out.",
        "i actually called her.",
        "we never actually met.",
        "i wanted to see what actually happened.",
        "the two forms were basically the same.",
        "she took it literally.",
        "it was fine, actually.",
    ]);
}

#[test]
fn openers_are_listed_and_not_counted() {
    assert_marked(&[
        "SO i called the client.",
        "UM, SO we waited.",
        "WELL, it was late.",
        "it was, WELL, late.",
        "OKAY, let me think.",
        "RIGHT, SO the second store.",
        "SO that was fun.",
        "she said WELL i can try.",
        "that helps, RIGHT?",
    ]);
    let text = "So we left. Um, it rained.";
    let tokens = tokens(text);
    let found = find(&tokens, &sentences::split(&tokens), "en");
    let told: Vec<_> = found.iter().map(|f| (f.text.as_str(), f.tier, f.kind, f.counted)).collect();
    assert_eq!(told, [("so", 3, FillerKind::Opener, false), ("um", 1, FillerKind::Sound, true)]);
}

#[test]
fn the_same_words_inside_a_sentence_are_no_openers() {
    assert_marked(&[
        "it was so late that we left.",
        "so far it works.",
        "so many people called.",
        "it went well.",
        "we hired a cook as well.",
        "they were well prepared.",
        "that was the right call.",
        "right now i lead a team.",
        "it is okay to fail.",
        "we were closed, so i went home.",
    ]);
}

#[test]
fn an_opener_may_hang_between_silences() {
    let found = |pause: f64| {
        let tokens =
            said(&[("we", 0.0), ("closed.", 0.0), ("Right.", pause), ("Then", pause), ("i", 0.0), ("left.", 0.0)]);
        find(&tokens, &sentences::split(&tokens), "en").len()
    };
    assert_eq!((found(0.6), found(0.0)), (1, 0));
}

#[test]
fn a_pause_sets_a_word_off_like_a_comma() {
    let found = |pause: f64| {
        let tokens = said(&[("the", 0.0), ("boxes", 0.0), ("like", pause), ("shoes", pause), ("fell", 0.0)]);
        find(&tokens, &sentences::split(&tokens), "en").len()
    };
    assert_eq!((found(0.4), found(0.0)), (1, 0));
}

#[test]
fn places_and_languages() {
    let tokens = tokens("Ähm, you  know, um");
    let found = find(&tokens, &sentences::split(&tokens), "en-GB");
    assert_eq!(
        found.iter().map(|f| (f.text.as_str(), f.chars.clone())).collect::<Vec<_>>(),
        [("you know", Some(5..14)), ("um", Some(16..18))]
    );
    assert!(find(&tokens, &sentences::split(&tokens), "de").is_empty());
    assert!(find(&[], &[], "en").is_empty());
}
