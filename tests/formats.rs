//! One answer in many formats, rates and numbers of channels: the same numbers, because nobody speaks differently for
//! a file format. The words come from a transcript, so that only the sound is compared.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use hound::{SampleFormat, WavReader, WavSpec, WavWriter};
use serde_json::Value;
use tempfile::TempDir;

use common::{analyze, fixture, known, outloud};

/// What two versions of one answer may differ by. Times are measured in steps of 10 ms, so that a sound that barely
/// reaches the floor may fall on either side of one step at each end.
struct Tolerance {
    time_s: f64,
    pitch_hz: f64,
    pitch_sd_semitones: f64,
    loudness_lu: f64,
    /// How much louder the other version is meant to be: loudness adds the power of the channels (ITU-R BS.1770-4).
    louder_lu: f64,
}

/// The same samples in another wrapping.
const LOSSLESS: Tolerance =
    Tolerance { time_s: 0.01, pitch_hz: 0.2, pitch_sd_semitones: 0.05, loudness_lu: 0.05, louder_lu: 0.0 };
/// The voice on two channels in place of one: twice the power.
const DOUBLED: Tolerance = Tolerance { louder_lu: 3.01, ..LOSSLESS };
/// The voice on the six channels of 5.1, of which the bass does not count and the two at the back count 1.5 dB more:
/// 10 log (1 + 1 + 1 + 1.41 + 1.41).
const SIXFOLD: Tolerance = Tolerance { louder_lu: 7.65, ..LOSSLESS };
/// Another sample rate, or a lossy codec: mp3 encoders turn the level down by 0.4 dB to keep clear of clipping.
const LOSSY: Tolerance =
    Tolerance { time_s: 0.03, pitch_hz: 1.0, pitch_sd_semitones: 0.2, loudness_lu: 0.7, louder_lu: 0.0 };

fn transcript() -> String {
    fixture("transcripts/short-espeak.json").to_str().unwrap().to_owned()
}

fn take(recording: &Path) -> Value {
    analyze(&[recording.to_str().unwrap(), "--transcript", &transcript()])
}

fn number(take: &Value, path: &str) -> f64 {
    take.pointer(path).and_then(Value::as_f64).unwrap_or_else(|| panic!("{path} is no number in {take}"))
}

fn assert_same(name: &str, take: &Value, original: &Value, tolerance: &Tolerance) {
    for (path, allowed) in [
        ("/source/duration_s", 0.002),
        ("/duration/speech_start_s", tolerance.time_s),
        ("/duration/speech_end_s", tolerance.time_s),
        ("/pauses/total_s", tolerance.time_s * 5.0),
        ("/pauses/median_s", tolerance.time_s),
        ("/pace/wpm", 0.5),
        ("/pace/articulation_wpm", 1.0),
        ("/delivery/pitch/median_hz", tolerance.pitch_hz),
        ("/delivery/pitch/sd_semitones", tolerance.pitch_sd_semitones),
        ("/pace/words", 0.0),
        ("/pauses/count", 0.0),
        ("/pauses/mid_clause", 0.0),
        ("/delivery/clipped_percent", 0.0),
    ] {
        let (found, expected) = (number(take, path), number(original, path));
        assert!((found - expected).abs() <= allowed, "{name}: {path} is {found}, in the original {expected}");
    }
    let louder_lu = number(take, "/delivery/loudness_lufs") - number(original, "/delivery/loudness_lufs");
    assert!((louder_lu - tolerance.louder_lu).abs() <= tolerance.loudness_lu, "{name}: {louder_lu} LU louder");
    assert_eq!(take["warnings"], original["warnings"], "{name}");
    assert_eq!(take["structure"], original["structure"], "{name}");
    assert_eq!(take["fillers"], original["fillers"], "{name}");
}

fn original() -> Value {
    take(&fixture("audio/short-espeak.flac"))
}

#[test]
fn every_codec_and_rate_gives_the_same_numbers() {
    let original = original();
    for (name, rate_hz, channels) in [
        ("short.mp3", 44_100, 1),
        ("short-stereo.m4a", 48_000, 2),
        ("short.ogg", 44_100, 1),
        ("short-8k.wav", 8_000, 1),
        ("short.opus", 48_000, 1),
    ] {
        let take = take(&fixture("audio/formats").join(name));
        assert_eq!(take["source"]["sample_rate_hz"], rate_hz, "{name}");
        assert_eq!(take["source"]["channels"], channels, "{name}");
        assert_same(name, &take, &original, &LOSSY);
    }
}

#[test]
fn of_several_audio_tracks_the_one_that_is_spoken_on_is_measured_and_said() {
    let take = analyze(&[
        fixture("audio/formats/film.mp4").to_str().unwrap(),
        "--transcript",
        "fixtures/transcripts/short-espeak.txt",
    ]);
    assert_eq!(take["warnings"][0]["id"], "tracks", "{}", take["warnings"]);
    let message = take["warnings"][0]["message"].as_str().unwrap();
    assert!(message.contains("2 audio tracks") && message.contains("number 2"), "{message}");
    assert!((number(&take, "/duration/speech_start_s") - number(&original(), "/duration/speech_start_s")).abs() < 0.05);
}

#[test]
fn what_is_joined_to_a_recording_is_told() {
    let name = Path::new("joined");
    for kind in ["mp3", "16k.mp3", "m4a", "alac.m4a", "ogg", "opus", "flac", "aiff"] {
        let file = fs::read(fixture("audio/formats").join(format!("two-beeps.{kind}"))).unwrap();
        let [one, two] = [1, 2].map(|times| {
            let decoded = ::outloud::decode::from_bytes(file.repeat(times), name, &mut |_| ()).unwrap();
            decoded.damage.unwrap_or_default()
        });
        assert!(one.is_empty() && two.contains("a second recording is joined to it"), "{kind}: {one}; {two}");
    }
    let wave = fs::read(fixture("audio/formats/short-8k.wav")).unwrap();
    let decoded = ::outloud::decode::from_bytes(wave.repeat(2), name, &mut |_| ()).unwrap();
    assert!(decoded.damage.unwrap().contains("a second recording is joined to it"));
}

/// The first samples of the answer at 8 kHz.
fn samples() -> Vec<i16> {
    WavReader::open(fixture("audio/formats/short-8k.wav")).unwrap().into_samples().map(Result::unwrap).collect()
}

fn write(folder: &TempDir, name: &str, channels: u16, bits: u16, frame: impl Fn(f64) -> Vec<f64>) -> PathBuf {
    let path = folder.path().join(name);
    let sample_format = if bits == 32 { SampleFormat::Float } else { SampleFormat::Int };
    let spec = WavSpec { channels, sample_rate: 8000, bits_per_sample: bits, sample_format };
    let mut writer = WavWriter::create(&path, spec).unwrap();
    for sample in samples() {
        for value in frame(f64::from(sample) / 32768.0) {
            match sample_format {
                SampleFormat::Float => writer.write_sample(value as f32).unwrap(),
                SampleFormat::Int => {
                    writer.write_sample((value * f64::powi(2.0, i32::from(bits) - 1)).round() as i32).unwrap();
                }
            }
        }
    }
    writer.finalize().unwrap();
    path
}

#[test]
fn every_wav_of_the_same_samples_gives_the_same_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let original = take(&fixture("audio/formats/short-8k.wav"));
    for (path, tolerance) in [
        (write(&folder, "24-bit.wav", 1, 24, |v| vec![v]), LOSSLESS),
        (write(&folder, "float.wav", 1, 32, |v| vec![v]), LOSSLESS),
        (write(&folder, "left-only.wav", 2, 16, |v| vec![v, 0.0]), LOSSLESS),
        (write(&folder, "right-only.wav", 2, 16, |v| vec![0.0, v]), LOSSLESS),
        (write(&folder, "stereo.wav", 2, 16, |v| vec![v, v]), DOUBLED),
        (write(&folder, "antiphase.wav", 2, 24, |v| vec![v, -v]), DOUBLED),
        (write(&folder, "six-channels.wav", 6, 16, |v| vec![v; 6]), SIXFOLD),
    ] {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert_same(name, &take(&path), &original, &tolerance);
    }
}

#[test]
fn what_comes_through_a_pipe_is_what_lies_in_the_file() {
    let path = fixture("audio/formats/short-8k.wav");
    let mut command: Command = outloud();
    command.args(["analyze", "-", "--format", "json", "--transcript"]).arg(transcript());
    let output = command.write_stdin(fs::read(&path).unwrap()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut piped: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(piped["source"]["path"], "-");
    let mut from_file = take(&path);
    piped["source"]["path"].take();
    from_file["source"]["path"].take();
    assert_eq!(piped, from_file);
}

#[test]
fn the_name_does_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answer.mp3");
    fs::copy(fixture("audio/formats/short-8k.wav"), &path).unwrap();
    assert_same("wav named mp3", &take(&path), &take(&fixture("audio/formats/short-8k.wav")), &LOSSLESS);
}

/// A pause may be found this much longer at either end, s: where a word ends in a "k", its mouth is closed and silent
/// before the sound that ends it, which is weak.
const EDGE_S: f64 = 0.15;
/// And this much shorter, s.
const SLIP_S: f64 = 0.03;

#[test]
fn every_silence_that_was_put_in_is_found_where_it_was_put() {
    for name in ["star-90s-slt", "long-rms", "fillers-awb", "generic-kal16", "short-espeak", "repeats-espeak"] {
        let truth = known(name);
        let recording = fixture(&format!("audio/{name}.flac"));
        let words = fixture(&format!("transcripts/{name}.json"));
        let take = analyze(&[recording.to_str().unwrap(), "--transcript", words.to_str().unwrap()]);
        let spans = |list: &Value| -> Vec<(f64, f64)> {
            let items = list.as_array().unwrap().iter();
            items.map(|s| (number(s, "/start_s"), number(s, "/end_s"))).collect()
        };
        let found = spans(&take["pauses"]["items"]);
        let last_s = number(&truth, "/duration_s");
        let silences = truth["silences"].as_array().unwrap().iter();
        let inserted = Value::Array(silences.filter(|s| s["inserted"] == true).cloned().collect());
        for (start_s, end_s) in spans(&inserted) {
            // The first and the last one are around the answer, not in it.
            if start_s < 0.01 || end_s > last_s - 0.01 {
                continue;
            }
            let is_it = |&(from_s, to_s): &(f64, f64)| {
                (from_s - start_s).abs() < EDGE_S
                    && (to_s - end_s).abs() < EDGE_S
                    && from_s < start_s + SLIP_S
                    && to_s > end_s - SLIP_S
            };
            assert!(found.iter().any(is_it), "{name}: {start_s}–{end_s} s is not in {found:?}");
        }
    }
}
