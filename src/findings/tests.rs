use super::*;
use crate::language::phrases::Phrase;
use crate::language::repetition;
use crate::measures::delivery::Monotone;
use crate::measures::duration::Target;
use crate::measures::fading::{End, SentenceEnds};
use crate::measures::pace::PacePoint;
use crate::sample::{self, ANSWER, STUCK};
use crate::structure::{Label, StoryKind};
use crate::take::Take;
use crate::transcript::Place;
use crate::units::TimeSpan;
use crate::usual::USUAL;

fn find(take: &Take) -> Vec<Finding> {
    super::find(take, &USUAL)
}

fn ids(take: &Take) -> Vec<FindingId> {
    find(take).iter().map(|finding| finding.id).collect()
}

fn found(take: &Take, id: FindingId) -> Option<Finding> {
    find(take).into_iter().find(|finding| finding.id == id)
}

/// [`ANSWER`] with a result that says no amount.
fn unmeasured() -> Take {
    let mut script = ANSWER.to_vec();
    script[8].2 = "In the end the Monday queue was much shorter, and it has stayed short to this day.";
    let mut take = sample::take(&script);
    take.content.quantified_result = Some(false);
    take.content.quantities = Some(Vec::new());
    take
}

/// What one rule finds, so that it can be seen beside others.
pub(super) fn rule(take: &Take, rule: Rule) -> Option<Finding> {
    tell(rule(&Grounds::new(take, &USUAL))?, None, &USUAL)
}

/// `take` with words that its sound speaks against.
fn doubted(mut take: Take) -> Take {
    take.doubt = Some(Doubt::Mismatch);
    take
}

#[test]
fn a_fine_answer_hears_what_to_keep() {
    let findings = find(&sample::answer());
    assert_eq!(findings.len(), 3);
    assert!(findings.iter().all(|finding| finding.severity == Severity::Good), "{findings:?}");
    assert_eq!(findings[0].id, FindingId::ResultQuantified);
    assert!(findings[0].evidence[0].quote.contains("twenty minutes"));
}

#[test]
fn nobody_is_praised_for_ums_that_a_text_leaves_out() {
    let spoken = sample::take(&[(Label::Other, 0.5, "We moved the date of the release once more. {0.5}"); 8]);
    assert!(rule(&spoken, words::fillers_few).is_some(), "{:?}", spoken.fillers);
    // The same words typed, or given without their times: nobody has listened for an um.
    let mut typed = spoken.clone();
    typed.fillers.suspected = None;
    assert_eq!(rule(&typed, words::fillers_few), None);
    // Somebody who begins again and again does not sound sure.
    let mut repeating = spoken.clone();
    repeating.repetition.percent = repeating.measures.repetition.percent.map(|_| 9.8);
    assert_eq!(rule(&repeating, words::fillers_few), None);
    assert!(found(&doubted(spoken), FindingId::FillersFew).is_none());
}

#[test]
fn what_may_be_action_is_not_counted_out_of_it() {
    let told = |confidence| {
        let mut script = vec![(Label::Situation, 0.9, "I had the bread on the old shelf."); 9];
        script.push((Label::Action, confidence, "I put the bread on the new shelf."));
        rule(&sample::take(&script), story::action_thin).unwrap().message
    };
    assert!(told(0.9).contains("takes 10 % of the answer"), "{}", told(0.9));
    assert!(told(0.5).contains("takes at most 10 % of the answer"), "{}", told(0.5));
}

#[test]
fn a_stuck_answer_hears_what_to_fix_first() {
    assert_eq!(ids(&sample::take(STUCK)), [FindingId::ResultMissing, FindingId::LengthShort, FindingId::DetailNamed]);
}

#[test]
fn one_strength_goes_with_two_things_to_try_at_most() {
    let mut take = sample::answer();
    take.pace.wpm = Some(200.0);
    assert_eq!(ids(&take), [FindingId::PaceFast, FindingId::ResultQuantified]);
    let mut take = unmeasured();
    take.pace.wpm = Some(200.0);
    take.delivery.pitch.as_mut().unwrap().pitch.sd_semitones = 1.0;
    assert_eq!(ids(&take), [FindingId::PaceFast, FindingId::ResultNotQuantified, FindingId::LessonTold]);
}

#[test]
fn what_was_named_and_done_and_a_voice_that_moves_are_strengths() {
    let take = sample::answer();
    let named = rule(&take, content::named).unwrap();
    assert!(named.message.contains("forty clinics") && named.evidence[0].span.is_some(), "{named:?}");
    assert!(rule(&take, content::own_part).unwrap().message.contains("“I” "));
    let mut take = sample::take(STUCK);
    assert_eq!(rule(&take, content::own_part), None, "“I um, I called” is not often");
    let spread = |take: &mut Take, sd| take.delivery.pitch.as_mut().unwrap().pitch.sd_semitones = sd;
    for (sd, lively) in [(1.9, false), (2.5, true), (3.6, false)] {
        spread(&mut take, sd);
        assert_eq!(rule(&take, sound::voice_lively).is_some(), lively, "{sd}");
    }
}

#[test]
fn typed_text_is_not_praised_for_its_sound() {
    let mut typed = sample::text_alone(sample::answer());
    typed.fillers.percent = Some(0.0);
    assert_eq!(rule(&typed, words::fillers_few), None);
}

#[test]
fn quotes_are_pieces_of_the_transcript_at_the_moment_they_are_said() {
    let findings = find(&sample::take(STUCK));
    let take = sample::take(STUCK);
    for evidence in findings.iter().flat_map(|finding| &finding.evidence) {
        assert!(take.transcript.text.contains(&evidence.quote), "{evidence:?}");
        assert!(!evidence.quote.is_empty());
        let span = evidence.span.unwrap();
        let said = take.transcript.words.iter().filter(|word| word.span.unwrap().overlap_s(span) > 0.0);
        assert!(
            said.clone().count() > 0 && said.clone().all(|word| evidence.quote.contains(&word.text)),
            "{evidence:?}"
        );
    }
}

#[test]
fn every_finding_names_a_number_or_the_words_it_is_about() {
    let mut takes = vec![sample::answer(), sample::take(STUCK)];
    takes.push(sample::take(&ANSWER[..7]));
    for finding in takes.iter().flat_map(find) {
        assert!(finding.message.contains(|c: char| c.is_ascii_digit() || c == '“'), "{finding:?}");
        assert!(!finding.advice.is_empty());
    }
}

#[test]
fn a_few_words_or_seconds_are_not_judged() {
    assert_eq!(find(&sample::take(&STUCK[..1])), []);
    assert_eq!(find(&sample::nothing()), []);
    let mut hasty = sample::answer();
    hasty.duration.speech_span_s = Some(14.0);
    assert_eq!(find(&hasty), []);
}

#[test]
fn doubted_words_are_never_a_reason_to_change_or_to_praise() {
    let stuck = doubted(sample::take(STUCK));
    let findings = find(&stuck);
    assert_eq!(findings[0].id, FindingId::LengthShort, "what needs no words comes first");
    assert_eq!((findings[1].id, findings[1].severity), (FindingId::ResultMissing, Severity::Watch));
    assert!(findings[1].message.contains("do not match the sound"), "{findings:?}");
    // Words a minute count recognised words: pace is doubted like the rest.
    let slow = rule(&stuck, sound::pace).unwrap();
    assert_eq!((slow.id, slow.severity), (FindingId::PaceSlow, Severity::Watch));
    assert_eq!(ids(&doubted(sample::answer())), [FindingId::LengthGood, FindingId::PitchLively]);
    let mut flat = doubted(unmeasured());
    flat.delivery.pitch.as_mut().unwrap().pitch.sd_semitones = 1.0;
    assert_eq!(
        ids(&flat),
        [FindingId::PitchFlat, FindingId::ResultNotQuantified, FindingId::LengthGood],
        "what needs no words comes first"
    );
}

#[test]
fn a_missing_result_points_at_the_ending() {
    let take = sample::take(&ANSWER[..7]);
    let finding = found(&take, FindingId::ResultMissing).unwrap();
    assert_eq!(finding.severity, Severity::Fix);
    assert_eq!(finding.evidence[0].quote, "the wall, so that anyone could see it.");
}

#[test]
fn no_story_no_rules_about_its_parts() {
    let mut take = sample::take(STUCK);
    take.structure.kind = StoryKind::Generic;
    let generic = found(&take, FindingId::GenericAnswer).unwrap();
    assert!(generic.message.contains("6 sentences"));
    for story in [story::result_missing, story::long_setup, story::action_thin] {
        assert_eq!(rule(&take, story), None);
    }
    take.structure.kind = StoryKind::Unclear;
    assert_eq!(rule(&take, story::generic_answer), None);
}

#[test]
fn a_long_setup_is_told_with_its_share_and_time() {
    let finding = rule(&sample::take(STUCK), story::long_setup).unwrap();
    let percent = sample::take(STUCK).measures.timeline.unwrap().percent(&[Label::Situation, Label::Task]);
    assert!(finding.message.contains(&format!("{percent:.0} % of the answer, 0:")), "{}", finding.message);
    assert_eq!(rule(&sample::answer(), story::long_setup), None);
}

#[test]
fn a_result_lacks_a_number_only_where_one_would_fit() {
    let told = |result: &str| {
        let mut script = ANSWER[..7].to_vec();
        script.push((Label::Result, 0.9, result));
        let mut take = sample::take(&script);
        take.content.quantities = Some(Vec::new());
        take.content.quantified_result = Some(false);
        rule(&take, story::result_not_quantified).is_some()
    };
    for vague in ["After that the ovens were much faster.", "Complaints dropped and the shop saved money."] {
        assert!(told(vague), "{vague}");
    }
    for fine in
        ["The ferry left on time with the children.", "Complaints dropped to zero.", "She thanked me in front of all."]
    {
        assert!(!told(fine), "{fine}");
    }
}

#[test]
fn length_is_judged_by_its_verdict() {
    let mut take = sample::answer();
    for (target, id) in [
        (Target::Short, FindingId::LengthShort),
        (Target::Brief, FindingId::LengthGood),
        (Target::Usual, FindingId::LengthGood),
        (Target::Long, FindingId::LengthGood),
        (Target::Over, FindingId::LengthOver),
    ] {
        take.duration.target = Some(target);
        assert!(found(&take, id).is_some(), "{target:?}");
    }
}

#[test]
fn pace_is_watched_outside_the_band_and_fixed_past_the_limits() {
    let mut take = sample::answer();
    let cases = [
        (109.0, Some((FindingId::PaceSlow, Severity::Fix))),
        (120.0, Some((FindingId::PaceSlow, Severity::Watch))),
        (130.0, None),
        (170.0, None),
        (171.0, Some((FindingId::PaceFast, Severity::Watch))),
        (191.0, Some((FindingId::PaceFast, Severity::Fix))),
    ];
    for (wpm, expected) in cases {
        take.pace.wpm = Some(wpm);
        assert_eq!(rule(&take, sound::pace).map(|f| (f.id, f.severity)), expected, "{wpm}");
    }
}

#[test]
fn a_rush_is_heard_from_fifteen_percent() {
    let mut take = sample::answer();
    take.pace.wpm = Some(160.0);
    let window = |start_s: f64, wpm| PacePoint { span: TimeSpan::new(start_s, start_s + 20.0), wpm };
    take.pace.curve = vec![window(0.0, 150.0), window(30.0, 183.0)];
    assert_eq!(rule(&take, sound::rushed_stretch), None, "14 % is not heard");
    take.pace.curve[1].wpm = 186.0;
    let rush = rule(&take, sound::rushed_stretch).unwrap();
    assert!(rush.message.contains("from 0:30 to 0:50") && rush.message.contains("16 %"), "{}", rush.message);
    take.pace.wpm = Some(120.0);
    take.pace.curve[1].wpm = 165.0;
    assert_eq!(rule(&take, sound::rushed_stretch), None, "a usual pace is no rush");
}

#[test]
fn fillers_are_many_when_both_rates_agree_and_few_when_both_are_low() {
    let mut take = sample::answer();
    let mut rates = |percent, per_minute| {
        take.fillers.percent = Some(percent);
        take.fillers.per_minute = per_minute;
        [rule(&take, words::fillers_many).is_some(), rule(&take, words::fillers_few).is_some()]
    };
    assert_eq!(rates(4.5, Some(6.0)), [true, false]);
    assert_eq!(rates(4.5, Some(4.0)), [false, false]);
    assert_eq!(rates(4.5, None), [true, false]);
    assert_eq!(rates(1.5, Some(1.8)), [false, true]);
    assert_eq!(rates(1.5, Some(2.5)), [false, false]);
    take.transcript.language = "de".into();
    assert_eq!(rule(&take, words::fillers_few), None, "the list is English: nothing found means nothing");
}

#[test]
fn stalls_point_at_the_longest() {
    let take = sample::take(STUCK);
    let stalls = rule(&take, words::stalls).unwrap();
    assert_eq!(stalls.severity, Severity::Fix);
    assert!(stalls.message.starts_with("6 pauses"), "{}", stalls.message);
    assert!((stalls.evidence[0].span.unwrap().length_s() - 2.4).abs() < 1e-9);
    assert_eq!(stalls.evidence[0].quote, "me. I um, I called the");
    let mut unknown = take;
    unknown.pauses.as_mut().unwrap().stalls_per_minute = None;
    assert_eq!(rule(&unknown, words::stalls), None, "words without times have no clauses to pause in");
    assert_eq!(rule(&unknown, words::no_stalls), None);
}

#[test]
fn much_silence_is_over_forty_percent() {
    let mut take = sample::answer();
    take.pauses.as_mut().unwrap().silence_percent = Some(40.0);
    assert_eq!(rule(&take, sound::silence_much), None);
    take.pauses.as_mut().unwrap().silence_percent = Some(45.0);
    let silence = rule(&take, sound::silence_much).unwrap();
    assert!(silence.message.contains("45 %") && silence.message.contains("2.9 s"), "{}", silence.message);
}

#[test]
fn hedges_and_repeats_count_against_words() {
    let mut take = sample::answer();
    let hedge = Phrase { text: "maybe".into(), place: Place { chars: 0..2, span: None } };
    take.content.hedges = Some(vec![hedge.clone(); 4]);
    take.measures.content = take.measures.content.among(100);
    assert_eq!(rule(&take, words::hedges_many), None);
    take.content.hedges = Some(vec![hedge; 5]);
    take.measures.content = take.measures.content.among(100);
    assert!(rule(&take, words::hedges_many).unwrap().message.starts_with("5 hedges"));
    let item = take.repetition.items[0].clone();
    take.repetition = repetition::Repetition { count: 3, percent: None, items: vec![item; 3] }.among(100);
    assert!(rule(&take, words::repeats).unwrap().message.contains("3 times"));
    take.measures.repetition = take.measures.repetition.among(150);
    assert_eq!(rule(&take, words::repeats), None);
}

#[test]
fn an_ending_fades_with_its_last_words_only() {
    let ends = |sentence: &'static str| {
        let take = sample::take(&[(Label::Result, 0.9, sentence)]);
        rule(&take, words::trailing_end).map(|finding| finding.message)
    };
    assert!(ends("It went well, so yeah.").unwrap().contains("2 words are “so yeah”"));
    assert!(ends("And that’s pretty much it, um.").unwrap().contains("5 words"));
    assert_eq!(ends("That's it about the queue, and it works now."), None);
    assert_eq!(ends("The manager said yes and I think so."), None);
}

#[test]
fn a_flat_voice_moves_less_than_two_semitones() {
    let mut take = sample::answer();
    take.delivery.pitch.as_mut().unwrap().pitch.sd_semitones = 2.0;
    assert_eq!(rule(&take, sound::pitch_flat), None);
    take.delivery.pitch.as_mut().unwrap().pitch.sd_semitones = 1.9;
    assert!(rule(&take, sound::pitch_flat).unwrap().message.contains("xperimental"));
    take.delivery.pitch = None;
    assert_eq!(rule(&take, sound::pitch_flat), None);
}

#[test]
fn a_monotone_stretch_of_a_lively_voice_is_named_with_its_words() {
    let mut take = sample::answer();
    assert_eq!(rule(&take, sound::monotone_stretch), None);
    let stretch = |start_s, end_s, quote: &str| Monotone {
        span: TimeSpan::new(start_s, end_s),
        range_semitones: 2.4,
        quote: quote.into(),
    };
    let voice = take.delivery.pitch.as_mut().unwrap();
    voice.monotone = Some(vec![stretch(3.0, 14.0, "I looked after"), stretch(20.0, 38.0, "It turned out that")]);
    let found = rule(&take, sound::monotone_stretch).unwrap();
    assert!(found.message.starts_with("From 0:20 to 0:38 your voice stays within 2.4 semitones"), "{}", found.message);
    assert_eq!(
        found.evidence.iter().map(|e| e.quote.as_str()).collect::<Vec<_>>(),
        ["It turned out that", "I looked after"]
    );
    // A voice that is flat from end to end is told once, with the same moments.
    take.delivery.pitch.as_mut().unwrap().pitch.sd_semitones = 1.0;
    assert_eq!(rule(&take, sound::monotone_stretch), None);
    assert_eq!(rule(&take, sound::pitch_flat).unwrap().evidence, found.evidence);
}

#[test]
fn sentences_fade_from_six_decibels_on() {
    let mut take = sample::answer();
    assert_eq!(rule(&take, sound::sentences_fade), None, "too few sentences with times");
    let end = |start_s, fall_db| End { span: TimeSpan::new(start_s, start_s + 0.5), fall_db };
    let mut ends = SentenceEnds { sentences: 5, fall_db: 5.9, items: vec![end(4.0, 3.0), end(9.0, 11.0)] };
    take.delivery.sentence_ends = Some(ends.clone());
    assert_eq!(rule(&take, sound::sentences_fade), None);
    ends.fall_db = 6.0;
    take.delivery.sentence_ends = Some(ends);
    let found = rule(&take, sound::sentences_fade).unwrap();
    assert_eq!(found.evidence[0].span, Some(TimeSpan::new(9.0, 9.5)), "the deepest fall first");
    assert!(!found.evidence[0].quote.is_empty());
}

#[test]
fn the_same_opener_is_shown_where_it_stands() {
    let script = [(Label::Action, 0.9, "So we left the shop."), (Label::Action, 0.9, "I stayed there.")];
    let take = sample::take(&script.repeat(6));
    let found = rule(&take, words::same_opener).unwrap();
    assert_eq!(found.evidence.len(), 3);
    assert!(
        found.evidence.iter().all(|e| e.quote == "So we left the shop." && e.span.is_some()),
        "{:?}",
        found.evidence
    );
}

#[test]
fn text_alone_is_judged_by_its_words() {
    let mut stuck = sample::text_alone(sample::take(STUCK));
    stuck.findings = find(&stuck);
    assert_eq!(ids(&stuck), [FindingId::ResultMissing, FindingId::FillersMany, FindingId::DetailNamed]);
    assert!(stuck.findings.iter().flat_map(|finding| &finding.evidence).all(|evidence| evidence.span.is_none()));
    assert!(!stuck.findings[1].message.contains("a minute;"), "{}", stuck.findings[1].message);
}
