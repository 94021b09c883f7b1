//! What came back of mails, and who is not written to any more because of it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::bounce::Verdict;
use crate::domain::id::{NoticeId, PersonId, ProgrammeId};

/// A bounce to be kept.
#[derive(Clone, Debug)]
pub struct NewBounce<'a> {
    /// SHA-256 of what came.
    pub digest: [u8; 32],
    /// The mail it is about.
    pub notice: Option<NoticeId>,
    /// Whom the mail was to.
    pub person: Option<PersonId>,
    /// What it means.
    pub verdict: Verdict,
    /// The enhanced status, or why it was set aside.
    pub status: &'a str,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// Keeps a bounce. `false`: this very report was kept before.
pub async fn bounce_add(tx: &mut Tx, bounce: &NewBounce<'_>) -> Result<bool, StoreError> {
    let added = on!(tx, conn => {
        sqlx::query(
            "insert into bounces (digest, notice_id, person_id, verdict, status, received_at)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (digest) do nothing",
        )
        .bind(bounce.digest.as_slice())
        .bind(bounce.notice.map(|id| id.0))
        .bind(bounce.person.map(|id| id.0))
        .bind(bounce.verdict.as_str())
        .bind(bounce.status)
        .bind(bounce.at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(added == 1)
}

/// Whom a mail was to, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// The person; none: erased since, or nobody of the directory.
    pub person: Option<PersonId>,
    /// At which address.
    pub address: String,
    /// About which programme.
    pub programme: Option<ProgrammeId>,
    /// A worker has it in hand, at most until then; none: it waits, or is done with.
    pub lease_until: Option<DateTime<Utc>>,
}

/// Whom a mail was to.
pub async fn notice_addressee(
    tx: &mut Tx,
    notice: NoticeId,
) -> Result<Option<Addressee>, StoreError> {
    let row: Option<(Option<Uuid>, String, Option<Uuid>, Option<DateTime<Utc>>)> = on!(tx, conn => {
        sqlx::query_as(
            "select recipient_id, recipient_address, programme_id, lease_until
             from outbox
             where id = $1",
        )
        .bind(notice.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(|(person, address, programme, lease_until)| Addressee {
        person: person.map(PersonId),
        address,
        programme: programme.map(ProgrammeId),
        lease_until,
    }))
}

/// Nothing more is sent to a person, as long as `address` is theirs. `false`: it is not theirs any more, or nothing was
/// sent already.
pub async fn person_suppress(
    tx: &mut Tx,
    person: PersonId,
    address: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update persons
             set suppressed_at = $3
             where id = $1 and email = $2 and suppressed_at is null and erased_at is null",
        )
        .bind(person.0)
        .bind(address)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// A person is written to again. `false`: they were, or were erased.
pub async fn person_unsuppress(tx: &mut Tx, person: PersonId) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update persons
             set suppressed_at = null
             where id = $1 and suppressed_at is not null and erased_at is null",
        )
        .bind(person.0)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// Somebody who is not written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreachable {
    /// Who.
    pub person: PersonId,
    /// As the person is called.
    pub name: String,
    /// The address that does not work.
    pub address: String,
    /// Since when nothing is sent.
    pub since: DateTime<Utc>,
    /// What the last bounce said, when it is known.
    pub status: Option<String>,
}

/// The people of the roster who are not written to because their address does not work, longest first; at most 200.
pub async fn unreachable_list(tx: &mut Tx) -> Result<Vec<Unreachable>, StoreError> {
    let rows: Vec<(Uuid, String, String, DateTime<Utc>, Option<String>)> = on!(tx, conn => {
        sqlx::query_as(
            "select p.id, p.name, p.email, p.suppressed_at,
                    (select b.status
                     from bounces b
                     where b.person_id = p.id and b.verdict = 'hard'
                     order by b.received_at desc
                     limit 1)
             from persons p
             where p.suppressed_at is not null and p.erased_at is null and p.state <> 'left'
             order by p.suppressed_at, p.name, p.id
             limit 200",
        )
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(person, name, address, since, status)| Unreachable {
            person: PersonId(person),
            name,
            address,
            since,
            status,
        })
        .collect())
}

/// Since when nothing is sent to a person; none: they are written to.
pub async fn suppressed_since(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row: Option<(Option<DateTime<Utc>>,)> = on!(tx, conn => {
        sqlx::query_as("select suppressed_at from persons where id = $1")
            .bind(person.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.and_then(|(since,)| since))
}

/// A bounce as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// What it means.
    pub verdict: Verdict,
    /// The enhanced status, or why it was set aside.
    pub status: String,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// What came back of mails since `since`, newest first; at most 50. Of one person, or of all.
pub async fn bounces_since(
    tx: &mut Tx,
    person: Option<PersonId>,
    since: DateTime<Utc>,
) -> Result<Vec<Bounce>, StoreError> {
    let rows: Vec<(String, String, DateTime<Utc>)> = on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "select verdict, status, received_at from bounces where received_at >= ",
        );
        query.push_bind(since);
        if let Some(person) = person {
            query.push(" and person_id = ").push_bind(person.0);
        }
        query.push(" order by received_at desc, digest limit 50");
        query.build_query_as().fetch_all(conn).await?
    });
    rows.into_iter()
        .map(|(verdict, status, at)| {
            Ok(Bounce { verdict: codec::word("bounces.verdict", &verdict)?, status, at })
        })
        .collect()
}

/// Deletes bounces that came before an instant. Returns how many.
pub async fn bounces_forget(tx: &mut Tx, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query("delete from bounces where received_at < $1")
            .bind(before)
            .execute(conn)
            .await?
            .rows_affected()
    }))
}
