//! Whom somebody met: their own list, read by nobody else.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::profile::{Known, known, pattern};
use super::{StoreError, Tx, codec, on};
use crate::domain::coffee::{GroupState, Mark};
use crate::domain::id::{GroupId, PersonId};

/// One coffee meeting of the person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The group.
    pub group_id: GroupId,
    /// The programme's name.
    pub programme: String,
    /// When the group was told.
    pub released_at: DateTime<Utc>,
    /// Where it stands.
    pub state: GroupState,
    /// What the person said of it.
    pub mark: Option<Mark>,
    /// The others of the group, by name.
    pub others: Vec<Known>,
}

/// The person's groups that were released, newest first, with the others of each. `text` narrows them to groups with
/// somebody of that name or team. At most `limit` groups; groups have at most eight people.
pub async fn meetings_of(
    tx: &mut Tx,
    person: PersonId,
    text: &str,
    limit: i64,
    offset: i64,
) -> Result<Vec<Meeting>, StoreError> {
    type Row = (Uuid, String, DateTime<Utc>, String, Option<String>, Uuid, String, String);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "with mine as (
                 select g.id, g.run_id, g.released_at, g.state, m.mark
                 from group_members m
                 join groups g on g.id = m.group_id
                 where m.person_id = $1
                   and g.released_at is not null
                   and exists (
                       select 1
                       from group_members o
                       join persons op on op.id = o.person_id
                       join teams ot on ot.id = op.team_id
                       where o.group_id = g.id
                         and o.person_id <> $1
                         and (lower(op.name) like $2 escape '\\' or lower(ot.name) like $2 escape '\\')
                   )
                 order by g.released_at desc, g.id
                 limit $3 offset $4
             )
             select mine.id, pr.name, mine.released_at, mine.state, mine.mark, p.id, p.name, t.name
             from mine
             join runs r on r.id = mine.run_id
             join programmes pr on pr.id = r.programme_id
             join group_members o on o.group_id = mine.id and o.person_id <> $1
             join persons p on p.id = o.person_id
             join teams t on t.id = p.team_id
             order by mine.released_at desc, mine.id, p.name, p.id",
        )
        .bind(person.0)
        .bind(pattern(text))
        .bind(limit)
        .bind(offset)
        .fetch_all(conn)
        .await?
    });
    let mut meetings: Vec<Meeting> = Vec::new();
    for (group, programme, released_at, state, mark, id, name, team) in rows {
        let other = known((id, name, team));
        match meetings.last_mut() {
            Some(last) if last.group_id.0 == group => last.others.push(other),
            _ => meetings.push(Meeting {
                group_id: GroupId(group),
                programme,
                released_at,
                state: codec::word("groups.state", &state)?,
                mark: mark.map(|mark| codec::word("group_members.mark", &mark)).transpose()?,
                others: vec![other],
            }),
        }
    }
    Ok(meetings)
}

/// Somebody the person has a tie with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tied {
    /// Who.
    pub other: Known,
    /// When they first met; none when they know each other since long.
    pub first_on: Option<NaiveDate>,
    /// When they last met.
    pub last_on: Option<NaiveDate>,
    /// How often they met through Weft.
    pub times: usize,
    /// Somebody of the two said that they know each other well.
    pub stated: bool,
}

/// Everybody the person met or knows, those met last first; at most `limit`. People who left stay only in the counts
/// of [`ties_summary`].
pub async fn ties_of(
    tx: &mut Tx,
    person: PersonId,
    limit: i64,
    offset: i64,
) -> Result<Vec<Tied>, StoreError> {
    type Row = (Uuid, String, String, Option<NaiveDate>, Option<NaiveDate>, i64, i64);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "with mine as (
                 select case when a_id = $1 then b_id else a_id end as other_id, source, first_on, last_on, times
                 from ties
                 where (a_id = $1 or b_id = $1)
                   and state = 'met'
                   and source <> 'team'
             )
             select p.id, p.name, t.name,
                    min(mine.first_on), max(mine.last_on),
                    cast(coalesce(sum(mine.times), 0) as bigint),
                    cast(max(case when mine.source = 'stated' then 1 else 0 end) as bigint)
             from mine
             join persons p on p.id = mine.other_id
             join teams t on t.id = p.team_id
             where p.state <> 'left'
             group by p.id, p.name, t.name
             order by coalesce(max(mine.last_on), '1970-01-01') desc, p.name, p.id
             limit $2 offset $3",
        )
        .bind(person.0)
        .bind(limit)
        .bind(offset)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(id, name, team, first_on, last_on, times, stated)| Tied {
            other: known((id, name, team)),
            first_on,
            last_on,
            times: codec::count(times),
            stated: stated > 0,
        })
        .collect())
}

/// Of how many people and teams [`ties_of`] has its rows, without its limit.
pub async fn ties_count(tx: &mut Tx, person: PersonId) -> Result<(usize, usize), StoreError> {
    let (people, teams): (i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "select cast(count(*) as bigint), cast(count(distinct p.team_id) as bigint)
             from persons p
             where p.state <> 'left'
               and p.id in (
                   select case when a_id = $1 then b_id else a_id end
                   from ties
                   where (a_id = $1 or b_id = $1)
                     and state = 'met'
                     and source <> 'team'
               )",
        )
        .bind(person.0)
        .fetch_one(conn)
        .await?
    });
    Ok((codec::count(people), codec::count(teams)))
}

/// The ties of a person and of everybody they know, each pair once: those that [`ties_of`] counts, of people who are
/// here. None of them for somebody who knows more than `most` people.
///
/// Cost: the ties of all acquaintances.
pub async fn ties_around(
    tx: &mut Tx,
    person: PersonId,
    most: usize,
) -> Result<Vec<(PersonId, PersonId)>, StoreError> {
    let (people, _) = ties_count(tx, person).await?;
    if people > most {
        return Ok(Vec::new());
    }
    let rows: Vec<(Uuid, Uuid)> = on!(tx, conn => {
        sqlx::query_as(
            "with mine as (
                 select case when a_id = $1 then b_id else a_id end as id
                 from ties
                 where (a_id = $1 or b_id = $1)
                   and state = 'met'
                   and source <> 'team'
             )
             select distinct ties.a_id, ties.b_id
             from ties
             join persons a on a.id = ties.a_id
             join persons b on b.id = ties.b_id
             where ties.state = 'met'
               and ties.source <> 'team'
               and a.state <> 'left'
               and b.state <> 'left'
               and (ties.a_id = $1 or ties.b_id = $1
                    or ties.a_id in (select id from mine) or ties.b_id in (select id from mine))
             order by ties.a_id, ties.b_id",
        )
        .bind(person.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(a, b)| (PersonId(a), PersonId(b))).collect())
}

/// How many people and teams somebody met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TiesSummary {
    /// People met at least once through Weft.
    pub people: usize,
    /// Teams other than the person's own among them.
    pub teams: usize,
    /// Meetings in all.
    pub meetings: usize,
}

/// How many people and teams the person met through Weft; those who left count on.
pub async fn ties_summary(tx: &mut Tx, person: PersonId) -> Result<TiesSummary, StoreError> {
    let (people, teams, meetings): (i64, i64, i64) = on!(tx, conn => {
        sqlx::query_as(
            "with mine as (
                 select case when a_id = $1 then b_id else a_id end as other_id, times
                 from ties
                 where (a_id = $1 or b_id = $1)
                   and state = 'met'
                   and times > 0
             )
             select cast(count(distinct mine.other_id) as bigint),
                    cast(count(distinct case when p.team_id <> me.team_id then p.team_id end) as bigint),
                    cast(coalesce(sum(mine.times), 0) as bigint)
             from mine
             join persons p on p.id = mine.other_id
             join persons me on me.id = $1",
        )
        .bind(person.0)
        .fetch_one(conn)
        .await?
    });
    Ok(TiesSummary {
        people: codec::count(people),
        teams: codec::count(teams),
        meetings: codec::count(meetings),
    })
}

/// Says that the two know each other well; false when that was said already.
pub async fn stated_add(
    tx: &mut Tx,
    one: PersonId,
    other: PersonId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (a, b) = if one < other { (one, other) } else { (other, one) };
    let added = on!(tx, conn => {
        sqlx::query(
            "insert into ties (a_id, b_id, source, introduced_on, first_on, last_on, times, state, updated_at)
             values ($1, $2, 'stated', null, null, null, 0, 'met', $3)
             on conflict (a_id, b_id, source) do nothing",
        )
        .bind(a.0)
        .bind(b.0)
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(added > 0)
}

/// Takes back that the two know each other well; false when nobody said so.
pub async fn stated_remove(
    tx: &mut Tx,
    one: PersonId,
    other: PersonId,
) -> Result<bool, StoreError> {
    let (a, b) = if one < other { (one, other) } else { (other, one) };
    let gone = on!(tx, conn => {
        sqlx::query("delete from ties where a_id = $1 and b_id = $2 and source = 'stated'")
            .bind(a.0)
            .bind(b.0)
            .execute(conn)
            .await?
            .rows_affected()
    });
    Ok(gone > 0)
}

/// The people the person knows well by their own or the other's word, by name; at most 200.
pub async fn stated_of(tx: &mut Tx, person: PersonId) -> Result<Vec<Known>, StoreError> {
    let rows: Vec<(Uuid, String, String)> = on!(tx, conn => {
        sqlx::query_as(
            "select p.id, p.name, t.name
             from ties s
             join persons p on p.id = case when s.a_id = $1 then s.b_id else s.a_id end
             join teams t on t.id = p.team_id
             where (s.a_id = $1 or s.b_id = $1)
               and s.source = 'stated'
               and p.state <> 'left'
             order by p.name, p.id
             limit 200",
        )
        .bind(person.0)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(known).collect())
}
