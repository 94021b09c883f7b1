//! What became of a run's plan: groups, people left out, notices. States and counts; names only where asked for.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Slice;
use crate::domain::coffee::GroupState;
use crate::domain::id::{GroupId, NoticeId, PersonId, RunId, TeamId};
use crate::domain::plan::NoticeState;
use crate::store::codec::{count, word};
use crate::store::{StoreError, Tx, on};

/// A group of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupLine {
    /// Ours.
    pub id: GroupId,
    /// Its number in the plan.
    pub ordinal: i64,
    /// Where it stands.
    pub state: GroupState,
    /// Who is in it.
    pub members: Vec<Member>,
}

/// Somebody in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// As the person is called.
    pub name: String,
    /// The home team.
    pub team_id: TeamId,
    /// Its name.
    pub team: String,
}

#[derive(sqlx::FromRow)]
struct GroupRow {
    id: Uuid,
    ordinal: i64,
    state: String,
    person_id: Uuid,
    name: String,
    team_id: Uuid,
    team: String,
}

/// A part of a run's groups, by number.
pub async fn group_lines(
    tx: &mut Tx,
    run: RunId,
    slice: Slice,
) -> Result<Vec<GroupLine>, StoreError> {
    let rows: Vec<GroupRow> = on!(tx, conn => {
        sqlx::query_as(
            "select g.id, g.ordinal, g.state, m.person_id, who.name, who.team_id, t.name as team
             from (select id, ordinal, state from groups where run_id = $1 order by ordinal limit $2 offset $3) g
             join group_members m on m.group_id = g.id
             join persons who on who.id = m.person_id
             join teams t on t.id = who.team_id
             order by g.ordinal, who.name, who.id",
        )
        .bind(run.0)
        .bind(slice.limit)
        .bind(slice.offset)
        .fetch_all(conn)
        .await?
    });
    gather(rows)
}

/// One group of a run.
pub async fn group_line(
    tx: &mut Tx,
    run: RunId,
    group: GroupId,
) -> Result<Option<GroupLine>, StoreError> {
    let rows: Vec<GroupRow> = on!(tx, conn => {
        sqlx::query_as(
            "select g.id, g.ordinal, g.state, m.person_id, who.name, who.team_id, t.name as team
             from groups g
             join group_members m on m.group_id = g.id
             join persons who on who.id = m.person_id
             join teams t on t.id = who.team_id
             where g.run_id = $1
               and g.id = $2
             order by who.name, who.id",
        )
        .bind(run.0)
        .bind(group.0)
        .fetch_all(conn)
        .await?
    });
    Ok(gather(rows)?.pop())
}

fn gather(rows: Vec<GroupRow>) -> Result<Vec<GroupLine>, StoreError> {
    let mut groups: Vec<GroupLine> = Vec::new();
    for row in rows {
        let member = Member {
            id: PersonId(row.person_id),
            name: row.name,
            team_id: TeamId(row.team_id),
            team: row.team,
        };
        match groups.last_mut().filter(|group| group.id.0 == row.id) {
            Some(group) => group.members.push(member),
            None => groups.push(GroupLine {
                id: GroupId(row.id),
                ordinal: row.ordinal,
                state: word("groups.state", &row.state)?,
                members: vec![member],
            }),
        }
    }
    Ok(groups)
}

/// A run's groups by state.
pub async fn group_states(tx: &mut Tx, run: RunId) -> Result<Vec<(GroupState, usize)>, StoreError> {
    let rows: Vec<(String, i64)> = on!(tx, conn => {
        sqlx::query_as("select state, count(*) from groups where run_id = $1 group by state order by state")
            .bind(run.0)
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(|(state, n)| Ok((word("groups.state", &state)?, count(n)))).collect()
}

/// How many people a run's groups have.
pub async fn group_people(tx: &mut Tx, run: RunId) -> Result<usize, StoreError> {
    let (n,): (i64,) = on!(tx, conn => {
        sqlx::query_as("select count(*) from group_members where run_id = $1")
            .bind(run.0)
            .fetch_one(conn)
            .await?
    });
    Ok(count(n))
}

/// A run's left-outs by reason, the most frequent first.
pub async fn left_out_reasons(tx: &mut Tx, run: RunId) -> Result<Vec<(String, usize)>, StoreError> {
    let rows: Vec<(String, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select reason, count(*) as n
             from left_outs
             where run_id = $1
             group by reason
             order by n desc, reason",
        )
        .bind(run.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(reason, n)| (reason, count(n))).collect())
}

/// A run's notices by kind and state.
pub async fn notice_states(
    tx: &mut Tx,
    run: RunId,
) -> Result<Vec<(String, NoticeState, usize)>, StoreError> {
    let rows: Vec<(String, String, i64)> = on!(tx, conn => {
        sqlx::query_as(
            "select kind, state, count(*)
             from outbox
             where run_id = $1
             group by kind, state
             order by kind, state",
        )
        .bind(run.0)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(kind, state, n)| Ok((kind, word("outbox.state", &state)?, count(n))))
        .collect()
}

/// How the round question was answered: asked, yes, skip.
pub async fn answer_counts(tx: &mut Tx, run: RunId) -> Result<(usize, usize), StoreError> {
    let (yes, skip): (i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "select cast(coalesce(sum(case when answer = 'yes' then 1 else 0 end), 0) as bigint),
                    cast(coalesce(sum(case when answer = 'skip' then 1 else 0 end), 0) as bigint)
             from answers
             where run_id = $1",
        )
        .bind(run.0)
        .fetch_one(conn)
        .await?
    });
    Ok((count(yes), count(skip)))
}

/// When a run's notices were first and last sent.
pub async fn sent_between(
    tx: &mut Tx,
    run: RunId,
) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>, StoreError> {
    let (first, last): (Option<DateTime<Utc>>, Option<DateTime<Utc>>) = on!(tx, conn => {
        sqlx::query_as(
            "select min(sent_at), max(sent_at)
             from outbox
             where run_id = $1
               and kind in ('match', 'left-out')",
        )
        .bind(run.0)
        .fetch_one(conn)
        .await?
    });
    Ok(first.zip(last))
}

/// Some people as members of groups, by id; at most 400 of them.
pub async fn members_by_ids(
    tx: &mut Tx,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, Member>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String, Uuid, String)> = on!(tx, conn => {
        let mut query = sqlx::QueryBuilder::new(
            "select who.id, who.name, who.team_id, t.name
             from persons who
             join teams t on t.id = who.team_id
             where who.id in (",
        );
        let mut list = query.separated(", ");
        for id in ids.iter().take(400) {
            list.push_bind(id.0);
        }
        query.push(")");
        query.build_query_as().fetch_all(conn).await?
    });
    Ok(rows
        .into_iter()
        .map(|(id, name, team_id, team)| {
            let id = PersonId(id);
            (id, Member { id, name, team_id: TeamId(team_id), team })
        })
        .collect())
}

/// The first notice of each kind of a run, as its id, kind and recipient.
pub async fn notice_samples(
    tx: &mut Tx,
    run: RunId,
) -> Result<Vec<(NoticeId, String, Option<PersonId>)>, StoreError> {
    // Not `min(id)`: PostgreSQL has no smallest uuid before version 18.
    let rows: Vec<(Uuid, String, Option<Uuid>)> = on!(tx, conn => {
        sqlx::query_as(
            "select o.id, o.kind, o.recipient_id
             from outbox o
             where o.run_id = $1
               and not exists (
                   select 1
                   from outbox other
                   where other.run_id = o.run_id
                     and other.kind = o.kind
                     and other.id < o.id)
             order by o.kind
             limit 20",
        )
        .bind(run.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(id, kind, recipient)| (NoticeId(id), kind, recipient.map(PersonId)))
        .collect())
}
