//! outloud: what a listener noticed in a spoken answer, measured on the speaker's own machine.
//!
//! ```text
//! microphone ─▶ capture ─▶ WAV on disk ─┐           ┌─ signal: level, pitch, pauses, syllables ─┐
//!                                       ├─▶ decode ─┤                                           ├─▶ evidence
//! any recording ────────────────────────┘           └─ transcribe: pieces of speech ─▶ words ───┤      │
//! a transcript ─────────────────────────────────────────────────────────────────────────────────┘      ▼
//!                                           language and structure: what the words are ─▶ measures ─▶ findings
//!                                                                                                      │
//!                            trend, compare ◀─ history ◀─┐                                             ▼
//!                 terminal, Markdown, HTML, JSON ◀─ report ◀───────────────────────────────────────── take
//! ```
//!
//! One function makes a take: [`analyse`]. What stands before it prepares sound or words, what stands behind it shows or keeps the
//! [`Take`]. Values (a take, a transcript, a band of what is usual) import only values; acts (decode, recognise, measure, find,
//! render, store) import values and the acts below them. Only the ends touch the world: devices, files, the clock.
//!
//! # From words
//!
//! No microphone and no model are needed where the words are known:
//!
//! ```
//! use std::path::Path;
//!
//! use outloud::transcribe::import::Imported;
//! use outloud::{Asked, Input, Watch};
//!
//! let said = b"Last winter our ferry lost its passengers to the new bridge. I was asked to fill it again before summer. \
//!     I rode along for a week, and I drew a new timetable around the school day. Within three months we carried a fifth more \
//!     people than before.";
//! let mut words = Imported::parse(Path::new("answer.txt"), said, "en")?;
//! let asked = Asked { prompt: Some("Tell me about a problem that you solved.".into()), ..Asked::default() };
//! let take = outloud::analyse(Input::Words { name: "answer.txt" }, asked, &mut words, &Watch::default())?;
//!
//! assert_eq!(take.pace.words, 47);
//! // Words alone have no times: what needs sound is `None`, and a note says why.
//! assert!(take.pauses.is_none() && !take.notes.is_empty());
//! println!("{}", serde_json::to_string_pretty(&take)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # From a recording
//!
//! The best speech model on this machine writes down what is said; it is loaded when the first speech is there:
//!
//! ```no_run
//! use outloud::config::Paths;
//! use outloud::transcribe::models;
//! use outloud::transcribe::on_demand::OnDemand;
//! use outloud::{Asked, Input, Watch};
//!
//! let model = models::choose(None, "en", &Paths::from_env()?.models())?;
//! let mut transcriber = OnDemand::new(model, "en");
//! let take = outloud::analyse(Input::File("answer.m4a".as_ref()), Asked::default(), &mut transcriber, &Watch::default())?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod acoustics;
pub mod along;
pub mod batch;
pub mod capture;
pub mod caveat;
pub mod check;
pub mod config;
pub mod decode;
pub mod evidence;
pub mod figure;
pub mod findings;
pub mod fingerprint;
pub mod history;
mod http;
pub mod language;
pub mod measures;
pub mod moment;
pub mod note;
pub mod opinion;
pub mod own_files;
pub mod parallel;
pub mod pipeline;
pub mod playable;
pub mod playback;
pub mod practice;
pub mod questions;
mod quotes;
pub mod report;
#[cfg(test)]
mod sample;
pub mod signal;
pub mod sound;
pub mod stats;
pub mod stories;
pub mod structure;
pub mod take;
mod toml;
pub mod transcribe;
pub mod transcript;
pub mod units;
pub mod usual;
pub mod warning;
pub mod watch;
mod whole_file;

pub use evidence::Asked;
pub use pipeline::{Input, analyse};
pub use take::Take;
pub use transcribe::Transcriber;
pub use transcript::Transcript;
pub use watch::Watch;
