//! A speaker's core stories: what they are, what they lack, which question they answer, and which of their numbers were said.
//!
//! ```text
//! NAME.md ▶ file ▶ CoreStory ─┬▶ gaps: what it lacks      CoreStory + questions ▶ fit: which answers which
//!                             └▶ ToTell + reading ▶ told: which of its numbers were said
//! ```

mod file;
pub mod fit;
pub mod folder;
mod gaps;
mod story;
pub mod told;

pub use gaps::Gap;
pub use story::CoreStory;
