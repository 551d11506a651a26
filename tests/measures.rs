//! `docs/MEASURES.md` against the code: every field of the JSON is explained, and the bands are those of the table.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use outloud::usual::{Band, Source, USUAL};
use serde_json::Value;

use common::analyze;

const DOC: &str = include_str!("../docs/MEASURES.md");
/// The parts of the JSON that measure something.
const MEASURES: &[&str] =
    &["duration", "pace", "fillers", "pauses", "repetition", "wording", "structure", "content", "delivery"];

#[test]
fn every_measure_of_the_json_is_explained() {
    let take = analyze(&["fixtures/audio/star-90s-slt.flac", "--transcript", "fixtures/transcripts/star-90s-slt.json"]);
    let fields = |part: &str| take[part].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let named = MEASURES.iter().flat_map(|part| fields(part).into_iter().map(move |field| format!("`{part}.{field}`")));
    let missing: Vec<String> = named.filter(|name| !DOC.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "not explained in docs/MEASURES.md: {missing:?}");
}

#[test]
fn every_field_that_is_explained_exists() {
    let take = analyze(&["fixtures/audio/star-90s-slt.flac", "--transcript", "fixtures/transcripts/star-90s-slt.json"]);
    let exists = |name: &str| {
        let (part, field) = name.split_once('.')?;
        MEASURES.contains(&part).then(|| take[part].as_object().is_some_and(|fields| fields.contains_key(field)))
    };
    let gone: Vec<&str> = DOC.split('`').skip(1).step_by(2).filter(|name| exists(name) == Some(false)).collect();
    assert!(gone.is_empty(), "explained in docs/MEASURES.md, but not in the JSON: {gone:?}");
    assert_ne!(take["pace"], Value::Null);
}

#[test]
fn the_bands_are_those_of_the_code() {
    let (_, rest) = DOC.split_once("<!-- bands:").unwrap();
    let (_, rest) = rest.split_once("-->\n").unwrap();
    let (table, _) = rest.split_once("\n<!-- end of bands -->").unwrap();
    let head = "| what | usual | worth changing | why | from |\n|---|---|---|---|---|";
    let rows: Vec<String> = std::iter::once(head.to_owned()).chain(USUAL.all().iter().map(|band| row(band))).collect();
    let expected = rows.join("\n");
    assert!(table == expected, "put this table into docs/MEASURES.md:\n{expected}");
}

fn row(band: &Band) -> String {
    let ends = |below: Option<f64>, above: Option<f64>, low: &str, high: &str| match (below, above) {
        (None, None) => "never".to_owned(),
        (Some(below), None) => format!("{low} {below}"),
        (None, Some(above)) => format!("{high} {above}"),
        (Some(below), Some(above)) if low == "from" => format!("{below}–{above}"),
        (Some(below), Some(above)) => format!("{low} {below}, {high} {above}"),
    };
    let source = match band.source {
        Source::Literature => "studies",
        Source::Practice => "coaches and other tools",
        Source::Judgement => "our judgement",
    };
    format!(
        "| {} | {} {} | {} | {} | {source} |",
        band.name,
        ends(band.from, band.to, "from", "up to"),
        band.unit,
        ends(band.flag_below, band.flag_above, "below", "above"),
        band.reason
    )
}
