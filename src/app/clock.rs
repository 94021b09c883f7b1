//! The machine's clock, and a faster one for tests that kill the service.

use std::sync::Arc;

use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::clock::{Clock, to_micros};

/// The clock that the setting asks for: the machine's own, or `60@2026-01-06T08:00:00Z`, which agrees with the machine's
/// at that instant and runs sixty times as fast. Processes with the same setting agree with each other.
pub fn clock(setting: &str) -> Result<Arc<dyn Clock>> {
    if setting.is_empty() {
        return Ok(Arc::new(Machine));
    }
    let (speed, from) = setting.split_once('@').context("test_clock has to be SPEED@INSTANT")?;
    Ok(Arc::new(Fast {
        speed: speed.parse().context("the speed of test_clock is no number")?,
        from: from.parse().context("the instant of test_clock cannot be read")?,
    }))
}

struct Machine;

impl Clock for Machine {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock that reads the machine's")]
    fn now(&self) -> DateTime<Utc> {
        to_micros(Utc::now())
    }
}

struct Fast {
    speed: i32,
    from: DateTime<Utc>,
}

impl Clock for Fast {
    fn now(&self) -> DateTime<Utc> {
        let since: TimeDelta = Machine.now() - self.from;
        self.from + since * self.speed
    }
}
