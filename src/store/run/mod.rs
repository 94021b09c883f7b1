//! Runs: one execution of the optimiser for a round, and the only ways from state to state.
//!
//! Every change of state is a compare-and-set over the states from which [`RunState::may_become`] allows it. While a
//! run is solved it carries a lease (who works on it, until when) and a fence (how often it was claimed): whatever a
//! worker writes back names its fence, so that a worker whose lease was taken over writes nothing.

mod solve;
mod subject;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::id::{CallId, CohortId, PersonId, ProgrammeId, RunId};
use crate::domain::placement::Subject;
use crate::domain::plan::{RunState, Trigger};

pub use solve::{
    RunResult, run_claim, run_failed, run_input, run_input_keep, run_keep_progress, run_plan,
    run_publish, run_retry, runs_give_back, runs_lease_shorten,
};
pub use subject::{run_of_subject_open, runs_of_subject};

/// A run's row without its stored bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Ours.
    pub id: RunId,
    /// Of which programme.
    pub programme_id: ProgrammeId,
    /// What it plans.
    pub subject: Subject,
    /// Counts the programme's rounds.
    pub round_no: i64,
    /// When its draw is due.
    pub slot_at: DateTime<Utc>,
    /// What started it.
    pub trigger: Trigger,
    /// Where it stands.
    pub state: RunState,
    /// How often it was claimed; guards what a worker writes back.
    pub fence: i64,
    /// How often a draw was begun.
    pub attempts: i64,
    /// Until when somebody works on it.
    pub lease_until: Option<DateTime<Utc>>,
    /// When "ask me each round" people were asked last.
    pub asked_at: Option<DateTime<Utc>>,
    /// How the input is named.
    pub problem_sha256: Option<String>,
    /// Released by itself then.
    pub hold_until: Option<DateTime<Utc>>,
    /// When it became real.
    pub released_at: Option<DateTime<Utc>>,
    /// The one reminder is due then.
    pub nudge_at: Option<DateTime<Utc>>,
    /// When the reminders went out.
    pub nudged_at: Option<DateTime<Utc>>,
    /// The time to meet is over then.
    pub closes_at: Option<DateTime<Utc>>,
    /// What there is to say about it.
    pub note: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    programme_id: Uuid,
    cohort_id: Option<Uuid>,
    call_id: Option<Uuid>,
    round_no: i64,
    slot_at: DateTime<Utc>,
    trigger: String,
    state: String,
    fence: i64,
    attempts: i64,
    lease_until: Option<DateTime<Utc>>,
    asked_at: Option<DateTime<Utc>>,
    problem_sha256: Option<String>,
    hold_until: Option<DateTime<Utc>>,
    released_at: Option<DateTime<Utc>>,
    nudge_at: Option<DateTime<Utc>>,
    nudged_at: Option<DateTime<Utc>>,
    closes_at: Option<DateTime<Utc>>,
    note: Option<String>,
}

const COLUMNS: &str =
    "id, programme_id, cohort_id, call_id, round_no, slot_at, trigger, state, fence, attempts, lease_until, asked_at,
            problem_sha256, hold_until, released_at, nudge_at, nudged_at, closes_at, note";

impl TryFrom<Row> for Run {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: RunId(row.id),
            programme_id: ProgrammeId(row.programme_id),
            subject: match (row.cohort_id, row.call_id) {
                (Some(cohort), _) => Subject::Cohort(CohortId(cohort)),
                (None, Some(call)) => Subject::Call(CallId(call)),
                (None, None) => Subject::Round,
            },
            round_no: row.round_no,
            slot_at: row.slot_at,
            trigger: word("runs.trigger", &row.trigger)?,
            state: word("runs.state", &row.state)?,
            fence: row.fence,
            attempts: row.attempts,
            lease_until: row.lease_until,
            asked_at: row.asked_at,
            problem_sha256: row.problem_sha256,
            hold_until: row.hold_until,
            released_at: row.released_at,
            nudge_at: row.nudge_at,
            nudged_at: row.nudged_at,
            closes_at: row.closes_at,
            note: row.note,
        })
    }
}

/// A run to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewRun<'a> {
    /// Its id.
    pub id: RunId,
    /// Of which programme.
    pub programme_id: ProgrammeId,
    /// What it plans.
    pub subject: Subject,
    /// When its draw is due.
    pub slot_at: DateTime<Utc>,
    /// What started it.
    pub trigger: Trigger,
    /// [`RunState::Draft`], or [`RunState::Skipped`] for a slot found too late.
    pub state: RunState,
    /// Slots missed before this one and folded into it.
    pub missed_slots: u32,
    /// What there is to say about it.
    pub note: Option<&'a str>,
    /// Now.
    pub created_at: DateTime<Utc>,
}

/// Adds a run with the programme's next number. `false`: the programme has a run for this slot already.
pub async fn run_add(tx: &mut Tx, run: &NewRun<'_>) -> Result<bool, StoreError> {
    let added = on!(tx, conn => {
        sqlx::query(
            "insert into runs (id, programme_id, round_no, slot_at, trigger, state, missed_slots, fence, attempts,
                note, created_at, cohort_id, call_id)
             values ($1, $2, (select coalesce(max(round_no), 0) + 1 from runs where programme_id = $2), $3, $4, $5, $6,
                0, 0, $7, $8, $9, $10)
             on conflict (programme_id, slot_at) do nothing",
        )
        .bind(run.id.0)
        .bind(run.programme_id.0)
        .bind(run.slot_at)
        .bind(run.trigger.as_str())
        .bind(run.state.as_str())
        .bind(i64::from(run.missed_slots))
        .bind(run.note)
        .bind(run.created_at)
        .bind(run.subject.cohort().map(|id| id.0))
        .bind(run.subject.call().map(|id| id.0))
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(added == 1)
}

/// A run by its id.
pub async fn run_get(tx: &mut Tx, id: RunId) -> Result<Option<Run>, StoreError> {
    let sql = format!("select {COLUMNS}\n from runs\n where id = $1");
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(conn).await?
    });
    row.map(Run::try_from).transpose()
}

/// The run of a programme's slot.
pub async fn run_at_slot(
    tx: &mut Tx,
    programme: ProgrammeId,
    slot_at: DateTime<Utc>,
) -> Result<Option<Run>, StoreError> {
    let sql = format!("select {COLUMNS}\n from runs\n where programme_id = $1\n and slot_at = $2");
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(programme.0)
            .bind(slot_at)
            .fetch_optional(conn)
            .await?
    });
    row.map(Run::try_from).transpose()
}

/// The programme's runs that wait for their draw, oldest slot first.
pub async fn runs_draft(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Run>, StoreError> {
    let sql = format!(
        "select {COLUMNS}\n from runs\n where programme_id = $1\n and state = 'draft'\n order by slot_at\n limit 200"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(programme.0).fetch_all(conn).await?
    });
    rows.into_iter().map(Run::try_from).collect()
}

/// Runs that may need a step now, oldest slot first, at most 200: a draft whose slot has come or whose question is not
/// out, while its programme is active; solving with an expired lease; proposed with its hold over, unless its programme
/// has ended; released and due for the reminder or the closing.
pub async fn runs_due(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Run>, StoreError> {
    let sql = format!(
        "select {COLUMNS}
         from runs
         where (state = 'draft' and (slot_at <= $1 or asked_at is null)
                and exists (
                    select 1 from programmes p where p.id = runs.programme_id and p.state = 'active'
                ))
            or (state = 'solving' and (lease_until is null or lease_until <= $1))
            or (state = 'proposed' and hold_until <= $1
                and exists (
                    select 1 from programmes p where p.id = runs.programme_id and p.state <> 'ended'
                ))
            or (state in ('released', 'sending', 'sent')
                and (closes_at <= $1 or (nudge_at <= $1 and nudged_at is null)))
         order by slot_at, id
         limit 200"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(now).fetch_all(conn).await?
    });
    rows.into_iter().map(Run::try_from).collect()
}

/// Moves a run to `to` from whatever state allows it, with a note if there is one.
///
/// Errors: [`StoreError::Stale`] when its state does not allow it.
pub async fn run_become(
    tx: &mut Tx,
    id: RunId,
    to: RunState,
    note: Option<&str>,
) -> Result<(), StoreError> {
    let sql = format!(
        "update runs
         set state = $2, note = coalesce($3, note), lease_holder = null, lease_until = null
         where id = $1
           and state in ({})",
        states_before(to)
    );
    let changed = on!(tx, conn => {
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id.0)
            .bind(to.as_str())
            .bind(note)
            .execute(conn)
            .await?
            .rows_affected()
    });
    changed_one(changed, to)
}

/// What the note of a run says that was withdrawn because its slot was no date of the programme any more.
pub const DATES_CHANGED: &str = "the programme's dates were changed";

/// Takes up again a run that was withdrawn by [`DATES_CHANGED`]: its slot is a date again, answers given stand, and
/// whoever was asked is not asked twice. `false`: it was not withdrawn, or for another reason.
pub async fn run_take_up(tx: &mut Tx, id: RunId) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update runs set state = 'draft', note = null where id = $1 and state = 'cancelled' and note = $2",
        )
        .bind(id.0)
        .bind(DATES_CHANGED)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// The programme's newest run that is on its way to a release: a round by hand that waits for its draw, one that is
/// solved, or a plan that waits. Until the transaction ends no other can begin.
pub async fn run_in_the_making(
    tx: &mut Tx,
    programme: ProgrammeId,
) -> Result<Option<RunId>, StoreError> {
    let row: Option<(Uuid,)> = on!(tx, conn => {
        sqlx::query("update programmes set state = state where id = $1")
            .bind(programme.0)
            .execute(&mut *conn)
            .await?;
        sqlx::query_as(
            "select id
             from runs
             where programme_id = $1
               and (state in ('solving', 'proposed', 'held') or (state = 'draft' and trigger = 'manual'))
             order by slot_at desc, id desc
             limit 1",
        )
        .bind(programme.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(|(id,)| RunId(id)))
}

/// Plans of a programme that wait for their release, oldest slot first.
pub async fn runs_waiting(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Run>, StoreError> {
    let sql = format!(
        "select {COLUMNS}\n from runs\n where programme_id = $1\n and state in ('proposed', 'held')\n order by slot_at\n limit 200"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(programme.0).fetch_all(conn).await?
    });
    rows.into_iter().map(Run::try_from).collect()
}

/// Makes a plan real: proposed (or held, by a person) to released.
///
/// Errors: [`StoreError::Stale`] when it is not proposed or held any more: somebody was first.
pub async fn run_release(
    tx: &mut Tx,
    id: RunId,
    by: Option<PersonId>,
    now: DateTime<Utc>,
    nudge_at: DateTime<Utc>,
    closes_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    // By rule only a proposed plan is released; a held one waits for a person.
    let changed = on!(tx, conn => {
        sqlx::query(
            "update runs
             set state = 'released', released_at = $3, released_by = $2, nudge_at = $4, closes_at = $5,
                 hold_until = null
             where id = $1
               and (state = 'proposed' or (state = 'held' and $6))",
        )
        .bind(id.0)
        .bind(by.map(|by| by.0))
        .bind(now)
        .bind(nudge_at)
        .bind(closes_at)
        .bind(by.is_some())
        .execute(conn)
        .await?
        .rows_affected()
    });
    changed_one(changed, RunState::Released)
}

/// Stops the clock of a proposed plan: from now on only a person releases or drops it.
///
/// Errors: [`StoreError::Stale`] when it is not proposed.
pub async fn run_hold(tx: &mut Tx, id: RunId, note: Option<&str>) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update runs
             set state = 'held', hold_until = null, note = coalesce($2, note)
             where id = $1
               and state = 'proposed'",
        )
        .bind(id.0)
        .bind(note)
        .execute(conn)
        .await?
        .rows_affected()
    });
    changed_one(changed, RunState::Held)
}

/// Stops the clock of every proposed plan, as [`run_hold`] does for one. Returns how many there were.
pub async fn runs_hold(tx: &mut Tx, note: &str) -> Result<usize, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update runs
             set state = 'held', hold_until = null, note = $1
             where state = 'proposed'",
        )
        .bind(note)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(usize::try_from(changed).unwrap_or(usize::MAX))
}

/// Puts off a proposed plan's release by rule, saying why.
pub async fn run_put_off(
    tx: &mut Tx,
    id: RunId,
    until: DateTime<Utc>,
    note: &str,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "update runs
             set hold_until = $2, note = $3
             where id = $1
               and state = 'proposed'
               and hold_until is not null",
        )
        .bind(id.0)
        .bind(until)
        .bind(note)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Sets down that the questions are out. `true`: they were not yet since `before`.
pub async fn run_asked(tx: &mut Tx, id: RunId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query("update runs set asked_at = $2 where id = $1 and state = 'draft'")
            .bind(id.0)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(changed == 1)
}

/// Sets down that the one reminder is out. `false`: it was already, or the round is over.
pub async fn run_nudged(tx: &mut Tx, id: RunId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update runs
             set nudged_at = $2
             where id = $1
               and nudged_at is null
               and state in ('released', 'sending', 'sent')",
        )
        .bind(id.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// Ends a round.
///
/// Errors: [`StoreError::Stale`] when it is not open.
pub async fn run_close(
    tx: &mut Tx,
    id: RunId,
    now: DateTime<Utc>,
    note: Option<&str>,
) -> Result<(), StoreError> {
    run_become(tx, id, RunState::Closed, note).await?;
    on!(tx, conn => {
        sqlx::query("update runs set closed_at = $2 where id = $1")
            .bind(id.0)
            .bind(now)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// Withdraws a round.
///
/// Errors: [`StoreError::Stale`] when it is not released, sending or sent.
pub async fn run_recall(tx: &mut Tx, id: RunId, now: DateTime<Utc>) -> Result<(), StoreError> {
    run_become(tx, id, RunState::Recalled, None).await?;
    on!(tx, conn => {
        sqlx::query("update runs set recalled_at = $2 where id = $1")
            .bind(id.0)
            .bind(now)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// Remembers a programme's latest slot for which a run exists or was skipped.
pub async fn slot_reached(
    tx: &mut Tx,
    programme: ProgrammeId,
    slot_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "update programmes
             set last_slot_at = $2
             where id = $1
               and (last_slot_at is null or last_slot_at < $2)",
        )
        .bind(programme.0)
        .bind(slot_at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// The states that may become `to`, as a list of SQL texts.
fn states_before(to: RunState) -> String {
    let words: Vec<String> = RunState::ALL
        .iter()
        .filter(|from| from.may_become(to))
        .map(|from| format!("'{from}'"))
        .collect();
    if words.is_empty() { "''".to_owned() } else { words.join(", ") }
}

fn changed_one(changed: u64, to: RunState) -> Result<(), StoreError> {
    if changed == 1 {
        return Ok(());
    }
    let expected = RunState::ALL
        .iter()
        .filter(|from| from.may_become(to))
        .map(|from| from.as_str())
        .collect::<Vec<_>>();
    Err(StoreError::Stale { noun: "run", expected: expected.join(" or ") })
}
