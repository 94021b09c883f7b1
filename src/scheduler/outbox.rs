//! The dispatcher: takes due messages out of the outbox, hands them to the transport, and records what it said.
//!
//! A row is claimed in one transaction, sent with none open, and marked in another. A process that dies between the
//! relay's answer and the mark leaves a row whose lease runs out; it is sent again, the same to the byte, with the same
//! Message-ID. That is the only gap, and it cannot be closed from this side of the relay.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{Notify, watch};

use super::due::backoff;
use crate::domain::id::RunId;
use crate::mail::transport::{Outcome, Transport};
use crate::programmes::Env;
use crate::store::outbox::{
    ClaimedNotice, notice_deferred, notice_failed, notice_sent, notice_turned_away, notice_unclaim,
    notices_claim,
};
use crate::store::run_delivery::{run_delivery_begin, runs_delivery_end};
use crate::store::{StoreError, Tx};

/// How long a claim holds. Another worker may take its rows afterwards.
const LEASE: TimeDelta = TimeDelta::minutes(10);
/// No message is handed over when less than this is left of the claim: its fate must be known before the lease runs out,
/// and the steps of one delivery by SMTP together may take this long.
const MARGIN: TimeDelta = TimeDelta::minutes(6);

/// Messages in one claim.
pub const BATCH: usize = 50;
/// How often the outbox is looked into without a nudge.
const LOOK: Duration = Duration::from_secs(1);
/// The shortest and the longest pause of a relay that is down.
const RELAY_PAUSE: (Duration, Duration) = (Duration::from_secs(5), Duration::from_mins(5));

/// What one round of delivery did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliverReport {
    /// Rows taken, to be sent or not.
    pub claimed: usize,
    /// Taken by the relay or the local mailbox.
    pub sent: usize,
    /// To be tried again later.
    pub deferred: usize,
    /// Given up, "too late" included.
    pub failed: usize,
    /// Not sent: the person left, opted out or bounces.
    pub suppressed: usize,
    /// Not sent: recalled.
    pub cancelled: usize,
    /// Put back untried.
    pub put_back: usize,
    /// The relay as a whole is down: wait before the next round.
    pub relay_down: bool,
}

impl DeliverReport {
    /// Both rounds together.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self {
            claimed: self.claimed + other.claimed,
            sent: self.sent + other.sent,
            deferred: self.deferred + other.deferred,
            failed: self.failed + other.failed,
            suppressed: self.suppressed + other.suppressed,
            cancelled: self.cancelled + other.cancelled,
            put_back: self.put_back + other.put_back,
            relay_down: self.relay_down || other.relay_down,
        }
    }
}

/// Delivers up to `limit` due messages.
///
/// Errors: the database's only; what the transport says is recorded in the rows. An error leaves rows claimed, and they
/// are due again when the claim runs out.
pub async fn deliver_due(
    env: &Env,
    transport: &mut Transport,
    holder: &str,
    limit: usize,
) -> Result<DeliverReport, StoreError> {
    let now = env.clock.now();
    let until = now + LEASE;
    let mut tx = env.db.write().await?;
    let claim = notices_claim(&mut tx, holder, now, until, limit).await?;
    if !claim.runs.is_empty() {
        runs_delivery_end(&mut tx).await?;
    }
    tx.commit().await?;
    let mut report = DeliverReport {
        claimed: claim.rows(),
        failed: claim.too_late,
        suppressed: claim.suppressed,
        cancelled: claim.cancelled,
        ..DeliverReport::default()
    };
    let runs = claim.notices.iter().any(|notice| notice.run_id.is_some()) || !claim.runs.is_empty();
    let mut done = Vec::new();
    let mut notices = claim.notices.into_iter();
    for notice in notices.by_ref() {
        if env.clock.now() + MARGIN > until {
            done.push((notice, None));
            break;
        }
        let (to, message) = (&notice.recipient_address, &notice.message);
        let outcome = transport.deliver(notice.id.0, &env.site.mail_from, to, message).await;
        report.relay_down = matches!(outcome, Outcome::Deferred { relay_down: true, .. });
        done.push((notice, Some(outcome)));
        if report.relay_down {
            break;
        }
        // A file in the mailbox is named after its row, so sending it again changes nothing and marks can wait for the
        // whole batch. A relay would send again: there every message is marked at once.
        if matches!(transport, Transport::Smtp(_)) {
            mark(env, &mut done, &mut report).await?;
        }
    }
    done.extend(notices.map(|notice| (notice, None)));
    mark(env, &mut done, &mut report).await?;
    if runs {
        let mut tx = env.db.write().await?;
        runs_delivery_end(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(report)
}

/// Delivers batch after batch until nothing is due any more, the relay is down, or a batch got nowhere.
///
/// Returns: all batches together; `relay_down` when that is why it ended, with messages still waiting.
pub async fn deliver_all(
    env: &Env,
    transport: &mut Transport,
    holder: &str,
) -> Result<DeliverReport, StoreError> {
    let mut all = DeliverReport::default();
    loop {
        let batch = deliver_due(env, transport, holder, 4 * BATCH).await?;
        all = all.and(&batch);
        // What was put back untried is due at once again: asking for it without end would get nowhere.
        if batch.relay_down || batch.claimed == batch.put_back {
            return Ok(all);
        }
    }
}

/// Records what became of messages, all in one transaction; `None` puts a message back untried.
async fn mark(
    env: &Env,
    done: &mut Vec<(ClaimedNotice, Option<Outcome>)>,
    report: &mut DeliverReport,
) -> Result<(), StoreError> {
    if done.is_empty() {
        return Ok(());
    }
    let mut runs: Vec<RunId> = Vec::new();
    let mut tx = env.db.write().await?;
    for (notice, outcome) in done.drain(..) {
        if let Some(Outcome::Accepted { .. }) = outcome {
            runs.extend(notice.run_id);
        }
        match mark_one(env, &mut tx, &notice, outcome, report).await {
            // Somebody else has the row since: our claim had run out. What they do counts.
            Err(StoreError::Stale { .. }) => {
                tracing::warn!(notice = %notice.id, fence = notice.fence, "a message was marked too late");
            }
            other => other?,
        }
    }
    // In one order, so that two workers never wait for each other.
    runs.sort_unstable();
    runs.dedup();
    for run in runs {
        run_delivery_begin(&mut tx, run).await?;
    }
    tx.commit().await
}

async fn mark_one(
    env: &Env,
    tx: &mut Tx,
    notice: &ClaimedNotice,
    outcome: Option<Outcome>,
    report: &mut DeliverReport,
) -> Result<(), StoreError> {
    let now = env.clock.now();
    let (id, fence) = (notice.id, notice.fence);
    match outcome {
        None => {
            notice_unclaim(tx, id, fence).await?;
            report.put_back += 1;
        }
        Some(Outcome::Deferred { reason, relay_down: true }) => {
            tracing::warn!(notice = %id, reason, "the relay does not work; messages wait for it");
            notice_turned_away(tx, id, fence, now, &reason).await?;
            report.put_back += 1;
        }
        Some(Outcome::Accepted { detail }) => {
            notice_sent(tx, id, fence, now).await?;
            tracing::debug!(notice = %id, detail, "a message was sent");
            report.sent += 1;
        }
        Some(Outcome::Refused { reason }) => {
            tracing::info!(notice = %id, reason, "a message was refused for good");
            notice_failed(tx, id, fence, &reason).await?;
            report.failed += 1;
        }
        Some(Outcome::Deferred { reason, relay_down: false }) => {
            if let Some(wait) = backoff(id, notice.attempts) {
                tracing::info!(notice = %id, attempt = notice.attempts, reason, "a message waits for its next try");
                notice_deferred(tx, id, fence, now + wait, &reason).await?;
                report.deferred += 1;
            } else {
                tracing::info!(notice = %id, reason, "a message was tried for 48 hours and is given up");
                let reason = format!("given up after {} tries: {reason}", notice.attempts);
                notice_failed(tx, id, fence, &reason).await?;
                report.failed += 1;
            }
        }
    }
    Ok(())
}

/// What a dispatcher is told from outside.
#[derive(Clone, Debug)]
pub struct Signals {
    /// There may be something to send.
    pub nudge: Arc<Notify>,
    /// `true`: finish what is in hand and end.
    pub stop: watch::Receiver<bool>,
}

/// Counts what a round of delivery did, for those who watch.
fn note(env: &Env, report: &DeliverReport) {
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
    let down = DOWN_SINCE.load(Ordering::Relaxed);
    if report.relay_down && down == 0 {
        DOWN_SINCE.store(env.clock.now().timestamp().max(1), Ordering::Relaxed);
    } else if report.sent + report.deferred + report.failed > 0 && !report.relay_down {
        DOWN_SINCE.store(0, Ordering::Relaxed);
    }
    let down = DOWN_SINCE.load(Ordering::Relaxed);
    metrics::gauge!("weft_relay_down").set(if down > 0 { 1.0 } else { 0.0 });
    metrics::gauge!("weft_relay_down_since_seconds")
        .set(f64::from(u32::try_from(down).unwrap_or(u32::MAX)));
}

/// Since when the relay takes nothing from any worker of this process, in seconds of Unix time; 0: it does.
static DOWN_SINCE: AtomicI64 = AtomicI64::new(0);

/// Since when the relay takes nothing from this process.
pub fn relay_down_since() -> Option<DateTime<Utc>> {
    match DOWN_SINCE.load(Ordering::Relaxed) {
        0 => None,
        at => DateTime::from_timestamp(at, 0),
    }
}

/// Delivers until told to stop, a batch at a time; returns when the mail in hand is finished.
///
/// It looks into the outbox when nudged and every second: a row may have been written by another process, or come due.
/// When the relay is down it waits, 5 seconds first, then twice as long up to 5 minutes: the relay pauses, not the rows.
pub async fn dispatch(env: Env, mut transport: Transport, holder: String, mut signals: Signals) {
    let mut pause = Duration::ZERO;
    while !*signals.stop.borrow() {
        let wait = match deliver_due(&env, &mut transport, &holder, BATCH).await {
            Ok(report) if report.relay_down => {
                note(&env, &report);
                pause = (pause * 2).clamp(RELAY_PAUSE.0, RELAY_PAUSE.1);
                pause
            }
            Ok(report) => {
                pause = Duration::ZERO;
                note(&env, &report);
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
                if report.claimed == BATCH { Duration::ZERO } else { LOOK }
            }
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the outbox could not be worked on"
                );
                RELAY_PAUSE.0
            }
        };
        if wait.is_zero() {
            tokio::task::yield_now().await;
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            // A nudge does not hurry a relay that is down.
            () = signals.nudge.notified(), if pause.is_zero() => {}
            _ = signals.stop.wait_for(|stop| *stop) => {}
        }
    }
    transport.close().await;
}
