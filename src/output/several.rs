//! How far the analysis of several recordings has got: one line for all of them.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use outloud::watch::Stage;

use super::Printer;

/// Shows how far a run over several recordings has got, and how long the rest takes; gone when dropped. A recording counts as much as its
/// file is large.
pub(crate) struct SeveralLine {
    printer: Printer,
    bar: ProgressBar,
    of: usize,
    begun: AtomicUsize,
}

/// One recording of the run, at work; all of it is done when dropped.
pub(crate) struct PartLine<'a> {
    of: &'a SeveralLine,
    bytes: u64,
    shown: AtomicU64,
}

impl Printer {
    /// A line for all of `recordings`.
    pub(crate) fn progress_of_all(&self, recordings: &[PathBuf]) -> SeveralLine {
        let target = if self.progress { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(recordings.iter().map(|path| bytes(path)).sum()), target);
        if self.progress {
            let template = "{spinner} {msg} [{bar:24}]{left}";
            let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            bar.set_style(style.with_key("left", left));
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        let line = SeveralLine { printer: self.clone(), bar, of: recordings.len(), begun: AtomicUsize::new(0) };
        line.tell(0, 0);
        line
    }
}

/// How long the rest takes; before anything is done nobody knows.
fn left(state: &ProgressState, to: &mut dyn fmt::Write) {
    if state.pos() > 0 {
        // A line that cannot be drawn is drawn again in a moment.
        let _ = write!(to, " {} left", HumanDuration(state.eta()));
    }
}

impl SeveralLine {
    /// The recording at `path` is begun.
    pub(crate) fn begin(&self, path: &Path) -> PartLine<'_> {
        let number = 1 + self.begun.fetch_add(1, Ordering::Relaxed);
        if self.printer.plain && self.printer.is_spoken_with() {
            self.printer.say(&format!("{number} of {}: {}", self.of, path.display()));
        }
        PartLine { of: self, bytes: bytes(path), shown: AtomicU64::new(0) }
    }

    /// So many are done, and so many `failed`.
    pub(crate) fn tell(&self, done: usize, failed: usize) {
        let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
        self.bar.set_message(format!("{done} of {} recordings{failed}", self.of));
    }

    /// Does `work`, which may print, while nothing is drawn.
    pub(crate) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.bar.suspend(work)
    }
}

impl Drop for SeveralLine {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl PartLine<'_> {
    /// It has got this far: recognition is what takes time.
    pub(crate) fn show(&self, stage: Stage) {
        if let Stage::Recognising { done_s, total_s, .. } = stage {
            self.reach((self.bytes as f64 * done_s / total_s.max(done_s).max(f64::MIN_POSITIVE)) as u64);
        }
    }

    /// It was done before, and says nothing about how long the others take.
    pub(crate) fn pass_over(self) {
        self.of.bar.dec_length(self.bytes);
        self.shown.store(self.bytes, Ordering::Relaxed);
    }

    fn reach(&self, bytes: u64) {
        self.of.bar.inc(bytes.saturating_sub(self.shown.fetch_max(bytes, Ordering::Relaxed)));
    }
}

impl Drop for PartLine<'_> {
    fn drop(&mut self) {
        self.reach(self.bytes);
    }
}

fn bytes(path: &Path) -> u64 {
    path.metadata().map_or(0, |about| about.len())
}
