//! Solving a claimed run: the exact bytes kept first, then the optimiser on a thread of its own while the lease is renewed
//! and progress shown; certified before anybody sees it. Rounds, cohorts and calls alike.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use super::Env;
use super::round::RoundError;
use crate::domain::id::{ProgrammeId, RunId};
use crate::domain::plan::{Milestone, SolvePhase, add_milestone};
use crate::optimise::{self, Budget, Phase, Plan, Problem, Progress};
use crate::store::run::{Run, run_input_keep, run_keep_progress};
use crate::store::whole::away;
use crate::whole;

/// How long a worker's claim on a run lasts without renewal.
pub const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often the lease is renewed and progress is shown.
const BEAT: Duration = Duration::from_secs(1);
/// The solver stops with the best plan so far after this long.
const SOLVE_LIMIT: Duration = Duration::from_mins(5);

/// Why a claimed run came to no plan.
pub(super) enum Trouble {
    /// The problem has no plan that may be shown: the run fails with these words.
    Unsolvable(String),
    /// Anything else: the claim runs out, and the run is solved again.
    Other(RoundError),
}

impl<E: Into<RoundError>> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// The exact bytes a plan is made of, and what else decides it.
pub(super) struct Input {
    problem: Problem,
    bytes: Vec<u8>,
    sha256: String,
    seed: u64,
}

impl Input {
    /// Errors: the problem cannot be written as JSON.
    pub(super) fn new(
        problem: Problem,
        programme: ProgrammeId,
        slot_at: DateTime<Utc>,
    ) -> Result<Self, serde_json::Error> {
        let bytes = match &problem {
            Problem::Coffee(problem) => serde_json::to_vec(problem),
            Problem::Bootcamp(problem) => serde_json::to_vec(problem),
            Problem::Rotation(problem) => serde_json::to_vec(problem),
        }?;
        let sha256 = optimise::sha256(&bytes);
        // The seed is a hash of programme, slot and inputs: the same round gives the same plan, another round
        // breaks its ties another way.
        let named = optimise::sha256(
            format!("{}:{}:{sha256}", programme, slot_at.timestamp_micros()).as_bytes(),
        );
        let seed = u64::from_str_radix(&named[..16], 16).unwrap_or(0) >> 12;
        Ok(Self { problem, bytes, sha256, seed })
    }

    /// Solves, certifies and explains. Errors: why there is no plan that may be shown.
    pub(super) fn solve(&self, watch: &Watch) -> Result<Solved, String> {
        let begun = Instant::now();
        let clock = move || begun.elapsed();
        let budget =
            Budget { time_limit: Some(SOLVE_LIMIT), cancel: Some(&watch.stop), clock: &clock };
        let millis = || i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
        let mut on_progress = |progress: Progress| watch.note(progress, millis());
        let plan =
            optimise::solve(&self.problem, &self.sha256, self.seed, &budget, &mut on_progress)
                .map_err(|error| error.to_string())?;
        let millis = millis();
        let verdict =
            optimise::certify_bytes(&self.bytes, &plan).map_err(|error| error.to_string())?;
        if let Some(refusal) = verdict.refused.first() {
            return Err(format!(
                "the plan does not hold its certificate: {}: {}",
                refusal.place, refusal.reason
            ));
        }
        let explanation = serde_json::to_value(optimise::explain(&self.problem, &plan))
            .map_err(|error| error.to_string())?;
        Ok(Solved { plan, explanation, millis })
    }
}

/// A plan that holds its certificate, and why it is as it is.
pub(super) struct Solved {
    pub plan: Plan,
    pub explanation: serde_json::Value,
    /// How long it took.
    pub millis: i64,
}

/// Between the solver's thread and the one that keeps the lease.
#[derive(Default)]
pub(super) struct Watch {
    stop: AtomicBool,
    milestones: Mutex<Vec<Milestone>>,
}

impl Watch {
    fn note(&self, progress: Progress, millis: i64) {
        let phase = match progress.phase {
            Phase::Search => SolvePhase::Search,
            Phase::Bound => SolvePhase::Bound,
            Phase::Prove => SolvePhase::Prove,
            Phase::Done => SolvePhase::Done,
        };
        let millis = u64::try_from(millis).unwrap_or(0);
        let next = Milestone { millis, phase, value: progress.value, bound: progress.bound };
        add_milestone(&mut self.milestones.lock().unwrap_or_else(PoisonError::into_inner), next);
    }

    fn seen(&self) -> Vec<Milestone> {
        self.milestones.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Keeps a claimed run's problem and solves it. The plan with the solver's milestones; `None`: the claim was lost.
pub(super) async fn solve_claimed(
    env: &Env,
    run: &Run,
    fence: i64,
    problem: Problem,
) -> Result<Option<(Solved, Vec<Milestone>)>, Trouble> {
    let input = Input::new(problem, run.programme_id, run.slot_at)
        .map_err(|error| Trouble::Unsolvable(error.to_string()))?;
    whole!(env, |tx| {
        let (bytes, sha256) = (&input.bytes, &input.sha256);
        run_input_keep(tx, run.id, fence, bytes, sha256, input.seed, optimise::VERSION)
            .await
            .map_err(RoundError::from)
    })?;
    let watch = Arc::new(Watch::default());
    let solving = tokio::task::spawn_blocking({
        let watch = Arc::clone(&watch);
        move || input.solve(&watch)
    });
    let Some(solved) = keep_alive(env, run.id, fence, &watch, solving).await? else {
        return Ok(None);
    };
    Ok(Some((solved.map_err(Trouble::Unsolvable)?, watch.seen())))
}

type Solving = tokio::task::JoinHandle<Result<Solved, String>>;

/// Waits for the solver, renewing the lease and showing progress once a second; stops it when somebody asks, and
/// abandons it when the run is not ours any more.
async fn keep_alive(
    env: &Env,
    run: RunId,
    fence: i64,
    watch: &Watch,
    mut solving: Solving,
) -> Result<Option<Result<Solved, String>>, Trouble> {
    let mut beat = tokio::time::interval(BEAT);
    beat.tick().await;
    loop {
        tokio::select! {
            done = &mut solving => {
                return match done {
                    Ok(solved) => Ok(Some(solved)),
                    Err(_) => Ok(Some(Err("the solver ended without an answer".to_owned()))),
                };
            }
            _ = beat.tick() => {
                let renewed = whole!(env, |tx| {
                    let until = env.clock.now() + LEASE;
                    run_keep_progress(tx, run, fence, until, &watch.seen()).await.map_err(RoundError::from)
                });
                match renewed {
                    Ok(false) => {}
                    Ok(true) => watch.stop.store(true, Ordering::Relaxed),
                    // A database that is away is no reason to throw the work away: the fence tells whether it is still ours.
                    Err(RoundError::Store(error)) if away(&error) => {
                        tracing::warn!(%run, error = &error as &dyn std::error::Error, "a draw's claim was not renewed");
                    }
                    Err(error) => {
                        watch.stop.store(true, Ordering::Relaxed);
                        return match error {
                            RoundError::Stale { .. } => Ok(None),
                            other => Err(Trouble::Other(other)),
                        };
                    }
                }
            }
        }
    }
}
