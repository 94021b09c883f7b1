//! What is held about a person: to look at, to take along, to erase.

use serde_json::{Value, json};

use super::Env;
use crate::domain::access::Role;
use crate::domain::id::PersonId;
use crate::domain::person::{Language, Person};
use crate::domain::team::Team;
use crate::store::StoreError;
use crate::store::audit::{audit_about, audit_append};
use crate::store::held::{
    HeldCounts, held_counts, held_erase, held_history, held_meetings, held_service, held_wishes,
};
use crate::store::held_placement::{held_placements, held_placements_erase};
use crate::store::person::{person_get, person_set_locale};
use crate::store::role::role_holders_besides;
use crate::store::team::team_get;
use crate::store::view::{View, view_list};

/// Why a person's data were not erased or read.
#[derive(Debug, thiserror::Error)]
pub enum PersonDataError {
    /// Nobody could configure the service any more: another administrator is needed first.
    #[error("this is the last administrator")]
    LastAdmin,
    /// There is no such person, or they were erased.
    #[error("there is no such person")]
    NoPerson,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the page "My data" shows.
#[derive(Clone, Debug)]
pub struct Summary {
    /// What the directory knows.
    pub person: Person,
    /// The home team.
    pub team: Option<Team>,
    /// The manager's name.
    pub manager: Option<String>,
    /// How much there is of what.
    pub counts: HeldCounts,
    /// Who looked, newest first.
    pub views: Vec<View>,
}

/// Reads the page "My data".
pub async fn summary(env: &Env, id: PersonId) -> Result<Summary, PersonDataError> {
    let mut tx = env.db.snapshot().await?;
    let person = person_get(&mut tx, id).await?.ok_or(PersonDataError::NoPerson)?;
    let manager = match person.manager_id {
        Some(manager) => person_get(&mut tx, manager).await?.map(|manager| manager.name),
        None => None,
    };
    Ok(Summary {
        team: team_get(&mut tx, person.team_id).await?,
        manager,
        counts: held_counts(&mut tx, id).await?,
        views: view_list(&mut tx, id, 20).await?,
        person,
    })
}

/// Everything held about a person, as one JSON object.
pub async fn export(env: &Env, id: PersonId) -> Result<Value, PersonDataError> {
    let mut tx = env.db.snapshot().await?;
    let person = person_get(&mut tx, id).await?.ok_or(PersonDataError::NoPerson)?;
    let team = team_get(&mut tx, person.team_id).await?.map(|team| team.name);
    let manager = match person.manager_id {
        Some(manager) => person_get(&mut tx, manager).await?.map(|manager| manager.name),
        None => None,
    };
    let meetings: Vec<Value> = held_meetings(&mut tx, id)
        .await?
        .into_iter()
        .map(|meeting| {
            json!({
                "programme": meeting.programme, "told_at": meeting.released_at, "with": meeting.others,
                "state": meeting.state, "you_said": meeting.mark, "reason": meeting.reason, "words": meeting.words,
            })
        })
        .collect();
    let audit: Vec<Value> = audit_about(&mut tx, &format!("person:{id}"), 200)
        .await?
        .into_iter()
        .map(|line| json!({ "at": line.at, "action": line.action, "detail": line.detail }))
        .collect();
    Ok(json!({
        "format": "weft-person/1",
        "made_at": env.clock.now(),
        "person": {
            "id": id, "name": person.name, "address": person.email, "external_id": person.external_id,
            "team": team, "manager": manager, "site": person.site, "function": person.function,
            "level": person.seniority, "time_zone": person.zone.name(), "starts_on": person.starts_on,
            "state": person.state, "language": person.language,
        },
        "wishes": held_wishes(&mut tx, id).await?,
        "meetings": meetings,
        "stints_and_rotations": held_placements(&mut tx, id).await?,
        "history": held_history(&mut tx, id).await?,
        "service": held_service(&mut tx, id).await?,
        "audit": audit,
    }))
}

/// Changes the language and the zone of a person's pages and mails.
pub async fn set_locale(
    env: &Env,
    id: PersonId,
    zone: chrono_tz::Tz,
    language: Language,
) -> Result<(), PersonDataError> {
    let mut tx = env.db.write().await?;
    person_set_locale(&mut tx, id, zone, language, env.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// What an erasure would touch.
pub async fn consequences(env: &Env, id: PersonId) -> Result<HeldCounts, PersonDataError> {
    let mut tx = env.db.read().await?;
    Ok(held_counts(&mut tx, id).await?)
}

/// Erases a person: profile, lists, sessions and mails go; groups and ties stay as counts without a name. Open groups
/// are mended by the next tick, as when somebody leaves.
pub async fn erase(
    env: &Env,
    id: PersonId,
    by: Option<PersonId>,
) -> Result<HeldCounts, PersonDataError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let is_admin = crate::store::role::role_has(&mut tx, id, Role::Admin).await?;
    if is_admin && role_holders_besides(&mut tx, Role::Admin, id).await? == 0 {
        return Err(PersonDataError::LastAdmin);
    }
    let counts = held_counts(&mut tx, id).await?;
    if !held_erase(&mut tx, id, now).await? {
        return Err(PersonDataError::NoPerson);
    }
    held_placements_erase(&mut tx, id, now).await?;
    let actor = by.map_or_else(|| "system".to_owned(), |by| format!("person:{by}"));
    let detail = json!({
        "programmes": counts.programmes, "groups": counts.groups, "ties": counts.ties, "mails": counts.mails,
    });
    audit_append(&mut tx, now, &actor, "person.erased", &format!("person:{id}"), &detail).await?;
    tx.commit().await?;
    Ok(counts)
}
