//! Sessions: who is signed in where. Only the SHA-256 of a session's id is kept.

use chrono::{DateTime, Utc};
use sqlx::types::{Json, Uuid};

use super::{StoreError, Tx, codec, on};
use crate::domain::access::{Role, Roles};
use crate::domain::id::PersonId;
use crate::domain::person::Language;

/// The SHA-256 of a session's id.
pub type SessionHash = [u8; 32];

/// The owner of a living session, and what every page needs to know of them.
#[derive(Clone, Debug)]
pub struct SessionOwner {
    /// Who.
    pub person_id: PersonId,
    /// As the person is called.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their language.
    pub language: Language,
    /// Their zone.
    pub zone: chrono_tz::Tz,
    /// What they are.
    pub roles: Roles,
    /// When the session was last noted to be in use.
    pub seen_at: DateTime<Utc>,
    /// The setting `sending`, as stored.
    pub sending: Option<serde_json::Value>,
    /// Everything is held after a restore.
    pub restored: bool,
}

/// A session as its owner sees it.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its key.
    pub hash: SessionHash,
    /// The browser, as it named itself.
    pub agent: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last noted use.
    pub seen_at: DateTime<Utc>,
    /// The end, however much it is used.
    pub expires_at: DateTime<Utc>,
}

/// The owner of the session, if it is alive: not revoked, not past its end, used since `idle_since`, and its person
/// has not left.
///
/// Cost: one statement; every page asks it.
pub async fn session_owner(
    tx: &mut Tx,
    hash: &SessionHash,
    now: DateTime<Utc>,
    idle_since: DateTime<Utc>,
) -> Result<Option<SessionOwner>, StoreError> {
    type Row = (
        Uuid,
        String,
        String,
        String,
        String,
        DateTime<Utc>,
        Option<String>,
        bool,
        Option<Json<serde_json::Value>>,
        bool,
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select persons.id, persons.name, persons.email, persons.language, persons.zone, sessions.seen_at,
                role_grants.role,
                exists (select 1 from teams where teams.lead_id = persons.id),
                (select settings.value from settings where settings.name = 'sending'),
                exists (select 1 from settings where settings.name = 'restored')
             from sessions
             join persons on persons.id = sessions.person_id
             left join role_grants on role_grants.person_id = persons.id
             where sessions.id_hash = $1
             and sessions.revoked_at is null
             and sessions.expires_at > $2
             and sessions.seen_at > $3
             and persons.state <> 'left'
             and persons.erased_at is null",
        )
        .bind(hash.as_slice())
        .bind(now)
        .bind(idle_since)
        .fetch_all(conn)
        .await?
    });
    let mut granted: Vec<Role> = Vec::new();
    for role in rows.iter().filter_map(|row| row.6.as_deref()) {
        granted.push(codec::word("role_grants.role", role)?);
    }
    let Some((id, name, email, language, zone, seen_at, _, leads, sending, restored)) =
        rows.into_iter().next()
    else {
        return Ok(None);
    };
    if leads {
        granted.push(Role::Lead);
    }
    Ok(Some(SessionOwner {
        person_id: PersonId(id),
        name,
        email,
        language: codec::word("persons.language", &language)?,
        zone: codec::word("persons.zone", &zone)?,
        roles: Roles::new(granted),
        seen_at,
        sending: sending.map(|Json(value)| value),
        restored,
    }))
}

/// Adds a session.
pub async fn session_add(
    tx: &mut Tx,
    person: PersonId,
    session: &Session,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into sessions (id_hash, person_id, agent, created_at, seen_at, expires_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(session.hash.as_slice())
        .bind(person.0)
        .bind(&session.agent)
        .bind(session.created_at)
        .bind(session.seen_at)
        .bind(session.expires_at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Notes that the session is in use.
pub async fn session_touch(
    tx: &mut Tx,
    hash: &SessionHash,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update sessions set seen_at = $2 where id_hash = $1 and seen_at < $2")
            .bind(hash.as_slice())
            .bind(now)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// The living sessions of a person, newest first; at most 50.
pub async fn session_list(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
    idle_since: DateTime<Utc>,
) -> Result<Vec<Session>, StoreError> {
    type Row = (Vec<u8>, String, DateTime<Utc>, DateTime<Utc>, DateTime<Utc>);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select id_hash, agent, created_at, seen_at, expires_at
             from sessions
             where person_id = $1
             and revoked_at is null
             and expires_at > $2
             and seen_at > $3
             order by seen_at desc, created_at desc
             limit 50",
        )
        .bind(person.0)
        .bind(now)
        .bind(idle_since)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .filter_map(|(hash, agent, created_at, seen_at, expires_at)| {
            let hash = hash.try_into().ok()?;
            Some(Session { hash, agent, created_at, seen_at, expires_at })
        })
        .collect())
}

/// Ends a session of this person. `false`: there is none alive by that hash.
pub async fn session_revoke(
    tx: &mut Tx,
    person: PersonId,
    hash: &SessionHash,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query(
            "update sessions set revoked_at = $3
             where id_hash = $1 and person_id = $2 and revoked_at is null",
        )
        .bind(hash.as_slice())
        .bind(person.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(done > 0)
}

/// Ends all sessions of a person but one; how many ended.
pub async fn session_revoke_others(
    tx: &mut Tx,
    person: PersonId,
    kept: &SessionHash,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query(
            "update sessions set revoked_at = $3
             where person_id = $1 and id_hash <> $2 and revoked_at is null",
        )
        .bind(person.0)
        .bind(kept.as_slice())
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(done)
}

/// Ends a session whoever owns it: what a browser brings when it signs in anew.
pub async fn session_end(
    tx: &mut Tx,
    hash: &SessionHash,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update sessions set revoked_at = $2 where id_hash = $1 and revoked_at is null")
            .bind(hash.as_slice())
            .bind(now)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// Deletes sessions that ended before an instant; how many.
pub async fn session_forget(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query("delete from sessions where expires_at < $1 or revoked_at < $1")
            .bind(before)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(done)
}

/// Deletes every session of a person (erasure).
pub async fn session_delete_all(tx: &mut Tx, person: PersonId) -> Result<u64, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query("delete from sessions where person_id = $1")
            .bind(person.0)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(done)
}
