//! The dispatcher: takes due messages out of the outbox, hands them to the transport, and records what it said.
//!
//! A row is claimed in one transaction, sent with none open, and marked in another. A process that dies between the
//! relay's answer and the mark leaves a row whose lease runs out; it is sent again, the same to the byte, with the same
//! Message-ID. That is the only gap, and it cannot be closed from this side of the relay.

use std::sync::Arc;
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
use crate::store::whole::away;
use crate::store::{StoreError, Tx};
use crate::whole;

/// How long a claim holds. Another worker may take its rows afterwards.
pub const LEASE: TimeDelta = TimeDelta::minutes(10);
/// No message is handed over when less than this is left of the claim: its fate must be known before the lease runs out,
/// and the steps of one delivery by SMTP together may take this long.
const MARGIN: TimeDelta = TimeDelta::minutes(6);

/// How long a database that is away is let be before what was sent is marked.
const MARK_AGAIN: Duration = Duration::from_secs(1);

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
    let (claim, until) = whole!(env, |tx| {
        let now = env.clock.now();
        let until = now + LEASE;
        let claim = notices_claim(tx, holder, now, until, limit).await?;
        if !claim.runs.is_empty() {
            runs_delivery_end(tx).await?;
        }
        Ok::<_, StoreError>((claim, until))
    })?;
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
            mark(env, &mut done, until, &mut report).await?;
        }
    }
    done.extend(notices.map(|notice| (notice, None)));
    mark(env, &mut done, until, &mut report).await?;
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

/// Records what became of messages, all in one transaction; `None` puts a message back untried. While the database is away
/// (its server is restarted, say) it is waited for until the claim runs out at `until`: what the relay took and nobody
/// marked would be sent again.
async fn mark(
    env: &Env,
    done: &mut Vec<(ClaimedNotice, Option<Outcome>)>,
    until: DateTime<Utc>,
    report: &mut DeliverReport,
) -> Result<(), StoreError> {
    if done.is_empty() {
        return Ok(());
    }
    let finished = std::mem::take(done);
    loop {
        let marked = whole!(env, |tx| {
            let mut counted = report.clone();
            mark_all(env, tx, &finished, &mut counted).await?;
            Ok::<_, StoreError>(counted)
        });
        match marked {
            Ok(counted) => {
                *report = counted;
                return Ok(());
            }
            // Marks that stand in spite of a lost connection are told of as stale by the next try.
            Err(error) if away(&error) && env.clock.now() < until => {
                tracing::warn!(
                    messages = finished.len(),
                    error = &error as &dyn std::error::Error,
                    "sent messages cannot be marked while the database is away; tried again"
                );
                tokio::time::sleep(MARK_AGAIN).await;
            }
            Err(error) => return Err(error),
        }
    }
}

async fn mark_all(
    env: &Env,
    tx: &mut Tx,
    finished: &[(ClaimedNotice, Option<Outcome>)],
    report: &mut DeliverReport,
) -> Result<(), StoreError> {
    let mut runs: Vec<RunId> = Vec::new();
    for (notice, outcome) in finished {
        if let Some(Outcome::Accepted { .. }) = outcome {
            runs.extend(notice.run_id);
        }
        match mark_one(env, tx, notice, outcome.as_ref(), report).await {
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
        run_delivery_begin(tx, run).await?;
    }
    Ok(())
}

async fn mark_one(
    env: &Env,
    tx: &mut Tx,
    notice: &ClaimedNotice,
    outcome: Option<&Outcome>,
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
            notice_turned_away(tx, id, fence, now, reason).await?;
            report.put_back += 1;
        }
        Some(Outcome::Accepted { detail }) => {
            notice_sent(tx, id, fence, now).await?;
            tracing::debug!(notice = %id, detail, "a message was sent");
            report.sent += 1;
        }
        Some(Outcome::Refused { reason }) => {
            tracing::info!(notice = %id, reason, "a message was refused for good");
            notice_failed(tx, id, fence, reason).await?;
            report.failed += 1;
        }
        Some(Outcome::Deferred { reason, relay_down: false }) => {
            if let Some(wait) = backoff(id, notice.attempts) {
                tracing::info!(notice = %id, attempt = notice.attempts, reason, "a message waits for its next try");
                notice_deferred(tx, id, fence, now + wait, reason).await?;
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

/// Delivers until told to stop, a batch at a time; returns when the mail in hand is finished.
///
/// It looks into the outbox when nudged and every second: a row may have been written by another process, or come due.
/// When the relay is down it waits, 5 seconds first, then twice as long up to 5 minutes: the relay pauses, not the rows.
pub async fn dispatch(env: Env, mut transport: Transport, holder: String, mut signals: Signals) {
    let mut pause = Duration::ZERO;
    while !*signals.stop.borrow() {
        let wait = match deliver_due(&env, &mut transport, &holder, BATCH).await {
            Ok(report) if report.relay_down => {
                pause = (pause * 2).clamp(RELAY_PAUSE.0, RELAY_PAUSE.1);
                pause
            }
            Ok(report) => {
                pause = Duration::ZERO;
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
