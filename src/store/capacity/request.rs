//! Asking teams what they can spare: requests, the teams asked, and what they answered.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::domain::capacity::RequestAnswer;
use crate::domain::id::{CapacityRequestId, PersonId, TeamId};
use crate::domain::week::Week;
use crate::store::codec::word;
use crate::store::{StoreError, Tx, on};

/// A question to teams what they can spare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Ours.
    pub id: CapacityRequestId,
    /// The first week asked for.
    pub from: Week,
    /// The week after the last.
    pub to: Week,
    /// A sentence of the coordinator's own; may be empty.
    pub note: String,
    /// Who asked.
    pub asked_by: PersonId,
    /// When.
    pub asked_at: DateTime<Utc>,
}

/// A team that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The team.
    pub team_id: TeamId,
    /// Its name.
    pub team: String,
    /// Who led it when it was asked.
    pub lead_id: PersonId,
    /// Their name.
    pub lead: String,
    /// What was answered; `None`: nothing yet.
    pub answer: Option<RequestAnswer>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
}

type Row = (Uuid, NaiveDate, NaiveDate, String, Uuid, DateTime<Utc>);

fn request(row: Row) -> Request {
    let (id, from, to, note, by, at) = row;
    Request {
        id: CapacityRequestId(id),
        from: Week::of(from),
        to: Week::of(to),
        note,
        asked_by: PersonId(by),
        asked_at: at,
    }
}

/// Asks some teams, each of its lead.
pub async fn request_add(
    tx: &mut Tx,
    request: &Request,
    teams: &[(TeamId, PersonId)],
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into capacity_requests (id, from_on, to_on, note, asked_by, asked_at)
             values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(request.id.0)
        .bind(request.from.monday())
        .bind(request.to.monday())
        .bind(&request.note)
        .bind(request.asked_by.0)
        .bind(request.asked_at)
        .execute(conn)
        .await?;
    });
    for chunk in teams.chunks(1_000) {
        on!(tx, conn => {
            let mut insert = QueryBuilder::new(
                "insert into capacity_request_teams (request_id, team_id, lead_id) ",
            );
            insert.push_values(chunk, |mut row, (team, lead)| {
                row.push_bind(request.id.0).push_bind(team.0).push_bind(lead.0);
            });
            insert.build().persistent(false).execute(conn).await?;
        });
    }
    Ok(())
}

/// A request by its id.
pub async fn request_get(
    tx: &mut Tx,
    id: CapacityRequestId,
) -> Result<Option<Request>, StoreError> {
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(
            "select id, from_on, to_on, note, asked_by, asked_at
             from capacity_requests
             where id = $1",
        )
        .bind(id.0)
        .fetch_optional(conn)
        .await?
    });
    Ok(row.map(request))
}

/// The requests, newest first, each with how many teams were asked and how many answered; at most 50.
pub async fn requests_all(tx: &mut Tx) -> Result<Vec<(Request, u32, u32)>, StoreError> {
    type Counted = (Uuid, NaiveDate, NaiveDate, String, Uuid, DateTime<Utc>, i64, i64);
    let rows: Vec<Counted> = on!(tx, conn => {
        sqlx::query_as(
            "select r.id, r.from_on, r.to_on, r.note, r.asked_by, r.asked_at,
                    (select count(*) from capacity_request_teams t where t.request_id = r.id),
                    (select count(*)
                     from capacity_request_teams t
                     where t.request_id = r.id
                       and t.answer is not null)
             from capacity_requests r
             order by r.asked_at desc, r.id desc
             limit 50",
        )
        .fetch_all(conn)
        .await?
    });
    Ok(rows
        .into_iter()
        .map(|(id, from, to, note, by, at, asked, answered)| {
            (request((id, from, to, note, by, at)), super::small(asked), super::small(answered))
        })
        .collect())
}

/// The teams that were asked, those without an answer first, then by name; of one lead only, if one is given.
pub async fn request_teams(
    tx: &mut Tx,
    id: CapacityRequestId,
    lead: Option<PersonId>,
) -> Result<Vec<Asked>, StoreError> {
    type TeamRow = (Uuid, String, Uuid, String, Option<String>, Option<DateTime<Utc>>);
    let rows: Vec<TeamRow> = on!(tx, conn => {
        sqlx::query_as(
            "select t.id, t.name, p.id, p.name, a.answer, a.answered_at
             from capacity_request_teams a
             join teams t on t.id = a.team_id
             join persons p on p.id = a.lead_id
             where a.request_id = $1
               and a.lead_id = coalesce($2, a.lead_id)
             order by case when a.answer is null then 0 else 1 end, t.name",
        )
        .bind(id.0)
        .bind(lead.map(|lead| lead.0))
        .fetch_all(conn)
        .await?
    });
    rows.into_iter()
        .map(|(team, name, lead, lead_name, answer, at)| {
            Ok(Asked {
                team_id: TeamId(team),
                team: name,
                lead_id: PersonId(lead),
                lead: lead_name,
                answer: answer
                    .map(|answer| word("capacity_request_teams.answer", &answer))
                    .transpose()?,
                answered_at: at,
            })
        })
        .collect()
}

/// Keeps a team's answer, in place of an earlier one. `false`: the team was not asked.
pub async fn request_answer(
    tx: &mut Tx,
    id: CapacityRequestId,
    team: TeamId,
    answer: RequestAnswer,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let changed = on!(tx, conn => {
        sqlx::query(
            "update capacity_request_teams
             set answer = $3, answered_at = $4
             where request_id = $1
               and team_id = $2",
        )
        .bind(id.0)
        .bind(team.0)
        .bind(answer.as_str())
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    });
    Ok(changed > 0)
}

/// Whoever fills in a team's weeks by hand has answered every open request for any of them. Returns how many those were.
pub async fn request_answers_in(
    tx: &mut Tx,
    team: TeamId,
    from: Week,
    to: Week,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    Ok(on!(tx, conn => {
        sqlx::query(
            "update capacity_request_teams
             set answer = 'filled', answered_at = $4
             where team_id = $1
               and answer is null
               and request_id in (
                    select id
                    from capacity_requests
                    where from_on < $3
                      and to_on > $2)",
        )
        .bind(team.0)
        .bind(from.monday())
        .bind(to.monday())
        .bind(now)
        .execute(conn)
        .await?
        .rows_affected()
    }))
}
