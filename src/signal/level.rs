//! Samples in, level over time out.
