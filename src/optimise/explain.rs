//! stub
use super::{Plan, Problem};
/// stub
#[must_use]
pub fn explain(_problem: &Problem, _plan: &Plan) -> Option<()> { None }
