//! stub
/// kinds
pub const SCHEMA_KINDS: [&str; 2] = ["weft-coffee/1", "weft-plan/1"];
/// stub
#[must_use]
pub fn schema(_kind: &str) -> Option<serde_json::Value> { None }
