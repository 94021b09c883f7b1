//! Applications to rotation calls, and what host teams offer in them.
//!
//! Every change of state is a compare-and-set over the states from which [`ApplicationState::may_become`] allows it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::QueryBuilder;
use sqlx::types::Json;
use uuid::Uuid;

use super::codec::word;
use super::{StoreError, Tx, on};
use crate::domain::id::{ApplicationId, CallId, PersonId, TeamId};
use crate::domain::placement::ApplicationState;

/// An application as it lies in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Ours.
    pub id: ApplicationId,
    /// To which call.
    pub call_id: CallId,
    /// Whose.
    pub person_id: PersonId,
    /// The team that decides whether the person may go.
    pub home_team_id: TeamId,
    /// Host teams, the dearest first.
    pub choices: Vec<TeamId>,
    /// Numbers of the call's periods in which the person could be away.
    pub periods: Vec<u32>,
    /// How many periods in a row.
    pub length: u32,
    /// What the person would like to learn or do.
    pub goals: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// When the home team was asked.
    pub asked_at: Option<DateTime<Utc>>,
    /// Who was asked for the home team.
    pub asked_id: Option<PersonId>,
    /// When the home team's silence was told to the programme's owner.
    pub escalated_at: Option<DateTime<Utc>>,
    /// When the home team answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// Who answered.
    pub answered_by: Option<PersonId>,
    /// The periods that the home team agreed to; `None`: it has not.
    pub agreed: Option<Vec<u32>>,
    /// Why "not now", why declined or taken back.
    pub reason: Option<String>,
    /// The day before which it is no use to ask the home team again.
    pub not_before_on: Option<NaiveDate>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    call_id: Uuid,
    person_id: Uuid,
    home_team_id: Uuid,
    choices: Json<Vec<TeamId>>,
    periods: Json<Vec<u32>>,
    length: i64,
    goals: String,
    state: String,
    submitted_at: Option<DateTime<Utc>>,
    asked_at: Option<DateTime<Utc>>,
    asked_id: Option<Uuid>,
    escalated_at: Option<DateTime<Utc>>,
    answered_at: Option<DateTime<Utc>>,
    answered_by: Option<Uuid>,
    agreed: Option<Json<Vec<u32>>>,
    reason: Option<String>,
    not_before_on: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl TryFrom<Row> for Application {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: ApplicationId(row.id),
            call_id: CallId(row.call_id),
            person_id: PersonId(row.person_id),
            home_team_id: TeamId(row.home_team_id),
            choices: row.choices.0,
            periods: row.periods.0,
            length: u32::try_from(row.length).unwrap_or(1),
            goals: row.goals,
            state: word("applications.state", &row.state)?,
            submitted_at: row.submitted_at,
            asked_at: row.asked_at,
            asked_id: row.asked_id.map(PersonId),
            escalated_at: row.escalated_at,
            answered_at: row.answered_at,
            answered_by: row.answered_by.map(PersonId),
            agreed: row.agreed.map(|periods| periods.0),
            reason: row.reason,
            not_before_on: row.not_before_on,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

const COLUMNS: &str =
    "id, call_id, person_id, home_team_id, choices, periods, length, goals, state, submitted_at,
            asked_at, asked_id, escalated_at, answered_at, answered_by, agreed, reason, not_before_on, created_at,
            updated_at";

/// Adds an application.
///
/// Errors: [`StoreError::Taken`] when the person has one to this call that is neither declined nor taken back.
pub async fn application_add(tx: &mut Tx, application: &Application) -> Result<(), StoreError> {
    let a = application;
    on!(tx, conn => {
        sqlx::query(
            "insert into applications (id, call_id, person_id, home_team_id, choices, periods, length, goals, state,
                submitted_at, asked_at, asked_id, escalated_at, answered_at, answered_by, agreed, reason,
                not_before_on, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        )
        .bind(a.id.0)
        .bind(a.call_id.0)
        .bind(a.person_id.0)
        .bind(a.home_team_id.0)
        .bind(Json(&a.choices))
        .bind(Json(&a.periods))
        .bind(i64::from(a.length))
        .bind(&a.goals)
        .bind(a.state.as_str())
        .bind(a.submitted_at)
        .bind(a.asked_at)
        .bind(a.asked_id.map(|id| id.0))
        .bind(a.escalated_at)
        .bind(a.answered_at)
        .bind(a.answered_by.map(|id| id.0))
        .bind(a.agreed.as_ref().map(Json))
        .bind(a.reason.as_deref())
        .bind(a.not_before_on)
        .bind(a.created_at)
        .bind(a.updated_at)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// An application by its id.
pub async fn application_get(
    tx: &mut Tx,
    id: ApplicationId,
) -> Result<Option<Application>, StoreError> {
    let sql = format!("select {COLUMNS}\n from applications\n where id = $1");
    let row: Option<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id.0).fetch_optional(conn).await?
    });
    row.map(Application::try_from).transpose()
}

/// All applications to a call, also those taken back, the first handed in first.
pub async fn applications_of_call(
    tx: &mut Tx,
    call: CallId,
) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "select {COLUMNS}\n from applications\n where call_id = $1\n order by submitted_at, created_at, id"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(call.0).fetch_all(conn).await?
    });
    rows.into_iter().map(Application::try_from).collect()
}

/// Somebody's applications, the latest first; at most 200.
pub async fn applications_of_person(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "select {COLUMNS}\n from applications\n where person_id = $1\n order by created_at desc, id desc\n limit 200"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(person.0).fetch_all(conn).await?
    });
    rows.into_iter().map(Application::try_from).collect()
}

/// The applications in one state from people of one team, the first handed in first; at most 500.
pub async fn applications_from_team(
    tx: &mut Tx,
    team: TeamId,
    state: ApplicationState,
) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "select {COLUMNS}
         from applications
         where home_team_id = $1
           and state = $2
         order by submitted_at, id
         limit 500"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(team.0)
            .bind(state.as_str())
            .fetch_all(conn)
            .await?
    });
    rows.into_iter().map(Application::try_from).collect()
}

/// The applications about whose home team's silence nobody was told yet, the longest silent first; at most 1,000.
pub async fn applications_unanswered(tx: &mut Tx) -> Result<Vec<Application>, StoreError> {
    let sql = format!(
        "select {COLUMNS}
         from applications
         where state = 'awaiting_home'
           and escalated_at is null
         order by asked_at, id
         limit 1000"
    );
    let rows: Vec<Row> = on!(tx, conn => {
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(conn).await?
    });
    rows.into_iter().map(Application::try_from).collect()
}

/// Replaces everything of an application but its call, person and beginning, if it is still in `from` and nobody changed
/// it since `seen_at` (its `updated_at` when it was read).
///
/// Errors: [`StoreError::Stale`] when it was changed meanwhile, or `from` does not lead to its new state.
pub async fn application_set(
    tx: &mut Tx,
    application: &Application,
    from: ApplicationState,
    seen_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let a = application;
    if a.state != from && !from.may_become(a.state) {
        return Err(stale(from));
    }
    let changed = on!(tx, conn => {
        sqlx::query(
            "update applications
             set home_team_id = $4, choices = $5, periods = $6, length = $7, goals = $8, state = $9, submitted_at = $10,
                 asked_at = $11, asked_id = $12, escalated_at = $13, answered_at = $14, answered_by = $15, agreed = $16,
                 reason = $17, not_before_on = $18, updated_at = $19
             where id = $1
               and state = $2
               and updated_at = $3",
        )
        .bind(a.id.0)
        .bind(from.as_str())
        .bind(seen_at)
        .bind(a.home_team_id.0)
        .bind(Json(&a.choices))
        .bind(Json(&a.periods))
        .bind(i64::from(a.length))
        .bind(&a.goals)
        .bind(a.state.as_str())
        .bind(a.submitted_at)
        .bind(a.asked_at)
        .bind(a.asked_id.map(|id| id.0))
        .bind(a.escalated_at)
        .bind(a.answered_at)
        .bind(a.answered_by.map(|id| id.0))
        .bind(a.agreed.as_ref().map(Json))
        .bind(a.reason.as_deref())
        .bind(a.not_before_on)
        .bind(a.updated_at)
        .execute(conn)
        .await?
        .rows_affected()
    });
    if changed == 0 { Err(stale(from)) } else { Ok(()) }
}

fn stale(from: ApplicationState) -> StoreError {
    StoreError::Stale { noun: "application", expected: from.as_str().to_owned() }
}

/// Moves an application to `to` from whatever state allows it, with a reason if there is one.
///
/// Errors: [`StoreError::Stale`] when its state does not allow it.
pub async fn application_become(
    tx: &mut Tx,
    id: ApplicationId,
    to: ApplicationState,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before: Vec<String> = ApplicationState::ALL
        .iter()
        .filter(|from| from.may_become(to))
        .map(|from| format!("'{from}'"))
        .collect();
    let sql = format!(
        "update applications
         set state = $2, reason = coalesce($3, reason), updated_at = $4
         where id = $1
           and state in ({})",
        if before.is_empty() { "''".to_owned() } else { before.join(", ") }
    );
    let changed = on!(tx, conn => {
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(id.0)
            .bind(to.as_str())
            .bind(reason)
            .bind(now)
            .execute(conn)
            .await?
            .rows_affected()
    });
    if changed == 0 {
        return Err(StoreError::Stale { noun: "application", expected: before.join(" or ") });
    }
    Ok(())
}

/// How often somebody applied in vain: calls before this one whose home team said "not now", or in which they stayed on
/// the waitlist, since they last had a place. People who never did are missing.
///
/// Cost: one statement per 500 people.
pub async fn vain_applications(
    tx: &mut Tx,
    people: &[PersonId],
    but: CallId,
) -> Result<HashMap<PersonId, u32>, StoreError> {
    let mut vain: HashMap<PersonId, u32> = HashMap::new();
    for chunk in people.chunks(500) {
        let rows: Vec<(Uuid, String)> = on!(tx, conn => {
            let mut query = QueryBuilder::new(
                "select person_id, state
                 from applications
                 where (state in ('placed', 'waitlisted') or (state = 'declined' and answered_at is not null))
                   and call_id <> ",
            );
            query.push_bind(but.0).push(" and person_id in (");
            let mut ids = query.separated(", ");
            for person in chunk {
                ids.push_bind(person.0);
            }
            query.push(") order by person_id, created_at, id");
            query.build_query_as().persistent(false).fetch_all(conn).await?
        });
        for (person, state) in rows {
            let state: ApplicationState = word("applications.state", &state)?;
            let times = vain.entry(PersonId(person)).or_default();
            *times = if state == ApplicationState::Placed { 0 } else { *times + 1 };
        }
    }
    vain.retain(|_, times| *times > 0);
    Ok(vain)
}

/// Says what one would do with a host team in a call; an empty text takes it back.
pub async fn team_words_set(
    tx: &mut Tx,
    call: CallId,
    team: TeamId,
    words: &str,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    on!(tx, conn => {
        sqlx::query(
            "insert into call_teams (call_id, team_id, words, changed_by, changed_at)
             values ($1, $2, $3, $4, $5)
             on conflict (call_id, team_id) do update
             set words = excluded.words, changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        )
        .bind(call.0)
        .bind(team.0)
        .bind(words)
        .bind(by.0)
        .bind(now)
        .execute(conn)
        .await?;
    });
    Ok(())
}

/// What one would do with the host teams of a call; teams without a word are missing.
pub async fn team_words_of_call(
    tx: &mut Tx,
    call: CallId,
) -> Result<HashMap<TeamId, String>, StoreError> {
    let rows: Vec<(Uuid, String)> = on!(tx, conn => {
        sqlx::query_as("select team_id, words from call_teams where call_id = $1 and words <> ''")
            .bind(call.0)
            .fetch_all(conn)
            .await?
    });
    Ok(rows.into_iter().map(|(team, words)| (TeamId(team), words)).collect())
}
