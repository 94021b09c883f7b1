//! Roles granted to people.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::access::Role;
use crate::domain::id::PersonId;

/// A granted role, with whom it was granted to by name, for lists.
#[derive(Clone, Debug)]
pub struct GrantedRole {
    /// To whom.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Which.
    pub role: Role,
    /// When.
    pub granted_at: DateTime<Utc>,
}

/// Grants a role. `false`: the person has it already.
pub async fn role_grant(
    tx: &mut Tx,
    person: PersonId,
    role: Role,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query(
            "insert into role_grants (person_id, role, granted_by, granted_at)
             values ($1, $2, $3, $4)
             on conflict (person_id, role) do nothing",
        )
        .bind(person.0)
        .bind(role.as_str())
        .bind(by.map(|by| by.0))
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(done == 1)
}

/// Takes a role back. `false`: the person did not have it.
pub async fn role_revoke(tx: &mut Tx, person: PersonId, role: Role) -> Result<bool, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query("delete from role_grants where person_id = $1 and role = $2")
            .bind(person.0)
            .bind(role.as_str())
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(done == 1)
}

/// All roles of a person taken back; how many.
pub async fn role_revoke_all(tx: &mut Tx, person: PersonId) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query("delete from role_grants where person_id = $1")
            .bind(person.0)
            .execute(conn)
            .await?
            .rows_affected()
    }))
}

/// How many active people other than `person` hold a role.
pub async fn role_holders_besides(
    tx: &mut Tx,
    role: Role,
    person: PersonId,
) -> Result<usize, StoreError> {
    let (holders,): (i64,) = on!(tx, conn => {
        sqlx::query_as(
            "select count(*)
             from role_grants
             join persons on persons.id = role_grants.person_id
             where role_grants.role = $1
             and role_grants.person_id <> $2
             and persons.state <> 'left'
             and persons.erased_at is null",
        )
        .bind(role.as_str())
        .bind(person.0)
        .fetch_one(conn)
        .await?
    });
    Ok(codec::count(holders))
}

/// The granted roles, by role and name; at most 200.
pub async fn role_list(tx: &mut Tx) -> Result<Vec<GrantedRole>, StoreError> {
    let rows: Vec<(Uuid, String, String, String, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select persons.id, persons.name, persons.email, role_grants.role, role_grants.granted_at
             from role_grants
             join persons on persons.id = role_grants.person_id
             order by role_grants.role, persons.name, persons.id
             limit 200",
        )
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(id, name, email, role, granted_at)| {
            Ok(GrantedRole {
                person_id: PersonId(id),
                name,
                email,
                role: codec::word("role_grants.role", &role)?,
                granted_at,
            })
        })
        .collect()
}

/// Does the person hold this granted role?
pub async fn role_has(tx: &mut Tx, person: PersonId, role: Role) -> Result<bool, StoreError> {
    let (held,): (i64,) = on!(tx, conn => {
        sqlx::query_as("select count(*) from role_grants where person_id = $1 and role = $2")
            .bind(person.0)
            .bind(role.as_str())
            .fetch_one(conn)
            .await?
    });
    Ok(held > 0)
}
