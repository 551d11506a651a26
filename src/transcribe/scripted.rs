//! A script in, its tokens out: the recogniser of tests, which says for each piece what it was told to say.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::Error;
use super::ask::Ask;
use super::recognise::Engine;
use super::words::ModelToken;
use crate::watch::Watch;

/// Answers the n-th call with the n-th script; later calls get silence.
#[derive(Debug)]
pub(super) struct Scripted {
    /// What to say for each call, in order: text with the moment each word ends, s from the start of the piece.
    pub(super) script: Vec<Vec<(String, f64)>>,
    /// The probability of each word of each call; the last one's holds for those after it.
    pub(super) sure: Vec<f32>,
    calls: AtomicUsize,
}

impl Scripted {
    /// An engine that says `script`.
    #[must_use]
    pub(super) fn new(script: &[&[(&str, f64)]]) -> Self {
        let script = script.iter().map(|piece| piece.iter().map(|&(text, end_s)| (text.to_owned(), end_s)).collect());
        Self { script: script.collect(), sure: vec![0.95], calls: AtomicUsize::new(0) }
    }
}

impl Engine for Scripted {
    fn name(&self) -> String {
        "scripted".into()
    }

    fn model(&self) -> String {
        "script".into()
    }

    fn tokens(&self, samples: &[f32], _: Ask, _threads: usize, _: &Watch<'_>) -> Result<Vec<ModelToken>, Error> {
        assert!(samples.len() >= 16_000, "an engine may count on a second of sound: {}", samples.len());
        let call = self.calls.fetch_add(1, Ordering::Relaxed);
        let probability = self.sure.get(call).or(self.sure.last()).copied().unwrap_or_default();
        let said = self.script.get(call).cloned().unwrap_or_default();
        Ok(said
            .into_iter()
            .map(|(text, end_s)| ModelToken { bytes: format!(" {text}").into_bytes(), probability, end_s: Some(end_s) })
            .collect())
    }
}
