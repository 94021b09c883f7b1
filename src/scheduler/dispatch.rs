//! The worker around the outbox: when it looks, when it waits, and which connection it may have.

use std::convert::Infallible;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::due::{CONNECTION, CONNECTIONS, renewal};
use super::outbox::{BATCH, DeliverReport, Manner, Signals, deliver};
use crate::domain::retention::{Kept, term};
use crate::mail::transport::Transport;
use crate::programmes::Env;
use crate::store::StoreError;
use crate::store::lease::{lease_release, lease_take};
use crate::store::outbox::notices_due;
use crate::store::outbox_view::notices_of_erased;
use crate::whole;

/// How often the outbox is looked into without a nudge.
const LOOK: Duration = Duration::from_secs(1);
/// How long a worker waits after the database failed.
const AFTER_ERROR: Duration = Duration::from_secs(5);
/// How often the local mailbox forgets.
const SWEEP: TimeDelta = TimeDelta::minutes(1);

/// What all workers keep to, those of other processes on the same database included.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// The most messages a minute; 0: no limit.
    pub per_minute: usize,
    /// The most connections to the relay at a time; 0: as many as there are workers.
    pub connections: usize,
    /// Where bounces go; empty: where mails come from.
    pub bounce_address: String,
}

/// Delivers until told to stop, a batch at a time; returns when the mail in hand is finished.
///
/// It looks into the outbox when nudged and every second: a row may have been written by another process, or come due.
/// A relay that is down is left alone by all workers, 5 seconds first, then twice as long up to 5 minutes; then one of
/// them tries it with one message. The relay pauses, not the rows.
pub async fn dispatch(
    env: Env,
    transport: Transport,
    holder: String,
    mut signals: Signals,
    limits: Limits,
) {
    let mut worker = Worker { env, transport, holder, limits, connection: None, swept: None };
    while !*signals.stop.borrow() {
        let wait = match worker.turn(&signals).await {
            Ok(report) => {
                note(&report);
                if report.claimed > 0 {
                    tracing::info!(
                        claimed = report.claimed,
                        sent = report.sent,
                        deferred = report.deferred,
                        failed = report.failed,
                        suppressed = report.suppressed,
                        cancelled = report.cancelled,
                        put_back = report.put_back,
                        "messages were delivered"
                    );
                }
                // A batch that got nowhere is due again at once; it waits for the next look.
                let ended = report.failed + report.suppressed + report.cancelled;
                // What the claim itself ended is done with; behind it may lie what tries a relay that was down.
                let moves = (report.claimed == BATCH && report.put_back < BATCH)
                    || (report.claimed > 0 && report.claimed == ended);
                if moves { Duration::ZERO } else { LOOK }
            }
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the outbox could not be worked on"
                );
                AFTER_ERROR
            }
        };
        if wait.is_zero() {
            tokio::task::yield_now().await;
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            // A nudge does not hurry a relay that is down: the turn asks when it is tried again.
            () = signals.nudge.notified() => {}
            _ = signals.stop.wait_for(|stop| *stop) => {}
        }
    }
    worker.end().await;
}

/// Counts what a round of delivery did, for those who watch.
fn note(report: &DeliverReport) {
    for (outcome, n) in [
        ("sent", report.sent),
        ("deferred", report.deferred),
        ("failed", report.failed),
        ("suppressed", report.suppressed),
        ("cancelled", report.cancelled),
        ("put_back", report.put_back),
    ] {
        if n > 0 {
            metrics::counter!("weft_mails_total", "outcome" => outcome)
                .increment(u64::try_from(n).unwrap_or(u64::MAX));
        }
    }
}

/// One worker with its way out.
struct Worker {
    env: Env,
    transport: Transport,
    holder: String,
    limits: Limits,
    /// Which of the connections that all share this worker holds.
    connection: Option<usize>,
    /// Up to when the local mailbox has forgotten.
    swept: Option<DateTime<Utc>>,
}

impl Worker {
    async fn turn(&mut self, signals: &Signals) -> Result<DeliverReport, StoreError> {
        self.sweep().await?;
        if !self.connect().await? {
            return Ok(DeliverReport { waits: true, ..DeliverReport::default() });
        }
        let manner = Manner {
            holder: &self.holder,
            limit: BATCH,
            per_minute: self.limits.per_minute,
            bounce_address: &self.limits.bounce_address,
            patient: true,
            stop: Some(&signals.stop),
        };
        let work = deliver(&self.env, &mut self.transport, &manner);
        let report = match self.connection {
            None => work.await,
            Some(number) => {
                tokio::select! {
                    done = work => done,
                    never = renewals(&self.env, number, &self.holder) => match never {},
                }
            }
        }?;
        if report.claimed < BATCH {
            self.disconnect().await?;
        }
        Ok(report)
    }

    /// Takes one of the connections that all workers share, when there is something to send. `false`: there is nothing,
    /// or others have them all.
    async fn connect(&mut self) -> Result<bool, StoreError> {
        if self.limits.connections == 0 || !matches!(self.transport, Transport::Smtp(_)) {
            return Ok(true);
        }
        let now = self.env.clock.now();
        if self.connection.is_none() {
            let mut tx = self.env.db.read().await?;
            if !notices_due(&mut tx, now).await? {
                return Ok(false);
            }
        }
        let mut tx = self.env.db.write().await?;
        // Its own again, if it has one: the lease has to outlast this batch.
        let own = self.connection.into_iter();
        for number in own.chain(0..self.limits.connections) {
            let name = connection_name(number);
            if lease_take(&mut tx, &name, &self.holder, now, now + CONNECTION).await?.is_some() {
                tx.commit().await?;
                self.connection = Some(number);
                return Ok(true);
            }
        }
        tx.commit().await?;
        self.connection = None;
        self.transport.close().await;
        Ok(false)
    }

    async fn disconnect(&mut self) -> Result<(), StoreError> {
        let Some(number) = self.connection.take() else { return Ok(()) };
        self.transport.close().await;
        let mut tx = self.env.db.write().await?;
        let now = self.env.clock.now();
        lease_release(&mut tx, &connection_name(number), &self.holder, now).await?;
        tx.commit().await
    }

    /// The local mailbox keeps nothing of people who were erased, and nothing for longer than the outbox does.
    async fn sweep(&mut self) -> Result<(), StoreError> {
        if !matches!(self.transport, Transport::Mailbox { .. }) {
            return Ok(());
        }
        let now = self.env.clock.now();
        if self.swept.is_some_and(|at| now - at < SWEEP) {
            return Ok(());
        }
        // Twice the time: an erasure that began before the last look may have been committed after it.
        let since = self.swept.map_or(DateTime::UNIX_EPOCH, |at| at - SWEEP);
        let mut tx = self.env.db.read().await?;
        let erased = notices_of_erased(&mut tx, since).await?;
        drop(tx);
        let before = u64::try_from((now - term(Kept::Mails)).timestamp()).unwrap_or(0);
        let ids = erased.into_iter().map(|id| id.0).collect();
        match self.transport.forget(ids, before).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "the local mailbox has forgotten mails"),
            Err(error) => tracing::error!(kind = %error.kind(), "the local mailbox cannot forget"),
        }
        self.swept = Some(now);
        Ok(())
    }

    async fn end(mut self) {
        self.transport.close().await;
        if let Err(error) = self.disconnect().await {
            tracing::warn!(%error, "a connection could not be given back; it is free by itself soon");
        }
    }
}

/// Keeps a connection a worker's own while it works. Losing it is harmless: for a while there is one connection more.
async fn renewals(env: &Env, number: usize, holder: &str) -> Infallible {
    let name = connection_name(number);
    loop {
        tokio::time::sleep(renewal(CONNECTION)).await;
        let renewed: Result<_, StoreError> = whole!(env, |tx| {
            let now = env.clock.now();
            lease_take(tx, &name, holder, now, now + CONNECTION).await
        });
        if let Err(error) = renewed {
            tracing::warn!(%error, "a connection's lease could not be renewed");
        }
    }
}

fn connection_name(number: usize) -> String {
    format!("{CONNECTIONS}{number}")
}
