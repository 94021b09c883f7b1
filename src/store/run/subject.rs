//! Runs of a cohort or call.

use super::{COLUMNS, Row, Run};
use crate::domain::id::RunId;
use crate::domain::placement::Subject;
use crate::domain::plan::RunState;
use crate::store::{StoreError, Tx, on};

fn column(subject: Subject) -> Option<(&'static str, uuid::Uuid)> {
    match subject {
        Subject::Cohort(id) => Some(("cohort_id", id.0)),
        Subject::Call(id) => Some(("call_id", id.0)),
        Subject::Round => None,
    }
}

/// The runs of a cohort or call, the latest first; at most 100. None for a round.
pub async fn runs_of_subject(tx: &mut Tx, subject: Subject) -> Result<Vec<Run>, StoreError> {
    let Some((column, id)) = column(subject) else { return Ok(Vec::new()) };
    let sql = format!(
        "select {COLUMNS}\n from runs\n where {column} = $1\n order by round_no desc\n limit 100"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_all(conn).await?
    });
    rows.into_iter().map(Run::try_from).collect()
}

/// The run of a cohort or call that is not released yet: being solved, or with a plan that waits. Until the transaction
/// ends no other of its programme can begin.
pub async fn run_of_subject_open(
    tx: &mut Tx,
    subject: Subject,
) -> Result<Option<(RunId, RunState)>, StoreError> {
    let Some((column, id)) = column(subject) else { return Ok(None) };
    let lock = format!(
        "update programmes set state = state where id in (select programme_id from {}s where id = $1)",
        column.trim_end_matches("_id")
    );
    let sql = format!(
        "select {COLUMNS}
         from runs
         where {column} = $1
           and state in ('draft', 'solving', 'proposed', 'held')
         order by round_no desc
         limit 1"
    );
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query(sqlx::AssertSqlSafe(lock)).bind(id).execute(&mut *conn).await?;
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(conn).await?
    });
    Ok(row.map(Run::try_from).transpose()?.map(|run| (run.id, run.state)))
}
