//! A script in, its words out.
