//! Takes in, takes out: the SQLite file that keeps them. No type of the database is seen outside.

mod error;
mod health;
mod open;
mod query;
mod takes;
#[cfg(test)]
mod tests;
mod upgrade;

pub use error::Error;
pub use health::{Health, Mended, check, copies, files, repair};
pub use open::{SCHEMA, library_version};
pub use takes::{History, Kept};
