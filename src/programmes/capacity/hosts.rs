//! Named hosts: people of the team who look after guests, each with a limit of their own.

use serde_json::json;

use crate::domain::id::{PersonId, TeamId};
use crate::domain::person::PersonState;
use crate::programmes::Env;
use crate::programmes::round::actor;
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::capacity::{Host, host_remove, host_set, hosts_of_teams};
use crate::store::person::person_get;
use crate::whole;

/// The most guests that one host takes at the same time.
pub const MOST_AT_ONCE: u32 = 50;

/// Why a host was not named.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// Only active people of the team look after its guests.
    #[error("the person is not an active member of the team")]
    NotOfTeam,
    /// A number from 1 to [`MOST_AT_ONCE`].
    #[error("a host takes 1 to {MOST_AT_ONCE} guests at once")]
    Limit,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Names a host of a team, or changes how many guests they take at once.
pub async fn name(
    env: &Env,
    team: TeamId,
    person: PersonId,
    most_at_once: u32,
    by: PersonId,
) -> Result<(), HostError> {
    if !(1..=MOST_AT_ONCE).contains(&most_at_once) {
        return Err(HostError::Limit);
    }
    let now = env.clock.now();
    whole!(env, |tx| {
        person_get(tx, person)
            .await?
            .filter(|found| found.team_id == team && found.state == PersonState::Active)
            .ok_or(HostError::NotOfTeam)?;
        let host = Host { team_id: team, person_id: person, most_at_once };
        host_set(tx, &host, by, now).await?;
        let detail = json!({ "team": team, "most_at_once": most_at_once });
        let subject = format!("person:{person}");
        audit_append(tx, now, &actor(Some(by)), "host-named", &subject, &detail).await?;
        Ok(())
    })
}

/// Somebody is no host of the team any more; guests who are placed with them stay. `false`: they were none.
pub async fn remove(
    env: &Env,
    team: TeamId,
    person: PersonId,
    by: PersonId,
) -> Result<bool, StoreError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    if !hosts_of_teams(&mut tx, &[team]).await?.iter().any(|host| host.person_id == person) {
        return Ok(false);
    }
    host_remove(&mut tx, team, person).await?;
    let subject = format!("person:{person}");
    let detail = json!({ "team": team });
    audit_append(&mut tx, now, &actor(Some(by)), "host-removed", &subject, &detail).await?;
    tx.commit().await?;
    Ok(true)
}
