//! People leave: matching and mail stop at once.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::actor;
use crate::domain::id::PersonId;
use crate::domain::person::PersonState;
use crate::programmes::Env;
use crate::store::audit::audit_append;
use crate::store::leaver::people_end;
use crate::store::person::person_get;
use crate::store::{StoreError, Tx};

/// Lets people leave, within the caller's transaction: state, sessions, sign-in codes, enrolments, granted roles, the
/// lead of teams, and notices that are not on the wire. What becomes of their open groups is the rounds' own next step.
///
/// Cost: a few statements per 1,000 people, and one audit line each.
pub async fn leave(
    tx: &mut Tx,
    people: &[PersonId],
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    people_end(tx, people, now).await?;
    for person in people {
        let subject = format!("person:{person}");
        audit_append(tx, now, &actor(by), "person-left", &subject, &json!({})).await?;
    }
    Ok(())
}

/// Lets one person leave. Returns false when they had left already or are not known.
pub async fn person_leave(
    env: &Env,
    person: PersonId,
    by: Option<PersonId>,
) -> Result<bool, StoreError> {
    let mut tx = env.db.write().await?;
    let known = person_get(&mut tx, person).await?;
    if known.is_none_or(|known| known.state == PersonState::Left) {
        return Ok(false);
    }
    leave(&mut tx, &[person], by, env.clock.now()).await?;
    tx.commit().await?;
    Ok(true)
}
