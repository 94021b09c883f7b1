//! Groups of released plans, their members, and who was left out.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;
use sqlx::types::Json;
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::coffee::{GroupState, Mark, Reason};
use crate::domain::id::{GroupId, PersonId, ProgrammeId, RunId};

const CHUNK: usize = 1_000;

/// A group to be added as released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGroup {
    /// Its id.
    pub id: GroupId,
    /// Its number in the plan, from 1.
    pub ordinal: i64,
    /// Who is in it.
    pub members: Vec<PersonId>,
    /// Who invites.
    pub inviter: PersonId,
    /// Times to meet.
    pub slots: Vec<DateTime<Utc>>,
    /// The opening question's id.
    pub question: String,
}

/// A group as it lies in its row, with its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Ours.
    pub id: GroupId,
    /// Of which run.
    pub run_id: RunId,
    /// Its number in the plan, from 1.
    pub ordinal: i64,
    /// Where it stands.
    pub state: GroupState,
    /// Why it did not meet.
    pub reason: Option<Reason>,
    /// Who invites.
    pub inviter: PersonId,
    /// Times to meet.
    pub slots: Vec<DateTime<Utc>>,
    /// The opening question's id.
    pub question: String,
    /// SEQUENCE of its calendar event.
    pub sequence: i64,
    /// Who is in it, by id.
    pub members: Vec<Member>,
}

/// Somebody in a group, and what they said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// What they said.
    pub mark: Option<Mark>,
    /// Why it did not happen.
    pub reason: Option<Reason>,
}

impl Group {
    /// Everybody in it.
    pub fn people(&self) -> Vec<PersonId> {
        self.members.iter().map(|member| member.person).collect()
    }

    /// Its pairs, in the order in which ties are kept.
    pub fn pairs(&self) -> Vec<(PersonId, PersonId)> {
        pairs(&self.people())
    }
}

/// All pairs among some people, in the order in which ties are kept.
pub fn pairs(people: &[PersonId]) -> Vec<(PersonId, PersonId)> {
    let mut found = Vec::new();
    for (i, p) in people.iter().enumerate() {
        for q in &people[i + 1..] {
            found.push(super::introduction::ordered(*p, *q));
        }
    }
    found
}

/// Adds a plan's groups as released, with their members.
///
/// Errors: [`StoreError::Taken`] when somebody would be in two groups of the run.
/// Cost: two statements per 1,000.
pub async fn groups_add(
    tx: &mut Tx,
    run: RunId,
    groups: &[NewGroup],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for chunk in groups.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "insert into groups (id, run_id, ordinal, state, inviter_id, slots, question, sequence, released_at,
                     changed_at) ",
            );
            query.push_values(chunk, |mut row, group| {
                row.push_bind(group.id.0)
                    .push_bind(run.0)
                    .push_bind(group.ordinal)
                    .push_bind("released")
                    .push_bind(group.inviter.0)
                    .push_bind(Json(&group.slots))
                    .push_bind(&group.question)
                    .push("0")
                    .push_bind(now)
                    .push_bind(now);
            });
            query.build().persistent(false).execute(conn).await?;
        });
    }
    let members: Vec<(GroupId, PersonId)> = groups
        .iter()
        .flat_map(|group| group.members.iter().map(|person| (group.id, *person)))
        .collect();
    for chunk in members.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query =
                QueryBuilder::new("insert into group_members (group_id, run_id, person_id, words_shared) ");
            query.push_values(chunk, |mut row, (group, person)| {
                row.push_bind(group.0).push_bind(run.0).push_bind(person.0).push_bind(false);
            });
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// Adds who was left out of a plan, and why.
pub async fn left_outs_add(
    tx: &mut Tx,
    run: RunId,
    people: &[(PersonId, String)],
) -> Result<(), StoreError> {
    for chunk in people.chunks(CHUNK) {
        on!(tx, conn => {
            let mut query = QueryBuilder::new("insert into left_outs (run_id, person_id, reason) ");
            query.push_values(chunk, |mut row, (person, reason)| {
                row.push_bind(run.0).push_bind(person.0).push_bind(reason);
            });
            query.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// Who was left out of their latest round of a programme for this reason. A round between in which they were in a
/// group, or left out for another reason, ends it.
pub async fn left_outs_lasting(
    tx: &mut Tx,
    programme: ProgrammeId,
    reason: &str,
) -> Result<HashSet<PersonId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select e.person_id
             from enrolments e
             where e.programme_id = $1
               and e.waited > 0
               and $2 = (select l.reason
                         from left_outs l
                         join runs r on r.id = l.run_id
                         where l.person_id = e.person_id
                           and r.programme_id = e.programme_id
                         order by r.round_no desc
                         limit 1)",
        )
        .bind(programme.0)
        .bind(reason)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// Everybody who was left out when a run was released, and why; by id.
pub async fn left_outs_of_run(
    tx: &mut Tx,
    run: RunId,
) -> Result<Vec<(PersonId, String)>, StoreError> {
    let rows: Vec<(Uuid, String)> = on!(tx, conn => {
        sqlx::query_as("select person_id, reason from left_outs where run_id = $1 order by person_id")
            .bind(run.0)
            .fetch_all(conn)
            .await?
    });
    Ok(rows.into_iter().map(|(id, reason)| (PersonId(id), reason)).collect())
}

/// Why somebody was left out of a run.
pub async fn left_out_get(
    tx: &mut Tx,
    run: RunId,
    person: PersonId,
) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = on!(tx, conn => {
        sqlx::query_as("select reason from left_outs where run_id = $1 and person_id = $2")
            .bind(run.0)
            .bind(person.0)
            .fetch_optional(conn)
            .await?
    });
    Ok(row.map(|(reason,)| reason))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    run_id: Uuid,
    ordinal: i64,
    state: String,
    group_reason: Option<String>,
    inviter_id: Uuid,
    slots: Json<Vec<DateTime<Utc>>>,
    question: String,
    sequence: i64,
    person_id: Uuid,
    mark: Option<String>,
    reason: Option<String>,
}

const SELECT: &str =
    "select g.id, g.run_id, g.ordinal, g.state, g.reason as group_reason, g.inviter_id, g.slots,
                g.question, g.sequence, m.person_id, m.mark, m.reason
         from groups g
         join group_members m on m.group_id = g.id";

fn assemble(rows: Vec<Row>) -> Result<Vec<Group>, StoreError> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let member = Member {
            person: PersonId(row.person_id),
            mark: row.mark.as_deref().map(|mark| word("group_members.mark", mark)).transpose()?,
            reason: row
                .reason
                .as_deref()
                .map(|reason| word("group_members.reason", reason))
                .transpose()?,
        };
        match groups.last_mut() {
            Some(group) if group.id.0 == row.id => group.members.push(member),
            _ => groups.push(Group {
                id: GroupId(row.id),
                run_id: RunId(row.run_id),
                ordinal: row.ordinal,
                state: word("groups.state", &row.state)?,
                reason: row
                    .group_reason
                    .as_deref()
                    .map(|reason| word("groups.reason", reason))
                    .transpose()?,
                inviter: PersonId(row.inviter_id),
                slots: row.slots.0,
                question: row.question,
                sequence: row.sequence,
                members: vec![member],
            }),
        }
    }
    Ok(groups)
}

/// A group by its id.
pub async fn group_get(tx: &mut Tx, id: GroupId) -> Result<Option<Group>, StoreError> {
    let sql = format!("{SELECT}\n where g.id = $1\n order by m.person_id");
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_all(conn).await?
    });
    Ok(assemble(rows)?.pop())
}

/// All groups of a run, by number. For the round's own steps, not for pages.
pub async fn groups_of_run(tx: &mut Tx, run: RunId) -> Result<Vec<Group>, StoreError> {
    let sql = format!("{SELECT}\n where g.run_id = $1\n order by g.ordinal, m.person_id");
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(run.0).fetch_all(conn).await?
    });
    assemble(rows)
}

/// Members who cannot come of open groups of open rounds that cannot go on without them, at most 200: they left or were
/// erased; or, while nobody of the group has said anything, the mail that would have told them of it failed, came back or
/// was suppressed for good.
pub async fn members_gone(tx: &mut Tx) -> Result<Vec<(GroupId, PersonId)>, StoreError> {
    let rows: Vec<(Uuid, Uuid)> = on!(tx, conn => {
        sqlx::query_as(
            "with gone as (
             select g.id as group_id, m.person_id
             from groups g
             join runs r on r.id = g.run_id and r.state in ('released', 'sending', 'sent')
             join group_members m on m.group_id = g.id
             join persons p on p.id = m.person_id
             where g.state in ('released', 'scheduled')
               and (p.state = 'left' or p.erased_at is not null
                    or (exists (
                            select 1 from outbox o
                            where o.group_id = g.id and o.recipient_id = m.person_id and o.kind = 'match'
                              and o.state in ('suppressed', 'failed')
                        )
                        and not exists (
                            select 1 from group_members said
                            where said.group_id = g.id and said.mark is not null
                        )))
             )
             select gone.group_id, gone.person_id
             from gone
             where (select count(*) from group_members m where m.group_id = gone.group_id)
                 < (select count(*) from gone other where other.group_id = gone.group_id) + 2
             order by gone.group_id, gone.person_id
             limit 200",
        )
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(group, person)| (GroupId(group), PersonId(person))).collect())
}

/// Keeps others from changing a group until the transaction ends; read it afterwards.
pub async fn group_lock(tx: &mut Tx, id: GroupId) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query("update groups set state = state where id = $1").bind(id.0).execute(conn).await?;
    });
    Ok(())
}

/// Moves a group to `to` from whatever state allows it.
///
/// Errors: [`StoreError::Stale`] when its state does not allow it.
pub async fn group_become(
    tx: &mut Tx,
    id: GroupId,
    to: GroupState,
    reason: Option<Reason>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before: Vec<&str> = GroupState::ALL
        .iter()
        .filter(|from| from.may_become(to))
        .map(|from| from.as_str())
        .collect();
    let sql = format!(
        "update groups
         set state = $2, reason = $3, changed_at = $4
         where id = $1
           and state in ('{}')",
        before.join("', '")
    );
    let changed = on!(tx, conn => {
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id.0)
            .bind(to.as_str())
            .bind(reason.map(Reason::as_str))
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    if changed == 1 {
        return Ok(());
    }
    Err(StoreError::Stale { noun: "group", expected: before.join(" or ") })
}

/// Ends a round's groups of which nobody said whether they met.
pub async fn groups_unknown(
    tx: &mut Tx,
    run: RunId,
    now: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update groups
             set state = 'unknown', changed_at = $2
             where run_id = $1
               and state in ('released', 'scheduled')",
        )
        .bind(run.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(usize::try_from(changed).unwrap_or(usize::MAX))
}

/// The next SEQUENCE of a group's calendar event.
pub async fn group_next_sequence(tx: &mut Tx, id: GroupId) -> Result<i64, StoreError> {
    let (sequence,): (i64,) = on!(tx, conn => {
        sqlx::query_as("update groups set sequence = sequence + 1 where id = $1 returning sequence")
            .bind(id.0)
            .fetch_one(conn)
            .await?
    });
    Ok(sequence)
}

/// What somebody says of a meeting, for keeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The mark.
    pub mark: Mark,
    /// Why it did not happen.
    pub reason: Option<Reason>,
    /// Free words, and whether coordinators may read them.
    pub words: Option<(&'a str, bool)>,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Keeps what a member says. `false`: not a member.
pub async fn mark_set(
    tx: &mut Tx,
    group: GroupId,
    person: PersonId,
    said: &Said<'_>,
) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update group_members
             set mark = $3, reason = $4, words = coalesce($5, words),
                 words_shared = case when $5 is null then words_shared else $6 end, marked_at = $7
             where group_id = $1
               and person_id = $2",
        )
        .bind(group.0)
        .bind(person.0)
        .bind(said.mark.as_str())
        .bind(said.reason.map(Reason::as_str))
        .bind(said.words.map(|(words, _)| words))
        .bind(said.words.is_some_and(|(_, shared)| shared))
        .bind(said.at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed == 1)
}

/// Adds a third person to a pair that has not said anything yet, with times that suit all three, and counts its
/// calendar event up.
///
/// Errors: [`StoreError::Stale`] when the group is not as it was read; [`StoreError::Taken`] when the person is in a
/// group of the run by now.
pub async fn third_add(
    tx: &mut Tx,
    group: &Group,
    person: PersonId,
    slots: &[DateTime<Utc>],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update groups
             set slots = $2, sequence = sequence + 1, changed_at = $3
             where id = $1
               and state = 'released'
               and sequence = $4
               and (select count(*) from group_members m where m.group_id = groups.id) = 2",
        )
        .bind(group.id.0)
        .bind(Json(slots))
        .bind(now)
        .bind(group.sequence)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "group", expected: "a pair that waits".to_owned() });
    }
    on!(tx, conn => {
        sqlx::query(
            "insert into group_members (group_id, run_id, person_id, words_shared)
             values ($1, $2, $3, $4)",
        )
        .bind(group.id.0)
        .bind(group.run_id.0)
        .bind(person.0)
        .bind(false)
        .execute(conn)
        .await?;
    });
    Ok(())
}
