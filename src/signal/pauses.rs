//! Levels and speech in, silent pauses out.
