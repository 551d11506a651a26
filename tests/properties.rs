//! The whole chain from a file's bytes to its measures: what was said does not depend on how the file was written, how
//! loud it is, or how long nobody speaks before it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::f64::consts::PI;
use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use hound::{SampleFormat, WavSpec, WavWriter};
use outloud::acoustics::Acoustics;
use outloud::decode;
use outloud::measures;
use outloud::pipeline;
use outloud::take::Take;
use outloud::transcribe::import::Imported;
use outloud::units::TimeSpan;
use outloud::usual;
use outloud::watch::Watch;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use common::fixture;

/// What is heard of the answer, s: four sentences and the pauses between them.
const HEARD_S: f64 = 15.0;
/// Edges of speech in another format, rate or level, s: at 8 kHz an "s" is only half there.
const EDGE_S: f64 = 0.030;
/// Edges behind another silence, s: the frames of 5 and 16 ms lie elsewhere.
const SHIFTED_EDGE_S: f64 = 0.020;
/// Median pitch, as a share.
const PITCH: f64 = 0.01;
/// Spread of the pitch, semitones.
const SPREAD_ST: f64 = 0.2;
/// Syllables in the sound, as a share: a weak one more or less.
const NUCLEI: f64 = 0.06;
/// Loudness less the gain, LU: its gate at −70 LUFS does not move with the level.
const LOUDNESS_LU: f64 = 0.7;

/// One channel and its rate.
#[derive(Clone)]
struct Sound {
    samples: Vec<f64>,
    rate_hz: u32,
}

/// How a file stores its samples.
#[derive(Clone, Copy, Debug)]
enum Stored {
    Int(u16),
    Float,
}

/// The answer, its highest sample at full scale.
static ANSWER: LazyLock<Sound> = LazyLock::new(|| {
    let decoded = decode::from_path(&fixture("audio/short-espeak.flac"), &mut |_| ()).unwrap();
    let rate_hz = decoded.sample_rate_hz;
    let heard = &decoded.samples[..(HEARD_S * f64::from(rate_hz)) as usize];
    let peak = heard.iter().fold(0.0_f32, |peak, x| peak.max(x.abs()));
    Sound { samples: heard.iter().map(|x| f64::from(x / peak)).collect(), rate_hz }
});

/// What is measured of the answer as it is.
static USUAL: LazyLock<(Acoustics, Take)> = LazyLock::new(|| measured(&ANSWER, Stored::Float));

impl Sound {
    fn louder(&self, gain_db: f64) -> Self {
        let gain = 10f64.powf(gain_db / 20.0);
        Self { samples: self.samples.iter().map(|x| gain * x).collect(), rate_hz: self.rate_hz }
    }

    fn after_silence(&self, seconds: f64) -> Self {
        let mut samples = vec![0.0; (seconds * f64::from(self.rate_hz)).round() as usize];
        samples.extend(&self.samples);
        Self { samples, rate_hz: self.rate_hz }
    }

    /// At another rate, by a sinc of 16 zeros on either side under a raised cosine.
    fn at(&self, rate_hz: u32) -> Self {
        if rate_hz == self.rate_hz {
            return self.clone();
        }
        let step = f64::from(self.rate_hz) / f64::from(rate_hz);
        let band = (1.0 / step).min(1.0);
        let reach = 16.0 / band;
        let count = (self.samples.len() as f64 / step) as usize;
        let sample = |i: usize| {
            let at = i as f64 * step;
            let first = (at - reach).ceil().max(0.0) as usize;
            let end = ((at + reach) as usize + 1).min(self.samples.len());
            let weighed = self.samples[first..end].iter().enumerate().map(|(k, x)| {
                let away = at - (first + k) as f64;
                let turn = PI * band * away;
                let sinc = if turn.abs() < 1e-9 { 1.0 } else { turn.sin() / turn };
                x * band * sinc * (0.5 + 0.5 * (PI * away / reach).cos())
            });
            weighed.sum()
        };
        Self { samples: (0..count).map(sample).collect(), rate_hz }
    }

    fn wav(&self, stored: Stored) -> Vec<u8> {
        let (bits_per_sample, sample_format) = match stored {
            Stored::Int(bits) => (bits, SampleFormat::Int),
            Stored::Float => (32, SampleFormat::Float),
        };
        let spec = WavSpec { channels: 1, sample_rate: self.rate_hz, bits_per_sample, sample_format };
        let mut bytes = Cursor::new(Vec::new());
        let mut writer = WavWriter::new(&mut bytes, spec).unwrap();
        let full = f64::powi(2.0, i32::from(bits_per_sample) - 1);
        for &sample in &self.samples {
            match stored {
                Stored::Int(_) => {
                    writer.write_sample((sample * full).round().clamp(-full, full - 1.0) as i32).unwrap();
                }
                Stored::Float => writer.write_sample(sample as f32).unwrap(),
            }
        }
        writer.finalize().unwrap();
        bytes.into_inner()
    }
}

/// The file with `sound` in it through the whole chain; its words have no times, so that only the sound is compared.
fn measured(sound: &Sound, stored: Stored) -> (Acoustics, Take) {
    let name = Path::new("answer.wav");
    let decoded = decode::from_bytes(sound.wav(stored), name, &mut |_| ()).unwrap();
    let mut words = Imported::parse(Path::new("words.txt"), b"I had to find a new one.", "en").unwrap();
    let watch = Watch { tell: &|_| (), cancelled: &AtomicBool::new(false) };
    let evidence = pipeline::listen("answer.wav", decoded, &mut words, &watch).unwrap();
    (evidence.acoustics.clone().unwrap(), pipeline::judge(measures::measure(evidence, &usual::USUAL), &usual::USUAL))
}

/// Whether every stretch is there, `later_s` later, its edges within `allowed_s`.
fn assert_stretches(found: &[TimeSpan], usual: &[TimeSpan], later_s: f64, allowed_s: f64) {
    assert_eq!(found.len(), usual.len(), "{found:?}, usually {usual:?}");
    for (found, usual) in found.iter().zip(usual) {
        let off_s = (found.start_s - later_s - usual.start_s).abs().max((found.end_s - later_s - usual.end_s).abs());
        assert!(off_s <= allowed_s, "{found:?} is {off_s:.3} s off {usual:?}, {later_s} s later");
    }
}

fn assert_pitch(found: &Acoustics, usual: &Acoustics) {
    let (found, usual) = (found.pitch.as_ref().unwrap(), usual.pitch.as_ref().unwrap());
    assert!((found.median_hz / usual.median_hz - 1.0).abs() <= PITCH, "{} Hz, {}", found.median_hz, usual.median_hz);
    assert!((found.sd_semitones - usual.sd_semitones).abs() <= SPREAD_ST, "{}", found.sd_semitones);
}

fn assert_nuclei(found: &Acoustics, usual: &Acoustics) {
    let (found, usual) = (found.nuclei.len() as f64, usual.nuclei.len() as f64);
    assert!((found / usual - 1.0).abs() <= NUCLEI, "{found} syllables, usually {usual}");
}

/// Speech and the silences between make up the span, in the evidence and in the measures of it.
fn assert_adds_up((acoustics, take): &(Acoustics, Take)) {
    let total_s = |spans: &[TimeSpan]| spans.iter().map(|span| span.length_s()).sum::<f64>();
    let span_s = acoustics.speech.last().unwrap().end_s - acoustics.speech[0].start_s;
    let sum_s = total_s(&acoustics.speech) + total_s(&acoustics.silences);
    assert!((sum_s - span_s).abs() < 1e-9, "{sum_s} of {span_s} s");
    let (speaking_s, paused_s) = (take.duration.speaking_s.unwrap(), take.pauses.as_ref().unwrap().total_s.unwrap());
    let measured_s = take.duration.speech_span_s.unwrap();
    assert!((measured_s - span_s).abs() < 1e-9 && (speaking_s + paused_s - span_s).abs() < 1e-9);
}

/// A format and how much louder than usual, dB: the loudest 20 ms from −40 dBFS up to what the format holds. Float has
/// room to 0 dBFS; integers end where the highest sample is at full scale. From −24 dB on the steps of 8 bits move edges by
/// more than is allowed here, from −40 dB on they drown soft sounds.
fn stored_and_gain_db() -> impl Strategy<Value = (Stored, f64)> {
    let loudest_dbfs = USUAL.0.peak_level_dbfs.unwrap();
    prop_oneof![
        (Just(Stored::Int(8)), -18.0..=0.0),
        (prop_oneof![Just(16), Just(24), Just(32)].prop_map(Stored::Int), -40.0 - loudest_dbfs..=0.0),
        (Just(Stored::Float), -40.0 - loudest_dbfs..=-loudest_dbfs),
    ]
}

fn rate_hz() -> impl Strategy<Value = u32> {
    prop_oneof![prop::sample::select(vec![8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000]), 8_000..=48_000_u32,]
}

proptest! {
    // The same cases every time: a failure is a change, not a draw.
    #![proptest_config(ProptestConfig { cases: 16, rng_seed: RngSeed::Fixed(5), ..ProptestConfig::default() })]

    #[test]
    fn format_rate_and_level_change_nothing((stored, gain_db) in stored_and_gain_db(), rate_hz in rate_hz()) {
        let found = measured(&ANSWER.at(rate_hz).louder(gain_db), stored);
        assert_stretches(&found.0.speech, &USUAL.0.speech, 0.0, EDGE_S);
        assert_pitch(&found.0, &USUAL.0);
        assert_nuclei(&found.0, &USUAL.0);
        let louder_lu = found.0.loudness.integrated_lufs.unwrap() - USUAL.0.loudness.integrated_lufs.unwrap();
        assert!((louder_lu - gain_db).abs() <= LOUDNESS_LU, "{louder_lu} LU at {gain_db} dB");
        assert_adds_up(&found);
    }

    #[test]
    fn a_silence_before_it_shifts_every_time_by_its_length(seconds in 0.0..20.0) {
        let found = measured(&ANSWER.after_silence(seconds), Stored::Int(16));
        assert_stretches(&found.0.speech, &USUAL.0.speech, seconds, SHIFTED_EDGE_S);
        assert_stretches(&found.0.silences, &USUAL.0.silences, seconds, SHIFTED_EDGE_S);
        assert_pitch(&found.0, &USUAL.0);
        assert_nuclei(&found.0, &USUAL.0);
        let (start_s, usual_s) = (found.1.duration.speech_start_s.unwrap(), USUAL.1.duration.speech_start_s.unwrap());
        assert!((start_s - seconds - usual_s).abs() <= SHIFTED_EDGE_S);
        assert_adds_up(&found);
    }
}
