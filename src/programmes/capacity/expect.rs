//! What guests of a bootcamp can expect of a team: a few sentences by its lead, for the hires' own pages and mails.

use serde_json::json;

use crate::domain::id::{PersonId, TeamId};
use crate::programmes::Env;
use crate::programmes::round::actor;
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::expect::{team_expect, team_expect_set};

/// The longest text. Units: characters.
pub const LONGEST: usize = 600;

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ExpectError {
    /// More than [`LONGEST`] characters.
    #[error("the text has more than {LONGEST} characters")]
    TooLong,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes what guests can expect; the audit line holds how long it is, not the words. Returns whether it is different.
pub async fn say(env: &Env, team: TeamId, words: &str, by: PersonId) -> Result<bool, ExpectError> {
    let words = words.trim();
    let length = words.chars().count();
    if length > LONGEST {
        return Err(ExpectError::TooLong);
    }
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    if team_expect(&mut tx, team).await? == words || !team_expect_set(&mut tx, team, words).await? {
        return Ok(false);
    }
    let detail = json!({ "characters": length });
    let subject = format!("team:{team}");
    audit_append(&mut tx, now, &actor(Some(by)), "team-expect", &subject, &detail).await?;
    tx.commit().await?;
    Ok(true)
}
