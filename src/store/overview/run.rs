//! Runs as lists and as one page.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::Slice;
use crate::domain::id::{PersonId, ProgrammeId, RunId};
use crate::domain::plan::{Milestone, RunState, Trigger};
use crate::store::codec::{count, seed_out, word};
use crate::store::{StoreError, Tx, on};

/// A run as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunLine {
    /// Ours.
    pub id: RunId,
    /// Of which programme.
    pub programme_id: ProgrammeId,
    /// Its name.
    pub programme: String,
    /// Which round of the programme.
    pub round_no: i64,
    /// When the draw was due.
    pub slot_at: DateTime<Utc>,
    /// What started it.
    pub trigger: Trigger,
    /// Where it stands.
    pub state: RunState,
    /// How many were in the pool.
    pub people: Option<i64>,
    /// How many groups the plan has.
    pub groups: Option<i64>,
    /// How many people are in no group.
    pub left_out: Option<i64>,
    /// Pairs of different teams without a tie before.
    pub new_connections: Option<i64>,
    /// What the plan is worth. Units: milli-connections.
    pub value: Option<i64>,
    /// What no plan can be worth more than. Units: milli-connections.
    pub bound: Option<i64>,
    /// How long the optimiser took.
    pub solve_millis: Option<i64>,
}

impl RunLine {
    /// The gap between value and bound. Units: parts per million of the bound.
    pub fn gap_ppm(&self) -> Option<i64> {
        gap_ppm(self.value?, self.bound?)
    }
}

/// (bound − value) / max(1, |bound|). Units: parts per million, rounded up, so that 0 means proven.
pub fn gap_ppm(value: i64, bound: i64) -> Option<i64> {
    let open = i128::from(bound) - i128::from(value);
    let of = i128::from(bound.unsigned_abs().max(1));
    i64::try_from((open.max(0) * 1_000_000 + of - 1) / of).ok()
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: Uuid,
    programme_id: Uuid,
    programme: String,
    round_no: i64,
    slot_at: DateTime<Utc>,
    trigger: String,
    state: String,
    people: Option<i64>,
    group_count: Option<i64>,
    left_out_count: Option<i64>,
    new_connections: Option<i64>,
    value: Option<i64>,
    bound: Option<i64>,
    solve_millis: Option<i64>,
}

impl TryFrom<LineRow> for RunLine {
    type Error = StoreError;

    fn try_from(row: LineRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: RunId(row.id),
            programme_id: ProgrammeId(row.programme_id),
            programme: row.programme,
            round_no: row.round_no,
            slot_at: row.slot_at,
            trigger: word("runs.trigger", &row.trigger)?,
            state: word("runs.state", &row.state)?,
            people: row.people,
            groups: row.group_count,
            left_out: row.left_out_count,
            new_connections: row.new_connections,
            value: row.value,
            bound: row.bound,
            solve_millis: row.solve_millis,
        })
    }
}

const LINE: &str = "select r.id, r.programme_id, p.name as programme, r.round_no, r.slot_at, r.trigger, r.state,
                r.people, r.group_count, r.left_out_count, r.new_connections, r.value, r.bound, r.solve_millis
         from runs r
         join programmes p on p.id = r.programme_id";

/// Which runs a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunFilter {
    /// Only of this programme.
    pub programme: Option<ProgrammeId>,
    /// Only in this state.
    pub state: Option<RunState>,
}

/// A part of the runs, newest first.
pub async fn run_lines(
    tx: &mut Tx,
    filter: RunFilter,
    slice: Slice,
) -> Result<Vec<RunLine>, StoreError> {
    let sql = format!(
        "{LINE}
         where ($1 is null or r.programme_id = $1)
           and ($2 is null or r.state = $2)
         order by r.slot_at desc, r.id desc
         limit $3 offset $4"
    );
    let rows: Vec<LineRow> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(filter.programme.map(|id| id.0))
            .bind(filter.state.map(RunState::as_str))
            .bind(slice.limit)
            .bind(slice.offset)
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(RunLine::try_from).collect()
}

/// The newest run of a programme that has a plan; without one, the newest.
pub async fn run_line_last(
    tx: &mut Tx,
    programme: ProgrammeId,
) -> Result<Option<RunLine>, StoreError> {
    let sql = format!(
        "{LINE}
         where r.programme_id = $1
         order by case when r.value is null then 1 else 0 end, r.slot_at desc
         limit 1"
    );
    let row: Option<LineRow> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(programme.0).fetch_optional(conn).await?
    });
    row.map(RunLine::try_from).transpose()
}

/// How many runs there are of each state.
pub async fn run_states(tx: &mut Tx) -> Result<Vec<(RunState, usize)>, StoreError> {
    let rows: Vec<(String, i64)> = on!(tx, conn => {
        sqlx::query_as("select state, count(*) from runs group by state order by state")
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(|(state, n)| Ok((word("runs.state", &state)?, count(n)))).collect()
}

/// Everything of a run's row but the stored problem and plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFacts {
    /// The line of the list.
    pub line: RunLine,
    /// Slots missed before this one and folded into it.
    pub missed_slots: i64,
    /// How often the optimiser was started.
    pub attempts: i64,
    /// When the round question went out.
    pub asked_at: Option<DateTime<Utc>>,
    /// Hash of the stored input.
    pub problem_sha256: Option<String>,
    /// Chose among equally good plans.
    pub seed: Option<u64>,
    /// Which version made the plan.
    pub weft_version: Option<String>,
    /// `optimal`, `feasible`, `infeasible`.
    pub status: Option<String>,
    /// The solver's signs of life.
    pub progress: Vec<Milestone>,
    /// Somebody pressed Stop.
    pub stop_asked_at: Option<DateTime<Utc>>,
    /// Who works on it until when.
    pub lease_until: Option<DateTime<Utc>>,
    /// The plan stood.
    pub solved_at: Option<DateTime<Utc>>,
    /// Released by itself at this instant.
    pub hold_until: Option<DateTime<Utc>>,
    /// Everybody's notices were written.
    pub released_at: Option<DateTime<Utc>>,
    /// By whom; absent: by itself.
    pub released_by: Option<PersonId>,
    /// The nudge is due.
    pub nudge_at: Option<DateTime<Utc>>,
    /// The nudge went out.
    pub nudged_at: Option<DateTime<Utc>>,
    /// The time to meet ends.
    pub closes_at: Option<DateTime<Utc>>,
    /// It ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// Withdrawn.
    pub recalled_at: Option<DateTime<Utc>>,
    /// Why it failed, was dropped or skipped.
    pub note: Option<String>,
    /// The row was made.
    pub created_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct FactsRow {
    #[sqlx(flatten)]
    line: LineRow,
    missed_slots: i64,
    attempts: i64,
    asked_at: Option<DateTime<Utc>>,
    problem_sha256: Option<String>,
    seed: Option<i64>,
    weft_version: Option<String>,
    status: Option<String>,
    progress: Option<Json<Vec<Milestone>>>,
    stop_asked_at: Option<DateTime<Utc>>,
    lease_until: Option<DateTime<Utc>>,
    solved_at: Option<DateTime<Utc>>,
    hold_until: Option<DateTime<Utc>>,
    released_at: Option<DateTime<Utc>>,
    released_by: Option<Uuid>,
    nudge_at: Option<DateTime<Utc>>,
    nudged_at: Option<DateTime<Utc>>,
    closes_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    recalled_at: Option<DateTime<Utc>>,
    note: Option<String>,
    created_at: DateTime<Utc>,
}

/// A run's facts.
pub async fn run_facts(tx: &mut Tx, id: RunId) -> Result<Option<RunFacts>, StoreError> {
    let row: Option<FactsRow> = on!(tx, conn => {
        sqlx::query_as(
            "select r.id, r.programme_id, p.name as programme, r.round_no, r.slot_at, r.trigger, r.state,
                    r.people, r.group_count, r.left_out_count, r.new_connections, r.value, r.bound, r.solve_millis,
                    r.missed_slots, r.attempts, r.asked_at, r.problem_sha256, r.seed, r.weft_version, r.status,
                    r.progress, r.stop_asked_at, r.lease_until, r.solved_at, r.hold_until, r.released_at,
                    r.released_by, r.nudge_at, r.nudged_at, r.closes_at, r.closed_at, r.recalled_at, r.note,
                    r.created_at
             from runs r
             join programmes p on p.id = r.programme_id
             where r.id = $1",
        )
        .bind(id.0)
        .fetch_optional(conn)
        .await?
    });
    let Some(row) = row else { return Ok(None) };
    Ok(Some(RunFacts {
        line: row.line.try_into()?,
        missed_slots: row.missed_slots,
        attempts: row.attempts,
        asked_at: row.asked_at,
        problem_sha256: row.problem_sha256,
        seed: row.seed.map(seed_out),
        weft_version: row.weft_version,
        status: row.status,
        progress: row.progress.map(|Json(all)| all).unwrap_or_default(),
        stop_asked_at: row.stop_asked_at,
        lease_until: row.lease_until,
        solved_at: row.solved_at,
        hold_until: row.hold_until,
        released_at: row.released_at,
        released_by: row.released_by.map(PersonId),
        nudge_at: row.nudge_at,
        nudged_at: row.nudged_at,
        closes_at: row.closes_at,
        closed_at: row.closed_at,
        recalled_at: row.recalled_at,
        note: row.note,
        created_at: row.created_at,
    }))
}

/// The stored problem's bytes.
pub async fn run_problem(tx: &mut Tx, id: RunId) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<(Option<Vec<u8>>,)> = on!(tx, conn => {
        sqlx::query_as("select problem from runs where id = $1").bind(id.0).fetch_optional(conn).await?
    });
    Ok(row.and_then(|(bytes,)| bytes))
}

/// Asks the solver to end with the best plan so far, if it is still at work and nobody asked before.
///
/// Returns whether it was asked now.
pub async fn run_stop_ask(tx: &mut Tx, id: RunId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update runs
             set stop_asked_at = $2
             where id = $1
               and state = 'solving'
               and stop_asked_at is null",
        )
        .bind(id.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed > 0)
}

/// The stored plan's JSON text.
pub async fn run_plan(tx: &mut Tx, id: RunId) -> Result<Option<String>, StoreError> {
    let row: Option<(Option<Json<Box<serde_json::value::RawValue>>>,)> = on!(tx, conn => {
        sqlx::query_as("select plan from runs where id = $1").bind(id.0).fetch_optional(conn).await?
    });
    Ok(row.and_then(|(plan,)| plan).map(|Json(plan)| plan.get().to_owned()))
}
