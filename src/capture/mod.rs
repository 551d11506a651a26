//! A microphone in, a WAV file out that survives whatever happens.
//!
//! ```text
//! device (audio thread) ─▶ ring ─▶ recorder (its own thread) ─▶ wav_file, flushed every second
//!                                      └─▶ status: level, length ─▶ whoever shows it
//! ```

pub mod choice;
pub mod device;
pub(crate) mod hush;
pub mod recorder;
pub mod ring;
pub mod sound_check;
pub mod source;
mod surroundings;
pub mod takes;
pub mod wav_file;
