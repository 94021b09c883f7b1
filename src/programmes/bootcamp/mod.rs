//! Bootcamps: cohorts of new hires who visit teams for some weeks each.

mod setting;

pub use setting::{places, setting};
