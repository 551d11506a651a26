//! Speech in, words with times out: recognised here by a model, or imported from a file, behind one trait.

pub mod ahead;
pub mod ask;
pub mod coverage;
pub mod error;
mod filled;
pub mod ggml;
mod guards;
pub mod import;
mod mending;
pub mod models;
pub mod on_demand;
pub mod pieces;
pub mod placing;
pub mod recognise;
pub mod remembering;
#[cfg(test)]
mod scripted;
pub mod transcriber;
pub mod whisper;
pub mod words;

pub use error::Error;
pub use transcriber::{Heard, Transcriber};
