//! A transcript file's text in, a transcript out.
