//! Who looked at somebody's data.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::PersonId;

/// One look at somebody's data.
#[derive(Clone, Debug)]
pub struct View {
    /// Who looked: a role's word, `system`, or `person:<id>`.
    pub viewer: String,
    /// What was looked at.
    pub what: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Notes that somebody looked.
pub async fn view_add(
    tx: &mut Tx,
    id: Uuid,
    subject: PersonId,
    view: &View,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("insert into views (id, subject_id, viewer, what, at) values ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(subject.0)
            .bind(&view.viewer)
            .bind(&view.what)
            .bind(view.at)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// The newest looks at a person's data.
pub async fn view_list(
    tx: &mut Tx,
    subject: PersonId,
    limit: usize,
) -> Result<Vec<View>, StoreError> {
    let rows: Vec<(String, String, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select viewer, what, at from views where subject_id = $1 order by at desc, id desc limit $2",
        )
        .bind(subject.0)
        .bind(codec::int(limit))
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(viewer, what, at)| View { viewer, what, at }).collect())
}

/// Deletes the looks at a person's data (erasure).
pub async fn view_delete_all(tx: &mut Tx, subject: PersonId) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query("delete from views where subject_id = $1")
            .bind(subject.0)
            .execute(conn)
            .await?
            .rows_affected()
    }))
}

/// Did this viewer look at this before?
pub async fn view_exists(
    tx: &mut Tx,
    subject: PersonId,
    viewer: &str,
    what: &str,
) -> Result<bool, StoreError> {
    let (looks,): (i64,) = on!(tx, conn => {
        sqlx::query_as(
            "select count(*) from views where subject_id = $1 and viewer = $2 and what = $3",
        )
        .bind(subject.0)
        .bind(viewer)
        .bind(what)
        .fetch_one(conn)
        .await?
    });
    Ok(looks > 0)
}
