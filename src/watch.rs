//! How work stays in touch with whoever asked for it: where it has got to, and whether to stop.

use std::sync::atomic::{AtomicBool, Ordering};

/// Where the work has got to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    /// Reading the file.
    Decoding {
        /// How much of it has been read, 0–1.
        share: f64,
    },
    /// Measuring the sound.
    Listening,
    /// Loading the model.
    Loading,
    /// Recognising piece `index` (from 0) of `of`, and maybe the one after; `done_s` of `total_s` seconds of speech are behind it.
    Recognising {
        /// Piece under way, from 0.
        index: usize,
        /// Number of pieces.
        of: usize,
        /// Speech recognised so far, s.
        done_s: f64,
        /// All speech, s.
        total_s: f64,
    },
}

/// Work reports its stage through it, and stops when told to.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// Called at every new stage.
    pub tell: &'a (dyn Fn(Stage) + Sync),
    /// Set from outside to stop the work.
    pub cancelled: &'a AtomicBool,
}

/// Nobody watches: nothing is told, and nothing stops the work.
impl Default for Watch<'_> {
    fn default() -> Self {
        static NEVER: AtomicBool = AtomicBool::new(false);
        Self { tell: &|_| (), cancelled: &NEVER }
    }
}

impl Watch<'_> {
    /// Whether somebody asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
