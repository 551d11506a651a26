//! Lists of English words and phrases for the rooms above: what each means is said there.

pub(crate) mod clauses;
pub(crate) mod episodes;
pub(crate) mod outcomes;
pub(crate) mod personal;
pub(crate) mod questions;
pub(crate) mod steps;
