//! Pieces of speech in, tokens out.
