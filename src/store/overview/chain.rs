//! The audit log as a page shows it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Slice;
use crate::store::{StoreError, Tx, on};

/// A line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// Its number in the chain.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// `person:<id>` or `system`.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To what: `run:<id>` and the like.
    pub subject: String,
    /// Ids and figures.
    pub detail: serde_json::Value,
}

/// Which lines a list shows; all texts match whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only by this actor.
    pub actor: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// Only about this subject.
    pub subject: Option<String>,
    /// Only these actions; at most 200.
    pub only: Option<Vec<String>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    at: DateTime<Utc>,
    actor: String,
    action: String,
    subject: String,
    detail: String,
}

/// A part of the log, newest first.
pub async fn audit_lines(
    tx: &mut Tx,
    filter: &AuditFilter,
    slice: Slice,
) -> Result<Vec<AuditLine>, StoreError> {
    let rows: Vec<Row> = on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "select seq, at, actor, action, subject, detail
             from audit
             where 1 = 1",
        );
        if let Some(actor) = &filter.actor {
            query.push(" and actor = ").push_bind(actor.as_str());
        }
        if let Some(action) = &filter.action {
            query.push(" and action = ").push_bind(action.as_str());
        }
        if let Some(subject) = &filter.subject {
            query.push(" and subject = ").push_bind(subject.as_str());
        }
        if let Some(only) = &filter.only {
            query.push(" and action in (''");
            for action in only.iter().take(200) {
                query.push(", ").push_bind(action.as_str());
            }
            query.push(")");
        }
        query.push(" order by seq desc limit ").push_bind(slice.limit);
        query.push(" offset ").push_bind(slice.offset);
        query.build_query_as().fetch_all(conn).await?
    });
    Ok(rows
        .into_iter()
        .map(|row| AuditLine {
            seq: row.seq,
            at: row.at,
            actor: row.actor,
            action: row.action,
            subject: row.subject,
            detail: serde_json::from_str(&row.detail).unwrap_or_default(),
        })
        .collect())
}

/// The actions the log knows, for the filter.
pub async fn audit_actions(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = on!(tx, conn => {
        sqlx::query_as("select distinct action from audit order by action limit 200").fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(|(action,)| action).collect())
}

/// The names behind actors (`person:<id>`), by actor; at most 200 of them.
pub async fn actor_names<'a>(
    tx: &mut Tx,
    actors: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, String>, StoreError> {
    let mut ids: Vec<Uuid> =
        actors.filter_map(|actor| actor.strip_prefix("person:")?.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(200);
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new("select id, name from persons where id in (");
        let mut list = query.separated(", ");
        for id in &ids {
            list.push_bind(*id);
        }
        query.push(")");
        query.build_query_as().fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(|(id, name)| (format!("person:{id}"), name)).collect())
}

/// The rounds behind subjects (`run:<id>`), by subject: number and programme; at most 200 of them.
pub async fn subject_rounds<'a>(
    tx: &mut Tx,
    subjects: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, (i64, String)>, StoreError> {
    let mut ids: Vec<Uuid> =
        subjects.filter_map(|subject| subject.strip_prefix("run:")?.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(200);
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, i64, String)> = on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "select runs.id, cast(runs.round_no as bigint), programmes.name
             from runs
             join programmes on programmes.id = runs.programme_id
             where runs.id in (",
        );
        let mut list = query.separated(", ");
        for id in &ids {
            list.push_bind(*id);
        }
        query.push(")");
        query.build_query_as().fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(|(id, round, name)| (format!("run:{id}"), (round, name))).collect())
}
