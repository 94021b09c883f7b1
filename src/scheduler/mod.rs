//! Floor 4: what happens by itself. The heartbeat only wakes; what is due stands in tables, and whether this process may
//! do it is decided by rows: a lease for the ticker, a lease and a fence for each draw, a lease for each message.

pub mod due;
pub mod health;
pub mod heartbeat;
pub mod lead;
pub mod outbox;

use std::collections::BTreeSet;

use crate::domain::id::RunId;
use crate::programmes::Env;
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
    /// Groups mended after somebody left.
    pub mended: usize,
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
            + self.mended
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
    let report = TickReport { led: true, ..TickReport::default() };
    let mut done: BTreeSet<(RunId, Step)> = BTreeSet::new();
    loop {
        let mut steps = due_now(env).await?;
        steps.retain(|(step, run)| !done.contains(&(*run, *step)));
        if steps.is_empty() {
            break;
        }
        for (step, run) in steps {
            done.insert((run, step));
            if !lead.holds(&*env.clock) && !lead.renew(env).await? {
                tracing::info!(term = lead.term(), "another process ticks now");
                return Ok(report);
            }
        }
    }
    // Workers that marked the last messages of a run at one moment did not see each other.
    let mut tx = env.db.write().await?;
    runs_delivery_end(&mut tx).await?;
    tx.commit().await?;
    Ok(report)
}

/// What is due now, short work first.
async fn due_now(env: &Env) -> Result<Vec<(Step, RunId)>, StoreError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let runs = runs_due(&mut tx, now).await?;
    let mut steps: Vec<_> = runs.iter().filter_map(|run| Some((step(now, run)?, run.id))).collect();
    // A stable sort: within one kind of step the oldest slot stays first.
    steps.sort_by_key(|(step, _)| *step);
    Ok(steps)
}
