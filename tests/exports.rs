//! Takes written for captioning and phonetics programs: the same words at the same moments, and nothing that such a program obeys.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use outloud::report::visible;

use common::{analyze, flat, home, outloud};

const TIMED: [&str; 4] = ["srt", "vtt", "textgrid", "audacity"];
const AUDIO: &str = "fixtures/audio/star-90s-slt.flac";
const WORDS: &str = "fixtures/transcripts/star-90s-slt.json";

/// What `analyze ARGUMENTS --format FORMAT` writes.
fn written(arguments: &[&str], format: &str) -> String {
    let output = outloud().arg("analyze").args(arguments).args(["--no-save", "--format", format]).output().unwrap();
    assert!(output.status.success(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A file in the test's own folder.
fn file(name: &str, text: &str) -> PathBuf {
    let path = home().join(name);
    fs::write(&path, text).unwrap();
    path
}

fn read_back(path: &Path) -> Vec<(String, f64, f64)> {
    timed(&analyze(&["--transcript", path.to_str().unwrap()]))
}

fn timed(take: &Value) -> Vec<(String, f64, f64)> {
    let words = take["transcript"]["words"].as_array().unwrap().iter();
    let seconds = |value: &Value| value.as_f64().unwrap();
    words.map(|w| (w["text"].as_str().unwrap().into(), seconds(&w["start_s"]), seconds(&w["end_s"]))).collect()
}

/// A millisecond, and what it takes to write one in binary.
const MS: f64 = 0.001_001;

#[test]
fn captions_are_read_back_with_the_same_words_at_the_same_moments() {
    let said = timed(&analyze(&[AUDIO, "--transcript", WORDS]));
    let of = |format: &str| file(&format!("answer.{format}"), &written(&[AUDIO, "--transcript", WORDS], format));
    let vtt = read_back(&of("vtt"));
    assert_eq!(vtt.len(), said.len());
    for (read, said) in vtt.iter().zip(&said) {
        assert!(read.0 == said.0 && (read.1 - said.1).abs() < MS, "{read:?} was {said:?}");
    }
    let srt = of("srt");
    let read: Vec<String> = read_back(&srt).into_iter().map(|word| word.0).collect();
    assert_eq!(read, said.iter().map(|word| word.0.clone()).collect::<Vec<_>>());
    let text = fs::read_to_string(&srt).unwrap();
    let mut at = 0;
    for cue in text.split_terminator("\n\n") {
        let mut lines = cue.lines().skip(1);
        let (from, to) = lines.next().unwrap().split_once(" --> ").unwrap();
        let lines: Vec<&str> = lines.collect();
        let words = lines.iter().map(|line| line.split(' ').count()).sum::<usize>();
        let (from_s, to_s) = (seconds(from), seconds(to));
        assert!((from_s - said[at].1).abs() < MS && (to_s - said[at + words - 1].2).abs() < 0.05, "{cue}");
        assert!(to_s - from_s <= 7.0 && lines.len() <= 2 && lines.iter().all(|line| line.len() <= 42), "{cue}");
        at += words;
    }
    assert_eq!(at, said.len());
}

/// `01:02:03,450` in seconds.
fn seconds(clock: &str) -> f64 {
    clock.replace(',', ".").split(':').fold(0.0, |total, field| total * 60.0 + field.parse::<f64>().unwrap())
}

/// What readers that are not ours find in a take written for each of them.
fn read_by_others(arguments: &[&str]) -> Value {
    let formats = [("textgrid", "TextGrid"), ("srt", "srt"), ("vtt", "vtt"), ("audacity", "txt"), ("csv", "csv")];
    for (format, ending) in formats {
        file(&format!("answer.{ending}"), &written(arguments, format));
    }
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/readers/bin/python");
    assert!(python.exists(), "the tests need the readers of scripts/readers.txt, which `make test` installs");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers.py");
    let output = std::process::Command::new(python).arg(script).arg(home()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Rows of a text and numbers of seconds, which a table may have as text.
fn rows(read: &Value, text: usize, times: &[usize]) -> Vec<(String, Vec<f64>)> {
    let seconds = |cell: &Value| cell.as_f64().or_else(|| cell.as_str()?.parse().ok()).unwrap();
    let row = |row: &Value| (row[text].as_str().unwrap().to_owned(), times.iter().map(|&n| seconds(&row[n])).collect());
    read.as_array().unwrap().iter().map(row).collect()
}

#[test]
fn praat_subtitle_libraries_ffmpeg_and_tables_read_the_same_words_at_the_same_moments() {
    let take = analyze(&[AUDIO, "--transcript", WORDS]);
    let said = timed(&take);
    let read = read_by_others(&[AUDIO, "--transcript", WORDS]);
    let near = |a: f64, b: f64| (a - b).abs() < MS;
    let table = Value::Array(read["csv"].as_array().unwrap()[1..].to_vec());
    let labels = rows(&read["audacity"], 2, &[0, 1]);
    let (words, found): (Vec<_>, Vec<_>) = labels.into_iter().partition(|label| !label.0.contains(": "));
    for (reader, words) in
        [("Praat", rows(&read["praat"]["words"], 0, &[1, 2])), ("table", rows(&table, 0, &[1, 2])), ("Audacity", words)]
    {
        assert_eq!(words.len(), said.len(), "{reader}");
        for (read, said) in words.iter().zip(&said) {
            assert!(
                read.0 == said.0 && near(read.1[0], said.1) && near(read.1[1], said.2),
                "{reader}: {read:?} was {said:?}"
            );
        }
    }
    let cues = rows(&read["word_cues"], 0, &[1]);
    assert_eq!(cues.len(), said.len());
    assert!(cues.iter().zip(&said).all(|(read, said)| read.0 == said.0 && near(read.1[0], said.1)), "{cues:?}");
    for reader in ["srt", "ffmpeg_srt", "ffmpeg_vtt"] {
        let mut words = said.iter();
        for (text, times) in rows(&read[reader], 0, &[1, 2]) {
            let told: Vec<_> = words.by_ref().take(text.split(' ').count()).collect();
            assert_eq!(text, told.iter().map(|word| word.0.as_str()).collect::<Vec<_>>().join(" "), "{reader}");
            assert!(
                near(times[0], told[0].1) && near(times[1], told[told.len() - 1].2),
                "{reader}: {text:?} {times:?}"
            );
        }
        assert_eq!(words.count(), 0, "{reader}");
    }
    // What was found besides words, in Praat's tiers and Audacity's labels.
    for (tier, place) in
        [("fillers", "/fillers/occurrences"), ("pauses", "/pauses/items"), ("STAR", "/structure/sentences")]
    {
        let all = take.pointer(place).unwrap().as_array().unwrap();
        let labels = rows(&read["praat"][tier], 0, &[1, 2]);
        let named = found.iter().filter(|label| label.0.starts_with(&format!("{tier}: ")));
        let starts: Vec<f64> = named.map(|label| label.1[0]).collect();
        assert_eq!((labels.len(), starts.len()), (all.len(), all.len()), "{tier}");
        for ((label, start_s), item) in labels.iter().zip(starts).zip(all) {
            let item_s = item["start_s"].as_f64().unwrap();
            assert!(near(label.1[0], item_s) && near(start_s, item_s), "{tier}: {label:?} was {item}");
        }
    }
}

#[test]
fn praat_and_audacity_get_words_fillers_pauses_and_parts() {
    let take = analyze(&[AUDIO, "--transcript", WORDS]);
    let said = timed(&take);
    let grid = written(&[AUDIO, "--transcript", WORDS], "textgrid");
    let tiers: Vec<&str> = grid.split("class = \"IntervalTier\"").skip(1).collect();
    let names = tiers.iter().map(|tier| tier.split('"').nth(1).unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["words", "fillers", "pauses", "STAR"]);
    for tier in &tiers {
        let values = |key: &str| {
            let values = tier.lines().filter_map(|line| line.trim().strip_prefix(key)?.parse::<f64>().ok());
            values.collect::<Vec<f64>>()
        };
        // The tier's own first, then those of its intervals, which touch.
        let (from, to) = (values("xmin = "), values("xmax = "));
        assert!((to[0] - take["source"]["duration_s"].as_f64().unwrap()).abs() < MS);
        assert!(from[1].abs() < MS && (to[to.len() - 1] - to[0]).abs() < MS);
        assert!(to[1..].iter().zip(&from[2..]).all(|(end, next)| (end - next).abs() < 1e-9));
        assert!(from[1..].iter().zip(&to[1..]).all(|(from, to)| from < to));
    }
    let texts = |tier: &str| tier.lines().filter(|l| l.contains("text = \"") && !l.contains("\"\"")).count();
    assert_eq!(texts(tiers[0]), said.len());
    assert_eq!(texts(tiers[2]), take["pauses"]["items"].as_array().unwrap().len());
    assert_eq!(texts(tiers[3]), take["structure"]["sentences"].as_array().unwrap().len());

    let track = written(&[AUDIO, "--transcript", WORDS], "audacity");
    let rows: Vec<Vec<&str>> = track.lines().map(|line| line.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 3));
    let words: Vec<_> = rows.iter().filter(|row| !row[2].contains(": ")).collect();
    assert_eq!(words.len(), said.len());
    for (row, said) in words.iter().zip(&said) {
        let moment = |field: &str| field.parse::<f64>().unwrap();
        assert!(row[2] == said.0 && (moment(row[0]) - said.1).abs() < MS && (moment(row[1]) - said.2).abs() < MS);
    }
    assert!(track.contains("\tSTAR: situation\n") && track.contains("\tpauses: boundary\n"), "{track}");
}

#[test]
fn words_without_times_are_refused_where_times_are_needed_and_only_there() {
    let path = file("said.txt", "Um, I fixed the oven.\nIt works.\n");
    let path = path.to_str().unwrap();
    for format in TIMED {
        let output = outloud().args(["analyze", "--transcript", path, "--format", format]).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && output.stdout.is_empty(), "{told}");
        assert!(told.contains(&format!("cannot write {path} as {format}: 7 of its 7 words have no times")), "{told}");
        assert!(told.contains("\n\nhint: "), "{told}");
    }
    assert_eq!(written(&["--transcript", path], "txt"), "Um, I fixed the oven.\nIt works.\n");
    assert!(written(&["--transcript", path], "csv").contains("\"Um,\",,,,sound,true,\n"));
}

#[test]
fn no_word_is_an_order_to_the_program_that_reads_it() {
    let hostile = [
        "<script>", "\u{1b}[31m", "\u{202e}abc", "00:00:01,000", "-->", "00:00:09,000", "a\n\n9", "\"q\"", "=1+1",
        "{\\an8}",
    ];
    let words =
        hostile.iter().enumerate().map(|(at, text)| json!({"text": text, "start_s": at, "end_s": at as f64 + 0.5}));
    let path = file("hostile.json", &json!({ "words": words.collect::<Vec<_>>() }).to_string());
    let path = path.to_str().unwrap();
    for format in [&TIMED[..], &["csv", "txt"]].concat() {
        let text = written(&["--transcript", path], format);
        let unsafe_one = |c: char| c.is_control() && c != '\n' && c != '\t' || c == '\u{202e}';
        assert!(!text.contains(unsafe_one), "{format}: {text}");
        assert!(format == "audacity" || !text.contains('\t'), "{format}: {text}");
    }
    assert!(!written(&["--transcript", path], "vtt").contains("<script"));
    assert!(!written(&["--transcript", path], "srt").contains("<script"));
    assert!(written(&["--transcript", path], "textgrid").contains("text = \"\"\"q\"\"\""));
    assert!(written(&["--transcript", path], "csv").contains("'=1+1"));
    let track = written(&["--transcript", path], "audacity");
    assert!(track.lines().all(|row| row.split('\t').count() == 3), "{track}");
    // Others read the same words, one a second, and obey none.
    let read = read_by_others(&["--transcript", path]);
    for (reader, text) in [("praat", 0), ("audacity", 2), ("csv", 0)] {
        let words = if reader == "praat" { &read["praat"]["words"] } else { &read[reader] };
        let words: Vec<String> =
            words.as_array().unwrap().iter().map(|row| flat(row[text].as_str().unwrap())).collect();
        for said in hostile.map(visible) {
            // A word with a space in it is two.
            for part in said.split_whitespace() {
                assert!(words.iter().any(|word| word.contains(part)), "{reader}: {part:?} in {words:?}");
            }
        }
    }
    let last_s = |reader: &str| rows(&read[reader], 0, &[2]).iter().map(|row| row.1[0]).fold(0.0, f64::max);
    assert!(["srt", "ffmpeg_srt", "ffmpeg_vtt"].into_iter().all(|reader| last_s(reader) < 10.0), "{read}");
    let srt = file("hostile.srt", &written(&["--transcript", path], "srt"));
    let said = read_back(&srt);
    assert!(said.iter().any(|word| word.0 == "‹script>") && said.iter().all(|word| word.2 < 10.0), "{said:?}");
}

#[test]
fn a_take_of_the_past_is_written_as_on_its_day() {
    let kept = outloud().args(["analyze", AUDIO, "--transcript", WORDS]).output().unwrap();
    assert!(kept.status.success());
    for format in TIMED {
        let shown = outloud().args(["history", "show", "--format", format]).output().unwrap();
        assert_eq!(String::from_utf8(shown.stdout).unwrap(), written(&[AUDIO, "--transcript", WORDS], format));
    }
}
