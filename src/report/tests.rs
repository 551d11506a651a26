use super::*;
use crate::sample::{self, STUCK};
use crate::usual::Band;

const READ: [Format; 3] = [Format::Text, Format::Md, Format::Html];
const OPTIONS: Options = Options { width: 120, colour: false, plain: false, full: true };

/// How each format writes the heading of a section.
fn heading(name: &str, format: Format) -> String {
    match format {
        Format::Text => name.to_uppercase(),
        Format::Md => format!("## {name}\n"),
        _ => format!("<h2>{name}</h2>"),
    }
}

#[test]
fn every_form_has_the_same_sections_in_the_same_order() {
    for take in [sample::answer(), sample::take(STUCK), sample::text_alone(sample::answer()), sample::nothing()] {
        let document = Document::new(&take, &Context::default(), &USUAL);
        let headings: Vec<&str> =
            document.sections.iter().map(|one| one.heading.as_str()).filter(|h| !h.is_empty()).collect();
        assert!(headings.contains(&"Figures") && headings.contains(&"Next time"), "{headings:?}");
        for format in READ {
            let report = render(&take, &Context::default(), format, &OPTIONS).unwrap();
            let places: Vec<usize> = headings
                .iter()
                .map(|name| report.find(&heading(name, format)).unwrap_or_else(|| panic!("{name} in {report}")))
                .collect();
            assert!(places.is_sorted(), "{headings:?} at {places:?} in {report}");
        }
    }
}

#[test]
fn remarks_stand_at_the_end_of_what_a_person_reads_and_in_no_data() {
    let take = sample::answer();
    let remarks = vec!["Better than\tbefore.".to_owned(), "You lean on “so”.".to_owned()];
    let context = Context { remarks, ..Context::default() };
    for format in READ {
        let report = render(&take, &context, format, &OPTIONS).unwrap();
        let places =
            ["Next time", "NEXT TIME", "Better than before.", "You lean on “so”."].map(|said| report.find(said));
        let places: Vec<usize> = places.into_iter().flatten().collect();
        assert!(places.len() == 3 && places.is_sorted(), "{report}");
    }
    for format in [Format::Json, Format::Jsonl] {
        assert!(!render(&take, &context, format, &OPTIONS).unwrap().contains("Better"));
    }
}

#[test]
fn what_is_usual_is_told_from_the_ranges() {
    let pace = Band { from: Some(151.0), flag_below: Some(149.0), ..USUAL.pace };
    let setup = Band { from: Some(16.0), to: Some(33.0), ..USUAL.setup_percent };
    let ranges = Ranges { pace, setup_percent: setup, ..USUAL };
    let take = sample::answer();
    for format in READ {
        let report = by(&ranges, &take, &Context::default(), format, &OPTIONS).unwrap();
        assert!(report.contains("151–170 words/min") && !report.contains("130–170"), "{report}");
        assert!(report.contains("(usual 16–33 %)") && report.contains("▼ low"), "{report}");
    }
    let html = by(&ranges, &take, &Context::default(), Format::Html, &OPTIONS).unwrap();
    assert!(html.contains("band: 151–170 is usual"), "{html}");
}

#[test]
fn every_form_begins_with_the_question_and_the_day_and_knows_no_path() {
    let mut take = sample::answer();
    take.source.path = "/home/jo-doe/recordings/answer.wav".into();
    take.measures.question.prompt = Some("Tell me about a conflict.".into());
    let context = Context { taken: crate::moment::Moment::from_date("2026-11-25").ok(), ..Context::default() };
    for (format, start) in [
        (Format::Text, "Tell me about a conflict.\n"),
        (Format::Md, "# Tell me about a conflict.\n"),
        (Format::Html, "<!DOCTYPE"),
    ] {
        let report = render(&take, &context, format, &OPTIONS).unwrap();
        assert!(report.starts_with(start) && report.contains("25 Nov 2026"), "{report}");
        assert!(!report.contains("jo-doe") && report.contains("answer.wav"), "{report}");
    }
    let page = render(&take, &context, Format::Html, &OPTIONS).unwrap();
    assert!(page.contains("<title>Tell me about a conflict. – 25 Nov 2026 – outloud</title>"), "{page}");
    assert!(page.contains("<h1>Tell me about a conflict.</h1>"), "{page}");
}
