//! Is the service ready? What `/readyz`, the metrics and `weft doctor` ask.

use chrono::{DateTime, TimeDelta, Utc};

use super::lead::TICKER;
use crate::programmes::Env;
use crate::store::StoreError;
use crate::store::lease::lease_get;
use crate::store::outbox::sending_get;
use crate::store::outbox_view::notices_oldest_due;
use crate::store::relay::{Relay, relay_get};
use crate::store::restored::restored_get;
use crate::store::schema::{Schema, schema_get};

/// The scheduler is called dead when it missed this many ticks.
const MISSED_TICKS: i32 = 4;

/// How the service is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// The migrations that ran against those that are needed.
    pub schema: Schema,
    /// The last tick of any process on this database.
    pub last_tick_at: Option<DateTime<Utc>>,
    /// Since then.
    pub tick_age: Option<TimeDelta>,
    /// The last tick is younger than four periods.
    pub ticking: bool,
    /// Since when the oldest due message waits.
    pub oldest_due_at: Option<DateTime<Utc>>,
    /// And for how long.
    pub oldest_due_age: Option<TimeDelta>,
    /// The kill switch is on.
    pub sending_paused: bool,
    /// The relay, as all workers see it.
    pub relay: Relay,
    /// Everything is held after a restore.
    pub held_after_restore: bool,
}

impl Health {
    /// The service can do its work. Sending that somebody stopped, or that is held, is no reason to take it away from
    /// people.
    pub fn is_ready(&self) -> bool {
        self.ticking && self.schema.fits()
    }
}

/// Looks. Errors: the database does not answer, which is the worst of all healths.
pub async fn health(env: &Env, period: TimeDelta) -> Result<Health, StoreError> {
    let mut tx = env.db.read().await?;
    let lease = lease_get(&mut tx, TICKER).await?;
    // Not before: a tick in between would seem to lie in the future.
    let now = env.clock.now();
    let oldest_due_at = notices_oldest_due(&mut tx, now).await?;
    let sending_paused = sending_get(&mut tx).await?.paused;
    let schema = schema_get(&mut tx).await?;
    let held_after_restore = restored_get(&mut tx).await?.is_some();
    let relay = relay_get(&mut tx).await?;
    let last_tick_at = lease.map(|lease| lease.renewed_at);
    let tick_age = last_tick_at.map(|at| now - at);
    Ok(Health {
        schema,
        last_tick_at,
        tick_age,
        // A tick far in the future was one before the clock was set back, and says nothing of now.
        ticking: tick_age.is_some_and(|age| age.abs() < period * MISSED_TICKS),
        oldest_due_at,
        oldest_due_age: oldest_due_at.map(|at| now - at),
        sending_paused,
        held_after_restore,
        relay,
    })
}
