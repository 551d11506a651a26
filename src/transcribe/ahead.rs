//! A recording that still grows in, its words so far out: what will not change any more is recognised while somebody speaks.
//!
//! Nothing here decides what the transcript will be. Whoever transcribes the whole afterwards plans and hears as always, only
//! that the engine remembers most of it: a piece counts as settled when two looks in a row have planned it alike, and where
//! that was wrong it costs time, not words.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::recognise::{Engine, Recogniser};
use super::{Error, Heard, Transcriber, pieces};
use crate::transcript::Transcript;
use crate::units::TimeSpan;
use crate::watch::Watch;

/// Transcribes the beginning of a recording, longer each time.
#[derive(Debug)]
pub struct Ahead<E> {
    recogniser: Recogniser<E>,
    /// The plan at the last look.
    planned: Vec<TimeSpan>,
    /// Whether what may still change is recognised too, for somebody who looks on.
    unsettled: bool,
    over: Arc<AtomicBool>,
}

impl<E: Engine> Ahead<E> {
    /// Works ahead with `recogniser`, whose engine remembers, until the recording is `over`. With `unsettled`, what may still
    /// change is recognised again at each look.
    #[must_use]
    pub fn new(recogniser: Recogniser<E>, unsettled: bool, over: Arc<AtomicBool>) -> Self {
        Self { recogniser, planned: Vec::new(), unsettled, over }
    }
}

impl<E: Engine> Transcriber for Ahead<E> {
    /// The words of all pieces that are settled, and with `unsettled` of the others.
    fn transcribe(&mut self, heard: Option<Heard<'_>>, watch: &Watch<'_>) -> Result<Transcript, Error> {
        let Some(heard) = heard else { return self.recogniser.transcript(None, &[], watch) };
        let so_far = pieces::plan_so_far(heard.speech, heard.powers, heard.audio.duration_s());
        let before = std::mem::replace(&mut self.planned, so_far.clone());
        let settled: Vec<TimeSpan> = so_far.into_iter().take_while(|piece| before.contains(piece)).collect();
        for piece in &settled {
            if self.over.load(Ordering::Relaxed) {
                return Err(Error::Cancelled);
            }
            self.recogniser.transcript(Some(heard), &[*piece], watch)?;
        }
        if self.unsettled {
            // Of no use once the recording is over: it is given up in the middle.
            let until_over = Watch { cancelled: &self.over, ..*watch };
            let plan = pieces::plan(heard.speech, heard.powers, heard.audio.duration_s());
            return self.recogniser.transcript(Some(heard), &plan, &until_over);
        }
        self.recogniser.transcript(Some(heard), &settled, watch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::Mono;
    use crate::transcribe::remembering::{Memory, Remembering};
    use crate::transcribe::scripted::Scripted;

    /// Four seconds of speech from each of `starts_s` on, in a recording of so many seconds: each second sounds otherwise.
    fn text(transcriber: &mut impl Transcriber, starts_s: &[f64], length_s: usize) -> String {
        let samples = (0..length_s * 16_000).map(|i| (i / 16_000) as f32 / 1000.0).collect();
        let speech: Vec<_> = starts_s.iter().map(|&s| TimeSpan::new(s, (s + 4.0).min(length_s as f64))).collect();
        let nuclei: Vec<f64> = speech.iter().map(|span| span.start_s + 0.5).collect();
        let audio = &Mono { samples, sample_rate_hz: 16_000 };
        let heard = Heard { audio, speech: &speech, silences: &[], powers: &[], nuclei: &nuclei, voice: &[] };
        transcriber.transcribe(Some(heard), &Watch::default()).unwrap().text
    }

    #[test]
    fn what_two_looks_plan_alike_is_recognised_ahead_and_never_again() {
        let (memory, over) = (Arc::<Memory>::default(), Arc::default());
        let recogniser = |script: &[&[(&str, f64)]]| {
            Recogniser::new(Remembering::new(Scripted::new(script), memory.clone()), 1, "de", Vec::new())
        };
        let mut ahead = Ahead::new(recogniser(&[&[("eins", 1.0)], &[("zwei", 1.0)]]), false, Arc::clone(&over));
        assert_eq!(text(&mut ahead, &[1.0], 4), "");
        // The first piece has ended, but who knows; then it stays as it is.
        assert_eq!(text(&mut ahead, &[1.0, 10.0], 11), "");
        assert_eq!(text(&mut ahead, &[1.0, 10.0], 13), "eins");
        assert_eq!(text(&mut ahead, &[1.0, 10.0, 20.0], 22), "eins");
        // Whoever transcribes the whole hears what is left, and no more.
        assert_eq!(
            text(&mut recogniser(&[&[("rest", 1.0)], &[("ende", 1.0)]]), &[1.0, 10.0, 20.0], 25),
            "eins rest ende"
        );
        over.store(true, Ordering::Relaxed);
    }
}
