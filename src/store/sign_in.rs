//! Sign-ins under way: a link and a code, of which only hashes are kept.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::id::{PersonId, SignInId};

/// A sign-in to be added.
#[derive(Clone, Debug)]
pub struct NewSignIn {
    /// Its id.
    pub id: SignInId,
    /// SHA-256 of the link's token.
    pub token_hash: [u8; 32],
    /// Keyed hash of the code.
    pub code_hash: [u8; 32],
    /// The browser that asked, as it named itself.
    pub agent: String,
    /// The local path to go to afterwards.
    pub return_to: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// Link and code are worth nothing from here on.
    pub expires_at: DateTime<Utc>,
}

/// A sign-in as it stands.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Its id.
    pub id: SignInId,
    /// Who would be signed in; `None` when nobody has the address.
    pub person_id: Option<PersonId>,
    /// Keyed hash of the code.
    pub code_hash: Vec<u8>,
    /// Codes tried so far.
    pub attempts: i64,
    /// The browser that asked.
    pub agent: String,
    /// The local path to go to afterwards.
    pub return_to: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// The end of link and code.
    pub expires_at: DateTime<Utc>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

type Row = (
    Uuid,
    Option<Uuid>,
    Vec<u8>,
    i64,
    String,
    String,
    DateTime<Utc>,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
);

fn sign_in(row: Row) -> SignIn {
    let (id, person, code_hash, attempts, agent, return_to, created_at, expires_at, used_at) = row;
    SignIn {
        id: SignInId(id),
        person_id: person.map(PersonId),
        code_hash,
        attempts,
        agent,
        return_to,
        created_at,
        expires_at,
        used_at,
    }
}

/// Adds a sign-in for whoever has the address; for nobody when nobody has. One statement either way, so that how long
/// it takes does not tell.
pub async fn sign_in_add(tx: &mut Tx, new: &NewSignIn, address: &str) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into sign_ins
                (id, person_id, token_hash, code_hash, attempts, agent, return_to, created_at, expires_at)
             values (
                $1,
                (select persons.id
                 from persons
                 where persons.email = $2 and persons.state <> 'left' and persons.erased_at is null),
                $3, $4, 0, $5, $6, $7, $8)",
        )
        .bind(new.id.0)
        .bind(address)
        .bind(new.token_hash.as_slice())
        .bind(new.code_hash.as_slice())
        .bind(&new.agent)
        .bind(&new.return_to)
        .bind(new.created_at)
        .bind(new.expires_at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// The sign-in of a link.
pub async fn sign_in_by_token(
    tx: &mut Tx,
    token_hash: &[u8; 32],
) -> Result<Option<SignIn>, StoreError> {
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select id, person_id, code_hash, attempts, agent, return_to, created_at, expires_at, used_at
             from sign_ins
             where token_hash = $1",
        )
        .bind(token_hash.as_slice())
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(sign_in))
}

/// A sign-in by its id.
pub async fn sign_in_get(tx: &mut Tx, id: SignInId) -> Result<Option<SignIn>, StoreError> {
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select id, person_id, code_hash, attempts, agent, return_to, created_at, expires_at, used_at
             from sign_ins
             where id = $1",
        )
        .bind(id.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(sign_in))
}

/// Counts a code that is about to be compared. `false`: it may not be compared any more.
pub async fn sign_in_try_code(
    tx: &mut Tx,
    id: SignInId,
    most: i64,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query(
            "update sign_ins
             set attempts = attempts + 1
             where id = $1 and attempts < $2 and used_at is null and expires_at > $3",
        )
        .bind(id.0)
        .bind(most)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(done == 1)
}

/// Uses a sign-in, once. `false`: it was used before, or its time is over.
pub async fn sign_in_use(
    tx: &mut Tx,
    id: SignInId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = on!(tx, conn => {
        sqlx::query(
            "update sign_ins
             set used_at = $2
             where id = $1 and used_at is null and expires_at > $2 and person_id is not null",
        )
        .bind(id.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(done == 1)
}

/// Sign-ins whose mail is not in the outbox yet, oldest first; at most 100.
pub async fn sign_ins_unmailed(
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> Result<Vec<SignInId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select id
             from sign_ins
             where mailed_at is null and person_id is not null and expires_at > $1 and used_at is null
             order by created_at
             limit 100",
        )
        .bind(now)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| SignInId(id)).collect())
}

/// Marks that the mail of a sign-in is in the outbox, or that none is to be sent.
pub async fn sign_in_mailed(
    tx: &mut Tx,
    id: SignInId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update sign_ins set mailed_at = $2 where id = $1 and mailed_at is null")
            .bind(id.0)
            .bind(now)
            .execute(conn)
            .await?;
    });
    Ok(())
}

/// Deletes sign-ins that expired before an instant; how many.
pub async fn sign_ins_forget(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query("delete from sign_ins where expires_at < $1")
            .bind(before)
            .execute(conn)
            .await?
            .rows_affected()
    }))
}

/// Deletes all sign-ins of a person (erasure).
pub async fn sign_ins_delete_all(tx: &mut Tx, person: PersonId) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query("delete from sign_ins where person_id = $1")
            .bind(person.0)
            .execute(conn)
            .await?
            .rows_affected()
    }))
}

/// Is anybody on the roster? Without anybody, nothing is set up.
pub async fn sign_in_possible(tx: &mut Tx) -> Result<bool, StoreError> {
    let (people,): (i64,) = on!(tx, conn => {
        sqlx::query_as("select count(*) from (select 1 from persons limit 1) as some_person")
            .fetch_one(conn)
            .await?
    });
    Ok(codec::count(people) > 0)
}
