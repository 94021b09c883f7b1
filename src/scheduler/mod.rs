//! Floor 4: what happens by itself. The heartbeat only wakes; what is due stands in tables, and whether this process may
//! do it is decided by rows: a lease for the ticker, a lease and a fence for each draw, a lease for each message.

pub mod due;
pub mod health;
pub mod heartbeat;
pub mod lead;
pub mod outbox;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::domain::id::RunId;
use crate::domain::placement::Subject;
use crate::programmes::coffee::{self, Drawn};
use crate::programmes::retention::{self, Forgotten};
use crate::programmes::round::RoundError;
use crate::programmes::{Env, placing, release, restored, rotation, sign_in};
use crate::store::StoreError;
use crate::store::run::runs_due;
use crate::store::run_delivery::runs_delivery_end;
use due::{Step, step};
use lead::Lead;

/// What one tick did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TickReport {
    /// This process was the one that ticks.
    pub led: bool,
    /// Rounds opened (or skipped, because they were found too late).
    pub opened: usize,
    /// Rounds whose people were asked.
    pub asked: usize,
    /// Plans made.
    pub drawn: usize,
    /// Plans released.
    pub released: usize,
    /// Rounds whose people were reminded.
    pub nudged: usize,
    /// Rounds closed.
    pub closed: usize,
    /// Placements that began or ended.
    pub advanced: usize,
    /// Groups mended, and placements ended, after somebody left.
    pub mended: usize,
    /// Rotation calls closed because their last day is over.
    pub calls_closed: usize,
    /// Home teams whose silence was told.
    pub silences_told: usize,
    /// Mails made about plans to look at, placements that are over, and the week.
    pub written: usize,
    /// Sign-in mails made that a crash had kept from being made.
    pub signing_in: usize,
    /// What was kept long enough, and is kept no longer. No step of anything: nobody waits for it.
    pub forgotten: Forgotten,
    /// Steps that failed; each is in the log, and tried again by the next tick.
    pub failed: usize,
}

impl TickReport {
    /// How much happened.
    pub fn steps(&self) -> usize {
        self.opened
            + self.asked
            + self.drawn
            + self.released
            + self.nudged
            + self.closed
            + self.advanced
            + self.mended
            + self.calls_closed
            + self.silences_told
            + self.written
            + self.signing_in
            + self.failed
    }
}

/// Does everything that is due, when this process is the one that ticks.
///
/// What a step makes due (a plan without a hold is released) is done by the same tick. A step that fails is logged and
/// does not keep the others from being done.
///
/// Errors: the database's, before anything was begun.
pub async fn tick(env: &Env, holder: &str) -> Result<TickReport, StoreError> {
    let Some(mut lead) = Lead::take(env, holder).await? else {
        return Ok(TickReport::default());
    };
    let mut report = TickReport { led: true, ..TickReport::default() };
    if restored::is_held(env).await? {
        // What people were told since the backup is not known here: nothing is decided on top of it.
        sign_ins(env, &mut report).await;
        return Ok(report);
    }
    match placing::advance(env).await {
        Ok(advanced) => report.advanced = advanced.started + advanced.finished,
        Err(error) => failed(&mut report, "advance", None, &error),
    }
    let mut done: BTreeSet<(RunId, Step)> = BTreeSet::new();
    loop {
        // The instant before slots are looked at: a slot that comes while we work is opened before it is drawn.
        let now = env.clock.now();
        match coffee::open_due(env).await {
            Ok(opened) => report.opened += opened,
            Err(error) => failed(&mut report, "open", None, &error),
        }
        let mut steps = due_at(env, now).await?;
        steps.retain(|(step, run)| !done.contains(&(run.0, *step)));
        if steps.is_empty() {
            break;
        }
        for (step, run) in steps {
            done.insert((run.0, step));
            if !lead.holds(&*env.clock) && !lead.renew(env).await? {
                tracing::info!(term = lead.term(), "another process ticks now");
                return Ok(report);
            }
            take_step(env, &mut lead, holder, step, run, &mut report).await;
        }
    }
    match coffee::mend_open_groups(env).await {
        Ok(mended) => report.mended += mended,
        Err(error) => failed(&mut report, "mend", None, &error),
    }
    rotations(env, &mut report).await;
    placement_letters(env, &mut report).await;
    sign_ins(env, &mut report).await;
    match retention::forget_due(env).await {
        Ok(forgotten) => report.forgotten = forgotten,
        Err(error) => failed(&mut report, "forget", None, &error),
    }
    // Workers that marked the last messages of a run at one moment did not see each other.
    let mut tx = env.db.write().await?;
    runs_delivery_end(&mut tx).await?;
    tx.commit().await?;
    Ok(report)
}

/// A run for which something is due, and what it plans.
type Due = (RunId, Subject);

/// What is due, short work first.
async fn due_at(env: &Env, now: DateTime<Utc>) -> Result<Vec<(Step, Due)>, StoreError> {
    let mut tx = env.db.read().await?;
    let runs = runs_due(&mut tx, now).await?;
    let mut steps: Vec<_> =
        runs.iter().filter_map(|run| Some((step(now, run)?, (run.id, run.subject)))).collect();
    // A stable sort: within one kind of step the oldest slot stays first.
    steps.sort_by_key(|(step, _)| *step);
    Ok(steps)
}

async fn take_step(
    env: &Env,
    lead: &mut Lead,
    holder: &str,
    step: Step,
    (run, subject): Due,
    report: &mut TickReport,
) {
    let (what, count, result) = match step {
        Step::Ask | Step::Nudge if subject != Subject::Round => return,
        Step::Close if subject != Subject::Round => {
            ("close", &mut report.closed, placing::close(env, run).await.map(|()| true))
        }
        Step::Ask => ("ask", &mut report.asked, coffee::ask(env, run).await.map(|_| true)),
        Step::Nudge => ("nudge", &mut report.nudged, coffee::nudge(env, run).await.map(|_| true)),
        Step::Close => ("close", &mut report.closed, coffee::close(env, run).await.map(|()| true)),
        // Placements begin and end by their own dates; the run of their plan is only closed.
        Step::Release if subject != Subject::Round => {
            let released = placing::release(env, run, None).await;
            ("release", &mut report.released, released.map(|_| true))
        }
        Step::Release => {
            let released = release::release(env, run, None).await;
            ("release", &mut report.released, released.map(|_| true))
        }
        Step::Draw => {
            let drawn = lead.keep(env, coffee::draw(env, run, holder)).await;
            ("draw", &mut report.drawn, drawn.map(|drawn| !matches!(drawn, Drawn::Lost)))
        }
    };
    match result {
        Ok(true) => *count += 1,
        Ok(false) => tracing::debug!(%run, what, "another worker has it"),
        // Somebody did it, or decided otherwise, between our look and our step.
        Err(RoundError::Stale { .. }) => tracing::debug!(%run, what, "somebody was first"),
        Err(error) => failed(report, what, Some(run), &error),
    }
}

/// Calls whose last day is over take no more applications; home teams that said nothing in time are told of.
async fn rotations(env: &Env, report: &mut TickReport) {
    match rotation::call::close_due(env).await {
        Ok(closed) => report.calls_closed = closed,
        Err(error) => failed(report, "close calls", None, &error),
    }
    match rotation::home::escalate_due(env).await {
        Ok(told) => report.silences_told = told,
        Err(error) => failed(report, "tell of silences", None, &error),
    }
}

/// Whoever has left is nobody's guest; plans that hosts and home leads have not seen are shown to them; who was a guest or
/// a host is asked how it was; on
/// Mondays coordinators and hosts hear of the week.
async fn placement_letters(env: &Env, report: &mut TickReport) {
    match placing::leavers_due(env).await {
        Ok(ended) => report.mended += ended,
        Err(error) => failed(report, "end leavers' placements", None, &error),
    }
    for (what, made) in [
        ("show plans", placing::show_due(env).await),
        ("ask afterwards", placing::afterwards::ask_due(env).await),
        ("Monday's digest", placing::digests_due(env).await),
    ] {
        match made {
            Ok(mails) => report.written += mails,
            Err(error) => failed(report, what, None, &error),
        }
    }
}

/// Sign-in mails that a crash kept from being made are made.
async fn sign_ins(env: &Env, report: &mut TickReport) {
    match sign_in::mail_waiting(env).await {
        Ok(mailed) => report.signing_in = mailed,
        Err(error) => failed(report, "mail sign-ins", None, &error),
    }
}

fn failed(
    report: &mut TickReport,
    what: &str,
    run: Option<RunId>,
    error: &(dyn std::error::Error + 'static),
) {
    if let Some(run) = run {
        tracing::error!(%run, what, error, "a step failed");
    } else {
        tracing::error!(what, error, "a step failed");
    }
    report.failed += 1;
}
