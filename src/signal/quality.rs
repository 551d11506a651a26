//! Samples in, clipping and signal-to-noise ratio out.
