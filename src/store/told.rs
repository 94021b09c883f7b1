//! Who was told what of a round: the first mail to each member, which follow-ups answer; and of placements.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{StoreError, Tx, on};
use crate::domain::id::{GroupId, NoticeId, PersonId, PlacementId, RunId};
use crate::domain::placement::Subject;

/// The match mail of each member of a run's groups, as (group, person) → row.
pub async fn match_notices_of_run(
    tx: &mut Tx,
    run: RunId,
) -> Result<HashMap<(GroupId, PersonId), NoticeId>, StoreError> {
    let rows: Vec<(Uuid, Uuid, Uuid)> = on!(tx, conn => {
        sqlx::query_as(
            "select group_id, recipient_id, id
             from outbox
             where run_id = $1
               and kind = 'match'
               and group_id is not null
               and recipient_id is not null
             order by created_at desc, id desc",
        )
        .bind(run.0)
        .fetch_all(conn)
        .await?
    });
    // The oldest comes last and stays.
    Ok(rows
        .into_iter()
        .map(|(group, person, id)| ((GroupId(group), PersonId(person)), NoticeId(id)))
        .collect())
}

/// Whom the match mail of a run reached, or may have reached, as (group, person).
pub async fn match_told_of_run(
    tx: &mut Tx,
    run: RunId,
) -> Result<HashSet<(GroupId, PersonId)>, StoreError> {
    let rows: Vec<(Uuid, Uuid)> = on!(tx, conn => {
        sqlx::query_as(
            "select distinct group_id, recipient_id
             from outbox
             where run_id = $1
               and kind = 'match'
               and state in ('sending', 'sent')
               and group_id is not null
               and recipient_id is not null",
        )
        .bind(run.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(group, person)| (GroupId(group), PersonId(person))).collect())
}

/// A letter that tells somebody of placements, sent or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacementLetter {
    /// Of which plan.
    pub run: RunId,
    /// To whom.
    pub reader: PersonId,
    /// The one placement that it is about; none: several.
    pub about: Option<PlacementId>,
    /// It was sent, or was tried and may have arrived.
    pub reached: bool,
    /// It is still to go out.
    pub waits: bool,
}

/// The letters that told anybody of the placements of a cohort or call, or would have. None of a round.
///
/// Cost: a row for each letter that was made for its plans.
pub async fn placement_letters(
    tx: &mut Tx,
    subject: Subject,
) -> Result<Vec<PlacementLetter>, StoreError> {
    let about = match subject {
        Subject::Cohort(id) => id.0,
        Subject::Call(id) => id.0,
        Subject::Round => return Ok(Vec::new()),
    };
    let rows: Vec<(Uuid, Uuid, String, String, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select o.run_id, o.recipient_id, o.dedup_key, o.state, o.attempts
             from runs r
             join outbox o on o.run_id = r.id
             where (r.cohort_id = $1 or r.call_id = $1)
               and o.recipient_id is not null
               and o.kind in ('placement-told', 'placement-changed', 'placement-calendar')",
        )
        .bind(about)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(run, reader, key, state, attempts)| PlacementLetter {
            run: RunId(run),
            reader: PersonId(reader),
            // Kind, reader, and then the placement or how many there are.
            about: key.split(':').nth(2).and_then(|about| about.parse().ok()),
            reached: attempts > 0 || matches!(state.as_str(), "sending" | "sent"),
            waits: matches!(state.as_str(), "queued" | "deferred"),
        })
        .collect())
}

/// Who was asked by a run's question mail: those it reached.
pub async fn people_asked(tx: &mut Tx, run: RunId) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select recipient_id
             from outbox
             where run_id = $1
               and kind = 'round-question'
               and state = 'sent'
               and recipient_id is not null
             order by recipient_id",
        )
        .bind(run.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// Who answered a run's question at all.
pub async fn people_answered(tx: &mut Tx, run: RunId) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as("select person_id from answers where run_id = $1 order by person_id")
            .bind(run.0)
            .fetch_all(conn)
            .await?
    });
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// How often each of some people's earlier groups made them the one who invites: the round's fair share.
pub async fn invitations_by_person(
    tx: &mut Tx,
    programme: crate::domain::id::ProgrammeId,
) -> Result<HashMap<PersonId, i64>, StoreError> {
    let rows: Vec<(Uuid, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select g.inviter_id, cast(count(*) as bigint)
             from groups g
             join runs r on r.id = g.run_id
             where r.programme_id = $1
               and g.state <> 'recalled'
             group by g.inviter_id",
        )
        .bind(programme.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id, count)| (PersonId(id), count)).collect())
}
