//! Evidence in, numbers out: each measure with its definition, its window and its source.
//!
//! Pure. `Option` means "not measurable from this evidence"; the reason goes to the notes.

pub mod bands;
pub mod content;
pub mod duration;
pub mod fillers;
pub mod pace;
pub mod pauses;
