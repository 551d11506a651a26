//! outloud: what a listener noticed in a spoken answer, measured on the speaker's own machine.
//!
//! ```text
//!                              ┌─ level, pitch, activity, pauses ──┐
//! recording ─▶ decoded audio ──┤                                   ├─▶ evidence ─▶ measures ─▶ findings ─▶ report
//!                              └─ speech pieces ─▶ transcriber ────┘
//! ```
//!
//! One direction: every step takes values and returns values; only the ends touch the world.

pub mod acoustics;
pub mod capture;
pub mod caveat;
pub mod config;
pub mod decode;
pub mod evidence;
mod figure;
pub mod findings;
pub mod fingerprint;
pub mod history;
pub mod language;
pub mod measures;
pub mod moment;
pub mod note;
pub mod parallel;
pub mod pipeline;
mod quotes;
pub mod report;
pub mod signal;
pub mod sound;
pub mod stats;
pub mod structure;
pub mod take;
pub mod transcribe;
pub mod transcript;
pub mod units;
pub mod usual;
pub mod warning;
pub mod watch;

pub use pipeline::{Input, analyse};
