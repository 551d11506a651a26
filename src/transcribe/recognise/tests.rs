use std::sync::atomic::AtomicBool;

use super::super::scripted::Scripted;
use super::*;
use crate::sound::Mono;

/// What is said of `duration_s` of sound in which somebody speaks at `speech`.
fn said(script: &[&[(&str, f64)]], duration_s: f64, speech: &[TimeSpan], silences: &[TimeSpan]) -> Transcript {
    let audio = Mono { samples: vec![0.0; (duration_s * 16_000.0) as usize], sample_rate_hz: 16_000 };
    let powers = vec![1.0; (duration_s * 100.0) as usize];
    let heard = Heard { audio: &audio, speech, silences, powers: &powers };
    let cancelled = AtomicBool::new(false);
    let watch = Watch { tell: &|_| (), cancelled: &cancelled };
    Recogniser::new(Scripted::new(script), 1, "en", Vec::new()).transcribe(Some(heard), &watch).unwrap()
}

fn span(start_s: f64, end_s: f64) -> TimeSpan {
    TimeSpan::new(start_s, end_s)
}

#[test]
fn words_of_several_pieces_keep_the_recording_s_own_clock() {
    let speech = [span(0.5, 2.5), span(10.0, 12.0)];
    let said = said(&[&[("Hello", 1.0), ("there.", 2.2)], &[("Bye.", 2.0)]], 15.0, &speech, &[]);
    assert_eq!(said.text, "Hello there. Bye.");
    let bye = said.words[2].span.unwrap();
    assert!((bye.start_s - 10.0).abs() < 1e-9 && (bye.end_s - 11.8).abs() < 1e-9, "{bye:?}");
    assert!(said.caveats.is_empty());
}

#[test]
fn a_silence_ends_the_word_before_it_and_delays_the_one_after() {
    // The recogniser puts the border at 2.1 s, a tenth late, and the whole silence into "went".
    let script: [&[(&str, f64)]; 1] = [&[("I", 1.0), ("then", 2.1), ("went.", 4.0)]];
    let said = said(&script, 5.0, &[span(0.2, 4.2)], &[span(2.0, 3.5)]);
    let spans: Vec<_> = said.words.iter().map(|w| w.span.unwrap()).collect();
    assert_eq!(spans[1..], [span(1.0, 2.0), span(3.5, 4.0)]);
}

#[test]
fn a_loop_is_tried_again() {
    let looping = &[("so", 0.5), ("so", 0.6), ("so", 0.7), ("so", 0.8), ("so", 0.9)];
    let said = said(&[looping, &[("So", 0.5), ("yes.", 1.5)]], 3.0, &[span(0.2, 2.8)], &[]);
    assert_eq!(said.text, "So yes.");
}

#[test]
fn a_loop_that_comes_back_is_cut_to_one_round_and_told() {
    let looping: &[(&str, f64)] = &[
        ("We", 0.2),
        ("did", 0.4),
        ("it", 0.6),
        ("did", 0.8),
        ("it", 1.0),
        ("did", 1.2),
        ("it", 1.4),
        ("did", 1.6),
        ("it.", 1.8),
    ];
    let said = said(&[looping, looping], 3.0, &[span(0.0, 2.0)], &[]);
    assert_eq!(said.text, "We did it");
    assert!(matches!(said.caveats[..], [Caveat::Looped(piece)] if piece.start_s == 0.0), "{:?}", said.caveats);
}

#[test]
fn more_text_than_anyone_can_say_is_left_out() {
    let endless: Vec<(String, f64)> = (0..60).map(|i| (format!("word{i}"), 1.0)).collect();
    let endless: Vec<(&str, f64)> = endless.iter().map(|(w, t)| (w.as_str(), *t)).collect();
    let said = said(&[&endless, &endless], 3.0, &[span(0.0, 2.0)], &[]);
    assert!(said.words.is_empty());
    assert_eq!(said.caveats.len(), 1);
}

#[test]
fn stock_phrases_over_next_to_no_speech_are_left_out_but_kept_when_said() {
    let thanks: &[&[(&str, f64)]] = &[&[("Thank", 0.4), ("you.", 0.8)]];
    let cough = said(thanks, 9.0, &[span(1.0, 1.1)], &[]);
    assert!(cough.words.is_empty() && cough.caveats.len() == 1);
    assert_eq!(said(thanks, 9.0, &[span(1.0, 2.0)], &[]).text, "Thank you.");
}

#[test]
fn the_prompt_coming_back_and_descriptions_of_noise_are_not_words() {
    let prompt: &[(&str, f64)] = &[("Um,", 0.2), ("uh,", 0.4), ("hmm,", 0.6), ("er,", 0.8), ("ah.", 1.0)];
    assert!(said(&[prompt], 3.0, &[span(0.0, 2.0)], &[]).words.is_empty());
    let tags: &[(&str, f64)] = &[("[BLANK_AUDIO]", 0.5), ("Yes", 1.0), ("(applause)", 1.5)];
    assert_eq!(said(&[tags], 3.0, &[span(0.0, 2.0)], &[]).text, "Yes");
}

#[test]
fn whoever_asks_to_stop_is_obeyed_before_the_next_piece() {
    let audio = Mono { samples: vec![0.0; 48_000], sample_rate_hz: 16_000 };
    let speech = [span(0.0, 3.0)];
    let heard = Heard { audio: &audio, speech: &speech, silences: &[], powers: &[] };
    let cancelled = AtomicBool::new(true);
    let watch = Watch { tell: &|_| (), cancelled: &cancelled };
    let outcome = Recogniser::new(Scripted::new(&[]), 1, "en", Vec::new()).transcribe(Some(heard), &watch);
    assert!(matches!(outcome, Err(Error::Cancelled)));
}
