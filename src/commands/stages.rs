//! The stages of an analysis in, what each was and how long it took out: what `--verbose` tells.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use outloud::figure::{count, number};
use outloud::watch::Stage;

/// The stages so far, each with its beginning.
#[derive(Default)]
pub(super) struct Stages(Mutex<Vec<(String, Instant)>>);

impl Stages {
    /// Notes that the work has got to `stage`.
    pub(super) fn note(&self, stage: Stage) {
        let name = match stage {
            Stage::Decoding { .. } => "reading".into(),
            Stage::Listening => "measuring the sound".into(),
            Stage::Loading => "loading the model".into(),
            Stage::Recognising { of, total_s, .. } => {
                format!("recognising {} of {} s, and measuring the words", count(of, "piece"), number(total_s, 1))
            }
        };
        let mut stages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if stages.last().is_none_or(|(last, _)| *last != name) {
            stages.push((name, Instant::now()));
        }
    }

    /// "reading: 0.1 s", a line for each.
    pub(super) fn told(self) -> String {
        let stages = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let ends = stages.iter().skip(1).map(|(_, begin)| *begin).chain([Instant::now()]);
        let took = stages
            .iter()
            .zip(ends)
            .map(|((name, begin), end)| format!("{name}: {} s", number(end.duration_since(*begin).as_secs_f64(), 2)));
        took.collect::<Vec<_>>().join("\n")
    }
}
