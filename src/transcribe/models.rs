//! Model names in, model files out.
