//! A take in, JSON out.
