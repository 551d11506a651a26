//! A file or bytes in, decoded samples out: any common format, number of channels and sample rate.

pub mod directory;
pub mod error;
pub mod guard;
mod joined;
pub mod reader;
pub mod resample;
mod riff;
mod sniff;
mod tracks;

pub use directory::{files_in, others_in};
pub use error::Error;
pub use reader::{from_bytes, from_path};
