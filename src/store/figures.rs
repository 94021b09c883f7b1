//! Counts for those who watch over the service: states and ages, nobody's name.

use chrono::{DateTime, TimeDelta, Utc};

use super::codec::{count, word};
use super::{StoreError, Tx, on};
use crate::domain::plan::RunState;

/// A failed run is news for so long; afterwards its round is over.
const FAILED_FOR: TimeDelta = TimeDelta::days(7);

/// The last solve of one kind of subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastSolve {
    /// `round`, `cohort` or `call`.
    pub subject: &'static str,
    /// How long it took.
    pub millis: i64,
    /// What the plan is worth. Units: milli-connections.
    pub value: i64,
    /// What no plan can be worth more than. Units: milli-connections.
    pub bound: i64,
}

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Runs by subject and state; combinations without any are left out.
    pub runs: Vec<(&'static str, RunState, usize)>,
    /// Runs that failed in the last seven days and wait for somebody.
    pub failed: usize,
    /// Slots that were skipped as too old, or folded into a later one.
    pub slots_missed: usize,
    /// The newest solve of each subject.
    pub solves: Vec<LastSolve>,
    /// People to whom nothing is sent, because their address bounced.
    pub suppressed: usize,
    /// People who are active.
    pub people: usize,
    /// Quarters published.
    pub publications: usize,
}

const SUBJECTS: [&str; 3] = ["round", "cohort", "call"];

fn subject(text: &str) -> &'static str {
    SUBJECTS.into_iter().find(|known| *known == text).unwrap_or("round")
}

/// Counts. Cost: reads of indices, and of the rows of runs.
pub async fn figures(tx: &mut Tx, now: DateTime<Utc>) -> Result<Figures, StoreError> {
    let mut figures = Figures::default();
    let runs: Vec<(String, String, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select case when cohort_id is not null then 'cohort' when call_id is not null then 'call' else 'round' end,
                 state, count(*)
             from runs
             group by 1, 2
             order by 1, 2",
        )
        .fetch_all(conn)
        .await?
    });
    for (of, state, n) in runs {
        figures.runs.push((subject(&of), word("runs.state", &state)?, count(n)));
    }
    let (failed, missed): (i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "select cast(coalesce(sum(case when state = 'failed' and slot_at > $1 then 1 else 0 end), 0) as bigint),
                 cast(coalesce(sum(case when state = 'skipped' then 1 else 0 end + missed_slots), 0) as bigint)
             from runs",
        )
        .bind(now - FAILED_FOR)
        .fetch_one(conn)
        .await?
    });
    (figures.failed, figures.slots_missed) = (count(failed), count(missed));
    for (of, only) in [
        ("round", "cohort_id is null and call_id is null"),
        ("cohort", "cohort_id is not null"),
        ("call", "call_id is not null"),
    ] {
        let sql = format!(
            "select solve_millis, value, bound
             from runs
             where {only} and solved_at is not null and solve_millis is not null and value is not null
               and bound is not null
             order by solved_at desc
             limit 1"
        );
        let last: Option<(i64, i64, i64)> = on!(tx, conn => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_optional(conn).await?
        });
        figures.solves.extend(last.map(|(millis, value, bound)| LastSolve {
            subject: of,
            millis,
            value,
            bound,
        }));
    }
    let (people, suppressed): (i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "select count(*), cast(coalesce(sum(case when suppressed_at is not null then 1 else 0 end), 0) as bigint)
             from persons
             where state = 'active' and erased_at is null",
        )
        .fetch_one(conn)
        .await?
    });
    (figures.people, figures.suppressed) = (count(people), count(suppressed));
    let (publications,): (i64,) = on!(tx, conn => {
        sqlx::query_as("select count(*) from publications").fetch_one(conn).await?
    });
    figures.publications = count(publications);
    Ok(figures)
}
