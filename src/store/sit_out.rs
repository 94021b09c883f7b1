//! Sit-outs and silence: how many rounds in a row somebody was left out of, or said no word in.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{StoreError, Tx, on};
use crate::domain::id::{PersonId, ProgrammeId};

const CHUNK: usize = 2_000;

/// What a round meant to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Was in a group: waits no more.
    TookPart,
    /// Was eligible and left out, or lost the partner: waits one round more.
    SatOut,
    /// Said something.
    Spoke,
    /// Said nothing to a question or a meeting.
    Silent,
}

impl Turn {
    fn change(self) -> &'static str {
        match self {
            Self::TookPart => "waited = 0",
            Self::SatOut => "waited = waited + 1",
            Self::Spoke => "silent = 0",
            Self::Silent => "silent = silent + 1",
        }
    }
}

/// Sets down what a round meant to some people.
///
/// Cost: one statement per 2,000 people.
pub async fn turns_set(
    tx: &mut Tx,
    programme: ProgrammeId,
    people: &[PersonId],
    turn: Turn,
) -> Result<(), StoreError> {
    for chunk in people.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new("update enrolments set ");
            query.push(turn.change()).push(" where programme_id = ").push_bind(programme.0).push(" and person_id in (");
            let mut ids = query.separated(", ");
            for person in chunk {
                ids.push_bind(person.0);
            }
            query.push(")");
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// Adds to the accounts of some people. `amount`: thousandths of a round, of either sign.
///
/// Cost: one statement per 2,000 people.
pub async fn accounts_add(
    tx: &mut Tx,
    programme: ProgrammeId,
    people: &[PersonId],
    amount: i64,
) -> Result<(), StoreError> {
    for chunk in people.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new("update enrolments set account = account + ");
            query.push_bind(amount).push(" where programme_id = ").push_bind(programme.0).push(" and person_id in (");
            let mut ids = query.separated(", ");
            for person in chunk {
                ids.push_bind(person.0);
            }
            query.push(")");
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// People of a programme who said no word in `rounds` rounds or more and do not rest yet.
pub async fn people_silent(
    tx: &mut Tx,
    programme: ProgrammeId,
    rounds: i64,
) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select e.person_id
             from enrolments e
             join persons p on p.id = e.person_id
             where e.programme_id = $1
               and e.silent >= $2
               and e.resting_since is null
               and e.left_at is null
               and p.state = 'active'
               and p.erased_at is null
             order by e.person_id",
        )
        .bind(programme.0)
        .bind(rounds)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// Lets somebody rest until they say a word.
pub async fn rest_begin(
    tx: &mut Tx,
    programme: ProgrammeId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "update enrolments
             set resting_since = $3
             where programme_id = $1
               and person_id = $2
               and resting_since is null",
        )
        .bind(programme.0)
        .bind(person.0)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// Any word ends the rest and the silence.
pub async fn rest_end(
    tx: &mut Tx,
    programme: ProgrammeId,
    person: PersonId,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "update enrolments
             set resting_since = null, silent = 0
             where programme_id = $1
               and person_id = $2",
        )
        .bind(programme.0)
        .bind(person.0)
        .execute(conn)
        .await?;
    });
    Ok(())
}
