//! `docs/MEASURES.md` against the code: every field of the JSON is explained, and the bands are those of the table.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use outloud::usual::{Band, BandSource, USUAL};
use serde_json::Value;

use common::{analyze, outloud};

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
    let changing: Vec<String> = [("below", band.flag_below), ("above", band.flag_above)]
        .into_iter()
        .filter_map(|(side, limit)| limit.map(|limit| format!("{side} {limit}")))
        .collect();
    let changing = if changing.is_empty() { "never".to_owned() } else { changing.join(", ") };
    let source = match band.source {
        BandSource::Literature => "studies",
        BandSource::Practice => "coaches and other tools",
        BandSource::Judgement => "our judgement",
    };
    format!("| {} | {} | {changing} | {} | {source} |", band.name, band.usual(), band.reason)
}

/// Every written answer among the fixtures: what it says of its parts, by the analysis, the report and the history.
#[test]
fn a_part_is_missing_for_all_or_for_none() {
    for name in ["fillers-awb", "generic-kal16", "long-rms", "repeats-espeak", "short-espeak", "star-90s-slt"] {
        let path = format!("fixtures/transcripts/{name}.json");
        let take = analyze(&["--transcript", &path]);
        let texts = |list: &Value| -> Vec<String> {
            list.as_array().unwrap().iter().map(|part| part.as_str().unwrap().to_owned()).collect()
        };
        let missing = texts(&take["structure"]["missing"]);
        let labels: Vec<&str> =
            take["structure"]["sentences"].as_array().unwrap().iter().filter_map(|s| s["label"].as_str()).collect();
        assert!(missing.iter().all(|part| !labels.contains(&part.as_str())), "{name}: {missing:?}");
        let report = outloud().args(["analyze", "--no-save", "--full", "--transcript", &path]).output().unwrap().stdout;
        let report = String::from_utf8(report).unwrap();
        let told = report.lines().find_map(|line| line.split_once("not found: ")).map(|(_, parts)| parts.to_owned());
        assert_eq!(told, (!missing.is_empty()).then(|| missing.join(", ")), "{name}");
        let kept = outloud()
            .args(["analyze", "--save", "--quiet", "--format", "json", "--transcript", &path])
            .output()
            .unwrap();
        assert!(kept.status.success());
        let csv = outloud().args(["history", "export"]).output().unwrap().stdout;
        let csv = String::from_utf8(csv).unwrap();
        let column = csv.lines().next().unwrap().split(',').position(|name| name == "star").unwrap();
        let star = csv.lines().last().unwrap().split(',').nth(column).unwrap().to_owned();
        let story = take["structure"]["kind"] == "story";
        assert_eq!(star, if story { (4 - missing.len()).to_string() } else { String::new() }, "{name}");
    }
}
