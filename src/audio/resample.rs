//! One sample rate in, another out.
