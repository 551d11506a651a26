//! Many recordings in, each analysed once: a share of them for each of several machines, and a file of takes that goes on where it ended.

pub mod resumed;
pub mod shard;
