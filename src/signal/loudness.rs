//! Samples in, loudness out (ITU-R BS.1770-4).
