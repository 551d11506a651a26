use super::*;

#[test]
fn a_side_that_is_never_worth_changing_does_not_stand_out() {
    assert_eq!(USUAL.articulation.judge(7.0), Standing::Above);
    assert_eq!([3.0, 7.0].map(|rate| USUAL.articulation.stands_out(rate)), [Standing::Usual; 2]);
    assert_eq!(USUAL.pace.stands_out(120.0), Standing::Below);
    assert_eq!([1.9, 5.0].map(|sd| USUAL.pitch_sd.stands_out(sd)), [Standing::FarBelow, Standing::Usual]);
}

#[test]
fn the_ends_of_a_band_are_usual_and_the_limits_are_not_yet_flagged() {
    let cases = [(109.9, Standing::FarBelow), (110.0, Standing::Below), (129.9, Standing::Below)];
    let more = [(130.0, Standing::Usual), (170.0, Standing::Usual), (190.0, Standing::Above)];
    for (wpm, standing) in cases.into_iter().chain(more).chain([(190.1, Standing::FarAbove)]) {
        assert_eq!(USUAL.pace.judge(wpm), standing, "{wpm} wpm");
    }
    assert_eq!(USUAL.fillers_percent.judge(0.0), Standing::Usual);
    assert_eq!(USUAL.pitch_sd.judge(9.0), Standing::Above, "lively is never flagged");
}

#[test]
fn every_band_is_in_order_and_says_why() {
    for band in USUAL.all() {
        assert!(band.from.is_some() || band.to.is_some(), "{} has neither end", band.name);
        let ends = [band.flag_below, band.from, band.to, band.flag_above];
        let ends: Vec<f64> = ends.into_iter().flatten().collect();
        assert!(ends.is_sorted(), "{}: {ends:?}", band.name);
        assert!(!band.reason.is_empty() && !band.unit.is_empty());
    }
}

#[test]
fn a_band_is_written_from_its_ends() {
    let written = [&USUAL.pace, &USUAL.fillers_percent, &USUAL.snr, &USUAL.pitch_sd].map(Band::usual);
    assert_eq!(written, ["130–170 words/min", "up to 4 % of words", "20 dB and more", "2–3.5 semitones"]);
    assert_eq!((USUAL.silence_percent.range(), USUAL.silence_percent.up_to()), ("8–40".into(), "up to 40".into()));
    assert_eq!(USUAL.length.minutes(), "one to three minutes");
    assert_eq!(Band { from: Some(75.0), ..USUAL.length }.minutes(), "1:15 to 3:00");
    assert_eq!(Band { from: None, to: Some(90.0), ..USUAL.length }.minutes(), "up to a minute and a half");
}

#[test]
fn fillers_are_many_only_when_words_and_time_agree() {
    assert_eq!(USUAL.judge_fillers(4.1, Some(5.1)), Standing::FarAbove);
    assert_eq!(USUAL.judge_fillers(4.1, Some(5.0)), Standing::Above, "a slow speaker says few words a minute");
    assert_eq!(USUAL.judge_fillers(4.0, Some(9.0)), Standing::Usual, "a fast speaker says many");
    assert_eq!(USUAL.judge_fillers(4.1, None), Standing::FarAbove);
}

#[test]
fn a_few_seconds_or_words_get_no_bands() {
    assert!(!apply(Some(14.9), 100));
    assert!(!apply(Some(60.0), 29));
    assert!(apply(Some(15.0), 30));
    assert!(apply(None, 30), "text alone is judged by its words");
}
