//! Speech in, pieces for the recogniser out.
