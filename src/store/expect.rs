//! What guests can expect of a team, in its own words.

use std::collections::HashMap;

use uuid::Uuid;

use super::{StoreError, Tx, on};
use crate::domain::id::TeamId;

/// What a team says; empty: nothing, or there is no such team.
pub async fn team_expect(tx: &mut Tx, team: TeamId) -> Result<String, StoreError> {
    let row: Option<(String,)> = on!(tx, conn => {
        sqlx::query_as("select expect from teams where id = $1")
            .bind(team.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(words,)| words).unwrap_or_default())
}

/// What each team says that says something.
pub async fn teams_expect(tx: &mut Tx) -> Result<HashMap<TeamId, String>, StoreError> {
    let rows: Vec<(Uuid, String)> = on!(tx, conn => {
        sqlx::query_as("select id, expect from teams where expect <> ''").fetch_all(conn).await?
    });
    Ok(rows.into_iter().map(|(id, words)| (TeamId(id), words)).collect())
}

/// A team says something else. `false`: there is no such team.
pub async fn team_expect_set(tx: &mut Tx, team: TeamId, words: &str) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query("update teams set expect = $2 where id = $1")
            .bind(team.0)
            .bind(words)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(changed > 0)
}
