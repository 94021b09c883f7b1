//! The dispatcher: takes due messages out of the outbox, hands them to the transport, and records what it said.
//!
//! A row is claimed in one transaction, sent with none open, and marked in another. A process that dies between the
//! relay's answer and the mark leaves a row whose lease runs out; it is sent again, the same to the byte, with the same
//! Message-ID. That is the only gap, and it cannot be closed from this side of the relay.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{Notify, watch};

use super::due::{backoff, relay_pause};
use crate::domain::id::{NoticeId, RunId};
use crate::mail::transport::{Outcome, Transport};
use crate::programmes::post::PostError;
use crate::programmes::{Env, bounces};
use crate::store::outbox::{
    Claim, ClaimedNotice, SIGN_IN, notice_deferred, notice_failed, notice_goes, notice_sent,
    notice_turned_away, notice_unclaim, notices_claim, notices_due, notices_lease_refit,
};
use crate::store::relay::{
    Relay, relay_down, relay_get, relay_load, relay_try, relay_untried, relay_up,
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
/// How long the one worker that tries a relay that was down has it to itself.
const TRY: TimeDelta = TimeDelta::minutes(2);
/// Over which time messages are counted.
const MINUTE: TimeDelta = TimeDelta::seconds(60);

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
    /// Nothing was claimed: it is not time yet to try the relay again, or enough went out in this minute.
    pub waits: bool,
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
            waits: self.waits || other.waits,
        }
    }
}

/// How a round of delivery goes about it.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// The worker's name in claims.
    pub holder: &'a str,
    /// The most messages of this round.
    pub limit: usize,
    /// The most messages a minute, of all workers of all processes together; 0: no limit.
    pub per_minute: usize,
    /// Where bounces go; empty: where mails come from.
    pub bounce_address: &'a str,
    /// Leave a relay alone that is down, until it is time to try it.
    pub patient: bool,
    /// `true`: put back what is not on the wire.
    pub stop: Option<&'a watch::Receiver<bool>>,
}

impl<'a> Manner<'a> {
    /// Up to `limit` messages at once, whatever was before.
    pub fn at_once(holder: &'a str, limit: usize) -> Self {
        Self { holder, limit, per_minute: 0, bounce_address: "", patient: false, stop: None }
    }

    fn told_to_stop(&self) -> bool {
        self.stop.is_some_and(|stop| *stop.borrow())
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
    deliver(env, transport, &Manner::at_once(holder, limit)).await
}

/// One round of delivery. Before each message the kill switch, the signal to stop and whether it was taken back are asked:
/// at most the message on the wire leaves after any of them.
///
/// Errors: as of [`deliver_due`].
pub async fn deliver(
    env: &Env,
    transport: &mut Transport,
    manner: &Manner<'_>,
) -> Result<DeliverReport, StoreError> {
    let Some((relay, claim, until)) = claim(env, manner).await? else {
        return Ok(DeliverReport { waits: true, ..DeliverReport::default() });
    };
    let mut report = DeliverReport {
        claimed: claim.rows(),
        failed: claim.too_late,
        suppressed: claim.suppressed,
        cancelled: claim.cancelled,
        ..DeliverReport::default()
    };
    let runs = claim.notices.iter().any(|notice| notice.run_id.is_some()) || !claim.runs.is_empty();
    let mut hand = Hand { relay, until, done: Vec::new() };
    let mut notices = claim.notices.into_iter();
    for notice in notices.by_ref() {
        if env.clock.now() + MARGIN > until || manner.told_to_stop() {
            hand.done.push((notice, None));
            break;
        }
        if notice.kind != SIGN_IN && !goes(env, notice.id).await? {
            hand.done.push((notice, None));
            continue;
        }
        let from = bounces::envelope_sender(env, manner.bounce_address, notice.id);
        let (to, message) = (&notice.recipient_address, &notice.message);
        let outcome = transport.deliver(notice.id.0, &from, to, message).await;
        report.relay_down = matches!(outcome, Outcome::Deferred { relay_down: true, .. });
        hand.done.push((notice, Some(outcome)));
        if report.relay_down {
            break;
        }
        // A file in the mailbox is named after its row, so sending it again changes nothing and marks can wait for the
        // whole batch. A relay would send again: there every message is marked at once.
        if matches!(transport, Transport::Smtp(_)) {
            mark(env, &mut hand, &mut report).await?;
        }
    }
    hand.done.extend(notices.map(|notice| (notice, None)));
    mark(env, &mut hand, &mut report).await?;
    if runs {
        let mut tx = env.db.write().await?;
        runs_delivery_end(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(report)
}

/// Takes due messages, as many as the minute has room for, and says until when they are ours; `None`: nobody may send now.
async fn claim(
    env: &Env,
    manner: &Manner<'_>,
) -> Result<Option<(Relay, Claim, DateTime<Utc>)>, StoreError> {
    whole!(env, |tx| {
        let now = env.clock.now();
        let until = now + LEASE;
        let mut limit = manner.limit;
        // Claims that ran out by the clock alone are in the hands of workers that are alive. One that was set back since
        // shows less than then: what it gave is cut by whoever ticks.
        let lately = |at: &DateTime<Utc>| (TimeDelta::zero()..LEASE * 2).contains(&(now - *at));
        if let Some(at) = env.clock.set_forward_at().filter(lately) {
            notices_lease_refit(tx, at, until).await?;
        }
        let relay = relay_get(tx).await?;
        let tries = manner.patient && relay.down_since.is_some();
        if tries {
            // Nothing to try it with is no reason to take the turn.
            if !notices_due(tx, now).await? || !relay_try(tx, now, now + TRY).await? {
                return Ok::<_, StoreError>(None);
            }
            // One message finds out.
            limit = 1;
        }
        if manner.per_minute > 0 {
            let load = relay_load(tx, now - MINUTE, now).await?;
            limit = limit.min(manner.per_minute.saturating_sub(load));
            if limit == 0 {
                if tries {
                    relay_untried(tx, now).await?;
                }
                return Ok(None);
            }
        }
        let claim = notices_claim(tx, manner.holder, now, until, limit).await?;
        if !claim.runs.is_empty() {
            runs_delivery_end(tx).await?;
        }
        // Too late, suppressed, recalled: that says nothing of the relay.
        if tries && claim.notices.is_empty() {
            relay_untried(tx, now).await?;
        }
        Ok(Some((relay, claim, until)))
    })
}

async fn goes(env: &Env, notice: NoticeId) -> Result<bool, StoreError> {
    let mut tx = env.db.read().await?;
    notice_goes(&mut tx, notice, env.clock.now()).await
}

/// What a worker has in hand.
struct Hand {
    /// The relay as it was when the messages were claimed, and as we know it since.
    relay: Relay,
    /// Until when the messages are ours.
    until: DateTime<Utc>,
    /// Messages and what became of them; `None`: put back untried.
    done: Vec<(ClaimedNotice, Option<Outcome>)>,
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

/// Records what became of messages, all in one transaction; `None` puts a message back untried. What they say of the relay
/// is recorded with them, for all workers to see. While the database is away (its server is restarted, say) it is waited
/// for until the claim runs out: what the relay took and nobody marked would be sent again.
async fn mark(env: &Env, hand: &mut Hand, report: &mut DeliverReport) -> Result<(), StoreError> {
    if hand.done.is_empty() {
        return Ok(());
    }
    let finished = std::mem::take(&mut hand.done);
    let seen = hand.relay.clone();
    loop {
        let marked = whole!(env, |tx| {
            let mut counted = report.clone();
            let works = mark_all(env, tx, &finished, &seen, &mut counted).await?;
            Ok::<_, StoreError>((counted, works))
        });
        match marked {
            Ok((counted, works)) => {
                *report = counted;
                if works && hand.relay.down_since.is_some() {
                    tracing::info!("the relay works again");
                    hand.relay = Relay::default();
                }
                return Ok(());
            }
            // Marks that stand in spite of a lost connection are told of as stale by the next try.
            Err(error) if away(&error) && env.clock.now() < hand.until => {
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

/// Returns: whether the relay took a message, or put off or refused one as a relay that works does.
async fn mark_all(
    env: &Env,
    tx: &mut Tx,
    finished: &[(ClaimedNotice, Option<Outcome>)],
    relay: &Relay,
    report: &mut DeliverReport,
) -> Result<bool, StoreError> {
    let now = env.clock.now();
    let mut runs: Vec<RunId> = Vec::new();
    let mut works = false;
    let mut down = None;
    for (notice, outcome) in finished {
        match outcome {
            Some(Outcome::Accepted { .. }) => {
                works = true;
                runs.extend(notice.run_id);
            }
            // Greylisted, say, but by a relay that is there.
            Some(
                Outcome::Refused { .. }
                | Outcome::Deferred { relay_down: false, answered: true, .. },
            ) => works = true,
            Some(Outcome::Deferred { reason, relay_down: true, .. }) => down = Some(reason),
            _ => {}
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
    // Last: all workers share this row.
    if works && relay.down_since.is_some() {
        relay_up(tx).await?;
    } else if relay.down_since.is_some() && finished.iter().all(|(_, outcome)| outcome.is_none()) {
        relay_untried(tx, now).await?;
    }
    if let Some(reason) = down {
        relay_down(tx, relay.tries, reason, now, now + relay_pause(relay.tries)).await?;
    }
    Ok(works)
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
        Some(Outcome::Deferred { reason, relay_down: true, .. }) => {
            tracing::warn!(notice = %id, reason, "the relay does not work; messages wait for it");
            notice_turned_away(tx, id, fence, now, reason).await?;
            report.put_back += 1;
        }
        Some(Outcome::Accepted { detail }) => {
            notice_sent(tx, id, fence, now).await?;
            tracing::debug!(notice = %id, detail, "a message was sent");
            report.sent += 1;
        }
        Some(Outcome::Refused { reason, gone }) => {
            tracing::info!(notice = %id, reason, "a message was refused for good");
            notice_failed(tx, id, fence, reason).await?;
            report.failed += 1;
            if let Some(status) = gone {
                match bounces::refused(env, tx, id, status).await {
                    Ok(_) => {}
                    Err(PostError::Store(error)) => return Err(error),
                    // Nobody is told, but nobody is written to any more either; the pages show it.
                    Err(PostError::Mail(error)) => {
                        tracing::error!(notice = %id, %error, "nobody was told of an address that is gone");
                    }
                }
            }
        }
        Some(Outcome::Deferred { reason, relay_down: false, .. }) => {
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
