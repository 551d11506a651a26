//! Samples in, pitch track out.
