//! The JSON Schema of what other programs read, kept by hand: `tests/schema.rs` holds every JSON that is written to it, and it to
//! every field that is written.

/// Of a take: `analyze`, `record` and `history show` with `--format json`, each line with `jsonl`.
pub const TAKE: &str = include_str!("take.schema.json");
/// Of `check --format json`.
pub const CHECK: &str = include_str!("check.schema.json");
