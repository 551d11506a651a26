//! What may make the numbers wrong, in words for the user.

use serde::Serialize;

/// Something about the input that may make the numbers wrong: what, so what, now what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Stable name, for scripts: "clipping", "demo-model", "truncated".
    pub id: &'static str,
    /// One or two sentences for the user.
    pub message: String,
}
