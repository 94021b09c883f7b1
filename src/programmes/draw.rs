//! The draw: claim a run, read one snapshot, solve outside any transaction, certify, publish as proposed.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::Env;
use super::problem::{problem, snapshot};
use super::round::{RoundError, actor, run_and_programme};
use crate::domain::id::{PersonId, ProgrammeId, RunId};
use crate::domain::plan::{Milestone, SolvePhase, add_milestone};
use crate::optimise::{self, Budget, CoffeeProblem, Phase, Plan, Problem, Progress};
use crate::store::audit::audit_append;
use crate::store::programme::{Programme, programme_get};
use crate::store::run::{
    Run, RunResult, run_claim, run_failed, run_input_keep, run_keep_progress, run_publish,
};

/// How long a worker's claim on a run lasts without renewal.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often the lease is renewed and progress is shown.
const BEAT: Duration = Duration::from_secs(1);
/// The solver stops with the best plan so far after this long.
const SOLVE_LIMIT: Duration = Duration::from_mins(5);
/// A draw that was interrupted so often is not begun again by itself.
const MOST_ATTEMPTS: i64 = 5;

/// What became of a draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// Somebody else has the run, or it is past its draw.
    Lost,
    /// A plan stands as proposed.
    Proposed,
    /// Nobody, or one person only, took part: the round is over already, with a note.
    Nobody,
    /// The run failed, and says why.
    Failed(String),
}

/// A plan that was never kept.
#[derive(Clone, Debug, PartialEq)]
pub struct DryRun {
    /// The plan.
    pub plan: Plan,
    /// How many were in the pool.
    pub people: usize,
    /// The groups, as people.
    pub groups: Vec<Vec<PersonId>>,
    /// How long the optimiser took.
    pub solve_millis: i64,
}

/// Draws a run's plan: one worker at a time, whatever crashes when.
///
/// Errors: the database. A problem that cannot be solved or a plan that does not hold its certificate makes the run
/// failed instead.
/// Cost: the solver's, on a thread of its own.
pub async fn draw(env: &Env, run: RunId, holder: &str) -> Result<Drawn, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let Some(fence) = run_claim(&mut tx, run, holder, now, now + LEASE).await? else {
        return Ok(Drawn::Lost);
    };
    let (row, programme) = run_and_programme(&mut tx, run).await?;
    if row.attempts > MOST_ATTEMPTS {
        let why = format!("the draw was interrupted {MOST_ATTEMPTS} times");
        run_failed(&mut tx, run, fence, &why).await?;
        audit_append(
            &mut tx,
            now,
            &actor(None),
            "run-failed",
            &format!("run:{run}"),
            &json!({ "fence": fence }),
        )
        .await?;
        tx.commit().await?;
        return Ok(Drawn::Failed(why));
    }
    tx.commit().await?;
    match propose(env, &row, &programme, fence).await {
        Ok(Some(people)) if people < 2 => {
            super::release::close_empty(env, run, people).await?;
            Ok(Drawn::Nobody)
        }
        Ok(Some(_)) => Ok(Drawn::Proposed),
        // Claimed by somebody else, or dropped, while we worked.
        Ok(None) | Err(Trouble::Other(RoundError::Stale { .. })) => Ok(Drawn::Lost),
        Err(Trouble::Unsolvable(why)) => {
            let mut tx = env.db.write().await?;
            match run_failed(&mut tx, run, fence, &why).await.map_err(RoundError::from) {
                Err(RoundError::Stale { .. }) => return Ok(Drawn::Lost),
                other => other?,
            }
            let subject = format!("run:{run}");
            audit_append(
                &mut tx,
                env.clock.now(),
                &actor(None),
                "run-failed",
                &subject,
                &json!({ "fence": fence }),
            )
            .await?;
            tx.commit().await?;
            tracing::error!(run = %run, why, "a draw failed");
            Ok(Drawn::Failed(why))
        }
        Err(Trouble::Other(error)) => Err(error),
    }
}

/// Solves the programme's next round as it would be drawn now, keeping nothing.
pub async fn dry_run(env: &Env, programme: ProgrammeId) -> Result<DryRun, RoundError> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let programme = programme_get(&mut tx, programme).await?.ok_or(RoundError::NoProgramme)?;
    drop(tx);
    let snapshot = snapshot(env, &programme, None, now).await?;
    let input = Input::new(problem(&snapshot, &programme), &programme, now)
        .map_err(|error| RoundError::Plan(error.to_string()))?;
    let watch = Arc::new(Watch::default());
    let solved = match tokio::task::spawn_blocking({
        let watch = Arc::clone(&watch);
        move || input.solve(&watch)
    })
    .await
    {
        Ok(Ok(solved)) => solved,
        Ok(Err(why)) => return Err(RoundError::Plan(why)),
        Err(_) => return Err(RoundError::Interrupted),
    };
    let groups = super::plan::groups_of(&solved.plan)?;
    Ok(DryRun {
        groups,
        people: snapshot.pool.len(),
        solve_millis: solved.millis,
        plan: solved.plan,
    })
}

enum Trouble {
    Unsolvable(String),
    Other(RoundError),
}

impl<E: Into<RoundError>> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// The exact bytes a plan is made of, and what else decides it.
struct Input {
    problem: Problem,
    bytes: Vec<u8>,
    sha256: String,
    seed: u64,
}

impl Input {
    fn new(
        problem: CoffeeProblem,
        programme: &Programme,
        slot_at: DateTime<Utc>,
    ) -> Result<Self, serde_json::Error> {
        let bytes = serde_json::to_vec(&problem)?;
        let sha256 = optimise::sha256(&bytes);
        // The seed is a hash of programme, slot and inputs: the same round gives the same plan, another round
        // breaks its ties another way.
        let named = optimise::sha256(
            format!("{}:{}:{sha256}", programme.id, slot_at.timestamp_micros()).as_bytes(),
        );
        let seed = u64::from_str_radix(&named[..16], 16).unwrap_or(0) >> 12;
        Ok(Self { problem: Problem::Coffee(problem), bytes, sha256, seed })
    }

    /// Solves, certifies and explains. Errors: why there is no plan that may be shown.
    fn solve(&self, watch: &Watch) -> Result<Solved, String> {
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

struct Solved {
    plan: Plan,
    explanation: serde_json::Value,
    millis: i64,
}

/// Between the solver's thread and the one that keeps the lease.
#[derive(Default)]
struct Watch {
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

/// Solves a claimed run and publishes its plan. Returns how many people were in the pool; `None`: lost it meanwhile.
async fn propose(
    env: &Env,
    run: &Run,
    programme: &Programme,
    fence: i64,
) -> Result<Option<usize>, Trouble> {
    let now = env.clock.now();
    let snapshot = snapshot(env, programme, Some((run.id, run.slot_at)), now).await?;
    let people = snapshot.pool.len();
    let input = Input::new(problem(&snapshot, programme), programme, run.slot_at)
        .map_err(|error| Trouble::Unsolvable(error.to_string()))?;
    drop(snapshot);
    let mut tx = env.db.write().await?;
    run_input_keep(
        &mut tx,
        run.id,
        fence,
        &input.bytes,
        &input.sha256,
        input.seed,
        optimise::VERSION,
    )
    .await?;
    tx.commit().await?;
    let watch = Arc::new(Watch::default());
    let solving = tokio::task::spawn_blocking({
        let watch = Arc::clone(&watch);
        move || input.solve(&watch)
    });
    let Some(solved) = keep_alive(env, run.id, fence, &watch, solving).await? else {
        return Ok(None);
    };
    let solved = solved.map_err(Trouble::Unsolvable)?;
    let plan = serde_json::to_value(&solved.plan)
        .map_err(|error| Trouble::Unsolvable(error.to_string()))?;
    let now = env.clock.now();
    let hold =
        programme.rules.hold_minutes.map(|minutes| now + TimeDelta::minutes(i64::from(minutes)));
    let progress = watch.seen();
    let mut tx = env.db.write().await?;
    let result = RunResult {
        plan: &plan,
        explanation: &solved.explanation,
        status: solved.plan.status.name(),
        value: solved.plan.value,
        bound: solved.plan.bound,
        people,
        groups: solved.plan.groups.len(),
        left_out: solved.plan.left_out.len(),
        new_connections: usize::try_from(solved.plan.new_connections).unwrap_or(usize::MAX),
        solve_millis: solved.millis,
        progress: &progress,
        hold_until: hold,
        note: None,
        solved_at: now,
    };
    run_publish(&mut tx, run.id, fence, &result).await?;
    let detail = json!({
        "programme": programme.id, "people": people, "groups": result.groups, "value": result.value,
        "bound": result.bound, "problem": solved.plan.problem_sha256, "seed": solved.plan.seed,
    });
    audit_append(&mut tx, now, &actor(None), "run-proposed", &format!("run:{}", run.id), &detail)
        .await?;
    tx.commit().await?;
    Ok(Some(people))
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
                let until = env.clock.now() + LEASE;
                let renewed = async {
                    let mut tx = env.db.write().await?;
                    let stop = run_keep_progress(&mut tx, run, fence, until, &watch.seen()).await?;
                    tx.commit().await?;
                    Ok::<bool, RoundError>(stop)
                }
                .await;
                match renewed {
                    Ok(false) => {}
                    Ok(true) => watch.stop.store(true, Ordering::Relaxed),
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
