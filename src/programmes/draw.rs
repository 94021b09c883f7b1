//! The draw: claim a run, read one snapshot, solve outside any transaction, certify, publish as proposed.

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::json;

use super::Env;
use super::placing;
use super::problem::{problem, snapshot};
use super::round::{RoundError, actor};
use super::solving::{Input, LEASE, Trouble, Watch, solve_claimed};
use crate::domain::id::{PersonId, ProgrammeId, RunId};
use crate::domain::placement::Subject;
use crate::optimise::{Plan, Problem};
use crate::store::audit::audit_append;
use crate::store::programme::{Programme, programme_get};
use crate::store::run::{Run, RunResult, run_claim, run_failed, run_get, run_publish};
use crate::whole;

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
    let row = run_get(&mut tx, run).await?.ok_or(RoundError::NoRun)?;
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
    let proposed = match row.subject {
        Subject::Round => propose(env, &row, fence).await,
        Subject::Cohort(_) | Subject::Call(_) => placing::propose(env, &row, fence).await,
    };
    match proposed {
        Ok(Some(people)) if people < 2 && row.subject == Subject::Round => {
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
    let input = Input::new(Problem::Coffee(problem(&snapshot, &programme)), programme.id, now)
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

/// Solves a claimed round and publishes its plan. Returns how many people were in the pool; `None`: lost it meanwhile.
async fn propose(env: &Env, run: &Run, fence: i64) -> Result<Option<usize>, Trouble> {
    let now = env.clock.now();
    let mut tx = env.db.read().await?;
    let programme: Programme =
        programme_get(&mut tx, run.programme_id).await?.ok_or(RoundError::NoProgramme)?;
    drop(tx);
    let snapshot = snapshot(env, &programme, Some((run.id, run.slot_at)), now).await?;
    let people = snapshot.pool.len();
    let problem = Problem::Coffee(problem(&snapshot, &programme));
    drop(snapshot);
    let Some((solved, progress)) = solve_claimed(env, run, fence, problem).await? else {
        return Ok(None);
    };
    let plan = serde_json::to_value(&solved.plan)
        .map_err(|error| Trouble::Unsolvable(error.to_string()))?;
    let now = env.clock.now();
    let hold =
        programme.rules.hold_minutes.map(|minutes| now + TimeDelta::minutes(i64::from(minutes)));
    whole!(env, |tx| {
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
        run_publish(tx, run.id, fence, &result).await?;
        let detail = json!({
            "programme": programme.id, "people": people, "groups": result.groups, "value": result.value,
            "bound": result.bound, "problem": solved.plan.problem_sha256, "seed": solved.plan.seed,
        });
        audit_append(tx, now, &actor(None), "run-proposed", &format!("run:{}", run.id), &detail)
            .await?;
        Ok::<_, RoundError>(())
    })?;
    Ok(Some(people))
}
