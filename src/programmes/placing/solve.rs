//! From a cohort or call to a proposal: a run is made, the scheduler draws it, the plan becomes proposals.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::rows::{Planned, choose_hosts, compare};
use super::setting::{has_begun, setting};
use super::{Setting, explained};
use crate::domain::id::{PersonId, PlacementId, RunId, TeamId};
use crate::domain::person::PersonState;
use crate::domain::placement::{PlacementState, Subject};
use crate::domain::plan::{Milestone, RunState, Trigger};
use crate::domain::week::Week;
use crate::optimise::{Given, Plan, Problem, Status};
use crate::programmes::Env;
use crate::programmes::round::{
    RoundError, actor, person_key, person_of_key, team_key, team_of_key,
};
use crate::programmes::solving::{Solved, Trouble, solve_claimed};
use crate::store::audit::audit_append;
use crate::store::capacity::hosts_of_teams;
use crate::store::overview::seats::team_leads;
use crate::store::person::persons_by_ids;
use crate::store::placement::{
    Placement, placement_set, placements_add, placements_of, proposals_remove,
};
use crate::store::run::{
    NewRun, Run, RunResult, run_add, run_asked, run_become, run_of_subject_open, run_publish,
};
use crate::store::{StoreError, Tx};

/// What the note of a run says whose plan was solved anew.
const SOLVED_ANEW: &str = "solved anew";

/// The runs of one programme need different slots; where one has its slot already, the next begins this much later.
const NEXT_SLOT: TimeDelta = TimeDelta::microseconds(1);
/// So many runs of one programme may begin at one instant.
const MOST_AT_ONCE: i32 = 1_000;

/// Has a cohort or call planned: the next tick solves it. A plan that waits for its release is dropped (its placements
/// stay visible as proposals until the new plan stands); a solve that is going on is the answer: two presses make one.
///
/// Errors: [`RoundError::NoSubject`] when there is none, or it is over.
pub async fn solve(env: &Env, subject: Subject, by: PersonId) -> Result<RunId, RoundError> {
    let mut tx = env.db.write().await?;
    let run = match run_of_subject_open(&mut tx, subject).await? {
        Some((run, RunState::Draft | RunState::Solving)) => {
            super::setting::programme_of(&mut tx, subject).await?;
            run
        }
        _ => begin(env, &mut tx, subject, by).await?,
    };
    tx.commit().await?;
    Ok(run)
}

/// Makes a run of a cohort or call in the transaction of whoever changed what it is made of. Whatever run was not released
/// yet is dropped, also one that is being solved: it may have read what was before.
///
/// Errors: as [`solve`].
pub(super) async fn begin(
    env: &Env,
    tx: &mut Tx,
    subject: Subject,
    by: PersonId,
) -> Result<RunId, RoundError> {
    let now = env.clock.now();
    let programme = super::setting::programme_of(tx, subject).await?;
    make_way(tx, subject).await?;
    let id = env.ids.next(now);
    let mut added = false;
    for later in 0..MOST_AT_ONCE {
        let run = NewRun {
            id,
            programme_id: programme,
            subject,
            slot_at: now + NEXT_SLOT * later,
            trigger: Trigger::Manual,
            state: RunState::Draft,
            missed_slots: 0,
            note: None,
            created_at: now,
        };
        added = run_add(tx, &run).await?;
        if added {
            break;
        }
    }
    if !added {
        let expected = "one of few at this instant".to_owned();
        return Err(RoundError::Stale { noun: "run", expected });
    }
    run_asked(tx, id, now).await?;
    let detail = json!({ "programme": programme, "subject": subject });
    audit_append(tx, now, &actor(Some(by)), "run-started", &format!("run:{id}"), &detail).await?;
    Ok(id)
}

/// Drops whatever run of a cohort or call was not released yet.
pub(super) async fn make_way(tx: &mut Tx, subject: Subject) -> Result<(), RoundError> {
    if let Some((run, _)) = run_of_subject_open(tx, subject).await? {
        match run_become(tx, run, RunState::Cancelled, Some(SOLVED_ANEW)).await {
            // Released (or dropped) at this very moment: then it is in nobody's way.
            Ok(()) | Err(StoreError::Stale { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The problem with what stays: what has begun or was locked by hand is locked; what is confirmed and has not begun may
/// move, at the cost of `moved`.
pub(super) fn with_kept(setting: &Setting, this_week: Week) -> Problem {
    let (mut locked, mut given) = (Vec::new(), Vec::new());
    let moving: BTreeSet<PlacementId> = setting
        .placements
        .iter()
        .filter(|row| row.locked && row.state.is_proposal())
        .filter_map(|row| row.replaces_id)
        .collect();
    for row in &setting.placements {
        let one = Given {
            person: person_key(row.person_id),
            team: team_key(row.team_id),
            start: row.slot,
        };
        if has_begun(row, this_week) || (row.state.is_proposal() && row.locked) {
            locked.push(one);
        } else if row.state == PlacementState::Confirmed && !moving.contains(&row.id) {
            given.push(one);
        }
    }
    let mut problem = setting.problem.clone();
    match &mut problem {
        Problem::Bootcamp(problem) => (problem.locked, problem.given) = (locked, given),
        Problem::Rotation(problem) => (problem.locked, problem.given) = (locked, given),
        Problem::Coffee(_) => {}
    }
    problem
}

/// This week, where the programme is.
pub(super) fn this_week(setting: &Setting, now: DateTime<Utc>) -> Week {
    Week::of(now.with_timezone(&setting.programme.zone).date_naive())
}

/// Solves a claimed run and publishes its proposals. Returns how many people were to be placed; `None`: lost it meanwhile.
pub(in crate::programmes) async fn propose(
    env: &Env,
    run: &Run,
    fence: i64,
) -> Result<Option<usize>, Trouble> {
    let now = env.clock.now();
    let mut tx = env.db.snapshot().await?;
    let setting = setting(&mut tx, run.subject, now).await?;
    drop(tx);
    let problem = with_kept(&setting, this_week(&setting, now));
    let people = people_of(&problem);
    let Some((solved, progress)) = solve_claimed(env, run, fence, problem.clone()).await? else {
        return Ok(None);
    };
    if solved.plan.status == Status::Infeasible {
        let words = solved.plan.conflict.as_ref().map_or("no plan keeps the rules", |c| &c.words);
        return Err(Trouble::Unsolvable(words.to_owned()));
    }
    let (plan, explanation) = tokio::task::spawn_blocking(move || {
        let explanation = explained::write(&problem, &solved);
        (solved, explanation)
    })
    .await
    .map_err(|_| RoundError::Interrupted)?;
    publish(env, run, fence, &plan, &explanation, &progress, people).await?;
    Ok(Some(people))
}

fn people_of(problem: &Problem) -> usize {
    match problem {
        Problem::Bootcamp(problem) => problem.hires.len(),
        Problem::Rotation(problem) => problem.applicants.len(),
        Problem::Coffee(problem) => problem.people.len(),
    }
}

/// The plan's placements as people and teams.
fn planned(setting: &Setting, plan: &Plan) -> Result<Vec<Planned>, RoundError> {
    let mut home: BTreeMap<PersonId, TeamId> = BTreeMap::new();
    match &setting.problem {
        Problem::Bootcamp(problem) => {
            for hire in &problem.hires {
                home.insert(person_of_key(&hire.id)?, team_of_key(&hire.home)?);
            }
        }
        Problem::Rotation(problem) => {
            for one in &problem.applicants {
                home.insert(person_of_key(&one.id)?, team_of_key(&one.team)?);
            }
        }
        Problem::Coffee(_) => {}
    }
    plan.placements
        .iter()
        .map(|one| {
            let person = person_of_key(&one.person)?;
            Ok(Planned {
                person,
                team: team_of_key(&one.team)?,
                home: home
                    .get(&person)
                    .copied()
                    .ok_or_else(|| RoundError::Plan("a placement of nobody".to_owned()))?,
                slot: one.start,
                length: one.length,
            })
        })
        .collect()
}

/// Writes a plan's proposals in the transaction that publishes it. The rows are read again under the lock: what was
/// locked or released by hand meanwhile makes the plan stale, and it is solved again.
async fn publish(
    env: &Env,
    run: &Run,
    fence: i64,
    solved: &Solved,
    explanation: &serde_json::Value,
    progress: &[Milestone],
    people: usize,
) -> Result<(), Trouble> {
    let now = env.clock.now();
    let plan_json = serde_json::to_value(&solved.plan)
        .map_err(|error| Trouble::Unsolvable(error.to_string()))?;
    let mut tx = env.db.write().await?;
    let setting = setting(&mut tx, run.subject, now).await?;
    let planned = planned(&setting, &solved.plan)?;
    let there = placements_of(&mut tx, run.subject).await?;
    let mut rows =
        compare(&there, &planned, &setting.slots, (run.subject, run.id, now), || env.ids.next(now));
    give_hosts(&mut tx, &mut rows.add, &there).await?;
    let hold = setting.hold_minutes.map(|minutes| now + TimeDelta::minutes(i64::from(minutes)));
    let plan = &solved.plan;
    let result = RunResult {
        plan: &plan_json,
        explanation,
        status: plan.status.name(),
        value: plan.value,
        bound: plan.bound,
        people,
        groups: plan.placements.len(),
        left_out: plan.left_out.len(),
        new_connections: usize::try_from(plan.new_connections).unwrap_or(usize::MAX),
        solve_millis: solved.millis,
        progress,
        hold_until: hold,
        note: None,
        solved_at: now,
    };
    run_publish(&mut tx, run.id, fence, &result).await?;
    proposals_remove(&mut tx, &rows.remove).await?;
    for (row, seen) in &rows.set {
        placement_set(&mut tx, row, *seen).await?;
    }
    placements_add(&mut tx, &rows.add).await?;
    let detail = json!({
        "programme": run.programme_id, "subject": run.subject, "people": people,
        "placements": plan.placements.len(), "new": rows.add.len(), "value": plan.value,
        "bound": plan.bound, "problem": plan.problem_sha256, "seed": plan.seed,
    });
    audit_append(&mut tx, now, &actor(None), "run-proposed", &format!("run:{}", run.id), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Chooses the hosts of new placements from the teams' own people.
pub(super) async fn give_hosts(
    tx: &mut Tx,
    new: &mut [Placement],
    others: &[Placement],
) -> Result<(), RoundError> {
    let teams: Vec<TeamId> =
        new.iter().map(|row| row.team_id).collect::<BTreeSet<_>>().into_iter().collect();
    let hosts = hosts_of_teams(tx, &teams).await?;
    let mut leads = BTreeMap::new();
    for chunk in teams.chunks(200) {
        let some = team_leads(tx, chunk).await?;
        leads.extend(some.into_iter().map(|(team, (lead, _))| (team, lead)));
    }
    // Whoever is away looks after nobody.
    let ids: Vec<PersonId> = leads.values().copied().collect();
    let there: BTreeSet<PersonId> = persons_by_ids(tx, &ids)
        .await?
        .into_iter()
        .filter(|lead| lead.state == PersonState::Active)
        .map(|lead| lead.id)
        .collect();
    leads.retain(|_, lead| there.contains(lead));
    choose_hosts(new, others, &hosts, &leads);
    Ok(())
}
