//! Practising: takes of the past in, what to say next out. Which question is due is worked out here, and what to say on which day
//! until an interview; how a session goes is the command line's.

pub mod agenda;
pub mod interview;
pub mod outcome;
pub mod preparation;
pub mod schedule;

pub use outcome::TakeOutcome;
