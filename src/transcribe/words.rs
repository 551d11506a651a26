//! Tokens in, words out.
