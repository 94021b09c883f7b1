//! What the figures about the organisation are counted from; read in one snapshot once a quarter, for everybody.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::{StoreError, Tx, codec, on};
use crate::domain::coffee::{Mark, Reason};
use crate::domain::id::{GroupId, PersonId, ProgrammeId, TeamId};

/// Somebody of the directory, without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who; of erased people the row is still there.
    pub id: PersonId,
    /// The home team now.
    pub team_id: TeamId,
    /// The manager.
    pub manager_id: Option<PersonId>,
    /// The site's name.
    pub site: Option<String>,
    /// What the person does.
    pub function: Option<String>,
    /// How senior the person is.
    pub seniority: Option<String>,
    /// First day of work.
    pub starts_on: Option<NaiveDate>,
    /// When the person left.
    pub left_at: Option<DateTime<Utc>>,
}

/// Everybody whose entry was made before `end`, by id.
pub async fn listed_before(tx: &mut Tx, end: DateTime<Utc>) -> Result<Vec<Listed>, StoreError> {
    type Text = Option<String>;
    type Row =
        (Uuid, Uuid, Option<Uuid>, Text, Text, Text, Option<NaiveDate>, Option<DateTime<Utc>>);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select id, team_id, manager_id, site, function, seniority, starts_on, left_at
             from persons
             where created_at < $1
             order by id",
        )
        .bind(end)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(id, team, manager, site, function, seniority, starts_on, left_at)| Listed {
            id: PersonId(id),
            team_id: TeamId(team),
            manager_id: manager.map(PersonId),
            site,
            function,
            seniority,
            starts_on,
            left_at,
        })
        .collect())
}

/// Was anybody's entry made before `end`?
pub async fn directory_began_before(tx: &mut Tx, end: DateTime<Utc>) -> Result<bool, StoreError> {
    let (there,): (bool,) = on!(tx, conn => {
        sqlx::query_as("select exists (select 1 from persons where created_at < $1)")
            .bind(end)
            .fetch_one(conn)
            .await?
    });
    Ok(there)
}

/// Everybody's earlier teams, each with the instant until which they were in it, the earliest first.
pub async fn moves_all(tx: &mut Tx) -> Result<Vec<(PersonId, TeamId, DateTime<Utc>)>, StoreError> {
    let rows: Vec<(Uuid, Uuid, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select person_id, team_id, until_at from past_teams order by person_id, until_at",
        )
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(p, t, at)| (PersonId(p), TeamId(t), at)).collect())
}

/// Somebody's part in a coffee meeting that was released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which meeting; the parts of one stand together.
    pub group_id: GroupId,
    /// Of which programme.
    pub programme_id: ProgrammeId,
    /// When everybody was told.
    pub released_at: DateTime<Utc>,
    /// Who.
    pub person_id: PersonId,
    /// What the person said of it.
    pub mark: Option<Mark>,
    /// Why it did not come about.
    pub reason: Option<Reason>,
    /// When they said so.
    pub marked_at: Option<DateTime<Utc>>,
}

/// Everybody's part in the meetings released from `from` until before `end` and not recalled.
pub async fn parts_between(
    tx: &mut Tx,
    from: DateTime<Utc>,
    end: DateTime<Utc>,
) -> Result<Vec<Part>, StoreError> {
    type Row =
        (Uuid, Uuid, DateTime<Utc>, Uuid, Option<String>, Option<String>, Option<DateTime<Utc>>);
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select g.id, r.programme_id, g.released_at, m.person_id, m.mark, m.reason, m.marked_at
             from groups g
             join runs r on r.id = g.run_id
             join group_members m on m.group_id = g.id
             where g.released_at >= $1
               and g.released_at < $2
               and g.state <> 'recalled'
             order by g.id, m.person_id",
        )
        .bind(from)
        .bind(end)
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(group, programme, released_at, person, mark, reason, marked_at)| {
            Ok(Part {
                group_id: GroupId(group),
                programme_id: ProgrammeId(programme),
                released_at,
                person_id: PersonId(person),
                mark: mark.map(|mark| codec::word("group_members.mark", &mark)).transpose()?,
                reason: reason
                    .map(|reason| codec::word("group_members.reason", &reason))
                    .transpose()?,
                marked_at,
            })
        })
        .collect()
}

/// A stint or rotation that began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The guest.
    pub person_id: PersonId,
    /// Who looked after them.
    pub host_id: Option<PersonId>,
    /// The host team.
    pub team_id: TeamId,
    /// Its first day.
    pub from_on: NaiveDate,
    /// Which cohort or call it is of.
    pub of: Uuid,
}

/// Stints and rotations that began from `from` until before `end`.
pub async fn begun_between(
    tx: &mut Tx,
    from: NaiveDate,
    end: NaiveDate,
) -> Result<Vec<Begun>, StoreError> {
    let rows: Vec<(Uuid, Option<Uuid>, Uuid, NaiveDate, Uuid)> = on!(tx, conn => {
        sqlx::query_as(
            "select person_id, host_id, team_id, from_on, coalesce(cohort_id, call_id)
             from placements
             where from_on >= $1
               and from_on < $2
               and state in ('started', 'finished', 'ended_early')
             order by id",
        )
        .bind(from)
        .bind(end)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(person, host, team, from_on, of)| Begun {
            person_id: PersonId(person),
            host_id: host.map(PersonId),
            team_id: TeamId(team),
            from_on,
            of,
        })
        .collect())
}

/// Who looked after a guest, from which day until before which one, of stays that are or were going on between `from` and
/// `end`. One that ended early ended when that was said.
pub async fn hosted_between(
    tx: &mut Tx,
    from: NaiveDate,
    end: NaiveDate,
    zone: chrono_tz::Tz,
) -> Result<Vec<(PersonId, NaiveDate, NaiveDate)>, StoreError> {
    let rows: Vec<(Uuid, NaiveDate, NaiveDate, String, DateTime<Utc>)> = on!(tx, conn => {
        sqlx::query_as(
            "select host_id, from_on, to_on, state, changed_at
             from placements
             where from_on < $2
               and to_on > $1
               and host_id is not null
               and state in ('started', 'finished', 'ended_early')
             order by id",
        )
        .bind(from)
        .bind(end)
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(host, from_on, to_on, state, changed_at)| {
            let ended = changed_at.with_timezone(&zone).date_naive();
            let until = if state == "ended_early" { to_on.min(ended) } else { to_on };
            (PersonId(host), from_on.max(from), until.min(end))
        })
        .collect())
}

/// Hires of cohorts that start from `from` until before `end`, and applicants of calls that close in that time, each
/// with the cohort or call and the teams wished for, the dearest first.
pub async fn asked_between(
    tx: &mut Tx,
    from: NaiveDate,
    end: NaiveDate,
) -> Result<Vec<(PersonId, Uuid, Vec<TeamId>)>, StoreError> {
    let rows: Vec<(Uuid, Uuid, Json<Vec<TeamId>>)> = on!(tx, conn => {
        sqlx::query_as(
            "select h.person_id, h.cohort_id, h.likes
             from hires h
             join cohorts c on c.id = h.cohort_id
             where c.starts_on >= $1
               and c.starts_on < $2
             union all
             select a.person_id, a.call_id, a.choices
             from applications a
             join calls c on c.id = a.call_id
             where c.closes_on >= $1
               and c.closes_on < $2
               and a.state not in ('draft', 'withdrawn')",
        )
        .bind(from)
        .bind(end)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(person, of, Json(teams))| (PersonId(person), of, teams)).collect())
}

/// Ties from files of who knows whom, with a day from `from` until before `end` on which the two last met.
pub async fn imported_between(
    tx: &mut Tx,
    from: NaiveDate,
    end: NaiveDate,
) -> Result<Vec<(PersonId, PersonId, NaiveDate)>, StoreError> {
    let rows: Vec<(Uuid, Uuid, NaiveDate)> = on!(tx, conn => {
        sqlx::query_as(
            "select a_id, b_id, coalesce(last_on, first_on)
             from ties
             where source = 'imported'
               and state = 'met'
               and coalesce(last_on, first_on) >= $1
               and coalesce(last_on, first_on) < $2
             order by a_id, b_id",
        )
        .bind(from)
        .bind(end)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(a, b, on)| (PersonId(a), PersonId(b), on)).collect())
}

/// Who was in a coffee programme at `at`.
pub async fn enrolled_at(tx: &mut Tx, at: DateTime<Utc>) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select distinct e.person_id
             from enrolments e
             join programmes p on p.id = e.programme_id
             where p.kind = 'coffee'
               and e.joined_at < $1
               and (e.left_at is null or e.left_at >= $1)
             order by e.person_id",
        )
        .bind(at)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}

/// Who was left out of a round that was released from `from` until before `end`, and has been in no meeting of the
/// same programme since, until `end`.
pub async fn waiting_between(
    tx: &mut Tx,
    from: DateTime<Utc>,
    end: DateTime<Utc>,
) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(Uuid,)> = on!(tx, conn => {
        sqlx::query_as(
            "select distinct l.person_id
             from left_outs l
             join runs r on r.id = l.run_id
             where r.released_at >= $1
               and r.released_at < $2
               and r.state <> 'recalled'
               and not exists (
                   select 1
                   from group_members m
                   join groups g on g.id = m.group_id
                   join runs later on later.id = m.run_id
                   where m.person_id = l.person_id
                     and later.programme_id = r.programme_id
                     and later.round_no > r.round_no
                     and g.released_at < $2
                     and g.state <> 'recalled'
               )
             order by l.person_id",
        )
        .bind(from)
        .bind(end)
        .fetch_all(conn)
        .await?
    });
    Ok(rows.into_iter().map(|(id,)| PersonId(id)).collect())
}
