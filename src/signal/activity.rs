//! Samples in, stretches of speech out.
