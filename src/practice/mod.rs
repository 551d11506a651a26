//! Practising: takes of the past in, what to say next out. Which question is due is worked out here; how a session goes is the
//! command line's.

pub mod outcome;
pub mod schedule;

pub use outcome::TakeOutcome;
