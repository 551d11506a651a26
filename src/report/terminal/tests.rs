use textwrap::core::display_width;

use super::*;
use crate::findings;
use crate::measures::Doubt;
use crate::measures::pace::PacePoint;
use crate::sample::{self, ANSWER, STUCK};
use crate::structure::StoryKind;
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual::USUAL;
use crate::warning::{Warning, WarningId};

fn judged(mut take: Take) -> Take {
    take.findings = findings::find(&take, &crate::usual::USUAL);
    take
}

fn plain(take: &Take, width: usize) -> String {
    document(&Document::new(take, &[], &USUAL), &Options { width, colour: false })
}

/// Takes of every sort, among them one that means harm.
fn takes() -> Vec<Take> {
    let mut hostile = judged(sample::take(STUCK));
    hostile.source.path = "a\u{1b}]0;owned\u{7}\n\u{202e}b\t\u{1b}[31m.wav".into();
    hostile.transcript.text = hostile.transcript.text.replace("bakery", "b\u{1b}[2Jry");
    hostile.transcript.model = Some("x".repeat(300));
    hostile
        .warnings
        .push(Warning {
            id: WarningId::TranscriptDoubtful, message: "wide 漢字かな交じり文 \u{1b}[0m".repeat(20)
        });
    hostile.notes = vec!["pitch: fewer than 1 s of voiced speech".to_owned().into()];
    let mut generic = judged(sample::answer());
    generic.structure.kind = StoryKind::Generic;
    let one = sample::take(&[ANSWER[7]]);
    let all = [sample::answer(), sample::take(STUCK)].map(judged);
    let text = judged(sample::text_alone(sample::answer()));
    all.into_iter().chain([hostile, generic, one, text, sample::nothing()]).collect()
}

#[test]
fn no_line_is_wider_than_asked() {
    for (n, take) in takes().iter().enumerate() {
        for width in [30, 40, 60, 79, 80, 100, 120, 200] {
            for line in plain(take, width).lines() {
                assert!(display_width(line) <= width, "take {n} at {width}: {line:?}");
                assert_eq!(line.trim_end(), line, "take {n} at {width}");
            }
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    for take in takes() {
        let colour = document(&Document::new(&take, &[], &USUAL), &Options { width: 80, colour: true });
        assert!(colour.contains("\u{1b}[1m"));
        assert_eq!(anstream::adapter::strip_str(&colour).to_string(), plain(&take, 80));
    }
}

#[test]
fn nothing_in_a_take_can_steer_the_terminal() {
    for take in takes() {
        let text = plain(&take, 80);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text}");
        assert!(!text.contains('\u{202e}'));
        assert!(text.lines().all(|line| line != "b"), "a line break in a name is no line break");
    }
}

#[test]
fn fillers_pauses_and_repeats_are_marked_where_they_happen() {
    let text = plain(&sample::answer(), 120).split_whitespace().collect::<Vec<_>>().join(" ");
    for marked in [
        "0:00 S [Um], in my last role",
        "before the winter ⟨0.9 s⟩ rush started.",
        "So ~I~ I started",
        "and [uh] measured",
        "that, [you know], one report",
        "nobody owned it. ⟨pause 2.9 s⟩ I wrote",
    ] {
        assert!(text.contains(marked), "{marked:?} in:\n{text}");
    }
    assert_eq!(text.matches("⟨0.6 s⟩").count(), 0, "rests between sentences are left alone");
}

#[test]
fn a_sound_without_a_word_is_marked_between_words() {
    let mut take = sample::answer();
    let mut sound = take.fillers.occurrences[0].clone();
    sound.kind = crate::language::fillers::FillerKind::Suspected;
    sound.chars = None;
    let winter = take.transcript.words.iter().find(|word| word.text == "winter").unwrap().span.unwrap();
    sound.span = Some(TimeSpan::new(winter.end_s + 0.1, winter.end_s + 0.4));
    take.fillers.occurrences.push(sound);
    assert!(plain(&take, 120).contains("the winter ⟨um?⟩ ⟨0.9 s⟩ rush"), "{}", plain(&take, 120));
}

#[test]
fn a_word_that_was_hard_to_recognise_is_shown_so_unless_all_are() {
    let mut take = sample::answer();
    let clinics = take.transcript.words.iter_mut().find(|word| word.text == "clinics.").unwrap();
    clinics.confidence = Some(0.3);
    let text = plain(&take, 120);
    assert!(text.contains("about forty ‹clinics.›") || text.contains("\n           ‹clinics.›"), "{text}");
    assert!(text.contains("‹word› hard to recognise"));
    take.transcript.words.iter_mut().for_each(|word| word.confidence = Some(0.3));
    take.doubt = Some(Doubt::HardToRecognise);
    let text = plain(&take, 120);
    assert!(!text.contains('‹') && text.contains("with care: the words were hard to recognise."), "{text}");
}

#[test]
fn the_bar_is_proportional_and_unclear_parts_stay_unnamed() {
    let take = sample::answer();
    let text = plain(&take, 80);
    let bar: Vec<char> = text.lines().find(|line| line.starts_with("  S░")).unwrap().trim().chars().collect();
    assert_eq!(bar.len(), 76);
    let action = bar.iter().filter(|&&c| c == 'A' || c == '▓').count() as f64;
    let start_s = take.structure.sentences[3].place.span.unwrap().start_s;
    let end_s = take.structure.sentences[7].place.span.unwrap().start_s;
    let expected = 76.0 * (end_s - start_s) / take.duration.speech_span_s.unwrap();
    assert!((action - expected).abs() <= 1.0, "{action} columns for {expected}");
    assert!(text.contains("? unclear    0:56–0:58    “That was a strange week.”"), "{text}");
    assert!(!text.contains("other"));
    let mut unsure = ANSWER.to_vec();
    unsure[8].1 = 0.69;
    let text = plain(&sample::take(&unsure), 80);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("result unclear") && !text.contains("not found"), "{text}");
}

#[test]
fn missing_parts_are_named() {
    assert!(plain(&sample::take(STUCK), 80).contains("not found: result"));
}

#[test]
fn an_answer_without_a_story_has_no_bar() {
    let mut take = sample::answer();
    take.structure.kind = StoryKind::Generic;
    let text = plain(&take, 80);
    assert!(text.contains("no particular story") && !text.contains('░') && !text.contains("0:00  S"), "{text}");
}

#[test]
fn the_sparkline_is_low_when_slow_high_when_fast_and_empty_in_between() {
    let mut take = sample::answer();
    let end_s = take.duration.speech_span_s.unwrap();
    let third = end_s / 3.0;
    let window = |start_s, wpm| PacePoint { span: TimeSpan::new(start_s, start_s + third), wpm };
    sample::set_curve(&mut take, vec![window(0.0, 110.0), window(2.0 * third, 190.0)]);
    let text = plain(&take, 80);
    let line: Vec<char> = text.lines().find(|line| line.contains('▁')).unwrap().chars().skip(2).collect();
    let columns = |c| line.iter().filter(|&&cell| cell == c).count();
    assert!(
        columns('▁').abs_diff(25) <= 1 && columns(' ').abs_diff(25) <= 1 && columns('█').abs_diff(25) <= 1,
        "{line:?}"
    );
    assert!(
        text.contains("fastest 190 words/min, 0:46–1:09") && text.contains("slowest 110 words/min, 0:00–0:23"),
        "{text}"
    );
    assert!(text.contains("190 words/min, 0:46–1:09 “"));
}

#[test]
fn changes_nobody_hears_are_not_made_much_of() {
    let mut take = sample::answer();
    let mut curve = take.pace.curve.clone();
    for (n, point) in curve.iter_mut().enumerate() {
        point.wpm = if n % 2 == 0 { 140.0 } else { 160.0 };
    }
    sample::set_curve(&mut take, curve);
    assert!(plain(&take, 80).contains("steady: 140 to 160 words/min"));
}

#[test]
fn text_alone_says_what_it_cannot_know() {
    let text = plain(&judged(sample::text_alone(sample::answer())), 80);
    assert!(text.contains("not measured  pace, articulation, pauses, stalls, pitch, loudness, noise,"), "{text}");
    assert!(text.contains("(there is no audio)") && text.contains("Length not measured"));
    assert!(text.contains("[Um], in my last role"));
    assert!(!text.contains("PACE") && !text.contains("0:00"), "{text}");
}

#[test]
fn the_header_tells_the_length_and_what_it_means() {
    let text = plain(&sample::answer(), 80);
    // 168 words, three of them um or uh, and "said again" counts as said.
    assert!(
        text.starts_with("answer.wav\n1:10 of speech, 165 words. Brief, and fine.\n1:11 of audio, 44.1 kHz, stereo")
    );
    let mut piped = sample::answer();
    piped.source.path = "-".into();
    assert!(plain(&piped, 80).starts_with("standard input\n"));
}

#[test]
fn figures_come_with_units_and_what_is_usual_except_for_a_few_words() {
    let text = plain(&sample::take(STUCK), 80);
    let row = |label: &str| text.lines().find(|line| line.trim_start().starts_with(label)).unwrap().to_owned();
    // 77 words in 40.1 s, 11 fillers among 85 words.
    assert!(
        row("pace").contains("115 words/min") && row("pace").ends_with("130–170 words/min   ▽ below"),
        "{}",
        row("pace")
    );
    assert!(row("fillers").contains("12.9 % of words, 16.5 a minute"), "{}", row("fillers"));
    assert!(row("fillers").ends_with("▲ high"));
    let short = plain(&sample::take(&STUCK[..1]), 80);
    assert!(short.contains("Too little to judge") && !short.contains("usual") && !short.contains('▲'), "{short}");
}

#[test]
fn doubt_about_the_words_is_told_before_any_number() {
    let mut take = sample::take(STUCK);
    take.doubt = Some(Doubt::Mismatch);
    take.warnings.push(Warning { id: WarningId::TranscriptDoubtful, message: "Words seem to be missing.".into() });
    let text = plain(&judged(take), 80);
    let doubt = text.find("the words do not match the sound").unwrap();
    assert!(doubt < text.find("pace").unwrap());
    assert!(text.contains("WARNINGS\n  • Words seem to be missing."));
    assert!(!text.lines().any(|line| line.contains("fillers  ") && line.contains('▲')), "words are not judged");
}

#[test]
fn the_next_action_is_the_first_advice() {
    let take = judged(sample::take(STUCK));
    let text = plain(&take, 120);
    assert!(text.contains(&format!("NEXT TIME\n  {}", take.findings[0].advice)), "{text}");
}

#[test]
fn a_whole_report_at_eighty_columns() {
    insta::assert_snapshot!(plain(&judged(sample::answer()), 80));
}

#[test]
fn a_whole_report_on_a_stuck_answer() {
    insta::assert_snapshot!(plain(&judged(sample::take(STUCK)), 80));
}
