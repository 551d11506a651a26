use super::*;
use crate::findings;
use crate::playable::Sounding;
use crate::report::options::Context;
use crate::sample::{self, STUCK};
use crate::structure::StoryKind;
use crate::take::Take;
use crate::usual::USUAL;

/// The page of `take` without a sound.
fn page(take: Take) -> String {
    page_with(take, Sounding::LeftOut)
}

fn page_with(mut take: Take, sound: Sounding) -> String {
    take.findings = findings::find(&take, &USUAL);
    let context = Context { sound, ..Context::default() };
    document(&Document::new(&take, &context, &USUAL), context.sound.playable())
}

/// A sound of three bytes over the first ten seconds.
fn playable() -> Sounding {
    let pitch = (0..100).map(|n| (f64::from(n) * 0.01, 120.0)).collect();
    Sounding::Here(Box::new(Playable { flac: b"abc".to_vec(), duration_s: 10.0, peaks: vec![0.1, 0.5, 0.2], pitch }))
}

#[test]
fn it_says_what_the_other_reports_say() {
    let html = page(sample::take(STUCK));
    for said in [
        "<h1>answer.wav</h1>",
        "0:40 of speech, 77 words",
        "130–170 words/min",
        "<mark>um</mark>",
        "⟨0.7 s⟩",
        "The answer ends at 0:40",
        "not found: result",
    ] {
        assert!(html.contains(said), "{said:?} in:\n{html}");
    }
}

#[test]
fn what_was_said_is_no_markup() {
    let mut take = sample::answer();
    take.source.path = "<script>alert(1)</script>\u{1b}[31m".into();
    take.transcript.text = take.transcript.text.replacen("in my", "<b>&x", 1);
    take.transcript.language = "en\" onload=\"x".into();
    let html = page(take);
    assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains('\u{1b}'));
    assert!(html.contains("&lt;b&gt;&amp;x") && !html.contains("\" onload=\""), "{html}");
}

#[test]
fn it_loads_nothing() {
    let html = page(sample::answer());
    for word in ["http:", "https:", "src=", "href=", "url(", "@import", "<script", "<link"] {
        assert!(!html.contains(word), "{word}");
    }
}

#[test]
fn the_curve_rises_with_the_pace() {
    let mut take = sample::answer();
    let windows = [take.pace.curve.first(), take.pace.curve.last()].into_iter().flatten().copied();
    take.pace.curve = windows.collect();
    take.pace.curve[0].wpm = 110.0;
    take.pace.curve[1].wpm = 190.0;
    let html = page(take);
    let points = html.split("points=\"").nth(1).unwrap().split('"').next().unwrap();
    let heights: Vec<f64> = points.split(' ').map(|point| point.split(',').nth(1).unwrap().parse().unwrap()).collect();
    // From the first window's start over both middles to the last one's end, slowest at the bottom of the plot.
    assert_eq!(heights, [100.0, 100.0, 0.0, 0.0]);
}

#[test]
fn the_parts_of_a_story_without_times_fill_their_bar() {
    let html = page(sample::text_alone(sample::answer()));
    let widths = html.split("<rect class=\"").skip(1);
    let widths: Vec<f64> =
        widths.filter_map(|rect| rect.split(" width=\"").nth(1)?.split('%').next()?.parse().ok()).collect();
    assert_eq!(widths.len(), 6, "{html}");
    assert!((widths.iter().sum::<f64>() - 100.0).abs() < 0.1, "{widths:?}");
}

#[test]
fn a_page_with_a_sound_plays_it_from_words_findings_parts_and_marks() {
    let html = page_with(sample::take(STUCK), playable());
    for said in [
        "src=\"data:audio/flac;base64,YWJj\"",
        "script-src 'sha256-",
        "<polygon class=\"wave\"",
        // A word, a filler and its mark in the chart, a part and the moment of a finding.
        "data-at=\"0.36\" data-to=\"0.70\">um</span></mark>",
        "<rect class=\"filler\" data-at=\"",
        "<rect class=\"situation\" data-at=\"0.00\"",
        "<p class=\"moment\"><button class=\"time\" type=\"button\" data-at=\"",
    ] {
        assert!(html.contains(said), "{said:?} in:\n{html}");
    }
    assert!(!html.contains("unsafe") && html.matches("<script").count() == 1);
}

#[test]
fn a_page_says_why_it_has_no_sound() {
    for (sound, said) in [(Sounding::LeftOut, "without its sound"), (Sounding::Gone, "is not where it was")] {
        let html = page_with(sample::answer(), sound);
        assert!(html.contains(said) && !html.contains("<audio") && !html.contains("data-at="), "{html}");
    }
    assert!(page(sample::text_alone(sample::answer())).contains("There is no recording: only words were measured."));
}

#[test]
fn ten_minutes_without_sound_stay_small() {
    let long: Vec<_> = std::iter::repeat_n(STUCK, 15).flatten().copied().collect();
    let take = sample::take(&long);
    assert!(take.source.duration_s.is_some_and(|length_s| length_s > 600.0), "{:?}", take.source);
    let bytes = page(take).len();
    assert!(bytes < 300_000, "{bytes}");
}

#[test]
fn nothing_to_draw_is_no_chart() {
    let mut generic = sample::text_alone(sample::answer());
    generic.structure.kind = StoryKind::Generic;
    for take in [generic, sample::nothing()] {
        let html = page(take);
        assert!(!html.contains("<svg") && html.ends_with("</html>\n"), "{html}");
    }
}
