//! Time as a parameter.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// Tells the instant. Only `app` makes one that reads the machine's clock.
pub trait Clock: Send + Sync {
    /// Now, truncated to microseconds, which is what both databases keep.
    fn now(&self) -> DateTime<Utc>;

    /// What it showed when it was last found set forward, by a minute or more, while somebody held it; none: never. What
    /// ran out at that instant did so by the clock alone.
    fn set_forward_at(&self) -> Option<DateTime<Utc>> {
        None
    }
}

/// An instant cut to what both databases keep.
pub fn to_micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(at)
}
