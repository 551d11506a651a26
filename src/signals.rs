//! Signals from outside in, what they ask for out. The only file that names signal-hook.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag::register;

/// What was asked for from outside.
pub(crate) struct Signals {
    /// The work at hand is to end: Ctrl-C, and all that `leaving` means.
    pub(crate) cancelled: Arc<AtomicBool>,
    /// The program is to end, and to begin nothing more: whoever ran it logs out, or has closed its terminal.
    pub(crate) leaving: Arc<AtomicBool>,
}

impl Signals {
    /// Heeds signals from now on. Where one cannot be heeded its default stands: the process ends at once.
    pub(crate) fn heed() -> Self {
        let (cancelled, leaving) = (Arc::default(), Arc::default());
        #[cfg(unix)]
        let ends = [SIGTERM, signal_hook::consts::SIGHUP];
        #[cfg(not(unix))]
        let ends = [SIGTERM];
        // In this order: whoever sees that the work is to end can see whether the program is.
        for (signal, flag) in ends.map(|end| (end, &leaving)).into_iter().chain(ends.map(|end| (end, &cancelled))) {
            let _ = register(signal, Arc::clone(flag));
        }
        let _ = register(SIGINT, Arc::clone(&cancelled));
        Self { cancelled, leaving }
    }
}
