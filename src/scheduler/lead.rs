//! The ticker's lease: of all processes on one database, one ticks.

use std::convert::Infallible;

use chrono::{DateTime, TimeDelta, Utc};

use super::{due, outbox};
use crate::domain::clock::Clock;
use crate::programmes::{Env, solving};
use crate::store::StoreError;
use crate::store::lease::{lease_release, lease_take, leases_shorten};
use crate::store::outbox::{notices_lease_refit, notices_wait_cut};
use crate::store::relay::relay_pause_cut;
use crate::store::run::runs_lease_shorten;
use crate::whole;

/// The name of the ticker's lease. Its `renewed_at` is the instant of the last tick.
pub const TICKER: &str = "ticker";
/// How long a ticker that died keeps the others waiting. Less than four periods of 15 seconds, so that a process that
/// takes over does so before the service calls itself not ready.
const TERM: TimeDelta = TimeDelta::seconds(40);

/// Proof that this process is the one that ticks. Only [`Lead::take`] makes one.
#[derive(Debug)]
pub struct Lead {
    holder: String,
    term: i64,
    until: DateTime<Utc>,
}

impl Lead {
    /// Takes the lease, or renews it. `None`: another process ticks.
    ///
    /// A clock that was set back by hours leaves leases that last for hours; whoever looks cuts them to what a new one
    /// would last, those of draws, messages and connections too, the relay's pause, and what messages wait for. One that was
    /// set forward ends claims of messages while their workers are alive; those get a new term.
    pub async fn take(env: &Env, holder: &str) -> Result<Option<Self>, StoreError> {
        let taken = whole!(env, |tx| {
            let now = env.clock.now();
            let until = now + TERM;
            let term = lease_take(tx, TICKER, holder, now, until).await?;
            if term.is_some() {
                runs_lease_shorten(tx, now + solving::LEASE).await?;
                notices_lease_refit(tx, now - outbox::LEASE, now + outbox::LEASE).await?;
                leases_shorten(tx, due::CONNECTIONS, now + due::CONNECTION).await?;
                relay_pause_cut(tx, now + due::MOST_PAUSE).await?;
                notices_wait_cut(tx, now + due::MOST_WAIT, now).await?;
            } else {
                leases_shorten(tx, TICKER, until).await?;
            }
            Ok::<_, StoreError>(term.map(|term| (term, until)))
        });
        Ok(taken?.map(|(term, until)| Self { holder: holder.to_owned(), term, until }))
    }

    /// Grows whenever the lease changes hands.
    pub fn term(&self) -> i64 {
        self.term
    }

    /// Does the proof still hold?
    pub fn holds(&self, clock: &dyn Clock) -> bool {
        // A longer time than was given: the clock was set back since, and others cut the lease.
        let left = self.until - clock.now();
        left > TimeDelta::zero() && left <= TERM
    }

    /// Makes the lease last longer. `false`: it ran out and another process has it.
    pub async fn renew(&mut self, env: &Env) -> Result<bool, StoreError> {
        match Self::take(env, &self.holder).await? {
            Some(renewed) if renewed.term == self.term => {
                self.until = renewed.until;
                Ok(true)
            }
            // It went through other hands; what this proof was for is over.
            Some(_) | None => Ok(false),
        }
    }

    async fn renewals(&mut self, env: &Env) -> Infallible {
        loop {
            tokio::time::sleep(due::renewal(TERM)).await;
            // Losing it is harmless: runs have leases and fences of their own. Work goes on, the caller asks `holds`.
            if let Err(error) = self.renew(env).await {
                tracing::warn!(%error, "the ticker's lease could not be renewed");
            }
        }
    }

    /// Awaits `work`, renewing the lease meanwhile: a long solve is no reason to lose it.
    pub async fn keep<T>(&mut self, env: &Env, work: impl Future<Output = T>) -> T {
        // Both go on together: work that has the database's one write lock must not wait for a renewal that waits for it.
        tokio::select! {
            done = work => done,
            never = self.renewals(env) => match never {},
        }
    }
}

/// Gives the lease back at the end of the process, so that the next ticker need not wait.
pub async fn resign(env: &Env, holder: &str) -> Result<(), StoreError> {
    let mut tx = env.db.write().await?;
    lease_release(&mut tx, TICKER, holder, env.clock.now()).await?;
    tx.commit().await
}
