//! A take in, HTML out.
