//! A model in, what it needs out: memory, and time for an answer of two minutes. Worked out from how the model is built, since a
//! model that is not here cannot be tried.

use super::catalog::{BUILDS, Build, CatalogEntry, published};
use crate::transcribe::ggml::Dimensions;

/// Length of the answer that times are told for, s.
pub const ANSWER_S: f64 = 120.0;
/// Stretches of 30 s that whisper.cpp is given for such an answer: pieces end at pauses, before they are full.
const PIECES: f64 = 6.0;
/// Tokens it writes for such an answer, counted once for each of the five texts that it weighs at a time.
const TOKENS: f64 = 400.0 * 5.0;
/// Frames that the encoder makes of a piece.
const FRAMES: f64 = 1500.0;
/// Width of an attention head.
const HEAD: u32 = 64;

/// What a model takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needs {
    /// Memory at its highest, bytes.
    pub memory: u64,
    /// Computations for an answer of [`ANSWER_S`], floating-point operations.
    pub work: f64,
}

impl Needs {
    /// What `entry` needs; `None` for a build that is not known.
    #[must_use]
    pub fn estimate(entry: &CatalogEntry) -> Option<Self> {
        let Build { shape, .. } = BUILDS.iter().find(|build| build.name == entry.build)?;
        Some(Self { memory: entry.bytes + memory_at_work(shape), work: work(shape) })
    }

    /// Time for the answer on `cores` that do `speed` operations a second each with [`kernel`], s.
    #[must_use]
    pub fn seconds(&self, speed: f64, cores: usize) -> f64 {
        self.work / (speed * cores as f64 * OF_KERNEL)
    }
}

/// Operations of a model that a core does in the time of one of [`kernel`]'s: tiny.en took 26 s of one core for two minutes and base
/// 46 s, where the kernel did 22 thousand million a second.
const OF_KERNEL: f64 = 0.64;

/// Memory besides the weights, bytes, for two pieces at a time: the constants are those that meet what tiny.en and base took.
fn memory_at_work(shape: &Dimensions) -> u64 {
    const FIXED: u64 = 65_000_000;
    /// Two tables of 1500 by 1500 numbers of 32 bits.
    const PER_HEAD: u64 = 2 * 1500 * 1500 * 4;
    /// Keys and values of the sound, and those of five texts.
    const PER_UNIT: u64 = 1536 * 4 + 6 * 448 * 4;
    const SOUND: u64 = 40_000_000;
    let units = u64::from(shape.decoder_layers) * u64::from(shape.state);
    SOUND + 2 * (FIXED + PER_HEAD * u64::from(shape.state / HEAD) + PER_UNIT * units)
}

/// Operations for an answer: matrix products of encoder and decoder, two operations for each number of a matrix.
fn work(shape: &Dimensions) -> f64 {
    let width = f64::from(shape.state);
    let block = 12.0 * width * width;
    let encoder = f64::from(shape.encoder_layers) * 2.0 * FRAMES * (block + 2.0 * FRAMES * width);
    let crossed = 2.0 * width * width;
    let decoder = 2.0 * (f64::from(shape.decoder_layers) * (block + crossed) + f64::from(shape.vocabulary) * width);
    PIECES * encoder + TOKENS * decoder
}

/// The model that hears best of those that know `language`, take no more than `memory` bytes where that is known, and are done
/// with an answer within `seconds` on `cores` of this `speed`; the smallest where none is, as it was measured. `None` for a language nobody knows.
#[must_use]
pub fn recommend(
    language: &str,
    memory: Option<u64>,
    seconds: f64,
    speed: f64,
    cores: usize,
) -> Option<(CatalogEntry, Needs)> {
    let mut fitting = published()
        .into_iter()
        // Those for one language hear it better than those of the same size for many.
        .filter(|entry| if language == "en" { entry.languages == "en" } else { entry.knows(language) })
        .filter_map(|entry| Needs::estimate(&entry).map(|needs| (entry, needs)));
    // Of one build, rather the file that was measured than one a little smaller.
    let first = fitting.clone().next().map(|smallest| {
        let is_measured = |entry: &CatalogEntry| entry.build == smallest.0.build && entry.word_errors.is_some();
        fitting.clone().find(|(entry, _)| is_measured(entry)).unwrap_or(smallest)
    });
    let fits = |needs: &Needs| memory.is_none_or(|most| needs.memory <= most) && needs.seconds(speed, cores) <= seconds;
    fitting.rfind(|(_, needs)| fits(needs)).or(first)
}

/// Products of long rows of numbers, as a model computes them: does `rounds` of them, and returns the operations done and a sum
/// that depends on all, so that none can be left out.
#[must_use]
pub fn kernel(rounds: usize) -> (f64, f32) {
    const LENGTH: usize = 4096;
    const LANES: usize = 16;
    let row: Vec<f32> = (0..LENGTH).map(|i| (i % 7) as f32 * 0.25).collect();
    let mut lanes = [0.0_f32; LANES];
    for round in 0..rounds {
        let scale = (round % 3) as f32 - 1.0;
        for chunk in row.chunks_exact(LANES) {
            for (lane, value) in lanes.iter_mut().zip(chunk) {
                *lane = *lane * 0.5 + value * scale;
            }
        }
    }
    ((rounds * LENGTH * 3) as f64, lanes.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcribe::models::catalog::named;

    fn needs(name: &str) -> Needs {
        Needs::estimate(&named(name).unwrap()).unwrap()
    }

    #[test]
    fn every_public_model_has_needs_and_larger_builds_need_more() {
        let all: Vec<Needs> = BUILDS.iter().map(|build| needs(build.name)).collect();
        for pair in all[..9].chunks(2).collect::<Vec<_>>().windows(2) {
            assert!(pair[0][0].memory < pair[1][0].memory && pair[0][0].work < pair[1][0].work);
        }
        assert!(published().iter().all(|entry| Needs::estimate(entry).is_some()));
        assert!(needs("large-v3-turbo").work < needs("large-v3").work, "it has an eighth of the decoder");
    }

    #[test]
    fn memory_is_what_was_measured_within_a_tenth() {
        // Peaks of the whole program over an answer of 98 s, two pieces at a time.
        for (name, measured) in [("tiny.en", 540e6), ("base", 709e6)] {
            let worked_out = needs(name).memory as f64;
            assert!((0.9..1.1).contains(&(worked_out / measured)), "{name}: {worked_out}");
        }
    }

    #[test]
    fn the_best_that_fits_is_recommended_and_never_nothing() {
        let pick = |language: &str, memory, speed| recommend(language, memory, 60.0, speed, 4).unwrap().0.name;
        assert_eq!(pick("en", Some(1 << 40), 1e15), "medium.en");
        assert_eq!(pick("de", Some(1 << 40), 1e15), "large-v3");
        assert_eq!(pick("en", Some(1_000_000_000), 1e15), "base.en");
        assert_eq!(pick("en", Some(1 << 40), 1e3), "tiny.en");
        assert_eq!(pick("de", Some(1000), 1e3), "tiny");
        assert_eq!(pick("en", None, 1e15), "medium.en");
    }
}
