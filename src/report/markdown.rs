//! A take in, Markdown out.
