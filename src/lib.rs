//! outloud: what a listener noticed in a spoken answer, measured on the speaker's own machine.
//!
//! ```text
//!                              ┌─ level, pitch, activity, pauses ──┐
//! recording ─▶ decoded audio ──┤                                   ├─▶ evidence ─▶ measures ─▶ findings ─▶ report
//!                              └─ speech pieces ─▶ transcriber ────┘
//! ```
//!
//! One direction: every step takes values and returns values; only the ends touch the world.

pub mod audio;
pub mod config;
pub mod findings;
pub mod history;
pub mod language;
pub mod measures;
pub mod parallel;
pub mod pipeline;
pub mod report;
pub mod signal;
pub mod structure;
pub mod take;
pub mod transcribe;
pub mod units;
