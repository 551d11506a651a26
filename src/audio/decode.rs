//! A file or stream in, decoded samples out.
