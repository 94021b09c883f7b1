//! Answers to round questions, and who is asked.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::coffee::Answer;
use crate::domain::id::{PersonId, ProgrammeId, RunId};

/// Keeps an answer, or replaces the one there was. `false`: the draw has begun, it comes too late.
pub async fn answer_set(
    tx: &mut Tx,
    run: RunId,
    person: PersonId,
    answer: Answer,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "insert into answers (run_id, person_id, answer, answered_at)
             select id, $2, $3, $4
             from runs
             where id = $1
               and state = 'draft'
             on conflict (run_id, person_id) do update set answer = excluded.answer, answered_at = excluded.answered_at",
        )
        .bind(run.0)
        .bind(person.0)
        .bind(answer.as_str())
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// The person's answer to a round's question.
pub async fn answer_get(
    tx: &mut Tx,
    run: RunId,
    person: PersonId,
) -> Result<Option<Answer>, StoreError> {
    let row: Option<(String,)> = on!(tx, conn => {
        sqlx::query_as("select answer from answers where run_id = $1 and person_id = $2")
            .bind(run.0)
            .bind(person.0)
            .fetch_optional(conn)
            .await?
    });
    row.map(|(word,)| codec::word("answers.answer", &word)).transpose()
}

/// Whom a round's question goes to: active, enrolled as "ask me each round", not resting, not yet answered, joined
/// since `since` if given. Whoever is on a pause is not asked.
pub async fn people_to_ask(
    tx: &mut Tx,
    programme: ProgrammeId,
    run: RunId,
    slot_at: DateTime<Utc>,
    since: Option<DateTime<Utc>>,
) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select e.person_id
             from enrolments e
             join persons p on p.id = e.person_id
             left join pauses z on z.person_id = e.person_id and z.from_on <= $3 and (z.until_on is null or z.until_on > $3)
             left join answers a on a.run_id = $2 and a.person_id = e.person_id
             where e.programme_id = $1
               and e.consent = 'ask'
               and e.left_at is null
               and e.resting_since is null
               and (cast($4 as bigint) = 0 or e.joined_at > $5)
               and p.state = 'active'
               and p.erased_at is null
               and p.suppressed_at is null
               and z.person_id is null
               and a.person_id is null
             order by e.person_id",
        )
        .bind(programme.0)
        .bind(run.0)
        .bind(slot_at.date_naive())
        .bind(i64::from(since.is_some()))
        .bind(since.unwrap_or(slot_at))
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}
