mod ears;

use textwrap::core::display_width;

use super::*;
use crate::findings;
use crate::measures::Doubt;
use crate::measures::pace::PacePoint;
use crate::report::options::Context;
use crate::sample::{self, ANSWER, STUCK};
use crate::structure::{Label, StoryKind};
use crate::take::Take;
use crate::units::TimeSpan;
use crate::usual::USUAL;
use crate::warning::{Warning, WarningId};

fn judged(mut take: Take) -> Take {
    take.findings = findings::find(&take, &crate::usual::USUAL);
    take
}

/// The whole report.
fn plain(take: &Take, width: usize) -> String {
    document(
        &Document::new(take, &Context::default(), &USUAL),
        &Options { width, colour: false, plain: false, full: true },
    )
}

/// What is known of every take here: remarks and commands of usual length.
fn known() -> Context {
    let command = |command: &str, what: &str| (command.to_owned(), what.to_owned());
    Context {
        taken: None,
        remarks: vec![
            "Against take 6 of 25 Nov 2026: fillers 2.1 → 5.6 a minute, really more; no other real change.".into(),
            "You lean on “let's say”, 3 times here and in 4 of 4 earlier answers.".into(),
        ],
        next: vec![
            command("outloud play 7 --finding 1", "hear it"),
            command("outloud history show 7 --full", "see all of it"),
            command("outloud record --question oven", "say it again"),
        ],
        ..Context::default()
    }
}

/// The short report.
fn short(take: &Take, width: usize) -> String {
    document(&Document::new(take, &known(), &USUAL), &Options { width, colour: false, plain: false, full: false })
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
fn the_short_report_is_short_for_any_answer() {
    let mut all = takes();
    for take in &mut all {
        let mut asked = take.clone();
        asked.measures.question.prompt = Some("Tell me about a conflict with a colleague. ".repeat(200));
        assert!(short(&asked, 80).lines().count() <= 24, "{}", short(&asked, 80));
        asked.measures.question.prompt = Some("x".repeat(5000));
        for finding in &mut asked.findings {
            finding.advice = "Say it once more. ".repeat(60);
            finding.evidence.iter_mut().for_each(|moment| moment.quote = "word ".repeat(60));
        }
        for (width, most) in [(80, 24), (120, 24), (60, 32), (40, 48)] {
            for take in [&*take, &asked] {
                let report = short(take, width);
                assert!(report.lines().count() <= most, "{width} columns:\n{report}");
            }
        }
    }
}

#[test]
fn the_short_report_says_one_strength_two_things_to_try_and_what_to_type() {
    let take = judged(sample::take(STUCK));
    let text = short(&take, 80);
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!((text.matches("\n  keep  ").count(), text.matches("\n  try ").count()), (1, 2), "{text}");
    for (n, finding) in take.findings.iter().take(2).enumerate() {
        let moment = finding.evidence.first().unwrap();
        assert!(flat.contains(&format!("try {} {}", n + 1, finding.advice)), "{text}");
        assert_eq!(flat.matches(&finding.advice).count(), 1, "nothing is said twice: {text}");
        assert!(flat.contains(&format!("“{}”", moment.quote)) && !flat.contains(&finding.message), "{text}");
    }
    for said in [
        "answer.wav 0:40 of speech, 77 words. Short:",
        "S situation, T task, A action, ? unclear (not found: result)",
        "6 stalls inside a clause, 9.0 a minute (usual up to 2) · 1 pause over 2 s",
        "115 words/min (usual 130–170) · 11 fillers, 12.9 % (usual up to 4 %)",
        "outloud play 7 --finding 1 hear it",
        "outloud history show 7 --full see all of it",
    ] {
        assert!(flat.contains(said), "{said:?} in {text}");
    }
    assert!(!text.contains("fix") && !text.contains('▽') && !text.contains("NEXT TIME"), "{text}");
}

#[test]
fn the_question_stands_at_the_top_and_no_path_does() {
    let mut take = sample::answer();
    take.source.path = "/home/somebody/secret/answer.wav".into();
    assert!(plain(&take, 80).starts_with("answer.wav\n"));
    take.measures.question.id = Some("conflict".into());
    assert!(short(&take, 80).starts_with("conflict\n") && plain(&take, 80).starts_with("conflict\n"));
    take.measures.question.prompt = Some("Tell me about a conflict.".into());
    let text = plain(&take, 80);
    assert!(text.starts_with("Tell me about a conflict.\n") && text.contains("\nanswer.wav · 1:11 of audio"), "{text}");
    assert!(!text.contains("secret"), "{text}");
}

#[test]
fn what_is_warned_of_is_named_in_short_too() {
    let mut take = sample::answer();
    let warning = |id, message: &str| Warning { id, message: message.into() };
    take.warnings = vec![warning(WarningId::Clipping, "too loud"), warning(WarningId::Hum, "a hum")];
    assert!(short(&take, 80).contains("\nWarned of: too loud for its file, mains hum.\n"), "{}", short(&take, 80));
}

#[test]
fn no_line_is_wider_than_asked() {
    for (n, take) in takes().iter().enumerate() {
        for width in [30, 40, 60, 79, 80, 100, 120, 200] {
            for line in short(take, width).lines().chain(plain(take, width).lines()) {
                assert!(display_width(line) <= width, "take {n} at {width}: {line:?}");
                assert_eq!(line.trim_end(), line, "take {n} at {width}");
            }
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    for take in takes() {
        for (full, plain) in [(true, plain(&take, 80)), (false, short(&take, 80))] {
            let context = if full { Context::default() } else { known() };
            let options = Options { width: 80, colour: true, plain: false, full };
            let colour = document(&Document::new(&take, &context, &USUAL), &options);
            assert!(colour.contains("\u{1b}[1m"));
            assert_eq!(anstream::adapter::strip_str(&colour).to_string(), plain);
        }
    }
}

#[test]
fn nothing_in_a_take_can_steer_the_terminal() {
    for take in takes() {
        let text = plain(&take, 80) + &short(&take, 80);
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
    let last_s = take.duration.speech_end_s.unwrap();
    let mut late = take.fillers.occurrences[take.fillers.occurrences.len() - 1].clone();
    late.span = Some(TimeSpan::new(last_s + 0.1, last_s + 0.4));
    take.fillers.occurrences.push(late);
    take.fillers.suspected = Some(2);
    let text = plain(&take, 120);
    assert!(text.contains("the winter ⟨um?⟩ ⟨0.9 s⟩ rush") && text.contains("argue later. ⟨um?⟩"), "{text}");
    assert!(text.contains("2 suspected, worth a listen: 0:17, 1:09"), "{text}");
}

#[test]
fn a_stretch_whose_words_are_missing_is_marked_where_it_is() {
    let mut take = sample::answer();
    let winter = take.transcript.words.iter().find(|word| word.text == "winter").unwrap().span.unwrap();
    take.lost = vec![TimeSpan::new(winter.end_s + 0.1, winter.end_s + 0.8)];
    let text = plain(&take, 120);
    assert!(text.contains("the winter ⟨0:17–0:18 lost⟩ ⟨0.9 s⟩ rush"), "{text}");
    assert!(text.contains("lost⟩ words missing here"), "{text}");
}

#[test]
fn the_fillers_named_and_the_rest_make_up_all_that_were_heard() {
    let mut take = sample::answer();
    take.fillers.by_word =
        [("um", 3), ("like", 2), ("you know", 2), ("uh", 1), ("well", 1)].map(|(word, n)| (word.to_owned(), n)).into();
    take.fillers.heard = Some(9);
    assert!(plain(&take, 80).contains("9 heard: um 3, like 2, you know 2, and 2 more"), "{}", plain(&take, 80));
}

#[test]
fn what_no_finding_comes_of_is_not_marked() {
    let mut take = sample::answer();
    take.pace.syllables_per_s = Some(7.0);
    take.delivery.pitch.as_mut().unwrap().pitch.sd_semitones = 5.0;
    let text = plain(&take, 80);
    let row = |label: &str| text.lines().find(|line| line.trim_start().starts_with(label)).unwrap();
    assert!(row("articulation").ends_with("4–6 syllables/s") && row("pitch").ends_with("2–3.5 semitones"), "{text}");
    take.pace.wpm = Some(120.0);
    let text = plain(&take, 80);
    assert!(text.contains("FIGURES\n  ▽ △ a little outside what is usual"), "{text}");
}

#[test]
fn too_little_to_judge_gets_no_verdict_on_its_story() {
    let text = plain(&sample::take(&STUCK[..1]), 80);
    assert!(!text.contains("STORY") && !text.contains("not found") && !text.contains("0:00  S"), "{text}");
    assert!(text.contains("Say a whole answer, one to three minutes"), "{text}");
}

#[test]
fn a_part_is_unclear_or_not_found_and_never_both() {
    let mut take = sample::take(&[STUCK, &ANSWER[3..]].concat());
    for part in &mut take.structure.sentences {
        part.confidence = if part.label == Label::Task { 0.4 } else { part.confidence };
    }
    take.structure.missing = vec![Label::Situation];
    take.timeline = crate::measures::timeline::measure(&take.transcript, &take.structure, None);
    let line = take.timeline.as_mut().unwrap();
    line.parts.retain(|told| told.part != Label::Situation);
    line.unclear = 0.5;
    let text = plain(&take, 200);
    assert!(text.contains("  task unclear, action") && text.contains("not found: situation"), "{text}");
}

#[test]
fn no_curve_is_drawn_of_windows_that_overlap() {
    let mut take = sample::answer();
    let window = |start_s, wpm| PacePoint { span: TimeSpan::new(start_s, start_s + 20.0), wpm };
    sample::set_curve(&mut take, vec![window(0.0, 110.0), window(19.0, 190.0)]);
    assert!(!plain(&take, 80).contains("PACE"), "{}", plain(&take, 80));
    sample::set_curve(&mut take, vec![window(0.0, 150.0), window(12.0, 110.0), window(24.0, 190.0)]);
    let text = plain(&take, 80);
    assert!(text.contains("between 110 and 190 words/min") && !text.contains("fastest"), "{text}");
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
    let line: Vec<char> = text.lines().find(|line| line.starts_with("  ▁")).unwrap().chars().skip(2).collect();
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
    assert!(text.contains("not measured  length, pace, articulation, pauses, stalls, pitch, loudness,"), "{text}");
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
fn the_next_action_says_no_advice_again() {
    let take = judged(sample::take(STUCK));
    let text = plain(&take, 120);
    assert!(text.contains("NEXT TIME\n  Say it once more, with nothing but number 1 in mind."), "{text}");
    assert_eq!(text.matches(&take.findings[0].advice).count(), 1, "{text}");
    assert!(plain(&judged(sample::answer()), 120).contains("NEXT TIME\n  Nothing has to change."));
}

#[test]
fn a_short_report_at_eighty_columns() {
    insta::assert_snapshot!(short(&judged(sample::answer()), 80));
}

#[test]
fn a_short_report_on_a_stuck_answer() {
    insta::assert_snapshot!(short(&judged(sample::take(STUCK)), 80));
}

#[test]
fn a_whole_report_at_eighty_columns() {
    insta::assert_snapshot!(plain(&judged(sample::answer()), 80));
}

#[test]
fn a_whole_report_on_a_stuck_answer() {
    insta::assert_snapshot!(plain(&judged(sample::take(STUCK)), 80));
}
