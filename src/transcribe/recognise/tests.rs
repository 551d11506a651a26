use std::sync::atomic::AtomicBool;

use super::super::scripted::Scripted;
use super::*;
use crate::acoustics::VoicedMoment;
use crate::sound::Mono;

/// What is said of `duration_s` of sound in which somebody speaks at `speech`.
fn said(script: &[&[(&str, f64)]], duration_s: f64, speech: &[TimeSpan]) -> Transcript {
    heard_with(script, duration_s, speech, &[], &[])
}

/// The same with the moments of syllables and of a voice.
fn heard_with(
    script: &[&[(&str, f64)]],
    duration_s: f64,
    speech: &[TimeSpan],
    nuclei: &[f64],
    voice: &[VoicedMoment],
) -> Transcript {
    heard_by(Scripted::new(script), duration_s, speech, nuclei, voice)
}

/// The same by an engine that may be less sure of it.
fn heard_by(
    engine: Scripted,
    duration_s: f64,
    speech: &[TimeSpan],
    nuclei: &[f64],
    voice: &[VoicedMoment],
) -> Transcript {
    let audio = Mono { samples: vec![0.0; (duration_s * 16_000.0) as usize], sample_rate_hz: 16_000 };
    let powers = vec![1.0; (duration_s * 100.0) as usize];
    let silences: Vec<TimeSpan> = speech.windows(2).map(|pair| span(pair[0].end_s, pair[1].start_s)).collect();
    let heard = Heard { audio: &audio, speech, silences: &silences, powers: &powers, nuclei, voice };
    let cancelled = AtomicBool::new(false);
    let watch = Watch { tell: &|_| (), cancelled: &cancelled };
    Recogniser::new(engine, 1, "en", Vec::new()).transcribe(Some(heard), &watch).unwrap()
}

fn span(start_s: f64, end_s: f64) -> TimeSpan {
    TimeSpan::new(start_s, end_s)
}

#[test]
fn words_of_several_pieces_keep_the_recording_s_own_clock() {
    let speech = [span(0.5, 2.5), span(10.0, 12.0)];
    let said = said(&[&[("Hello", 1.0), ("there.", 2.2)], &[("Bye.", 2.0)]], 15.0, &speech);
    assert_eq!(said.text, "Hello there. Bye.");
    let bye = said.words[2].span.unwrap();
    assert!(bye.start_s >= 10.0 && bye.end_s <= 12.0, "{bye:?}");
    assert!(said.caveats.is_empty());
}

#[test]
fn a_silence_ends_the_word_before_it_and_delays_the_one_after() {
    // The recogniser puts the border at 1.1 s, a tenth late, and the whole silence into "went".
    let script: [&[(&str, f64)]; 1] = [&[("I", 0.4), ("then", 1.1), ("went.", 3.1)]];
    let said = said(&script, 5.0, &[span(0.2, 1.0), span(2.7, 3.2)]);
    let spans: Vec<_> = said.words.iter().map(|w| w.span.unwrap()).collect();
    assert!((spans[1].end_s - 1.0).abs() < 1e-9 && (spans[2].start_s - 2.7).abs() < 1e-9, "{spans:?}");
}

#[test]
fn a_loop_is_tried_again() {
    let looping = &[("so", 0.5), ("so", 0.6), ("so", 0.7), ("so", 0.8), ("so", 0.9)];
    let said = said(&[looping, &[("So", 0.5), ("yes.", 1.5)]], 3.0, &[span(0.2, 2.8)]);
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
    let said = said(&[looping; 4], 3.0, &[span(0.0, 2.0)]);
    assert_eq!(said.text, "We did it");
    assert!(matches!(said.caveats[..], [Caveat::Looped(piece)] if piece.start_s == 0.0), "{:?}", said.caveats);
}

/// Syllables four a second, between `from_s` and `to_s`.
fn syllables(from_s: f64, to_s: f64) -> Vec<f64> {
    (0..((to_s - from_s) * 4.0) as usize).map(|i| from_s + 0.125 + 0.25 * i as f64).collect()
}

/// "word" every quarter of a second, between `from_s` and `to_s`.
fn words(from_s: f64, to_s: f64) -> Vec<(&'static str, f64)> {
    let text = ["this", "is", "what", "he", "said", "then"];
    (0..((to_s - from_s) * 4.0) as usize).map(|i| (text[i % 6], from_s + 0.25 * (i + 1) as f64)).collect()
}

#[test]
fn a_stretch_that_one_way_of_asking_drops_is_heard_another_way() {
    let (dropped, whole) = (words(5.8, 9.8), words(-0.2, 9.8));
    let dropped = [&[("I", 5.8)][..], &dropped].concat();
    let said = heard_with(&[&dropped, &whole], 12.0, &[span(0.0, 10.0)], &syllables(0.0, 10.0), &[]);
    assert_eq!(said.words.len(), whole.len(), "{}", said.text);
}

#[test]
fn a_stretch_that_no_way_of_asking_hears_keeps_the_words_around_it() {
    let (before, after) = (words(-0.2, 2.8), words(7.8, 11.8));
    let dropped = [&before[..], &after].concat();
    let speech = [span(0.0, 3.0), span(3.4, 7.6), span(8.0, 12.0)];
    let said = heard_with(&[&dropped[..]; 4], 13.0, &speech, &syllables(0.0, 12.0), &[]);
    assert_eq!(said.words.len(), dropped.len(), "{}", said.text);
}

#[test]
fn the_stretch_alone_is_heard_where_the_whole_is_not() {
    let (before, after, alone) = (words(-0.2, 2.8), words(7.8, 11.8), words(0.0, 4.0));
    let dropped = [&before[..], &after].concat();
    let speech = [span(0.0, 3.0), span(3.4, 7.6), span(8.0, 12.0)];
    let script: [&[_]; 5] = [&dropped, &dropped, &dropped, &dropped, &alone];
    let said = heard_with(&script, 13.0, &speech, &syllables(0.0, 12.0), &[]);
    assert_eq!(said.words.len(), dropped.len() + alone.len(), "{}", said.text);
}

#[test]
fn a_recogniser_at_a_loss_is_asked_for_three_stretches_of_a_piece() {
    let heard_s = [0.0, 6.0, 12.0, 18.0, 24.0];
    let dropped: Vec<_> = heard_s.iter().flat_map(|&s| words(s - 0.2, s + 2.8)).collect();
    let speech: Vec<_> = (0..9).map(|i| 3.0 * f64::from(i)).map(|s| span(s, s + 2.7)).collect();
    let nuclei: Vec<_> = speech.iter().flat_map(|s| syllables(s.start_s, s.start_s + 2.5)).collect();
    let alone = words(0.0, 2.5);
    let script: [&[_]; 8] = [&dropped, &dropped, &dropped, &dropped, &alone, &alone, &alone, &alone];
    let said = heard_with(&script, 28.0, &speech, &nuclei, &[]);
    assert_eq!(said.words.len(), dropped.len() + 3 * alone.len(), "{}", said.text);
}

#[test]
fn repeats_that_the_sound_has_are_kept_without_a_note() {
    let stutter: &[(&str, f64)] =
        &[("Then", 0.25), ("I,", 0.5), ("I,", 0.75), ("I,", 1.0), ("I", 1.25), ("went", 1.5), ("home.", 1.75)];
    let speech = [span(0.0, 1.9)];
    let said = heard_with(&[stutter], 3.0, &speech, &syllables(0.0, 1.8), &[]);
    assert_eq!(said.text, "Then I, I, I, I went home.");
    assert!(said.caveats.is_empty(), "{:?}", said.caveats);
}

#[test]
fn words_that_an_um_stands_for_are_asked_for_again() {
    let hiding: &[(&str, f64)] = &[("Yes.", 0.4), ("Um,", 1.6), ("the", 1.8), ("line.", 2.1)];
    let whole: &[(&str, f64)] = &[
        ("Yes.", 0.4),
        ("On", 0.65),
        ("that", 0.9),
        ("day", 1.15),
        ("of", 1.35),
        ("all", 1.6),
        ("the", 1.8),
        ("line.", 2.1),
    ];
    let nuclei = [0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.7, 1.95];
    let said = heard_with(&[hiding, whole], 3.0, &[span(0.1, 2.2)], &nuclei, &[]);
    assert_eq!(said.text, "Yes. On that day of all the line.");
}

#[test]
fn an_um_counts_only_where_the_sound_has_one() {
    let script: &[&[(&str, f64)]] = &[&[("We,", 0.3), ("um,", 0.7), ("told", 1.0), ("them,", 1.3), ("um.", 1.7)]];
    let moment = |i: u32| VoicedMoment { time_s: 0.5 + 0.01 * f64::from(i), hz: 110.0, change_db: 2.0 };
    let voice: Vec<VoicedMoment> = (0..40).map(moment).collect();
    let said = heard_with(script, 3.0, &[span(0.2, 1.9)], &[], &voice);
    assert_eq!(said.text, "We, um, told them.");
    // Without a voice to go by the recogniser is believed.
    let said = heard_with(script, 3.0, &[span(0.2, 1.9)], &[], &[]);
    assert_eq!(said.words.len(), 5);
}

#[test]
fn more_text_than_anyone_can_say_is_left_out() {
    let endless: Vec<(String, f64)> = (0..60).map(|i| (format!("word{i}"), 1.0)).collect();
    let endless: Vec<(&str, f64)> = endless.iter().map(|(w, t)| (w.as_str(), *t)).collect();
    let said = said(&[&endless[..]; 4], 3.0, &[span(0.0, 2.0)]);
    assert!(said.words.is_empty());
    assert_eq!(said.caveats.len(), 1);
}

#[test]
fn stock_phrases_over_next_to_no_speech_are_left_out_but_kept_when_said() {
    let thanks: &[&[(&str, f64)]] = &[&[("Thank", 0.4), ("you.", 0.8)]];
    let cough = said(thanks, 9.0, &[span(1.0, 1.1)]);
    assert!(cough.words.is_empty() && cough.caveats.len() == 1);
    assert_eq!(said(thanks, 9.0, &[span(1.0, 2.0)]).text, "Thank you.");
}

#[test]
fn the_prompt_coming_back_and_descriptions_of_noise_are_not_words() {
    let prompt: &[(&str, f64)] = &[("Um,", 0.2), ("uh,", 0.4), ("hmm,", 0.6), ("er,", 0.8), ("ah.", 1.0)];
    assert!(said(&[prompt], 3.0, &[span(0.0, 2.0)]).words.is_empty());
    let tags: &[(&str, f64)] = &[("[BLANK_AUDIO]", 0.5), ("Yes", 1.0), ("(applause)", 1.5)];
    assert_eq!(said(&[tags], 3.0, &[span(0.0, 2.0)]).text, "Yes");
}

#[test]
fn doubtful_words_over_a_noise_without_a_voice_are_left_out() {
    let doubtful: &[(&str, f64)] = &[("Thank", 0.5), ("you", 0.8), ("so", 1.2), ("much.", 1.8)];
    let answer: &[(&str, f64)] = &[("Good", 0.8), ("morning.", 1.8)];
    let speech = [span(0.1, 2.1), span(10.1, 12.1)];
    let heard = |sure: f32, nuclei: &[f64]| {
        // What is unclear is asked for twice.
        let times = if sure > 0.9 { 1 } else { 2 };
        let mut engine = Scripted::new(&[vec![doubtful; times], vec![answer; times]].concat());
        engine.sure = vec![sure];
        heard_by(engine, 14.0, &speech, nuclei, &[]).text
    };
    let voiced = [0.5, 0.9, 1.3, 1.7, 10.5, 10.9, 11.3];
    assert_eq!(heard(0.7, &voiced[4..]), "Good morning.");
    assert_eq!(heard(0.95, &voiced[4..]), "Thank you so much. Good morning.");
    assert_eq!(heard(0.7, &voiced), "Thank you so much. Good morning.");
    // Somebody who whispers from start to end has no voice anywhere.
    assert_eq!(heard(0.7, &[]), "Thank you so much. Good morning.");
}

#[test]
fn the_prompt_coming_back_in_part_is_asked_for_without_it() {
    let echo: &[(&str, f64)] =
        &[("So,", 0.3), ("um,", 0.5), ("well,", 0.8), ("you", 1.0), ("know,", 1.2), ("start", 1.5), ("over.", 1.8)];
    let speech = [span(0.1, 1.9)];
    assert_eq!(said(&[echo, &[("Good", 0.8), ("morning.", 1.8)]], 3.0, &speech).text, "Good morning.");
    // Who is heard to say so without the prompt has said it.
    let meant: &[(&str, f64)] = &[("We", 0.4), ("should", 0.8), ("start", 1.2), ("over.", 1.8)];
    assert_eq!(said(&[meant, meant], 3.0, &speech).text, "We should start over.");
}

#[test]
fn the_prompt_s_text_gives_way_to_a_clearer_one_where_it_brought_no_um() {
    let misled: &[(&str, f64)] = &[("It", 0.4), ("came", 0.8), ("to", 1.2), ("a", 1.5), ("part.", 1.8)];
    let um: &[(&str, f64)] = &[("Um,", 0.4), ("apart.", 1.8)];
    let bare: &[(&str, f64)] = &[("It", 0.4), ("came", 0.8), ("apart.", 1.8)];
    let heard = |first: &[(&str, f64)], sure: [f32; 2]| {
        let mut engine = Scripted::new(&[first, bare]);
        engine.sure = sure.to_vec();
        heard_by(engine, 3.0, &[span(0.1, 1.9)], &[], &[]).text
    };
    assert_eq!(heard(misled, [0.8, 0.9]), "It came apart.");
    // What is clear is not asked for again, what is no clearer is not taken, and an um is what the prompt is there for.
    assert_eq!(heard(misled, [0.95, 0.99]), "It came to a part.");
    assert_eq!(heard(misled, [0.8, 0.7]), "It came to a part.");
    assert_eq!(heard(um, [0.8, 0.9]), "Um, apart.");
}

/// Words (text, start s, end s, probability) without the ums that `voice` does not bear out.
fn borne_out(said: &[(&str, f64, f64, f64)], voice: &[VoicedMoment]) -> Vec<RecognisedWord> {
    let audio = Mono { samples: vec![0.0; 48_000], sample_rate_hz: 16_000 };
    let heard = Heard { audio: &audio, speech: &[], silences: &[], powers: &[], nuclei: &[], voice };
    let word = |&(text, start_s, end_s, confidence): &(&str, f64, f64, f64)| RecognisedWord {
        text: text.into(),
        span: span(start_s, end_s),
        confidence,
    };
    let mut said = said.iter().map(word).collect();
    filled::keep_heard(&mut said, heard);
    said
}

#[test]
fn an_um_among_guesses_is_a_guess() {
    // The sound has a short voice that may be one; the words beside it are clear, or hardly heard.
    let moment = |i: u32| VoicedMoment { time_s: 0.55 + 0.01 * f64::from(i), hz: 110.0, change_db: 5.0 };
    let voice: Vec<VoicedMoment> = (0..15).map(moment).collect();
    let heard_among = |sure: f64| {
        let said =
            [("We,", 0.2, 0.5, sure), ("um,", 0.5, 0.75, 0.4), ("told", 0.75, 1.2, sure), ("them.", 1.2, 1.9, sure)];
        borne_out(&said, &voice).len()
    };
    assert_eq!(heard_among(0.9), 4);
    assert_eq!(heard_among(0.15), 3);
}

#[test]
fn an_um_that_is_silent_where_it_stands_is_put_where_it_sounds_before_the_next_word() {
    let moment = |i: u32| VoicedMoment { time_s: 0.55 + 0.01 * f64::from(i), hz: 110.0, change_db: 2.0 };
    let voice: Vec<VoicedMoment> = (0..30).map(moment).collect();
    let um_after = |start_s: f64| {
        let end_s = start_s + 0.3;
        let said = [("We", 0.2, 0.5, 0.7), ("um,", start_s, end_s, 0.7), ("left.", end_s, end_s + 0.3, 0.7)];
        borne_out(&said, &voice).into_iter().find(|word| word.text == "um,").map(|um| um.span)
    };
    let moved = um_after(1.1).unwrap();
    assert!((moved.start_s - 0.55).abs() < 0.03 && (moved.end_s - 0.85).abs() < 0.03, "{moved:?}");
    // Too far away to be the same.
    assert_eq!(um_after(1.9), None);
}

#[test]
fn whoever_asks_to_stop_is_obeyed_before_the_next_piece() {
    let audio = Mono { samples: vec![0.0; 48_000], sample_rate_hz: 16_000 };
    let speech = [span(0.0, 3.0)];
    let heard = Heard { audio: &audio, speech: &speech, silences: &[], powers: &[], nuclei: &[], voice: &[] };
    let cancelled = AtomicBool::new(true);
    let watch = Watch { tell: &|_| (), cancelled: &cancelled };
    let outcome = Recogniser::new(Scripted::new(&[]), 1, "en", Vec::new()).transcribe(Some(heard), &watch);
    assert!(matches!(outcome, Err(Error::Cancelled)));
}

#[test]
fn whatever_the_length_the_engine_is_given_a_second_and_the_words_stay_inside_the_recording() {
    for hundredths in 0..=200 {
        let length_s = f64::from(hundredths) / 100.0;
        let all = said(&[&[("Yes.", 0.9)]], length_s, &[span(0.0, length_s)]);
        // The same as the last piece of a longer recording, after a silence.
        let script: [&[(&str, f64)]; 2] = [&[("Well.", 1.0)], &[("Yes.", 0.9)]];
        let last = said(&script, 8.0 + length_s, &[span(0.5, 2.0), span(8.0, 8.0 + length_s)]);
        for (transcript, end_s) in [(all, length_s), (last, 8.0 + length_s)] {
            let spans = transcript.words.iter().filter_map(|word| word.span);
            assert!(spans.clone().all(|span| span.start_s <= span.end_s && span.end_s <= end_s + 1e-9), "{length_s} s");
        }
    }
}
