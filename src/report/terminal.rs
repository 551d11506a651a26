//! A take in, text for a terminal out.
