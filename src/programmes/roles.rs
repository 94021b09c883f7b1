//! Roles: granted and taken back, with a line in the audit log.

use serde_json::json;

use super::Env;
use crate::domain::access::Role;
use crate::domain::id::PersonId;
use crate::store::StoreError;
use crate::store::audit::audit_append;
use crate::store::person::{person_by_email, person_get};
use crate::store::role::{GrantedRole, role_grant, role_holders_besides, role_list, role_revoke};

/// Why a role was not changed.
#[derive(Debug, thiserror::Error)]
pub enum RoleError {
    /// Everybody takes part; it is not granted.
    #[error("everybody on the roster is a participant; that role is not granted")]
    NotGranted,
    /// Nobody has the address, or whoever had it left.
    #[error("nobody on the roster has this address")]
    NoPerson,
    /// Nobody could configure the service any more.
    #[error("this is the last administrator")]
    LastAdmin,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn actor(by: Option<PersonId>) -> String {
    by.map_or_else(|| "system".to_owned(), |by| format!("person:{by}"))
}

/// Grants a role to whoever has the address; by nobody on the command line. `false`: they had it.
pub async fn grant(
    env: &Env,
    email: &str,
    role: Role,
    by: Option<PersonId>,
) -> Result<bool, RoleError> {
    if role == Role::Participant {
        return Err(RoleError::NotGranted);
    }
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    let person = person_by_email(&mut tx, &email.trim().to_lowercase())
        .await?
        .filter(|person| person.state != crate::domain::person::PersonState::Left)
        .ok_or(RoleError::NoPerson)?;
    let granted = role_grant(&mut tx, person.id, role, by, now).await?;
    if granted {
        let subject = format!("person:{}", person.id);
        let detail = json!({ "role": role.as_str() });
        audit_append(&mut tx, now, &actor(by), "role.granted", &subject, &detail).await?;
    }
    tx.commit().await?;
    Ok(granted)
}

/// Takes a role back. `false`: they did not have it. The last administrator stays one.
pub async fn revoke(
    env: &Env,
    person: PersonId,
    role: Role,
    by: Option<PersonId>,
) -> Result<bool, RoleError> {
    let now = env.clock.now();
    let mut tx = env.db.write().await?;
    person_get(&mut tx, person).await?.ok_or(RoleError::NoPerson)?;
    if role == Role::Admin && role_holders_besides(&mut tx, role, person).await? == 0 {
        return Err(RoleError::LastAdmin);
    }
    let revoked = role_revoke(&mut tx, person, role).await?;
    if revoked {
        let subject = format!("person:{person}");
        let detail = json!({ "role": role.as_str() });
        audit_append(&mut tx, now, &actor(by), "role.revoked", &subject, &detail).await?;
    }
    tx.commit().await?;
    Ok(revoked)
}

/// The granted roles, by role and name.
pub async fn list(env: &Env) -> Result<Vec<GrantedRole>, StoreError> {
    let mut tx = env.db.read().await?;
    role_list(&mut tx).await
}
