//! What an admin says of held accounts: somebody, or nobody. It is remembered for the next file.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;

use super::actor;
use crate::domain::id::{PersonId, TeamId};
use crate::domain::person::{Language, Person, PersonState, searchable};
use crate::domain::roster::flaw::Problem;
use crate::domain::roster::odd::OddDecision;
use crate::domain::roster::values;
use crate::domain::team::Team;
use crate::programmes::Env;
use crate::store::audit::audit_append;
use crate::store::person::{person_by_email, persons_put};
use crate::store::quarantine::{Held, held_decide, held_get};
use crate::store::team::{team_insert, teams_all};
use crate::store::{StoreError, Tx};

/// Why a decision was not taken.
#[derive(Debug, thiserror::Error)]
pub enum HeldError {
    /// No account of this address is held.
    #[error("no such account is held")]
    Unknown,
    /// Somebody else decided in the meantime.
    #[error("the account was decided in the meantime")]
    Decided,
    /// The name is empty or no name.
    #[error("the name is refused")]
    Name(Option<Problem>),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The facts of a held row.
#[derive(Deserialize)]
struct Facts {
    team: String,
    #[serde(default)]
    site: Option<String>,
    #[serde(default)]
    function: Option<String>,
    #[serde(default)]
    seniority: Option<String>,
    #[serde(default)]
    zone: Option<chrono_tz::Tz>,
    #[serde(default)]
    starts_on: Option<NaiveDate>,
    #[serde(default)]
    language: Option<Language>,
}

/// Decides a waiting account. Somebody joins the roster at once, under `name`; nobody is passed over from now on.
pub async fn held_settle(
    env: &Env,
    by: PersonId,
    email: &str,
    decision: OddDecision,
    name: &str,
) -> Result<Option<PersonId>, HeldError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let held = held_get(&mut tx, email).await?.ok_or(HeldError::Unknown)?;
    if held.decision.is_some() {
        return Err(HeldError::Decided);
    }
    let person = match decision {
        OddDecision::Person => Some(join(&mut tx, env, &held, name).await?),
        OddDecision::Ignored => None,
    };
    held_decide(&mut tx, email, None, Some(decision)).await.map_err(stale)?;
    let subject = person.map_or_else(|| "account".to_owned(), |id| format!("person:{id}"));
    let detail = json!({ "decision": decision, "reason": held.reason });
    audit_append(&mut tx, now, &actor(Some(by)), "account-decided", &subject, &detail).await?;
    tx.commit().await?;
    Ok(person)
}

/// Lets an account that was nobody wait again.
pub async fn held_reopen(env: &Env, by: PersonId, email: &str) -> Result<(), HeldError> {
    let mut tx = env.db.write().await?;
    held_get(&mut tx, email).await?.ok_or(HeldError::Unknown)?;
    held_decide(&mut tx, email, Some(OddDecision::Ignored), None).await.map_err(stale)?;
    let now = env.clock.now();
    audit_append(&mut tx, now, &actor(Some(by)), "account-reopened", "account", &json!({})).await?;
    tx.commit().await?;
    Ok(())
}

fn stale(error: StoreError) -> HeldError {
    match error {
        StoreError::Stale { .. } => HeldError::Decided,
        other => HeldError::Store(other),
    }
}

async fn join(tx: &mut Tx, env: &Env, held: &Held, name: &str) -> Result<PersonId, HeldError> {
    let now = env.clock.now();
    let name = values::text(name, 200).map_err(|problem| HeldError::Name(Some(problem)))?;
    if name.is_empty() {
        return Err(HeldError::Name(None));
    }
    let facts: Facts = serde_json::from_value(held.row.clone()).map_err(|_| {
        StoreError::Corrupt { column: "quarantine.row", text: held.row.to_string() }
    })?;
    let team = team_of(tx, env, &facts.team).await?;
    let before = person_by_email(tx, &held.email).await?;
    let id = before.as_ref().map_or_else(|| env.ids.next(now), |person| person.id);
    let person = Person {
        id,
        external_id: held.external_id.clone(),
        email: held.email.clone(),
        name,
        team_id: team,
        manager_id: before.and_then(|person| person.manager_id),
        site: facts.site,
        function: facts.function,
        seniority: facts.seniority,
        zone: facts.zone.unwrap_or(env.site.zone),
        starts_on: facts.starts_on,
        state: PersonState::Active,
        language: facts.language.unwrap_or(Language::English),
    };
    persons_put(tx, &[person], now).await?;
    Ok(id)
}

async fn team_of(tx: &mut Tx, env: &Env, name: &str) -> Result<TeamId, StoreError> {
    let key = searchable(name);
    let known = teams_all(tx).await?.into_iter().find(|team| searchable(&team.name) == key);
    if let Some(team) = known {
        return Ok(team.id);
    }
    let now = env.clock.now();
    let team = Team {
        id: env.ids.next(now),
        name: name.to_owned(),
        parent_id: None,
        lead_id: None,
        coffee_seats: None,
    };
    team_insert(tx, &team, now).await?;
    Ok(team.id)
}
