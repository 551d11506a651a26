use super::*;
use crate::findings::FindingId;
use crate::structure::Shape;
use crate::structure::steps::Step;
use crate::units::TimeSpan;
use crate::usual::{Aim, LATE_RESULT, USUAL};

/// One of everything that can be seen. Its numbers are seven and more in each, so that those of a band stand out.
fn everything() -> Vec<Seen> {
    let words = || "kept my temper".to_owned();
    let span = TimeSpan::new(77.0, 97.0);
    vec![
        Seen::ResultMissing { ends_s: Some(77.0) },
        Seen::GenericAnswer { sentences: 7 },
        Seen::LengthOver { span_s: 777.0 },
        Seen::LengthShort { span_s: 7.0, story: true },
        Seen::LengthGood { span_s: 97.0 },
        Seen::FillersMany { heard: 77, percent: 7.7, per_minute: Some(9.7), mostly: vec![("um".into(), 77)] },
        Seen::FillersFew { heard: 7, percent: 0.7 },
        Seen::PaceFast { wpm: 777.0 },
        Seen::PaceSlow { wpm: 77.0 },
        Seen::PaceSteady { wpm: 147.0 },
        Seen::RushedStretch { wpm: 777.0, span, percent: 97.0 },
        Seen::Stalls { count: 77, per_minute: 9.7, longest_s: 7.7 },
        Seen::PausesPlaced { pauses: 77 },
        Seen::SilenceMuch { percent: 77.0, longest_s: 7.7 },
        Seen::LongSetup { percent: 77.0, seconds: Some(77.0) },
        Seen::ActionThin { percent: 7.0, unclear: 7.0 },
        Seen::Blame { words: words() },
        Seen::HedgedResult { words: words() },
        Seen::VagueClaim { words: words() },
        Seen::LessonTold { words: words() },
        Seen::ChoiceTold { words: words() },
        Seen::Named { words: words() },
        Seen::OwnPart { i: 77 },
        Seen::VoiceLively { sd_semitones: 2.7 },
        Seen::TrailingEnd { words: "and so on and so forth, really".into() },
        Seen::StepNotHeard { shape: Shape::Care, step: Step::Evaluation, heard: 77, of: 97, advice: "Tell it." },
        Seen::OnlyWe { we: 77 },
        Seen::ResultLate,
        Seen::ResultNotQuantified,
        Seen::ResultQuantified { amount: words() },
        Seen::HedgesMany { count: 77, percent: 9.7, first: words() },
        Seen::Repeats { count: 77, percent: 9.7 },
        Seen::LongSentences { count: 7, of: 9, longest: 77 },
        Seen::SameOpener { count: 7, of: 9, percent: 77.0, opener: "so".into() },
        Seen::PitchFlat { sd_semitones: 0.7 },
        Seen::MonotoneStretch { span, range_semitones: 0.7, whole_semitones: 7.0 },
        Seen::SentencesFade { fall_db: 7.0, sentences: 77 },
    ]
}

/// The usual ranges with every number replaced by one that no other band has.
fn moved() -> Ranges {
    let mut next = 1000.0;
    let mut other = |end: &mut Option<f64>| {
        if let Some(end) = end {
            next += 60.0;
            *end = next;
        }
    };
    let mut ranges = USUAL;
    for band in ranges.all_mut() {
        for end in [&mut band.flag_below, &mut band.from, &mut band.to, &mut band.flag_above] {
            other(end);
        }
    }
    ranges
}

fn both(seen: &Seen, ranges: &Ranges) -> String {
    format!("{} {}", message(seen, ranges), advice(seen, ranges))
}

/// The numbers in `text`, a clock as one, those in words of minutes too.
fn numbers(text: &str) -> Vec<String> {
    let text = text.replace(" min ", ":");
    let digits = text.split(|c: char| !c.is_ascii_digit() && !".:".contains(c)).map(|n| n.trim_matches(['.', ':']));
    let mut found: Vec<String> = digits.filter(|n| !n.is_empty()).map(str::to_owned).collect();
    let spoken = ["one to three minutes", "past three", "two minutes", "a minute and a half"];
    found.extend(spoken.into_iter().filter(|length| text.contains(length)).map(str::to_owned));
    found
}

#[test]
fn every_finding_follows_the_ranges() {
    let moved = moved();
    for seen in everything() {
        let (before, after) = (both(&seen, &USUAL), both(&seen, &moved));
        // What stands in both is of the answer; what is written from a band stands in one of them.
        let own: Vec<String> =
            USUAL.all().iter().flat_map(|b| [b.from, b.to, b.flag_below, b.flag_above]).flatten().map(short).collect();
        // Where a result is late is no band: it stays what it is, and happens to be an end of one.
        let late = number(100.0 * (1.0 - LATE_RESULT), 0);
        for number in numbers(&after).into_iter().filter(|number| seen != Seen::ResultLate || *number != late) {
            let of_a_band = own.contains(&number) || number.contains("minute") || number.contains("three");
            assert!(!of_a_band, "{number:?} of a band that was moved stands in: {after}");
        }
        let told = before.contains("usual is") || before.contains("is usual");
        assert!(!told || before != after, "the same for other ranges: {before}");
    }
}

#[test]
fn findings_that_name_a_range_name_the_one_at_hand() {
    let said = |seen: Seen| both(&seen, &USUAL);
    assert!(said(Seen::PaceFast { wpm: 200.0 }).starts_with("You spoke at 200 words a minute, and 130–170 is usual:"));
    let over = said(Seen::LengthOver { span_s: 200.0 });
    assert!(
        over.contains("3:20, and one to three minutes is usual: past three,")
            && over.contains("Cut it to two minutes:")
    );
    assert!(said(Seen::LengthShort { span_s: 20.0, story: true }).contains("Aim for a minute and a half:"));
    assert!(said(Seen::ResultLate).contains("in the last 10 % of the answer"));
    let short = Ranges {
        length: Band { from: Some(30.0), to: Some(75.0), ..USUAL.length },
        aim: Band { from: Some(45.0), to: Some(60.0), ..USUAL.aim },
        ..USUAL
    };
    let over = both(&Seen::LengthOver { span_s: 200.0 }, &short);
    assert!(over.contains("0:30 to 1:15 is usual: past 1:15,") && over.contains("Cut it to one minute:"), "{over}");
    assert!(both(&Seen::LengthShort { span_s: 20.0, story: true }, &short).contains("Aim for 45 seconds:"));
}

#[test]
fn findings_about_length_name_who_set_the_aim() {
    let aimed = |length_s, set_by| USUAL.aimed_at(Some(Aim { length_s, set_by }));
    let pitch = aimed(30, SetBy::User);
    let over = both(&Seen::LengthOver { span_s: 50.0 }, &pitch);
    assert!(over.contains("0:50, and 0:20 to 0:40 fits your aim of 0:30: past 0:40,"), "{over}");
    assert!(over.contains("Cut it to 30 seconds: leave out"), "{over}");
    assert!(both(&Seen::LengthShort { span_s: 18.0, story: true }, &pitch).contains("Aim for 30 seconds:"));
    assert!(both(&Seen::LengthGood { span_s: 31.0 }, &pitch).contains("0:31 fits your aim of 0:30:"));
    let over = both(&Seen::LengthOver { span_s: 200.0 }, &aimed(120, SetBy::Question));
    assert!(over.contains("1:20 to 2:40 fits this question's 2:00") && over.contains("Cut it to two minutes: one"));
}

#[test]
fn everything_that_can_be_seen_has_a_name_of_its_own_and_words() {
    let all = everything();
    let ids: std::collections::HashSet<FindingId> = all.iter().map(Seen::id).collect();
    assert_eq!(ids.len(), all.len());
    for seen in &all {
        assert!(message(seen, &USUAL).ends_with(['.', ')']) && advice(seen, &USUAL).ends_with('.'), "{seen:?}");
    }
}
