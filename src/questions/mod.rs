//! Questions: which there are, and what a listener waits for in the answer to each.
//!
//! ```text
//! bank/*.toml ─┐
//!              ├▶ file ▶ Question ▶ Bank          Question + reading ▶ rubric ▶ which points were heard
//! user's own ──┘
//!
//! ask/*.toml, user's own ▶ ask ▶ Interviewer: what to ask back
//! ```

pub mod ask;
pub mod bank;
mod file;
pub mod own;
mod pattern;
mod question;
pub mod rubric;
#[cfg(test)]
mod tests;
mod words;

pub use bank::{Bank, Category};
pub use pattern::Pattern;
pub use question::{FollowUp, Point, Question};
