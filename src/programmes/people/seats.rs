//! How many people of a team one coffee round may take.

use serde_json::json;

use super::actor;
use crate::domain::id::{PersonId, TeamId};
use crate::programmes::Env;
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::team::team_set_seats;

/// The most seats that make sense to write down.
pub const MOST_SEATS: u32 = 100_000;

/// Sets a team's coffee seats, if they are still as they were shown.
///
/// Errors: [`StoreError::Stale`] when somebody else changed them.
pub async fn seats_set(
    env: &Env,
    by: PersonId,
    team: TeamId,
    before: Option<u32>,
    seats: Option<u32>,
) -> Result<(), StoreError> {
    let mut tx = env.db.write().await?;
    team_set_seats(&mut tx, team, before, seats).await?;
    let detail = json!({ "before": before, "after": seats });
    let now = env.clock.now();
    audit_append(&mut tx, now, &actor(Some(by)), "team-seats", &format!("team:{team}"), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
