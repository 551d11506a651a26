use super::*;
use crate::language::testing::{said, tokens, transcript};

fn norms(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|t| t.norm).collect()
}

#[test]
fn numbers_and_compounds_stay_whole() {
    assert_eq!(norms("A well-known 1,200 and $2M, or 3.5%!"), ["a", "well-known", "1,200", "and", "$2m", "or", "3.5%"]);
    assert_eq!(norms("at 7:15 in C++ and R&D"), ["at", "7:15", "in", "c++", "and", "r&d"]);
}

#[test]
fn one_word_may_hold_several_tokens_or_none() {
    assert_eq!(norms("and/or word—word — (yes) ..."), ["and", "or", "word", "word", "yes"]);
    assert_eq!(norms("— ... !"), Vec::<String>::new());
    assert_eq!(norms(""), Vec::<String>::new());
}

#[test]
fn characters_are_counted_not_bytes() {
    let tokens = tokens("“Así” ñandú, didn’t 日本");
    let places: Vec<_> = tokens.iter().map(|t| (t.norm.as_str(), t.place.chars.start, t.place.chars.end)).collect();
    assert_eq!(places, [("así", 1, 4), ("ñandú", 6, 11), ("didn't", 13, 19), ("日本", 20, 22)]);
    assert_eq!(tokens[2].text, "didn’t");
}

#[test]
fn a_broken_off_word_keeps_its_hyphen_and_a_dash_is_none() {
    assert_eq!(norms("The projec- project -- and - so"), ["the", "projec-", "project", "and", "so"]);
}

#[test]
fn a_stumble_is_as_many_words_as_are_begun() {
    for (text, expected) in [
        ("I-I-I left", vec!["i", "i", "i", "left"]),
        (
            "Th-th-the w-we'd b-but be-be-because",
            vec!["th-", "th-", "the", "w-", "we'd", "b-", "but", "be-", "be-", "because"],
        ),
        ("the-the and I-I've", vec!["the", "the", "and", "i-", "i've"]),
        (
            "win-win re-read D-Day so-so bye-bye x-ray 24-24 twenty-five",
            vec!["win-win", "re-read", "d-day", "so-so", "bye-bye", "x-ray", "24-24", "twenty-five"],
        ),
        ("uh-huh pre- and post-launch t-shirt", vec!["uh-huh", "pre-", "and", "post-launch", "t-shirt"]),
    ] {
        assert_eq!(norms(text), expected, "{text}");
    }
}

#[test]
fn names_that_look_like_sounds_keep_their_capitals() {
    assert_eq!(norms("The ER was full, Um, and Er then"), ["the", "ER", "was", "full", "um", "and", "er", "then"]);
    assert_eq!(norms("I met Ah Meng. Um I left."), ["i", "met", "Ah", "meng", "um", "i", "left"]);
    assert_eq!(
        norms("UM I LEFT THE ROOM"),
        ["um", "i", "left", "the", "room"],
        "in capitals all over they tell nothing"
    );
}

#[test]
fn signs_beside_numbers_and_points_before_names_belong_to_them() {
    assert_eq!(
        norms("200€, ₹50, US$5, 12 %, 30\u{a0}%. .NET, .5 and 3×"),
        ["200€", "₹50", "us$5", "12", "%", "30", "%", ".net", ".5", "and", "3×"]
    );
    assert_eq!(norms("So ... and ...then"), ["so", "and", "then"]);
}

#[test]
fn marks_become_breaks_and_ends() {
    let tokens = tokens("Well, I (sort of) left — then. Why? Dr. Who");
    let breaks: Vec<_> = tokens.iter().filter(|t| t.break_before).map(|t| t.norm.as_str()).collect();
    assert_eq!(breaks, ["i", "sort", "left", "then"]);
    let ends: Vec<_> = tokens.iter().filter(|t| t.ends_sentence).map(|t| t.norm.as_str()).collect();
    assert_eq!(ends, ["then", "why"]);
    assert!(tokens[0].break_after && tokens[3].break_after);
}

#[test]
fn the_tokens_of_a_word_share_its_time() {
    let mut transcript = transcript("and/or");
    transcript.words[0].span = Some(TimeSpan::new(1.0, 2.0));
    let tokens = tokenize(&transcript, None);
    let (and, or) = (tokens[0].place.span.unwrap(), tokens[1].place.span.unwrap());
    assert!((and.start_s - 1.0).abs() < 1e-9 && (and.end_s - 1.6).abs() < 1e-9);
    assert!((or.start_s - 1.6).abs() < 1e-9 && (or.end_s - 2.0).abs() < 1e-9);
}

#[test]
fn a_pause_stands_before_the_word_it_precedes() {
    let tokens = said(&[("i", 0.0), ("left", 0.5), ("early", 0.0)]);
    let pauses: Vec<_> = tokens.iter().map(|t| t.pause_before_s.unwrap()).collect();
    assert!((pauses[1] - 0.5).abs() < 1e-9);
    assert!(pauses[0].abs() < 1e-9 && pauses[2].abs() < 1e-9);
}

#[test]
fn a_silence_inside_a_stretched_word_goes_to_its_nearer_end() {
    let mut transcript = transcript("and then");
    transcript.words[0].span = Some(TimeSpan::new(1.0, 2.0));
    transcript.words[1].span = Some(TimeSpan::new(2.0, 2.3));
    let tokens = tokenize(&transcript, Some(&[TimeSpan::new(1.4, 1.95), TimeSpan::new(2.4, 9.0)]));
    assert_eq!(tokens[0].pause_before_s, Some(0.0));
    assert!((tokens[1].pause_before_s.unwrap() - 0.55).abs() < 1e-9);
}

#[test]
fn without_audio_or_without_times_no_pause_is_known() {
    let mut transcript = transcript("i left");
    assert!(tokenize(&transcript, Some(&[TimeSpan::new(0.0, 1.0)])).iter().all(|t| t.pause_before_s.is_none()));
    transcript.words[0].span = Some(TimeSpan::new(0.0, 0.2));
    transcript.words[1].span = Some(TimeSpan::new(3.0, 3.2));
    assert!(tokenize(&transcript, None).iter().all(|t| t.pause_before_s.is_none()));
}

proptest::proptest! {
    #[test]
    fn tokens_of_any_text_are_slices_of_it_in_order(text in "(\\PC|[a-zA-Z0-9 ,.%$'—-]){0,120}") {
        let chars: Vec<char> = text.chars().collect();
        let mut end = 0;
        for token in tokens(&text) {
            let place = token.place.chars;
            proptest::prop_assert!(end <= place.start && place.start < place.end);
            let slice: String = chars[place.clone()].iter().collect();
            proptest::prop_assert_eq!(slice, token.text);
            end = place.end;
        }
    }

    #[test]
    fn no_text_is_too_odd_for_any_reader(text in "(\\PC|[a-z0-9 ,.%$'/:-]| (half|from|to|two|and|the|kind|of|well) ){0,120}") {
        let reading = crate::language::testing::reading(&text);
        let written: Vec<_> = reading.fillers.iter().filter_map(|f| f.chars.clone()).collect();
        proptest::prop_assert!(written.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let hedges = crate::language::hedges::find(&reading);
        proptest::prop_assert!(hedges.windows(2).all(|pair| pair[0].place.chars.end <= pair[1].place.chars.start));
        proptest::prop_assert_eq!(reading.repetition.count, reading.repetition.items.len());
        let length = text.chars().count();
        let quantities = crate::language::quantities::find(&reading);
        let inside = |q: &crate::language::quantities::Quantity| !q.place.chars.is_empty() && q.place.chars.end <= length;
        proptest::prop_assert!(quantities.iter().all(inside));
        proptest::prop_assert!(reading.tokens.iter().all(|t| crate::language::syllables::count(&t.norm) >= 1));
    }
}
