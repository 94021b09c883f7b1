//! Who takes part in which programme, and how.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::coffee::Consent;
use crate::domain::id::{PersonId, ProgrammeId};

/// A person in a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// The programme.
    pub programme_id: ProgrammeId,
    /// The person.
    pub person_id: PersonId,
    /// In every round, or asked each time.
    pub consent: Consent,
    /// Rounds in a row in which the person was eligible and left out.
    pub waited: usize,
    /// What the person sat out beyond an even share of the rounds they were in. Units: thousandths of a round.
    pub account: i64,
    /// Rounds in a row without any word.
    pub silent: usize,
    /// Since when the person rests after three silent rounds.
    pub resting_since: Option<DateTime<Utc>>,
    /// Since when.
    pub joined_at: DateTime<Utc>,
}

type Row = (Uuid, Uuid, String, i64, i64, i64, Option<DateTime<Utc>>, DateTime<Utc>);

fn enrolment(row: Row) -> Result<Enrolment, StoreError> {
    let (programme, person, consent, waited, account, silent, resting_since, joined_at) = row;
    Ok(Enrolment {
        programme_id: ProgrammeId(programme),
        person_id: PersonId(person),
        consent: codec::word("enrolments.consent", &consent)?,
        waited: codec::count(waited),
        account,
        silent: codec::count(silent),
        resting_since,
        joined_at,
    })
}

/// The person's place in the programme; none when they never joined or left it.
pub async fn enrolment_get(
    tx: &mut Tx,
    programme: ProgrammeId,
    person: PersonId,
) -> Result<Option<Enrolment>, StoreError> {
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select programme_id, person_id, consent, cast(waited as bigint), cast(account as bigint),
                    cast(silent as bigint),
                    resting_since, joined_at
             from enrolments
             where programme_id = $1
               and person_id = $2
               and left_at is null",
        )
        .bind(programme.0)
        .bind(person.0)
        .fetch_optional(conn)
        .await?
    });
    row.map(enrolment).transpose()
}

/// All programmes the person takes part in.
pub async fn enrolments_of(tx: &mut Tx, person: PersonId) -> Result<Vec<Enrolment>, StoreError> {
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select programme_id, person_id, consent, cast(waited as bigint), cast(account as bigint),
                    cast(silent as bigint),
                    resting_since, joined_at
             from enrolments
             where person_id = $1
               and left_at is null
             order by joined_at, programme_id
             limit 200",
        )
        .bind(person.0)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter().map(enrolment).collect()
}

/// Enrols the person, or changes how they take part. Joining again keeps what the person waited and is owed, and ends a rest.
pub async fn enrolment_set(
    tx: &mut Tx,
    programme: ProgrammeId,
    person: PersonId,
    consent: Consent,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into enrolments (programme_id, person_id, consent, waited, account, silent, resting_since, joined_at, left_at)
             values ($1, $2, $3, 0, 0, 0, null, $4, null)
             on conflict (programme_id, person_id) do update set
                 consent = excluded.consent,
                 silent = 0,
                 resting_since = null,
                 joined_at = case when enrolments.left_at is null then enrolments.joined_at else excluded.joined_at end,
                 left_at = null",
        )
        .bind(programme.0)
        .bind(person.0)
        .bind(consent.as_str())
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Takes the person out of the programme; false when they were not in it.
pub async fn enrolment_leave(
    tx: &mut Tx,
    programme: ProgrammeId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let left = on!(tx, conn => {
        sqlx::query(
            "update enrolments
             set left_at = $3
             where programme_id = $1
               and person_id = $2
               and left_at is null",
        )
        .bind(programme.0)
        .bind(person.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(left > 0)
}

/// Somebody gave a sign: ends the rest in every programme they are in.
pub async fn enrolments_wake(tx: &mut Tx, person: PersonId) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "update enrolments
             set silent = 0, resting_since = null
             where person_id = $1
               and left_at is null
               and (silent > 0 or resting_since is not null)",
        )
        .bind(person.0)
        .execute(conn)
        .await?;
    });
    Ok(())
}
